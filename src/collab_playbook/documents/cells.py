"""Facts as cells: what a template would print, but typed; what is open stays empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.documents.absent import Absent, Hidden
from collab_playbook.documents.facts import Group, Many, Text
from collab_playbook.documents.naming import key
from collab_playbook.documents.scalars import Day, Number
from collab_playbook.documents.sheets import Cell, Money
from collab_playbook.documents.typography import set_in_french
from collab_playbook.documents.wording import raw
from collab_playbook.model.marks import BETWEEN_SOURCES, SOURCES, keys_cited, with_sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.documents.reading import Reading

_FRENCH = "fr"
_APART = "; "


class Hand:
    """Writes cells in the language of a document, and keeps the sources that they cite.

    Args:
        reading: The material.
        language: The language of the document.
    """

    def __init__(self, reading: Reading, language: str) -> None:
        self.reading = reading
        self.language = language
        self.cited: dict[str, None] = {}
        self._titles: Mapping[str, str] | None = None

    def text(self, told: str) -> str:
        """A text as documents of the language set it."""
        return set_in_french(told, spelling=False) if self.language == _FRENCH else told

    def playbook(self, told: object) -> str:
        """A text of the playbook, its marks of sources as words."""
        text = " ".join(str(told or "").split())
        if "[@" in text:
            self.cited |= dict.fromkeys(name for name, _ in keys_cited(text))
            between = BETWEEN_SOURCES.get(self.language, BETWEEN_SOURCES["en"])
            text = with_sources(text, self._sources(), between)
        return self.text(text)

    def fact(self, fact: Any) -> Cell:  # noqa: PLR0911 - one line for each kind of fact
        """A fact as a cell; nothing for what is open."""
        if isinstance(fact, Hidden):
            return str(fact)
        if isinstance(fact, Absent):
            return None
        if isinstance(fact, Number):
            return Money(fact.value, fact.currency) if fact.currency else fact.value
        if isinstance(fact, Day):
            return fact.day
        if isinstance(fact, Many):
            told = (self.fact(each) for each in fact)
            return _APART.join(str(each) for each in told if each is not None) or None
        if isinstance(fact, Text | Group):
            return self.text(raw(fact)) or None
        return self.text(str(fact))

    def _sources(self) -> Mapping[str, str]:
        if self._titles is None:
            records = self.reading.part(key("catalogue", SOURCES)) or ()
            self._titles = {each["id"]: str(each["title"]) for each in records}
        return self._titles
