"""The sample company is one story: in French the same answers, days and decisions."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from collab_playbook.engine.reading import Misread, read_text
from collab_playbook.files.example import read_example
from collab_playbook.files.playbook import load_playbook, shipped_root
from content.texts import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = ROOT / "playbook/example"
FILES = sorted(path for path in EXAMPLE.rglob("*.yaml") if not path.name.endswith(".fr.yaml"))
CODE = re.compile(r"[a-z0-9][a-z0-9_]*(?:[/.:-][a-zA-Z0-9_]+)*|\d{4}-[\dT:Z-]+|[\d.,]+|P\d+[A-Z]")
"""Ids, days, numbers and periods, which are the same in every language."""


def french(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".yaml") + ".fr.yaml")


def shape(value: Any) -> Any:
    """A value with its words left out: keys, codes, numbers and days stay."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items() if key != "function"}
    if isinstance(value, list):
        return [shape(each) for each in value]
    if isinstance(value, str) and not CODE.fullmatch(value) and "@" not in value:
        return "words"
    return value


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts, no objects


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(EXAMPLE)))
def test_a_french_file_tells_the_same_story(path: Path) -> None:
    told, in_french = read(path), read(french(path))
    if path.name == "workspace.yaml":
        assert in_french.pop("languages") == ["fr"]
        del told["languages"]

    assert shape(in_french) == shape(told)


@cache
def names(language: str) -> list[str]:
    example = read_example(EXAMPLE, language)
    return [person.name for person in example.company.people]


def test_people_keep_their_names() -> None:
    assert names("fr") == names("en")


def test_every_french_example_is_accepted_when_it_is_typed() -> None:
    playbook = load_playbook(shipped_root(), "fr").playbook
    assert playbook is not None
    refused = {}
    for step in playbook.steps:
        for question in step.questions:
            parts = question.fields if question.type in {"record", "records"} else (question,)
            for part in parts:
                if part.example:
                    choices = playbook.choices_of(part)
                    found = read_text(part, choices, part.example, "fr", date(2026, 1, 5))
                    if isinstance(found, Misread):
                        refused[f"{step.id}.{question.id}.{part.id}"] = found.problem
    assert refused == {}
