"""What stands after a dot: a part that the value has, or a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from collab_playbook.language.near import is_it
from collab_playbook.rules.template_types import ANY, BROKEN, Value
from collab_playbook.rules.templates_problems import near, some_of
from collab_playbook.saying import capitalised, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import nodes

    from collab_playbook.rules.template_types import Answer
    from collab_playbook.rules.templates_problems import Findings
    from collab_playbook.rules.templates_source import Source, Span

_PYTHON: Mapping[str, frozenset[str]] = {
    "text": frozenset(name for name in dir(str) if not name.startswith("_")),
    "list": frozenset(name for name in dir(list) if not name.startswith("_")),
    "map": frozenset(name for name in dir(dict) if not name.startswith("_")),
    "number": frozenset(name for name in dir(float) if not name.startswith("_")),
    "date": frozenset({"strftime", "isoformat", "replace", "weekday", "isocalendar"}),
}
"""What Python's own values have, and templates may not reach."""
_FILTER_FOR = {"strip": "trim", "count": "length", "capitalize": "title", "strftime": "date_long"}


class Judging(Protocol):
    """What judges the expressions of one template."""

    source: Source
    findings: Findings
    roots: Mapping[str, Value]
    answered: frozenset[Answer]
    asked_where: Mapping[Answer, frozenset[Answer]]

    def value(self, node: nodes.Node) -> Value:
        """What is known of an expression."""
        ...

    def quietly(self, node: nodes.Node) -> Value:
        """Likewise, without telling what is wrong."""
        ...

    def found(self, name: str) -> Value | None:
        """What a name means here."""
        ...

    def known_names(self) -> list[str]:
        """Every name that could stand here."""
        ...


def part_of_value(judging: Judging, owner: Value, name: str, span: Span) -> Value:
    """A part of a value, by its name; anything where there is none, which is told."""
    if owner.title == BROKEN.title:
        return owner
    if name.startswith("_"):
        _out_of_reach(judging, name, span, say("No name in a template begins with '_'."))
        return BROKEN
    found = owner.part(name)
    if found is not None:
        return found.sure_of(judging.answered)
    if owner.kind == "module":
        message = say("{words} has no macro '{name}'", words=owner.words, name=name)
        judging.findings.add(
            "PB412", judging.source, span, message, hint=some_of(owner.parts), known=owner.parts
        )
    elif owner.kind == "names":
        message = say("{words} has no part '{name}'", words=owner.words, name=name)
        hint = "" if near(name, owner.parts) else _elsewhere(judging, name)
        judging.findings.add(
            "PB404",
            judging.source,
            span,
            message,
            hint=hint,
            known=owner.parts,
            missing="" if hint else _missing(owner, name),
        )
    elif name in _PYTHON.get(owner.kind, ()) and not near(name, owner.parts):
        instead = _FILTER_FOR.get(name, name)
        _out_of_reach(judging, name, span, _remedy(instead))
    elif owner.kind != "none":
        _unknown(judging, owner, name, span)
    return BROKEN


def _unknown(judging: Judging, owner: Value, name: str, span: Span) -> None:
    message = capitalised(say("{words} has no part '{name}'", words=owner.words, name=name))
    hint = some_of(owner.parts)
    item = owner.item
    if owner.kind == "list" and item is not None and name in item.parts:
        hint = say("Its entries have it: read '{name}' inside of a loop.", name=name)
    judging.findings.add(
        "PB411",
        judging.source,
        span,
        message,
        hint=hint,
        known=owner.parts,
        defined=owner.defined,
        missing=_missing_part(owner, name),
    )


def _missing(owner: Value, name: str) -> str:
    """A step, a question, a catalogue or a record with its owners before it."""
    above = owner.words.strip("'")
    above = {"organisation": "org", "programme": ""}.get(above, above)
    return f"{above}.{name}" if above else name


def _missing_part(owner: Value, name: str) -> str:
    """A field of a record, with its question and step before it."""
    if owner.defined[:1] not in {("steps",), ("org",)}:
        return ""
    return ".".join((*map(str, owner.defined[1::2]), name))


def _out_of_reach(judging: Judging, name: str, span: Span, hint: str) -> None:
    message = say("'{name}' is out of reach of templates", name=name)
    judging.findings.add("PB418", judging.source, span, message, hint=hint)


def _remedy(name: str) -> str:
    from collab_playbook.documents.filters import FILTERS  # noqa: PLC0415 - needed only for a fault

    return (
        say("Write | {name} behind the value.", name=name)
        if name in FILTERS
        else say("Use a filter.")
    )


def _elsewhere(judging: Judging, name: str) -> str:
    """Another step that has this question."""
    for step, value in judging.roots.items():
        if value.kind == "names" and name in value.parts:
            return is_it(f"{step}.{name}")
    return ""


def path_inside(judging: Judging, owner: Value, path: str, start: int) -> Value:
    """A dotted path such as a filter takes it as text, from its first character on."""
    from collab_playbook.rules.templates_source import Span  # noqa: PLC0415 - keeps Jinja out of this module's import

    at, value = start, owner
    for name in path.split("."):
        span = Span(at, at + len(name))
        if name.isdecimal():
            value = value.entry if value.kind == "list" else ANY
        else:
            value = part_of_value(judging, value, name, span)
        at += len(name) + 1
    return value
