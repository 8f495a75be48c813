"""What a font file says of itself: its family, how heavy it is, whether it leans."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KINDS: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_NEEDED: Final = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name")
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_WINDOWS, _MACINTOSH = 3, 1
_LEANS = 1


class FaceError(ValueError):
    """A file that is no font that documents can be set in; says why."""


class Face(NamedTuple):
    """One cut of a family, such as the bold one; ``weight`` is 400 for the regular one."""

    family: str
    weight: int
    italic: bool


def face_of(data: bytes) -> Face:
    """The cut that a TrueType or OpenType file holds.

    Raises:
        FaceError: It is damaged, holds several cuts, or a kind that documents cannot be set in.
    """
    if data[:4] == b"ttcf":
        raise FaceError(say("holds several fonts; bring each in a file of its own"))
    if data[:4] not in _KINDS:
        raise FaceError(say("is no TrueType or OpenType font"))
    try:
        tables = _tables(data)
        if "fvar" in tables:
            raise FaceError(say("is a variable font, which a PDF cannot hold; bring its cuts"))
        weight, selection = struct.unpack_from(">4xH56xH", tables["OS/2"])
        family = _family(tables["name"])
    except (struct.error, LookupError, UnicodeDecodeError) as error:
        raise FaceError(say("is damaged")) from error
    if not family or not 1 <= weight <= 1000:
        raise FaceError(say("is damaged"))
    return Face(family, weight, bool(selection & _LEANS))


def _tables(data: bytes) -> Mapping[str, bytes]:
    """The tables by name; a file that was cut short lacks the end of one."""
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for at in range(count):
        tag, offset, length = struct.unpack_from(">4s4xII", data, 12 + 16 * at)
        if offset + length > len(data):
            raise LookupError(tag)
        tables[tag.decode("latin-1")] = data[offset : offset + length]
    if missing := [name for name in _NEEDED if name not in tables]:
        raise LookupError(missing[0])
    return tables


def _family(table: bytes) -> str:
    """Its name as people know it, which cuts such as a light one share."""
    found = dict(reversed(list(_names(table))))
    return found.get(_TYPOGRAPHIC_FAMILY) or found.get(_FAMILY, "")


def _names(table: bytes) -> Iterator[tuple[int, str]]:
    """The names of a font by what they name; those in English first."""
    count, start = struct.unpack_from(">2xHH", table)
    records = [struct.unpack_from(">6H", table, 6 + 12 * at) for at in range(count)]
    english = {(_WINDOWS, 0x409), (_MACINTOSH, 0)}
    records.sort(key=lambda record: (record[0], record[2]) not in english)
    for platform, _, _, name, length, offset in records:
        said = table[start + offset : start + offset + length]
        if platform in {0, _WINDOWS}:
            yield name, said.decode("utf-16-be")
        elif platform == _MACINTOSH:
            yield name, said.decode("mac-roman")
