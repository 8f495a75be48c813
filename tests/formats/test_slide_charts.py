"""Which tables that ask for a chart are drawn on a slide, and which say it better themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from collab_playbook.formats.content import Chart, plain
from collab_playbook.formats.figures import Series
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.slides.charts import MOST_BARS, Drawing, drawing_of, told


def chart(kind: str, *rows: str) -> Chart:
    table = "\n".join(f"| {row} |" for row in rows)
    rule = "|" + "---|" * (rows[0].count("|") + 1)
    head, _, body = table.partition("\n")
    (found,) = content_of(f"<!-- chart: {kind}, T -->\n\n{head}\n{rule}\n{body}\n").blocks
    assert isinstance(found, Chart)
    return found


def test_short_labels_stand_below_their_bars_and_long_ones_beside() -> None:
    short = drawing_of(chart("bars", "Month | Replies", "May | 3", "June | -"), "en")
    series = (Series("Replies", (Decimal(3), None)),)
    assert short == Drawing("columns", "T", ("May", "June"), series)
    long = drawing_of(chart("bars", "What | Now", "Leaders who take part | 33 %"), "en")
    assert long is not None
    assert (long.shape, long.series[0].unit) == ("bars", "%")


def test_a_table_that_says_more_than_is_drawn_comes_along() -> None:
    asked = chart("line", "Month | Replies | Why", "May | 3 | Easter")
    drawing = drawing_of(asked, "en")
    assert drawing is not None
    assert drawing.rest is asked.table


def test_a_plan_is_drawn_between_its_days() -> None:
    days = (date(2026, 1, 5), date(2026, 3, 30))
    plan = chart("gantt", "What | From | To", "Pilot | 5 January 2026 | 2026-03-30")
    assert drawing_of(plan, "en") == Drawing("gantt", "T", ("Pilot",), (), (days,))


def test_a_process_is_drawn_where_each_stage_follows_the_one_before() -> None:
    process = chart("process", "Stage | After", "Frame | ", "Design | Frame", "Pilot | Design")
    assert drawing_of(process, "en") == Drawing("process", "T", ("Frame", "Design", "Pilot"))


@pytest.mark.parametrize(
    "asked",
    [
        chart("bars", "What | Now", "a | red"),
        chart("bars", "What | Now | Cost", "a | 3 % | EUR 4"),
        chart("bars", "What | Now", *(f"a{n} | {n}" for n in range(MOST_BARS + 1))),
        chart("line", "Month | A | B | C | D | E", "May | 1 | 2 | 3 | 4 | 5"),
        chart("gantt", "What | From | To", "a | 2026-03-30 | 2026-01-05"),
        chart("gantt", "What | From | To", "a | some day | 2026-01-05"),
        chart("gantt", "What | From", "a | 2026-03-30"),
        chart("process", "Stage | After", "a | ", "b | a", "c | a"),
        chart("process", "Stage | After", "a | "),
        chart("process", "Stage | After", f"{'w' * 80} | ", f"b | {'w' * 80}"),
        chart("heat", "Who | Jan", "a | 1"),
        chart("bars", "What | Now"),
    ],
    ids=lambda asked: asked.kind + "-" + "-".join(plain(cell) for cell in asked.table.head),
)
def test_what_would_be_no_honest_drawing_stays_a_table(asked: Chart) -> None:
    assert drawing_of(asked, "en") is None


def test_what_a_chart_shows_is_told_to_whoever_does_not_see_it() -> None:
    assert told(chart("bars", "What | Now | Aim", "Coverage | 58 % | 85 %", "Solved | | 65 %")) == (
        "T; Coverage, Now: 58 %, Aim: 85 %; Solved, Aim: 65 %"
    )
