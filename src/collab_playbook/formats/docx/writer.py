"""Content to a Word document, in Word's own styles, so that whoever gets it can go on writing.

Text enters as text of runs and nowhere else: whatever was typed is read, never interpreted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docx.shared import Cm, Twips

from collab_playbook.formats.content import (
    Block,
    Chart,
    Code,
    Content,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
)
from collab_playbook.formats.docx.front import (
    contents,
    cover,
    cover_text,
    furnish,
    logo,
    mark,
    new_section,
)
from collab_playbook.formats.docx.parts import (
    FULL,
    LEVELS,
    QUOTED,
    STEP,
    STYLED,
    Ground,
    blank,
    new_list,
    packed,
)
from collab_playbook.formats.docx.picture import add_picture
from collab_playbook.formats.docx.table import add_table, is_wide
from collab_playbook.formats.docx.text import write
from collab_playbook.formats.drawn import drawn

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from collab_playbook.formats.look import Look


class _Place(NamedTuple):
    """Where a block stands: in how many lists, how far in, whether quoted, on how wide a page.

    Lengths are in twips, a twentieth of a point.
    """

    depth: int = 0
    indent: int = 0
    quoted: bool = False
    width: int = FULL
    lists: tuple[int, int] = (0, 1)


def docx_of(content: Content, look: Look) -> bytes:
    """The content as a Word document; the same content and look give the same bytes.

    Args:
        content: The document.
        look: The brand; its colour is ``#rrggbb``.

    Raises:
        PlaybookError: The logo is damaged, or no image that Word takes.
    """
    content = drawn(content, look)
    ground = _ground(look, content.title)
    document = ground.document
    furnish(ground, content, look)
    opening, rest, is_long = content.opening, content.blocks, content.is_long
    if is_long:
        rest = opening.rest
        cover(ground, opening, look)
        contents(document, rest, look)
    else:
        logo(ground, look, Cm(4), Cm(1.4))
    place = _Place(width=ground.full, lists=ground.lists)
    for number, block in enumerate(rest):
        ahead = rest[number + 1 : number + 2] if isinstance(block, Heading) else ()
        wide = any(is_wide(part, ground.full) for part in (block, *ahead))
        width = ground.turned if wide else ground.full
        if width != place.width or (is_long and number == 0):
            new_section(ground, look, width)
            place = place._replace(width=width)
        if isinstance(block, Heading) and block is opening.title:
            write(document.add_paragraph(style="Title"), block.text)
            cover_text(document, look)
        elif isinstance(block, Heading) and is_long:
            mark(_heading(document, block, place), number)
        else:
            _block(document, block, place)
    return packed(document, look)


def _ground(look: Look, title: str) -> Ground:
    """The client's own file, else a document in the brand."""
    if not look.word:
        return blank(look, title)
    from collab_playbook.formats.docx.base import based_on  # noqa: PLC0415 - few clients bring one

    return based_on(look.word, look, title)


def _block(document: WordDocument, block: Block, place: _Place) -> None:  # noqa: C901 - one line for each kind
    match block:
        case Heading():
            _heading(document, block, place)
        case Paragraph():
            write(_paragraph(document, _running(place), place), block.text)
        case Listing():
            _listing(document, block, place)
        case Table():
            add_table(document, block, place.width - place.indent, place.indent)
        case Chart():
            add_table(document, block.table, place.width - place.indent, place.indent)
        case Picture():
            add_picture(document, block, FULL - place.indent, place.indent)
        case Quote():
            inner = place._replace(indent=place.indent + QUOTED, quoted=True)
            for part in block.blocks:
                _block(document, part, inner)
        case Code():
            _paragraph(document, "Code Block", place).add_run(block.text)
        case Rule():
            _paragraph(document, "Rule", place)


def _running(place: _Place) -> str:
    """The style of a paragraph that is neither heading nor item."""
    if place.quoted:
        return "Quote"
    return "List Continue" if place.depth else "Normal"


def _heading(document: WordDocument, heading: Heading, place: _Place) -> WordParagraph:
    """The title is level 1, so a section is Word's first level; a second title is one as well."""
    paragraph = _paragraph(document, f"Heading {max(1, heading.level - 1)}", place)
    write(paragraph, heading.text)
    return paragraph


def _paragraph(document: WordDocument, style: str, place: _Place) -> WordParagraph:
    """An empty paragraph, moved in where its style alone does not do so."""
    paragraph = document.add_paragraph(style=style)
    own = document.styles[style].paragraph_format.left_indent
    if (own or 0) != Twips(place.indent):
        paragraph.paragraph_format.left_indent = Twips(place.indent)
    return paragraph


def _listing(document: WordDocument, listing: Listing, place: _Place) -> None:
    """A list that counts for itself; the first paragraph of an item bears its mark."""
    level = min(place.depth, LEVELS - 1)
    number = new_list(document, place.lists, level, listing.start if listing.numbered else None)
    styled = min(level, STYLED - 1)
    style = "List Number" if listing.numbered else "List Bullet"
    style += f" {styled + 1}" if styled else ""
    inner = place._replace(depth=place.depth + 1, indent=place.indent + STEP)
    for item in listing.items:
        marked = _paragraph(document, style, inner)
        properties: Any = marked._p.get_or_add_pPr()  # noqa: SLF001 - no call for a list
        counted = properties.get_or_add_numPr()
        counted.get_or_add_ilvl().val = level
        counted.get_or_add_numId().val = number
        rest = item
        if item and isinstance(item[0], Paragraph):
            write(marked, item[0].text)
            rest = item[1:]
        for block in rest:
            _block(document, block, inner)
