"""Content to slides of 16:9, with native tables and charts and with notes for whoever speaks.

Text enters as text of runs and nowhere else: whatever was typed is read, never interpreted.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from collab_playbook.formats.content import Content, Span
from collab_playbook.formats.office import language_of, moment_of, repacked
from collab_playbook.formats.pptx.chart import add_chart
from collab_playbook.formats.pptx.logo import add_logo
from collab_playbook.formats.pptx.markup import FOOTER, NUMBER, PAGE
from collab_playbook.formats.pptx.master import (
    CONTENT,
    COVER,
    COVER_LOGO,
    TITLE_ONLY,
    blank,
    tell_language,
)
from collab_playbook.formats.pptx.table import add_table
from collab_playbook.formats.pptx.text import write, write_lines
from collab_playbook.formats.slides.area import FULL
from collab_playbook.formats.slides.cover import FACT, ORGANISATION, cover_of, one_row
from collab_playbook.formats.slides.deal import Drawn
from collab_playbook.formats.slides.deck import Lines, deck_of
from collab_playbook.formats.slides.fit import pages_of
from collab_playbook.formats.slides.table import Grid
from collab_playbook.formats.slides.title import SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.presentation import Presentation

    from collab_playbook.formats.look import Look
    from collab_playbook.formats.slides.cover import Cover
    from collab_playbook.formats.slides.fit import Box, Page


def pptx_of(content: Content, look: Look) -> bytes:
    """The content as slides; the same content and look give the same bytes.

    Args:
        content: The document, each section of which is a slide.
        look: The brand; its colour is ``#rrggbb``.

    Raises:
        PlaybookError: The logo is damaged, or no image that PowerPoint takes.
    """
    deck = deck_of(content)
    presentation = blank(look, content.title)
    cover = cover_of(deck, look)
    _cover(presentation, cover, deck.notes, look)
    for slide in (*((cover.rest,) if cover.rest else ()), *deck.slides):
        for page in pages_of(slide, look.language):
            _slide(presentation, page, look)
    made = BytesIO()
    presentation.save(made)
    return repacked(made.getvalue(), moment_of(look))


def _cover(presentation: Presentation, cover: Cover, notes: Sequence[str], look: Look) -> None:
    slide: Any = presentation.slides.add_slide(presentation.slide_layouts[COVER])
    language = language_of(look)
    write(slide.shapes.title.text_frame.paragraphs[0], cover.title, language, cover.size)
    frame = slide.placeholders[1].text_frame
    whose = frame.paragraphs[0]
    write(whose, (Span(cover.organisation, strong=True),), language, ORGANISATION)
    whose.space_before = Pt(0)
    for fact in cover.facts:
        paragraph = frame.add_paragraph()
        write(paragraph, (Span(fact),), language, FACT)
        paragraph.space_before = Pt(3)
    add_logo(slide, look, COVER_LOGO)
    _note(slide, notes, language)


def _slide(presentation: Presentation, page: Page, look: Look) -> None:
    language = language_of(look)
    has_text = any(isinstance(b.part, Lines) and b.column < page.columns for b in page.boxes)
    number = CONTENT + page.columns - 1 if has_text else TITLE_ONLY
    slide = presentation.slides.add_slide(presentation.slide_layouts[number])
    title = slide.shapes.title
    size = None if page.title_size == SIZES[0] else page.title_size
    write(title.text_frame.paragraphs[0], page.title, language, size)
    held = {at: slide.placeholders[1 + at] for at in range(page.columns) if has_text}
    for box in page.boxes:
        match box.part:
            case Lines(lines):
                holder = held.pop(box.column, None)  # for the first text, where an outline looks
                shape: Any = holder if holder is not None else _text_box(slide, box)
                _put(shape, box)
                slide.shapes._spTree.append(shape._element)  # noqa: SLF001 - in the order of reading
                write_lines(shape.text_frame, lines, box.size, language)
            case Grid():
                add_table(slide, box, box.part, look, language)
            case Drawn(drawing, told):
                add_chart(slide, box, drawing, told, language)
    for left in held.values():
        left._element.getparent().remove(left._element)  # noqa: SLF001 - else it asks for text
    _foot(slide, presentation, look, language)
    _note(slide, page.notes, language)


def _text_box(slide: Any, box: Box) -> Any:
    shape = slide.shapes.add_textbox(*map(Pt, box.area))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return shape


def _put(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Pt, box.area)


def _foot(slide: Any, presentation: Presentation, look: Look, language: str) -> None:
    """What stands at the foot, and the number; read last."""
    title = presentation.core_properties.title
    said = " · ".join(part for part in (look.footer or look.organisation, title) if part)
    for number, kind, text in ((FOOTER, "ftr", "<a:p/>"), (PAGE, "sldNum", NUMBER)):
        shape: Any = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{100 + number}" name=""/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" '
            f'sz="quarter" idx="{number}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'
            f"<a:lstStyle/>{text}</p:txBody></p:sp>"
        )
        tell_language(shape, language)
        slide.shapes._spTree.append(shape)  # noqa: SLF001 - python-pptx leaves these out
        holder = slide.placeholders[number]
        holder.name = _layout_name(slide, number)
        if number == FOOTER:
            paragraph = holder.text_frame.paragraphs[0]
            write(paragraph, (Span(one_row(said, FULL - 90, 12)),), language)
            paragraph.alignment = PP_ALIGN.LEFT  # else LibreOffice centres it


def _layout_name(slide: Any, number: int) -> str:
    holders = slide.slide_layout.placeholders
    return next(str(p.name) for p in holders if p.placeholder_format.idx == number)


def _note(slide: Any, notes: Sequence[str], language: str) -> None:
    if not notes:
        return
    frame = slide.notes_slide.notes_text_frame
    for at, said in enumerate(notes):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        write(paragraph, (Span(said),), language)
