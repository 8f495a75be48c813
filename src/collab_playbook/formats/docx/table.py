"""Tables of a Word document, with columns in which no word is cut."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph as WordParagraph

from collab_playbook.formats.content import Block, Inlines, Table, plain
from collab_playbook.formats.docx.parts import PADDING, TABLE
from collab_playbook.formats.docx.text import write

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Of the text of a table, in points: smaller where its longest words ask for it."""
_READABLE = 8.5
"""The smallest of them before the page is turned."""
_TO_FILL = 12.0
"""How many ems stand free to write in, in a table of no more than ``_FORM`` columns."""
_FORM = 6
_WORD = re.compile(r"[^ \n-]+-?")
_NARROW, _WIDE = frozenset("iljtfrI.,;:'’!|()[] \u00a0\u202f"), frozenset("mwMW%@—…")


def is_wide(block: Block, width: int) -> bool:
    """Whether a table asks for a page that lies on its side."""
    return isinstance(block, Table) and _fit(_rows(block), width)[0] < _READABLE


def add_table(document: WordDocument, table: Table, width: int, indent: int) -> None:
    """A table as wide as the text, whose row of headings comes again on every page.

    Headings that are all empty head nothing: such a row is left out.

    Args:
        document: Where it is added.
        table: What it says.
        width: Of the table, in twips.
        indent: How far in it stands, in twips.
    """
    rows = _rows(table)
    headed = rows[0] is table.head
    size, widths = _fit(rows, width)
    made = document.add_table(len(rows), len(table.head), TABLE)
    inner: Any = made._tbl  # noqa: SLF001 - python-docx walks all cells anew for each of them
    _measure(inner, width, indent, headed=headed)
    for column, measure in zip(inner.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(measure)
    styles = [document.styles[name].style_id for name in ("Table Text", "Table Heading")]
    for at, (row, cells) in enumerate(zip(inner.tr_lst, rows, strict=True)):
        heads = headed and at == 0
        properties = row.get_or_add_trPr()
        for flag in ("w:cantSplit", "w:tblHeader") if heads else ("w:cantSplit",):
            properties.append(OxmlElement(flag))
        for cell, text, measure in zip(row.tc_lst, cells, widths, strict=True):
            cell.width = Twips(measure)
            inside = cell.p_lst[0]
            inside.style = styles[heads]  # by its id: python-docx looks a name up anew each time
            write(WordParagraph(inside, made), text, None if size == _SIZES[0] else Pt(size))
    document.add_paragraph(style="Table End")  # else Word joins it to a table that follows


def _rows(table: Table) -> tuple[tuple[Inlines, ...], ...]:
    headed = not table.rows or any(plain(cell) for cell in table.head)
    return ((table.head,) if headed else ()) + table.rows


def _measure(table: Any, width: int, indent: int, *, headed: bool) -> None:
    properties = table.tblPr
    properties.remove_all("w:tblW", "w:tblInd", "w:tblLayout")
    look = properties.find(qn("w:tblLook"))
    for name, value in (("w:tblW", width), ("w:tblInd", indent)):
        part = OxmlElement(name)
        part.set(qn("w:w"), str(value))
        part.set(qn("w:type"), "dxa")
        look.addprevious(part)
    look.attrib.clear()
    look.set(qn("w:val"), "0020" if headed else "0000")
    look.set(qn("w:firstRow"), str(int(headed)))


@lru_cache(maxsize=1)  # the heading above a table asks for it, then the table, then its cells
def _fit(rows: tuple[tuple[Inlines, ...], ...], width: int) -> tuple[float, tuple[int, ...]]:
    """The size of the text at which no word is cut, and the widths of the columns, in twips.

    A column is as wide as its longest word; what is left goes to those with more to say, by the
    square root of how much, so that one long cell does not starve the others. One with nothing
    below its heading is there to be filled in, unless it is one of the many of a matrix.
    """
    columns = list(zip(*([plain(cell) for cell in row] for row in rows), strict=True))
    words = [max(_ems(word) for cell in column for word in _words(cell)) for column in columns]
    blank_ems = _TO_FILL if len(columns) <= _FORM else 0.0
    lines = [max(map(_ems, column)) if any(column[1:]) else blank_ems for column in columns]
    for size in _SIZES:  # the last one stays, where none is small enough
        floors = [min(word * size * 20, width * 0.4) + 2 * PADDING for word in words]
        if sum(floors) <= width:
            break
    spare = max(0.0, width - sum(floors))
    wants = [max(0.0, line - word) ** 0.5 for line, word in zip(lines, words, strict=True)]
    wants = wants if any(wants) else floors
    shared = [f + spare * want / sum(wants) for f, want in zip(floors, wants, strict=True)]
    return size, tuple(int(part * width / sum(shared)) for part in shared)


def _words(text: str) -> list[str]:
    return _WORD.findall(text) or [""]


def _ems(text: str) -> float:
    """About how wide a text is, in its own size; rather too wide, since it may be bold."""
    return sum(map(_em, text))


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.33
    if character in _WIDE:
        return 0.95
    if east_asian_width(character) in "WF":
        return 1.0
    return 0.7 if character.isupper() else 0.56
