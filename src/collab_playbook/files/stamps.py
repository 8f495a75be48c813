"""What a sheet says of itself: where it came from, and whether a hand was in it since."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD_LENGTH = 16
_STAMP = re.compile(r"^# heads:((?: [0-9a-f]+)*); text: ([0-9a-f]{16})$", re.MULTILINE)


class Stamp(NamedTuple):
    """What a sheet says of itself: the heads it was written from, and whether it is as written."""

    heads: tuple[str, ...]
    untouched: bool


def stamp_of(text: str) -> Stamp | None:
    """The stamp of a sheet; ``None`` where a person began the file."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _STAMP.search(text)
    if found is None:
        return None
    rest = text[: found.start()] + text[found.end() :]
    return Stamp(tuple(found.group(1).split()), _digest(rest) == found.group(2))


def is_untouched(text: str) -> bool:
    """Whether a sheet is as the program wrote it."""
    stamp = stamp_of(text)
    return stamp is not None and stamp.untouched


def stamped(text: str, heads: Iterable[str]) -> str:
    """A sheet with its stamp made to say: as it is now, from these heads."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    names = "".join(f" {head[:HEAD_LENGTH]}" for head in sorted(heads))
    found = _STAMP.search(plain)
    start, end = (found.start(), found.end()) if found else (0, 0)
    before, after = plain[:start], plain[end:] if found else "\n" + plain
    stamped_text = f"{before}# heads:{names}; text: {_digest(before + after)}{after}"
    if "\r\n" in text:
        stamped_text = stamped_text.replace("\n", "\r\n")
    return ("\ufeff" if text.startswith("\ufeff") else "") + stamped_text


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
