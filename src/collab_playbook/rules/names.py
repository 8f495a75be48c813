"""Names that one part of a playbook gives to another: where each stands, and what it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.language.near import is_it, nearest
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Fix, Place, Problem, TextEdit
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Question
    from collab_playbook.model.step import Step
    from collab_playbook.rules.checked import Checked

Path = tuple[str | int, ...]
"""A kind, an id, then keys: what ``Placing`` looks up."""
ROLES = "catalogue.roles"
"""What owns roles, as templates name it."""


class Mention(NamedTuple):
    """A name, and where it stands: at its path, or at some characters there.

    Attributes:
        name: The name.
        path: Where it stands.
        place: Its characters, where it is only part of what stands there.
        owner: What holds what it names, such as a step for its questions.
    """

    name: str
    path: Path
    place: Place | None = None
    owner: str = ""


def unknown(
    checked: Checked, code: str, what: str, mention: Mention, known: Iterable[str]
) -> Problem:
    """The problem of a name that leads nowhere, with the nearest one that does as its fix."""
    place = mention.place or checked.places.of(*mention.path)
    near = nearest(mention.name, known)
    fix = None
    if near:
        fix = Fix(say("Write '{near}'", near=near), (TextEdit(place, near),), safe=False)
    message = say("There is no {what} '{name}'", what=what, name=mention.name)
    name = f"unknown-{what}"
    missing = f"{mention.owner}.{mention.name}" if mention.owner else mention.name
    return Problem(
        code,
        name,
        message,
        place,
        is_it(near),
        fix=fix,
        anchor=anchor_of(mention),
        missing=missing,
    )


def anchor_of(mention: Mention) -> str:
    """What a problem of a name is about, whatever its line and its position in a list."""
    keys = (str(part) for part in mention.path if not isinstance(part, int))
    return "/".join((*keys, mention.name))


def ids_of(checked: Checked, kind: Literal["steps", "catalogues"]) -> set[str]:
    """The ids of a kind, those of parts that could not be read among them."""
    playbook = checked.playbook
    read = playbook.step_by_id if kind == "steps" else playbook.catalogue_by_id
    return hole_of(checked, kind).union(read)


def hole_of(checked: Checked, kind: str) -> set[str]:
    """The ids of the parts of a kind that could not be read."""
    return {name for of, name in checked.holes if of == kind}


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
                path = ("steps", step.id, "sign_off", key, number)
                yield Mention(name, path, owner=ROLES)


def deciding_roles(playbook: Playbook) -> Iterator[Mention]:
    """The roles that decide on gates."""
    for phase in playbook.phases:
        if phase.gate is not None and phase.gate.decided_by is not None:
            path = ("phases", phase.id, "gate", "decided_by")
            yield Mention(phase.gate.decided_by, path, owner=ROLES)
    for gate in playbook.gates:
        if gate.decided_by is not None:
            yield Mention(gate.decided_by, ("gates", gate.id, "decided_by"), owner=ROLES)


def loaded_roles(playbook: Playbook) -> Iterator[Mention]:
    """The roles whose agreed hours the head of the playbook finds in answers."""
    for number, hours in enumerate(playbook.load.hours):
        if hours.role is not None:
            yield Mention(hours.role, ("playbook", "load", "hours", number, "role"))


def working_roles(step: Step) -> Iterator[Mention]:
    """The roles that a step's work is shared out to."""
    base = ("steps", step.id, "roles")
    yield Mention(step.roles.accountable, (*base, "accountable"), owner=ROLES)
    for key in ("responsible", "consulted", "informed"):
        for number, name in enumerate(getattr(step.roles, key)):
            yield Mention(name, (*base, key, number), owner=ROLES)


def questions_with_path(playbook: Playbook) -> Iterator[tuple[Question, Path]]:
    """Every question, and where it stands."""
    for question in playbook.org:
        yield question, ("org", ORGANISATION, "questions", question.id)
    for step in playbook.steps:
        for question in step.questions:
            yield question, ("steps", step.id, "questions", question.id)
