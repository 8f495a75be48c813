"""What becomes of an answer that came back: the three-way difference of then, the form and now."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collab_playbook.engine.state import Stored

Verdict = Literal["unchanged", "changed", "clash"]


class Side(StrEnum):
    """Whose answer stands where both changed."""

    form = "form"
    workspace = "workspace"


def settled(
    stored: Stored, then: Stored | None, now: Stored | None, *, was_filled: bool
) -> Verdict:
    """Whether an answer is new, says what stands, or meets one that was given meanwhile.

    Args:
        stored: The answer of the form.
        then: What stood when the form was made.
        now: What stands.
        was_filled: Whether ``then`` was filled in; an answer that nobody touched reverts nothing.
    """
    if stored == now or (was_filled and stored == then):
        return "unchanged"
    return "changed" if then == now else "clash"
