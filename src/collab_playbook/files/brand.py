"""The client's brand: what ``workspace.yaml`` and the brand folder say, and the files they name.

A consultant carries one folder from client to client: ``brand.yaml``, the logo, font files. What
``workspace.yaml`` says besides wins, key by key: it is what one client wants otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.errors import PlaybookError
from collab_playbook.files.brand_fonts import FONTS, LARGEST, bytes_of, fonts_in, too_large
from collab_playbook.files.codes import BRAND_FILE, MISSING_FILE, OUTSIDE_FOLDER
from collab_playbook.files.shape import fit
from collab_playbook.files.source import read_source
from collab_playbook.files.tree import list_tree
from collab_playbook.files.word_file import WordFileError, check_word_file
from collab_playbook.files.writing import confined
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.problem import Place
from collab_playbook.model.workspace import Brand
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from collab_playbook.files.font_file import Face
    from collab_playbook.files.node import Node
    from collab_playbook.model.problem import Problem

FOLDER: Final = "brand"
"""Where the brand lies unless ``brand.folder`` of ``workspace.yaml`` says otherwise."""
BRAND: Final = "brand.yaml"
_WORKSPACE: Final = "workspace.yaml"
_IMAGES: Final[Mapping[bytes, str]] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""What an image begins with, and its media type: the kinds that every format can hold."""


class Brought(NamedTuple):
    """A brand with what its files hold.

    Attributes:
        brand: What is said of it, in either place.
        logo: The bytes of the logo and their media type.
        fonts: The fonts, each with the bytes of its file.
        fonts_at: The folder that they lie in; empty without any.
        word: The Word file that Word documents start from; empty without one.
        problems: What is wrong with any of it; what it is wrong with is left out.
    """

    brand: Brand
    logo: tuple[bytes, str] | None = None
    fonts: tuple[tuple[Face, bytes], ...] = ()
    fonts_at: str = ""
    word: bytes = b""
    problems: tuple[Problem, ...] = ()


def read_brand(root: Path, said: Brand) -> Brought:
    """The brand of a workspace.

    Args:
        root: The workspace.
        said: What ``workspace.yaml`` says of it.

    Raises:
        PlaybookError: A file is there and cannot be read.
    """
    return _Reading(root, said).brought()


def sound_brand(root: Path, said: Brand) -> Brought:
    """The same, for documents that are to be made in it.

    Raises:
        PlaybookError: Something is wrong with it.
    """
    brought = read_brand(root, said)
    faults = [problem for problem in brought.problems if problem.severity == "error"]
    if faults:
        first, count = faults[0], len(faults) - 1
        more = say(" ({count} more)", count=count) if count else ""
        raise PlaybookError(
            say("{place}: {message}{more}", place=first.place, message=first.message, more=more),
            first.hint or say("See all problems with: collab-playbook check"),
        )
    return brought


def files_of_brand(root: Path, said: Brand) -> tuple[str, ...]:
    """The files that a brand is read from, by path below the workspace; some need not be there.

    Args:
        root: The workspace.
        said: What ``workspace.yaml`` says of it.
    """
    folder = said.folder or FOLDER
    is_inside = _is_inside(root, f"{folder}/_")
    held = (f"{folder}/{BRAND}", *list_tree(root, (folder,)).files) if is_inside else ()
    named = (name for name in (said.logo, said.word) if name and _is_inside(root, name))
    return tuple(dict.fromkeys((*held, *named)))


