"""JSON Schemas for every kind of file, made from the models, for editors and other validators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import Field as Described

from collab_playbook.model.document import Document
from collab_playbook.model.playbook import Catalogue, Playbook, Term
from collab_playbook.model.shape import ID_PATTERN, Shape
from collab_playbook.model.step import Step
from collab_playbook.model.story import VERBS, Story
from collab_playbook.model.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".schemas"
"""Where a playbook keeps the schemas that its files name for editors."""

TEXT: tuple[str, ...] = ("string", "number", "boolean")
"""Every plain value is read as the text that its key expects: ``example: 4`` is the text "4"."""

TYPE_WORDS = (
    "text, long_text, integer, decimal, money (12000 EUR), percent (12.5), date (2026-01-05), "
    "period (P3M), boolean, choice, choices, scale, person, email, link, file"
)
_IN_OTHER_FILES = ("steps", "documents", "catalogues", "glossary", "digest")


class Glossary(Shape):
    """The words of the field, and what they mean here."""

    terms: tuple[Term, ...] = Described(description="The terms, in any order.")


MODELS: Mapping[str, tuple[type[BaseModel], str]] = {
    "playbook": (Playbook, "playbook/playbook.yaml"),
    "step": (Step, "steps/NN-id/step.yaml"),
    "document": (Document, "templates/ID/document.yaml"),
    "catalogue": (Catalogue, "playbook/catalogues/ID.yaml"),
    "glossary": (Glossary, "playbook/glossary.yaml"),
    "story": (Story, "playbook/stories/ID.yaml"),
    "workspace": (Workspace, "workspace.yaml"),
}
"""The files whose shape is a model, each with where it lies."""

KINDS: tuple[str, ...] = (*MODELS, "answers")


def schema_of(kind: str) -> Schema:
    """The schema of a file whose shape is a model.

    Args:
        kind: A key of ``MODELS``.
    """
    model, where = MODELS[kind]
    made = model.model_json_schema(by_alias=True)
    definitions = made.pop("$defs", {})
    for name, part in (("", made), *definitions.items()):
        _mend(name or model.__name__, part)
    if kind == "playbook":
        for key in _IN_OTHER_FILES:
            del made["properties"][key]
        definitions = _reached(made, definitions)
    title = f"collab-playbook: {where}"
    head = {"$schema": DRAFT, "title": title, "description": made.pop("description", "")}
    made.pop("title", None)
    whole: Schema = {**head, **_loose(made)}
    if definitions:
        whole["$defs"] = {name: _loose(part) for name, part in sorted(definitions.items())}
    return whole


def _loose(part: Any) -> Any:
    """Plain text as the reader takes it; what stands under ``properties`` is no keyword."""
    if isinstance(part, list):
        return [_loose(each) for each in part]
    if not isinstance(part, dict):
        return part
    found = {
        key: {name: _loose(held) for name, held in value.items()}
        if key in {"properties", "$defs"}
        else value
        if key in {"enum", "const", "default", "required"}
        else _loose(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
    }
    bounded = {"enum", "const", "pattern", "format"} & found.keys()
    if found.get("type") == "string" and not bounded:
        found["type"] = list(TEXT)
    if found.get("format") in {"date", "date-time"}:
        del found["format"]
        found["pattern"] = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$"
    return found


def _mend(name: str, part: Schema) -> None:
    """Adds what validators in Python say and pydantic cannot tell."""
    properties = part.get("properties", {})
    if name == "Step":
        needed = properties["needs"]["items"]
        short = {"type": "string", "pattern": ID_PATTERN, "description": "The id of a step."}
        properties["needs"]["items"] = {"anyOf": [short, needed]}
    if name in {"Question", "Field"}:
        part["allOf"] = [_when_choice()]
    if name == "Question":
        part["allOf"].append(_when_record())
        properties["type"]["description"] = f"{TYPE_WORDS}; record and records with `fields`."
    if name == "Field":
        properties["type"]["description"] = f"{TYPE_WORDS}."
    if name == "Turn":
        part["oneOf"] = [{"required": [verb]} for verb in (*VERBS, "expect")]
        part["dependentRequired"] = {"answer": ["give"], "give": ["answer"]}
        for held in properties.values():
            _without_null(held)


def _without_null(held: Schema) -> None:
    """A key that is left out is not written as ``null``."""
    options = [each for each in held.get("anyOf", ()) if each != {"type": "null"}]
    if len(options) == 1:
        del held["anyOf"]
        held.update(options[0])
        held.pop("default", None)


def _when_choice() -> Schema:
    offered = {
        "anyOf": [
            {"required": ["choices"], "properties": {"choices": {"minItems": 1}}},
            {"required": ["catalogue"]},
        ]
    }
    return {"if": _of_type("choice", "choices"), "then": offered, "else": {"not": offered}}


def _when_record() -> Schema:
    fields = {"required": ["fields"], "properties": {"fields": {"minItems": 1}}}
    return {"if": _of_type("record", "records"), "then": fields, "else": {"not": fields}}


def _of_type(*types: str) -> Schema:
    return {"properties": {"type": {"enum": list(types)}}, "required": ["type"]}


def _reached(part: Schema, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """The definitions that a schema still names, directly or through others."""
    found: dict[str, Schema] = {}
    waiting: list[Any] = [part]
    while waiting:
        for name in re.findall(r"#/\$defs/(\w+)", repr(waiting.pop())):
            if name not in found:
                found[name] = definitions[name]
                waiting.append(definitions[name])
    return found
