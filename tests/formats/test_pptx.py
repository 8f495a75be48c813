"""The deck: what a reader of PowerPoint finds in it, read back by python-pptx."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

pytest.importorskip("pptx")

from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Pt

from collab_playbook.drawing.tints import contrast
from collab_playbook.errors import PlaybookError
from collab_playbook.formats.content import Chart, Heading, Paragraph, Quote, Table, plain
from collab_playbook.formats.look import READABLE, WHITE, Logo, Look
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.pptx.writer import pptx_of
from picturemaking import png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pptx.presentation import Presentation as Deck

GOLDEN = Path(__file__).parents[1] / "cases/documents/golden"
DECKS = (
    "en/01-leadership/leadership_deck.md",
    "en/20-steering/steering_deck.md",
    "fr/20-steering/steering_deck.md",
)
LOOK = Look("en", "Ateliers Brévent", "#8a1c4a", "Fira Sans", "For the committee")
BARS = "<!-- chart: bars, Readings -->\n\n| What | Now | Aim |\n|---|---|---|\n"


def made(markdown: str, look: Look = LOOK) -> Deck:
    return Presentation(BytesIO(pptx_of(content_of(markdown), look)))


def titles(deck: Deck) -> list[str]:
    return [str(slide.shapes.title.text_frame.text) for slide in deck.slides if slide.shapes.title]


def shapes(deck: Deck) -> Iterator[Any]:
    for slide in deck.slides:
        yield from slide.shapes


def tables(deck: Deck) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in shapes(deck)
        if shape.has_table
    ]


def texts(slide: Any) -> list[str]:
    """The paragraphs of a slide's text, as an outline shows them."""
    return [
        paragraph.text
        for shape in slide.placeholders
        if shape.placeholder_format.type in {PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE}
        for paragraph in shape.text_frame.paragraphs
    ]


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_reads_back_as_its_titles_tables_charts_and_notes(name: str) -> None:
    content = content_of((GOLDEN / name).read_text(encoding="utf-8"))
    deck = Presentation(BytesIO(pptx_of(content, LOOK._replace(language=name[:2]))))

    heads = [plain(b.text) for b in content.blocks if isinstance(b, Heading) and b.level <= 2]
    assert titles(deck) == heads
    shown = [b for b in content.opening.rest if isinstance(b, Table)]
    assert tables(deck) == [
        [[plain(cell) for cell in row] for row in (table.head, *table.rows)] for table in shown
    ]
    charts = [b for b in content.blocks if isinstance(b, Chart)]
    drawn = [shape.chart for shape in shapes(deck) if shape.has_chart]
    assert [list(chart.plots[0].categories) for chart in drawn] == [
        [plain(row[0]) for row in chart.table.rows] for chart in charts
    ]
    assert [[s.name for s in chart.plots[0].series] for chart in drawn] == [
        [plain(head) for head in chart.table.head[1:]] for chart in charts
    ]
    quotes = [b for b in content.blocks if isinstance(b, Quote)]
    notes = [s.notes_slide.notes_text_frame for s in deck.slides if s.has_notes_slide]
    assert [frame.text.split("\n") for frame in notes if frame] == [
        [plain(part.text) for part in quote.blocks if isinstance(part, Paragraph)]
        for quote in quotes
    ]
    assert quotes
    assert charts
    assert shown


def test_the_figures_of_a_chart_are_in_it_and_in_its_workbook() -> None:
    deck = made(f"## S\n\n{BARS}| Coverage | 58 % | 85 % |\n| Solved | - | 65.5 % |\n")
    (chart,) = [shape.chart for shape in shapes(deck) if shape.has_chart]
    assert [(s.name, list(s.values)) for s in chart.plots[0].series] == [
        ("Now", [58.0, None]),
        ("Aim", [85.0, 65.5]),
    ]
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [[cell.value for cell in row] for row in book.iter_rows()] == [
        [None, "Now", "Aim"],
        ["Coverage", 58, 85],
        ["Solved", None, 65.5],
    ]
    assert chart.plots[0].data_labels.number_format == '#,##0.0"\u00a0%"'
    assert chart.chart_title.text_frame.text == "Readings"


