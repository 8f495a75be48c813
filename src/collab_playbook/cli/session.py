"""A guided session over a workspace: step after step, every answer on disk before the next."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collab_playbook.cli.desk import Desk
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import writing
from collab_playbook.cli.options import Options
from collab_playbook.cli.scoping import scope_given
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.engine.asking import next_asked
from collab_playbook.engine.following import in_turn, inside, next_of
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.repeats import acting_on
from collab_playbook.engine.state import Stored
from collab_playbook.engine.view import View
from collab_playbook.errors import PlaybookError
from collab_playbook.files.evidence import attach
from collab_playbook.files.writing import write_atomic
from collab_playbook.model.event import PROGRAMME, Draft, Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say
from collab_playbook.terminal.asker_here import asker_here
from collab_playbook.terminal.asking import converse
from collab_playbook.terminal.console import require_terminal
from collab_playbook.terminal.plain import tell

_UNFINISHED = ".collab-playbook/unfinished.json"
_INSTEAD = say(
    "Answer with 'collab-playbook answer STEP.QUESTION=VALUE' or "
    "'collab-playbook answer --from FILE'."
)


@dataclass
class DeskSession:
    """What a conversation needs of a workspace."""

    desk: Desk

    def append(self, drafts: Sequence[Draft]) -> View:
        """Records events, on disk when this returns."""
        return self.desk.append(drafts)

    def guide(self, step_id: str) -> str:
        """The guide of a step; empty where there is none."""
        return self.desk.loaded.guides.get(step_id, "")

    def attach(self, path: str) -> Stored:
        """Keeps a copy of a file as evidence."""
        return attach(self.desk.root, Path(path).expanduser())

    def edit(self, text: str) -> str:
        """Opens the person's editor on a text; gives what was saved.

        Raises:
            PlaybookError: There is no editor, or it failed; the text is as before.
        """
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answer.md"
            path.write_text(text, "utf-8")
            try:
                subprocess.run([*shlex.split(editor), str(path)], check=True)
            except (OSError, ValueError, subprocess.CalledProcessError) as error:
                raise PlaybookError(
                    say("the editor '{editor}' could not be used", editor=editor),
                    say("Set EDITOR to another."),
                ) from error
            return path.read_text("utf-8")

    def unfinished(self, path: str) -> Any:
        """What was kept of an answer still being put together."""
        return self._kept().get(path)

    def keep_unfinished(self, path: str, value: Any) -> None:
        """Keeps an answer still being put together, outside the journal; ``None`` forgets it."""
        kept = self._kept()
        if value is None and path not in kept:
            return
        kept[path] = value
        left = {name: held for name, held in kept.items() if held is not None}
        write_atomic(self.desk.root / _UNFINISHED, json.dumps(left, ensure_ascii=False).encode())

    def _kept(self) -> dict[str, Any]:
        try:
            found = json.loads((self.desk.root / _UNFINISHED).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def hold_session(
    options: Options,
    step: str | None,
    circle: str | None = None,
    community: str | None = None,
) -> None:
    """Holds a session: one step, or each in turn until nothing is left or the person quits.

    In a circle or community where one is named; else wherever it matters most.

    Raises:
        RefusedError: There is no terminal to ask in; the hint says what answers instead.
        InterruptedSession: A signal ended it; everything acknowledged is saved.
    """
    require_terminal(sys.stdin, _INSTEAD, no_input=options.no_input)
    console = console_for(options)
    with writing(options, "run") as desk:
        session = DeskSession(desk)
        words = words_for(desk.language)
        asker = asker_here(console, sys.stdin, words)
        within = scope_given(desk.view, circle, community)
        wanted = _wanted(desk, step, within) if step is not None else _first(desk, within)
        while wanted is not None:
            ending = converse(
                Interview(desk.view, wanted, desk.actor, language=desk.language),
                asker,
                session,
                words,
                desk.view.today,
            )
            if ending.how == "quit":
                return
            stay = step is not None or ending.how == "left"
            wanted = None if stay else _first(desk, within)
        _tell_what_is_next(desk, within)


def _wanted(desk: Desk, step: str, within: str | None) -> Instance:
    instance = instance_named(desk.view, step, within or PROGRAMME)
    return instance if instance.step == ORGANISATION else acting_on(desk.view, instance)


def _first(desk: Desk, within: str | None) -> Instance | None:
    """The instance whose turn it is: one with a question, or one that waits to be handed in."""
    board = desk.board if within is None else inside(desk.board, within)
    for instance in in_turn(board):
        if instance.step != ORGANISATION or next_asked(board.view, instance) is not None:
            return instance
    return None


def _tell_what_is_next(desk: Desk, within: str | None) -> None:
    following = next_of(desk.board, desk.people, desk.actor, within)
    for action in following.actions:
        tell(f"{action.why}:\n  {action.command}")
    if following.question is not None:
        tell(say("Go on with: collab-playbook run {path}", path=following.question.instance.path))
    elif following.until is not None and not following.actions:
        tell(
            say(
                "Nothing to do before {until}: {waiting}.",
                until=following.until,
                waiting=following.waiting,
            )
        )
