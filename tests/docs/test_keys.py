"""The page on playbooks names every key, type, filter and name that a playbook may use."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from collab_playbook.documents.context import DOCUMENT_NAMES, ROOTS, STEP_NAMES
from collab_playbook.documents.filters import FILTERS
from collab_playbook.documents.judging import TESTS
from collab_playbook.documents.measured import INDICATOR_NAMES
from collab_playbook.engine.reading import Read, read_text
from collab_playbook.engine.values import fit
from collab_playbook.model import document, example, playbook, question, step
from collab_playbook.model.question import QUESTION_TYPES, Question
from docs.pages import page, rows_under

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from collab_playbook.model.shape import Shape

PAGE = "docs/playbook.md"
SHAPES: Mapping[str, type[Shape]] = {
    "The head": playbook.Playbook,
    "Dates from answers": playbook.Timing,
    "Hours of people": playbook.Load,
    "Agreed hours": playbook.HoursAnswer,
    "The report": playbook.Reporting,
    "A list of risks": playbook.Concern,
    "A phase": playbook.Phase,
    "A gate": playbook.Gate,
    "A step": step.Step,
    "A need": step.Need,
    "A criterion": step.Criterion,
    "Roles": step.Roles,
    "A duration": step.Duration,
    "A sign-off": step.SignOff,
    "A repeat": step.Repeat,
    "Reopening": step.Reopen,
    "A question": question.Question,
    "A choice": question.Choice,
    "A field": question.Field,
    "A check": question.Check,
    "A worked out default": question.Computed,
    "A catalogue": playbook.Catalogue,
    "A record": playbook.Record,
    "The glossary": playbook.Term,
    "A document": document.Document,
    "A sheet": document.WorkbookSheet,
    "The company": example.Company,
    "The walk": example.Leg,
    "A repeat in the walk": example.Repeated,
}
"""The shape behind each heading of the page."""

FROM_OTHER_FILES = frozenset({"steps", "documents", "catalogues", "glossary", "digest"})
"""Fields of the playbook that no key of its head gives."""

WORDS: Mapping[str, Collection[str]] = {
    "Names in templates": ROOTS,
    "About an indicator": INDICATOR_NAMES,
    "About a step": STEP_NAMES,
    "About the document": DOCUMENT_NAMES,
    "Filters": FILTERS,
    "Tests in templates": TESTS,
    "Question types": QUESTION_TYPES,
    "What a sheet is made from": ("STEP.QUESTION", *document.SHEET_SOURCES),
}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| `(.+)` \|$", re.MULTILINE)
TYPES = [found for found in ROW.findall(page(PAGE)) if found[0] in QUESTION_TYPES]
NOT_TYPED = frozenset({"file", "record", "records"})


@pytest.mark.parametrize("heading", SHAPES)
def test_every_key_of_a_shape_is_documented(heading: str) -> None:
    fields = SHAPES[heading].model_fields
    keys = {field.alias or name for name, field in fields.items()}
    if heading == "The head":
        keys -= FROM_OTHER_FILES
    assert sorted(rows_under(PAGE, heading)) == sorted(keys)


@pytest.mark.parametrize("heading", WORDS)
def test_every_word_is_documented(heading: str) -> None:
    assert sorted(rows_under(PAGE, heading)) == sorted(WORDS[heading])


def _question(kind: str) -> Question:
    choices = [{"id": "weekly", "text": "Every week"}, {"id": "monthly", "text": "Once a month"}]
    fields = [
        {"id": "goal", "type": "text", "label": "Goal"},
        {"id": "share", "type": "percent", "label": "Share"},
    ]
    return Question.model_validate(
        {"id": "it", "type": kind, "ask": "What?"}
        | ({"choices": choices} if kind in {"choice", "choices"} else {})
        | ({"fields": fields} if kind in {"record", "records"} else {})
        | ({"min": "1", "max": "5"} if kind == "scale" else {})
    )


@pytest.mark.parametrize(("kind", "typed", "stored"), TYPES)
def test_the_stored_form_of_a_type_is_the_one_shown(kind: str, typed: str, stored: str) -> None:
    asked, value = _question(kind), json.loads(stored)
    assert fit(asked, value, asked.choices) == (value, ())
    if kind not in NOT_TYPED:
        read = read_text(asked, asked.choices, typed, "en", date(2026, 1, 5))
        assert isinstance(read, Read)
        assert read.stored == value


def test_every_type_has_its_stored_form() -> None:
    assert sorted(kind for kind, _, _ in TYPES) == sorted(QUESTION_TYPES)
