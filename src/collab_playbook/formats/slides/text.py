"""How much room text takes on a slide, and where it is cut when there is not enough.

Lengths are in points. Measured without the font, a little too large rather than too small.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from collab_playbook.drawing import letters
from collab_playbook.formats.content import Break, Inlines, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.formats.slides.deck import Line

LEADING: Final = 1.22
"""From one row to the next, in sizes of the text."""
STEP: Final = 1.1
"""How far a list goes in, in sizes of the text."""
AIR: Final = 0.4
"""Between paragraphs, in sizes of the text."""
KEY: Final = 1.5
"""How much larger a paragraph is that is wholly in bold."""
CODE: Final = 0.8
"""How much smaller text is whose blanks are meant."""
DEEPEST: Final = 5
"""How many lists within one another still go further in."""
_BOLD: Final = 1.06
_MONOSPACED: Final = 0.62
_FACE: Final = 0.92
"""How wide a line of Arial is at most beside what ``drawing`` reckons with; Calibri is less."""
_AFTER: Final = frozenset(" -\t")


def size_of(line: Line, size: float) -> float:
    """The size of a paragraph on a slide whose text has this size."""
    return size * {"key": KEY, "code": CODE}.get(line.kind, 1.0)


def indent_of(line: Line, size: float) -> float:
    """How far a paragraph goes in; its mark stands a step before that."""
    marked = line.kind in {"bullet", "number"}
    return (min(line.depth, DEEPEST) + marked) * STEP * size


def height_of_line(line: Line, width: float, size: float) -> float:
    """How high a paragraph is."""
    rows = len(starts_of(line.text, *_measure(line, width, size)))
    return rows * LEADING * size_of(line, size)


def height_of_lines(lines: Sequence[Line], width: float, size: float) -> float:
    """How high paragraphs are with the air between them."""
    heights = (height_of_line(line, width, size) for line in lines)
    return sum(heights) + AIR * size * max(0, len(lines) - 1)


def cut_line(line: Line, width: float, size: float, height: float) -> tuple[Line, Line]:
    """The rows of a paragraph that fit, at least one, and the rest."""
    starts = starts_of(line.text, *_measure(line, width, size))
    most = max(1, int(height / (LEADING * size_of(line, size))))
    at = starts[min(most, len(starts) - 1)]
    before, after = cut(line.text, at)
    return line._replace(text=before), line._replace(text=after, goes_on=True)


def _measure(line: Line, width: float, size: float) -> tuple[float, float, bool]:
    room = width - indent_of(line, size)
    return room, size_of(line, size), line.kind in {"heading", "key"}


def starts_of(text: Inlines, width: float, size: float, bold: bool = False) -> list[int]:
    """Where each row of a text begins; broken between words, or inside one too long."""
    starts, used, blank, kept = [0], 0.0, 0, 0.0
    most = width / size
    at = 0
    for part in text:
        if isinstance(part, Break):
            at += 1
            starts.append(at)
            used = kept = 0.0
            continue
        more = _BOLD if bold or part.strong else 1.0
        for letter in part.text:
            room = _MONOSPACED if part.code else _em(letter) * more
            if used + room > most and at > starts[-1] and letter != " ":
                fits = blank > starts[-1]
                starts.append(blank if fits else at)
                used = used - kept if fits else 0.0
            used += room
            at += 1
            if letter in _AFTER:
                blank, kept = at, used
    return starts


def cut(text: Inlines, at: int) -> tuple[Inlines, Inlines]:
    """A text in two, at so many letters from its beginning."""
    before: list[Span | Break] = []
    after: list[Span | Break] = []
    for part in text:
        long = 1 if isinstance(part, Break) else len(part.text)
        if long <= at:
            before.append(part)
        elif at <= 0 or isinstance(part, Break):
            after.append(part)
        else:
            before.append(part._replace(text=part.text[:at]))
            after.append(part._replace(text=part.text[at:]))
        at -= long
    return tuple(before), tuple(after)


def longest_word(text: Inlines, *, bold: bool = False) -> float:
    """How wide the longest word is, in sizes of the text; one word alone may be wider than most."""
    words = "".join(p.text if isinstance(p, Span) else " " for p in text).split(" ")
    return max(map(ems, words)) / _FACE * (_BOLD if bold else 1.0)


def ems(text: str) -> float:
    """How wide a text is, in sizes of the text."""
    return sum(map(_em, text))


@cache
def _em(letter: str) -> float:
    return letters.width(letter, _FACE)
