"""What guards say, find missing, fail at and are refused for: cases under tests/cases/guards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from guardcases import merged, names_of, questions_of, roots_of

from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.parser import parse
from collab_playbook.language.reads import reads
from collab_playbook.language.types import BOOL
from collab_playbook.language.values import Failure, Unknown, plain

CASES = Path(__file__).parent.parent / "cases" / "guards"
_SHARED = ("programme", "circles", "today")


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        file = yaml.safe_load(path.read_text("utf-8"))
        questions = questions_of(file.get("questions", {}))
        for case in file["cases"]:
            shared = {key: file[key] for key in _SHARED if key in file}
            answers = merged(file.get("answers", {}), case.get("answers", {}))
            whole = {**shared, **case, "answers": answers}
            found.append(pytest.param(questions, whole, id=f"{path.stem}: {case['guard']}"))
    return found


def _said(guard: str, case: dict[str, Any], questions: Any) -> dict[str, Any]:
    """What parsing, checking and evaluating the guard gives, in the words of the case files."""
    try:
        node = parse(guard)
    except GuardError as error:
        said: dict[str, Any] = {"refused": error.message, "at": guard[slice(*error.span)]}
        return {**said, "hint": error.hint} if "hint" in case else said
    said = {}
    names = names_of(questions)
    faults, _ = check(node, names, BOOL if case.get("is") in (True, False) else None)
    if faults:
        keys = case.get("faults", [{}])[0]
        said["faults"] = [
            {k: v for k, v in _fault(guard, fault).items() if k in keys or k in {"kind", "at"}}
            for fault in faults
        ]
    if "reads" in case:
        said["reads"] = sorted(".".join(path) for path in reads(node))
    if not {"is", "unknown", "fails"} & set(case):
        return said
    outcome = evaluate(node, roots_of(questions, case))
    match outcome:
        case Unknown(paths=paths):
            said["unknown"] = sorted(paths)
        case Failure(reason=reason, span=span):
            said |= {"fails": reason, "at": guard[slice(*span)]}
        case _:
            said["is"] = plain(outcome)
    return said


def _fault(guard: str, fault: Any) -> dict[str, Any]:
    at = guard[slice(*fault.span)]
    return {"kind": fault.kind, "at": at, "message": fault.message, "hint": fault.hint}


@pytest.mark.parametrize(("questions", "case"), _cases())
def test_the_guard_says_what_its_case_says(questions: Any, case: dict[str, Any]) -> None:
    told = {"is", "unknown", "fails", "refused", "at", "hint", "faults", "reads"}
    expected = {key: value for key, value in case.items() if key in told}
    assert _said(case["guard"], case, questions) == expected
