"""Patterns mean what they mean to ``re``, and never hang."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.engine.pattern import compile_pattern


def _grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    times = st.sampled_from(["", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?"])
    return st.one_of(
        st.tuples(inner, times).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}|{pair[1]})"),
    )


atoms = st.sampled_from(
    [
        "a",
        "b",
        "1",
        ".",
        "[ab]",
        "[^a]",
        "[a-b1]",
        r"\d",
        r"\w",
        r"\s",
        r"\D",
        r"\.",
        "-",
        "é",
        "[]a]",
    ]
)
patterns = st.recursive(atoms, _grouped, max_leaves=6)
texts = st.text(alphabet="ab1 .-é]", max_size=8)


@given(patterns, texts)
def test_a_pattern_means_what_it_means_to_re(pattern: str, text: str) -> None:
    assert compile_pattern(pattern).fits(text) is bool(re.fullmatch(pattern, text)), pattern


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("L[0-4]", "L3", True),
        ("L[0-4]", "L5", False),
        ("^[A-Z]{2}[0-9]{2,4}$", "FR7600", True),
        ("^[A-Z]{2}[0-9]{2,4}$", "FR7", False),
        ("", "", True),
        ("", "x", False),
        ("a{0}", "", True),
        ("a{0}", "a", False),
        ("|a", "", True),
        (r"\$\^", "$^", True),
        ("[a-]", "-", True),
    ],
)
def test_patterns(pattern: str, text: str, fits: bool) -> None:
    assert compile_pattern(pattern).fits(text) is fits


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|a)*", "(.*)*x", "(a?){30}a{30}", "(a*)*(b*)*c"])
def test_patterns_that_hang_elsewhere_end_at_once(pattern: str) -> None:
    begin = time.process_time()
    compile_pattern(pattern).fits("a" * 2_000 + "!")
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a", "the pattern lacks a ')'"),
        ("a)", "the pattern has a ')' that nothing opens"),
        ("*a", "the pattern has a '*' where it means nothing"),
        ("a**", "the pattern has a '*' where it means nothing"),
        ("a^b", "the pattern has a '^' where it means nothing"),
        ("a{x}", "the pattern has a '{' that is no count such as {2} or {2,5}"),
        ("a{3,2}", "the pattern has a count that is too large or runs backwards"),
        ("a{999999999}", "the pattern has a count that is too large or runs backwards"),
        ("((a{100}){100})", "the pattern is too large"),
        ("[z-a]", "the pattern has a range 'z-a' that runs backwards"),
        ("[abc", "the pattern ends too early"),
        ("a\\", "the pattern ends too early"),
        (r"(a)\1", r"the pattern uses '\1', which is not admitted"),
        ("(?=a)", "the pattern uses '(?', of which only '(?:' is admitted"),
        ("(" * 40 + ")" * 40, "the pattern nests too deeply"),
    ],
)
def test_what_is_no_pattern_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        compile_pattern(pattern)
