"""What stops a guard from being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.errors import PlaybookError

if TYPE_CHECKING:
    from collab_playbook.language.syntax import Span


class GuardError(PlaybookError):
    """A text that is no guard: what is wrong, where in the text, and what to write.

    Args:
        message: What is wrong, in one sentence.
        span: The code points of the text that are to blame; it may be empty, at the end.
        hint: What to do about it.
    """

    def __init__(self, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message, hint)
        self.span = span
