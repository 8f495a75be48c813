"""Choices as a questionnaire offers them, and as they come back: by label or id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from collab_playbook.engine.reading_choices import fold, read_choice
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.model.question import Choice

BETWEEN = "; "
"""What stands between several choices in one cell; labels hold commas."""


@dataclass(frozen=True)
class Offered:
    """Choices with their texts in the language of the form, and in the others of the playbook."""

    own: tuple[Choice, ...]
    elsewhere: tuple[tuple[Choice, ...], ...] = ()

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """A label for each id, in the language of the form."""
        return labels_of(self.own)

    @cached_property
    def by_label(self) -> Mapping[str, str]:
        """The id for each label in any language, and for each id, as they are compared."""
        known: dict[str, str] = {}
        for labels in (*map(labels_of, self.elsewhere), self.labels):
            known |= {fold(label): name for name, label in labels.items()}
        return known | {fold(choice.id): choice.id for choice in self.own}


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
    if typed in offered.by_label:
        return offered.by_label[typed]
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
    found: list[str] = []
    for piece in pieces:
        whole = fold(piece) in offered.by_label or "," not in piece
        parts = [piece] if whole else [each for each in piece.split(",") if each.strip()]
        found += [picked(part, offered) for part in parts]
    return list(dict.fromkeys(found))
