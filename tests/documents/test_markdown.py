from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from collab_playbook.documents import markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/documents/injection.yaml").read_text("utf-8")
)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = st.text(st.sampled_from("aZ1 \n\t\\`*_{}[]()<>#+-.!|~&;:=$\"'/é\u00a0"), max_size=40)
HARMLESS = {"text", "softbreak", "hardbreak", "text_special"}


def spans(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["typed"])[:50])
def test_nothing_that_a_person_types_is_markup(case: dict[str, Any]) -> None:
    ways = {"paragraphs": markdown.block, "link": markdown.link}
    write = next((way for name, way in ways.items() if case.get(name)), markdown.inline)

    assert write(case["typed"]) == case["gives"]


@given(MARKUP)
@example("1. one")
@example("- a\n- b")
@example("a\n===")
@example("http://x_y_z")
@example("a  \nb")
def test_one_line_reads_back_as_the_words_that_were_typed(typed: str) -> None:
    tokens = READER.parse(markdown.inline(typed))

    assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert {t.type for t in spans(tokens)} <= HARMLESS
    assert "".join(t.content for t in spans(tokens)) == markdown.one_line(typed)


@given(MARKUP)
@example("- a\n- b")
@example("a\n---\nb")
@example("a\n\n    code")
def test_paragraphs_read_back_as_paragraphs_and_nothing_else(typed: str) -> None:
    tokens = READER.parse(markdown.block(typed))

    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {t.type for t in spans(tokens)} <= HARMLESS
    said = "".join(t.content for t in spans(tokens))
    assert "".join(said.split()) == "".join(typed.split())


@given(st.lists(MARKUP, min_size=1, max_size=4))
def test_a_cell_never_breaks_its_row(typed: list[str]) -> None:
    cells = [markdown.cell(markdown.block(each)) for each in typed]
    row = "| " + " | ".join(cells) + " |"
    table = "\n".join(("|" + " h |" * len(cells), "|" + "---|" * len(cells), row))

    tokens = READER.parse(table)

    assert sum(t.type == "td_open" for t in tokens) == len(cells)
    assert sum(t.type == "tr_open" for t in tokens) == 2


@given(st.text(st.sampled_from("ahtpsjvcri:/.?#&=@<>|\\\"' ()[]`{}^"), max_size=30))
@example("javascript:alert(1)")
@example("JaVaScRiPt:alert(1)")
@example("data:text/html,<script>alert(1)</script>")
@example("https://x.example/> <b>")
@example("http://[")
def test_a_link_leads_to_the_web_or_is_no_link(address: str) -> None:
    tokens = READER.parse(markdown.link(address))

    links = [t for t in spans(tokens) if t.type == "link_open"]
    assert all(re.match(r"(https?|mailto):", str(t.attrs["href"]), re.IGNORECASE) for t in links)
    assert {t.type for t in spans(tokens)} <= {*HARMLESS, "link_open", "link_close"}
    assert len(links) <= 1


def test_a_cell_keeps_bars_that_are_escaped_already() -> None:
    assert markdown.cell("a \\| b | c\nd") == "a \\| b \\| c d"


def test_tidy_leaves_one_blank_line_between_blocks_and_code_as_it_is() -> None:
    text = "\n\n# A\n\n\n\nb  \nc\n```\nx\n\n\ny\n```\n\n\n"

    assert markdown.tidy(text) == "# A\n\nb  \nc\n```\nx\n\n\ny\n```\n"
