"""Choices as people type them: by number, by id, or by the beginning of their text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.model.question import Choice

_ALL = {"all", "tous", "toutes"}
_NONE = {"none", "aucun", "aucune", "-"}
_SHOWN = 5


def read_choice(text: str, choices: Sequence[Choice]) -> str:
    """The id of the one choice that a text means.

    Raises:
        ValueError: No choice is meant, or several may be.
    """
    typed = fold(text)
    if re.fullmatch(r"[0-9]{1,6}[.)]?", typed):
        number = int(typed.rstrip(".)"))
        if 1 <= number <= len(choices):
            return choices[number - 1].id
        raise ValueError(
            say(
                "there is no choice {number}; the numbers go from 1 to {count}",
                number=number,
                count=len(choices),
            )
        )
    for matches in (_is_exactly, _begins_with, _has_word_beginning_with):
        found = [choice for choice in choices if matches(choice, typed)]
        if len(found) == 1:
            return found[0].id
        if found:
            names = ", ".join(f"'{choice.text}'" for choice in found[:_SHOWN])
            raise ValueError(
                say(
                    "'{text}' may mean {names}; type more of it, or the number",
                    text=text.strip()[:40],
                    names=names,
                )
            )
    raise ValueError(
        say("'{text}' is none of the {count} choices", text=text.strip()[:40], count=len(choices))
    )


def read_choices(text: str, choices: Sequence[Choice]) -> list[str]:
    """The ids of all choices that a text means: ``1, 3``, ``1-3``, names with commas, ``all``.

    Raises:
        ValueError: A piece means no choice, or may mean several.
    """
    typed = fold(text)
    whole = [choice.id for choice in choices if _is_exactly(choice, typed)]
    if whole:
        return whole
    if typed in _ALL:
        return [choice.id for choice in choices]
    if typed in _NONE:
        return []
    pieces = typed.split() if re.fullmatch(r"[\d ]+", typed) else re.split(r"[,;\n]", text)
    ids: list[str] = []
    for piece in pieces:
        if piece.strip():
            ids.extend(_read_piece(piece, choices))
    return list(dict.fromkeys(ids))


def matching(text: str, choices: Sequence[Choice]) -> tuple[tuple[int, Choice], ...]:
    """The choices, numbered, that a text may mean; those it says exactly before all others."""
    typed = fold(text)
    numbered = tuple(enumerate(choices, start=1))
    for matches in (_is_exactly, _begins_with, _has_word_beginning_with):
        found = tuple(pair for pair in numbered if matches(pair[1], typed))
        if found:
            return found
    return ()


def fold(text: str) -> str:
    """A text without the differences that typing makes: case, accents, runs of spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def _read_piece(piece: str, choices: Sequence[Choice]) -> list[str]:
    ends = re.fullmatch(r"\s*([0-9]{1,4})\s*-\s*([0-9]{1,4})\s*", piece)
    if ends is None:
        return [read_choice(piece, choices)]
    first, last = int(ends[1]), int(ends[2])
    if not 1 <= first <= last <= len(choices):
        raise ValueError(
            say(
                "'{piece}' is no range of the numbers 1 to {count}",
                piece=piece.strip(),
                count=len(choices),
            )
        )
    return [choice.id for choice in choices[first - 1 : last]]


def _is_exactly(choice: Choice, typed: str) -> bool:
    return typed in {choice.id, fold(choice.text)}


def _begins_with(choice: Choice, typed: str) -> bool:
    return bool(typed) and (fold(choice.text).startswith(typed) or choice.id.startswith(typed))


def _has_word_beginning_with(choice: Choice, typed: str) -> bool:
    return bool(typed) and f" {typed}" in f" {fold(choice.text)}"
