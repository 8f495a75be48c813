"""First versions of a playbook's files: what ``new`` writes; each passes ``check`` as it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.errors import RefusedError
from collab_playbook.files.emitting import scalar
from collab_playbook.files.schemas import FOLDER, MODELS, schema_of
from collab_playbook.files.stories import STORIES
from collab_playbook.files.writing import told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.step import Step

Files = dict[str, str]
"""Texts by name below the playbook's folder."""


class Named(NamedTuple):
    """An id and the title that people read."""

    id: str
    title: str


def title_of(word: str) -> str:
    """A title for an id: ``first_month`` becomes ``First month``."""
    return word.replace("_", " ").capitalize()


def schema_line(kind: str, name: str) -> str:
    """The line by which an editor finds the schema of a file, whatever folder it lies in."""
    up = "../" * name.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json\n"


def schema_files() -> Files:
    """The schemas that the files of a playbook name."""
    return {
        f"{FOLDER}/{kind}.json": json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
        for kind in MODELS
    }


def put_in_place(root: Path, files: Mapping[str, str], *, keep: bool = False) -> tuple[str, ...]:
    """Writes files that are not there yet; gives the names of those written.

    Args:
        root: The playbook's folder.
        files: Texts by name below it.
        keep: Leave what is there as it is, instead of refusing.

    Raises:
        RefusedError: One of them is there already; nothing is written then.
        PlaybookError: One could not be written.
    """
    there = [name for name in files if (root / name).exists()]
    if there and not keep:
        raise RefusedError(
            f"'{there[0]}' is there already", "Choose another id, or edit that file."
        )
    written = []
    for name, text in files.items():
        if name in there:
            continue
        with told(f"'{name}' could not be written"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        written.append(name)
    return tuple(written)


def _file(kind: str, name: str, body: str) -> Files:
    return {name: schema_line(kind, name) + body}


# -- a playbook --------------------------------------------------------------------------------


def new_playbook(named: Named) -> Files:
    """A playbook of one phase and one step, with a document and a story."""
    head = f"""\
id: {named.id}
version: 0.1.0
title: {scalar(named.title)}
languages: [en]
phases:
  - id: begin
    title: Begin
    purpose: Agree on what is to be reached, and by whom.
org:
  - id: company
    type: text
    ask: What is the organisation called?
    label: Organisation
    required: true
    example: Acme
"""
    roles = """\
id: roles
title: Roles
records:
  - {id: lead, title: Project lead}
  - {id: sponsor, title: Sponsor}
"""
    step = Named("goal", "Set the goal")
    return {
        **_file("playbook", "playbook/playbook.yaml", head),
        **_file("catalogue", "playbook/catalogues/roles.yaml", roles),
        **_step_files(step, _StepFacts(1, "begin", "sponsor", "lead", ())),
        **_document_files(Named("goal_sheet", "Goal sheet"), step, (("outcome", "Outcome"),)),
        **_story_files(Named("first_story", "The first step is answered and handed in"), step),
    }


# -- a step ------------------------------------------------------------------------------------


class _StepFacts(NamedTuple):
    number: int
    phase: str
    accountable: str
    responsible: str
    needs: tuple[str, ...]


def new_step(named: Named, playbook: Playbook, phase: str = "") -> Files:
    """A step with a question, a criterion and a guide, after the last one.

    Args:
        named: Its id and title.
        playbook: The playbook that it joins.
        phase: Its phase; else the last one's.
    """
    steps = sorted(playbook.steps, key=lambda step: step.number)
    last = steps[-1] if steps else None
    wanted = phase or (last.phase if last is not None else playbook.phases[0].id)
    roles = playbook.catalogue_by_id.get("roles")
    ids = [record.id for record in roles.records] if roles is not None else []
    facts = _StepFacts(
        last.number + 1 if last is not None else 1,
        wanted,
        last.roles.accountable if last is not None else ids[-1] if ids else "lead",
        last.roles.responsible[0] if last is not None else ids[0] if ids else "lead",
        (last.id,) if last is not None else (),
    )
    return _step_files(named, facts)


def _step_files(named: Named, facts: _StepFacts) -> Files:
    folder = f"steps/{facts.number:02d}-{named.id}"
    needs = f"needs: [{', '.join(facts.needs)}]\n" if facts.needs else ""
    body = f"""\
id: {named.id}
number: {facts.number}
title: {scalar(named.title)}
phase: {facts.phase}
purpose: Say in a sentence or two why this step exists.
{needs}roles: {{accountable: {facts.accountable}, responsible: [{facts.responsible}]}}
duration: {{work_days: 5}}
questions:
  - id: outcome
    type: text
    ask: What is to be reached here, in one sentence?
    label: Outcome
    why: It heads the document, and the criterion below looks at it.
    required: true
    example: Customers wait half as long as today
done_when:
  - id: outcome_said
    text: The outcome is a whole sentence.
    that: size({named.id}.outcome) >= 10
"""
    guide = f"""\
# {named.title}

Why this step matters, how to go about it, an example, and what goes wrong most often:
what a good consultant would say in ten minutes.
"""
    return {**_file("step", f"{folder}/step.yaml", body), f"{folder}/guide.md": guide}


# -- a document --------------------------------------------------------------------------------


def new_document(named: Named, step: Step) -> Files:
    """A document that shows every answer of a step; sensitive ones are left out."""
    shown = tuple((q.id, q.short.rstrip("?")) for q in step.questions if not q.sensitive)
    return _document_files(named, Named(step.id, step.title), shown)


def _document_files(named: Named, step: Named, shown: tuple[tuple[str, str], ...]) -> Files:
    folder = f"templates/{named.id}"
    body = f"""\
id: {named.id}
title: {scalar(named.title)}
audience: Say who reads it
step: {step.id}
kind: sheet
formats: [md]
purpose: Say in a sentence what it is for.
"""
    lines = "".join(f"\n## {label}\n\n{{{{ {step.id}.{name} }}}}\n" for name, label in shown)
    template = (
        f"# {{{{ document.title }}}}\n\n{{{{ org.company }}}}, {{{{ document.status }}}}\n{lines}"
    )
    return {
        **_file("document", f"{folder}/document.yaml", body),
        f"{folder}/body.md.j2": template,
    }


# -- a story -----------------------------------------------------------------------------------


def new_story(named: Named, playbook: Playbook) -> Files:
    """A story that looks at the first step, with what else it could tell as comments."""
    first = min(playbook.steps, key=lambda step: step.number, default=None)
    if first is None:
        raise RefusedError("A story needs a step", "Begin with: collab-playbook new step ID")
    name = f"{STORIES}/{named.id}.yaml"
    states = "".join(
        f"        {step.id}: {'blocked' if step.needs else 'ready'}\n"
        for step in sorted(playbook.steps, key=lambda step: step.number)[:2]
        if step.when is None
    )
    body = f"""\
title: {scalar(named.title)}
people:
  - {{name: Ann Lead, roles: [lead]}}
story:
  - expect:
      states:
{states}  # - answer: {first.id}
  #   give: {{QUESTION: VALUE}}
  # - submit: {first.id}
  #   at: 2026-01-09
  # - expect:
  #     states: {{{first.id}: done}}
  #     criteria: {{{first.id}: {{CRITERION: met}}}}
  #     documents: {{DOCUMENT: {{contains: [a text], lacks: [another]}}}}
"""
    return _file("story", name, body)


def _story_files(named: Named, step: Named) -> Files:
    body = f"""\
title: {scalar(named.title)}
people:
  - {{name: Ann Lead, roles: [lead]}}
  - {{name: Bob Sponsor, roles: [sponsor]}}
given:
  org: {{company: Acme}}
story:
  - expect:
      states: {{{step.id}: ready}}
  - answer: {step.id}
    give: {{outcome: Short}}
  - submit: {step.id}
    refused: outcome_said
  - answer: {step.id}
    give: {{outcome: Customers wait half as long as today}}
    at: 2026-01-07
  - submit: {step.id}
  - expect:
      states: {{{step.id}: done}}
      criteria: {{{step.id}: {{outcome_said: met}}}}
      documents:
        goal_sheet: {{contains: [Acme, Customers wait half as long as today]}}
"""
    return _file("story", f"{STORIES}/{named.id}.yaml", body)
