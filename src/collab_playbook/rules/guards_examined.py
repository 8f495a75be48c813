"""Every guard of a playbook, read and typed once, and how problems of guards are told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.names import type_of_question
from collab_playbook.language.syntax import Comprehension, Has, Select, walk
from collab_playbook.language.types import BOOL, Type
from collab_playbook.model.problem import Fix, Label, Problem, TextEdit
from collab_playbook.rules.domains_terms import STATE_WORDS, path_of
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.engine.process import GuardSite
    from collab_playbook.language.faults import Fault
    from collab_playbook.language.syntax import Node, Span
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Question
    from collab_playbook.rules.checked import Checked

Use = Literal["applies", "asked", "default", "check", "criterion", "reopen", "document", "gate"]
"""What a guard decides: whether a step applies, whether a question is asked, and so on."""
_USES: Mapping[str, Use] = {"done_when": "criterion", "reopens": "reopen", "gate": "gate"}


@dataclass(frozen=True)
class Examined:
    """A guard with its place, its form, and what is wrong with it.

    Attributes:
        site: The guard and where it stands.
        use: What it decides.
        question: The question that it belongs to, if any.
        node: Its form; ``None`` where it cannot be read.
        error: Why it cannot be read.
        faults: Where it does not fit the declared types.
    """

    site: GuardSite
    use: Use
    question: Question | None = None
    node: Node | None = None
    error: GuardError | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands, as places take it."""
        return (self.site.path.kind, self.site.path.owner, *self.site.path.keys)

    @property
    def step(self) -> str | None:
        """The step that it belongs to; ``None`` for documents and gates."""
        return self.site.path.owner if self.site.path.kind in {"steps", "org"} else None

    @property
    def sound(self) -> Node | None:
        """Its form where its names and types are right."""
        return self.node if all(f.kind == "never-true" for f in self.faults) else None

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """All forms inside it, in reading order; many rules look through them."""
        return tuple(walk(self.node)) if self.node is not None else ()

    @cached_property
    def answers(self) -> tuple[tuple[tuple[str, str], Node], ...]:
        """The answers that it mentions outside ``has``, with the form that names each."""
        inside = {id(part) for has in self.parts if isinstance(has, Has) for part in walk(has)}
        bound = {part.variable for part in self.parts if isinstance(part, Comprehension)}
        named = (
            (path, part)
            for part in self.parts
            if isinstance(part, Select) and len(path := path_of(part)) == 2
        )
        return tuple(
            ((step, word), part)
            for (step, word), part in named
            if step not in bound and word not in STATE_WORDS and id(part) not in inside
        )


def examined(checked: Checked) -> tuple[Examined, ...]:
    """Every guard of a playbook, read and typed once however many rules look at it."""
    kept = vars(checked)  # where cached properties keep theirs
    if "examined guards" not in kept:
        sites = checked.process.sites()
        kept["examined guards"] = tuple(_examined(checked, site) for site in sites)
    found: tuple[Examined, ...] = kept["examined guards"]
    return found


def _examined(checked: Checked, site: GuardSite) -> Examined:
    question, use = _question_of(checked.playbook, site), _use_of(site)
    try:
        node = checked.process.guard(site.text)
    except GuardError as error:
        return Examined(site, use, question, error=error)
    names = checked.names
    expected: Type = BOOL
    if question is not None and use in {"check", "default"}:
        own = type_of_question(checked.playbook, question)
        names, expected = ({**names, "value": own}, BOOL) if use == "check" else (names, own)
    unread = {name for kind, name in checked.holes if kind == "steps"}
    faults = (
        fault
        for fault in check(node, names, expected)[0]
        if site.text[fault.span.start : fault.span.end] not in unread
    )
    return Examined(site, use, question, node, faults=tuple(faults))


def _question_of(playbook: Playbook, site: GuardSite) -> Question | None:
    keys = site.path.keys
    return playbook.question(site.path.owner, keys[1]) if keys[0] == "questions" else None


def _use_of(site: GuardSite) -> Use:
    keys = site.path.keys
    if keys[0] != "questions":
        return _USES.get(keys[0]) or ("document" if site.path.kind == "documents" else "applies")
    return "check" if "check" in keys else "default" if "default" in keys else "asked"


def problem_at(  # noqa: PLR0913 - the parts of one problem
    checked: Checked,
    guard: Examined,
    rule: tuple[str, str],
    message: str,
    span: Span,
    *,
    hint: str = "",
    labels: tuple[Label, ...] = (),
    fix: Fix | None = None,
    missing: str = "",
) -> Problem:
    """A problem at some characters of a guard."""
    place = checked.places.offset_place(guard.path, span.start, span.end)
    anchor = "/".join(guard.path)
    return Problem(
        *rule, message, place, hint, labels=labels, fix=fix, anchor=anchor, missing=missing
    )


def edit_at(checked: Checked, guard: Examined, span: tuple[int, int], text: str) -> TextEdit:
    """Another text for some characters of a guard."""
    return TextEdit(checked.places.offset_place(guard.path, *span), text)


def label_of(checked: Checked, step: str, question: str) -> Label:
    """The place where a question is asked."""
    kind = "org" if step == "org" else "steps"
    text = say("'{step}.{question}' is asked here", step=step, question=question)
    return Label(checked.places.of(kind, step, "questions", question, "id"), text)
