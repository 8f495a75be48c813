"""Random guards over a step that asks a question of every type, and random answers to it."""

from __future__ import annotations

from typing import Any, Final

from guardcases import Questions, questions_of
from hypothesis import strategies as st

from collab_playbook.language.types import DATE, RecordOf, Type, type_of
from collab_playbook.language.values import Record, Value, typed

_AB: Final = [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]
_PARTS: Final = [
    {"id": "n", "label": "N", "type": "integer"},
    {"id": "t", "label": "T", "type": "text"},
    {"id": "c", "label": "C", "type": "choice", "choices": _AB},
]
QUESTIONS: Final[Questions] = questions_of(
    {
        "s": {
            "yes": {"type": "boolean"},
            "no": {"type": "boolean"},
            "n": {"type": "integer"},
            "d": {"type": "decimal"},
            "t": {"type": "text"},
            "day": {"type": "date"},
            "per": {"type": "period"},
            "c": {"type": "choice", "choices": _AB},
            "cs": {"type": "choices", "choices": _AB},
            "m": {"type": "money"},
            "p": {"type": "person"},
            "f": {"type": "file"},
            "r": {"type": "record", "fields": _PARTS},
            "rs": {"type": "records", "fields": _PARTS},
        }
    }
)
ASKED: Final = QUESTIONS["s"]

_TEXT: Final = st.text("ab é'\\", max_size=3)
_WHOLE: Final = st.integers(-3, 9) | st.sampled_from([2**63 - 1, -(2**63)])
_PLAIN: Final = st.decimals(-9, 9, places=1).map(lambda d: format(d, "f"))
_CHOICE: Final = st.sampled_from("ab")
_RECORD: Final = st.fixed_dictionaries({}, optional={"n": _WHOLE, "t": _TEXT, "c": _CHOICE})
STORED: Final[dict[str, st.SearchStrategy[Any]]] = {
    "yes": st.booleans(),
    "no": st.booleans(),
    "n": _WHOLE,
    "d": _PLAIN,
    "t": _TEXT,
    "day": st.dates().map(str),
    "per": st.sampled_from(["P1M", "P30D", "P1Y", "P2Y3M4D"]),
    "c": _CHOICE,
    "cs": st.lists(_CHOICE, max_size=2),
    "m": st.fixed_dictionaries({"amount": _PLAIN, "currency": st.just("EUR")}),
    "p": st.fixed_dictionaries({"name": _TEXT, "email": _TEXT, "function": _TEXT}),
    "f": st.fixed_dictionaries({"name": _TEXT, "digest": _TEXT}),
    "r": _RECORD,
    "rs": st.lists(_RECORD, max_size=3),
}
answers: Final = st.fixed_dictionaries({}, optional=STORED)
more_answers: Final = st.fixed_dictionaries(STORED)

NAMES: Final[dict[str, Type]] = {
    "s": RecordOf("s", {name: type_of(question) for name, question in ASKED.items()}),
    "today": DATE,
}


def roots_of(stored: dict[str, Any]) -> dict[str, Value]:
    """The step with some of its questions answered."""
    fields = {name: typed(ASKED[name], value, f"s.{name}") for name, value in stored.items()}
    return {"s": Record("s", fields)}


_BOOL: Final = st.sampled_from(
    [
        "true",
        "false",
        "s.yes",
        "s.no",
        "s.n > 1",
        "s.d <= 2.5",
        "s.c == 'a'",
        "'b' in s.cs",
        "s.t.contains('a')",
        "s.day < today",
        "s.per > period('P1M')",
        "1 / s.n > 0",
        "s.r.n == 1",
    ]
)
_NUMBER: Final = st.sampled_from(
    [
        "s.n",
        "s.d",
        "2",
        "-1",
        "0.5",
        "size(s.t)",
        "size(s.rs)",
        "s.m.amount",
        "9223372036854775807",
        "size(s.cs)",
        "s.r.n",
        "s.rs[0].n",
        "int(s.d)",
    ]
)
_ANY: Final = st.sampled_from(
    [
        "s.t",
        "s.day",
        "s.per",
        "s.c",
        "s.cs",
        "s.m",
        "s.p",
        "s.r",
        "s.rs",
        "s.rs[1]",
        "[]",
        "null",
        "'a'",
        "x",
        "x.n",
        "s",
        "nothing.here",
        "date('2026-01-05')",
        "s.p.name",
        "s.f",
    ]
)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sign = st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%"])
    logic = st.sampled_from(["&&", "||", "and", "or"])
    kind = st.sampled_from(["all", "exists", "exists_one", "filter", "map"])
    lists = st.sampled_from(["s.rs", "s.cs", "[1, s.n, 3]", "[]"])
    return (
        st.tuples(inner, sign | logic, inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
        | st.tuples(st.sampled_from(["!", "-", "not "]), inner).map(lambda p: f"{p[0]}({p[1]})")
        | st.tuples(lists | inner, kind, inner).map(lambda p: f"({p[0]}).{p[1]}(x, {p[2]})")
        | st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} ? {p[1]} : {p[2]})")
        | st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.tuples(st.sampled_from(["size", "string", "int", "date"]), inner).map(
            "{0[0]}({0[1]})".format
        )
    )


def _without_has() -> st.SearchStrategy[str]:
    return st.recursive(_BOOL | _NUMBER | _ANY, _joined, max_leaves=8)


guards_without_has: Final = _without_has()
guards: Final = st.recursive(
    _BOOL
    | _NUMBER
    | _ANY
    | st.sampled_from(["has(s.t)", "has(s.p.name)", "has(x.n)", "has(s.rs)"]),
    _joined,
    max_leaves=8,
)
conditions: Final = st.recursive(
    _BOOL,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(
            lambda p: f"({p[0]} {p[1]} {p[2]})"
        )
        | inner.map("!({})".format)
    ),
    max_leaves=6,
)
soup: Final = st.lists(
    st.sampled_from(
        [
            "a",
            ".",
            "b",
            "(",
            ")",
            "[",
            "]",
            "&&",
            "||",
            "!",
            "-",
            "not",
            "and",
            "in",
            "==",
            "<",
            "+",
            "'x'",
            "12",
            "1.5",
            ",",
            "?",
            ":",
            "has",
            "all",
            "true",
            "null",
            "{",
            "//",
            "\n",
            "'",
            '"',
            "r'",
            "\\",
            "é",
            "\x00",
            "0x",
            "1e5",
            "9" * 30,
            "and",
            "x.map(y, y)",
        ]
    ),
    max_size=25,
).map(" ".join)