def test_the_same_deck_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    content = content_of((GOLDEN / DECKS[1]).read_text(encoding="utf-8"))
    look = LOOK._replace(logo=Logo(png(), "image/png"))
    first = pptx_of(content, look)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert pptx_of(content, look) == first
    with ZipFile(BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert len(package.namelist()) == len(set(package.namelist()))
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert books
        for name in books:
            with ZipFile(BytesIO(package.read(name))) as book:
                assert {entry.date_time[0] for entry in book.infolist()} == {1980}
                assert b">2000-01-01T00:00:00Z<" in book.read("docProps/core.xml")


def test_a_slide_is_wide_and_follows_a_layout_with_a_place_for_its_title() -> None:
    deck = made("# T\n\n## One\n\nText.\n\n## Two\n\n| a |\n|---|\n| 1 |\n\n## Three\n\n"
                "### A\n\na\n\n### B\n\nb\n")  # fmt: skip
    assert deck.slide_width is not None
    assert deck.slide_height is not None
    assert deck.slide_width * 9 == deck.slide_height * 16
    assert deck.part._element.sldSz.get("type") is None
    assert titles(deck) == ["T", "One", "Two", "Three"]
    assert [slide.slide_layout.name for slide in deck.slides] == [
        "Title",
        "Text",
        "Title only",
        "Two columns",
    ]
    assert [layout.name for layout in made("# T", LOOK._replace(language="fr")).slide_layouts] == [
        "Titre",
        "Titre seul",
        "Texte",
        "Deux colonnes",
        "Trois colonnes",
    ]


def test_a_slide_is_read_from_its_title_to_its_number() -> None:
    deck = made("## S\n\nAbove.\n\n| a |\n|---|\n| 1 |\n\nBelow.\n")
    (_, slide) = deck.slides
    read = [s.name if s.is_placeholder else s.shape_type for s in slide.shapes]
    assert [str(name).split(" ")[0] for name in read] == [
        "Title",
        "Content",
        "TABLE",
        "TEXT_BOX",
        "Footer",
        "Slide",
    ]
    assert not [s for s in slide.placeholders if s.has_text_frame and not s.text_frame.text]
    assert slide.element.find(f".//{qn('a:fld')}").get("type") == "slidenum"
    ids = [shape.shape_id for shape in slide.shapes]
    assert len(ids) == len(set(ids))


def test_the_footer_says_whose_it_is_and_what() -> None:
    def foot(look: Look) -> str:
        holders = made("# The deck\n\n## S\n\nx\n", look).slides[1].placeholders
        return next(str(p.text_frame.text) for p in holders if p.name == "Footer")

    assert foot(LOOK) == "For the committee · The deck"
    assert foot(LOOK._replace(footer="")) == "Ateliers Brévent · The deck"
    assert foot(LOOK._replace(footer="w" * 10_000)).endswith("w…")


def test_the_first_slide_says_the_facts_and_a_second_what_is_too_long_for_it() -> None:
    facts = "| For | Version |\n|---|---|\n| {} | 1 |\n"
    short = made(f"# T\n\n{facts.format('All')}", LOOK)
    assert texts(short.slides[0]) == ["Ateliers Brévent", "For: All", "Version: 1"]
    assert len(short.slides) == 1
    french = made(f"# T\n\n{facts.format('Tous')}", LOOK._replace(language="fr"))
    assert texts(french.slides[0])[1] == "For\u00a0: Tous"

    long = made(f"# {'Title ' * 90}\n\n{facts.format('All of them ' * 90)}")
    assert texts(long.slides[0]) == ["Ateliers Brévent"]
    assert titles(long)[0].endswith("…")
    assert ("Title " * 90).strip() in " ".join(texts(long.slides[1]))
    assert "".join(row[1] for table in tables(long) for row in table) == (
        ("All of them " * 90).strip() + "1"
    )


def test_lists_count_from_their_own_start_on_each_slide() -> None:
    deck = made("## S\n\n3. a\n   - x\n4. b\n\nText.\n\n1. c\n\n2. d\n")
    counted = [
        (paragraph.text, mark.get("startAt", "1") if mark is not None else "")
        for paragraph in deck.slides[1].placeholders[1].text_frame.paragraphs
        for mark in (paragraph._p.pPr.find(qn("a:buAutoNum")),)
    ]
    assert counted == [
        ("a", "3"),
        ("x", ""),
        ("b", "3"),
        ("Text.", ""),
        ("c", "1"),
        ("d", "1"),
    ]


def test_the_language_is_told_everywhere() -> None:
    deck = made(
        f"# T\n\n> Note.\n\n## S\n\nx **y**\n\n{BARS}| Coverage | 1 | 2 |\n",
        LOOK._replace(language="fr"),
    )
    roots = [*(s.element for s in deck.slides), deck.slide_master.element]
    roots += [layout.element for layout in deck.slide_layouts]
    roots += [s.notes_slide.notes_text_frame._txBody for s in deck.slides if s.has_notes_slide]
    told = {r.get("lang") for root in roots for r in root.iter(qn("a:rPr"), qn("a:endParaRPr"))}
    assert told == {"fr-FR"}
    (chart,) = [shape.chart for shape in shapes(deck) if shape.has_chart]
    assert chart._chartSpace.find(qn("c:lang")).get("val") == "fr-FR"
    assert deck.core_properties.language == "fr-FR"


def test_the_brand_is_in_the_theme_and_in_the_title() -> None:
    deck = made("# T\n\n## S\n\nx\n")
    with ZipFile(BytesIO(pptx_of(content_of("# T"), LOOK))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    assert '<a:accent1><a:srgbClr val="8A1C4A"/></a:accent1>' in theme.replace("\n", "")
    assert theme.count('<a:latin typeface="Fira Sans"/>') == 2
    style = deck.slide_master.element.find(f".//{qn('p:titleStyle')}//{qn('a:schemeClr')}")
    assert style.get("val") == "accent1"
    about = deck.core_properties
    assert (about.title, about.author, about.revision) == ("T", "Ateliers Brévent", 1)
    assert about.created is not None
    assert about.created.year == 2000


def test_charts_stages_and_the_logo_say_what_they_show() -> None:
    stages = "<!-- chart: process, Stages -->\n\n| S | After |\n|---|---|\n| a | |\n| b | a |\n"
    deck = made(
        f"# T\n\n## S\n\n{BARS}| Coverage | 1 | 2 |\n\n## P\n\n{stages}",
        LOOK._replace(logo=Logo(png(), "image/png")),
    )
    told = [
        shape._element.find(f".//{qn('p:cNvPr')}").get("descr")
        for shape in shapes(deck)
        if not shape.is_placeholder
    ]
    assert told == [
        "Ateliers Brévent",
        "Readings; Coverage, Now: 1, Aim: 2",
        "Stages; a; b, After: a",
    ]
    assert [s.text_frame.text for g in shapes(deck) if g.shape_type == 6 for s in g.shapes] == [
        "a",
        "b",
    ]


def test_the_logo_keeps_its_proportions_on_every_slide() -> None:
    deck = made("# T\n\n## S\n\nx\n", LOOK._replace(logo=Logo(png(300, 20), "image/png")))
    logos: list[Any] = [s for s in deck.slides[0].shapes if s.name == "Logo"]
    logos += [s for layout in deck.slide_layouts for s in layout.shapes if s.name == "Logo"]
    assert len(logos) == 5
    for logo in logos:
        assert round(logo.width / logo.height) == 15
        assert logo.left + logo.width <= Pt(960 - 48) + 1


@pytest.mark.parametrize(
    "data", [png()[:40], b"\x89PNG\r\n\x1a\nrubbish", b"\xff\xd8\xff\xe0nothing"]
)
def test_a_damaged_logo_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(PlaybookError, match="PowerPoint cannot show the logo") as refused:
        made("# T", LOOK._replace(logo=Logo(data, "image/png")))
    assert refused.value.hint == "Save the logo anew as PNG."


def test_a_heat_map_is_a_table_whose_words_read_on_every_shade() -> None:
    rows = "".join(f"| {n} | {n} |\n" for n in range(8))
    deck = made(f"## S\n\n<!-- chart: heat, Load -->\n\n| Who | Hours |\n|---|---|\n{rows}")
    (frame,) = [shape for shape in shapes(deck) if shape.has_table]
    shades = []
    for row in list(frame.table.rows)[1:]:
        cell = row.cells[1]._tc
        shade = cell.tcPr.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}").get("val")
        ink = cell.find(f".//{qn('a:rPr')}/{qn('a:solidFill')}")[0]
        on_white = contrast(WHITE, f"#{shade}")
        assert (on_white if ink.get("val") == "bg1" else 21 / on_white) >= READABLE
        shades.append(on_white)
    assert shades == sorted(shades)
    assert shades[0] < shades[-1]


def test_a_link_is_a_link_and_marks_are_kept() -> None:
    deck = made(
        "## S\n\nSee [the **page**](https://example.org/?a=1&b=2), [x](javascript:y) `c  d`.\n"
    )
    (paragraph,) = deck.slides[1].placeholders[1].text_frame.paragraphs
    runs = [(r.text, r.hyperlink.address, r.font.bold, r.font.name) for r in paragraph.runs]
    assert runs == [
        ("See ", None, None, None),
        ("the ", "https://example.org/?a=1&b=2", None, None),
        ("page", "https://example.org/?a=1&b=2", True, None),
        (", [x](javascript:y) ", None, None, None),
        ("c  d", None, None, "Consolas"),
        (".", None, None, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<a:t>x</a:t>",
        "&amp;amp; &lt;b>",
        "]]> <!-- x --> <?x?>",
        "מימין לשמאל \u202eعربي",
        "\U0001f9ed \U00020000",
        "5\u00a0%\u202f: «\u00a0œ\u00a0»",
        '=HYPERLINK("https://example.org";1)',
        "{=1+1}",
        "https://example.org/x",
        "@SUM(A1) +1 _x0041_ {0} %s",
    ],
)
def test_hostile_text_comes_back_as_typed(text: str) -> None:
    typed = content_of(f"# {text}").title
    assert len(typed) > 2
    deck = made(
        f"# {text}\n\n> {text}\n\n## {text}\n\n- {text}\n\n## Table\n\n| {text} | b |\n|---|---|\n"
        f"| a | {text} |\n\n## Chart\n\n<!-- chart: bars, {text} -->\n\n| What | {text} |\n"
        f"|---|---|\n| {text} | 3 |\n",
        LOOK._replace(organisation=text, footer=text, font=text),
    )
    notes = deck.slides[0].notes_slide.notes_text_frame
    assert notes is not None
    assert notes.text == typed
    assert titles(deck) == [typed, typed, "Table", "Chart"]
    assert texts(deck.slides[1]) == [typed]
    assert tables(deck) == [[[typed, "b"], ["a", typed]]]
    (chart,) = [shape.chart for shape in shapes(deck) if shape.has_chart]
    (series,) = chart.plots[0].series
    assert (series.name, list(chart.plots[0].categories)) == (typed, [typed])
    book: Any = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in book["A"][1:]] == [
        (typed, "s", None)
    ]


