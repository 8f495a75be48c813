"""A filled Word template as a file: sound, the same every time, and it asks nobody for anything."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

pytest.importorskip("docx")

from docx import Document

from collab_playbook.formats.docx.filled import filled
from collab_playbook.formats.look import Look
from wordmaking import calling_home, changed, letterhead, saved

TEXT = "word/document.xml"
LOOK = Look("fr", "Acme")


def with_text(old: str, new: str) -> dict[str, str]:
    """The text of the letterhead with something put in the place of something else."""
    with ZipFile(BytesIO(saved(letterhead()))) as package:
        text = package.read(TEXT).decode()
    assert old in text
    return {TEXT: text.replace(old, new)}


def test_the_parts_stand_in_the_file_and_all_else_is_as_it_was() -> None:
    document: Any = Document(
        BytesIO(filled(saved(letterhead()), with_text("Dear reader", "Dear R&amp;D"), LOOK))
    )

    assert document.paragraphs[0].text == "Dear R&D"
    assert document.sections[0].header.paragraphs[0].text == "ACME  |  Legal affairs"
    assert document.styles["Heading 1"].font.name == "Georgia"
    about = document.core_properties
    assert (about.author, about.language, about.created.year) == ("Acme", "fr-FR", 2000)


def test_a_cell_that_has_lost_its_paragraphs_is_given_one() -> None:
    paragraph = "<w:p><w:r><w:t>So has this.</w:t></w:r></w:p>"

    document: Any = Document(BytesIO(filled(saved(letterhead()), with_text(paragraph, ""), LOOK)))

    assert [p.text for p in document.tables[0].cell(0, 0).paragraphs] == [""]


def test_nothing_is_fetched_when_it_is_opened() -> None:
    with ZipFile(BytesIO(filled(calling_home(), {}, LOOK))) as package:
        parts = [package.read(name) for name in package.namelist()]

    assert not any(b"tracker" in part for part in parts)
    assert any(b"https://acme.example/" in part for part in parts)


def test_the_same_parts_are_the_same_bytes_whenever_the_template_was_saved() -> None:
    data = saved(letterhead())

    assert filled(data, {}, LOOK) == filled(changed(data, {}), {}, LOOK)


def test_a_word_template_proper_becomes_a_document() -> None:
    types = {"[Content_Types].xml": lambda t: t.replace("document.main+xml", "template.main+xml")}

    document: Any = Document(BytesIO(filled(changed(saved(letterhead()), types), {}, LOOK)))

    assert document.paragraphs[0].text == "Dear reader"
