"""The index of a package says of each document what it is, how it stands, and where it lies."""

from __future__ import annotations

import re
from base64 import b64encode
from html.parser import HTMLParser
from typing import Any

import pytest

from collab_playbook.drawing.tints import contrast
from collab_playbook.files.translations import translation_for
from collab_playbook.formats.index.page import index_of
from collab_playbook.formats.index.row import in_order
from collab_playbook.formats.index.style import index_style_of, lightened
from collab_playbook.formats.look import Font
from formats.packages import EXTRAS, LOOK, PAGES, entries, hostile, plain
from packaged import HEAD


class Read(HTMLParser):
    """The links and the rows of a page, and the elements that are left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.rows: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.names.add(tag)
        if tag not in {"meta", "img", "wbr"}:
            self._open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag == "h4":
            self.rows.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.rows and "section" in self._open:
            self.rows[-1] += f" {data}"


def rows(page: bytes) -> list[str]:
    return [" ".join(row.split()) for row in Read(page.decode()).rows]


def test_each_document_says_what_it_is_and_how_it_stands() -> None:
    assert rows(plain()) == [
        (
            "Charter Charter For: Charter Signed by Sam on 20 November 2026. ✓ Signed"
            " Charter, PDF Charter, Web page Charter, Markdown"
        ),
        (
            "Map Map For: Map Changed since it was signed by Sam on 20 November 2026."
            " Sensitive answers in it are masked. ✓ Final Map, PDF Map, Web page Map, Markdown"
            " 2. Register"
        ),
        (
            "Guide Guide For: Guide 2 answers are open What is it called? plan.unknown ○ Draft"
            " Guide, PDF Guide, Web page Guide, Markdown"
        ),
        (
            "Register Register For: Register Left out: it was edited by hand. ✗ Left out"
            " Circle: Guests 2. Register"
        ),
        "Guide Guide For: Guide ✓ Final Guide, PDF Guide, Web page Guide, Markdown",
    ]


def test_it_counts_what_it_holds_and_links_every_file() -> None:
    page = plain().decode()

    assert "5 documents (signed: 1, final: 2, drafts: 1, left out: 1)." in page
    links = Read(page).links
    assert {link for link in links if "/" in link} == {
        f"{folder}/{name}.{ending}"
        for folder, name in (
            ("01%20Charter", "Charter"),
            ("01%20Charter", "Map"),
            ("02%20Register", "Guide"),
            ("Circle%20-%20Guests/02%20Register", "Guide"),
        )
        for ending in ("pdf", "html", "md")
    }
    assert {"Committee%20report.html", "Calendar.ics", "package.json"} <= set(links)


def test_documents_that_stand_alike_are_counted_once() -> None:
    one, *_ = entries(("Charter", "Guide", "Map", "Register"))

    page = index_of(HEAD, [one, one], (), {}, LOOK, translation_for("en")).decode()

    assert "2 documents, all signed." in page
    assert "at a glance" not in page


def test_a_package_in_clear_says_so_where_it_holds_anything_for_named_readers() -> None:
    found = entries(("Charter", "Guide", "Map", "Register"))
    head = HEAD._replace(unmasked=True)
    kept = found[0].sheet.document.model_copy(update={"restricted": True})
    secret = found[0]._replace(sheet=found[0].sheet._replace(document=kept))

    def index(*held: Any) -> str:
        return index_of(head, held, EXTRAS, {}, LOOK, translation_for("en")).decode()

    assert "For named readers only" in index(secret)
    assert "For named readers only" not in index(found[0])


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_no_text_becomes_markup_and_nothing_is_fetched(page: Any) -> None:
    text = page().decode()
    read = Read(text)

    assert not {"script", "img", "b", "iframe", "link", "svg"} & read.names
    assert "default-src &#x27;none&#x27;" in text
    assert not re.search(r"https?://|@import|url\(", text)
    assert all(not link.startswith(("/", ".", "javascript")) for link in read.links)
    assert page() == text.encode()


def test_it_wears_the_brand_with_its_fonts_its_second_colour_and_the_words_of_its_cover() -> None:
    font = Font("Acme Sans", 400, italic=False, data=b"font")
    look = LOOK._replace(
        organisation="ACME Group", font="Acme Sans", fonts=(font,), accent="#e0a000",
        cover="For the board\nof 30 November",
    )  # fmt: skip

    page = index_of(HEAD, (), (), {}, look, translation_for("en")).decode()

    assert "font-src data:" in page
    assert f"src: url(data:font/ttf;base64,{b64encode(b'font').decode()})" in page
    assert "--font: 'Acme Sans', " in page
    assert "--accent: #e0a000" in page
    assert "<p><bdi>ACME Group</bdi></p>" in page
    assert "<p><bdi>For the board</bdi></p><p><bdi>of 30 November</bdi></p>" in page


def test_marks_of_direction_and_control_characters_are_gone() -> None:
    assert not set(hostile().decode()) & set("\u202e\u202c\x00\x07")


@pytest.mark.parametrize("colour", ["#000000", "#1f4e79", "#917300", "#a3290f", "#595959"])
def test_links_read_on_the_dark_ground_whatever_the_colour(colour: str) -> None:
    assert contrast("#1b232b", lightened(colour)) >= 4.5
    assert f"--light: {lightened(colour)}" in index_style_of(LOOK._replace(colour=colour))


def test_what_people_open_first_comes_first() -> None:
    assert in_order(["md", "svg", "html", "xlsx", "docx", "pdf"]) == [
        "pdf", "docx", "xlsx", "html", "svg", "md",
    ]  # fmt: skip
