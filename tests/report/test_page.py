"""The page: well-formed whatever people write, whole without a network, the same every time."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from build import Journal, process, step
from collab_playbook.files.translations import translation_for
from collab_playbook.report.changes import since_of
from collab_playbook.report.gathering import report_of
from collab_playbook.report.markup import clean
from collab_playbook.report.page import BEGINS, SECTIONS, page
from collab_playbook.report.words import ENGLISH
from report.reader import Read
from report.samples import HIDDEN, HOSTILE, hostile_page, material, sample_page, sample_report

GOLDEN = Path(__file__).parents[1] / "cases/report/sample.html"
HEADINGS = ("h1", "h2", "h3", "h4")


PAGES = ("sample", "french", "hostile", "empty")


def page_of(name: str) -> str:
    if name == "empty":
        journal = Journal(process(step("aim")))
        return page(report_of(material(journal.view, []), since_of((), None)))
    if name == "french":
        return sample_page("fr")
    return sample_page() if name == "sample" else hostile_page()


def without_pictures(text: str) -> str:
    """The page without its drawings, which have tests of their own."""
    return re.sub(r"<svg.*?</svg>", "<svg></svg>", text, flags=re.DOTALL)


def test_the_page_of_the_sample_company_reads_as_it_did(*, update_golden: bool) -> None:
    text = without_pictures(sample_page()).replace("><", ">\n<")
    if update_golden:
        GOLDEN.write_text(text, encoding="utf-8")

    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_same_programme_gives_the_same_bytes() -> None:
    assert page(sample_report()) == sample_page()


@pytest.mark.parametrize("name", PAGES)
def test_every_element_is_closed_in_its_turn(name: str) -> None:
    assert page_of(name).startswith(BEGINS)
    assert Read(page_of(name)).open == []


@pytest.mark.parametrize("name", PAGES)
def test_no_paragraph_heading_or_summary_holds_a_block(name: str) -> None:
    inside = Read(page_of(name)).inside
    blocks = ("details", "ul", "table", "p", "figure", "section", "div")
    lines = {"p", "summary", "caption", *HEADINGS}

    assert [
        (block, inside[block] & lines) for block in blocks if inside.get(block, set()) & lines
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_one_level_at_a_time_from_a_single_first_one(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in Read(page_of(name)).elements if tag in HEADINGS]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_every_id_is_there_once_and_whatever_is_named_is_there(name: str) -> None:
    read = Read(page_of(name))
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    named = {
        reference
        for _, attributes in read.elements
        for key in ("aria-labelledby", "aria-describedby")
        for reference in (attributes.get(key) or "").split()
    }
    links = {(attributes.get("href") or "").removeprefix("#") for attributes in read.named("a")}

    assert len(ids) == len(set(ids))
    assert named | links <= set(ids)
    assert links == {"report", *(name for name, _ in SECTIONS)}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_loaded_and_nothing_runs(name: str) -> None:
    read = Read(page_of(name))
    tags = {tag for tag, _ in read.elements}
    keys = {key for _, attributes in read.elements for key in attributes}

    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert not {key for key in keys if key.startswith("on") or key in {"src", "srcset", "action"}}
    assert not re.search(r"@import|url\((?!#)", page_of(name).partition("<body>")[0])
    policies = [a["content"] for a in read.named("meta") if "http-equiv" in a]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.parametrize("name", PAGES)
def test_paper_is_never_dark(name: str) -> None:
    asked = re.findall(r"@media[^{]*dark\)", page_of(name))

    assert len(asked) >= 2
    assert set(asked) == {"@media screen and (prefers-color-scheme: dark)"}


@pytest.mark.parametrize("name", PAGES)
def test_every_table_has_a_caption_and_scopes(name: str) -> None:
    read = Read(page_of(name))

    assert len(list(read.named("table"))) == len(list(read.named("caption")))
    assert {attributes.get("scope") for attributes in read.named("th")} <= {"col", "row"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_arrives_as_text(text: str) -> None:
    said = re.sub(r"\s+", " ", "".join(Read(hostile_page()).text))

    assert re.sub(r"\s+", " ", clean(text)).strip() in said


def test_no_character_reaches_the_page_that_is_no_text_or_turns_it_around() -> None:
    found = set(
        re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", hostile_page())
    )

    assert found == set()
    assert hostile_page().encode()


def test_a_long_word_can_be_broken_anywhere() -> None:
    read = Read(without_pictures(hostile_page()))
    longest = max(len(word) for part in read.text for word in part.split())

    assert longest <= 32


def test_a_long_list_is_folded_after_its_first_entries() -> None:
    assert "<summary>492 more</summary>" in hostile_page()


def test_a_sensitive_answer_is_counted_and_kept_back() -> None:
    assert HIDDEN not in hostile_page()
    assert "1 entry, kept back because the answer is sensitive." in hostile_page()


def test_the_first_report_compares_with_nothing() -> None:
    text = page_of("empty")

    assert "the first report" in text
    assert "This is the first report. The next one says what changed since." in text


def test_what_a_language_lacks_is_said_in_english_and_called_so() -> None:
    journal = Journal(process(step("aim")))
    unknown = translation_for("nds")

    report = report_of(material(journal.view, []), None, unknown)

    assert '<html lang="en">' in page(report, unknown)


def test_the_page_speaks_french_throughout() -> None:
    french = translation_for("fr")
    text = sample_page("fr")
    shown = Read(without_pictures(text)).text

    assert '<html lang="fr">' in text
    english = {each for key, each in ENGLISH.items() if french.text(each, key) != each}
    assert [line for line in shown if line.strip() in english] == []
    assert "Ce qui est en retard" in "".join(shown)
