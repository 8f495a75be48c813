"""A Word template on disk: its parts as templates, and its text as ``check`` reads it."""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple
from zipfile import ZipFile

from collab_playbook.documents.word_template import Part, loose_tag, read_part
from collab_playbook.files.word_file import WordFileError, check_word_file
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILLED: Final = re.compile(r"word/(?:document|header|footer)\d*\.xml")
"""The parts that are filled: the text, and what stands above and below it."""
_NAMES: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD: Final = ".docx"
WITHIN: Final = "!"
"""Stands between the name of a Word template and that of a part of it."""


class Passage(NamedTuple):
    """A paragraph of a Word template, counted through the text, then the headers and footers."""

    number: int
    words: str


class WordParts(NamedTuple):
    """The parts of a Word template, in the order in which their paragraphs are counted."""

    parts: Mapping[str, Part]

    @property
    def text(self) -> str:
        """A line a paragraph: what ``check`` reads."""
        return "\n".join(
            passage.replace("\n", " ") for part in self.parts.values() for passage in part.passages
        )

    def passage(self, name: str, line: int) -> Passage:
        """The paragraph that a line of a part belongs to."""
        before = 0
        for each, part in self.parts.items():
            if each == name:
                at = part.lines[min(line, len(part.lines)) - 1]
                return Passage(before + at, part.words(at))
            before += len(part.passages)
        return Passage(0, "")

    @property
    def loose(self) -> Passage | None:
        """The first paragraph with a tag that is not whole."""
        before = 0
        for part in self.parts.values():
            if part.loose:
                return Passage(before + part.loose, part.words(part.loose))
            before += len(part.passages)
        return None


def word_parts(data: bytes) -> WordParts:
    """The parts of a Word template.

    Raises:
        WordFileError: It is no sound Word file.
    """
    check_word_file(data)
    with ZipFile(BytesIO(data)) as package:
        names = sorted(name for name in set(package.namelist()) if _FILLED.fullmatch(name))
        names.sort(key=lambda name: not name.startswith("word/document"))
        texts = {name: package.read(name).decode("utf-8-sig") for name in names}
    if not names or any(_NAMES not in text for text in texts.values()):
        raise WordFileError(
            say("is not as Word writes it"), say("Open it in Word and save it anew as .docx.")
        )
    return WordParts({name: read_part(text) for name, text in texts.items()})


def checked_text(data: bytes) -> str:
    """The text of a Word template, and what its bytes are known by: one change is a change.

    Raises:
        WordFileError: It is no sound Word file.
    """
    return f"{word_parts(data).text}\n{{# {sha256(data).hexdigest()} #}}"


def in_paragraph(message: str, passage: Passage) -> str:
    """What is wrong, and in which paragraph."""
    return say(
        "{message}, in paragraph {number}: {words}",
        message=message,
        number=passage.number,
        words=passage.words,
    )


def loose_message(passage: Passage) -> str:
    """What is told of a paragraph with a tag that is not whole."""
    return in_paragraph(loose_tag(), passage)
