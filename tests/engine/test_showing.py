"""Answers are shown on one line, as people of the language write them."""

from __future__ import annotations

from typing import Any

import pytest

from collab_playbook.engine.showing import shown
from collab_playbook.model.question import Question

NB = "\u00a0"
NARROW = "\u202f"
CHOICES = [{"id": "weekly", "text": "Every week"}, {"id": "monthly", "text": "Once a month"}]
FIELDS = [
    {"id": "goal", "type": "text", "label": "Goal"},
    {"id": "by", "type": "date", "label": "By"},
    {"id": "rhythm", "type": "choice", "label": "Rhythm", "choices": CHOICES},
]
HALVE = {"goal": "Halve incidents", "by": "2026-12-31", "rhythm": "monthly"}


def _shown(kind: str, stored: Any, language: str = "en") -> str:
    parts: dict[str, Any] = {
        "choice": {"choices": CHOICES},
        "choices": {"choices": CHOICES},
        "record": {"fields": FIELDS},
        "records": {"fields": FIELDS},
    }
    question = Question.model_validate({"id": "q", "ask": "?", "type": kind, **parts.get(kind, {})})
    return shown(question, stored, question.choices, language)


@pytest.mark.parametrize(
    ("kind", "stored", "english", "french"),
    [
        ("text", "Agora", "Agora", "Agora"),
        ("long_text", "One\n\ntwo\tthree", "One two three", "One two three"),
        ("integer", 12000, "12,000", f"12{NARROW}000"),
        ("integer", -5, "-5", "-5"),
        ("decimal", "1234567.5", "1,234,567.5", f"1{NARROW}234{NARROW}567,5"),
        ("decimal", "-0.5", "-0.5", "-0,5"),
        ("percent", "12.5", "12.5 %", f"12,5{NB}%"),
        (
            "money",
            {"amount": "12000", "currency": "EUR"},
            "12,000 EUR",
            f"12{NARROW}000{NB}€",
        ),
        ("money", {"amount": "0.5", "currency": "EUR"}, "0.50 EUR", f"0,50{NB}€"),
        ("date", "2026-08-01", "1 August 2026", "1er août 2026"),
        ("period", "P1Y6M", "1 year 6 months", "1 an 6 mois"),
        ("period", "P14D", "2 weeks", "2 semaines"),
        ("period", "P10D", "10 days", "10 jours"),
        ("boolean", True, "yes", "oui"),
        ("boolean", False, "no", "non"),
        ("choice", "weekly", "Every week", "Every week"),
        ("choice", "gone", "gone", "gone"),
        ("choices", ["weekly", "monthly"], "Every week, Once a month", "Every week, Once a month"),
        ("choices", [], "none", "aucun"),
        ("scale", 4, "4", "4"),
        (
            "person",
            {"name": "Claire Fontanel", "email": "c@b.example", "function": "CEO"},
            "Claire Fontanel <c@b.example>, CEO",
            "Claire Fontanel <c@b.example>, CEO",
        ),
        ("person", {"name": "Claire Fontanel"}, "Claire Fontanel", "Claire Fontanel"),
        ("file", {"name": "minutes.pdf", "digest": "0123"}, "minutes.pdf", "minutes.pdf"),
        (
            "record",
            HALVE,
            "Goal: Halve incidents; By: 31 December 2026; Rhythm: Once a month",
            "Goal: Halve incidents; By: 31 décembre 2026; Rhythm: Once a month",
        ),
        ("records", [HALVE], "1 entry: Halve incidents", "1 ligne: Halve incidents"),
        (
            "records",
            [HALVE, {"by": "2026-01-05"}],
            "2 entries: Halve incidents; 5 January 2026",
            "2 lignes: Halve incidents; 5 janvier 2026",
        ),
        ("records", [], "no entries", "aucune ligne"),
    ],
)
def test_shows(kind: str, stored: Any, english: str, french: str) -> None:
    assert (_shown(kind, stored), _shown(kind, stored, "fr")) == (english, french)


def test_no_answer_is_shown_as_nothing() -> None:
    assert _shown("text", None) == ""


def test_an_unknown_language_is_shown_as_english() -> None:
    assert _shown("date", "2026-08-01", "de") == "1 August 2026"
