"""A Word file that somebody brings: whether documents may be made from it."""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from collab_playbook.saying import say

if TYPE_CHECKING:
    from zipfile import ZipInfo

LARGEST_UNPACKED: Final = 60 * 1024 * 1024
"""Bytes of all its parts together: more is a trap, or a catalogue of pictures."""
MOST_PARTS: Final = 1000
_OLD: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml"
_ROOTS: Final = {
    ".rels": "Relationships",
    "[Content_Types].xml": "Types",
    "docProps/core.xml": "coreProperties",
    "word/document.xml": "document",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    "word/styles.xml": "styles",
}
"""What the parts are that nothing can be written without."""
_MAIN: Final = (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")


class WordFileError(ValueError):
    """A file that no document may be made from: why, and what to do about it."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def check_word_file(data: bytes) -> None:
    """Makes sure that a file is a sound Word document or template, without macros.

    Raises:
        WordFileError: It is not.
    """
    anew = say("Open it in Word and save it anew as .docx.")
    if data.startswith(_OLD):
        if _ENCRYPTED in data:
            raise WordFileError(say("is protected by a password"), say("Save it without one."))
        raise WordFileError(say("is of the format of Word before 2007"), anew)
    try:
        with ZipFile(BytesIO(data)) as package:
            _check_parts(package, anew)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ET.ParseError,
        ValueError,
    ) as error:
        if isinstance(error, WordFileError):
            raise
        raise WordFileError(say("is damaged, or no Word file"), anew) from error


def _check_parts(package: ZipFile, anew: str) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise WordFileError(
            say("is too large once it is unpacked"),
            say("Take pictures and unused parts out of it."),
        )
    if any(part.flag_bits & 1 for part in parts):
        raise WordFileError(say("is protected by a password"), say("Save it without one."))
    kinds = _read(package, "[Content_Types].xml")
    if b"macroEnabled" in kinds or any(p.filename.lower().endswith(_MACROS) for p in parts):
        raise WordFileError(
            say("holds macros, which documents never carry"), say("Save it as .docx, without them.")
        )
    if not any(main in kinds for main in _MAIN):
        raise WordFileError(say("is no Word document"), anew)
    for part in parts:
        _check_part(package, part, anew)


def _check_part(package: ZipFile, part: ZipInfo, anew: str) -> None:
    """Reads a part whole, which finds one that is damaged; XML may declare nothing of its own."""
    data = package.read(part)
    if not part.filename.lower().endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise WordFileError(say("declares what no Word file declares"), anew)
    if _STRICT in data:
        raise WordFileError(
            say("is saved as Strict Open XML"), say("Save it as an ordinary Word document (.docx).")
        )
    root = ET.fromstring(data)  # noqa: S314 - without a DOCTYPE nothing can be expanded
    kind = next((kind for end, kind in _ROOTS.items() if part.filename.endswith(end)), "")
    if kind and _local(root) != kind:
        raise BadZipFile(part.filename)
    if kind == "Relationships":
        _check_relations(package, part.filename, root)


def _check_relations(package: ZipFile, name: str, root: ET.Element) -> None:
    """Whatever a part names inside the package is there."""
    held = set(package.namelist())
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in root:
        target, is_outside = each.get("Target"), each.get("TargetMode") == "External"
        if not (each.get("Id") and each.get("Type") and target):
            raise BadZipFile(name)
        path = posixpath.normpath(posixpath.join("/", folder, target.partition("#")[0])).lstrip("/")
        if not is_outside and not target.startswith("#") and path not in held:
            raise BadZipFile(path)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _read(package: ZipFile, name: str) -> bytes:
    try:
        return package.read(name)
    except KeyError as error:
        raise BadZipFile(name) from error
