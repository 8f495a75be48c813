"""Questionnaires that came back: from a workbook or YAML to the answers that are new in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from collab_playbook.cli.edits import answers_at
from collab_playbook.cli.entries import Located, located_in
from collab_playbook.cli.naming import question_named
from collab_playbook.cli.returned import Returned
from collab_playbook.documents.form_cells import Setting, UnreadableError
from collab_playbook.documents.form_choices import Offered
from collab_playbook.documents.form_reading import place_in, read_reply
from collab_playbook.documents.form_respondent import respondent_of
from collab_playbook.documents.form_settling import Side, settled
from collab_playbook.engine.answering import Entry
from collab_playbook.engine.repeats import comes_back
from collab_playbook.engine.showing import shown
from collab_playbook.errors import PlaybookError, RefusedError, UsageError
from collab_playbook.files.answer_files import read_answers
from collab_playbook.files.form_file import filled_of_answers
from collab_playbook.files.playbook import load_playbook
from collab_playbook.files.writing import told
from collab_playbook.saying import said_by, say

if TYPE_CHECKING:
    from collab_playbook.cli.desk import Desk
    from collab_playbook.documents.filled import Filled, Reply
    from collab_playbook.engine.state import Stored
    from collab_playbook.files.sheets import Answers
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Field, Question

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 20 * 2**20
_NOT_READ = frozenset({".docx", ".md", ".pdf", ".ods", ".xls", ".xlsm", ".csv"})


def from_sent(
    desk: Desk, source: Path, problems: list[str], take: Side | None, answered_by: str = ""
) -> Returned:
    """The answers of a file that was sent: a workbook, a questionnaire in YAML, or plain answers.

    Args:
        desk: The workspace.
        source: The file.
        problems: Takes all that is wrong, each with its place.
        take: Which side wins where both were changed; ``None`` refuses.
        answered_by: Who answered, where the command line says so.

    Raises:
        PlaybookError: The file cannot be read at all.
    """
    with told(say("'{path}' could not be read", path=source)), source.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if source.suffix.lower() in _NOT_READ or data.startswith(_OLE):
        raise RefusedError(
            say("'{path}' is of a kind that is not read back", path=source),
            say("Send the Excel form (.xlsx) or the YAML one; copy other answers into it."),
        )
    if data.startswith(_ZIP) or source.suffix.lower() == ".xlsx":
        return _settled(desk, _workbook(data, source), problems, take, answered_by)
    found = read_answers(data, str(source))
    if found.head is None:
        return Returned(tuple(located_in(desk, found, problems, answered_by)))
    return _settled(desk, filled_of_answers(found), problems, take, answered_by)


def _workbook(data: bytes, source: Path) -> Filled:
    """The cells of a workbook.

    Raises:
        PlaybookError: What reads workbooks is not installed, or it is no questionnaire.
    """
    from importlib.util import find_spec  # noqa: PLC0415 - only for a workbook

    if find_spec("openpyxl") is None:
        command = "pip install 'collab-playbook[office]'"
        raise PlaybookError(
            say("what reads {format} is not installed", format="xlsx"),
            say("Install it with: {command}", command=command),
        )
    from collab_playbook.formats.forms.read import filled_of  # noqa: PLC0415 - likewise

    try:
        return filled_of(data)
    except PlaybookError as error:
        raise RefusedError(
            say("'{path}': {message}", path=source, message=error.message), error.hint
        ) from error


def _settled(
    desk: Desk, filled: Filled, problems: list[str], take: Side | None, answered_by: str
) -> Returned:
    problems += filled.problems
    answered_on = ""
    try:
        who = respondent_of(filled.by, Setting(filled.language, desk.view.today))
        answered_by, answered_on = answered_by or who.name, who.day
    except UnreadableError as error:
        problems.append(said_by(error))
    reading = _Reading(desk, filled, problems, take, (answered_by, answered_on))
    for reply in filled.replies:
        reading.take_in(reply)
    return Returned(
        tuple(reading.located),
        is_form=True,
        unchanged=reading.unchanged,
        cleared=tuple(reading.cleared),
        left=tuple(reading.left),
        answered_by=answered_by,
    )


class _Reading:
    """Goes through the replies of a questionnaire, each against what stood and what stands."""

    def __init__(
        self,
        desk: Desk,
        filled: Filled,
        problems: list[str],
        take: Side | None,
        answered: tuple[str, str],
    ) -> None:
        self.desk, self.problems, self.take, self.answered = desk, problems, take, answered
        self.view = desk.view
        self.setting = Setting(filled.language, self.view.today)
        self.languages = _languages(desk)
        self.then = _then(desk, filled.heads)
        self.located: list[Located] = []
        self.unchanged = 0
        self.cleared: list[str] = []
        self.left: list[str] = []

    def take_in(self, reply: Reply) -> None:
        try:
            instance, question = question_named(self.view, reply.path)
        except UsageError as error:
            message = say("{message}. {hint}", message=error.message, hint=error.hint)
            self.problems.append(say("{place}: {message}", place=reply.place, message=message))
            return
        offers = partial(self._offers, instance.step, question)
        answer = read_reply(question, reply, offers, self.setting)
        self.problems += answer.problems
        key = (instance.scope, instance.step)
        now = self.view.answers.get(key, {}).get(question.id)
        if answer.stored is None:
            if reply.was_filled and now is not None and not answer.problems:
                self.cleared.append(reply.path)
            return
        then = self.then.get(key, {}).get(question.id)
        verdict = settled(answer.stored, then, now, was_filled=reply.was_filled)
        replies_anew = not reply.was_filled and comes_back(self.view, instance, question.id)
        if verdict == "unchanged" and not replies_anew:
            self.unchanged += 1
        elif verdict == "clash" and self.take is None:
            self._clash(question, answer.stored, now, place_in(answer.where, ()))
        elif verdict == "clash" and self.take is Side.workspace:
            self.left.append(reply.path)
        else:
            by, on = self.answered
            entry = Entry(instance, question, answer.stored, "questionnaire", by, on)
            self.located.append(Located(entry, partial(place_in, answer.where)))

    def _clash(self, question: Question, mine: Stored, theirs: Stored, place: str) -> None:
        playbook, language = self.desk.process.playbook, self.desk.language
        choices = playbook.choices_of(question)
        form, workspace = (
            say("(sensitive)")
            if question.sensitive
            else shown(question, value, choices, language, playbook.choices_of)
            for value in (mine, theirs)
        )
        self.problems.append(
            say(
                (
                    "{place}: “{question}” was answered elsewhere since this questionnaire was "
                    "made. It says: {form}. The workspace says: {workspace}. Add --take form or "
                    "--take workspace"
                ),
                place=place,
                question=question.ask,
                form=form,
                workspace=workspace,
            )
        )

    def _offers(self, step: str, question: Question, part: Question | Field) -> Offered:
        """The choices of a part in every language of the playbook."""
        own = self.desk.process.playbook.choices_of(part)
        elsewhere = []
        for playbook in self.languages if own else ():
            there = playbook.question(step, question.id)
            fields = there.fields if there is not None else ()
            same = there if part is question else next((f for f in fields if f.id == part.id), None)
            elsewhere += [playbook.choices_of(same)] if same is not None else []
        return Offered(own, tuple(elsewhere))


def _languages(desk: Desk) -> tuple[Playbook, ...]:
    """The playbook in its other languages; a label may come back in any of them."""
    others = (name for name in desk.process.playbook.languages if name != desk.language)
    loaded = (load_playbook(desk.loaded.root, name, use_cache=desk.opened.cache) for name in others)
    return tuple(each.playbook for each in loaded if each.playbook is not None)


def _then(desk: Desk, heads: Sequence[str]) -> Answers:
    """The answers that stood when a form was made; none where the journal cannot tell."""
    ids = desk.opened.journal.ids_of(heads)
    return answers_at(desk, desk.view, ids) if ids else {}
