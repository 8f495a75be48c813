"""``answer``: answers without prompts, one by one on the line or many from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.entries import Located, from_file, from_line, refused, told
from collab_playbook.cli.opening import reading, writing
from collab_playbook.engine.answering import Entry, answer_all
from collab_playbook.engine.showing import shown
from collab_playbook.errors import UsageError
from collab_playbook.model.event import Draft, Instance
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
    """
    if not answers and source is None:
        raise UsageError("there is nothing to record", "Write STEP.QUESTION=VALUE, or --from FILE.")
    options = options_of(ctx)
    if dry_run:
        desk = reading(options)
        _report(desk, _drafts(desk, answers or [], source, attach=False), "Would record")
        return
    with writing(options, "answer") as desk:
        drafts = _drafts(desk, answers or [], source, attach=True)
        desk.append(drafts)
        _report(desk, drafts, "Recorded")


def _drafts(
    desk: Desk, answers: list[str], source: Path | None, *, attach: bool
) -> tuple[Draft, ...]:
    """The events of all answers together.

    Raises:
        RefusedError: One cannot be recorded; the message holds every reason with its place.
    """
    problems: list[str] = []
    located: list[Located] = []
    for text in answers:
        located += from_line(desk, text, problems, attach=attach)
    if source is not None:
        located += from_file(desk, source, problems)
    entries: list[Entry] = [item.entry for item in located]
    drafts, faults = answer_all(desk.view, entries, desk.actor)
    problems += told(faults, located)
    if problems:
        raise refused(problems, "Mend them and give the answers again.")
    return drafts


def _report(desk: Desk, drafts: tuple[Draft, ...], verb: str) -> None:
    playbook = desk.process.playbook
    for draft in drafts:
        step, question_id = draft.step or "", draft.data["question"]
        question = playbook.question(step, question_id)
        path = f"{Instance(draft.scope, step).path}.{question_id}"
        value = draft.data.get("value")
        if question is None or value is None:
            put(safe_line(f"{path}: withdrawn"))
        else:
            words = shown(question, value, playbook.choices_of(question), desk.language)
            put(safe_line(f"{path}: {words}"))
    count = len(drafts)
    tell(f"{verb} {count} {'answer' if count == 1 else 'answers'}.")
