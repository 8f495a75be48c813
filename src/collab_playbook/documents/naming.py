"""How parts of the material are called, and how those names are told to people.

A bare path is an answer: ``leadership.sponsor``, ``customers/objectives.items``. Everything else is
written like a
call: ``approvals(leadership)``, ``catalogue(roles)``, ``template(_parts/document.md.j2)``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.saying import say

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
LOAD = "load()"

_CALL = re.compile(r"^([a-z]+)\((.*)\)$", re.DOTALL)
_TOLD: Mapping[str, str] = {
    "given": "{name}",
    "wording": say("the wording of the questions of {name}"),
    "approvals": say("the approvals of {name}"),
    "lapsed": say("the approvals of {name}"),
    "done": say("the completion of {name}"),
    "skipped": say("the completion of {name}"),
    "revision": say("the revision of {name}"),
    "step": say("the definition of {name}"),
    "catalogue": say("the catalogue {name}"),
    "document": "document.yaml",
    "owner": say("the title of {name}"),
    "template": "templates/{name}",
    "playbook": "playbook.yaml",
    "steps": say("the list of steps"),
    "phases": say("the list of phases"),
    "people": say("the people of workspace.yaml"),
    "glossary": say("the glossary"),
    "renderer": say("the program"),
    "workbook": "document.yaml",
    "fields": say("the wording of the questions of {name}"),
    "courses": say("the readings and aims of indicators"),
    "load": say("the hours of roles"),
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
    if kind == "answer":
        return name
    pattern = _TOLD.get(kind, "{name}")
    return say(pattern, name=name) if "{" in pattern else pattern
