"""Guards: each parses, and fits the types that the questions declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.process import GuardSite, Process
from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.names import names_of, type_of_question
from collab_playbook.language.parser import parse
from collab_playbook.language.types import BOOL, Type
from collab_playbook.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.language.faults import Fault
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.rules.placing import Placing

CODES: Mapping[str, tuple[str, str]] = {
    "syntax": ("PB301", "guard-syntax"),
    "unknown-name": ("PB302", "unknown-name"),
    "unknown-field": ("PB302", "unknown-name"),
    "unknown-function": ("PB302", "unknown-name"),
    "type-mismatch": ("PB303", "type-mismatch"),
    "not-boolean": ("PB303", "type-mismatch"),
    "unknown-choice": ("PB304", "unknown-choice"),
    "never-true": ("PB306", "never-true"),
}


def faulty_guards(playbook: Playbook, places: Placing) -> Iterator[Problem]:
    """Every guard that does not parse or does not fit its questions, at the character to mend."""
    names = names_of(playbook)
    for site in Process(playbook).sites():
        yield from _faults(playbook, site, names, places)


def _faults(
    playbook: Playbook, site: GuardSite, names: Mapping[str, Type], places: Placing
) -> Iterator[Problem]:
    path = (site.path.kind, site.path.owner, *site.path.keys)
    try:
        node = parse(site.text)
    except GuardError as error:
        place = places.offset_place(path, error.span.start, error.span.end)
        code, name = CODES["syntax"]
        yield Problem(code, name, error.message, place, error.hint)
        return
    known, expected = _scope_of(playbook, site, names)
    for fault in check(node, known, expected)[0]:
        yield _problem(fault, path, places)


def _problem(fault: Fault, path: tuple[str | int, ...], places: Placing) -> Problem:
    code, name = CODES[fault.kind]
    place = places.offset_place(path, fault.span.start, fault.span.end)
    return Problem(code, name, fault.message, place, fault.hint)


def _scope_of(
    playbook: Playbook, site: GuardSite, names: Mapping[str, Type]
) -> tuple[Mapping[str, Type], Type | None]:
    """The names and type that a guard must fit: checks know ``value``, defaults answer."""
    keys = site.path.keys
    question = playbook.question(site.path.owner, keys[1]) if keys[:1] == ("questions",) else None
    if question is None:
        return names, BOOL
    own = type_of_question(playbook, question)
    if "check" in keys:
        return {**names, "value": own}, BOOL
    return names, own if "default" in keys else BOOL
