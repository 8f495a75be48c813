"""References: whatever a playbook names, it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.names import (
    ROLES,
    Mention,
    deciding_roles,
    ids_of,
    loaded_roles,
    mentioned_steps,
    questions_with_path,
    signing_roles,
    unknown,
    working_roles,
)
from collab_playbook.rules.rule import Rule
from collab_playbook.rules.stories_names import told_in, unknown_in_stories
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.checked import Checked


def unknown_step(checked: Checked) -> Iterator[Problem]:
    """A step is named that the playbook does not have.

    Why:
        What should wait for that step would wait for nothing, or for ever; a document of it would
        never be written.
    Bad:
        # file: steps/02-team/step.yaml
        needs: [gaol]
    Good:
        # file: steps/02-team/step.yaml
        needs: [goal]
    Says:
        steps/02-team/step.yaml:2:9: PB102 There is no step 'gaol' [unknown-step]
    Fix:
        The nearest id takes its place. Unsafe: another step may have been meant.
    """
    known = ids_of(checked, "steps")
    for mention in mentioned_steps(checked.playbook):
        if mention.name not in known:
            own = {str(mention.path[1])} if mention.path[0] == "steps" else set()
            others = known - own  # a step does not mean itself
            yield unknown(checked, "PB102", "step", mention, others)
    for told in told_in(checked):
        if told.kind in {"step", "profile_or_step"} and told.name not in known:
            admitted = {*known, ORGANISATION} if told.kind == "profile_or_step" else known
            if told.name not in admitted:
                mention = Mention(told.name, told.path, told.place)
                yield unknown(checked, "PB102", "step", mention, admitted)


def unknown_role(checked: Checked) -> Iterator[Problem]:
    """A role is named that the catalogue of roles does not have.

    Why:
        Nobody can hold it: work is given to nobody, and a sign-off by it can never be given.
    Bad:
        # file: steps/02-team/step.yaml
        roles: {accountable: leed, responsible: [lead]}
    Good:
        # file: steps/02-team/step.yaml
        roles: {accountable: lead, responsible: [lead]}
    Says:
        steps/02-team/step.yaml:2:22: PB103 There is no role 'leed' [unknown-role]
    Fix:
        The nearest id takes its place. Unsafe: another role may have been meant.
    """
    catalogue = checked.playbook.catalogue_by_id.get("roles")
    if catalogue is None:
        return
    known = [record.id for record in catalogue.records]
    named = [*deciding_roles(checked.playbook), *loaded_roles(checked.playbook)]
    for step in checked.playbook.steps:
        named += (*working_roles(step), *signing_roles(step))
    for mention in named:
        if mention.name not in known:
            yield unknown(checked, "PB103", "role", mention, known)
    yield from unknown_in_stories(checked, "PB103", "role", known, ROLES)


def scope_misfit(checked: Checked) -> Iterator[Problem]:
    """A document is for a scope that its step never runs in.

    Why:
        It is written where its step runs, within its own scope. Where the two have nothing in
        common, it is written without the answers it is made of, or not at all.
    Bad:
        # file: templates/team_list/document.yaml
        scope: circle
    Good:
        # file: templates/team_list/document.yaml
        scope: programme
    Says:
        templates/team_list/document.yaml:2:8: PB104 'team_list' is for the scope circle, but 'team' runs in programme [scope-misfit]
    """  # noqa: E501 - lines as they are printed
    for document in checked.playbook.documents:
        step = checked.playbook.step_by_id.get(document.step)
        if step is None or not step.scopes or document.scope in step.scopes:
            continue
        path = ("documents", document.id, "scope")
        runs = " and ".join(step.scopes)
        message = say(
            "'{id}' is for the scope {scope}, but '{id_2}' runs in {runs}",
            id=document.id,
            scope=document.scope,
            id_2=step.id,
            runs=runs,
        )
        yield Problem(
            "PB104",
            "scope-misfit",
            message,
            checked.places.of(*path),
            say("Give the document a scope of its step, or the step that scope."),
            labels=(
                Label(checked.places.of("steps", step.id, "scopes"), say("where the step runs")),
            ),
            anchor=f"documents/{document.id}/scope",
        )


def unknown_template(checked: Checked) -> Iterator[Problem]:
    """A document has no text to be written from.

    Why:
        A document is ``document.yaml`` and, beside it, ``body.md.j2``; without the second there is
        nothing to write. A text in another language alone does not do: others are written from
        ``body.md.j2``.
    Bad:
        # no file: templates/team_list/body.md.j2
    Good:
        {# file: templates/team_list/body.md.j2 #}
        # {{ document.title }}
    Says:
        templates/team_list/document.yaml:1:5: PB105 The document 'team_list' has no text: 'templates/team_list/body.md.j2' is missing [unknown-template]
    """  # noqa: E501 - lines as they are printed
    for document in checked.playbook.documents:
        body = f"{document.id}/body.md.j2"
        place = checked.places.of("documents", document.id, "id")
        folder = place.file.removesuffix("/document.yaml").rpartition("/")[2]
        if body in checked.templates or folder != document.id:  # a misnamed folder is PB109
            continue
        message = say(
            "The document '{id}' has no text: 'templates/{body}' is missing",
            id=document.id,
            body=body,
        )
        hint = say("Write it, or remove the folder.")
        anchor = f"documents/{document.id}/body"
        yield Problem("PB105", "unknown-template", message, place, hint, anchor=anchor)


def unknown_phase(checked: Checked) -> Iterator[Problem]:
    """A step belongs to a phase that the playbook does not have.

    Why:
        The step would stand in no phase of the board, and no gate would open the way to it.
    Bad:
        # file: steps/02-team/step.yaml
        phase: begn
    Good:
        # file: steps/02-team/step.yaml
        phase: begin
    Says:
        steps/02-team/step.yaml:2:8: PB107 There is no phase 'begn' [unknown-phase]
    Fix:
        The nearest id takes its place. Unsafe: another phase may have been meant.
    """
    known = [phase.id for phase in checked.playbook.phases]
    for step in checked.playbook.steps:
        if step.phase not in known:
            mention = Mention(step.phase, ("steps", step.id, "phase"), owner="phase")
            yield unknown(checked, "PB107", "phase", mention, known)


def unknown_question(checked: Checked) -> Iterator[Problem]:
    """A repeat or a story names a question that its step does not ask.

    Why:
        When the step comes back, there would be nothing to ask; and a story that answers it or
        looks at it cannot go as told.
    Bad:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P1M, questions: [learned, on_track]}
    Good:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P1M, questions: [learnt, on_track]}
    Says:
        steps/03-look_back/step.yaml:2:34: PB108 There is no question 'learned' [unknown-question]
    Fix:
        The nearest id takes its place. Unsafe: another question may have been meant.
    """
    for step in checked.playbook.steps:
        known = [question.id for question in step.questions]
        for number, name in enumerate(step.repeat.questions if step.repeat else ()):
            if name not in known:
                path = ("steps", step.id, "repeat", "questions", number)
                mention = Mention(name, path, owner=step.id)
                yield unknown(checked, "PB108", "question", mention, known)
    for told in told_in(checked):
        if told.kind != "question" or not _is_read(checked, told.step):
            continue
        known = [question.id for question in checked.playbook.questions_of(told.step)]
        if told.name not in known:
            mention = Mention(told.name, told.path, told.place, told.step)
            yield unknown(checked, "PB108", "question", mention, known)


def _is_read(checked: Checked, step: str) -> bool:
    """Whether a step, or the profile, is there and could be read."""
    return step == ORGANISATION or step in checked.playbook.step_by_id


def unknown_catalogue(checked: Checked) -> Iterator[Problem]:
    """A question or a field takes its choices from a catalogue that is not there.

    Why:
        It would offer nothing to choose, and could not be answered.
    Bad:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
          - {id: who, type: choice, ask: Who says so?, label: Who, catalogue: rolls}
    Good:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
          - {id: who, type: choice, ask: Who says so?, label: Who, catalogue: roles}
    Says:
        steps/03-look_back/step.yaml:5:71: PB110 There is no catalogue 'rolls' [unknown-catalogue]
    Fix:
        The nearest id takes its place. Unsafe: another catalogue may have been meant.
    """  # noqa: E501 - lines as they are printed
    known = ids_of(checked, "catalogues")
    for question, path in questions_with_path(checked.playbook):
        parts = [(question.catalogue, path)]
        parts += [(field.catalogue, (*path, "fields", field.id)) for field in question.fields]
        for name, base in parts:
            if name is not None and name not in known:
                mention = Mention(name, (*base, "catalogue"), owner="catalogue")
                yield unknown(checked, "PB110", "catalogue", mention, known)


RULES: tuple[Rule, ...] = (
    Rule("PB102", "unknown-step", unknown_step, fix="unsafe", needed_to_run=True),
    Rule("PB103", "unknown-role", unknown_role, fix="unsafe", needed_to_run=True),
    Rule("PB104", "scope-misfit", scope_misfit),
    Rule("PB105", "unknown-template", unknown_template),
    Rule("PB107", "unknown-phase", unknown_phase, fix="unsafe", needed_to_run=True),
    Rule("PB108", "unknown-question", unknown_question, fix="unsafe", needed_to_run=True),
    Rule("PB110", "unknown-catalogue", unknown_catalogue, fix="unsafe", needed_to_run=True),
)
