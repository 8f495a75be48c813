"""How parts of the material are called, and how those names are told to people.

A bare path is an answer: ``leadership.sponsor``, ``customers/objectives.items``. Everything else is
written like a
call: ``approvals(leadership)``, ``catalogue(roles)``, ``template(_parts/document.md.j2)``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAYBOOK, STEPS, PHASES, PEOPLE, GLOSSARY = (
    "playbook()",
    "steps()",
    "phases()",
    "people()",
    "glossary()",
)
RENDERER = "renderer()"

_CALL = re.compile(r"^([a-z]+)\((.*)\)$", re.DOTALL)
_TOLD: Mapping[str, str] = {
    "given": "{}",
    "wording": "the wording of the questions of {}",
    "approvals": "the approvals of {}",
    "lapsed": "the approvals of {}",
    "done": "the completion of {}",
    "skipped": "the completion of {}",
    "revision": "the revision of {}",
    "step": "the definition of {}",
    "catalogue": "the catalogue {}",
    "document": "document.yaml",
    "owner": "the title of {}",
    "template": "templates/{}",
    "playbook": "playbook.yaml",
    "steps": "the list of steps",
    "phases": "the list of phases",
    "people": "the people of workspace.yaml",
    "glossary": "the glossary",
    "renderer": "the program",
}


def key(kind: str, name: str) -> str:
    """The key of a part that is no answer."""
    return f"{kind}({name})"


def parted(text: str) -> tuple[str, str]:
    """Kind and name of a key; the kind of an answer is ``answer``."""
    call = _CALL.match(text)
    return (call.group(1), call.group(2)) if call else ("answer", text)


def prefix(scope: str) -> str:
    """What stands before a step: nothing for the programme, ``customers/`` for a circle."""
    owner = scope.partition(":")[2]
    return f"{owner}/" if owner else ""


def told(text: str) -> str:
    """A key in words: ``the approvals of leadership``."""
    kind, name = parted(text)
    return _TOLD.get(kind, "{}").format(name) if kind != "answer" else name
