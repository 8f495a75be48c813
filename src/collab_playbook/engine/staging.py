"""A journal that lives in memory: where stories and walks are played, with people and a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.derive import Board, derive
from collab_playbook.engine.fold import fold
from collab_playbook.engine.people import LEAD, People
from collab_playbook.engine.simulate import events_of
from collab_playbook.engine.state import State
from collab_playbook.engine.view import View
from collab_playbook.model.event import PROGRAMME, Draft, Event, Instance
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from collab_playbook.engine.process import Process

_NOBODY = "Project lead"


class Stage:
    """A playbook being played: its events so far, its people, its clock.

    Args:
        process: The playbook.
        people: Who there is; with nobody, whoever acts may act in every role.
        now: When it begins.
        by: Who acts where nobody is named; else whoever leads.
        translation: The language of the playbook's texts where it is not its first.
    """

    def __init__(
        self,
        process: Process,
        people: People,
        now: datetime,
        by: str = "",
        translation: str = "",
    ) -> None:
        self.translation = translation
        self.process = process
        self.people = people
        self.now = now
        self.events: list[Event] = []
        self._state = State()
        self._view: View | None = None
        self._board: Board | None = None
        self.by = self.actor(by) if by else people.first(LEAD) or _NOBODY

    @property
    def view(self) -> View:
        """Things as they are now; the same value until something is recorded or time moves on."""
        view = self._view
        if view is None or view.state is not self._state or view.now != self.now:
            view = self._view = View(self.process, self._state, self.now, self.now.date())
        return view

    @property
    def board(self) -> Board:
        """Where every step stands now; the same value as long as the view is."""
        if self._board is None or self._board.view is not self.view:
            self._board = derive(self.view)
        return self._board

    def actor(self, name: str) -> str:
        """How events name a person who was named in short."""
        return next((p.actor for p in self.people.persons if name in {p.name, p.actor}), name)

    def record(self, drafts: Iterable[Draft], by: str) -> None:
        """Appends what was granted."""
        new = events_of(drafts, by, self.now, first=len(self.events))
        self.events += new
        voids = any(event.type == "voided" for event in new)
        self._state = fold(self.events) if voids else fold(new, self._state)

    def instance(self, path: str) -> Instance | None:
        """The instance that a path such as ``goal`` or ``customers/goal`` names, if any."""
        owner, slash, step_id = path.rpartition("/")
        view = self.view
        if not slash and step_id == ORGANISATION:
            return Instance(PROGRAMME, ORGANISATION)
        here = [i for i in view.instances if i.step == step_id]
        if slash:
            return next((i for i in here if i.scope.partition(":")[2] == owner), None)
        return next(iter(here), None)
