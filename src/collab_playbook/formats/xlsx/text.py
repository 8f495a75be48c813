"""Text that a workbook can hold: nothing in it acts, nothing in it breaks the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 32_767
"""What a cell holds at most, in units of UTF-16."""
_LONGEST_NAME: Final = 31
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What XML cannot hold, and the marks of direction, which would turn the text of others."""
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED: Final = frozenset({"history"})
"""Names that Excel keeps for itself."""


def told(text: str) -> str:
    """The text without what nobody sees and what XML cannot hold, cut where a cell ends.

    XlsxWriter takes a text that begins and ends like a run of rich text for one, and writes it as
    it is; a blank at its end keeps it a text.
    """
    clean = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) > LONGEST // 2 and _units(clean) > LONGEST:
        clean = _cut(clean, LONGEST - 1) + "\N{HORIZONTAL ELLIPSIS}"
    if clean.startswith("<r>") and clean.endswith("</r>"):
        clean = f"{clean[: LONGEST - 1]} "
    return clean


def line(text: str, longest: int = LONGEST) -> str:
    """The text on one line, of so many units of UTF-16 at most."""
    clean = " ".join(told(text).split())
    return (
        clean if _units(clean) <= longest else _cut(clean, longest - 1) + "\N{HORIZONTAL ELLIPSIS}"
    )


def headings(texts: Iterable[str]) -> list[str]:
    """Headings as a table wants them: none empty, none twice, whatever their case."""
    return _each_once((line(text, 240) or "-" for text in texts), 255)


def sheet_names(texts: Iterable[str]) -> list[str]:
    """Names that sheets may have: at most 31 characters, none twice, no sign that paths use."""
    names = (" ".join(_NOT_IN_A_NAME.sub(" ", told(text)).split()).strip("' ") for text in texts)
    usable = (f"{name}." if name.casefold() in _RESERVED else name or "-" for name in names)
    return _each_once(usable, _LONGEST_NAME)


def _each_once(texts: Iterable[str], longest: int) -> list[str]:
    found: list[str] = []
    known: set[str] = set()
    for text in texts:
        name, number = _cut(text, longest).rstrip("' "), 1
        while name.casefold() in known:
            number += 1
            mark = f" ({number})"
            name = _cut(text, longest - len(mark)).rstrip("' ") + mark
        known.add(name.casefold())
        found.append(name)
    return found


def _units(text: str) -> int:
    return len(text) + sum(1 for sign in text if sign > "\uffff")


def _cut(text: str, longest: int) -> str:
    """The beginning of a text, no sign cut in two."""
    if _units(text) <= longest:
        return text
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")
