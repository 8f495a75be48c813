"""What stands around the text of a Word document: cover, contents, header, footer, logo."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Length, Pt, Twips
from docx.text.run import Run

from collab_playbook.errors import PlaybookError
from collab_playbook.formats.content import Block, Content, Heading, Opening, plain
from collab_playbook.formats.docx.parts import FULL, Ground
from collab_playbook.formats.docx.table import add_table
from collab_playbook.formats.docx.text import write
from collab_playbook.formats.words import CONTENTS, SAVE_ANEW, in_language
from collab_playbook.saying import say

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from collab_playbook.formats.look import Look

_LISTED = (2, 3)
"""The levels of the headings that the table of contents lists."""
_AFTER_FIELDS = ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:rsids")
"""What follows, in the order of Word, where a document asks for its fields to be brought up."""
_NO_IMAGE = (
    UnrecognizedImageError,
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    ZeroDivisionError,  # one that says that it has no height
)


def new_section(ground: Ground, look: Look, width: int) -> None:
    """A new page, upright or on its side; the header goes on from the one before."""
    section = ground.document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    turned = width == ground.turned
    sides = sorted((section.page_width or 0, section.page_height or 0), reverse=turned)
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Length(side) for side in sides)
    if ground.furnished:
        return
    section.footer.is_linked_to_previous = False  # its number stands at the edge of the text
    _foot(section.footer.paragraphs[0], look, width)


def furnish(ground: Ground, content: Content, look: Look) -> None:
    """Header and footer; a cover shows neither the header nor a number."""
    if ground.furnished:
        return
    section = ground.document.sections[0]
    named = " · ".join(part for part in (look.organisation, content.title) if part)
    section.header.paragraphs[0].add_run(named)
    _foot(section.footer.paragraphs[0], look, FULL)
    section.different_first_page_header_footer = content.is_long
    if content.is_long:
        section.first_page_header.is_linked_to_previous = False
        section.first_page_footer.paragraphs[0].add_run(look.footer)


def _foot(paragraph: WordParagraph, look: Look, width: int) -> None:
    if width != FULL:  # the style has the place on a page that stands
        paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(FULL), WD_TAB_ALIGNMENT.CLEAR)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{look.footer}\t")
    _field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES")


def cover(ground: Ground, opening: Opening, look: Look) -> None:
    """The first page: logo, organisation, title, and the table of facts about the document."""
    document = ground.document
    logo(ground, look, Cm(7), Cm(3))
    named = document.add_paragraph(look.organisation, style="Subtitle")
    named.paragraph_format.space_before = Pt(150)
    if opening.title is not None:
        write(document.add_paragraph(style="Title"), opening.title.text)
    cover_text(document, look)
    if opening.facts is not None:
        add_table(document, opening.facts, ground.full, 0)


def cover_text(document: WordDocument, look: Look) -> None:
    """What the brand's cover says besides the title, each line on its own."""
    for line in look.cover_lines:
        document.add_paragraph(line, style="Cover Text")


def contents(document: WordDocument, blocks: tuple[Block, ...], look: Look) -> None:
    """A field that Word fills with pages when it opens the file; others show it as made here."""
    heading = in_language(CONTENTS, look.language)
    titled = document.add_paragraph(heading, style="TOC Heading")
    if not document.styles["TOC Heading"].paragraph_format.page_break_before:
        titled.paragraph_format.page_break_before = True  # that of a client's own file has none
    settings: Any = document.settings.element
    asked = OxmlElement("w:updateFields")
    asked.set(qn("w:val"), "true")
    follows = (each for name in _AFTER_FIELDS for each in settings.findall(qn(name)))
    after = next(follows, None)
    settings.append(asked) if after is None else after.addprevious(asked)
    entries = [
        (n, b) for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level in _LISTED
    ]
    for at, (number, block) in enumerate(entries):
        entry = document.add_paragraph(style=f"toc {block.level - 1}")
        if at == 0:
            _begin(entry, r'TOC \o "1-2" \h \z \u')
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _anchor(number))
        entry._p.append(link)  # noqa: SLF001 - python-docx has no call for a link
        Run(link.add_r(), entry).text = plain(block.text)
    _end(document.add_paragraph())


def logo(ground: Ground, look: Look, width: Length, height: Length) -> None:
    """The image in its own proportions, no larger than the box; read aloud by its owner's name.

    Raises:
        PlaybookError: It is damaged, or no image that Word takes.
    """
    if look.logo is None or ground.furnished:
        return
    run = ground.document.add_paragraph().add_run()
    try:
        shape = run.add_picture(BytesIO(look.logo.data), height=height)
    except _NO_IMAGE as error:
        message = say("Word cannot show the logo: the image is damaged, or of an unusual kind")
        raise PlaybookError(message, SAVE_ANEW) from error
    if shape.width > width:
        shape.height = Length(max(1, shape.height * width // shape.width))
        shape.width = width
    inner: Any = shape._inline  # noqa: SLF001 - python-docx has no call for a description
    inner.docPr.set("descr", look.organisation)
    for side in ("distT", "distB", "distL", "distR"):
        inner.set(side, "0")  # else LibreOffice keeps the text away from it


def _anchor(number: int) -> str:
    return f"_Toc{number:06}"


def mark(paragraph: WordParagraph, number: int) -> None:
    """A heading as a place that the table of contents leads to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _anchor(number))
    end.set(qn("w:id"), str(number))
    inner: Any = paragraph._p  # noqa: SLF001 - python-docx has no call for a bookmark
    inner.insert(1, start)  # after the properties, which every heading has
    inner.append(end)


def _field(paragraph: WordParagraph, code: str) -> None:
    """A field with a number in it until it is reckoned."""
    _begin(paragraph, code)
    paragraph.add_run("1")
    _end(paragraph)


def _begin(paragraph: WordParagraph, code: str) -> None:
    for kind in ("begin", "", "separate"):
        inner = paragraph.add_run()._r  # noqa: SLF001 - python-docx has no call for a field
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        inner.append(part)


def _end(paragraph: WordParagraph) -> None:
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(part)  # noqa: SLF001 - likewise
