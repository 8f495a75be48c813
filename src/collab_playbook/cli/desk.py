"""Everything a command works on, opened once: workspace, playbook, journal, who acts and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from collab_playbook.cli.options import Options
from collab_playbook.engine.derive import Board, derive
from collab_playbook.engine.fold import fold
from collab_playbook.engine.people import People
from collab_playbook.engine.process import Process
from collab_playbook.engine.state import State
from collab_playbook.engine.view import View
from collab_playbook.errors import PlaybookError
from collab_playbook.files.appending import append
from collab_playbook.files.playbook import Loaded
from collab_playbook.files.workspace import Opened
from collab_playbook.model.event import Draft, Event, stamp
from collab_playbook.saying import say


@dataclass
class Desk:
    """An open workspace: what is recorded, what it means, and the only way to record more.

    ``events`` and ``heads`` grow as a command records; everything derived follows.
    """

    opened: Opened
    loaded: Loaded
    process: Process
    people: People
    options: Options
    language: str
    events: list[Event]
    heads: tuple[str, ...]
    ahead: tuple[Draft, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)
    _state: State | None = field(default=None, repr=False)

    @property
    def root(self) -> Path:
        """The folder of the workspace."""
        return self.opened.root

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.options.now or datetime.now(UTC).replace(microsecond=0)

    @cached_property
    def actor(self) -> str:
        """Who acts: ``--by``, else git's user, else the login name."""
        return actor_of(self.options, self.root)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone that days are counted in.

        Raises:
            PlaybookError: ``workspace.yaml`` names one that does not exist.
        """
        try:
            return ZoneInfo(self.opened.workspace.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            message = say(
                "workspace.yaml: there is no time zone '{zone}'", zone=self.opened.workspace.zone
            )
            raise PlaybookError(message, say("Write one such as Europe/Paris.")) from error

    @property
    def state(self) -> State:
        """What is recorded, folded."""
        if self._state is None:
            self._state = fold(self.events)
        return self._state

    @property
    def view(self) -> View:
        """What is recorded, seen through the playbook now; hand edits not yet recorded included."""
        from collab_playbook.engine.simulate import after  # noqa: PLC0415 - most commands look at no edits

        now = self.now
        view = View(self.process, self.state, now, now.astimezone(self.zone).date())
        return after(view, self.ahead, self.actor) if self.ahead else view

    @property
    def board(self) -> Board:
        """Where every instance stands."""
        return derive(self.view)

    def append(self, drafts: Sequence[Draft], by: str | None = None) -> View:
        """Records events, on disk when this returns.

        Raises:
            PlaybookError: They could not be written; nothing was recorded then.
        """
        if drafts:
            written = append(
                self.opened.journal_path,
                drafts,
                by=by or self.actor,
                at=stamp(self.now),
                playbook_digest=self.process.playbook.digest,
                heads=self.heads,
            )
            self.events += written
            self.heads = (written[-1].id,)
            voids = any(event.type == "voided" for event in written)
            self._state = None if voids else fold(written, self._state) if self._state else None
        return self.view


def actor_of(options: Options, folder: Path) -> str:
    """Who acts: ``--by``, else git's user, else the login name."""
    if options.by:
        return options.by
    from collab_playbook.files.git import git_identity  # noqa: PLC0415 - looking needs to know nobody

    found = git_identity(folder)
    if found is not None:
        return found
    import getpass  # noqa: PLC0415 - the last resort

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "someone"