def test_a_word_of_ten_thousand_letters_is_whole() -> None:
    word = "w" * 10_000
    deck = made(f"# {word}\n\n## S\n\n- {word}\n", LOOK._replace(organisation=word, footer=word))
    assert titles(deck)[0].endswith("w…")
    body = [slide for slide in deck.slides if slide.shapes.title.text_frame.text.startswith("S (")]
    assert "".join("".join(texts(slide)) for slide in body) == word
    marked = [
        paragraph._p.pPr.find(qn("a:buChar")) is not None
        for slide in body
        for paragraph in slide.placeholders[1].text_frame.paragraphs
    ]
    assert marked == [True, *(False for _ in body[1:])]


def test_a_table_of_five_hundred_rows_is_whole() -> None:
    rows = "".join(f"| {n} | cell {n} |\n" for n in range(500))
    deck = made(f"## Rows\n\n| a | b |\n|---|---|\n{rows}")
    found = [
        row.tc_lst[1].txBody.p_lst[0].text
        for shape in shapes(deck)
        if shape.has_table
        for row in shape.table._tbl.tr_lst[1:]
    ]
    assert found == [f"cell {n}" for n in range(500)]


def test_nothing_is_left_of_the_machine_that_made_the_template() -> None:
    with ZipFile(BytesIO(pptx_of(content_of("# T"), LOOK))) as package:
        assert not [n for n in package.namelist() if "printer" in n or "thumbnail" in n]
        assert b"Macintosh" not in b"".join(package.read(n) for n in package.namelist())
