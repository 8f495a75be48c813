"""What a session needs from the rest of the program; the command line provides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.engine.state import Stored
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Draft


class Session(Protocol):
    """The workspace behind a conversation.

    Methods raise ``PlaybookError`` where something outside stands in the way; the conversation
    shows it, keeps what was typed and asks again.
    """

    def append(self, drafts: Sequence[Draft]) -> View:
        """Records events, durably and all at once; gives the view after them."""
        ...

    def guide(self, step_id: str) -> str:
        """The guide of a step, in Markdown; empty where there is none."""
        ...

    def attach(self, path: str) -> Stored:
        """Keeps a copy of a file as evidence; gives ``{name, digest}``."""
        ...

    def edit(self, text: str) -> str:
        """Opens the person's editor on a text; gives what was saved."""
        ...

    def unfinished(self, path: str) -> Any:
        """What was kept of an answer still being put together; ``None`` for nothing."""
        ...

    def keep_unfinished(self, path: str, value: Any) -> None:
        """Keeps an answer still being put together, outside the journal; ``None`` forgets it."""
        ...
