"""The title of a slide: two rows at most, since more is text and not a title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.formats.content import Span
from collab_playbook.formats.slides.area import TITLE_WIDTH
from collab_playbook.formats.slides.text import cut, starts_of

if TYPE_CHECKING:
    from collab_playbook.formats.content import Inlines

SIZES: Final = (30.0, 28.0, 26.0, 24.0)
_ROWS: Final = 2
_LONGEST: Final = 400
"""No title of more letters fits, however narrow they are."""
_NUMBERED: Final = 60.0
"""What the number of a slide takes, as in ``(2/3)``."""


def is_whole(title: Inlines, more: str = "") -> bool:
    """Whether a title can be shown in full, with what has to stand at its end."""
    shown, rest = cut(title, _LONGEST)
    rows = starts_of((*shown, Span(more)), TITLE_WIDTH, SIZES[-1], bold=True)
    return not rest and len(rows) <= _ROWS


def shortened(title: Inlines, more: str = "") -> tuple[Inlines, float]:
    """A title, no longer than there is room, and its size.

    Args:
        title: What the slide says.
        more: What has to stand at its end, as in `` (2/3)``.
    """
    title, _ = cut(title, _LONGEST)
    whole = (*title, Span(more)) if more else title
    for size in SIZES:
        if len(starts_of(whole, TITLE_WIDTH, size, bold=True)) <= _ROWS:
            return whole, size
    starts = starts_of(title, TITLE_WIDTH - _NUMBERED, SIZES[-1], bold=True)
    kept, _ = cut(title, starts[_ROWS] - 1)
    return (*kept, Span(f"…{more}")), SIZES[-1]
