"""Texts without the names of people, places and the company: neutral words stand in their place.

Names that the workspace knows are replaced wherever they stand, the longest first, with or without
accents. A capital letter within a sentence is taken for a name too, unless the playbook itself uses
the word; what cannot be told is named, for a person to look at.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.readings import CATALOGUE
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.workspace import Person

COLLEAGUE, SOMEBODY = "a colleague", "[name]"
_COMPANY = "the company"
_PLAIN_ORG = frozenset({"sector"})
"""Answers of the profile that say what the company is like, and not what it is called."""
_MOST_WORDS = 4
_SHORTEST = 3
_ADDRESS = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.\w+")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)]", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\+?\d(?:[ .-]?\d){8,}(?![\w])")
_PATTERNS = ((_ADDRESS, "an address"), (_LINK, "a link"), (_NUMBER, "a number"))
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-ÞŒŠŽ][^\W\d_]+(?:[ '\u2019-]+[A-ZÀ-ÖØ-ÞŒŠŽ][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:…]|[\"“«(\[\n])\s*$")
_BEGINS = re.compile(r"(?:^|[.!?…])\s*$")
_CAPITALISED = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December English French European "
)
"""Words with a capital that name neither a person nor a place."""


@dataclass(frozen=True)
class Namings:
    """Words by the names they stand for, and the words that the playbook itself uses."""

    words: Mapping[str, str]
    known: frozenset[str]


@dataclass
class Neutral:
    """Makes texts neutral, and remembers what it replaced and what it could not tell."""

    namings: Namings
    replaced: dict[str, tuple[str, int]] = field(default_factory=dict)
    doubtful: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._words = {
            form: word
            for name, word in self.namings.words.items()
            for form in _forms(name, self.namings.known)
        }
        longest_first = sorted(self._words, key=lambda form: (-len(form), form))
        named = "|".join(re.escape(form) for form in longest_first)
        self._names = re.compile(rf"(?<!\w)(?:{named})(?!\w)") if named else None

    def __call__(self, text: str) -> str:
        """The text without names."""
        for pattern, word in _PATTERNS:
            text = pattern.sub(partial(self._found, word), text)
        return self._guessed(self._known_names(text))

    def _found(self, word: str, found: re.Match[str]) -> str:
        return self._put(found[0], word)

    def _put(self, name: str, word: str) -> str:
        self.replaced[name] = (word, self.replaced.get(name, (word, 0))[1] + 1)
        return word

    def _known_names(self, text: str) -> str:
        if self._names is None:
            return text
        text = unicodedata.normalize("NFC", text)
        parts, at = [], 0
        for found in self._names.finditer(_bare(text)):
            parts += [text[at : found.start()]]
            name = text[found.start() : found.end()]
            word = self._put(name, self._words[found[0]])
            parts.append(_fitting(word, text[: found.start()]))
            at = found.end()
        return "".join((*parts, text[at:]))

    def _guessed(self, text: str) -> str:
        """Capitals within a sentence that no word of the playbook explains."""
        parts, at = [], 0
        for found in _CAPITALS.finditer(text):
            if text[found.start() - 1 : found.start()] == "[":
                continue
            parts.append(text[at : found.start()])
            parts.append(self._capitals(found[0], opens=bool(_OPENS.search(text[: found.start()]))))
            at = found.end()
        return "".join((*parts, text[at:]))

    def _capitals(self, run: str, *, opens: bool) -> str:
        pieces = re.split(r"([ '\u2019-]+)", run)
        strange = [self._is_strange(piece) for piece in pieces[::2]]
        if opens and strange[0] and not any(strange[1:2]):
            self.doubtful[pieces[0]] = None
            strange[0] = False
        told: list[str] = []
        for number, piece in enumerate(pieces[::2]):
            gap = pieces[number * 2 - 1] if number else ""
            if strange[number] and number and strange[number - 1]:
                continue
            told += [gap, SOMEBODY if strange[number] else piece]
        if any(strange):
            self._put(run, SOMEBODY)
        return "".join(told)

    def _is_strange(self, word: str) -> bool:
        if word.casefold() in self.namings.known or word in self.namings.known:
            return False
        if word.isupper():
            self.doubtful[word] = None
            return False
        return True


def namings_of(view: View, people: Sequence[Person]) -> Namings:
    """What the workspace calls people, places and itself, each with the words to say instead."""
    playbook = view.process.playbook
    known = _words_of(playbook)
    words: dict[str, str] = {}

    def name(text: Any, word: str, *, parts: bool = False) -> None:
        text = " ".join(str(text or "").split())
        if not text or len(text.split()) > _MOST_WORDS:
            return
        if text.casefold() not in known and len(text) >= _SHORTEST:
            words.setdefault(text, word)
        for piece in re.split(r"[ ,]+", text) if parts else ():
            is_word = piece.casefold() in known and word == _COMPANY
            if len(piece) >= _SHORTEST and piece[:1].isupper() and not is_word:
                words.setdefault(piece, word)

    for person in people:
        name(person.name, _role(playbook, person), parts=True)
        name(person.email.partition("@")[2], "the company's site")
    for text, word, parts in (*_of_profile(view), *_of_answers(view)):
        name(text, word, parts=parts)
    for circle in view.state.circles.values():
        name(circle.title, "a circle")
    for community in view.state.communities.values():
        name(community.title, "a community")
        name(community.animator.partition(" <")[0], "an animator", parts=True)
    return Namings(words, known)


def _role(playbook: Playbook, person: Person) -> str:
    roles = playbook.catalogue_by_id.get("roles")
    record = roles.record(person.roles[0]) if roles is not None and person.roles else None
    return _with_article(record.title.lower()) if record is not None else COLLEAGUE


def _with_article(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


def _of_profile(view: View) -> Iterator[tuple[Any, str, bool]]:
    questions = view.process.playbook.org
    answers = view.answers_of("programme", ORGANISATION)
    for number, question in enumerate(questions):
        value = answers.get(question.id)
        if value is None or question.id in _PLAIN_ORG:
            continue
        if question.type == "text":
            word = _COMPANY if number == 0 else f"the {question.short.lower()}"
            yield value, word, number == 0
        for record in value if question.type == "records" else ():
            for part in question.fields:
                if part.type == "text":
                    yield record.get(part.id), _with_article(part.label.lower()), False


def _of_answers(view: View) -> Iterator[tuple[Any, str, bool]]:
    """People that answers name, whoever gave them and wherever."""
    playbook = view.process.playbook
    for (_, step), answers in view.answers.items():
        for question in playbook.questions_of(step):
            value = answers.get(question.id)
            if question.type == "person" and value is not None:
                yield value.get("name"), COLLEAGUE, True
            persons = [part.id for part in question.fields if part.type == "person"]
            for record in value if isinstance(value, list) else [value]:
                named = [record.get(part) for part in persons] if isinstance(record, dict) else []
                for person in named:
                    if isinstance(person, dict):
                        yield person.get("name"), COLLEAGUE, True


def _words_of(playbook: Playbook) -> frozenset[str]:
    """The words that the playbook writes in small letters, and its capitals such as KPI."""
    found = {word.casefold() for word in _WORD.findall(_CAPITALISED)}
    for text in _texts(playbook.model_dump(exclude={"digest"})):
        plain = _LINK.sub(" ", _ADDRESS.sub(" ", text))
        found.update(word for word in _WORD.findall(plain) if word.islower() or word.isupper())
    for title in (*(step.title for step in playbook.steps), CATALOGUE):
        found.update(word.casefold() for word in _WORD.findall(title)[:1])
    return frozenset(found)


def _texts(value: Any) -> Iterable[str]:
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            yield held
        elif isinstance(held, dict):
            waiting.extend(held.values())
        elif isinstance(held, list | tuple):
            waiting.extend(held)


def _forms(name: str, known: frozenset[str]) -> Iterator[str]:
    """How a name may be written: as it is, in capitals, in small letters where that is no word."""
    bare = _bare(unicodedata.normalize("NFC", name))
    yield bare
    yield bare.upper()
    if not all(word in known for word in _WORD.findall(name.lower())):
        yield bare.lower()


def _bare(text: str) -> str:
    """The text without accents, as many characters as before; a curly apostrophe is straight."""
    return "".join(_without_accent(character) for character in text)


def _without_accent(character: str) -> str:
    if character == "\u2019":
        return "'"
    plain = unicodedata.normalize("NFD", character)
    return plain[0] if len(plain) > 1 else character


def _fitting(word: str, before: str) -> str:
    """A word with a capital where a sentence begins."""
    return word[:1].upper() + word[1:] if _BEGINS.search(before) else word
