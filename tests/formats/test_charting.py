"""Tables that ask for a chart: drawn where they can be read whole, else they stand alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from collab_playbook.formats.charting import charted
from collab_playbook.formats.content import Block, Chart, Listing, Picture, Quote, Table
from collab_playbook.formats.look import Look
from collab_playbook.formats.markdown import content_of

GOLDEN: Final = Path(__file__).parents[1] / "cases/documents/golden"
ENGLISH, FRENCH = Look("en"), Look("fr")


def blocks(markdown: str, look: Look = ENGLISH) -> tuple[Block, ...]:
    return charted(content_of(markdown), look).blocks


def chart(kind: str, head: str, *rows: str) -> str:
    rule = "|---" * (head.count("|") + 1) + "|"
    lines = (f"| {head} |", rule, *(f"| {row} |" for row in rows))
    return "\n".join((f"<!-- chart: {kind}, Shown -->", "", *lines, ""))


def drawn(kind: str, head: str, *rows: str, look: Look = ENGLISH) -> str | None:
    """The drawing above the table; ``None`` where the table stands alone."""
    found = blocks(chart(kind, head, *rows), look)
    assert isinstance(found[-1], Table)
    if len(found) == 1:
        return None
    (picture, _) = found
    assert isinstance(picture, Picture)
    return picture.svg


READ: Final = [
    ("bars", "Role|Hours", ("Lead|2.5 h", "Sponsor|–"), ENGLISH, ">2.5\u00a0h<"),  # noqa: RUF001 - the dash of a gap
    ("bars", "Role|Hours", ("Lead|1,200", "Sponsor|-3"), ENGLISH, ">1,200<"),
    ("bars", "Poste|Coût", ("A|12\u202f000\u00a0€", "B|3\u00a0€"), FRENCH, ">12\u202f000\u00a0€<"),
    ("bars", "Item|Cost", ("A|EUR 12,000", "B|EUR 3"), ENGLISH, ">EUR 12,000<"),
    ("line", "Month|Share", ("Jan|12.5 %", "Feb|20 %"), ENGLISH, ">12.5 %<"),
    ("line", "Mois|Part", ("janv.|12,5\u00a0%", "févr.|20\u00a0%"), FRENCH, ">12,5\u00a0%<"),
    ("heat", "Barrier|Owner|Weight", ("A|Anna|3", "B|Ben|5"), ENGLISH, ">Weight<"),
    ("gantt", "What|Who|From|To", ("A|x|5 January 2026|1 May 2026",), ENGLISH, ">Jan<"),
    ("gantt", "Quoi|Du|Au", ("A|1er janvier 2026|4 mai 2026",), FRENCH, ">janv.<"),
    ("gantt", "What|From|To", ("A|2026-01-05|2026-01-30",), ENGLISH, ">12 Jan<"),
    ("process", "Step|Follows", ("A|-", "B|A", "C|A and B"), ENGLISH, ">C<"),
    ("process", "Étape|Après", ("A|-", "B|A", "C|A, et B"), FRENCH, ">C<"),
]


@pytest.mark.parametrize(("kind", "head", "rows", "look", "holds"), READ)
def test_a_table_is_drawn_in_the_language_it_is_written_in(
    kind: str, head: str, rows: tuple[str, ...], look: Look, holds: str
) -> None:
    svg = drawn(kind, head, *rows, look=look)
    assert svg is not None
    assert holds in svg


NOT_READ: Final = [
    ("bars", "Role|Hours", ("Lead|2", "Sponsor|[to complete: hours]")),
    ("bars", "Role|Hours", ("Lead|about two",)),
    ("bars", "Role|Hours|Cost", ("Lead|2 h|EUR 3",)),
    ("bars", "Role|Hours", ("Lead|2 h", "Sponsor|3 d")),
    ("bars", "Role|Hours|Spent", ("Lead|2|3", "Sponsor|3|soon")),
    ("bars", "Role", ("Lead",)),
    ("bars", "Role|Hours", ("Lead|-", "Sponsor|-")),
    ("bars", "Role|A|B|C|D|E", ("Lead|1|2|3|4|5",)),
    ("line", "Month|Share", ("Jan|12 %",)),
    ("gantt", "What|From|To", ("A|5 January 2026|soon",)),
    ("gantt", "What|From|To", ("A|5 January 2026|4 January 2026",)),
    ("gantt", "What|From|To", ("A|5 janvier 2026|6 janvier 2026",)),
    ("gantt", "What|Who", ("A|Anna",)),
    ("gantt", "What|On|Who", ("A|5 January 2026|Anna",)),
    ("gantt", "What|From|To|Review", ("A|5 May 2026|soon|6 May 2026",)),
    ("process", "Step|Follows", ("A|-", "B|D")),
    ("process", "Step|Follows", ("A|B", "B|A")),
    ("process", "Step|Follows", ("A|-", "A|-")),
    ("process", "Step|Follows", ("A|-", "B|not before A")),
    ("process", "Step", ("A",)),
    ("heat", "Barrier|Weight", ()),
]


@pytest.mark.parametrize(("kind", "head", "rows"), NOT_READ)
def test_a_table_that_cannot_be_read_whole_stands_alone(
    kind: str, head: str, rows: tuple[str, ...]
) -> None:
    assert drawn(kind, head, *rows) is None


def test_a_day_that_is_open_is_a_gap_in_the_chart() -> None:
    rows = ("A|5 January 2026|1 May 2026", "B|-|1 May 2026")
    svg = drawn("gantt", "What|From|To", *rows)
    assert svg is not None
    assert svg.count("<rect") == 1
    assert ">–<" in svg  # noqa: RUF001 - the dash of a gap


def test_whoever_does_not_see_a_chart_is_told_what_it_is() -> None:
    (english, _) = blocks(chart("bars", "Role|Hours", "Lead|2"))
    (french, _) = blocks(chart("line", "Mois|Part", "a|2", "b|3"), FRENCH)
    assert isinstance(english, Picture)
    assert isinstance(french, Picture)
    assert english.told == "Shown. Bar chart; the table that follows says the same."
    assert french.told == "Shown. Courbe\u202f; le tableau qui suit dit la même chose."


def test_charts_inside_lists_and_quotations_are_drawn_under_names_of_their_own() -> None:
    asked = chart("bars", "Role|Hours|Cost", "Lead|2|3")
    inside = asked.replace("\n", "\n  ")
    listing, quote, picture, _ = blocks(
        f"- {inside}\n\n" + "".join(f"> {row}\n" for row in asked.splitlines()) + f"\n{asked}"
    )
    assert isinstance(listing, Listing)
    assert isinstance(quote, Quote)
    pictures = [listing.items[0][0], quote.blocks[0], picture]
    names = [
        each.svg.split('id="')[1].split('"')[0] for each in pictures if isinstance(each, Picture)
    ]
    assert names == ["chart-1-title", "chart-2-title", "chart-3-title"]


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.md")), ids=lambda path: path.name)
def test_every_chart_of_the_sample_company_is_drawn(path: Path) -> None:
    language = path.relative_to(GOLDEN).parts[0]
    content = content_of(path.read_text(encoding="utf-8"))
    asked = [block for block in content.blocks if isinstance(block, Chart)]
    pictures = [b for b in charted(content, Look(language)).blocks if isinstance(b, Picture)]
    assert [picture.title for picture in pictures] == [chart.title for chart in asked]
