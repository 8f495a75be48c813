"""Values as a Word template prints them: plain text as the text of a run, and nothing else.

What a template prints is Markdown, as everywhere; here its marks are taken off, and what is left is
escaped for XML. No answer can be markup of either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from markupsafe import Markup

from collab_playbook.documents.facts import Text
from collab_playbook.documents.markdown import clean
from collab_playbook.documents.sandbox import Environment
from collab_playbook.documents.typography import set_in_french

if TYPE_CHECKING:
    from collections.abc import Mapping

_FRENCH = "fr"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PRIVATE = 0xE000
_KEPT = re.compile("[\ue021-\ue07e]")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(<?((?:https?|mailto):[^()<>\s]+)>?\)")
_MARKED = re.compile(
    r"(?<![\w*_~`])(\*\*\*|\*\*|\*|___|__|_|~~|`+)(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])"
)
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[-*+]\s+", re.MULTILINE)
_BREAK = re.compile(r"(?:\\|  +)\n")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_TEXT = '<w:t xml:space="preserve">'
_DEEPEST = 4


class WordEnvironment(Environment):
    """The environment of Word templates: the same names, filters and limits, printed as XML."""

    def __init__(self, templates: Mapping[str, str], language: str) -> None:
        super().__init__(templates, language)
        self.autoescape = True
        self.finalize = self.in_word
        self._french = language.startswith(_FRENCH)

    def in_word(self, value: Any) -> Markup:
        """A value as it stands in the text of a run; what a macro has made stays as it is."""
        if isinstance(value, Markup):
            return Markup(_NOT_XML.sub("", value))  # noqa: S704 - it was safe before
        if isinstance(value, Text) and value.paragraphs:
            self.text(value)  # it is counted as all that is printed
            said = without_marks(clean(value.raw).strip())
        else:
            said = plain(self.text(value))
        said = set_in_french(said, spelling=False) if self._french else said
        return Markup(as_run(said))  # noqa: S704 - `as_run` has escaped it


def plain(markdown: str) -> str:
    """Markdown as a person reads it who does not know that it is Markdown."""
    kept = _ESCAPED.sub(lambda found: chr(_PRIVATE + ord(found[1])), markdown)
    said = without_marks(_BREAK.sub("\n", kept))
    return _KEPT.sub(lambda found: chr(ord(found[0]) - _PRIVATE), said)


def without_marks(text: str) -> str:
    """A text without the marks of Markdown; a star that marks nothing stays."""
    text = _QUOTED.sub("", _HEADING.sub("", _BULLET.sub(r"\1• ", text)))
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1 (\2)", text))
    for _ in range(_DEEPEST):
        text, changed = _MARKED.subn(r"\2", text)
        if not changed:
            break
    return text


def as_run(text: str) -> str:
    """Text inside the text of a run: escaped, a line break as Word has it."""
    said = _NOT_XML.sub("", text).translate(_ENTITIES)
    return said.replace("\n", f"</w:t><w:br/>{_TEXT}").replace("\t", f"</w:t><w:tab/>{_TEXT}")


def is_well_formed(xml: str) -> bool:
    """Whether a filled part is still XML: its tags may begin in one cell and end in another."""
    try:
        expat.ParserCreate().Parse(xml.encode(), True)  # noqa: FBT003 - it has no name
    except expat.ExpatError:
        return False
    return True
