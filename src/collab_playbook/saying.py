"""Sentences that can be said in another language: the English text, and what it was made of.

The core says everything in English. Where a sentence is made of parts, it keeps its pattern and its
values, so that whoever shows it can say it in the reader's language. It is a plain text besides:
it compares, joins and prints as one, and machines read the English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Translation(Protocol):
    """The sentences of the program in one language."""

    @property
    def language(self) -> str:
        """The code of the language, such as ``fr``."""

    def text(self, english: str, context: str = "") -> str:
        """The sentence in that language, or the English one where it is not translated.

        Args:
            english: The sentence, or the pattern that it is made from.
            context: Where it is said, for texts that are alike in English only.
        """


class Said(str):
    """A sentence with its pattern and the values that were put into it.

    Attributes:
        pattern: What it was made from.
        values: What was put into the pattern, by name.
        capital: Whether its first letter is to be a capital in whatever language it is said.
    """

    __slots__ = ("capital", "pattern", "values")

    pattern: str
    values: Mapping[str, Any]
    capital: bool

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return (str, (str(self),))


def say(pattern: str, /, **values: Any) -> str:
    """A sentence made from a pattern: ``say("'{step}' is {state}", step="goal", state="done")``.

    Without values the pattern is the sentence, braces and all.
    """
    said = Said(pattern.format_map(values) if values else pattern)
    said.pattern, said.values, said.capital = pattern, values, False
    return said


def say_all(between: str, sentences: Iterable[str]) -> str:
    """Several sentences as one, something between them; each keeps what it was made of."""
    parts = {f"part_{number}": each for number, each in enumerate(sentences)}
    return say(between.replace("{", "{{").join(f"{{{name}}}" for name in parts), **parts)


def capitalised(text: str) -> str:
    """A sentence with its first letter as a capital, in whatever language it is said."""
    said = Said(text[:1].upper() + text[1:])
    said.pattern, said.values, said.capital = "{it}", {"it": text}, True
    if isinstance(text, Said):
        said.pattern, said.values = text.pattern, text.values
    return said


def said_by(error: Exception) -> str:
    """The message of an error, with what it was made of where it is a sentence of the program."""
    message = error.args[0] if error.args else ""
    return message if isinstance(message, str) else str(error)


def translated(text: Any, translation: Translation) -> Any:
    """A sentence in the language of a translation; what is no such sentence is left as it is."""
    if not isinstance(text, Said):
        return text
    told = translation.text(text.pattern)
    if text.values:
        told = told.format(**{n: translated(v, translation) for n, v in text.values.items()})
    return told[:1].upper() + told[1:] if text.capital else told


class Sentences:
    """The sentences of a table by key, in one language.

    Args:
        table: The English sentences, or the patterns that they are made from; a key is the context
            of its sentence.
        translation: The language; what it lacks is said in English.
    """

    def __init__(self, table: Mapping[str, str], translation: Translation) -> None:
        self._table = table
        self.translation = translation
        self.language = translation.language

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of that key with its values filled in, each in the same language."""
        text = self.translation.text(self._table[key], key)
        return text.format(**{n: self.said(v) for n, v in values.items()}) if values else text

    def said(self, text: Any) -> Any:
        """A sentence of the core in this language; anything else as it is."""
        return translated(text, self.translation)


class _English:
    """The language that everything is written in."""

    language = "en"

    def text(self, english: str, context: str = "") -> str:  # noqa: ARG002 - as the protocol has it
        """The text itself."""
        return english


ENGLISH: Translation = _English()
"""The sentences as the program's source has them."""
