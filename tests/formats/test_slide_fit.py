"""Slides that fit: nothing runs off, nothing is lost, nothing is too small to be read."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from collab_playbook.formats.content import Chart, Span, Table, plain
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.slides.area import SIZES, TABLES, TEXT, Area
from collab_playbook.formats.slides.deal import Drawn
from collab_playbook.formats.slides.deck import Lines, deck_of
from collab_playbook.formats.slides.fit import Box, Page, pages_of
from collab_playbook.formats.slides.table import Grid, grid_of
from collab_playbook.formats.slides.text import height_of_lines
from collab_playbook.formats.slides.title import is_whole

GOLDEN = Path(__file__).parents[1] / "cases/documents/golden"
DECKS = (
    "en/01-leadership/leadership_deck.md",
    "en/20-steering/steering_deck.md",
    "fr/01-leadership/leadership_deck.md",
    "fr/20-steering/steering_deck.md",
)
WORD = "w" * 10_000
LONG = "All that has to be said about it, and a little more than that. " * 30


@cache
def pages(markdown: str, language: str = "en") -> tuple[Page, ...]:
    found = deck_of(content_of(markdown)).slides
    return tuple(page for slide in found for page in pages_of(slide, language))


def words(page: Page) -> str:
    """All that can be read on a slide, without blanks."""
    said = []
    for box in page.boxes:
        match box.part:
            case Lines(lines):
                said += [plain(line.text) for line in lines]
            case Grid(rows):
                said += [plain(cell) for row in rows for cell in row]
            case Drawn(_, told):
                said.append(told)
    return "".join("".join(said).split())


def assert_fits(page: Page) -> None:
    """Nothing stands outside the area for text or on something else, and all has its room."""
    for box in page.boxes:
        area = box.area
        assert area.x >= TEXT.x - 0.01
        assert area.x + area.width <= TEXT.x + TEXT.width + 0.01
        assert TEXT.y - 0.01 <= area.y
        assert area.y + area.height <= TEXT.y + TEXT.height + 0.01, page.title
        assert box.size >= SIZES[-1]
        match box.part:
            case Lines(lines):
                assert height_of_lines(lines, area.width, box.size) <= area.height + 0.01
            case Grid():
                assert box.part.height <= area.height + 0.01
                assert sum(box.part.widths) <= area.width + 0.01
    tops = sorted((box.column, box.area.y, box.area.y + box.area.height) for box in page.boxes)
    for (column, _, end), (next_column, start, _) in pairwise(tops):
        assert column != next_column or end <= start


@pytest.mark.parametrize("name", DECKS)
def test_the_shipped_decks_fit_one_slide_a_section_at_a_size_that_reads(name: str) -> None:
    text = (GOLDEN / name).read_text(encoding="utf-8")
    found = pages(text, name[:2])
    assert len(found) == text.count("\n## ")
    for page in found:
        assert_fits(page)
        for box in page.boxes:
            assert not isinstance(box.part, Grid) or box.part.size >= TABLES[-1]


@pytest.mark.parametrize(
    "body",
    [
        WORD,
        LONG * 10,
        "\n\n".join([LONG] * 5),
        "\n".join(f"- item {n} {LONG[:60]}" for n in range(90)),
        "\n".join(f"{n}. {WORD[:700]}" for n in range(1, 12)),
        f"### A\n\n{LONG}\n\n{LONG}\n\n### B\n\n{LONG}",
        f"| a | b |\n|---|---|\n| {WORD} | x |\n| y | {LONG} |",
        f"| {WORD} | b |\n|---|---|\n| 1 | 2 |",
        "|" + "|".join(f"heading{n}" for n in range(40)) + "|\n|" + "---|" * 40 + "\n|" + "x|" * 40,
        "```\n" + "\n".join(f"line {n}" for n in range(80)) + "\n```",
        f"> {LONG}\n\nSeen.",
        f"- a\n\n  | h |\n  |---|\n  | {LONG} |\n\n- {WORD}",
    ],
)
def test_what_does_not_fit_goes_on_and_nothing_is_lost(body: str) -> None:
    markdown = f"## Title\n\n{body}\n"
    found = pages(markdown)
    for page in found:
        assert_fits(page)
    deck = deck_of(content_of(markdown))
    (slide,) = deck.slides
    wanted = sorted("".join(words(p) for p in _uncut(markdown)))
    shown = sorted("".join(words(page) for page in found))
    heads = [
        g.rows[0] for p in found for b in p.boxes if isinstance(g := b.part, Grid) and g.headed
    ]
    again = sorted("".join("".join(plain(c).split()) for head in heads[1:] for c in head))
    for letter in again:
        shown.remove(letter)
    assert shown == wanted
    assert found[0].notes == slide.notes
    assert all(page.notes == () for page in found[1:])


def _uncut(markdown: str) -> tuple[Page, ...]:
    """The slide with all that stands on it, whether it fits or not."""
    boxes = []
    for slide in deck_of(content_of(markdown)).slides:
        for part in (*slide.parts, *(p for column in slide.columns for p in column)):
            assert not isinstance(part, Chart)
            whole = grid_of(part, 800, 18) if isinstance(part, Table) else part
            boxes.append(Box(whole, Area(0, 0, 0, 0), 18))
    return (Page((), 30, tuple(boxes)),)


def test_a_table_goes_on_under_its_headings_and_the_slides_are_counted() -> None:
    rows = "".join(f"| {n} | cell {n} |\n" for n in range(500))
    found = pages(f"## Rows\n\n| No | What |\n|---|---|\n{rows}")
    last = len(found)
    grids = [box.part for page in found for box in page.boxes]
    seen = []
    for grid in grids:
        assert isinstance(grid, Grid)
        assert [plain(cell) for cell in grid.rows[0]] == ["No", "What"]
        seen += [plain(row[1]) for row in grid.rows[1:]]
    assert seen == [f"cell {n}" for n in range(500)]
    assert [plain(page.title) for page in found] == [
        f"Rows ({n}/{last})" for n in range(1, last + 1)
    ]


def test_a_table_on_a_few_slides_is_spread_evenly_over_them() -> None:
    rows = "".join(f"| {n} | x |\n" for n in range(16))
    found = pages(f"## Rows\n\n| a | b |\n|---|---|\n{rows}")
    lengths = [len(g.rows) for page in found for b in page.boxes if isinstance(g := b.part, Grid)]
    assert len(lengths) > 1
    assert max(lengths) - min(lengths) <= 2


def test_a_heading_stands_with_what_it_heads() -> None:
    body = "\n\n".join(["Text."] * 12 + ["### Below"] + [LONG[:600]] * 2)
    first, second = pages(f"## S\n\n{body}\n")
    (box,) = second.boxes
    assert isinstance(box.part, Lines)
    assert plain(box.part.lines[0].text) == "Below"
    assert words(first).endswith("Text.")


def test_a_title_too_long_is_shown_in_full_below() -> None:
    (page,) = pages(f"## {LONG[:900]}\n\nText.\n")
    assert plain(page.title).endswith("…")
    assert words(page) == "".join(LONG[:900].split()) + "Text."


def test_a_title_that_fits_but_for_the_number_of_its_slide_is_shown_in_full_below() -> None:
    long = "A heading that says rather more than it should " * 5
    titles = (long[:end].strip() for end in range(len(long), 0, -1))
    title = next(each for each in titles if is_whole((Span(each),)))
    (page,) = pages(f"## {title}\n\nText.\n")
    assert (plain(page.title), words(page)) == (title, "Text.")

    first, *_ = pages(f"## {title}\n\n{LONG * 2}\n")
    assert "… (1/" in plain(first.title)
    assert words(first).startswith("".join(title.split()) + "All")


def test_little_text_is_large_and_much_is_smaller() -> None:
    sizes = [pages(f"## S\n\n{LONG[:long]}\n")[0].boxes[0].size for long in (60, 850, 1500)]
    assert sizes[0] == SIZES[0] > sizes[1] > sizes[2] == SIZES[-1]


def test_columns_stand_beside_one_another_while_they_fit() -> None:
    (page,) = pages("## S\n\nAbove.\n\n### A\n\na\n\n### B\n\nb\n")
    above, left, right = page.boxes
    assert above.area.y < left.area.y == right.area.y
    assert left.area.x + left.area.width < right.area.x
    assert (page.columns, left.column, right.column) == (2, 0, 1)


def test_a_chart_takes_the_room_that_is_left_and_its_table_follows_where_it_says_more() -> None:
    chart = "<!-- chart: bars, T -->\n\n| What | Now | Why |\n|---|---|---|\n| a | 3 | x |\n"
    (page,) = pages(f"## S\n\nText.\n\n{chart}")
    text, drawn, grid = page.boxes
    assert isinstance(drawn.part, Drawn)
    assert isinstance(grid.part, Grid)
    assert abs(grid.area.y + grid.area.height - TEXT.y - TEXT.height) < 0.01
    assert drawn.area.height > text.area.height + grid.area.height
