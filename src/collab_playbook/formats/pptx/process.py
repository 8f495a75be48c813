"""A process on a slide: stages in a row, each pointing at the one after it, as shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from collab_playbook.formats.content import Span
from collab_playbook.formats.pptx.text import write
from collab_playbook.formats.slides.charts import STAGE_POINT, stage_size

if TYPE_CHECKING:
    from collab_playbook.formats.slides.charts import Drawing
    from collab_playbook.formats.slides.fit import Box

_NAMED: Final = 120
"""How many letters the name of a shape has at most."""
_TOLD: Final = 2000
"""How many letters of a description screen readers are given."""
_OVERLAP: Final = 6.0


def describe(properties: Any, title: str, told: str) -> None:
    """Names a shape, and says what it shows to whoever does not see it."""
    properties.set("name", (title or properties.get("name"))[:_NAMED])
    properties.set("descr", told if len(told) <= _TOLD else told[: _TOLD - 1] + "…")


def add_process(slide: Any, box: Box, drawing: Drawing, told: str, language: str) -> None:
    """The stages in their place, as one group.

    Args:
        slide: The slide.
        box: Its place.
        drawing: The stages.
        told: What they are, for whoever does not see them.
        language: The language they are in, as in ``fr-FR``.
    """
    area = box.area
    wide = area.width / len(drawing.labels)
    size = stage_size(drawing.labels, area.width)
    group = slide.shapes.add_group_shape()
    describe(group._element.nvGrpSpPr.cNvPr, drawing.title, told)  # noqa: SLF001 - no call for a description
    for at, label in enumerate(drawing.labels):
        kind = MSO_SHAPE.PENTAGON if at == 0 else MSO_SHAPE.CHEVRON
        stage = group.shapes.add_shape(
            kind, Pt(area.x + at * wide), Pt(area.y), Pt(wide + _OVERLAP), Pt(area.height)
        )
        stage.adjustments[0] = STAGE_POINT / area.height
        stage.fill.solid()
        stage.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        stage.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        stage._element.remove(stage._element.find(qn("p:style")))  # noqa: SLF001 - else it has a shadow
        frame = stage.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Pt(2)
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        write(paragraph, (Span(label, strong=True),), language, size)
        for run in paragraph.runs:
            run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
