"""Answers that a guard needs: each can have been given where the guard is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.reads import reads
from collab_playbook.language.syntax import (
    Comprehension,
    Conditional,
    Has,
    Logic,
    Node,
    Unary,
)
from collab_playbook.language.values import Unknown
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.rules.domains import Cases
from collab_playbook.rules.domains_terms import Around, path_of
from collab_playbook.rules.domains_values import TooManyError
from collab_playbook.rules.guards_examined import examined, label_of, problem_at
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.language.syntax import Span
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.problem import Problem
    from collab_playbook.model.question import Question
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.guards_examined import Examined

Says = frozenset[bool | None]
"""What a condition can come to without an answer; ``None`` where it cannot be told then."""
_EITHER: Final[Says] = frozenset({True, False})
_NEVER: Final[Says] = frozenset({None})
_PASSED_OVER: Final = frozenset({"asked", "default", "check", "reopen"})
"""Uses of guards that take "cannot be told" for "no", so that nobody learns what is missing."""


def without(node: Node, step: str, question: Question) -> Says:  # noqa: PLR0911 - one return a form
    """What a condition can come to while a question has no answer."""
    here = (step, question.id)
    if not _reads(node, here):
        finished = path_of(node) in {(step, "done"), (step, "skipped")}
        return frozenset({False}) if finished and question.required else _EITHER
    match node:
        case Logic(operator=operator, operands=operands):
            return _joined([without(o, step, question) for o in operands], operator == "||")
        case Has():
            return frozenset({False})
        case Unary(operator="!", operand=operand):
            inner = without(operand, step, question)
            return frozenset(None if said is None else not said for said in inner)
        case Conditional(test=test, then=then, otherwise=otherwise):
            said = without(test, step, question)
            found: set[bool | None] = {None} if None in said else set()
            for verdict, branch in ((True, then), (False, otherwise)):
                found |= without(branch, step, question) if verdict in said else set()
            return frozenset(found)
        case Comprehension(target=target, body=body) if not _reads(target, here):
            return without(body, step, question) | _EITHER
    return _NEVER


def _joined(parts: list[Says], is_any: bool) -> Says:
    """``&&`` or ``||`` over what each operand can come to."""
    found: Says = frozenset({not is_any})
    for part in parts:
        found = frozenset(
            is_any if is_any in {one, other} else None if None in {one, other} else not is_any
            for one in found
            for other in part
        )
    return found


def _reads(node: Node, question: tuple[str, str]) -> bool:
    return any(read[-2:] == question for read in reads(node))


def read_before_answered(checked: Checked) -> Iterator[Problem]:
    """A guard needs an answer that cannot have been given where the guard is looked at.

    Whether a step applies, whether a question is asked, a default and a reason to reopen may read
    the answers that come before: earlier ones of the step, and those of the steps that it needs. A
    criterion may wait for any step but for those that wait for this one. A check lets pass what it
    cannot tell, so that it reads what comes before as well. What a criterion waits for must be
    asked. ``has(...)`` asks whether there is an answer, so what it protects is not told.

    Why:
        Without the answer a guard says neither yes nor no. The question is then passed over without
        a word, or the step can never be handed in.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: Somebody takes part, that: size(team.members) >= 2}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >= 10}
    Says:
        steps/01-goal/step.yaml:3:62: PB305 'team.members' is asked only after 'goal': 'team'
          waits for it [read-before-answered]
    """
    above = _Above(checked.playbook)
    for guard in examined(checked):
        node = guard.sound
        if node is None or guard.step is None:
            continue
        told: set[tuple[str, str]] = set()
        for path, part in guard.answers:
            if path in told or path[0] == ORGANISATION != guard.step:
                continue
            question = checked.playbook.question(*path)
            if question is None:
                continue
            why = _too_early(checked, guard, path, above) or (
                _not_asked(checked, guard, node, path, question)
            )
            if why and (guard.use == "default" or None in without(node, path[0], question)):
                told.add(path)
                yield _problem(checked, guard, path, part.span, why)


def _problem(
    checked: Checked, guard: Examined, path: tuple[str, str], span: Span, why: tuple[str, str]
) -> Problem:
    message, hint = why
    return problem_at(
        checked,
        guard,
        ("PB305", "read-before-answered"),
        message,
        span,
        hint=hint,
        labels=(label_of(checked, *path),),
    )


class _Above:
    """Which steps come before which, by their needs: a bit for each step keeps it quick."""

    def __init__(self, playbook: Playbook) -> None:
        self._bit = {step.id: 1 << at for at, step in enumerate(playbook.steps)}
        self._above: dict[str, int] = {}
        waits = {step.id: {need.step for need in step.needs} for step in playbook.steps}
        followers: dict[str, list[str]] = {name: [] for name in waits}
        for name, needs in waits.items():
            for need in needs & waits.keys():
                followers[need].append(name)
        ready = [name for name, needs in waits.items() if not needs]
        left = {name: len(needs) for name, needs in waits.items()}
        while ready:
            name = ready.pop()
            self._above[name] = 0
            for need in waits[name]:
                self._above[name] |= self._above[need] | self._bit[need]
            for other in followers[name]:
                left[other] -= 1
                if not left[other]:
                    ready.append(other)

    def is_above(self, one: str, other: str) -> bool:
        """Whether a step comes before another."""
        return bool(self._above.get(other, 0) & self._bit.get(one, 0))

    def is_told(self, step: str) -> bool:
        """Whether every step on the way to it could be read, and none waits for itself."""
        return step == ORGANISATION or step in self._above


def _too_early(
    checked: Checked, guard: Examined, path: tuple[str, str], above: _Above
) -> tuple[str, str] | None:
    """Why an answer of another step, or of a later question, cannot have been given."""
    step, name = guard.step or "", ".".join(path)
    if path[0] == step:
        return _too_early_within(checked, guard, path)
    if not above.is_told(step) or not above.is_told(path[0]):
        return None
    if step == ORGANISATION:
        message = say("'{name}' is asked only after the organisation's profile", name=name)
        return message, say("Read an earlier answer of the profile.")
    if above.is_above(step, path[0]):
        message = say(
            "'{name}' is asked only after '{step}': '{path}' waits for it",
            name=name,
            step=step,
            path=path[0],
        )
        return message, say("Read an earlier answer, or move the guard to the later step.")
    if guard.use == "criterion" or above.is_above(path[0], step):
        return None
    message = say(
        "'{name}' may not be answered yet: '{step}' does not need '{path}'",
        name=name,
        step=step,
        path=path[0],
    )
    return message, say(
        "Add '{path}' to its needs, or protect it with has({name}).", path=path[0], name=name
    )


def _too_early_within(
    checked: Checked, guard: Examined, path: tuple[str, str]
) -> tuple[str, str] | None:
    name = ".".join(path)
    if guard.use == "applies":
        message = say("'{name}' is asked only once this step applies", name=name)
        return message, say("Read the answers of earlier steps.")
    if guard.use not in _PASSED_OVER or guard.question is None:
        return None
    order = [question.id for question in checked.playbook.questions_of(path[0])]
    own = guard.question.id
    if order.index(path[1]) < order.index(own) or (guard.use == "check" and path[1] == own):
        return None
    if path[1] == own:
        return say("'{name}' is read before it is answered", name=name), say(
            "Read an earlier answer."
        )
    message = say("'{name}' is asked after '{own}', which reads it", name=name, own=own)
    return message, say("Put the questions into the order in which they are read.")


def _not_asked(
    checked: Checked, guard: Examined, node: Node, path: tuple[str, str], question: Question
) -> tuple[str, str] | None:
    """Why a criterion waits for ever for a question that is not asked."""
    if question.when is None or guard.use not in {"criterion", "applies"}:
        return None
    asked = next(
        (g.sound for g in examined(checked) if g.question is question and g.use == "asked"), None
    )
    if asked is None:
        return None
    cases = Cases(Around(checked.playbook))
    form, condition = cases.add(node), cases.add(asked)
    name = ".".join(path)
    if not cases.is_exact:
        return None
    try:
        for case in cases.each():
            silent = all(
                v is None for k, v in case.items() if k == name or k.startswith(f"{name}.")
            )
            if silent and evaluate(condition, case) is False:
                outcome = evaluate(form, case)
                if isinstance(outcome, Unknown) and any(p.startswith(name) for p in outcome.paths):
                    message = say(
                        "'{name}' is not always asked, and this waits for it even then", name=name
                    )
                    return message, say("Say when it counts, or protect it with has(...).")
    except TooManyError:
        return None
    return None


RULES: tuple[Rule, ...] = (Rule("PB305", "read-before-answered", read_before_answered),)
