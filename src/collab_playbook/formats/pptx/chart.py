"""Charts on slides, as PowerPoint's own with their figures in them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from collab_playbook.formats.content import Span
from collab_playbook.formats.office import XLSX_OPTIONS
from collab_playbook.formats.pptx.process import add_process, describe
from collab_playbook.formats.pptx.text import write

if TYPE_CHECKING:
    from datetime import date

    from collab_playbook.formats.slides.charts import Drawing
    from collab_playbook.formats.slides.fit import Box

_TEXT: Final = Pt(14)
_GRID: Final = MSO_THEME_COLOR.BACKGROUND_2
_TYPES: Final = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "gantt": XL_CHART_TYPE.BAR_STACKED,
}
_ACCENTS: Final = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
)
_FEW: Final = 3
"""So few bars would be blocks without room between them."""


class _Written(CategoryWorkbookWriter):
    """The workbook in a chart, whose words are words: no formula, no link, no file of the day."""

    @property
    def xlsx_blob(self) -> bytes:
        from xlsxwriter import Workbook  # noqa: PLC0415 - only a deck with a chart needs it

        made = BytesIO()
        workbook = Workbook(made, dict(XLSX_OPTIONS))
        fill: Any = self._populate_worksheet
        fill(workbook, workbook.add_worksheet())
        workbook.close()
        return made.getvalue()


class _Figures(CategoryChartData):
    """Figures whose workbook is written here."""

    @property
    def _workbook_writer(self) -> _Written:
        return _Written(self)  # type: ignore[no-untyped-call] # python-pptx has no types here


def add_chart(slide: Any, box: Box, drawing: Drawing, told: str, language: str) -> None:
    """A chart in its place.

    Args:
        slide: The slide.
        box: Its place.
        drawing: What is drawn.
        told: What it shows, for whoever does not see it.
        language: The language it is in, as in ``fr-FR``.
    """
    if drawing.shape == "process":
        add_process(slide, box, drawing, told, language)
        return
    data: Any = _Figures(number_format="General")  # type: ignore[no-untyped-call] # likewise
    data.categories = drawing.labels
    for name, values in _columns(drawing):
        data.add_series(name, values)
    frame = slide.shapes.add_chart(_TYPES[drawing.shape], *map(Pt, box.area), data)
    describe(frame._element.nvGraphicFramePr.cNvPr, drawing.title, told)  # noqa: SLF001 - no call for a description
    chart = frame.chart
    _tell_language(chart, language)
    chart.font.size = _TEXT
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_title = bool(drawing.title)
    if drawing.title:
        paragraph = chart.chart_title.text_frame.paragraphs[0]
        write(paragraph, (Span(drawing.title),), language, 16)
        paragraph.runs[0].font.color.theme_color = MSO_THEME_COLOR.TEXT_2
        paragraph.runs[0].font.bold = False
        chart.chart_title.include_in_layout = False
    chart.has_legend = len(drawing.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _dress_axes(chart, drawing)
    _dress_series(chart, drawing)


def _columns(drawing: Drawing) -> list[tuple[str, list[float | None]]]:
    """The columns of figures; a Gantt chart is a bar that begins on a day, for so many days."""
    if drawing.shape != "gantt":
        return [
            (each.name, [None if value is None else float(value) for value in each.values])
            for each in drawing.series
        ]
    starts: list[float | None] = [_serial(first) for first, _ in drawing.days]
    days: list[float | None] = [float((last - first).days + 1) for first, last in drawing.days]
    return [("", starts), (drawing.title, days)]


def _serial(day: date) -> float:
    """A day as a spreadsheet counts it."""
    return float(day.toordinal() - 693_594)


def _dress_axes(chart: Any, drawing: Drawing) -> None:
    across, up = chart.category_axis, chart.value_axis
    across.format.line.color.theme_color = _GRID
    across.major_tick_mark = up.major_tick_mark = XL_TICK_MARK.NONE
    across.tick_labels.font.size = _TEXT
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    up.format.line.fill.background()
    up.major_gridlines.format.line.color.theme_color = _GRID
    up.tick_labels.number_format_is_linked = False
    up.tick_labels.number_format = _number_format(drawing)
    if drawing.shape in {"bars", "gantt"}:
        across.reverse_order = True  # the first row at the top, as in the table
        up.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if drawing.shape == "gantt":
        up.minimum_scale = min(_serial(first) for first, _ in drawing.days)
        up.maximum_scale = max(_serial(last) for _, last in drawing.days) + 1
    elif _is_labelled(drawing):
        up.visible = False
        up.has_major_gridlines = False
    if drawing.shape != "gantt" and all(
        v >= 0 for s in drawing.series for v in s.values if v is not None
    ):
        up.minimum_scale = 0


def _is_labelled(drawing: Drawing) -> bool:
    """Whether the figures stand at their bars, so that no axis has to say them again."""
    return drawing.shape in {"bars", "columns"}


def _dress_series(chart: Any, drawing: Drawing) -> None:
    plot = chart.plots[0]
    if drawing.shape != "line":
        plot.gap_width = 60 if len(drawing.labels) > _FEW else 120
        plot.overlap = 100 if drawing.shape == "gantt" else -5
    for series, accent in zip(plot.series, _ACCENTS, strict=False):
        if drawing.shape == "line":
            series.smooth = False
            series.format.line.color.theme_color = accent
            series.format.line.width = Pt(2.5)
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.theme_color = accent
            series.marker.format.line.color.theme_color = accent
        else:
            series.invert_if_negative = False
            series.format.fill.solid()
            series.format.fill.fore_color.theme_color = accent
    if drawing.shape == "gantt":
        first, second = plot.series
        first.format.fill.background()
        second.format.fill.solid()
        second.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    elif _is_labelled(drawing):
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format_is_linked = False
        labels.number_format = _number_format(drawing)
        labels.show_value = True
        labels.font.size = Pt(12 if len(drawing.series) > 1 else 14)


def _number_format(drawing: Drawing) -> str:
    """How figures print: with the unit of their series, with as many digits as they have."""
    if drawing.shape == "gantt":
        return "d mmm yyyy"
    values = [value for each in drawing.series for value in each.values if value is not None]
    digits = max(0, *(-int(value.normalize().as_tuple().exponent) for value in values), 0)
    unit = "".join(letter for letter in drawing.series[0].unit if letter not in '"\\')
    number = "#,##0" + ("." + "0" * min(digits, 2) if digits else "")
    return f'{number}"\u00a0{unit}"' if unit else number


def _tell_language(chart: Any, language: str) -> None:
    space = chart._chartSpace  # noqa: SLF001 - no call for a language
    told = parse_xml(f"<c:lang {nsdecls('c')}/>")
    told.set("val", language)
    space.find(qn("c:date1904")).addnext(told)
