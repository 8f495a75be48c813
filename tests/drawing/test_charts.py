"""Charts: the same picture for the same figures, honest in its measures, whatever the labels."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest
from figures import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.drawing.bars import bars
from collab_playbook.drawing.figure import one_line
from collab_playbook.drawing.gantt import gantt
from collab_playbook.drawing.heat import heat, shade
from collab_playbook.drawing.lines import line, ticks
from collab_playbook.drawing.series import Manners, Series, Sheet, Stretch
from collab_playbook.drawing.steps import steps
from collab_playbook.drawing.strokes import HIGHEST, WIDTH
from collab_playbook.drawing.tints import contrast, ink_on

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES: Final = Path(__file__).parents[1] / "cases/charts"
SVG: Final = "{http://www.w3.org/2000/svg}"
MANNERS: Final = Manners(
    lambda value, unit: f"{value} {unit}".strip(),
    lambda day: f"{day:%b}",
    lambda day: f"{day.day} {day:%b}",
)
SHEET: Final = Sheet("Title", "Told.", "#1f4e79", MANNERS)


def series(name: str, *values: float | None, unit: str = "") -> Series:
    return Series(name, tuple(None if v is None else Decimal(str(v)) for v in values), unit)


def root_of(drawn: str | None) -> ET.Element:
    assert drawn is not None
    return ET.fromstring(drawn)  # noqa: S314 - our own text


def said(drawn: str | None) -> list[str]:
    return [text.text or "" for text in root_of(drawn).iter(f"{SVG}text")]


def boxes(drawn: str | None) -> list[tuple[float, float]]:
    """Where each bar begins and how long it is; swatches and hatches are squares."""
    found = (rect.attrib for rect in root_of(drawn).iterfind(f"{SVG}rect"))
    return [(float(r["x"]), float(r["width"])) for r in found if r["width"] != r["height"]]


CHARTS: Final[Mapping[str, str | None]] = {
    "bars": bars(
        ["Community manager and facilitator of the first spaces", "Sponsor", "Works council"],
        [series("Hours a week", 17.5, 2, None, unit="h")],
        SHEET,
    ),
    "bars_grouped": bars(
        ["Value", "Cost", "Balance"],
        [series("Low", 100, 175, -75), series("Middle", 200, 167, 33), series("High", 265, 0, 1)],
        SHEET,
    ),
    "line": line(
        ["Jan", "Feb", "Mar", "Apr"],
        [series("Reading", 41, 35, None, 22, unit="%"), series("Target", 20, 20, 20, 20, unit="%")],
        SHEET,
    ),
    "gantt": gantt(
        [
            Stretch("Pilot", (date(2026, 9, 14), date(2026, 12, 18))),
            Stretch("Review", (date(2027, 1, 11), date(2027, 1, 11))),
            Stretch("Wave 2", None),
        ],
        SHEET,
    ),
    "heat": heat(
        ["No time", "Tool is slow"],
        [series("Severity", 5, 2), series("Frequency", 3, None)],
        SHEET,
    ),
    "process": steps(
        [("Frame", []), ("Design", [0]), ("Law", [0]), ("Launch", [0, 1, 2])],
        SHEET,
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_as_it_was_looked_at(name: str, *, update_golden: bool) -> None:
    path = CASES / f"{name}.svg"
    if update_golden:
        path.write_text(CHARTS[name] or "", encoding="utf-8", newline="\n")
    assert CHARTS[name] == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_holds_nothing_that_a_program_leaves_out(name: str) -> None:
    drawn = root_of(CHARTS[name])
    assert {part.tag.removeprefix(SVG) for part in drawn.iter()} <= {
        *("svg", "title", "desc", "text", "rect", "path", "defs", "pattern"),
    }
    assert not [part for part in drawn.iter() if {"class", "style"} & part.attrib.keys()]


def test_a_gap_is_a_dash_and_not_a_nought() -> None:
    drawn = bars(["A", "B", "C"], [series("S", None, 0, 3)], SHEET)
    assert [text for text in said(drawn) if text not in "ABCS"] == ["–", "0", "3"]  # noqa: RUF001 - the dash of a gap
    assert len(boxes(drawn)) == 1


def test_a_line_is_broken_where_a_figure_is_missing() -> None:
    drawn = line(["a", "b", "c", "d"], [series("S", 1, 2, None, 3)], SHEET)
    ways = [part.get("d", "") for part in root_of(drawn).iter(f"{SVG}path")]
    (broken,) = [way for way in ways if way.count("M") == 2]
    assert re.sub(r"[\d. ]+", "", broken) == "MLM"


VALUES: Final = st.lists(
    st.one_of(st.none(), st.decimals(-(10**6), 10**6, allow_nan=False, places=1)),
    min_size=2,
    max_size=12,
)


@given(VALUES)
def test_bars_begin_at_nought_are_in_proportion_and_stay_inside(
    values: list[Decimal | None],
) -> None:
    known = [value for value in values if value]
    drawn = bars([str(at) for at in range(len(values))], [Series("S", tuple(values))], SHEET)
    found = boxes(drawn)
    assert len(found) == len(known)
    assert all(x >= 0 and x + wide <= WIDTH for x, wide in found)
    noughts = {round(x + (wide if v < 0 else 0)) for (x, wide), v in zip(found, known, strict=True)}
    assert len(noughts) <= 2  # a tenth of a pixel may round either way
    if found:
        step = max(wide for _, wide in found) / max(abs(float(v)) for v in known)
        for (_, wide), value in zip(found, known, strict=True):
            assert wide == pytest.approx(abs(float(value)) * step, abs=0.2)


@given(VALUES)
def test_figures_stand_in_the_order_of_their_rows(values: list[Decimal | None]) -> None:
    drawn = bars([f"r{at}" for at in range(len(values))], [Series("S", tuple(values))], SHEET)
    shown = [text for text in said(drawn) if text != "S" and not text.startswith("r")]
    assert shown == ["–" if v is None else str(v) for v in values]  # noqa: RUF001 - the dash of a gap


@given(st.lists(st.decimals(-(10**9), 10**9, allow_nan=False, places=2), min_size=1))
def test_the_marks_of_an_axis_are_few_even_and_hold_all_figures(values: list[Decimal]) -> None:
    marks = ticks(values)
    assert marks[0] <= min((Decimal(0), *values))
    assert marks[-1] >= max((Decimal(0), *values))
    assert 2 <= len(marks) <= 8
    assert len({later - mark for mark, later in pairwise(marks)}) == 1
    assert 0 in marks


@given(st.integers(0, 100), st.tuples(*[st.integers(0, 255)] * 3))
def test_a_figure_reads_on_its_ground(value: int, colour: tuple[int, int, int]) -> None:
    ground = shade(
        Decimal(value), (Decimal(0), Decimal(100)), "#{:02x}{:02x}{:02x}".format(*colour)
    )
    assert contrast(ink_on(ground), ground) >= 4.5


@given(
    st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2029, 12, 31)), st.integers(0, 400))),
)
def test_a_gantt_chart_stays_inside_and_draws_each_stretch(found: list[tuple[date, int]]) -> None:
    stretches = [
        Stretch(f"s{at}", (day, min(day + timedelta(days), date(2029, 12, 31))))
        for at, (day, days) in enumerate(found[:20])
    ]
    drawn = gantt(stretches, SHEET)
    if not stretches:
        assert drawn is None
        return
    lasting = [each for each in stretches if each.days and each.days[0] != each.days[1]]
    assert len(boxes(drawn)) == len(lasting)
    assert all(x >= 0 and x + wide <= WIDTH for x, wide in boxes(drawn))
    assert [text for text in said(drawn) if text.startswith("s")] == [s.label for s in stretches]


def test_years_are_named_where_they_begin() -> None:
    drawn = gantt([Stretch("S", (date(2025, 11, 3), date(2027, 2, 5)))], SHEET)
    assert [text for text in said(drawn) if text.isdigit()] == ["2025", "2026", "2027"]


@pytest.mark.parametrize(
    "stretches",
    [
        [],
        [Stretch("S", None)],
        [Stretch("S", (date(2026, 2, 1), date(2026, 1, 1)))],
        [Stretch("S", (date(1, 1, 1), date(9999, 12, 31)))],
        [Stretch("S", (date(2026, 1, 1), date(2026, 1, 2)))] * 60,
    ],
)
def test_a_gantt_chart_that_would_be_wrong_or_too_large_is_not_drawn(
    stretches: list[Stretch],
) -> None:
    assert gantt(stretches, SHEET) is None


def test_a_line_to_a_step_that_another_way_leads_to_is_left_out() -> None:
    straight = steps([("A", []), ("B", [0]), ("C", [0, 1])], SHEET)
    assert straight == steps([("A", []), ("B", [0]), ("C", [1])], SHEET)


def test_steps_that_wait_for_each_other_are_not_drawn() -> None:
    assert steps([("A", [1]), ("B", [0])], SHEET) is None
    assert steps([("A", [0])], SHEET) is None


def test_more_than_fits_a_page_is_not_drawn() -> None:
    many = [str(at) for at in range(500)]
    values = series("S", *range(500))
    assert bars(many, [values], SHEET) is None
    assert line(many, [values], SHEET) is None
    assert heat(many, [values], SHEET) is None
    assert steps([(name, []) for name in many], SHEET) is None


def test_figures_too_long_to_leave_room_are_not_drawn() -> None:
    huge = Series("S", (Decimal("1" + "0" * 400), Decimal(1)))
    assert bars(["a", "b"], [huge], SHEET) is None
    assert line(["a", "b"], [huge], SHEET) is None
    assert heat(["a", "b"], [huge], SHEET) is None


def test_hostile_labels_are_text_and_stay_in_the_frame() -> None:
    labels = [*HOSTILE, "w" * 10_000, "]]>", "</svg><script>", "\ufffe\x00", "\U0001f600" * 50]
    count = len(labels)
    figures = [series("<b>&amp;", *range(count)), series('"' * 300, *range(count))]
    drawings = [
        bars(labels, figures, SHEET),
        line(labels, figures, SHEET),
        heat(labels, figures, SHEET),
        gantt([Stretch(label, (date(2026, 1, 1), date(2026, 3, 1))) for label in labels], SHEET),
        steps([(label, []) for label in labels], SHEET),
        bars(["a"], [series("s", 1)], SHEET._replace(title=labels[0], told="<" * 9)),
    ]
    for drawn in drawings:
        root = root_of(drawn)
        assert float(root.get("height", "")) <= HIGHEST
        assert not list(root.iter(f"{SVG}script"))
    assert one_line(HOSTILE[0])[:8] in "".join(said(drawings[0]))
