"""Where a document comes from, and which documents an answer reaches: read from their bases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.naming import parted, told
from collab_playbook.documents.standing import changed_since

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.documents.copies import Copy
    from collab_playbook.documents.due import Place
    from collab_playbook.documents.standing import Digests, Entry, Resting

_WITH_ANSWERS = frozenset({"wording", "revision", "given", "document", "step", "steps", "renderer"})
"""Parts that come with the answers or with any document: they would only hide the others."""


class Provenance(NamedTuple):
    """What a document was made from.

    Attributes:
        answers: The questions whose answers it read, by step in the order of their names; a step of
            a circle as ``customers/objectives``.
        templates: The templates, by path below ``templates/``.
        others: What else it rests on, in words.
        changed: What has changed since, in words; answers come first.
    """

    answers: tuple[tuple[str, tuple[str, ...]], ...]
    templates: tuple[str, ...]
    others: tuple[str, ...]
    changed: tuple[str, ...]


class Reached(NamedTuple):
    """A document that rests on an answer; ``current`` where nothing changed since."""

    place: Place
    path: str
    current: bool


def provenance_of(made: Resting, digest: Digests) -> Provenance:
    """What a document was made from, and what of it has changed.

    Args:
        made: The document, or a copy that was made from the data.
        digest: The digests as they are now.
    """
    answers: dict[str, list[str]] = {}
    templates, others = [], []
    for name in sorted(made.basis):
        kind, rest = parted(name)
        if kind == "answer":
            step, _, question = rest.rpartition(".")
            answers.setdefault(step, []).append(question)
        elif kind == "template":
            templates.append(rest)
        elif kind not in _WITH_ANSWERS:
            others.append(told(name))
    return Provenance(
        tuple((step, tuple(questions)) for step, questions in answers.items()),
        tuple(templates),
        tuple(dict.fromkeys(others)),
        tuple(dict.fromkeys(told(name) for name in changed_since(made, digest))),
    )


def reached_by(answer: str, built: Iterable[Entry | Copy], digest: Digests) -> tuple[Reached, ...]:
    """The documents, and the copies made from the data, that read an answer, by path.

    Args:
        answer: Its key, such as ``leadership.sponsor`` or ``customers/objectives.items``.
        built: What was built.
        digest: The digests as they are now.
    """
    given = f"given({answer})"
    found = (e for e in built if answer in e.basis or given in e.basis)
    return tuple(
        Reached(made.place, made.path, not changed_since(made, digest))
        for made in sorted(found, key=lambda made: made.path)
    )
