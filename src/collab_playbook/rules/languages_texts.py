"""The texts of a playbook that can be translated, each with its path; and their files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.model.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collab_playbook.model.playbook import Playbook

    Path = tuple[str | int, ...]

_KEYS = frozenset(
    {
        "title",
        "purpose",
        "ask",
        "label",
        "help",
        "why",
        "text",
        "message",
        "audience",
        "reason",
        "pitfalls",
        "term",
        "means",
    }
)
"""Keys that hold words for people; not examples: a number or a name is the same anywhere."""
_ADDRESS = re.compile(r"https?://\S+")
_IN_FILES = ("steps", "documents", "catalogues", "glossary")
_TRANSLATABLE = re.compile(
    r"(?P<stem>playbook/(?:playbook|glossary|catalogues/[^/.]+)"
    r"|steps/[^/]+/(?:step|guide)"
    r"|templates/[^/_][^/]*/(?:document|body))"
    r"(?:\.(?P<language>[a-z]{2,3}(?:-[A-Z]{2})?))?"
    r"(?P<ending>\.yaml|\.md\.j2|\.md)"
)


class Named(NamedTuple):
    """The name of a file that is translated, or that is a translation."""

    name: str
    source: str
    language: str


def named(files: Iterable[str]) -> tuple[Named, ...]:
    """The files that people read words in, in order, each with the one that it translates."""
    found = []
    for name in sorted(files):
        parts = _TRANSLATABLE.fullmatch(name)
        if parts is not None:
            source = parts["stem"] + parts["ending"]
            found.append(Named(name, source, parts["language"] or ""))
    return tuple(found)


def translation_of(source: str, language: str) -> str:
    """``steps/01-goal/step.fr.yaml`` for ``steps/01-goal/step.yaml``."""
    folder, slash, file = source.rpartition("/")
    stem, _, ending = file.partition(".")
    return f"{folder}{slash}{stem}.{language}.{ending}"


def texts_of(playbook: Playbook) -> Iterator[tuple[Path, str]]:
    """Every text that can be translated, with its path as places name it."""
    for kind in _IN_FILES:
        for part in getattr(playbook, kind):
            yield from _texts((kind, part.id), part)
    for key in ("phases", "gates", "org"):
        for part in getattr(playbook, key):
            yield from _texts((key, part.id), part)
    yield ("playbook", "title"), playbook.title


def _texts(path: Path, shape: Shape) -> Iterator[tuple[Path, str]]:
    for key in type(shape).model_fields:
        yield from _value((*path, key), key, getattr(shape, key))
    for key, value in (shape.model_extra or {}).items():
        if isinstance(value, str):
            yield (*path, key), value


def _value(path: Path, key: str, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if key in _KEYS:
            yield path, value
    elif isinstance(value, Shape):
        yield from _texts(path, value)
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            if isinstance(each, Shape):
                yield from _texts((*path, getattr(each, "id", number)), each)
            elif isinstance(each, str) and key in _KEYS:
                yield (*path, number), each


def words_of(text: str) -> str:
    """A text or a file without what YAML may put between its words."""
    return " ".join(re.sub(r"""['"\\]""", "", text).split())


def has_words(text: str) -> bool:
    """Whether there is anything in a text that languages write differently."""
    return bool(re.search(r"[^\W\d_]{3}", _ADDRESS.sub("", text)))
