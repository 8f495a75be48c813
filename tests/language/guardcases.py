"""Guard cases as files: questions as in a step, stored answers, and what a guard says.

A case holds ``guard`` and one of ``is`` (the stored form of the value), ``unknown`` (the paths of
the missing answers), ``fails`` (the reason) or ``refused`` (the message). ``at`` is the part of the
guard that is to blame. ``faults`` are those that checking finds; a case without them has none.
``reads`` are the names the guard mentions. ``answers`` add to those of the file.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from collab_playbook.language.types import BOOL, DATE, ListOf, RecordOf, Type, type_of
from collab_playbook.language.values import Record, Value, typed
from collab_playbook.model.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

Answers = dict[str, dict[str, Any]]
Questions = dict[str, dict[str, Question]]


def questions_of(declared: Mapping[str, Mapping[str, Any]]) -> Questions:
    """The questions of a file, by step and id."""
    return {
        step: {
            name: Question.model_validate({"id": name, "ask": f"What is {name}?", **keys})
            for name, keys in questions.items()
        }
        for step, questions in declared.items()
    }


def names_of(questions: Questions) -> dict[str, Type]:
    """The types of the names of a file."""
    steps: dict[str, Type] = {
        step: RecordOf(step, {**{name: type_of(q) for name, q in asked.items()}, "done": BOOL})
        for step, asked in questions.items()
    }
    children = ListOf(RecordOf("record", steps))
    return {**steps, "today": DATE, "programme": RecordOf("programme", steps), "circles": children}


def roots_of(questions: Questions, case: Mapping[str, Any]) -> dict[str, Value]:
    """The values of the names: steps, and where the case holds them, the programme and circles."""
    roots: dict[str, Value] = steps_of(questions, case.get("answers", {}))
    if "today" in case:
        roots["today"] = date.fromisoformat(case["today"])
    if "programme" in case:
        roots["programme"] = Record("programme", steps_of(questions, case["programme"]))
    if "circles" in case:
        roots["circles"] = tuple(
            Record(f"{owner}/", steps_of(questions, answers))
            for owner, answers in case["circles"].items()
        )
    return roots


def steps_of(questions: Questions, answers: Answers) -> dict[str, Value]:
    """The steps with their answers as values; ``done`` is the record's, not an answer."""
    steps: dict[str, Value] = {}
    for step, asked in questions.items():
        stored = answers.get(step, {})
        fields = {
            name: typed(question, stored.get(name), f"{step}.{name}")
            for name, question in asked.items()
        }
        known = {name: value for name, value in fields.items() if value is not None}
        fields_of_step = MappingProxyType({**known, "done": bool(stored.get("done"))})
        steps[step] = Record(step, fields_of_step)
    return steps


def merged(one: Answers, other: Answers) -> Answers:
    """Answers with others over them."""
    return {step: {**one.get(step, {}), **other.get(step, {})} for step in {*one, *other}}
