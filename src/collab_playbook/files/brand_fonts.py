"""The font files of a brand, and the bytes of any of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from collab_playbook.files.codes import BRAND_FILE, TOO_LARGE
from collab_playbook.files.font_file import Face, FaceError, face_of
from collab_playbook.files.writing import told
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Fonts: TypeAlias = tuple[tuple[Face, bytes], ...]
FONTS: Final = "fonts"
"""The folder of a brand that they lie in."""
LARGEST: Final = 2 * 1024 * 1024
"""Bytes of one file of a brand."""
LARGEST_TOGETHER: Final = 6 * 1024 * 1024
"""Bytes of all its fonts, which every HTML document carries along."""
_MEGABYTE = 1024 * 1024
_KINDS: Final = (".ttf", ".otf")
_OTHER_KINDS: Final = (".ttc", ".otc", ".woff", ".woff2", ".eot", ".pfb", ".dfont")


def fonts_in(root: Path, folder: str, wanted: Sequence[str]) -> tuple[Fonts, tuple[Problem, ...]]:
    """The fonts in a folder, by the names of their files, and what is wrong there.

    Args:
        root: The workspace.
        folder: The folder below it, which need not be there.
        wanted: The families that text is set in.

    Raises:
        PlaybookError: The folder or a font is there and cannot be read.
    """
    with told(say("'{path}' cannot be read", path=folder)):
        paths = sorted((root / folder).iterdir()) if (root / folder).is_dir() else []
    read = [_read(root, folder, path) for path in paths]
    fonts = tuple(each for each in read if each is not None and not isinstance(each, Problem))
    problems = [each for each in read if isinstance(each, Problem)]
    if sum(len(data) for _, _, data in fonts) > LARGEST_TOGETHER:
        hint = say("Regular, bold and italic of one or two families are enough.")
        size = LARGEST_TOGETHER // _MEGABYTE
        message = say("The fonts are larger than {size} MB together", size=size)
        return (), (*problems, TOO_LARGE.at(Place(folder), message, hint))
    problems += _unused(fonts, wanted)
    return tuple((face, data) for _, face, data in fonts), tuple(problems)


def _read(root: Path, folder: str, path: Path) -> tuple[Place, Face, bytes] | Problem | None:
    """A font, or what is wrong with it; nothing for a file of another kind, such as a licence."""
    name, kind = path.name, path.suffix.lower()
    place = Place(f"{folder}/{name}")
    if path.is_dir():
        message = say("Fonts lie side by side, not in a folder '{name}'", name=name)
        return BRAND_FILE.at(place, message, say("Move its files up."))
    if kind in _OTHER_KINDS:
        message = say("'{name}' is a font of another kind", name=name)
        return BRAND_FILE.at(place, message, say("Bring it as .ttf or .otf."))
    return _font(root, place, name) if kind in _KINDS else None


def _font(root: Path, place: Place, name: str) -> tuple[Place, Face, bytes] | Problem:
    data = bytes_of(root, place.file)
    if data is None:
        message = say("'{name}' is a link, not a file", name=name)
        return BRAND_FILE.at(place, message, say("Put the file itself in its place."))
    if len(data) > LARGEST:
        return too_large(place, name, say("Bring one cut of it in each file."))
    try:
        return place, face_of(data), data
    except FaceError as error:
        message = say("The font '{name}' {reason}", name=name, reason=error)
        hint = say("Ask for the files of the font as .ttf or .otf, one a cut.")
        return BRAND_FILE.at(place, message, hint)


def _unused(fonts: Sequence[tuple[Place, Face, bytes]], wanted: Sequence[str]) -> Iterator[Problem]:
    """Font files of a family that no text is set in: most likely its name is misspelt."""
    names = {name.lower() for name in wanted}
    for place, face, _ in fonts:
        if face.family.lower() not in names:
            message = say(
                "The font is called '{family}', which neither `font` nor `heading_font` names",
                family=face.family,
            )
            hint = say("Write `font: {family}`, or take the file away.", family=face.family)
            yield BRAND_FILE.at(place, message, hint, "warning")


def bytes_of(root: Path, path: str) -> bytes | None:
    """A file of the workspace, and one byte more than it may have; a link is none.

    Raises:
        PlaybookError: It is there and cannot be read.
    """
    file = root / path
    with told(say("'{path}' cannot be read", path=path)):
        if file.is_symlink() or not file.is_file():
            return None
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)


def too_large(place: Place, name: str, hint: str) -> Problem:
    """A file of the brand that is larger than ``LARGEST``."""
    size = LARGEST // _MEGABYTE
    return TOO_LARGE.at(place, say("'{name}' is larger than {size} MB", name=name, size=size), hint)
