"""Which documents a programme should have now, for which instances, and where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.model.event import PROGRAMME, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.view import View
    from collab_playbook.model.document import Document
    from collab_playbook.model.step import Step

FOLDER = "documents"
SOURCE = "md"
"""The format that all others are made from."""
_REACHES: Mapping[str, tuple[str, ...]] = {
    "programme": (),
    "circle": ("circle",),
    "community": ("circle", "community"),
}
"""Where a document of a scope is written besides the programme."""
_OWNERS = {"circle": "circles", "community": "communities"}


class Place(NamedTuple):
    """What tells one output from all others."""

    document: str
    instance: str
    language: str
    format: str = SOURCE


class Due(NamedTuple):
    """A document that should exist, for which instance, at which path."""

    document: Document
    place: Place
    path: str


def due(view: View, language: str, *, main_language: bool = True) -> tuple[Due, ...]:
    """The documents that apply as things stand, in the order of their steps.

    A document is left out while its own condition, or that of its step, is false or cannot be told.

    Args:
        view: Where the programme stands.
        language: The language to write in.
        main_language: Whether that is the workspace's first; others get their own file names.
    """
    steps = view.process.playbook.step_by_id
    order = sorted(
        view.process.playbook.documents,
        key=lambda document: steps[document.step].number if document.step in steps else 0,
    )
    return tuple(
        Due(document, Place(document.id, scope, language), _path(view, document, scope, suffix))
        for document in order
        if (step := steps.get(document.step)) is not None
        for suffix in ("" if main_language else f".{language}",)
        for scope in instances_of(view, document, step)
        if _applies(view, document, step, scope)
    )


def instances_of(view: View, document: Document, step: Step) -> Iterator[str]:
    """The scopes that a document is written for: those of its step, as far as its own reaches.

    For a circle or community that was added it is written once the step was begun there, and not
    where it was passed over.
    """
    added = {f"circle:{name}" for name in view.state.circles}
    added |= {f"community:{name}" for name in view.state.communities}
    for scope in view.scopes:
        kind = scope.partition(":")[0]
        if scope == PROGRAMME:
            if document.scope == PROGRAMME or PROGRAMME in step.scopes:
                yield scope
        elif kind in _REACHES[document.scope] and view.runs_in(step, scope):
            begun = view.record(Instance(scope, step.id)).phase not in {"idle", "skipped"}
            if begun or scope not in added:
                yield scope


def _applies(view: View, document: Document, step: Step, scope: str) -> bool:
    conditions = (condition for condition in (step.when, document.when) if condition)
    return all(view.evaluate(condition, scope) is True for condition in conditions)


def _path(view: View, document: Document, scope: str, suffix: str) -> str:
    kind, _, owner = scope.partition(":")
    below = f"{_OWNERS[kind]}/{owner}/" if owner else ""
    return f"{FOLDER}/{below}{view.process.folder_of[document.step]}/{document.id}{suffix}.md"
