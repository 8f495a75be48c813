"""Nodes to a playbook: files against shapes, ids against each other, folder names against ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from collab_playbook.files.codes import DUPLICATE_ID, FOLDER_NAME
from collab_playbook.files.gathering import name_of
from collab_playbook.files.parts import GLOSSARY, HEAD
from collab_playbook.files.shape import fit
from collab_playbook.files.translation import identity, lists_of_records
from collab_playbook.language.quoting import quoted
from collab_playbook.model.document import Document
from collab_playbook.model.playbook import Catalogue, Playbook, Term
from collab_playbook.model.shape import Shape
from collab_playbook.model.step import Step
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.files.gathering import Gathered
    from collab_playbook.files.node import Node
    from collab_playbook.model.problem import Problem

Part = TypeVar("Part", Step, Document, Catalogue)
_ELSEWHERE = ("steps", "documents", "catalogues", "glossary", "digest")
"""Fields of a playbook that stand in files of their own."""


class _Glossary(Shape):
    """``glossary.yaml``."""

    terms: tuple[Term, ...]


class Assembled(NamedTuple):
    """What could be read: the playbook with ``holes`` where a part could not, as (kind, id).

    The playbook has no digest yet: nobody who only checks it needs one.
    """

    playbook: Playbook | None
    holes: frozenset[tuple[str, str]]
    problems: tuple[Problem, ...]


def assemble(gathered: Gathered) -> Assembled:
    """Builds the playbook; ``None`` when not even ``playbook.yaml`` can be read."""
    problems = list(gathered.problems)
    holes: set[tuple[str, str]] = set()
    steps = _parts(gathered, "steps", Step, problems, holes)
    documents = _parts(gathered, "documents", Document, problems, holes)
    catalogues = _parts(gathered, "catalogues", Catalogue, problems, holes)
    glossary, head = None, None
    if gathered.glossary is not None:
        glossary, faults = fit(_Glossary, gathered.glossary, GLOSSARY)
        problems += faults
        problems += _duplicates_in(gathered.glossary)
    if gathered.head is not None:
        head, faults = fit(Playbook, gathered.head, HEAD, given=_ELSEWHERE)
        problems += faults
        problems += _duplicates_in(gathered.head)
    problems += _folder_names(gathered, steps)
    whole = None
    if head is not None:
        whole = head.model_copy(
            update={
                "steps": tuple(sorted(steps.values(), key=lambda step: step.number)),
                "documents": tuple(documents.values()),
                "catalogues": tuple(catalogues.values()),
                "glossary": glossary.terms if glossary else (),
            }
        )
    return Assembled(whole, frozenset(holes), _sorted(problems))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order of files, lines and columns."""
    return tuple(sorted(set(problems), key=lambda p: (*p.place, p.code, p.message)))


def _parts(
    gathered: Gathered,
    kind: str,
    model: type[Part],
    problems: list[Problem],
    holes: set[tuple[str, str]],
) -> dict[str, Part]:
    """The parts of a kind by file, each id once."""
    parts: dict[str, Part] = {}
    first: dict[str, Node] = {}
    for file, node in gathered.parts[kind].items():
        if node is None:  # the reader has said why
            holes.add((kind, name_of(kind, file)))
            continue
        part, faults = fit(model, node, file)
        problems += faults
        problems += _duplicates_in(node)
        name = identity(node)
        other = first.setdefault(name, node) if name else node
        if other is not node:
            at = node.get("id") or node
            message = say("The id {name} is taken by {file}", name=quoted(name), file=other.file)
            problems.append(DUPLICATE_ID.at(at.place, message, say("Give one of them another id.")))
        elif part is not None:
            parts[file] = part
        else:
            holes.add((kind, name or name_of(kind, file)))
        if name and name != name_of(kind, file):  # others may mean it by either name
            holes.add((kind, name_of(kind, file)))
    return parts


def _duplicates_in(node: Node) -> Iterable[Problem]:
    """Ids that stand twice in one list."""
    for records in lists_of_records(node):
        first: dict[str, Node] = {}
        for item in records.items:
            name = identity(item)
            at = item.get("id") if name else None
            if at is None:
                continue
            other = first.setdefault(name, at)
            if other is not at:
                message = say(
                    "The id {name} stands twice in this list; first in line {line}",
                    name=quoted(name),
                    line=other.line,
                )
                yield DUPLICATE_ID.at(at.place, message, say("Give one of them another id."))


def _folder_names(gathered: Gathered, steps: dict[str, Step]) -> Iterable[Problem]:
    """Folders and files that are not named after what is inside, and numbers that two steps have.

    Where two steps have a number, the one whose folder has another is wrong, and nothing else is.
    """
    numbered: dict[int, list[str]] = {}
    for file, step in sorted(steps.items(), key=lambda item: item[0] != _file_of(item[1])):
        numbered.setdefault(step.number, []).append(file)
    for file, step in steps.items():
        node = gathered.parts["steps"][file]
        first, *others = numbered[step.number]
        number = node.get("number") if node is not None else None
        if node is None or (others and file == first):
            continue
        if others and number is not None:
            message = say(
                "The number {number} is taken by {first}", number=step.number, first=first
            )
            yield DUPLICATE_ID.at(number.place, message, say("Give one of them another number."))
        elif file != _file_of(step):
            folder, wanted = (name.removesuffix("/step.yaml") for name in (file, _file_of(step)))
            yield _misnamed(node, say("The folder '{folder}'", folder=folder), wanted)
    for kind, start in (("documents", "templates/"), ("catalogues", "playbook/catalogues/")):
        for file, node in gathered.parts[kind].items():
            name = identity(node) if node is not None else ""
            ending = "/document.yaml" if kind == "documents" else ".yaml"
            if node is not None and name and file != f"{start}{name}{ending}":
                shown = file.removesuffix("/document.yaml")
                wanted = f"{start}{name}{'' if kind == 'documents' else '.yaml'}"
                yield _misnamed(node, f"'{shown}'", wanted)


def _file_of(step: Step) -> str:
    return f"steps/{step.number:02d}-{step.id}/step.yaml"


def _misnamed(node: Node, what: str, wanted: str) -> Problem:
    at = node.get("id") or node
    message = say("{what} is not named after the id inside", what=what)
    return FOLDER_NAME.at(
        at.place, message, say("Rename it to {wanted}, or mend the id.", wanted=quoted(wanted))
    )
