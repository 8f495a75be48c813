"""Native charts over the cells of a sheet, in the brand's colour, on a sheet of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from collab_playbook.formats.words import in_language
from collab_playbook.formats.xlsx_manner import date_format
from collab_playbook.formats.xlsx_text import line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.workbook import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.sheets import Chart, Reach, Series, Sheet
    from collab_playbook.formats.look import Look

CHARTS: Final = {"en": "{title}, charts", "fr": "{title}, graphiques"}
GREY: Final = "#595959"
_LIGHT: Final = "#D9D9D9"
_ONE: Final = (1120, 520)
"""The size of a chart alone on its sheet, in pixels."""
_OF_MANY: Final = (560, 300)
_ROW: Final = 20
_COLUMN: Final = 64
_ABREAST: Final = 2
_DRAWN: Final = {
    "en": "{title}. {name}: from {first} to {last}.",
    "fr": "{title}. {name}\u00a0: de {first} à {last}.",
}
_SHADES: Final = (1.0, 0.72, 0.48, 0.3)
"""How much of the brand's colour each of several rows of bars has; the next ones are grey."""


class Place:
    """Where the cells of a sheet are: its name as formulas write it, and its first row of data."""

    def __init__(self, name: str, first: int) -> None:
        self.name = name
        self.first = first

    def cells(self, reach: Reach) -> list[Any]:
        """Cells as XlsxWriter names them in a chart."""
        first, last = self.first + reach.first, self.first + reach.last
        return [self.name, first, reach.column, last, reach.column]


def draw(  # noqa: PLR0913, PLR0917 - a sheet, and all that its charts look at
    book: Book, page: Worksheet, sheet: Sheet, place: Place, look: Look, top: int
) -> None:
    """Puts the charts of a sheet on a page, two abreast where there are several.

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
        drawn.set_size({"width": width - 12, "height": height - 12})
        row, column = divmod(at, _ABREAST)
        page.insert_chart(
            top + row * (height // _ROW),
            column * (width // _COLUMN),
            drawn,
            {"description": line(_words(chart, sheet, look.language), 255), "object_position": 2},
        )


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
    small = {"size": 9, "color": GREY}
    labels: dict[str, Any] = {"num_font": small, "line": {"color": _LIGHT}}
    if chart.dated:
        month = sheet.columns[chart.series[0].labels.column].kind == "month"
        labels["num_format"] = date_format(look.language, month_only=True)
        labels |= {"text_axis": True} if month else {"date_axis": True}
    drawn.set_x_axis(labels)
    drawn.set_y_axis(
        {
            "num_font": small,
            "num_format": "General",
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": _LIGHT, "width": 0.75}},
        }
    )
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_blanks_as("gap")
    return drawn


def _series(at: int, series: Series, chart: Chart, place: Place, look: Look) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": line(series.name, 250),
        "categories": place.cells(series.labels),
        "values": place.cells(series.values),
    }
    if chart.kind == "bars":
        colour = shade(look.colour, _SHADES[at]) if at < len(_SHADES) else _grey(at)
        return {**told, "fill": {"color": colour}, "border": {"none": True}, "gap": 60}
    if series.role == "aim":
        return {**told, "line": {"color": GREY, "width": 1.5, "dash_type": "dash"}}
    if series.role == "start":
        return {**told, "line": {"color": "#A6A6A6", "width": 1.25, "dash_type": "round_dot"}}
    colour = look.colour if at == 0 else _grey(at)
    dot = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
    return {**told, "line": {"color": colour, "width": 2.25}, "marker": dot}


def shade(colour: str, part: float) -> str:
    """So much of a colour, and white for the rest."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - each) * part):02x}" for each in parts)


def _grey(at: int) -> str:
    return shade("#404040", max(0.25, 1 - 0.15 * (at % 6)))


def _words(chart: Chart, sheet: Sheet, language: str) -> str:
    """What a chart shows, for those who do not see it: where its first series begins and ends."""
    first = chart.series[0]
    rows: Sequence[Any] = sheet.rows[first.values.first : first.values.last + 1]
    told: Mapping[str, str] = _DRAWN
    return in_language(told, language).format(
        title=chart.title,
        name=first.name,
        first=rows[0][first.values.column],
        last=rows[-1][first.values.column],
    )
