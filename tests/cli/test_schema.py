"""``schema``: what the schemas accept is what the loader accepts, kind by kind."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from collab_playbook.files.answer_schemas import answers_schema
from collab_playbook.files.playbook import load_playbook, shipped_root
from collab_playbook.files.schemas import KINDS, MODELS, schema_of
from collab_playbook.files.shape import fit
from collab_playbook.files.source import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

WHERE = {
    "playbook": "playbook/playbook.yaml",
    "step": "steps/*/step.yaml",
    "document": "templates/*/document.yaml",
    "catalogue": "playbook/catalogues/*.yaml",
    "glossary": "playbook/glossary.yaml",
    "story": "playbook/stories/*.yaml",
}


class Loader(yaml.CSafeLoader):
    """Reads YAML 1.2, as editors do: no dates, and ``yes`` is a text."""


Loader.yaml_implicit_resolvers = {
    first: [each for each in found if not each[0].endswith((":timestamp", ":bool"))]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def _data(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=Loader)  # noqa: S506 - a safe loader


def _errors(schema: dict[str, Any], data: Any) -> list[str]:
    return [e.message for e in Draft202012Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("kind", WHERE)
def test_every_file_of_the_shipped_playbook_fits(kind: str) -> None:
    schema = schema_of(kind)
    paths = sorted(shipped_root().glob(WHERE[kind]))
    assert paths
    assert {p.name: found for p in paths if (found := _errors(schema, _data(p)))} == {}


def test_the_sample_workspace_and_its_answers_fit(sample: Path) -> None:
    assert _errors(schema_of("workspace"), _data(sample / "workspace.yaml")) == []
    playbook = load_playbook(shipped_root()).playbook
    assert playbook is not None
    whole, everything = answers_schema(playbook), {}
    for path in sorted((sample / "answers").glob("*.yaml")):
        step = path.stem.partition("-")[2]
        data = everything[step] = _data(path)
        assert (step, _errors(answers_schema(playbook, step), data)) == (step, [])
    assert len(everything) >= 25
    assert _errors(whole, everything) == []


WRONG = {
    "playbook": (
        "id: A-b\nversion: 1\ntitle: T\nphases: []",
        "id: a\nversion: 1\ntitle: T\nphases: []\nsteps: []",
        "id: a\ntitle: T\nphases: []",
        "id: a\nversion: 1\ntitle: T\nphases: {}",
    ),
    "step": tuple(
        "id: a\nnumber: 1\ntitle: T\nphase: p\npurpose: P\nduration: {work_days: 5}\n"
        "roles: {accountable: lead, responsible: [lead]}\n" + more
        for more in (
            "nedds: []",
            "needs: [A]",
            "needs: [{step: b, state: over}]",
            "required: maybe",
            "scopes: [world]",
            "questions: [{id: q, type: txt, ask: A}]",
            "questions: [{id: q, type: choice, ask: A}]",
            "questions: [{id: q, type: choice, ask: A, choices: []}]",
            "questions: [{id: q, type: text, ask: A, catalogue: roles}]",
            "questions: [{id: q, type: records, ask: A}]",
            "questions: [{id: q, type: text, ask: A, fields: [{id: f, type: text, label: L}]}]",
            "questions: [{id: q, type: record, ask: A, fields: [{id: f, type: choice, label: L}]}]",
            "done_when: [{id: c, text: T}]",
            "sign_off: {at_least: -1}",
            "repeat: {every: P1M, questions: []}",
        )
    ),
    "document": ("id: a\ntitle: T\naudience: A\nstep: s\nkind: k\nscope: world",),
    "catalogue": ("id: a\ntitle: T\nrecords: [{id: b}]", "id: a\ntitle: T\nrecord: []"),
    "glossary": ("terms: [{id: a, term: T}]",),
    "story": tuple(
        f"title: T\nstory: [{turn}]"
        for turn in (
            "{}",
            "{submit: a, skip: a}",
            "{answer: a}",
            "{submit: a, give: {q: v}}",
            "{submit: a, at: tomorrow}",
            "{expect: {states: {a: finished}}}",
            "{expect: {flags: {a: [late]}}}",
            "{expect: {documents: {d: {contain: [x]}}}}",
        )
    ),
    "workspace": (
        "playbook: {id: a, version: 1}",
        "playbook: {id: a, version: 1, digest: d}\nx: 1",
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(k, text) for k in WRONG for text in WRONG[k]])
def test_what_the_loader_refuses_the_schema_refuses(kind: str, text: str) -> None:
    model = MODELS[kind][0]
    given = ("steps",) if kind == "playbook" else ()
    assert fit(model, read_source(text, "x.yaml").root, "x.yaml", given=given)[0] is None
    assert _errors(schema_of(kind), yaml.load(text, Loader=Loader)) != []  # noqa: S506 - as above


RIGHT = {
    "step": WRONG["step"][0].replace("nedds", "needs"),
    "numbers as text": WRONG["step"][0].replace(
        "nedds: []", "needs: [a, {step: b}]\npitfalls: [1]"
    ),
    "limits": WRONG["step"][0].replace(
        "nedds: []",
        "questions: [{id: q, type: integer, ask: 4, min: 1, max: 2.5, example: true, default: 3},"
        " {id: r, type: choice, ask: A, catalogue: roles, default: {from: a.q}}]",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_the_loader_takes_the_schema_takes(name: str) -> None:
    text = RIGHT[name]
    assert fit(MODELS["step"][0], read_source(text, "x.yaml").root, "x.yaml")[1] == []
    assert _errors(schema_of("step"), yaml.load(text, Loader=Loader)) == []  # noqa: S506 - as above


def test_every_key_has_a_description_for_the_editor() -> None:
    silent = [
        f"{kind}.{name}.{key}"
        for kind in MODELS
        for name, part in {"": schema_of(kind), **schema_of(kind).get("$defs", {})}.items()
        for key, held in part.get("properties", {}).items()
        if not held.get("description")
    ]
    assert silent == []


def test_a_kind_is_printed_and_the_kinds_are_listed(cli: Cli) -> None:
    listed = cli("schema").out.splitlines()
    assert [line.split()[0] for line in listed] == list(KINDS)
    assert cli("schema", "story").data == schema_of("story")


def test_answers_of_one_step_are_typed_by_its_questions(cli: Cli, small: Path) -> None:
    made = cli("schema", "answers", "--step", "goal", "--playbook", str(small)).data
    good = {"aim": "Halve it", "until": "2026-12-31", "pace": "calm", "note": None}
    assert _errors(made, {**good, "budget": {"amount": 12000, "currency": "EUR"}}) == []
    for wrong in ({"aims": "x"}, {"until": "soon"}, {"pace": "slow"}, {"budget": "12000 EUR"}):
        assert _errors(made, {**good, **wrong}) != [], wrong
    assert made["properties"]["aim"]["examples"] == ["Halve the waiting time"]


def test_all_kinds_can_be_written_to_a_folder(cli: Cli, tmp_path: Path) -> None:
    said = cli("schema", "--to", str(tmp_path / "schemas"))
    assert said.code == 0
    written = {p.stem: json.loads(p.read_text("utf-8")) for p in (tmp_path / "schemas").iterdir()}
    assert written.keys() == set(KINDS)
    assert written["step"] == schema_of("step")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("steps",), "Did you mean 'step'?"),
        (("step", "--step", "goal"), "--step belongs to answers"),
        (("answers", "--step", "leadersip"), "Did you mean 'leadership'?"),
    ],
)
def test_a_kind_that_is_not_there_is_refused(cli: Cli, line: tuple[str, ...], said: str) -> None:
    found = cli("schema", *line)
    assert found.code == 2
    assert said in found.err
