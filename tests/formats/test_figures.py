from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.documents.formatting import (
    date_text,
    manner_of,
    money_text,
    number_text,
    percent_text,
)
from collab_playbook.formats.content import Chart
from collab_playbook.formats.figures import Figures, Series, day_of, figures_of, number_of
from collab_playbook.formats.markdown import content_of

LANGUAGES = st.sampled_from(["en", "fr"])
NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, places=2)


@given(NUMBERS, LANGUAGES)
def test_what_a_document_prints_is_read_back(value: Decimal, language: str) -> None:
    manner = manner_of(language)
    assert number_of(number_text(value, manner), language) == (value, "")
    assert number_of(percent_text(value, manner), language) == (value, "%")
    assert number_of(money_text(value, "CHF", manner), language) == (value, "CHF")


@given(st.dates(date(1000, 1, 1)), LANGUAGES)
def test_a_printed_day_is_read_back(day: date, language: str) -> None:
    assert day_of(date_text(day, manner_of(language)), language) == day
    assert day_of(day.isoformat(), language) == day


@pytest.mark.parametrize(
    "text",
    ["", "about 12", "12 of 30", "1,2,3", "12,34", "1.2.3", "12 days", "5 to 7", "1 000", "²", "٣"],
)
def test_other_text_is_no_number(text: str) -> None:
    assert number_of(text, "en") is None


@pytest.mark.parametrize("text", ["31 February 2026", "5 janvier 2026", "5 January", "May 2026"])
def test_other_text_is_no_day(text: str) -> None:
    assert day_of(text, "en") is None


MARKDOWN = """\
<!-- chart: line, Replies by month -->

| Month | Replies | Share | Note | Nothing |
|---|---|---|---|---|
| May | 1,200 | 12 % | good | |
| June | - | 14.5 % | | |
"""


def test_the_comment_above_a_table_makes_it_a_chart() -> None:
    (chart,) = content_of(MARKDOWN).blocks
    assert isinstance(chart, Chart)
    assert (chart.kind, chart.title) == ("line", "Replies by month")
    assert figures_of(chart.table, "en") == Figures(
        ("May", "June"),
        (
            Series("Replies", (Decimal(1200), None)),
            Series("Share", (Decimal(12), Decimal("14.5")), "%"),
        ),
    )


@pytest.mark.parametrize(
    "said",
    ["<!-- chart: pie -->", "<!-- note -->", "a <!-- chart: line -->", r"\<!-- chart: line -->"],
)
def test_any_other_comment_is_text(said: str) -> None:
    first, second = content_of(f"{said}\n\n| A | B |\n|---|---|\n| a | 1 |\n").blocks
    assert not isinstance(first, Chart)
    assert not isinstance(second, Chart)


def test_a_comment_without_a_table_says_nothing() -> None:
    assert content_of("<!-- chart: bars -->\n\nText\n") == content_of("Text\n")
