"""Answers as they come in on the line or in a file, with the place to blame for a misfit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from collab_playbook.cli.counting import counted
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.naming import question_named
from collab_playbook.engine.answering import Entry, Fault
from collab_playbook.engine.carrying import carried_entries
from collab_playbook.engine.circles import instance_inside
from collab_playbook.engine.reading import Misread, read_text
from collab_playbook.engine.view import View
from collab_playbook.errors import PlaybookError, RefusedError, UsageError
from collab_playbook.files.answer_files import AnswersFile, Reply
from collab_playbook.files.evidence import attach as attach_file
from collab_playbook.language.near import or_near
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.question import Question
from collab_playbook.saying import say, say_all


class Located(NamedTuple):
    """An entry, and where a part of it was written."""

    entry: Entry
    where: Callable[[Sequence[str | int]], str]


def from_line(
    desk: Desk,
    text: str,
    problems: list[str],
    *,
    attach: bool,
    within: str = PROGRAMME,
    answered_by: str = "",
) -> list[Located]:
    """The entry of ``STEP.QUESTION=VALUE``, in a circle where one is named; a problem if none."""
    name, equals, value = text.partition("=")
    try:
        given = value if equals else None
        entry = _typed(desk, name.strip(), given, attach=attach, within=within)
    except PlaybookError as error:
        problems.append(say("{message}. {hint}", message=error.message, hint=error.hint))
        return []
    return [Located(replace(entry, answered_by=answered_by), partial(_at, name.strip()))]


def _typed(desk: Desk, name: str, value: str | None, *, attach: bool, within: str) -> Entry:
    """What was typed for a question.

    Raises:
        PlaybookError: There is no value or no such question, or the one does not fit the other.
    """
    if value is None:
        raise PlaybookError(
            say("'{name}' has no value", name=name), say("Write STEP.QUESTION=VALUE.")
        )
    instance, question = question_named(desk.view, name, within)
    return Entry(instance, question, _raw(desk, name, question, value, attach=attach))


def _raw(desk: Desk, name: str, question: Question, value: str, *, attach: bool) -> Any:
    """The stored form of a typed value.

    Raises:
        PlaybookError: It cannot be read as an answer to this question.
    """
    if not value.strip():
        return None
    if question.type in {"record", "records"}:
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            where = say(
                "{name}: column {colno}: {msg}", name=name, colno=error.colno, msg=error.msg
            )
            raise PlaybookError(
                f"{where}", say("Write records as JSON, or use --from FILE.")
            ) from error
    if question.type == "file":
        path = Path(value.strip())
        if attach:
            return attach_file(desk.root, path)
        return {"name": path.name, "digest": "0" * 64}
    choices = desk.process.playbook.choices_of(question)
    read = read_text(question, choices, value, desk.language, desk.view.today)
    if isinstance(read, Misread):
        raise PlaybookError(
            say("{name}: {problem}", name=name, problem=read.problem),
            say("Such as: {example}", example=read.example) if read.example else "",
        )
    return read.stored


def located_in(
    desk: Desk, found: AnswersFile, problems: list[str], answered_by: str = ""
) -> list[Located]:
    """The entries of a file; faults of form and names are told with file, line and column."""
    problems += [str(problem) for problem in found.problems]
    located = []
    for reply in found.replies:
        entry = _entry(desk.view, reply, problems)
        if entry is not None:
            entry = replace(entry, answered_by=answered_by)
            located.append(Located(entry, partial(_in_file, reply)))
    return located


def from_further_in(desk: Desk, within: str) -> list[Located]:
    """The entries that a circle or community takes over from further in, as they stand there.

    Raises:
        UsageError: The programme is meant, which takes nothing over.
    """
    if within == PROGRAMME:
        raise UsageError(
            say("the programme takes nothing over"), say("Add --circle ID or --community ID.")
        )
    return [
        Located(entry, partial(_at, f"{entry.instance.path}.{entry.question.id}"))
        for entry in carried_entries(desk.view, within)
    ]


def _entry(view: View, reply: Reply, problems: list[str]) -> Entry | None:
    playbook = view.process.playbook
    if reply.scope not in view.scopes:
        problems.append(
            say(
                "{place}: there is no {owner}",
                place=reply.scope_place,
                owner=reply.scope.replace(":", " "),
            )
        )
        return None
    if reply.step not in {"org", *playbook.step_by_id}:
        near = or_near(reply.step, playbook.step_by_id)
        problems.append(
            say(
                "{step_place}: there is no step '{step}'{near}",
                step_place=reply.step_place,
                step=reply.step,
                near=near,
            )
        )
        return None
    question = playbook.question(reply.step, reply.question)
    if question is None:
        known = [q.id for q in playbook.questions_of(reply.step)]
        message = say(
            "'{step}' asks no question '{question}'{or_near}",
            step=reply.step,
            question=reply.question,
            or_near=or_near(reply.question, known),
        )
        problems.append(say("{place}: {message}", place=reply.question_place, message=message))
        return None
    instance = instance_inside(view, reply.scope, reply.step)
    if instance is None:
        owner = reply.scope.partition(":")[2]
        problems.append(
            say(
                "{step_place}: '{step}' is no step of '{owner}'",
                step_place=reply.step_place,
                step=reply.step,
                owner=owner,
            )
        )
        return None
    return Entry(instance, question, reply.raw, "file")


def told(faults: Iterable[Fault], located: Sequence[Located]) -> list[str]:
    """The faults as lines, each with its place."""
    where = {id(item.entry): item.where for item in located}
    return [
        say("{place}: {message}", place=where[id(fault.entry)](fault.path), message=fault.message)
        for fault in faults
    ]


def refused(problems: Sequence[str], hint: str) -> RefusedError:
    """The error that tells every problem of some answers."""
    count = counted(len(problems), "1 problem", "{number} problems")
    return RefusedError(
        say_all("\n  ", (say("nothing was recorded, because of {count}:", count=count), *problems)),
        hint,
    )


def _at(name: str, path: Sequence[str | int]) -> str:
    """A part of a value in words people use: ``objectives.items[2].owner``."""
    return name + "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)


def _in_file(reply: Reply, path: Sequence[str | int]) -> str:
    """The place of a part of a value in the file that gives it."""
    return str(reply.place_of(path))
