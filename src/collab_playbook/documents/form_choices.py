"""Choices as a questionnaire offers them, and as they come back: by label or id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.reading_choices import fold, read_choice
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.model.question import Choice

BETWEEN = "; "
"""What stands between several choices in one cell; labels hold commas."""


class Offered(NamedTuple):
    """Choices with their texts in the language of the form, and in the others of the playbook."""

    own: tuple[Choice, ...]
    elsewhere: tuple[tuple[Choice, ...], ...] = ()


def labels_of(choices: Sequence[Choice]) -> dict[str, str]:
    """A label for each id; where two choices read alike, the id stands behind."""
    counts: dict[str, int] = {}
    for choice in choices:
        counts[fold(choice.text)] = counts.get(fold(choice.text), 0) + 1
    return {
        choice.id: " ".join(choice.text.split())
        if counts[fold(choice.text)] == 1
        else f"{' '.join(choice.text.split())} ({choice.id})"
        for choice in choices
    }


def picked(text: str, offered: Offered) -> str:
    """The id of the choice that a text means.

    Raises:
        ValueError: No choice is meant, or several may be.
    """
    typed = fold(text)
    known = _by_label(offered)
    if typed in known:
        return known[typed]
    if re.fullmatch(r"[0-9]+[.)]?", typed):  # a form does not number its choices
        raise ValueError(
            say("'{text}' is none of the {count} choices", text=typed[:40], count=len(offered.own))
        )
    return read_choice(text, offered.own)


def all_picked(text: str, offered: Offered) -> list[str]:
    """The ids of all choices that a text means, with semicolons, line breaks or commas between.

    Raises:
        ValueError: A piece means no choice, or may mean several.
    """
    pieces = [piece for piece in re.split(r"[;\n]", text) if piece.strip()]
    known = _by_label(offered)
    found: list[str] = []
    for piece in pieces:
        whole = fold(piece) in known or "," not in piece
        parts = [piece] if whole else [each for each in piece.split(",") if each.strip()]
        found += [picked(part, offered) for part in parts]
    return list(dict.fromkeys(found))


def _by_label(offered: Offered) -> dict[str, str]:
    known: dict[str, str] = {}
    for choices in (*offered.elsewhere, offered.own):
        known |= {fold(label): name for name, label in labels_of(choices).items()}
    return known | {fold(choice.id): choice.id for choice in offered.own}
