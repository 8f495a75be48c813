"""Runs the CEL conformance files over the guard language; as a command, prints the counts.

The files are those of google/cel-spec, no part of this repository; ``CEL_SPEC`` names a checkout.
``tests/cases/cel/subset.yaml`` lists what the subset leaves out, with reasons; everything else has
to pass, and what is left out has to fail, so that the list stays as short as it can be.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from textproto import Message, Word, read

from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.parser import parse
from collab_playbook.language.types import ANY, BOOL, DECIMAL, INT, NULL, STRING, ListOf, Type
from collab_playbook.language.values import Failure, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent.parent / "cases" / "cel"
TESTDATA = Path(os.environ.get("CEL_SPEC", "nowhere")) / "tests" / "simple" / "testdata"
IS_THERE = TESTDATA.is_dir()
_TYPES = {"BOOL": BOOL, "INT64": INT, "DOUBLE": DECIMAL, "STRING": STRING}


class Outside(Exception):  # noqa: N818 - a verdict, not an error
    """The case holds a type of value that guards do not have."""


class Case(NamedTuple):
    """One test of the conformance suite."""

    file: str
    section: str
    name: str
    test: Message

    @property
    def id(self) -> str:
        return f"{self.file}/{self.section}/{self.name}"


@cache
def subset() -> dict[str, Any]:
    """What is left out: reasons, and for each file and section the names by reason."""
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / "subset.yaml").read_text("utf-8"))
    return loaded


def reason_for_leaving_out(case: Case) -> str | None:
    """The reason why a case is left out; ``None`` for one that the subset claims."""
    sections = subset()["files"].get(case.file) or {}
    for reason, names in (sections.get(case.section) or {}).items():
        if names == "all" or case.name in names:
            return str(reason)
    return None


def cases() -> Iterator[Case]:
    """Every case of every file taken on, in order; a name used twice in a section is numbered."""
    taken_on = (p for p in TESTDATA.glob("*.textproto") if p.stem not in subset()["not_taken_on"])
    for path in sorted(taken_on):
        for section in read(path.read_text("utf-8")).get("section", []):
            seen: Counter[str] = Counter()
            for test in section.get("test", []):
                name = test["name"][0]
                seen[name] += 1
                numbered = name if seen[name] == 1 else f"{name}#{seen[name]}"
                yield Case(path.stem, section["name"][0], numbered, test)


def fault_of(case: Case) -> str:
    """Runs a case; empty if it passes, else what went wrong."""
    try:
        return _fault_of(case.test)
    except Outside as outside:
        return f"outside the subset: {outside}"
    except GuardError as error:
        return f"not read: {error}"


def _fault_of(test: Message) -> str:
    if set(test) & {"any_eval_errors", "unknown", "any_unknowns", "typed_result", "check_only"}:
        raise Outside("its kind of result")
    if test.get("container"):
        raise Outside("containers")
    node = parse(test["expr"][0])
    if "disable_check" not in test:
        names = {d["name"][0]: _type(d) for d in test.get("type_env", [])}
        faults, _ = check(node, names)
        if faults:
            return f"checked as faulty: {faults[0].message}"
    outcome = evaluate(node, {b["key"][0]: _bound(b) for b in test.get("bindings", [])})
    if "eval_error" in test:
        return "" if isinstance(outcome, Failure) else f"no failure but {outcome!r}"
    expected = _value(test["value"][0]) if "value" in test else True
    return "" if _same(outcome, expected) else f"{outcome!r} is not {expected!r}"


def _same(outcome: Value | Unknown | Failure, expected: Value) -> bool:
    if isinstance(outcome, tuple) and isinstance(expected, tuple):
        return len(outcome) == len(expected) and all(map(_same, outcome, expected))
    return type(outcome) is type(expected) and outcome == expected


def _bound(binding: Message) -> Value:
    return _value(binding["value"][0]["value"][0])


def _value(message: Message) -> Value:
    ((kind, (held,)),) = message.items()
    match kind, held:
        case "bool_value", Word(text=text):
            return bool(text == "true")
        case "int64_value", Word(text=text):
            return int(text, 0)
        case "double_value", Word(text=text):
            number = Decimal(text)
            if not number.is_finite() or (number.is_zero() and number.is_signed()):
                raise Outside("infinity, NaN and negative zero")
            return number
        case "string_value", str():
            return str(held)
        case "null_value", _:
            return None
        case "list_value", dict():
            return tuple(_value(item) for item in held.get("values", []))
    raise Outside(kind)


def _type(declared: Message) -> Type:
    if "ident" not in declared:
        raise Outside("declared functions")
    return _declared(declared["ident"][0]["type"][0])


def _declared(of: Message) -> Type:
    ((kind, (held,)),) = of.items()
    match kind:
        case "primitive" if held.text in _TYPES:
            return _TYPES[held.text]
        case "list_type":
            return ListOf(_declared(held["elem_type"][0]))
        case "null":
            return NULL
        case "dyn":
            return ANY
    raise Outside(f"{kind} {held}")


def counts() -> dict[str, Counter[str]]:
    """For each file how many cases passed, failed and are left out."""
    found: dict[str, Counter[str]] = {}
    for case in cases():
        counter = found.setdefault(case.file, Counter())
        if reason_for_leaving_out(case) is not None:
            counter["left out"] += 1
        else:
            counter["failed" if fault_of(case) else "passed"] += 1
    return found


def report() -> str:
    """The counts as a Markdown table."""
    lines = ["| file | cases | run | passed | left out |", "|---|---|---|---|---|"]
    total: Counter[str] = Counter()
    for file, counter in (*counts().items(), ("all", total)):
        run = counter["passed"] + counter["failed"]
        row = (file, run + counter["left out"], run, counter["passed"], counter["left out"])
        lines.append("| " + " | ".join(map(str, row)) + " |")
        total.update(counter if counter is not total else {})
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
    for failing in cases():
        if reason_for_leaving_out(failing) is None and (wrong := fault_of(failing)):
            sys.stdout.write(f"{failing.id}: {wrong}\n")
