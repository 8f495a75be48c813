"""The sample company of a playbook, read from its ``playbook/example/`` folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from collab_playbook.errors import PlaybookError
from collab_playbook.files.shape import fit, plain
from collab_playbook.files.source import read_source
from collab_playbook.files.translation import translated_name
from collab_playbook.files.writing import told
from collab_playbook.model.example import Company, Example, Walk
from collab_playbook.saying import say

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

    from collab_playbook.files.node import Node

    Model = TypeVar("Model", bound=BaseModel)

_ANSWERS = re.compile(r"[0-9]+-([a-z0-9_]+)\.yaml")


def read_example(folder: Path, language: str = "en") -> Example:
    """Reads a sample company.

    Args:
        folder: The folder of the company.
        language: The language of its texts; a file that has none in it is read in its own.

    Raises:
        PlaybookError: A file is missing or malformed; the message names the place.
    """
    company = _shaped(Company, _told_in(language, folder / "workspace.yaml"))
    walk = _shaped(Walk, _told_in(language, folder / "walk.yaml"))
    answers = folder / "answers"
    return Example(
        company=company,
        walk=walk.walk,
        turns=walk.turns,
        answers=_answers_in(answers, language),
        inside={
            owner.name: _answers_in(owner, language)
            for kind in ("circles", "communities")
            for owner in sorted((answers / kind).glob("*"))
            if owner.is_dir()
        },
    )


def _told_in(language: str, path: Path) -> Path:
    """The same file in a language, where there is one."""
    told_in = path.with_name(translated_name(path.name, language))
    return told_in if told_in.is_file() else path


def _answers_in(folder: Path, language: str) -> dict[str, dict[str, Any]]:
    return {
        found.group(1): plain(_node(_told_in(language, path)))
        for path in sorted(folder.glob("*.yaml"))
        if (found := _ANSWERS.fullmatch(path.name))
    }


def _shaped(model: type[Model], path: Path) -> Model:
    value, problems = fit(model, _node(path), path.name)
    if value is None:
        raise PlaybookError(f"{problems[0]}", say("The sample company of this playbook is broken."))
    return value


def _node(path: Path) -> Node:
    with told(say("'{path}' could not be read", path=path)):
        source = read_source(path.read_bytes(), f"{path.parent.name}/{path.name}")
    if source.root is None or source.problems:
        reason = str(source.problems[0]) if source.problems else say("'{path}' is empty", path=path)
        raise PlaybookError(reason, say("The sample company of this playbook is broken."))
    return source.root
