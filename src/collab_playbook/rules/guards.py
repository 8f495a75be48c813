"""Guards: each can be read, names what there is, and fits the types that the questions declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.names import type_of_question
from collab_playbook.language.types import BOOL, Type
from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.process import GuardSite
    from collab_playbook.language.faults import Fault, FaultKind
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
) -> Problem:
    """A problem at some characters of a guard."""
    place = checked.places.offset_place(guard.path, span.start, span.end)
    return Problem(*rule, message, place, hint, labels=labels, anchor="/".join(guard.path))


def label_of(checked: Checked, step: str, question: str) -> Label:
    """The place where a question is asked."""
    kind = "org" if step == "org" else "steps"
    text = f"'{step}.{question}' is asked here"
    return Label(checked.places.of(kind, step, "questions", question, "id"), text)


def _of_kinds(checked: Checked, rule: tuple[str, str], *kinds: FaultKind) -> Iterator[Problem]:
    for guard in examined(checked):
        for fault in guard.faults:
            if fault.kind in kinds:
                yield problem_at(checked, guard, rule, fault.message, fault.span, hint=fault.hint)


def guard_syntax(checked: Checked) -> Iterator[Problem]:
    """A guard cannot be read: it is not in the language of guards.

    Why:
        A guard that nobody can read decides nothing, so the playbook cannot be run.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >=}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >= 10}
    Says:
        steps/01-goal/step.yaml:3:82: PB301 the guard ends where a value is expected
          [guard-syntax]
    """
    for guard in examined(checked):
        if guard.error is not None:
            error = guard.error
            yield problem_at(
                checked,
                guard,
                ("PB301", "guard-syntax"),
                error.message,
                error.span,
                hint=error.hint,
            )


def unknown_name(checked: Checked) -> Iterator[Problem]:
    """A guard names a step, a question, a field or a function that there is none of.

    Why:
        Nobody can ever give the answer that the guard waits for.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aims) >= 10}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >= 10}
    Says:
        steps/01-goal/step.yaml:3:75: PB302 'goal' has no 'aims' [unknown-name]
    """
    return _of_kinds(
        checked, ("PB302", "unknown-name"), "unknown-name", "unknown-field", "unknown-function"
    )


def type_mismatch(checked: Checked) -> Iterator[Problem]:
    """A guard puts together what does not go together, or gives no yes or no where one is wanted.

    Why:
        A text is neither larger nor smaller than a number, so the guard fails whatever is answered.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: goal.aim >= 10}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >= 10}
    Says:
        steps/01-goal/step.yaml:3:65: PB303 a text and a whole number have no order
          [type-mismatch]
    """
    return _of_kinds(checked, ("PB303", "type-mismatch"), "type-mismatch", "not-boolean")


def unknown_choice(checked: Checked) -> Iterator[Problem]:
    """A guard compares a choice with something that is none of its choices.

    Why:
        The comparison is never true: mostly a choice was renamed and the guard was not.
    Bad:
        # file: templates/team_list/document.yaml
        when: goal.pace != 'quick'
    Good:
        # file: templates/team_list/document.yaml
        when: goal.pace != 'fast'
    Says:
        templates/team_list/document.yaml:2:20: PB304 'quick' is none of the choices
          [unknown-choice]
    """
    return _of_kinds(checked, ("PB304", "unknown-choice"), "unknown-choice")


RULES: tuple[Rule, ...] = (
    Rule("PB301", "guard-syntax", guard_syntax, needed_to_run=True),
    Rule("PB302", "unknown-name", unknown_name, needed_to_run=True),
    Rule("PB303", "type-mismatch", type_mismatch, needed_to_run=True),
    Rule("PB304", "unknown-choice", unknown_choice, needed_to_run=True),
)
