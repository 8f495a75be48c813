"""The name that was probably meant, and pieces of files inside messages."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.language.near import did_you_mean, is_it, nearest, or_near
from collab_playbook.language.quoting import in_line, quoted

KNOWN = ("goal", "team", "look_back")


@pytest.mark.parametrize(
    ("word", "near"),
    [("gaol", "goal"), ("teams", "team"), ("lookback", "look_back"), ("xyz", ""), ("", "")],
)
def test_the_nearest_name_is_said_in_one_sentence(word: str, near: str) -> None:
    assert nearest(word, KNOWN) == near
    assert did_you_mean(word, KNOWN) == is_it(near) == (f"Did you mean '{near}'?" if near else "")
    assert or_near(word, KNOWN) == (f"; did you mean '{near}'?" if near else "")


def test_a_text_of_many_characters_is_no_misspelt_name() -> None:
    assert nearest("goal" * 100, ("goal" * 100,)) == ""


@given(st.text(max_size=200))
def test_a_piece_of_a_file_is_printable_and_short_inside_a_message(text: str) -> None:
    assert len(quoted(text)) <= 62
    for shown in (quoted(text), in_line(text)):
        assert {category(c) for c in shown}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
        assert set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069").isdisjoint(shown)
        assert in_line(shown) == shown
