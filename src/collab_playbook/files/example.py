"""The sample company of a playbook, read from its ``playbook/example/`` folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from collab_playbook.errors import PlaybookError
from collab_playbook.files.shape import fit, plain
from collab_playbook.files.source import read_source
from collab_playbook.files.writing import told
from collab_playbook.model.example import Company, Example, Walk

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

    from collab_playbook.files.node import Node

    Model = TypeVar("Model", bound=BaseModel)

_ANSWERS = re.compile(r"[0-9]+-([a-z0-9_]+)\.yaml")


def read_example(folder: Path) -> Example:
    """Reads a sample company.

    Raises:
        PlaybookError: A file is missing or malformed; the message names the place.
    """
    company = _shaped(Company, folder / "workspace.yaml")
    walk = _shaped(Walk, folder / "walk.yaml")
    answers = folder / "answers"
    return Example(
        company=company,
        walk=walk.walk,
        turns=walk.turns,
        answers=_answers_in(answers),
        inside={
            owner.name: _answers_in(owner)
            for kind in ("circles", "communities")
            for owner in sorted((answers / kind).glob("*"))
            if owner.is_dir()
        },
    )


def _answers_in(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        found.group(1): plain(_node(path))
        for path in sorted(folder.glob("*.yaml"))
        if (found := _ANSWERS.fullmatch(path.name))
    }


def _shaped(model: type[Model], path: Path) -> Model:
    value, problems = fit(model, _node(path), path.name)
    if value is None:
        raise PlaybookError(f"{problems[0]}", "The sample company of this playbook is broken.")
    return value


def _node(path: Path) -> Node:
    with told(f"'{path}' could not be read"):
        source = read_source(path.read_bytes(), f"{path.parent.name}/{path.name}")
    if source.root is None or source.problems:
        reason = str(source.problems[0]) if source.problems else f"'{path}' is empty"
        raise PlaybookError(reason, "The sample company of this playbook is broken.")
    return source.root
