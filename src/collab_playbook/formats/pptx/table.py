"""Tables on slides, as PowerPoint's own, so that whoever gets them can go on writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from collab_playbook.drawing.tints import contrast
from collab_playbook.formats.content import Span, plain
from collab_playbook.formats.figures import number_of
from collab_playbook.formats.look import READABLE, WHITE
from collab_playbook.formats.pptx.text import write
from collab_playbook.formats.pptx.theme import thinned
from collab_playbook.formats.slides.table import SIDE, TOP, likely_heights

if TYPE_CHECKING:
    from collab_playbook.formats.content import Inline
    from collab_playbook.formats.look import Look
    from collab_playbook.formats.slides.fit import Box
    from collab_playbook.formats.slides.table import Grid

_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_LINE: Final = '<a:solidFill><a:srgbClr val="C9CED6"/></a:solidFill>'
_BRAND: Final = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
_WHITE: Final = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
_BLACK: Final = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_LIGHTEST: Final = 0.08
"""How much of the brand's colour the lowest figure of a heat map keeps."""


def add_table(slide: Any, box: Box, grid: Grid, look: Look, language: str) -> None:
    """A table in its place.

    Args:
        slide: The slide.
        box: Its place.
        grid: The table, measured.
        look: The brand.
        language: The language it is in, as in ``fr-FR``.
    """
    heights = likely_heights(grid)
    place = map(Pt, box.area._replace(height=sum(heights)))
    frame = slide.shapes.add_table(len(grid.rows), len(grid.widths), *place)
    table: Any = frame._element.graphic.graphicData.tbl  # noqa: SLF001 - python-pptx walks all cells anew for each of them
    properties = table.tblPr
    properties.find("{*}tableStyleId").text = _NO_STYLE
    properties.set("firstRow", str(int(grid.headed)))
    properties.set("bandRow", "0")
    for column, width in zip(table.tblGrid.gridCol_lst, grid.widths, strict=True):
        column.w = Pt(width)
    shades = _shades(grid, look)
    for at, (row, cells) in enumerate(zip(table.tr_lst, grid.rows, strict=True)):
        heads = grid.headed and at == 0
        row.h = Pt(heights[at])
        for across, (cell, text) in enumerate(zip(row.tc_lst, cells, strict=True)):
            cell.marL = cell.marR = Emu(Pt(SIDE))
            cell.marT = cell.marB = Emu(Pt(TOP))
            cell.anchor = MSO_ANCHOR.BOTTOM if heads else None
            shade = shades.get((at, across), "")
            paragraph = TextFrame(cell.get_or_add_txBody(), slide).paragraphs[0]
            write(paragraph, tuple(map(_strong, text)) if heads else text, language, grid.size)
            _paint(paragraph, _BRAND if heads else _ink_on(shade))
            _dress(cell, shade, heads=heads)


def _strong(part: Inline) -> Inline:
    return part._replace(strong=True) if isinstance(part, Span) else part


def _paint(paragraph: Any, fill: str) -> None:
    """The colour of the words of a cell, where it is not that of all text."""
    for run in paragraph.runs if fill else ():
        run.font._element.insert(0, _parsed(fill))  # noqa: SLF001 - one way for all fills


def _parsed(markup: str) -> Any:
    return parse_xml(markup.replace(">", f" {nsdecls('a')}>", 1))


def _dress(cell: Any, shade: str, *, heads: bool) -> None:
    """A line below, in the brand's colour below the head; no box around what is no box."""
    properties = cell.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT"):
        properties.append(_parsed(f'<a:{side} w="0"><a:noFill/></a:{side}>'))
    wide, fill = (19050, _BRAND) if heads else (9525, _LINE)
    properties.append(_parsed(f'<a:lnB w="{wide}">{fill}</a:lnB>'))
    filled = (
        f'<a:solidFill><a:srgbClr val="{shade}"/></a:solidFill>'
        if shade
        else "<a:noFill></a:noFill>"
    )
    properties.append(_parsed(filled))


def _shades(grid: Grid, look: Look) -> dict[tuple[int, int], str]:
    """The colour behind each figure of a heat map, from the lowest to the highest."""
    if not grid.heat:
        return {}
    found = {
        (at, across): figure[0]
        for at, row in enumerate(grid.rows)
        for across, cell in enumerate(row)
        if across and not (grid.headed and at == 0)
        for figure in (number_of(plain(cell), look.language),)
        if figure is not None
    }
    if not found:
        return {}
    low, high = min(found.values()), max(found.values())
    shares = {
        place: float((value - low) / (high - low)) if high > low else 0.5
        for place, value in found.items()
    }
    return {
        place: thinned(look.colour, _LIGHTEST + (1 - _LIGHTEST) * share)
        for place, share in shares.items()
    }


def _ink_on(shade: str) -> str:
    """White or black, whichever reads on it, as one of them always does; nothing on white."""
    if not shade:
        return ""
    return _WHITE if contrast(WHITE, f"#{shade}") >= READABLE else _BLACK
