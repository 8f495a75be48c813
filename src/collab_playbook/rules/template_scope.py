"""The names that every template may use, and what is known of them from the playbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.context import DOCUMENT_NAMES, STEP_NAMES
from collab_playbook.documents.measured import INDICATOR_NAMES
from collab_playbook.engine.readings import CATALOGUE
from collab_playbook.language.errors import GuardError
from collab_playbook.language.parser import parse
from collab_playbook.language.reads import reads
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.rules.template_types import (
    ANY,
    DATE,
    FLAG,
    MONEY,
    NUMBER,
    PERIOD,
    TEXT,
    Answer,
    Lazily,
    Value,
    list_of,
    one_of,
)
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from collab_playbook.model.playbook import Catalogue, Playbook
    from collab_playbook.model.question import Field, Question
    from collab_playbook.rules.checked import Checked

_SCALARS: Mapping[str, Value] = {
    "integer": NUMBER,
    "scale": NUMBER,
    "decimal": NUMBER,
    "percent": NUMBER,
    "money": MONEY,
    "date": DATE,
    "period": PERIOD,
    "boolean": FLAG,
    "person": Value("record", "a person", dict.fromkeys(("name", "email", "function"), TEXT)),
    "file": Value("record", "a file", dict.fromkeys(("name", "digest"), TEXT)),
}
"""What questions give; those not named here give texts or have parts of their own."""


def names_at_hand(checked: Checked) -> Mapping[str, Value]:
    """What is known of every name that is there before a template begins.

    Parts of the playbook that could not be read are anything.
    """
    playbook = checked.playbook
    unread = {name for _, name in checked.holes}
    steps = Lazily(
        (ORGANISATION, *playbook.step_by_id, *unread),
        lambda name: ANY if name in unread else _step(playbook, name),
    )
    catalogues = Lazily(
        (*playbook.catalogue_by_id, *unread),
        lambda name: ANY if name in unread else _catalogue(playbook.catalogue_by_id[name]),
    )
    fixed = _fixed(playbook, steps, catalogues)
    return Lazily(
        (*steps, *fixed, "range", "namespace"), lambda name: fixed.get(name) or steps[name]
    )


def _fixed(
    playbook: Playbook, steps: Mapping[str, Value], catalogues: Mapping[str, Value]
) -> dict[str, Value]:
    roles = _ids(playbook, "roles")
    owner = Value("record", say("the circle or community"), {"id": TEXT, "title": TEXT})
    phases = [phase.id for phase in playbook.phases]
    about_step = _about_steps(playbook, roles)
    phase = Value(
        "record",
        "a phase",
        {"id": one_of(phases), "title": TEXT, "purpose": TEXT, "steps": list_of(about_step)},
    )
    document: dict[str, Value] = {
        **dict.fromkeys(DOCUMENT_NAMES, TEXT),
        "version": NUMBER,
        "step_number": NUMBER,
        "id": one_of(playbook.document_by_id),
    }
    return {
        "organisation": replace(_step(playbook, ORGANISATION), title="'organisation'"),
        "programme": Value("names", "'programme'", steps, shown=False),
        "catalogue": Value("names", "'catalogue'", catalogues, shown=False),
        "playbook": Value(
            "names",
            "'playbook'",
            {
                **dict.fromkeys(("id", "title", "version"), TEXT),
                "steps": list_of(about_step),
                "phases": list_of(phase),
            },
            shown=False,
        ),
        "document": Value("names", "'document'", document, shown=False),
        "people": list_of(
            Value(
                "record",
                "a person",
                {
                    **dict.fromkeys(("name", "email", "function"), TEXT),
                    "roles": list_of(one_of(roles)),
                },
            )
        ),
        "glossary": list_of(
            Value("record", "a term", dict.fromkeys(("id", "term", "means"), TEXT))
        ),
        "indicator": _indicators(playbook),
        "circle": owner,
        "community": owner,
        "range": Value("function", "'range'"),
        "namespace": Value("function", "'namespace'"),
    }


def _indicators(playbook: Playbook) -> Value:
    """What was measured, by the id of the indicator; a blank where nothing was."""
    month = Value("record", "a month", {"month": TEXT, "value": NUMBER})
    parts = {
        **dict.fromkeys(INDICATOR_NAMES, TEXT),
        **dict.fromkeys(("last", "aim", "baseline"), NUMBER),
        "on": DATE,
        "months": list_of(month),
    }
    indicator = Value("record", "an indicator", parts)
    return Value(
        "names", "'indicator'", dict.fromkeys(_ids(playbook, CATALOGUE), indicator), shown=False
    )


def _ids(playbook: Playbook, catalogue_id: str) -> tuple[str, ...]:
    catalogue = playbook.catalogue_by_id.get(catalogue_id)
    return tuple(record.id for record in catalogue.records) if catalogue else ()


def _about_steps(playbook: Playbook, roles: tuple[str, ...]) -> Value:
    """A step as ``playbook.steps`` lists it."""
    role = one_of(roles)
    several = list_of(role)
    parts = {"accountable": role, "responsible": several, "consulted": several, "informed": several}
    return Value(
        "record",
        "a step",
        {
            "id": one_of(playbook.step_by_id),
            "number": NUMBER,
            "title": TEXT,
            "phase": one_of(phase.id for phase in playbook.phases),
            "purpose": TEXT,
            "roles": Value("record", say("the roles of a step"), parts, shown=False),
            "duration_days": NUMBER,
            "waiting_days": NUMBER,
            "needs": list_of(one_of(playbook.step_by_id)),
        },
    )


def _step(playbook: Playbook, step_id: str) -> Value:
    """A step, or the organisation's profile: its questions, and what is known of it besides."""
    questions = {question.id: question for question in playbook.questions_of(step_id)}
    approval = Value("record", say("an approval"), {"role": TEXT, "name": TEXT, "date": DATE})
    lapsed = Value("record", say("a lapsed approval"), {**approval.parts, "changed": TEXT})
    listed = _about_steps(playbook, _ids(playbook, "roles")).parts
    about: dict[str, Value] = {
        **{name: listed[name] for name in STEP_NAMES if name in listed},
        "approvals": list_of(approval),
        "lapsed": list_of(lapsed),
        "done": FLAG,
        "done_on": DATE,
        "skipped": FLAG,
    }
    if step_id == ORGANISATION:
        about = {}
    step = playbook.step_by_id.get(step_id)
    demanded = mentioned(criterion.that for criterion in step.done_when) if step else frozenset()

    def make(name: str) -> Value:
        question = questions.get(name)
        return about[name] if question is None else _answer(playbook, step_id, question, demanded)

    return Value("names", f"'{step_id}'", Lazily((*questions, *about), make), shown=False)


