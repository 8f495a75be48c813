"""Laws of the guard language, over random texts, guards and answers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from guardtexts import (
    NAMES,
    answers,
    conditions,
    guards,
    guards_without_has,
    more_answers,
    roots_of,
    soup,
)
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.parser import parse
from collab_playbook.language.period import Period
from collab_playbook.language.reads import reads
from collab_playbook.language.syntax import Node, children, walk
from collab_playbook.language.types import (
    ANY,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    NULL,
    PERIOD,
    STRING,
    ChoiceOf,
    ListOf,
    RecordOf,
    Type,
)
from collab_playbook.language.values import Failure, Outcome, Record, Unknown, Value


def _kind(outcome: Outcome) -> object:
    """An outcome without the words that may differ: missing paths, reasons of failures."""
    return type(outcome) if isinstance(outcome, Unknown | Failure) else outcome


def _said(guard: str, stored: dict[str, Any]) -> Outcome:
    return evaluate(parse(guard), roots_of(stored))


@given(st.text(max_size=60) | soup | guards.map(lambda guard: guard[:-1]))
def test_parsing_any_text_gives_a_form_or_an_error_that_points_into_it(text: str) -> None:
    read = _read(text)
    if isinstance(read, GuardError):
        assert 0 <= read.span.start <= read.span.end <= len(text)
        assert read.message
    else:
        check(read, NAMES, BOOL)
        evaluate(read, {})


def _read(text: str) -> Node | GuardError:
    try:
        return parse(text)
    except GuardError as error:
        return error


@given(guards)
def test_every_form_lies_inside_the_form_around_it(guard: str) -> None:
    for node in walk(parse(guard)):
        assert 0 <= node.span.start < node.span.end <= len(guard)
        for child in children(node):
            assert node.span.start <= child.span.start < child.span.end <= node.span.end


@given(guards, answers)
def test_every_guard_ends_with_a_value_a_gap_or_a_failure(
    guard: str, stored: dict[str, Any]
) -> None:
    match _said(guard, stored):
        case Unknown(paths=paths):
            assert paths
        case Failure(reason=reason, span=span):
            assert reason
            assert 0 <= span.start < span.end <= len(guard)
        case value:
            assert isinstance(
                value, bool | int | Decimal | str | date | Period | tuple | Record | None
            )


@given(guards_without_has, answers, more_answers)
def test_an_answer_given_later_never_turns_a_known_verdict(
    guard: str, stored: dict[str, Any], more: dict[str, Any]
) -> None:
    before = _said(guard, stored)
    if not isinstance(before, Unknown):
        assert _kind(_said(guard, {**more, **stored})) == _kind(before)


@given(guards_without_has, answers)
def test_a_gap_names_only_answers_that_are_missing_and_read(
    guard: str, stored: dict[str, Any]
) -> None:
    node = parse(guard)
    outcome = evaluate(node, roots_of(stored))
    if isinstance(outcome, Unknown):
        mentioned = {".".join(path) for path in reads(node)} | {"today", "x", "x.n"}
        for path in outcome.paths:
            assert path not in {f"s.{name}" for name in stored}
            assert re.sub(r"[\[.].*", "", path) in {name.split(".")[0] for name in mentioned}


@given(guards, answers)
def test_presence_is_never_unknown(guard: str, stored: dict[str, Any]) -> None:
    name = (
        guard
        if re.fullmatch(r"[a-z.]+", guard) and guard not in {"true", "false", "null"}
        else "s.t"
    )
    assert isinstance(_said(f"has({name})", stored), bool | Failure)


@given(conditions, conditions, conditions, answers)
def test_conditions_obey_the_laws_of_kleene(a: str, b: str, c: str, stored: dict[str, Any]) -> None:
    for left, right in (
        (f"{a} && {b}", f"{b} && {a}"),
        (f"{a} || {b}", f"{b} || {a}"),
        (f"({a} && {b}) && {c}", f"{a} && ({b} && {c})"),
        (f"({a} || {b}) || {c}", f"{a} || ({b} || {c})"),
        (f"!({a} && {b})", f"!({a}) || !({b})"),
        (f"!({a} || {b})", f"!({a}) && !({b})"),
        (f"!(!({a}))", a),
        (f"{a} && {a}", a),
        (f"{a} || {a}", a),
        (f"{a} && true", a),
        (f"{a} || false", a),
        (f"{a} && false", "false"),
        (f"{a} || true", "true"),
    ):
        assert _kind(_said(left, stored)) == _kind(_said(right, stored)), (left, right)


@given(st.lists(conditions, min_size=1, max_size=4), answers)
def test_a_verdict_on_all_items_is_that_of_the_conditions_joined(
    parts: list[str], stored: dict[str, Any]
) -> None:
    listed = f"[{', '.join(str(i) for i in range(len(parts)))}]"
    asked = " || ".join(f"(x == {i} && ({part}))" for i, part in enumerate(parts))
    joined = " && ".join(f"({part})" for part in parts)
    apart = " || ".join(f"({part})" for part in parts)
    assert _kind(_said(f"{listed}.all(x, {asked})", stored)) == _kind(_said(joined, stored))
    assert _kind(_said(f"{listed}.exists(x, {asked})", stored)) == _kind(_said(apart, stored))


_OF_THE_DAY = re.compile(
    r"division by zero|too large|too many digits|there is no item|depends on the date|out of range"
    r"|outside the calendar|makes no whole number|is no date|cannot be compared"
)
"""Why a guard without faults may still fail: for the values it meets, never for their types."""


@given(guards, more_answers)
def test_a_guard_without_faults_gives_what_its_type_says(
    guard: str, stored: dict[str, Any]
) -> None:
    node = parse(guard)
    faults, of = check(node, NAMES)
    if faults or "[]" in guard or "[" in guard:
        return
    outcome = evaluate(node, roots_of(stored) | {"today": date(2026, 3, 2)})
    if isinstance(outcome, Failure):
        assert _OF_THE_DAY.search(outcome.reason), outcome
    elif not isinstance(outcome, Unknown):
        assert _is_of(outcome, of)


def _is_of(value: Value, of: Type) -> bool:
    match of:
        case ListOf(item=item):
            return isinstance(value, tuple) and all(_is_of(one, item) for one in value)
        case RecordOf():
            return isinstance(value, Record)
        case ChoiceOf():
            return isinstance(value, str)
    kinds: dict[Type, Any] = {BOOL: bool, STRING: str, DATE: date, PERIOD: Period, NULL: type(None)}
    if of == ANY:
        return True
    if of in (INT, DECIMAL):
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    return isinstance(value, kinds[of])
