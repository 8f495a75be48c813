"""A Word document that starts from the client's own file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

pytest.importorskip("docx")

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Twips

from collab_playbook.errors import PlaybookError
from collab_playbook.formats.content import LONG
from collab_playbook.formats.docx.writer import docx_of
from collab_playbook.formats.look import Look
from collab_playbook.formats.markdown import content_of
from wordmaking import RED, calling_home, changed, french, letterhead, saved

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parents[1] / "cases"
MARKDOWN = """\
# A plan

Text with `code` and **strength**.

## First

1. one
2. two

Between.

1. one again
   - below

> Said.

| a | b |
|---|---|
| 1 | 2 |

---

```
x
```
"""
SECTIONS = "# Long\n\n| Owner |\n|---|\n| Ann |\n\n" + "\n\n".join(
    f"## Section {n}\n\nText." for n in range(LONG)
)
WIDE = "|".join(f"Responsibilities{n}" for n in range(12))
BASES: dict[str, Callable[[], bytes]] = {
    "python-docx": lambda: saved(letterhead()),
    "a French Word": lambda: french(saved(letterhead())),
    "LibreOffice": (CASES / "word/libreoffice.docx").read_bytes,
    "a template": lambda: changed(
        saved(letterhead()),
        {"[Content_Types].xml": lambda t: t.replace("document.main+xml", "template.main+xml")},
    ),
}
EACH = pytest.mark.parametrize("base", BASES)


def made(word: bytes, markdown: str = MARKDOWN, language: str = "en") -> Any:
    look = Look(language, "Acme", "#8a1c4a", footer="ours", word=word)
    return Document(BytesIO(docx_of(content_of(markdown), look)))


@EACH
def test_the_text_of_the_file_goes_and_ours_is_in_its_styles(base: str) -> None:
    document = made(BASES[base]())

    found = [(p.text, p.style.name) for p in document.paragraphs if p.text]
    assert found == [
        ("A plan", "Title"),
        ("Text with code and strength.", "Normal"),
        ("First", "Heading 1"),
        ("one", "List Number"),
        ("two", "List Number"),
        ("Between.", "Normal"),
        ("one again", "List Number"),
        ("below", "List Bullet 2"),
        ("Said.", "Quote"),
        ("x", "Code Block"),
    ]
    assert [[c.text for c in row.cells] for row in document.tables[0].rows] == [
        ["a", "b"],
        ["1", "2"],
    ]


@EACH
def test_lists_restart_and_the_headings_of_tables_come_again(base: str) -> None:
    document = made(BASES[base]())

    numbered = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.text.startswith("one")]
    assert len(set(numbered)) == 2
    numbering = document.part.numbering_part.element
    known = {n.get(qn("w:abstractNumId")) for n in numbering.findall(qn("w:abstractNum"))}
    for num in numbering.findall(qn("w:num")):
        assert num.find(qn("w:abstractNumId")).get(qn("w:val")) in known
    assert len(known) == len(numbering.findall(qn("w:abstractNum")))
    order = [child.tag for child in numbering]
    assert order.index(qn("w:num")) > max(
        at for at, tag in enumerate(order) if tag == qn("w:abstractNum")
    )
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@EACH
def test_every_style_rests_on_one_that_is_there_and_no_id_comes_twice(base: str) -> None:
    styles = made(BASES[base]()).styles.element

    ids = [style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))]
    assert len(ids) == len(set(ids))
    ours = ("Code Block", "Table Text", "Document Table", "Rule", "toc 1", "List Continue")
    for style in styles.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) in ours:
            for link in style.iter(qn("w:basedOn"), qn("w:next")):
                assert link.get(qn("w:val")) in ids


@EACH
def test_a_long_document_has_its_cover_and_contents(base: str) -> None:
    document = made(BASES[base](), SECTIONS)

    texts = [p.text for p in document.paragraphs]
    assert texts.index("Acme") < texts.index("Long") < texts.index("Contents")
    assert document.settings.element.find(qn("w:updateFields")) is not None
    assert len(document.sections) == 2


@pytest.mark.parametrize("base", ["python-docx", "a French Word"])
def test_the_page_the_header_and_the_headings_are_the_clients(base: str) -> None:
    document = made(BASES[base]())

    section = document.sections[0]
    assert (section.page_width, section.page_height) == (Twips(10205), Twips(13606))
    assert abs(section.left_margin - Cm(4)) < Twips(2)
    assert section.header.paragraphs[0].text == "ACME  |  Legal affairs"
    assert section.footer.paragraphs[0].text == "ACME plc, 1 Long Street, Leeds"
    heading = document.styles["Heading 1"]
    assert (heading.font.name, heading.font.color.rgb) == ("Georgia", RED)
    assert heading.style_id == {"a French Word": "Titre1"}.get(base, "Heading1")
    width = document.tables[0]._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))
    assert abs(int(width) - (10205 - 2268 - 1134)) < 3


def test_a_wide_table_turns_the_clients_page_too() -> None:
    table = f"|{WIDE}|\n|{'---|' * 12}\n|{'x|' * 12}"

    document = made(saved(letterhead()), f"# T\n\nBefore.\n\n## Wide\n\n{table}\n\n## After\n\nx\n")

    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    assert turned == [False, True, False]
    sizes = [(s.page_width, s.page_height) for s in document.sections]
    assert sizes[0] == sizes[1][::-1] == sizes[2]
    assert [s.header.is_linked_to_previous for s in document.sections] == [False, True, True]


def test_a_header_that_an_earlier_section_hands_on_is_kept() -> None:
    document = letterhead()
    document.add_section()
    document.add_paragraph("Second part.")
    assert document.sections[1].header.is_linked_to_previous

    after = made(saved(document))

    assert len(after.sections) == 1
    assert after.sections[0].header.paragraphs[0].text == "ACME  |  Legal affairs"


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR")])
@EACH
def test_the_language_is_the_documents(base: str, language: str, tag: str) -> None:
    styles = made(BASES[base](), language=language).styles.element

    path = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")))
    assert styles.find(path).get(qn("w:val")) == tag
    assert {each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))} <= {tag, None}


def test_a_style_of_the_same_name_and_another_kind_keeps_its_looks() -> None:
    document: Any = letterhead()
    theirs = document.styles.add_style("Code", WD_STYLE_TYPE.PARAGRAPH)
    theirs.font.name = "Impact"
    document.sections[0].header.paragraphs[0].style = theirs

    after = made(saved(document))

    assert after.styles["Code"].type == WD_STYLE_TYPE.CHARACTER
    assert after.sections[0].header.paragraphs[0].style.font.name == "Impact"


def test_nothing_is_fetched_when_the_document_is_opened() -> None:
    word = calling_home()
    assert b"tracker" in _unpacked(word)

    data = docx_of(content_of(MARKDOWN), Look("en", word=word))

    text = _unpacked(data)
    assert b"tracker" not in text
    assert b"INCL" not in text
    assert b"was here" in text
    assert b"https://acme.example/" in text
    assert b"<w:drawing" not in text


def test_the_same_file_and_text_are_the_same_bytes() -> None:
    look = Look("fr", word=calling_home())

    assert docx_of(content_of(MARKDOWN), look) == docx_of(content_of(MARKDOWN), look)


def test_a_page_without_room_for_text_is_refused() -> None:
    document = letterhead()
    document.sections[0].left_margin = Cm(15)

    with pytest.raises(PlaybookError, match="its pages leave no room for text"):
        made(saved(document))


def _unpacked(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return b"\n".join(package.read(name) for name in package.namelist())
