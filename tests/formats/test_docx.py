"""The Word document: what a reader of Word finds in it, read back by python-docx."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

pytest.importorskip("docx")

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from collab_playbook.errors import PlaybookError
from collab_playbook.formats.content import LONG, Chart, Heading, Table, plain
from collab_playbook.formats.docx.writer import docx_of
from collab_playbook.formats.look import Logo, Look
from collab_playbook.formats.markdown import content_of
from picturemaking import png

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

GOLDEN = Path(__file__).parents[1] / "cases/documents/golden"
DOCUMENTS = (
    "en/01-leadership/leadership_brief.md",
    "en/02-committee/raci.md",
    "en/06-theme/theme_grid.md",
    "en/15-content/content_calendar.md",
    "en/17-facilitation/facilitation_guide.md",
    "en/20-steering/steering_pack.md",
    "en/25-synthesis/synthesis_report.md",
    "fr/01-leadership/leadership_brief.md",
    "fr/06-theme/theme_grid.md",
    "fr/16-guides/good_practice_guide.md",
    "fr/18-moderation/incident_playbook.md",
    "fr/21-barriers/barriers_register.md",
    "fr/circles/customers/18-moderation/moderation_guide.md",
)
LOOK = Look("en", "Ateliers Brévent", "#8a1c4a", "Fira Sans", "For the committee")
SECTIONS = "\n\n".join(f"## Section {n}\n\nText." for n in range(LONG))


def made(markdown: str, look: Look = LOOK) -> WordDocument:
    return Document(BytesIO(docx_of(content_of(markdown), look)))


def part(markdown: str, name: str, look: Look = LOOK) -> str:
    with ZipFile(BytesIO(docx_of(content_of(markdown), look))) as package:
        return package.read(name).decode()


def style_of(paragraph: Any) -> str:
    return str(paragraph.style.name)


def with_style(document: WordDocument, start: str) -> list[str]:
    return [p.text for p in document.paragraphs if style_of(p).startswith(start)]


def counted(markdown: str) -> list[tuple[str, int, int, int]]:
    """Every numbered paragraph: its text, its level, its list, where that list starts."""
    document = made(markdown)
    starts: dict[tuple[int, int], int] = {}
    for num in document.part.numbering_part.element.findall(qn("w:num")):
        for override in num.findall(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride"))
            key = int(num.get(qn("w:numId"))), int(override.get(qn("w:ilvl")))
            starts[key] = int(start.get(qn("w:val")))
    found = []
    for paragraph in document.paragraphs:
        properties: Any = paragraph._p.pPr
        if properties.numPr is not None and style_of(paragraph).startswith("List Number"):
            key = properties.numPr.numId.val, properties.numPr.ilvl.val
            found.append((paragraph.text, key[1], key[0], starts[key]))
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_reads_back_as_its_headings_and_tables(name: str) -> None:
    content = content_of((GOLDEN / name).read_text(encoding="utf-8"))
    document = Document(BytesIO(docx_of(content, LOOK)))

    levels = {"Title": 1} | {f"Heading {level}": level + 1 for level in range(1, 6)}
    headings = [(levels[style_of(p)], p.text) for p in document.paragraphs if style_of(p) in levels]
    assert headings == [(b.level, plain(b.text)) for b in content.blocks if isinstance(b, Heading)]
    tables = [[[c.text for c in row.cells] for row in table.rows] for table in document.tables]
    assert tables == [
        [[plain(cell) for cell in row] for row in (block.head, *block.rows)]
        for found in content.blocks
        for block in [found.table if isinstance(found, Chart) else found]
        if isinstance(block, Table)
    ]
    assert len(headings) > 1
    assert tables


@pytest.mark.parametrize("name", DOCUMENTS[:2])
def test_the_same_document_is_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = content_of((GOLDEN / name).read_text(encoding="utf-8"))
    look = LOOK._replace(logo=Logo(png(), "image/png"))
    first = docx_of(content, look)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert docx_of(content, look) == first
    with ZipFile(BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert len(package.namelist()) == len(set(package.namelist()))


def test_every_numbered_list_counts_from_its_own_start() -> None:
    lists = counted("1. a\n2. b\n   1. c\n3. d\n   1. e\n\nText.\n\n7. f\n8. g\n\nText.\n\n1. h\n")
    assert [(text, level, start) for text, level, _, start in lists] == [
        ("a", 0, 1),
        ("b", 0, 1),
        ("c", 1, 1),
        ("d", 0, 1),
        ("e", 1, 1),
        ("f", 0, 7),
        ("g", 0, 7),
        ("h", 0, 1),
    ]
    number = {text: of for text, _, of, _ in lists}
    assert number["a"] == number["b"] == number["d"]
    assert number["f"] == number["g"]
    assert len(set(number.values())) == 5


def test_what_stands_in_an_item_is_moved_in_with_it() -> None:
    document = made("- one\n\n  more\n\n  > said\n\n  - two\n    - three\n      - four\n")
    found = [(p.text, style_of(p), p.paragraph_format.left_indent) for p in document.paragraphs]
    styled = [(text, name) for text, name, _ in found]
    assert styled == [
        ("one", "List Bullet"),
        ("more", "List Continue"),
        ("said", "Quote"),
        ("two", "List Bullet 2"),
        ("three", "List Bullet 3"),
        ("four", "List Bullet 3"),
    ]
    assert found[2][2] is not None
    assert found[2][2].twips == 360 + 284
    assert found[5][2] is not None
    assert found[5][2].twips == 4 * 360


def test_an_item_that_begins_with_no_paragraph_has_its_number() -> None:
    assert [text for text, *_ in counted("1. - a\n2.\n3. > b\n")] == ["", "", ""]


def test_a_table_in_an_item_ends_where_the_text_ends() -> None:
    inner = made("- one\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n").tables[0]._tbl.tblPr
    measures = {tag: inner.find(qn(tag)).get(qn("w:w")) for tag in ("w:tblW", "w:tblInd")}
    assert measures == {"w:tblW": str(9072 - 360), "w:tblInd": "360"}


def test_the_row_of_headings_comes_again_and_no_row_is_broken() -> None:
    table = made("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n").tables[0]
    flags = [
        {tag: row._tr.trPr.find(qn(f"w:{tag}")) is not None for tag in ("tblHeader", "cantSplit")}
        for row in table.rows
    ]
    assert [flag["tblHeader"] for flag in flags] == [True, False, False]
    assert all(flag["cantSplit"] for flag in flags)
    assert table.style is not None
    assert table.style.name == "Document Table"


def test_empty_headings_head_nothing() -> None:
    table = made("| | |\n|---|---|\n| 1 | 2 |\n").tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["1", "2"]]
    assert "tblHeader" not in table._tbl.xml


def test_columns_fill_the_page_by_what_they_hold() -> None:
    text = "All staff of the four sites and one community first, on machining and on quality"
    table = made(f"| No | Signature | What |\n|---|---|---|\n| 1 | | {text} |\n").tables[0]
    widths = [round(column.width.twips) for column in table.columns if column.width is not None]
    assert 9072 - 3 <= sum(widths) <= 9072
    assert widths[0] < 1000
    assert 1800 < widths[1] < widths[2]  # room to sign, though nothing is there yet


def test_two_tables_stay_two() -> None:
    body = made("| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |\n").element.body
    assert [child.tag.rpartition("}")[2] for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_too_wide_for_the_page_turns_it_and_takes_its_heading_along() -> None:
    wide = "|".join(f"Responsibilities{n}" for n in range(12))
    table = f"|{wide}|\n|{'---|' * 12}\n|{'x|' * 12}"
    document = made(f"# T\n\nBefore.\n\n## Wide\n\n{table}\n\n## After\n\nText.\n")
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    pages: list[list[str]] = [[]]
    for paragraph in document.paragraphs:
        pages[-1].append(paragraph.text)
        if paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:sectPr")) is not None:
            pages.append([])
    assert [[text for text in page if text] for page in pages] == [
        ["T", "Before."],
        ["Wide"],
        ["After", "Text."],
    ]


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR"), ("de", "de")])
def test_the_language_is_told(language: str, tag: str) -> None:
    document = made("# T", LOOK._replace(language=language))
    defaults = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == tag
    settings: Any = document.settings.element
    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == tag
    assert document.core_properties.language == tag


def test_the_properties_name_the_document_and_no_day() -> None:
    about = made("# The title").core_properties
    assert (about.title, about.author, about.revision) == ("The title", "Ateliers Brévent", 1)
    assert about.comments == ""
    assert about.created is not None
    assert about.modified is not None
    assert {about.created.year, about.modified.year} == {2000}


def test_a_link_is_a_link_and_one_link_whatever_its_marks() -> None:
    document = made("See [the **page**](https://example.org/?a=1&b=2) or [this](javascript:x).")
    links = document.paragraphs[0].hyperlinks
    assert [(link.text, link.address) for link in links] == [
        ("the page", "https://example.org/?a=1&b=2")
    ]
    assert {run.style.name for run in links[0].runs if run.style} == {"Hyperlink"}
    assert [bool(run.bold) for run in links[0].runs] == [False, True]


def test_marks_breaks_code_and_rules() -> None:
    document = made("**b** *i* `c  d`  \nnext\n\n```\nx\n  y\n```\n\n---\n")
    first, code, rule = document.paragraphs
    marks = {run.text: (run.bold, run.italic, run.style and run.style.name) for run in first.runs}
    assert marks["b"][0] is True
    assert marks["i"][1] is True
    assert marks["c  d"][2] == "Code"
    assert first.text == "b i c  d\nnext"
    assert (code.text, style_of(code), style_of(rule)) == ("x\n  y", "Code Block", "Rule")
    assert document.styles.element.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is not None


@pytest.mark.parametrize(
    "text",
    [
        "<w:t>x</w:t>",
        "&amp;amp; &lt;b>",
        "]]> <!-- x --> <?x?>",
        "w" * 10_000,
        "מימין לשמאל \u202eعربي",
        "\U0001f9ed \U00020000",
        "5\u00a0%\u202f: «\u00a0œ\u00a0»",
        "{ PAGE } =1+1 %1.",
    ],
)
def test_hostile_text_comes_back_as_typed(text: str) -> None:
    typed = content_of(f"# {text}").title
    assert len(typed) > 2
    document = made(
        f"# {text}\n\n- {text}\n\n| {text} | b |\n|---|---|\n| a | {text} |\n",
        LOOK._replace(organisation=text, footer=text),
    )
    assert [p.text for p in document.paragraphs[:2]] == [typed, typed]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [[typed, "b"], ["a", typed]]
    section = document.sections[0]
    assert section.header.paragraphs[0].text == f"{text} · {typed}"
    assert section.footer.paragraphs[0].text.startswith(f"{text}\t")


def test_blanks_at_the_edge_of_a_run_are_kept() -> None:
    assert made("a **b** c").paragraphs[0].text == "a b c"
    assert 'xml:space="preserve"' in part("a **b** c", "word/document.xml")


def test_a_table_of_five_hundred_rows_is_whole() -> None:
    rows = "".join(f"| {n} | cell {n} |\n" for n in range(500))
    table: Any = made(f"| a | b |\n|---|---|\n{rows}").tables[0]._tbl
    assert [row.tc_lst[1].p_lst[0].text for row in table.tr_lst[1:]] == [
        f"cell {n}" for n in range(500)
    ]


def test_a_long_document_has_a_cover_and_contents_a_short_one_has_not() -> None:
    table = "| Version |\n|---|\n| 1 |\n"
    long = made(f"# T\n\n{table}\n{SECTIONS}")
    texts = [p.text for p in long.paragraphs if p.text]
    assert texts[: 3 + LONG] == [
        "Ateliers Brévent",
        "T",
        "Contents",
        *(f"Section {n}" for n in range(LONG)),
    ]
    body = [child.tag.rpartition("}")[2] for child in long.element.body]
    assert body[:3] == ["p", "p", "tbl"]
    assert r'TOC \o "1-2" \h \z \u' in long.element.xml
    assert long.settings.element.find(qn("w:updateFields")) is not None
    assert long.sections[0].different_first_page_header_footer
    assert long.sections[0].first_page_header.paragraphs[0].text == ""
    assert not long.sections[1].different_first_page_header_footer

    short = made(f"# T\n\n{table}\n{SECTIONS.replace('## Section 0', 'Section 0')}")
    assert next(p.text for p in short.paragraphs) == "T"
    assert "TOC" not in short.element.xml
    assert short.settings.element.find(qn("w:updateFields")) is None
    assert len(short.sections) == 1
    assert not short.sections[0].different_first_page_header_footer


def test_the_contents_lead_to_headings_that_are_there() -> None:
    document = made(f"# T\n\n{SECTIONS}\n\n### Below\n")
    links = document.element.findall(f".//{qn('w:hyperlink')}")
    marks = {
        mark.get(qn("w:name")): "".join(mark.getparent().itertext())
        for mark in document.element.iter(qn("w:bookmarkStart"))
    }
    led = [(marks[link.get(qn("w:anchor"))], "".join(link.itertext())) for link in links]
    assert len(led) == LONG + 1
    assert all(there == said for there, said in led)
    assert with_style(document, "toc 2") == ["Below"]


def test_the_contents_are_named_in_the_language() -> None:
    assert "Sommaire" in with_style(made(SECTIONS, LOOK._replace(language="fr")), "TOC")


def test_header_and_footer_say_whose_it_is_and_number_the_pages() -> None:
    section = made("# T").sections[0]
    assert section.header.paragraphs[0].text == "Ateliers Brévent · T"
    assert section.footer.paragraphs[0].text == "For the committee\t1 / 1"
    codes = [code.text for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_brand_is_in_the_styles() -> None:
    styles: Any = made("# T").styles
    for name in ("Title", "Heading 1", "Heading 6", "TOC Heading", "Hyperlink"):
        assert str(styles[name].font.color.rgb) == "8A1C4A"
    fonts = styles["Normal"].element.rPr.rFonts
    named = {side: fonts.get(qn(f"w:{side}")) for side in ("ascii", "hAnsi", "cs", "eastAsia")}
    assert set(named.values()) == {"Fira Sans"}
    assert styles["Heading 1"].paragraph_format.keep_with_next
    assert 'fill="f4e9ed"' in styles["Document Table"].element.xml
    assert "Theme=" not in styles.element.xml


def test_a_font_with_marks_of_xml_in_its_name_is_a_name() -> None:
    styles: Any = made("# T", LOOK._replace(font='A"/><w:b/>')).styles
    assert styles["Normal"].font.name == 'A"/><w:b/>'
    assert styles["Normal"].font.bold is None


def test_without_a_font_word_has_one_of_its_own() -> None:
    styles: Any = made("# T", Look("en")).styles
    assert styles["Normal"].font.name == "Calibri"


def test_the_page_is_a4() -> None:
    section = made("# T").sections[0]
    sides = (section.page_width, section.page_height, section.left_margin, section.top_margin)
    assert [round(side.cm, 1) for side in sides if side is not None] == [21.0, 29.7, 2.5, 2.5]


@pytest.mark.parametrize(("width", "height"), [(30, 10), (1000, 10), (10, 1000)])
def test_the_logo_keeps_its_proportions_and_says_whose_it_is(width: int, height: int) -> None:
    document = made("# T", LOOK._replace(logo=Logo(png(width, height), "image/png")))
    shape = document.inline_shapes[0]
    assert shape.width / shape.height == pytest.approx(width / height, rel=0.01)
    assert shape.width.cm <= 4.01
    assert shape.height.cm <= 1.41
    assert shape._inline.docPr.get("descr") == "Ateliers Brévent"


def test_a_logo_that_is_no_image_is_refused() -> None:
    with pytest.raises(PlaybookError, match="Word cannot show the logo"):
        made("# T", LOOK._replace(logo=Logo(b"<svg/>", "image/png")))


def test_nothing_is_something() -> None:
    assert made("", Look("en")).paragraphs == []
