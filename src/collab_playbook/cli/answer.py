"""``answer``: answers without prompts, one by one on the line or many from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.entries import (
    Located,
    from_file,
    from_further_in,
    from_line,
    refused,
    told,
)
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.cli.wording import counted
from collab_playbook.engine.answering import Entry, answer_all
from collab_playbook.engine.showing import shown
from collab_playbook.errors import UsageError
from collab_playbook.model.event import Draft, Instance
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put, tell


def command(
    ctx: typer.Context,
    answers: Annotated[
        list[str] | None, typer.Argument(metavar="STEP.QUESTION=VALUE...", show_default=False)
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="YAML or JSON: {step: {question: value}}.",
            show_default=False,
        ),
    ] = None,
    carried: Annotated[
        bool,
        typer.Option(
            "--carried", help="Take over all that a circle or community carries from further in."
        ),
    ] = False,
    circle: CircleOption = None,
    community: CommunityOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be recorded; record nothing.")
    ] = False,
) -> None:
    """Answer questions without prompts; with any problem, all are told and nothing is recorded.

    A value is read as a session reads it: dates in several forms, choices by id, text or number.
    Records are JSON. Nothing after the = withdraws an answer.

    \b
    Examples:
      collab-playbook answer leadership.sponsor="Claire Fontanel <claire@example.org>"
      collab-playbook answer objectives.horizon=2026-12-31 objectives.owner=
      collab-playbook answer --from answers.yaml --dry-run
      collab-playbook answer --carried --circle friends
    """
    if not answers and source is None and not carried:
        raise UsageError(
            say("there is nothing to record"), say("Write STEP.QUESTION=VALUE, or --from FILE.")
        )
    options = options_of(ctx)
    if dry_run:
        desk = reading(options)
        within = scope_named(desk.view, circle, community)
        given = _Given(answers or [], source, within, carried=carried)
        _report(desk, _drafts(desk, given, attach=False), recorded=False)
        return
    with writing(options, "answer") as desk:
        within = scope_named(desk.view, circle, community)
        given = _Given(answers or [], source, within, carried=carried)
        drafts = _drafts(desk, given, attach=True)
        desk.append(drafts)
        _report(desk, drafts, recorded=True)


class _Given(NamedTuple):
    """What the line gives: answers, a file of them, where, and whether to take over the carried."""

    answers: list[str]
    source: Path | None
    within: str
    carried: bool


def _drafts(desk: Desk, given: _Given, *, attach: bool) -> tuple[Draft, ...]:
    """The events of all answers together.

    Raises:
        RefusedError: One cannot be recorded; the message holds every reason with its place.
    """
    problems: list[str] = []
    located: list[Located] = []
    for text in given.answers:
        located += from_line(desk, text, problems, attach=attach, within=given.within)
    if given.source is not None:
        located += from_file(desk, given.source, problems)
    if given.carried:
        located += from_further_in(desk, given.within)
    entries: list[Entry] = [item.entry for item in located]
    drafts, faults = answer_all(desk.view, entries, desk.actor)
    problems += told(faults, located)
    if problems:
        raise refused(problems, say("Mend them and give the answers again."))
    return drafts


def _report(desk: Desk, drafts: tuple[Draft, ...], *, recorded: bool) -> None:
    playbook = desk.process.playbook
    for draft in drafts:
        step, question_id = draft.step or "", draft.data["question"]
        question = playbook.question(step, question_id)
        path = f"{Instance(draft.scope, step).path}.{question_id}"
        value = draft.data.get("value")
        if question is None or value is None:
            put(safe_line(say("{path}: withdrawn", path=path)))
        else:
            words = shown(question, value, playbook.choices_of(question), desk.language)
            put(safe_line(say("{path}: {answer}", path=path, answer=words)))
    answers = counted(len(drafts), "1 answer", "{number} answers")
    tell(
        say("Recorded {answers}.", answers=answers)
        if recorded
        else say("Would record {answers}.", answers=answers)
    )
