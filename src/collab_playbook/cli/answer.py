"""``answer``: answers without prompts, one by one on the line or many from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.counting import counted
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.entries import (
    Located,
    from_further_in,
    from_line,
    refused,
    told,
)
from collab_playbook.cli.forms import from_sent
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.returned import Returned, report_form
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.documents.form_cells import UnreadableError
from collab_playbook.documents.form_respondent import named
from collab_playbook.documents.form_settling import Side
from collab_playbook.engine.answering import Entry, answer_all
from collab_playbook.engine.showing import shown
from collab_playbook.errors import UsageError
from collab_playbook.model.event import Draft, Instance
from collab_playbook.saying import said_by, say
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
            help="YAML or JSON: {step: {question: value}}; or a questionnaire: XLSX, YAML.",
            show_default=False,
        ),
    ] = None,
    take: Annotated[
        Side | None,
        typer.Option(
            "--take",
            help="Which answer stands where both the questionnaire and the workspace changed.",
            show_default=False,
        ),
    ] = None,
    answered_by: Annotated[
        str | None,
        typer.Option(
            "--answered-by",
            metavar="WHO",
            help="Who gave the answers, where you record them for somebody: 'Name <e-mail>'.",
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
      collab-playbook answer --from questionnaire-leadership.xlsx
      collab-playbook answer --carried --circle friends
    """
    if not answers and source is None and not carried:
        raise UsageError(
            say("there is nothing to record"), say("Write STEP.QUESTION=VALUE, or --from FILE.")
        )
    options = options_of(ctx)
    who = _who(answered_by)
    given = _Given(answers or [], source, circle, community, take, who, carried=carried)
    if dry_run:
        desk = reading(options)
        drafts, returned = _drafts(desk, given, attach=False)
        _report(desk, drafts, returned, recorded=False)
        return
    with writing(options, "answer") as desk:
        drafts, returned = _drafts(desk, given, attach=True)
        desk.append(drafts)
        _report(desk, drafts, returned, recorded=True)


def _who(answered_by: str | None) -> str:
    """Who answered, as events name people; empty where the line does not say.

    Raises:
        UsageError: It names nobody.
    """
    if answered_by is None:
        return ""
    try:
        return named(answered_by)
    except UnreadableError as error:
        raise UsageError(
            say("--answered-by: {problem}", problem=said_by(error)),
            say("Write it as 'Name <e-mail>'."),
        ) from error


class _Given(NamedTuple):
    """What the line gives: answers, a file of them, where, and how they are to be taken."""

    answers: list[str]
    source: Path | None
    circle: str | None
    community: str | None
    take: Side | None
    answered_by: str
    carried: bool


def _drafts(desk: Desk, given: _Given, *, attach: bool) -> tuple[tuple[Draft, ...], Returned]:
    """The events of all answers together, and what came with the file of them.

    Raises:
        UsageError: There is no such circle or community.
        RefusedError: One cannot be recorded; the message holds every reason with its place.
    """
    within = scope_named(desk.view, given.circle, given.community)
    problems: list[str] = []
    located: list[Located] = []
    for text in given.answers:
        located += from_line(
            desk, text, problems, attach=attach, within=within, answered_by=given.answered_by
        )
    returned = Returned(())
    if given.source is not None:
        returned = from_sent(desk, given.source, problems, given.take, given.answered_by)
        located += returned.located
    if given.carried:
        located += from_further_in(desk, within)
    entries: list[Entry] = [item.entry for item in located]
    drafts, faults = answer_all(desk.view, entries, desk.actor)
    problems += told(faults, located)
    if problems:
        raise refused(problems, say("Mend them and give the answers again."))
    return drafts, returned


def _report(desk: Desk, drafts: tuple[Draft, ...], returned: Returned, *, recorded: bool) -> None:
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
    if returned.is_form:
        report_form(returned)
    answers = counted(len(drafts), "1 answer", "{number} answers")
    tell(
        say("Recorded {answers}.", answers=answers)
        if recorded
        else say("Would record {answers}.", answers=answers)
    )
