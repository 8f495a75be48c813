"""The few words that a format adds to a document, in the document's own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENTS: Final[Mapping[str, str]] = {"en": "Contents", "fr": "Sommaire"}
SAVE_ANEW: Final = say("Save the logo anew as PNG.")
"""What to do about a logo that a format cannot hold."""
TABLE: Final[Mapping[str, str]] = {"en": "Table", "fr": "Tableau"}
COLON: Final[Mapping[str, str]] = {"en": ": ", "fr": "\u00a0: "}
SLIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("Title", "Title only", "Text", "Two columns", "Three columns"),
    "fr": ("Titre", "Titre seul", "Texte", "Deux colonnes", "Trois colonnes"),
}
"""The names of the layouts, as whoever adds a slide picks one."""
DRAWN: Final[Mapping[str, Mapping[str, str]]] = {
    "bars": {"en": "Bar chart", "fr": "Diagramme en barres"},
    "line": {"en": "Line chart", "fr": "Courbe"},
    "gantt": {"en": "Gantt chart", "fr": "Diagramme de Gantt"},
    "heat": {"en": "Heat map", "fr": "Carte de chaleur"},
    "process": {"en": "Flow chart", "fr": "Schéma d’enchaînement"},
}
"""What each kind of chart is called."""
TOLD: Final[Mapping[str, str]] = {
    "en": "{kind}; the table that follows says the same.",
    "fr": "{kind}\u202f; le tableau qui suit dit la même chose.",
}


Words = TypeVar("Words")


def in_language(words: Mapping[str, Words], language: str) -> Words:
    """A word in a language; in English where there is none of it."""
    return words.get(language, words["en"])
