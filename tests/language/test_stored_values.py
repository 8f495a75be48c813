from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from guardtexts import ASKED, STORED
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.language.period import Period
from collab_playbook.language.values import Record, Value, plain, typed


@pytest.mark.parametrize(
    ("question", "stored", "value"),
    [
        ("t", "words", "words"),
        ("n", 12, 12),
        ("d", "12.50", Decimal("12.50")),
        ("yes", False, False),
        ("day", "2026-01-05", date(2026, 1, 5)),
        ("per", "P3M", Period(months=3)),
        ("c", "a", "a"),
        ("cs", ["a", "b"], ("a", "b")),
        (
            "m",
            {"amount": "12000", "currency": "EUR"},
            Record("s.m", {"amount": Decimal(12000), "currency": "EUR"}),
        ),
        ("p", {"name": "Claire"}, Record("s.p", {"name": "Claire", "email": "", "function": ""})),
        ("f", {"name": "a.pdf", "digest": "0f"}, Record("s.f", {"name": "a.pdf", "digest": "0f"})),
        ("r", {"n": 3, "t": None}, Record("s.r", {"n": 3})),
        ("rs", [{"t": "x"}, {}], (Record("s.rs[0]", {"t": "x"}), Record("s.rs[1]", {}))),
    ],
)
def test_a_stored_answer_becomes_a_value(question: str, stored: Any, value: Value) -> None:
    assert typed(ASKED[question], stored, f"s.{question}") == value


@pytest.mark.parametrize("question", sorted(ASKED))
@pytest.mark.parametrize(
    "stored", [None, {"odd": 1}, [1, 2], 3.5, True, 2**70, "odd", {"amount": 3}]
)
def test_an_answer_of_another_type_counts_as_not_given_or_fits(question: str, stored: Any) -> None:
    value = typed(ASKED[question], stored, "s.q")
    fits = isinstance(value, Record | tuple) or str(plain(value)) == str(stored)
    assert value is None or fits


@given(st.data(), st.sampled_from(sorted(ASKED)))
def test_a_value_goes_back_to_its_stored_form(data: st.DataObject, question: str) -> None:
    stored = data.draw(STORED[question])
    assert plain(typed(ASKED[question], stored, "s.q")) == stored


def test_a_step_has_no_stored_form() -> None:
    assert plain(Record("s", MappingProxyType({"n": 3}))) is None