def mentioned(guards: Iterable[str | None]) -> frozenset[Answer]:
    """The answers that guards name; a guard that cannot be read names none."""
    found: set[Answer] = set()
    for guard in guards:
        try:
            named = reads(parse(guard)) if guard else ()
        except GuardError:
            continue
        found |= {(path[-2], path[-1]) for path in named if len(path) > 1}
    return frozenset(found)


def _answer(
    playbook: Playbook, step_id: str, question: Question, demanded: frozenset[Answer]
) -> Value:
    """An answer; it may lack unless required, given a default, or demanded by a criterion."""
    owner: tuple[str | int, ...] = (
        ("org", ORGANISATION) if step_id == ORGANISATION else ("steps", step_id)
    )
    path = (*owner, "questions", question.id)
    answers = frozenset({(step_id, question.id)})
    may_lack = not question.required or question.when is not None
    is_sure = question.default is not None or not may_lack or bool(answers & demanded)
    lacking: frozenset[Answer] = frozenset() if is_sure else answers
    typed = _typed(playbook, question, path)
    return replace(typed, answers=answers, open=lacking, defined=path)


def _typed(playbook: Playbook, part: Question | Field, path: tuple[str | int, ...]) -> Value:
    match part.type:
        case "record" | "records":
            record = _record(playbook, part, path)
            return record if part.type == "record" else list_of(record)
        case "choice" | "choices":
            choice = _choice(playbook, part, path)
            return choice if part.type == "choice" else list_of(choice, defined=path)
    return replace(_SCALARS.get(part.type, TEXT), defined=path)


def _record(playbook: Playbook, part: Any, path: tuple[str | int, ...]) -> Value:
    fields = {field.id: field for field in part.fields}
    make = Lazily(fields, lambda name: _typed(playbook, fields[name], (*path, "fields", name)))
    return Value("record", say("a record of '{id}'", id=part.id), make, defined=path)


def _choice(playbook: Playbook, part: Any, path: tuple[str | int, ...]) -> Value:
    ids = tuple(choice.id for choice in playbook.choices_of(part))
    parts = {"id": replace(one_of(ids), defined=path), "text": TEXT, "help": TEXT}
    if part.catalogue is not None:
        catalogue = playbook.catalogue_by_id.get(part.catalogue)
        parts["record"] = (_catalogue(catalogue).item or ANY) if catalogue else ANY
    return Value("choice", "a choice", parts, ids=ids, defined=path)


def _catalogue(catalogue: Catalogue) -> Value:
    own: dict[str, Value] = {}
    for record in catalogue.records:
        for name, value in (record.model_extra or {}).items():
            own.setdefault(name, _structure(value))
    where = ("catalogues", catalogue.id)
    ids = replace(one_of(record.id for record in catalogue.records), defined=where)
    parts = {"id": ids, "title": TEXT, "code": TEXT, **own}
    title = say("a record of the catalogue '{id}'", id=catalogue.id)
    return list_of(Value("record", title, parts, defined=where), defined=where)


def _structure(value: Any) -> Value:
    match value:
        case str():
            return TEXT
        case dict():
            return Value("record", "", {name: _structure(each) for name, each in value.items()})
        case list() | tuple():
            return list_of(_structure(value[0]) if value else ANY)
        case None:
            return ANY
    return ANY
