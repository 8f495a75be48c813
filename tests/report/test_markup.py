"""Markup: text gets in escaped, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.report.markup import Html, clean, joined, said, tag
from report.reader import Read


@given(st.text(), st.text())
def test_any_text_and_any_attribute_come_back_as_they_were(text: str, value: str) -> None:
    read = Read(tag("p", text, title=value))

    assert "".join(read.text) == clean(text)
    assert [attributes["title"] for attributes in read.named("p")] == [clean(value)]
    assert {name for name, _ in read.elements} <= {"p", "wbr"}


def test_what_is_markup_stays_and_what_is_nothing_is_left_out() -> None:
    inside = joined((Html("<b>a</b>"), None, "<i>"))

    assert tag("p", inside, class_="x", aria_label=None) == '<p class="x"><b>a</b>&lt;i&gt;</p>'
    assert tag("br") == "<br>"
    assert said("a") == "<bdi>a</bdi>"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain", "plain"),
        ("two\nlines\tand  more", "two lines and more"),
        ("\x00\x1b[31m\x7f\x85", "[31m"),
        ("\ud800", ""),
        ("\u202eturned\u2069", "turned"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        ("\U0001f469\u200d\U0001f52c", "\U0001f469\u200d\U0001f52c"),
    ],
)
def test_only_what_is_text_is_kept(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_a_long_word_gets_places_to_break() -> None:
    assert tag("p", "x" * 50) == f"<p>{'x' * 20}<wbr>{'x' * 30}</p>"
    assert tag("p", "x" * 31) == f"<p>{'x' * 31}</p>"
