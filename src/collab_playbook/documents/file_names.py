"""Titles that people typed as names of files and folders that every system takes.

A name made here cannot lead out of its folder, hide, clash on a disk that sees no difference
between capitals and small letters, or be one that Windows keeps for itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST: Final = 50
"""Characters of a name; three of them leave Windows a third of the 260 that a path may have."""
_LARGEST: Final = 150
"""Bytes of a name in UTF-8; most systems take 255, and an ending and a number come on top."""
_PARTING: Final = re.compile(r"(?:\s*[:/\\|])+\s*")
_FORBIDDEN: Final = re.compile(r'[<>"?*]+')
"""What Windows takes in no name: with the marks that part one thing from another."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES: Final = re.compile(r"\s+")
_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\..*)?", re.IGNORECASE
)
_JOINED: Final = re.compile(r"[\W_]+")


def file_name(title: str, otherwise: str) -> str:
    """A title as the name of a file or folder, without an ending.

    Args:
        title: What somebody typed.
        otherwise: A plain name, for a title of which nothing is left.
    """
    text = unicodedata.normalize("NFC", title)
    text = "".join(_seen(character) for character in text)
    text = _FORBIDDEN.sub("", _PARTING.sub(" - ", text))
    name = _shortened(_SPACES.sub(" ", text).strip(" -."))
    if not name:
        return otherwise
    return f"{name}_" if _RESERVED.fullmatch(name) else name


def distinct(name: str, ending: str, taken: Collection[str]) -> str:
    """The name with its ending, numbered where that is taken.

    Args:
        name: A name without its ending.
        ending: Such as ``.pdf``; nothing for a folder.
        taken: Names as ``folded`` gives them.
    """
    wanted, number = f"{name}{ending}", 1
    while folded(wanted) in taken:
        number += 1
        wanted = f"{name} ({number}){ending}"
    return wanted


def folded(name: str) -> str:
    """A name as disks compare names that see no difference between capitals and small letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def plain_name(title: str, otherwise: str) -> str:
    """A title as one word for a command line: ``ateliers-brevent``.

    Accents go; letters of other scripts stay.
    """
    letters = unicodedata.normalize("NFKD", title.casefold())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    word = _JOINED.sub("-", unicodedata.normalize("NFC", kept)).strip("-")
    word = _shortened(word).strip("-")
    return f"{word}-" if _RESERVED.fullmatch(word) else word or otherwise


def _seen(character: str) -> str:
    """The character; a blank for any kind of blank or break, nothing for one that nobody sees."""
    kind = unicodedata.category(character)
    if kind in {"Zs", "Zl", "Zp"} or character in "\t\n\r":
        return " "
    return "" if kind in _UNSEEN else character


def _shortened(name: str) -> str:
    """A name that is not too long, cut at a blank where there is one in its second half."""
    if len(name) <= LONGEST and len(name.encode()) <= _LARGEST:
        return name
    cut = name[:LONGEST].encode()[:_LARGEST].decode("utf-8", "ignore")
    blank = cut.rfind(" ")
    if blank > len(cut) // 2:
        cut = cut[:blank]
    return cut.rstrip(" -.,;")
