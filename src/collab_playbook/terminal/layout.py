"""Texts in columns of a terminal: how wide they are, where they break, how they line up."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.terminal.escaping import safe, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST_COLUMNS = 20


class Span(NamedTuple):
    """A piece of a line and how it is drawn: one of the styles of ``console``, or plain."""

    text: str
    style: str = ""


Line = str | tuple[Span, ...]


def columns(text: str) -> int:
    """How many columns a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200b\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int, indent: str = "", hanging: str | None = None) -> list[str]:
    """The text in lines no wider than ``width``, broken between words; its own line ends are kept.

    Args:
        text: Any text; it is made harmless on the way.
        width: Columns to stay within.
        indent: What the first line begins with.
        hanging: What every further line begins with; as wide as ``indent`` by default.
    """
    further = " " * columns(indent) if hanging is None else hanging
    lines: list[str] = []
    for paragraph in safe(text).split("\n"):
        lines.extend(_broken(paragraph, width, further if lines else indent, further))
    return lines


def _broken(paragraph: str, width: int, indent: str, further: str) -> Iterator[str]:
    line, room = indent, max(width, FEWEST_COLUMNS)
    is_empty = True
    for word in _words(paragraph, room - columns(further)):
        if not is_empty and columns(line) + 1 + columns(word) > room:
            yield line
            line, is_empty = further, True
        line += word if is_empty else f" {word}"
        is_empty = False
    yield line.rstrip() if is_empty else line


def _words(paragraph: str, room: int) -> Iterator[str]:
    """The words; one wider than the room is cut, so that nothing is lost beyond the edge."""
    for word in re.split(r"[ \t]+", paragraph.strip(" \t")):
        rest = word
        while columns(rest) > room:
            cut = _prefix(rest, room)
            yield cut
            rest = rest[len(cut) :]
        if rest:
            yield rest


def _prefix(word: str, room: int) -> str:
    taken = 0
    for position, character in enumerate(word):
        taken += _columns_of(character)
        if taken > room:
            return word[: max(position, 1)]
    return word


def cut(text: str, width: int) -> str:
    """The text on one line within ``width``; what does not fit ends in three points."""
    line = safe_line(text)
    if columns(line) <= width:
        return line
    return _prefix(line, max(width - 3, 1)).rstrip() + "..."


def padded(text: str, width: int) -> str:
    """The text followed by spaces up to ``width`` columns."""
    return text + " " * max(width - columns(text), 0)


def table(rows: Sequence[Sequence[Span]], widths: Sequence[int]) -> list[tuple[Span, ...]]:
    """Rows of cells in columns of fixed width, two spaces apart; long cells go on below.

    Args:
        rows: The cells of each row, as many as there are widths.
        widths: Columns for each cell; the last one is not padded.
    """
    lines = []
    for row in rows:
        cells = [wrapped(cell.text, max(width, 1)) for cell, width in zip(row, widths, strict=True)]
        for depth in range(max(len(cell) for cell in cells)):
            texts = [cell[depth] if depth < len(cell) else "" for cell in cells]
            lines.append(_row(texts, row, widths))
    return lines


def _row(texts: Sequence[str], row: Sequence[Span], widths: Sequence[int]) -> tuple[Span, ...]:
    spans = []
    last = max((i for i, text in enumerate(texts) if text), default=0)
    for position, text in enumerate(texts[: last + 1]):
        wide = text if position == last else padded(text, widths[position]) + "  "
        spans.append(Span(wide, row[position].style if text else ""))
    return tuple(spans)
