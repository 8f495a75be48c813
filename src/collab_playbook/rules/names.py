"""Names that one part of a playbook gives to another: where each stands, and what it may be."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Fix, Problem, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Question
    from collab_playbook.model.step import Step
    from collab_playbook.rules.checked import Checked

Path = tuple[str | int, ...]
"""A kind, an id, then keys: what ``Placing`` looks up."""


class Mention(NamedTuple):
    """A name, and where it stands."""

    name: str
    path: Path


def unknown(
    checked: Checked, code: str, what: str, mention: Mention, known: Iterable[str]
) -> Problem:
    """The problem of a name that leads nowhere, with the nearest one that does as its fix."""
    place = checked.places.of(*mention.path)
    near = get_close_matches(mention.name, list(known), n=1, cutoff=0.6)
    hint = f"Did you mean '{near[0]}'?" if near else ""
    fix = None
    if near:
        fix = Fix(f"Write '{near[0]}'", (TextEdit(place, near[0]),), safe=False)
    message = f"There is no {what} '{mention.name}'"
    name = f"unknown-{what}"
    return Problem(code, name, message, place, hint, fix=fix, anchor=anchor_of(mention))


def near_hint(name: str, known: Iterable[str]) -> str:
    """A question about the nearest known name; empty where none is near."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else ""


def anchor_of(mention: Mention) -> str:
    """What a problem of a name is about, whatever its line and its position in a list."""
    keys = (str(part) for part in mention.path if not isinstance(part, int))
    return "/".join((*keys, mention.name))


def ids_of(checked: Checked, kind: Literal["steps", "catalogues"]) -> set[str]:
    """The ids of a kind, those of parts that could not be read among them."""
    playbook = checked.playbook
    read = playbook.step_by_id if kind == "steps" else playbook.catalogue_by_id
    missing = {_stem(name) for of, name in checked.holes if of == kind}
    return missing.union(read)


def _stem(name: str) -> str:
    """The id of a part that could not be read, which may be known by its file alone."""
    return name.rpartition("/")[2].removesuffix(".yaml")


def mentioned_steps(playbook: Playbook) -> Iterator[Mention]:
    """Every name of a step that steps, documents and the head give."""
    for step in playbook.steps:
        base = ("steps", step.id)
        for number, need in enumerate(step.needs):
            yield Mention(need.step, (*base, "needs", number, "step"))
        for number, name in enumerate(step.better_after):
            yield Mention(name, (*base, "better_after", number))
        for number, reopen in enumerate(step.reopens):
            yield Mention(reopen.step, (*base, "reopens", number, "step"))
    for document in playbook.documents:
        yield Mention(document.step, ("documents", document.id, "step"))
    if playbook.load.launch is not None:
        yield Mention(playbook.load.launch, ("playbook", "load", "launch"))


def signing_roles(step: Step) -> Iterator[Mention]:
    """The roles that a step's sign-off names."""
    if step.sign_off is not None:
        for key, names in (("all_of", step.sign_off.all_of), ("of", step.sign_off.of)):
            for number, name in enumerate(names):
                yield Mention(name, ("steps", step.id, "sign_off", key, number))


def loaded_roles(playbook: Playbook) -> Iterator[Mention]:
    """The roles whose agreed hours the head of the playbook finds in answers."""
    for number, hours in enumerate(playbook.load.hours):
        if hours.role is not None:
            yield Mention(hours.role, ("playbook", "load", "hours", number, "role"))


def working_roles(step: Step) -> Iterator[Mention]:
    """The roles that a step's work is shared out to."""
    base = ("steps", step.id, "roles")
    yield Mention(step.roles.accountable, (*base, "accountable"))
    for key in ("responsible", "consulted", "informed"):
        for number, name in enumerate(getattr(step.roles, key)):
            yield Mention(name, (*base, key, number))


def questions_with_path(playbook: Playbook) -> Iterator[tuple[Question, Path]]:
    """Every question, and where it stands."""
    for question in playbook.org:
        yield question, ("org", ORGANISATION, "questions", question.id)
    for step in playbook.steps:
        for question in step.questions:
            yield question, ("steps", step.id, "questions", question.id)
