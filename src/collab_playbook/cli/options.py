"""The options that every command takes, wherever on the line they are written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from collab_playbook.errors import UsageError
from collab_playbook.saying import say

TAKES_VALUE: Mapping[str, str] = {
    "--workspace": "workspace",
    "-C": "workspace",
    "--playbook": "playbook",
    "--language": "language",
    "--now": "now",
    "--by": "by",
}
FLAGS: Mapping[str, str] = {
    "--no-input": "no_input",
    "--accessible": "accessible",
    "--debug": "debug",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the whole line says, whichever command it runs."""

    workspace: Path | None = None
    playbook: str | None = None
    language: str | None = None
    now: datetime | None = None
    by: str | None = None
    no_input: bool = False
    accessible: bool = False
    debug: bool = False


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with the common options in front, so that they may stand anywhere."""
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, _, _ = word.partition("=")
        if word == "--":
            rest += [word, *waiting]
            break
        if word in TAKES_VALUE:
            front += [word, *waiting[:1]]
            waiting = waiting[1:]
        elif word in FLAGS or (name in TAKES_VALUE and name.startswith("--")):
            front.append(word)
        else:
            rest.append(word)
    return [*front, *rest]


def read_options(
    *,
    workspace: Path | None,
    playbook: str | None,
    language: str | None,
    now: str | None,
    by: str | None,
    flags: Iterable[str],
    environment: Mapping[str, str] = os.environ,
) -> Options:
    """The options as typed values; ``ACCESSIBLE`` and ``TERM=dumb`` ask for line mode too.

    Raises:
        UsageError: ``--now`` is no moment.
    """
    chosen = set(flags)
    dumb = environment.get("TERM") == "dumb"
    accessible = "accessible" in chosen or bool(environment.get("ACCESSIBLE")) or dumb
    return Options(
        workspace=workspace,
        playbook=playbook,
        language=language,
        now=moment(now) if now else None,
        by=by.strip() if by and by.strip() else None,
        no_input="no_input" in chosen,
        accessible=accessible,
        debug="debug" in chosen,
    )


def day_given(text: str, option: str) -> date:
    """The day that an option gives.

    Raises:
        UsageError: The text is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            say("'{text}' is no day", text=text), say("Write {option} 2026-10-01.", option=option)
        ) from None


def moment(text: str) -> datetime:
    """A day or a moment in UTC from ISO 8601; a day means its ninth hour.

    Raises:
        UsageError: The text is neither.
    """
    try:
        if len(text) == len("2026-01-05"):
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            say("'{text}' is no moment", text=text),
            say("Write --now 2026-01-05 or --now 2026-01-05T09:30:00Z."),
        ) from None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
