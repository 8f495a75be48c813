"""Hostile guards end, and say so."""

from __future__ import annotations

import pytest

from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.parser import MAX_LENGTH, parse
from collab_playbook.language.syntax import Span
from collab_playbook.language.values import Failure, Record

TEN = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"


def test_a_guard_that_is_too_long_is_refused_from_the_first_character_too_many() -> None:
    with pytest.raises(GuardError, match="has 4002 characters and at most 4000 are read") as error:
        parse("a" * 4002)
    assert error.value.span == Span(MAX_LENGTH, 4002)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2000,
        "[" * 2000,
        "!" * 3999 + "a",
        "-" * 3999 + "a",
        "1" + "+1" * 1999,
        "a" + ".a" * 1999,
        "a" + "[0]" * 1333,
        "not " * 999 + "a",
        "size(" * 700,
        "a" + "?a:a" * 999,
        "a.map(x," * 400,
    ],
)
def test_deep_guards_are_refused_without_a_crash(text: str) -> None:
    with pytest.raises(GuardError, match="nests too deeply"):
        parse(text)


def test_long_chains_of_and_are_not_deep() -> None:
    guard = parse(" and ".join(["a.b"] * 490))
    assert evaluate(guard, {"a": Record("a", {"b": True})}) is True


def test_sixty_levels_of_brackets_are_read() -> None:
    node = parse("(" * 59 + "1" + ")" * 59)
    assert evaluate(node, {}) == 1


def test_a_guard_that_costs_too_much_fails_and_no_other_side_hides_it() -> None:
    bomb = TEN
    for depth in range(7):
        bomb = f"{TEN}.map(x{depth}, {bomb})"
    node = parse(f"true || size({bomb}) > 0")
    assert evaluate(node, {}) is True
    costly = parse(f"size({bomb}) > 0 || true")
    assert evaluate(costly, {}) == Failure(
        "it takes too much work; compare shorter lists", costly.span
    )


def test_a_long_text_doubled_again_and_again_stays_within_the_budget() -> None:
    guard = "s.t"
    for _ in range(8):
        guard = f"({guard} + {guard})"
    outcome = evaluate(parse(guard), {"s": Record("s", {"t": "x" * 1_000_000})})
    assert isinstance(outcome, Failure)


def test_a_list_of_a_hundred_and_fifty_compares_with_itself() -> None:
    items = tuple(Record(f"s.rs[{i}]", {"t": f"text {i}"}) for i in range(150))
    node = parse("s.rs.all(a, s.rs.exists_one(b, a.t == b.t))")
    assert evaluate(node, {"s": Record("s", {"rs": items})}) is True


def test_checking_a_guard_of_the_longest_kind_ends() -> None:
    assert check(parse(" && ".join(["a.b == 1"] * 330)), {})[0] != []
