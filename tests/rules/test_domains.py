"""What the reasoning says of a guard is what comes out when every answer has been tried."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build import playbook, question, step
from collab_playbook.language.check import check
from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.names import PHASES, names_of
from collab_playbook.language.parser import parse
from collab_playbook.language.types import BOOL
from collab_playbook.language.values import Record
from collab_playbook.rules.domains import Cases
from collab_playbook.rules.domains_judging import Judging, hold_together
from collab_playbook.rules.domains_terms import Around

if TYPE_CHECKING:
    from collections.abc import Iterator

IDS = ("red", "green", "blue")
CHOICES = [{"id": name, "text": name} for name in IDS]
PLAYBOOK = playbook(
    step(
        "s",
        questions=[
            question("hue", type="choice", choices=CHOICES),
            question("tint", type="choice", choices=CHOICES),
            question("picked", type="choices", choices=CHOICES, min="1", max="2"),
            question("yes", type="boolean"),
            question("whole", type="integer", min="0", max="4"),
            question("mark", type="scale"),
            question("share", type="percent", min="0", max="2"),
            question("day", type="date", min="2026-03-01", max="2026-03-05"),
            question("word", min="1", max="3"),
            question(
                "rows",
                type="records",
                max="3",
                fields=[{"id": "part", "type": "text", "label": "Part"}],
            ),
        ],
    ),
    step("earlier", 2),
)
AROUND = Around(PLAYBOOK)
ROWS = tuple(Record("row", {"part": "x"}) for _ in range(3))
WORLD: dict[str, tuple[Any, ...]] = {
    "hue": (*IDS, None),
    "tint": (*IDS, None),
    "picked": (*(c for n in (1, 2) for c in combinations(IDS, n)), None),
    "yes": (True, False, None),
    "whole": (0, 1, 2, 3, 4, None),
    "mark": (1, 2, 3, 4, 5, None),
    "share": (*(Decimal(n) / 4 for n in range(9)), None),
    "day": (*(date(2026, 3, n) for n in range(1, 6)), None),
    "word": (*("".join(w) for n in (1, 2, 3) for w in product("abc", repeat=n)), None),
    "rows": (*(ROWS[:n] for n in range(4)), None),
    "earlier": PHASES,
}
"""Every value of every question, small enough that all can be tried."""

_SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
_SAME = st.sampled_from(["==", "!="])
_HUES = st.sampled_from([f"'{name}'" for name in IDS])


def _compared(name: str, signs: st.SearchStrategy[str], others: list[str]) -> Any:
    return st.tuples(st.just(name), signs, st.sampled_from(others)).flatmap(
        lambda parts: st.sampled_from([" ".join(parts), _turned(*parts)])
    )


def _turned(left: str, sign: str, right: str) -> str:
    mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
    return f"{right} {mirrored.get(sign, sign)} {left}"


def _listed(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(items, min_size=1, max_size=3).map(lambda found: f"[{', '.join(found)}]")


ATOMS = st.one_of(
    _compared("s.hue", _SAME, [f"'{name}'" for name in IDS]),
    _compared("s.hue", _SAME, ["s.tint"]),
    _listed(_HUES).map(lambda items: f"s.hue in {items}"),
    _HUES.map(lambda hue: f"{hue} in s.picked"),
    _compared("size(s.picked)", _SIGNS, ["0", "1", "2", "3", "1.5"]),
    _HUES.map(lambda hue: f"s.picked.exists(x, x == {hue})"),
    _listed(_HUES).map(lambda items: f"s.picked.all(x, x in {items})"),
    st.just("s.yes"),
    _compared("s.yes", _SAME, ["true", "false"]),
    _compared("s.whole", _SIGNS, ["-1", "0", "2", "2.5", "3", "4", "6"]),
    _listed(st.sampled_from(["-1", "0", "1", "4"])).map(lambda items: f"s.whole in {items}"),
    _compared("s.mark", _SIGNS, ["0", "1", "3", "5", "6"]),
    _compared("s.share", _SIGNS, ["-1", "0", "0.5", "1", "2", "3"]),
    _compared(
        "s.day", _SIGNS, [f"date('2026-0{m}')" for m in ("2-28", "3-01", "3-03", "3-05", "4-01")]
    ),
    _compared("s.word", _SAME, ["'a'", "'bb'", "'long'"]),
    _compared("size(s.word)", _SIGNS, ["0", "1", "2", "3", "4"]),
    _compared("size(s.rows)", _SIGNS, ["0", "1", "2", "3", "4"]),
    st.sampled_from(["hue", "picked", "whole", "word", "rows", "day"]).map(lambda q: f"has(s.{q})"),
    st.sampled_from(["earlier.done", "earlier.skipped", "earlier.state == 'active'"]),
    st.sampled_from(["earlier.state in ['idle', 'done']", "true", "false", "1 < 2", "2 in [1, 3]"]),
)
GUARDS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' && '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' || '.join(parts)})"),
        inner.map(lambda part: f"!({part})"),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} ? {p[1]} : {p[2]})"),
    ),
    max_leaves=4,
)


def every_world(text: str) -> Iterator[dict[str, Record]]:
    """Every way of answering the questions that a guard reads."""
    names = [name for name in WORLD if f"s.{name}" in text or name in text]
    for values in product(*(WORLD[name] for name in names)):
        answers = dict(zip(names, values, strict=True))
        phase = answers.pop("earlier", "idle")
        about = {"done": phase == "done", "skipped": phase == "skipped", "state": phase}
        yield {"s": Record("s", answers), "earlier": Record("earlier", about)}


def _tried(text: str) -> frozenset[bool]:
    node = parse(text)
    found = (evaluate(node, world) for world in every_world(text))
    return frozenset(outcome for outcome in found if isinstance(outcome, bool))


def few(text: str) -> bool:
    names = [name for name in WORLD if name in text]
    count = 1
    for name in names:
        count *= len(WORLD[name])
    return count <= 3_000


@settings(max_examples=400, deadline=None)
@given(GUARDS.filter(few))
@example("s.whole > 2 && s.whole < 3")
@example("s.share > 0.5 && s.share < 1")
@example("size(s.picked) > 1 && 'red' in s.picked && 'green' in s.picked && 'blue' in s.picked")
@example("s.word == 'a' && size(s.word) == 2")
@example("s.hue == s.tint && s.hue == 'red' && s.tint == 'blue'")
@example("has(s.word) || s.word != 'a'")
@example("earlier.done && earlier.state == 'skipped'")
def test_reasoning_finds_what_trying_every_answer_finds(text: str) -> None:
    node = parse(text)
    assert check(node, names_of(PLAYBOOK), BOOL)[0] == [] or "never-true" in {
        fault.kind for fault in check(node, names_of(PLAYBOOK), BOOL)[0]
    }
    assert Judging(AROUND).outcomes(node) == _tried(text)


@pytest.mark.parametrize(
    "text",
    [
        "s.whole * 2 > 3",
        "s.whole > size(s.rows)",
        "s.word.startsWith('a') && s.word == 'b'",
        "s.rows.exists(r, r.part == 'x') && !has(s.rows)",
        "s.day + period('P1D') > date('2026-03-02')",
    ],
)
def test_what_is_beyond_reasoning_can_be_either(text: str) -> None:
    found = Judging(AROUND).outcomes(parse(text))
    assert found is not None
    assert found >= _tried(text)


def test_the_same_form_beyond_reasoning_has_one_value() -> None:
    both = "s.whole * 2 > 3 && !(s.whole * 2 > 3)"
    assert Judging(AROUND).outcomes(parse(both)) == frozenset({False})


def test_too_many_cases_are_not_tried() -> None:
    text = " || ".join(
        f"(s.whole == {n} && size(s.word) == {n} && s.mark == {n} && size(s.rows) == {n})"
        for n in (1, 2, 3)
    )
    text = f"({text}) && (s.share > 1 || s.day > date('2026-03-02'))"
    assert Judging(AROUND).outcomes(parse(f"{text} || ({text} && s.yes)")) is None


def test_conditions_with_no_answer_in_common_are_not_tried_together() -> None:
    names = ("whole", "mark", "share", "word", "rows", "day", "hue", "picked")
    either = " && ".join(f"has(s.{name})" for name in names)
    apart = "s.yes && (s.tint == 'red' && s.tint == 'blue')"
    assert Judging(AROUND).outcomes(parse(f"{either} && {apart}")) == frozenset({False})
    assert Judging(AROUND).outcomes(parse(f"!({apart}) || {either}")) == frozenset({True})
    assert Judging(AROUND).outcomes(parse(f"{apart} || {either}")) == frozenset({True, False})


def test_without_limits_a_condition_that_repeats_them_decides_something() -> None:
    node = parse("s.whole >= 0")
    assert Judging(AROUND).outcomes(node) == frozenset({True})
    free = Around(PLAYBOOK, with_limits=False)
    assert Judging(free).outcomes(node) == frozenset({True, False})


def test_conditions_hold_together_only_where_that_is_certain() -> None:
    def together(*texts: str) -> bool:
        return hold_together([parse(text) for text in texts], AROUND)

    assert together("s.whole > 1", "s.whole < 3")
    assert not together("s.whole > 2", "s.whole < 3")
    assert not together("s.whole > 1", "s.whole * 2 < 9")


def test_cases_are_exact_unless_something_is_beyond_reasoning() -> None:
    exact, free = Cases(AROUND), Cases(AROUND)
    exact.add(parse("s.hue == 'red' && has(s.word)"))
    free.add(parse("s.hue == 'red' && s.word.contains('a')"))
    assert (exact.is_exact, free.is_exact) == (True, False)
