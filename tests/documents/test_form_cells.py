from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from collab_playbook.documents.form_cells import (
    Cell,
    Setting,
    UnreadableError,
    cell_of,
    held,
    read_cell,
)
from collab_playbook.documents.form_choices import Offered, labels_of
from collab_playbook.documents.form_words import FormWords
from collab_playbook.model.question import Choice, Question
from forming import ANSWERS, planned

TODAY = date(2026, 11, 16)
ENGLISH, FRENCH = Setting("en", TODAY), Setting("fr", TODAY)
PACES = (Choice(id="calm", text="Calmly, as ever"), Choice(id="fast", text="Fast"))
ALLURES = (Choice(id="calm", text="Sans hâte"), Choice(id="fast", text="Vite"))
OFFERED = Offered(PACES, (ALLURES,))


def _asked(kind: str, **keys: Any) -> Question:
    if kind in {"choice", "choices"}:
        keys["choices"] = PACES
    return Question(id="q", type=kind, ask="What?", **keys)


def _read(kind: str, value: Any, setting: Setting = ENGLISH, *, percent: bool = False) -> Any:
    return read_cell(_asked(kind), Cell(value, "A!D1", percent), OFFERED, setting)


@pytest.mark.parametrize(
    ("kind", "value", "setting", "stored"),
    [
        ("percent", "12,5 %", FRENCH, "12.5"),
        ("percent", Decimal("12.5"), FRENCH, "12.5"),
        ("decimal", "1 250,5", FRENCH, "1250.5"),
        ("decimal", Decimal("1.234"), FRENCH, "1.234"),
        ("integer", "12 000", FRENCH, 12000),
        ("integer", "12,000", ENGLISH, 12000),
        ("date", date(2026, 3, 1), ENGLISH, "2026-03-01"),
        ("date", "1er mars 2026", FRENCH, "2026-03-01"),
        ("boolean", "Oui", ENGLISH, True),
        ("boolean", False, ENGLISH, False),
        ("money", Decimal("12000.5"), FRENCH, {"amount": "12000.5", "currency": "EUR"}),
        ("period", "3 mois", FRENCH, "P3M"),
        ("choice", "sans hate", ENGLISH, "calm"),
        ("choice", "Calmly, as ever", FRENCH, "calm"),
        ("choice", "fast", ENGLISH, "fast"),
        ("choices", "Calmly, as ever; Vite", ENGLISH, ["calm", "fast"]),
        ("choices", "Vite, calm", ENGLISH, ["fast", "calm"]),
        ("text", Decimal(2026), ENGLISH, "2026"),
        ("text", date(2026, 3, 1), FRENCH, "1er mars 2026"),
        ("text", "=1+1", ENGLISH, "=1+1"),
        ("text", "  \n", ENGLISH, None),
    ],
)
def test_a_cell_is_read_as_it_was_typed(
    kind: str, value: Any, setting: Setting, stored: Any
) -> None:
    assert _read(kind, value, setting) == stored


def test_a_number_that_is_shown_as_a_percentage_means_a_hundred_times_as_much() -> None:
    assert _read("percent", Decimal("0.07"), percent=True) == "7"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", Decimal(45000)),
        ("date", "soon"),
        ("integer", "a few"),
        ("choice", "2"),
        ("choice", "none of them"),
        ("choices", "Fast; never"),
        ("email", "nobody"),
    ],
)
def test_a_cell_that_says_no_answer_is_refused(kind: str, value: Any) -> None:
    with pytest.raises(UnreadableError):
        _read(kind, value)


def test_what_is_wrong_with_a_cell_itself_is_told() -> None:
    with pytest.raises(UnreadableError, match="a formula"):
        read_cell(_asked("text"), Cell("=", "A!D1", fault="it holds a formula"), OFFERED, ENGLISH)


def test_choices_that_read_alike_are_told_apart_by_their_ids() -> None:
    alike = (Choice(id="a", text="Other"), Choice(id="b", text="other"), Choice(id="c", text="C"))
    assert labels_of(alike) == {"a": "Other (a)", "b": "other (b)", "c": "C"}
    assert read_cell(_asked("choice"), Cell("other (b)", ""), Offered(alike), ENGLISH) == "b"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_filled_in_reads_back_as_what_stands(language: str) -> None:
    playbook = planned().process.playbook
    words = FormWords(language=language)
    for asked in playbook.questions_of("plan"):
        stored = ANSWERS.get(asked.id)
        if stored is None or asked.fields or asked.type == "choices":
            continue
        offered = Offered(playbook.choices_of(asked))
        value = cell_of(asked, stored, offered, words)
        setting = Setting(language, TODAY)
        assert read_cell(asked, Cell(value, ""), offered, setting) == stored, asked.id


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("sponsor", {"name": "Fontanel, Claire"}),
        ("vision", "x" * 40_000),
        ("paces", []),
        ("paces", ["gone"]),
        ("acts", [{"what": "Open it", "gone": "x"}]),
    ],
)
def test_what_no_cell_can_hold_is_not_filled_in(name: str, stored: Any) -> None:
    playbook = planned().process.playbook
    asked = playbook.question("plan", name)
    assert asked is not None
    assert not held(playbook, asked, stored, FormWords())


@pytest.mark.parametrize("stored", ["123456789012345678.5", "0.1", "9999999999"])
def test_numbers_of_any_length_are_filled_in(stored: str) -> None:
    playbook = planned().process.playbook
    asked = _asked("decimal")
    assert held(playbook, asked, stored, FormWords())
