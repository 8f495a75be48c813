"""PDF: accessible, the same every time, and no text in it is ever code."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("typst")

from collab_playbook.errors import PlaybookError
from collab_playbook.formats.content import Content, Heading, Span, Table
from collab_playbook.formats.look import Logo, Look
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.pdf.markup import (
    TURNED,
    UPRIGHT,
    blocks_of,
    literal,
    setting_of,
    widths_of,
)
from collab_playbook.formats.pdf.writer import PdfError, pdf_of, typst_of
from picturemaking import png

GOLDEN = Path(__file__).parent.parent / "cases/documents/golden"
ENGLISH = Look("en", "Ateliers Brévent", footer="Internal")
DOCUMENTS = (
    "01-leadership/leadership_brief.md",  # long, with addresses
    "02-committee/raci.md",  # eighteen columns
    "06-theme/theme_grid.md",  # a chart
    "10-governance/processing_record.md",
    "18-moderation/moderation_guide.md",
    "circles/customers/07-founders/founding_members.md",  # no headings, and a page that lies
)
HOSTILE = (
    '#import "x": *',
    "#panic()",
    "$x^2$",
    "= x",
    "/ a: b",
    "\\",
    '"',
    '\\"; panic("x"); "',
    "\\u{41}",
    "// gone",
    "/* gone */",
    "@x <y>",
    "#[",
    "`",
    "*",
    "}",
)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_document_is_an_accessible_pdf_in_its_language(language: str, name: str) -> None:
    content = content_of((GOLDEN / language / name).read_text(encoding="utf-8"))

    pdf = pdf_of(content, ENGLISH._replace(language=language))

    region = {"en": "GB", "fr": "FR"}[language]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert f"<dc:language><rdf:Bag><rdf:li>{language}-{region}</rdf:li>".encode() in pdf
    assert f'<rdf:li xml:lang="x-default">{content.title}</rdf:li>'.encode() in pdf
    assert "<dc:creator><rdf:Seq><rdf:li>Ateliers Brévent</rdf:li>".encode() in pdf
    assert b"CreateDate" not in pdf


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    markdown = (GOLDEN / "fr" / DOCUMENTS[0]).read_text(encoding="utf-8")
    program = (
        "import sys\n"
        "from collab_playbook.formats.look import Look\n"
        "from collab_playbook.formats.markdown import content_of\n"
        "from collab_playbook.formats.pdf.writer import pdf_of\n"
        "text = sys.stdin.buffer.read().decode()\n"
        "sys.stdout.buffer.write(pdf_of(content_of(text), Look('fr', 'O')))\n"
    )

    other = subprocess.run(
        [sys.executable, "-c", program], input=markdown.encode(), capture_output=True, check=True
    )

    here = [pdf_of(content_of(markdown), Look("fr", "O")) for _ in range(2)]
    assert here[0].startswith(b"%PDF-")
    assert here == [other.stdout] * 2


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_code(text: str) -> None:
    words = (Span(text),)
    marked = (Span(text, code=True), Span(text, strong=True, emphasis=True))
    linked = (Span("a", address="https://e.org/" + text),)
    content = Content((Heading(1, words), Heading(2, marked), Table((words,), ((linked,),))))

    pdf = pdf_of(content, Look("en", text, footer=text))

    assert _close(_read(pdf)).count(_close(text)) >= 5


@given(st.text())
def test_a_literal_ends_where_it_should(text: str) -> None:
    made = literal(text)

    inside = re.fullmatch(r'"((?:[^"\\]|\\.)*)"', made, re.DOTALL)
    assert inside is not None
    back = re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r"}.get(m[1], m[1]), inside[1])
    assert back == text


def test_any_writing_is_set_and_what_no_font_has_becomes_a_box() -> None:
    text = "שלום مرحبا Привет ☑ é 漢 😀 end \u202eturned"

    read = _read(pdf_of(content_of(f"# T\n\n{text}"), ENGLISH))

    assert "Привет" in read
    assert "end" in read
    assert read.count("□") == 2


def test_marks_that_cannot_be_set_where_they_stand_are_left_out() -> None:
    text = '漢 é\u064d "\u064d \\\u064d end'

    read = _read(pdf_of(Content((Heading(1, (Span(text),)),)), ENGLISH))

    assert _close(read).startswith('□é"\\end')


def test_a_warning_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def warned(*_: object, **__: object) -> tuple[bytes, list[UserWarning]]:
        return b"%PDF", [UserWarning("was ignored")]

    monkeypatch.setattr("typst.compile_with_warnings", warned)

    with pytest.raises(PdfError, match="was ignored"):
        pdf_of(content_of("# T"), ENGLISH)


def test_a_very_long_word_and_a_very_long_table_stay_on_their_pages() -> None:
    rows = "\n".join(f"| {at} | row {at} |" for at in range(500))
    word = "q" * 10_000
    content = content_of(f"# T\n\n{word}\n\n|n|kept|\n|-|-|\n{rows}\n|{word}| end |\n")

    pdf = pdf_of(content, ENGLISH)

    read = _read(pdf)
    assert "row 499" in read
    assert read.count("q") == 20_000
    assert read.count("kept") == read.count("\f") - read.split("kept")[0].count("\f")
    assert "\u200b".join([word[:16]] * 2) in typst_of(content, ENGLISH)


@pytest.mark.parametrize(("sections", "pages"), [(9, 1), (10, 3)])
def test_a_cover_and_contents_stand_before_a_long_document_only(sections: int, pages: int) -> None:
    inside = "".join(f"## S{at}\n\nx\n\n" for at in range(sections))
    content = content_of(f"# T\n\n|Owner|\n|-|\n|Ann|\n\n{inside}")

    pdf = pdf_of(content, Look("fr", "Org"))
    source = typst_of(content, Look("fr", "Org"))

    assert f"<xmpTPg:NPages>{pages}<".encode() in pdf
    assert ('outline(title: "Sommaire"' in source) is (pages == 3)
    assert source.count('"Ann"') == 1
    if pages == 3:
        assert source.index('"Ann"') < source.index("outline(title")


def test_an_address_can_be_followed_and_any_other_is_text() -> None:
    content = content_of("# T\n\n[a](https://e.org/a?b=1&c) [b](javascript:x) <me@e.org>")

    pdf = pdf_of(content, ENGLISH)

    assert re.findall(rb"/URI\((.*?)\)", pdf) == [b"https://e.org/a?b=1&c", b"mailto:me@e.org"]


def test_a_list_begins_with_its_number_and_holds_what_is_in_it() -> None:
    markdown = "7. seven\n\n   more\n\n   > quoted\n\n8. eight\n   - inner\n\n- \n"
    content = content_of(markdown)

    read = _read(pdf_of(content, ENGLISH))

    assert re.findall(r"^(\d\.) ", read, re.MULTILINE) == ["7.", "8."]
    assert re.findall("seven|more|quoted|eight|inner", read) == [
        *("seven", "more", "quoted", "eight", "inner")
    ]


def test_marks_stay_within_their_line() -> None:
    read = _read(pdf_of(content_of("one `two` **three** *four* five  \nsix"), ENGLISH))

    assert read.startswith("one two three four five\nsix\n")


def test_no_level_of_heading_is_left_out() -> None:
    headings = [Heading(level, (Span("x"),)) for level in (3, 6, 2, 1, 4, 4)]

    levels = re.findall(r"heading\(level: (\d)", blocks_of(headings))

    assert levels == list("121122")
    pdf_of(Content(tuple(headings)), ENGLISH)


@pytest.mark.parametrize(
    "markdown", ["", "x", "#", "##\n\nx", "- ", ">", "|a|\n|-|", "    code", "***"]
)
def test_next_to_nothing_is_a_page(markdown: str) -> None:
    assert b"<xmpTPg:NPages>1<" in pdf_of(content_of(markdown), Look("pt-BR"))


def test_a_table_fills_its_page_and_cuts_no_word() -> None:
    long = "Some words that go on for a good while and then for another while. " * 5
    table = _table(["Id", "Responsible", "What"], ["1", "Administration", long])

    setting = setting_of(table)
    narrow, middle, wide = widths_of(table, setting)

    assert setting.width == UPRIGHT
    assert narrow + middle + wide == pytest.approx(UPRIGHT)
    assert middle > len("Administration") * 0.45 * setting.size + 2 * setting.inset
    assert narrow < middle < wide


def test_a_table_too_wide_turns_its_page_and_no_other() -> None:
    names = [f"Responsibility{at}" for at in range(9)]
    content = Content(
        (
            Heading(1, (Span("T"),)),
            Heading(2, (Span("Before"),)),
            _table(["a"], ["b"]),
            Heading(2, (Span("Wide"),)),
            _table(names, names),
            Heading(2, (Span("After"),)),
        )
    )

    pdf = pdf_of(content, ENGLISH)

    assert setting_of(_table(names, names)).width == TURNED
    assert re.findall(rb"/MediaBox\[0 0 (\d+)", pdf) == [b"595", b"841", b"595"]


def test_headings_of_columns_come_again_and_empty_ones_do_not_come() -> None:
    assert "table.header(" in blocks_of([_table(["", "a"], ["b", "c"])])
    assert "table.header(" not in blocks_of([_table(["", ""], ["b", "c"])])


def test_a_logo_has_a_description_and_one_that_is_no_image_is_refused() -> None:
    content = content_of("# T")

    pdf = pdf_of(content, Look("en", "Org", logo=Logo(png(), "image/png")))

    assert b"/S/Figure" in pdf
    assert b"/Alt(Org)" in pdf
    with pytest.raises(PlaybookError, match="the image is damaged"):
        pdf_of(content, Look("en", logo=Logo(b"no image", "image/png")))


def test_a_pale_colour_is_darkened() -> None:
    assert 'rgb("#ffff00")' not in typst_of(content_of("# T"), Look("en", colour="#ffff00"))
    assert 'rgb("#1f4e79")' in typst_of(content_of("# T"), ENGLISH)


def test_french_spaces_are_kept_as_they_are() -> None:
    text = "Lire\u202f: «\u202foui\u202f»\u00a0!"

    assert literal(text) in typst_of(content_of(text), Look("fr"))
    assert "Lire : « oui » !" in re.sub(
        r"[\u202f\u00a0]", " ", _read(pdf_of(content_of(text), Look("fr")))
    )


def _table(head: list[str], row: list[str]) -> Table:
    return Table(tuple((Span(c),) for c in head), (tuple((Span(c),) for c in row),))


def _read(pdf: bytes) -> str:
    """The text as a reader copies it, without the places where a long word may be broken."""
    if shutil.which("pdftotext") is None:
        pytest.skip("reads the PDF with pdftotext")
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode().replace("\u200b", "")


def _close(text: str) -> str:
    """Without blanks: a reader guesses them from the gaps."""
    return re.sub(r"\s", "", text)
