"""Native charts over the cells of a sheet, in the brand's colour, on a sheet of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from collab_playbook.drawing.tints import tint
from collab_playbook.formats.words import in_language
from collab_playbook.formats.xlsx.manner import date_format
from collab_playbook.formats.xlsx.styles import GREY, RULED
from collab_playbook.formats.xlsx.text import line

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.sheets import Chart, Reach, Series, Sheet
    from collab_playbook.formats.look import Look

CHARTS: Final = {"en": "{title}, charts", "fr": "{title}, graphiques"}
_ONE: Final = (1180, 560)
"""The size of a chart alone on its sheet, in pixels."""
_OF_MANY: Final = (400, 240)
_ROW: Final = 20
"""How high a row is, in pixels."""
_ABREAST: Final = 3
_ROWS: Final = 3
"""How many rows of charts a page holds."""
_NEAR, _WHOLE = 80, 100
_LONG: Final = 240
"""From so many days on an axis names every third month only."""
_DRAWN: Final = {
    "en": "{title}. {name}: from {first} to {last}.",
    "fr": "{title}. {name}\u00a0: de {first} à {last}.",
}
_SHADES: Final = (1.0, 0.72, 0.48, 0.3)
"""How much of the brand's colour each of several rows of bars has; the next ones are grey."""


class Place(NamedTuple):
    """Where the cells of a sheet are: its name, and its first row of data."""

    name: str
    first: int

    def cells(self, reach: Reach) -> list[Any]:
        """Cells as XlsxWriter names them in a chart."""
        first, last = self.first + reach.first, self.first + reach.last
        return [self.name, first, reach.column, last, reach.column]


def draw(  # noqa: PLR0913, PLR0917 - a sheet, and all that its charts look at
    book: Book, page: Worksheet, sheet: Sheet, place: Place, look: Look, top: int
) -> None:
    """Puts the charts of a sheet on a page, three abreast where there are several.

    Args:
        book: The workbook.
        page: Where they go.
        sheet: The sheet that they are of.
        place: Where its cells are.
        look: The brand.
        top: The first row that is free.
    """
    width, height = _ONE if len(sheet.charts) == 1 else _OF_MANY
    for at, chart in enumerate(sheet.charts):
        drawn = _drawn(book, chart, sheet, place, look)
        drawn.set_size({"width": width - 16, "height": height - 16})
        row, column = divmod(at, _ABREAST)
        placed = {
            "description": line(_words(chart, sheet, look.language), 255),
            "object_position": 2,
            "x_offset": column * width,
        }
        page.insert_chart(top + row * (height // _ROW), 0, drawn, placed)
    rows = range(_ROWS, ceil(len(sheet.charts) / _ABREAST), _ROWS)
    page.set_h_pagebreaks([top + row * (height // _ROW) for row in rows])


def _drawn(book: Book, chart: Chart, sheet: Sheet, place: Place, look: Look) -> Any:
    kind: dict[str, Any] = {"type": "line" if chart.kind == "line" else "column"}
    if chart.stacked and len(chart.series) > 1:
        kind["subtype"] = "stacked"
    drawn: Any = book.add_chart(kind)
    for at, series in enumerate(chart.series):
        drawn.add_series(_series(at, series, chart, place, look))
    unit = f" ({chart.unit})" if chart.unit else ""
    font = {"size": 11, "bold": True, "color": look.colour}
    drawn.set_title(
        {"name": line(f"{chart.title}{unit}", 250), "name_font": font, "overlay": False}
    )
    drawn.set_legend({"position": "bottom", "font": {"size": 9, "color": GREY}})
    if len(chart.series) == 1:
        drawn.set_legend({"none": True})
    small = {"size": 8, "color": GREY}
    labels: dict[str, Any] = {"num_font": small, "line": {"color": RULED}}
    if chart.dated:
        month = sheet.columns[chart.series[0].labels.column].kind == "month"
        labels["num_format"] = date_format(look.language, month_only=True)
        labels |= {"text_axis": True} if month else _dates(chart, sheet)
    drawn.set_x_axis(labels)
    drawn.set_y_axis(
        {
            "num_font": small,
            "num_format": "General",
            **_whole(chart, sheet),
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": RULED, "width": 0.75}},
        }
    )
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_blanks_as("gap")
    return drawn


def _whole(chart: Chart, sheet: Sheet) -> dict[str, Any]:
    """The bounds of percentages that come near the whole: no axis goes on to 120 %."""
    cells = (
        row[series.values.column]
        for series in chart.series
        for row in sheet.rows[series.values.first : series.values.last + 1]
    )
    most = max((cell for cell in cells if isinstance(cell, Decimal)), default=Decimal(0))
    return {"min": 0, "max": 100} if chart.unit == "%" and _NEAR < most <= _WHOLE else {}


def _dates(chart: Chart, sheet: Sheet) -> dict[str, Any]:
    """An axis of days, with room between the months that it names."""
    reach = chart.series[0].labels
    cells = (row[reach.column] for row in sheet.rows[reach.first : reach.last + 1])
    days = [cell for cell in cells if isinstance(cell, date)]
    long = bool(days) and (max(days) - min(days)).days > _LONG
    return {
        "date_axis": True,
        "major_unit": 3 if long else 1,
        "major_unit_type": "months",
    }


def _series(at: int, series: Series, chart: Chart, place: Place, look: Look) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": line(series.name, 250),
        "categories": place.cells(series.labels),
        "values": place.cells(series.values),
    }
    if chart.kind == "bars":
        colour = tint(look.colour, _SHADES[at]) if at < len(_SHADES) else _grey(at)
        return {**told, "fill": {"color": colour}, "border": {"none": True}, "gap": 60}
    if series.role == "aim":
        return {**told, "line": {"color": GREY, "width": 1.5, "dash_type": "dash"}}
    if series.role == "start":
        return {**told, "line": {"color": "#A6A6A6", "width": 1.25, "dash_type": "round_dot"}}
    colour = look.colour if at == 0 else _grey(at)
    dot = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
    return {**told, "line": {"color": colour, "width": 2.25}, "marker": dot}


def _grey(at: int) -> str:
    return tint("#404040", max(0.25, 1 - 0.15 * (at % 6)))


def _words(chart: Chart, sheet: Sheet, language: str) -> str:
    """What a chart shows, for those who do not see it: where its first series begins and ends."""
    first = chart.series[0]
    column = first.values.column
    return in_language(_DRAWN, language).format(
        title=chart.title,
        name=first.name,
        first=sheet.rows[first.values.first][column],
        last=sheet.rows[first.values.last][column],
    )
