"""Marks in texts for people: the source of a figure, and the step or term to read on at.

``[@nielsen_2006]`` names a record of the catalogue of sources, ``[@a; @b]`` several of them.
``[the first members](step:founders)`` points to a step, ``[relay](term:relay)`` to the glossary.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCES = "sources"
"""The catalogue that marks of sources name records of."""

BETWEEN_SOURCES: Mapping[str, str] = {"en": "; ", "fr": "\u202f; "}
"""What stands between two sources, by language."""

CITATION = re.compile(r"(?<!\\)\[(@[a-z0-9_]+(?:\s*;\s*@[a-z0-9_]+)*)\]")
LINK = re.compile(r"\[([^\]\n]+)\]\((step|term):([a-z0-9_]+)\)")
_KEY = re.compile(r"@([a-z0-9_]+)")


def keys_cited(text: str) -> Iterator[tuple[str, int]]:
    """The keys of the sources that a text names, each with where its ``@`` stands."""
    for mark in CITATION.finditer(text):
        for key in _KEY.finditer(mark[1]):
            yield key[1], mark.start(1) + key.start()


def with_sources(text: str, titles: Mapping[str, str], between: str = "; ") -> str:
    """The text with its sources in brackets; one that names an unknown source keeps its mark.

    A text that is a mark and nothing else becomes the sources without brackets.

    Args:
        text: Any text for people.
        titles: The short forms of the sources by key.
        between: What stands between two sources.
    """

    def told(mark: re.Match[str]) -> str:
        keys = [key[1] for key in _KEY.finditer(mark[1])]
        if not all(key in titles for key in keys):
            return mark[0]
        words = between.join(titles[key] for key in keys)
        return words if mark[0] == text.strip() else f"({words})"

    return CITATION.sub(told, text)


def with_links(text: str, numbers: Mapping[str, int], word: str) -> str:
    """The text with links as words: ``the first members (step 7)``; terms as they are.

    Args:
        text: Any text for people.
        numbers: The numbers of the steps by id.
        word: What a step is called, such as ``step``.
    """

    def told(link: re.Match[str]) -> str:
        number = numbers.get(link[3]) if link[2] == "step" else None
        return link[1] if number is None else f"{link[1]} ({word} {number})"

    return LINK.sub(told, text)
