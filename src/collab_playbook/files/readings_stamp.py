"""What the table of readings says of itself: its heads, and whether a hand was in it since."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from collab_playbook.files.merged_sheet import sides
from collab_playbook.files.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

READINGS = "measures/readings.csv"
_STAMP = re.compile(r'^"?# heads((?: [0-9a-f]+)*) text ([0-9a-f]{16})"?[,;\t]*$', re.MULTILINE)


def nothing_edited_in_readings(root: Path) -> bool:
    """Whether the view is as the program wrote it, or not there at all."""
    data = read_sheet(root, READINGS)
    return data is None or ("<<<<<<< " not in data.decode("utf-8", "replace") and is_our_own(data))


def heads_of_readings(root: Path) -> tuple[str, ...]:
    """The heads that the view was written from, shortened; each must still be in the journal."""
    data = read_sheet(root, READINGS)
    found = [stamp_in(side) for side in sides((data or b"").decode("utf-8", "replace"))]
    return tuple(sorted({head for stamp in found if stamp is not None for head in stamp[0]}))


def is_our_own(data: bytes) -> bool:
    """Whether the table, or each side of a conflict in it, is as the program wrote it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all((stamp := stamp_in(side)) is not None and stamp[1] for side in sides(text))


def stamp_in(text: str) -> tuple[tuple[str, ...], bool] | None:
    """The heads that a view names, and whether it is as written; ``None`` without a stamp."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _STAMP.search(text)
    if found is None:
        return None
    rest = text[: found.start()] + text[found.end() + 1 :]
    return tuple(found[1].split()), digest_of_body(rest) == found[2]


def digest_of_body(body: str) -> str:
    """What the first line remembers of the rest."""
    return sha256(body.encode()).hexdigest()[:16]
