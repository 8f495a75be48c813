"""The schedule of a workspace, and what somebody tries out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from collab_playbook.cli.desk import Desk
from collab_playbook.cli.naming import instance_named
from collab_playbook.engine.derive import Board
from collab_playbook.engine.wording import in_words
from collab_playbook.errors import UsageError
from collab_playbook.files.scheduled import Scheduled, scheduled_in
from collab_playbook.model.event import Instance
from collab_playbook.saying import say
from collab_playbook.schedule.dating import AS_IT_IS, Length, Wishes

_MOST_DAYS = {"work_days": 500, "waiting_days": 730}
"""What a playbook may say too."""
_USE = say(
    "Write STEP.work_days=10, STEP.waiting_days=30, STEP.start=2026-03-02 or start=2026-03-02."
)


def scheduled(desk: Desk, board: Board, wishes: Wishes = AS_IT_IS) -> Scheduled:
    """The schedule of a board.

    Raises:
        PlaybookError: ``workspace.yaml`` names a country that does not exist, or the dates run
            beyond the calendar.
    """
    return scheduled_in(board, desk.opened.workspace.calendar, wishes)


def wishes_of(board: Board, settings: Iterable[str]) -> Wishes:
    """What ``--set`` says.

    Raises:
        UsageError: A setting cannot be read, or its step is done or has begun.
    """
    lengths: dict[Instance, Length] = {}
    starts: dict[Instance, date] = {}
    start = None
    for setting in settings:
        name, equals, value = setting.partition("=")
        path, _, what = name.strip().rpartition(".")
        if not equals or (what not in _MOST_DAYS and what != "start"):
            raise UsageError(
                say("'{setting}' sets nothing that can be tried", setting=setting), _USE
            )
        if not path:
            start = _day(setting, value)
            continue
        instance = _open_instance(board, path)
        if what == "start":
            if board.view.record(instance).started_at:
                raise UsageError(
                    say("'{path}' has begun already", path=path), say("Try another length for it.")
                )
            starts[instance] = _day(setting, value)
        else:
            lengths[instance] = _length(board, instance, lengths, what, _number(what, value))
    return Wishes(lengths, starts, start)


def _open_instance(board: Board, path: str) -> Instance:
    instance = instance_named(board.view, path)
    stands = board.standings.get(instance)
    if stands is None:
        raise UsageError(say("'{path}' has no dates", path=path), _USE)
    if board.view.record(instance).phase == "done":
        raise UsageError(
            say("'{path}' is done: its days are what they were", path=path),
            say("Try another step."),
        )
    if stands.state in {"skipped", "not_applicable"}:
        raise UsageError(
            say("'{path}' is {state}", path=path, state=in_words(stands.state)),
            say("Try another step."),
        )
    return instance


def _length(
    board: Board, instance: Instance, lengths: dict[Instance, Length], what: str, days: int
) -> Length:
    usual = board.standings[instance].step.duration
    length = lengths.get(instance, Length(usual.work_days, usual.waiting_days))
    return length._replace(**{what: days})


def _number(what: str, value: str) -> int:
    least, most = (1 if what == "work_days" else 0), _MOST_DAYS[what]
    text = value.strip()
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise UsageError(
            say("'{value}' is no number of days", value=value),
            say("Write one from {least} to {most}.", least=least, most=most),
        )
    return int(text)


def _day(setting: str, value: str) -> date:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise UsageError(
            say("'{setting}' names no day", setting=setting), say("Write it as 2026-03-02.")
        ) from None