@dataclass(frozen=True)
class _Reading:
    root: Path
    said: Brand

    def brought(self) -> Brought:
        carried = self._carried[2]  # read first: a folder that may not be entered is told as such
        problems: list[Problem] = [*self._misplaced(), *carried]
        brand = self._brand
        logo = self._logo(problems)
        folder = f"{self._folder}/{FONTS}"
        wanted = (brand.font, brand.heading_font)
        fonts, faults = ((), ()) if self._leads_out else fonts_in(self.root, folder, wanted)
        at = str(self.root / folder) if fonts else ""
        word = self._word(problems)
        return Brought(brand, logo, fonts, at, word, tuple(dict.fromkeys((*problems, *faults))))

    @property
    def _folder(self) -> str:
        return self.said.folder or FOLDER

    @cached_property
    def _carried(self) -> tuple[Brand, Node | None, tuple[Problem, ...]]:
        """What ``brand.yaml`` says, as a value and as it stands there."""
        data = bytes_of(self.root, f"{self._folder}/{BRAND}") if not self._leads_out else None
        if data is None:
            return Brand(), None, ()
        source = read_source(data, f"{self._folder}/{BRAND}")
        if source.root is None or source.root.is_null:
            return Brand(), None, source.problems
        brand, problems = fit(Brand, source.root, source.file, given=("folder",))
        return brand or Brand(), source.root, (*source.problems, *problems)

    @property
    def _brand(self) -> Brand:
        own = {key: value for key, value in dict(self.said).items() if value}
        return self._carried[0].model_copy(update=own)

    @property
    def _leads_out(self) -> bool:
        return not _is_inside(self.root, f"{self._folder}/_")

    def _misplaced(self) -> Iterator[Problem]:
        """A folder that was named and is none, or holds no brand."""
        if not self.said.folder:
            return
        if self._leads_out:
            yield _outside(self._place("folder"), self.said.folder)
        elif not (self.root / self._folder / BRAND).is_file():
            near = (path.parent.name for path in sorted(self.root.glob(f"*/{BRAND}")))
            hint = did_you_mean(self._folder, near) or say(
                "Put the brand there, or take `folder` out of workspace.yaml."
            )
            message = say("The folder '{name}' holds no brand.yaml", name=self._folder)
            yield MISSING_FILE.at(self._place("folder"), message, hint)

    def _logo(self, problems: list[Problem]) -> tuple[bytes, str] | None:
        remedy = say("Put a PNG or JPEG file there, or take `logo` out.")
        found = self._named("logo", remedy, say("A logo needs no more than 600 pixels across."))
        if not isinstance(found, bytes):
            problems += found
            return None
        kind = next((kind for begins, kind in _IMAGES.items() if found.startswith(begins)), None)
        if kind is None:
            message = say("The logo '{name}' is neither PNG nor JPEG", name=self._brand.logo)
            problems.append(
                BRAND_FILE.at(self._place("logo"), message, say("Save the logo anew as PNG."))
            )
            return None
        return found, kind

    def _word(self, problems: list[Problem]) -> bytes:
        remedy = say("Put a Word file there, or take `word` out.")
        found = self._named("word", remedy, say("Save the pictures in it smaller."))
        if not isinstance(found, bytes):
            problems += found
            return b""
        try:
            check_word_file(found)
        except WordFileError as error:
            message = say("The Word file '{name}' {reason}", name=self._brand.word, reason=error)
            problems.append(BRAND_FILE.at(self._place("word"), message, error.hint))
            return b""
        return found

    def _named(self, key: str, remedy: str, smaller: str) -> bytes | tuple[Problem, ...]:
        """The bytes of a file that a key names, or what is wrong with it; nothing for no name."""
        name = str(getattr(self._brand, key))
        if not name:
            return ()
        home = "" if getattr(self.said, key) else self._folder
        path = (PurePosixPath(home) / name).as_posix()
        if not _is_inside(self.root / home, name) or not _is_inside(self.root, path):
            return (_outside(self._place(key), name),)
        data = bytes_of(self.root, path)
        if data is None:
            near = did_you_mean(name, _beside(self.root / path, self.root / home))
            message = say("There is no file '{name}'", name=name)
            return (MISSING_FILE.at(self._place(key), message, near or remedy),)
        if len(data) > LARGEST:
            return (too_large(self._place(key), name, smaller),)
        return data

    def _place(self, key: str) -> Place:
        """Where a key is said: in ``workspace.yaml``, which wins, or in ``brand.yaml``."""
        node: Node | None = self._carried[1]
        file = f"{self._folder}/{BRAND}"
        if key == "folder" or getattr(self.said, key):
            source = read_source((self.root / _WORKSPACE).read_bytes(), _WORKSPACE)
            node = source.root.get("brand") if source.root is not None else None
            file = _WORKSPACE
        value = node.get(key) if node is not None else None
        return value.place if value is not None else Place(file)


def _is_inside(root: Path, name: str) -> bool:
    try:
        confined(root, name)
    except PlaybookError:
        return False
    return True


def _outside(place: Place, name: str) -> Problem:
    message = say("'{name}' leads out of the folder", name=name)
    return OUTSIDE_FOLDER.at(place, message, say("Copy what it names into the folder."))


def _beside(path: Path, home: Path) -> list[str]:
    """The files in the folder of a path, as a key would name them."""
    if not path.parent.is_dir():
        return []
    return [each.relative_to(home).as_posix() for each in path.parent.iterdir() if each.is_file()]
