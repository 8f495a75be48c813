"""The name that was probably meant by one that there is none of, and how every layer says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKE_ENOUGH = 0.6
_LONGEST = 200
"""Characters of a word beyond which it is no misspelt name, and comparing would take long."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that is most like a word; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a wrong name pays for it

    if len(word) > _LONGEST:
        return ""
    names = [name for name in known if isinstance(name, str)]
    return next(iter(get_close_matches(word, names, n=1, cutoff=_LIKE_ENOUGH)), "")


def is_it(name: str) -> str:
    """The question whether a name was meant, as a sentence; empty for no name."""
    return say("Did you mean '{name}'?", name=name) if name else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known name; empty where none is near."""
    return is_it(nearest(word, known))


def or_near(word: str, known: Iterable[str]) -> str:
    """The same as the end of a sentence, which it continues."""
    name = nearest(word, known)
    return say("; did you mean '{name}'?", name=name) if name else ""
