"""Guards that decide nothing: they are never true, always true, or true before anybody answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.syntax import Comprehension, Conditional, Logic, Node, Unary, walk
from collab_playbook.language.values import Record
from collab_playbook.rules.domains_judging import Judging
from collab_playbook.rules.domains_terms import STATE_WORDS, Around
from collab_playbook.rules.guards_examined import examined, problem_at
from collab_playbook.rules.rule import Rule
from collab_playbook.rules.truth_rules_branches import overlapping_branches
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.language.syntax import Span
    from collab_playbook.language.values import Value
    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.guards_examined import Examined


class _Idle(NamedTuple):
    """A part of a guard that decides nothing, and which way it always falls."""

    node: Node
    says: Literal["never", "always"]
    is_whole: bool
    outweighs: bool = False
    """Whether it makes the others idle that it is one way out beside."""

    @property
    def span(self) -> Span:
        """Its characters."""
        return self.node.span


def never_true(checked: Checked) -> Iterator[Problem]:
    """A guard, or one way of making it true, can never be true, whatever anybody answers.

    Each answer is looked at with all that it can be: the choices, yes and no, and numbers, dates
    and sizes within the limits of the question. What is beyond this reasoning counts as possible.

    Why:
        The step never applies, the question is never asked, or the criterion is never met.
    Bad:
        # file: steps/02-team/step.yaml
        done_when:
          - {id: paced, text: The pace is set, that: goal.pace == 'calm' and goal.pace == 'fast'}
    Good:
        # file: steps/02-team/step.yaml
        done_when:
          - {id: paced, text: The pace is set, that: has(goal.pace)}
    Says:
        steps/02-team/step.yaml:3:70: PB306 this never holds together with what stands before it
          [never-true]
    """
    for guard in examined(checked):
        faults = [fault for fault in guard.faults if fault.kind == "never-true"]
        for fault in faults:
            yield problem_at(
                checked, guard, ("PB306", "never-true"), fault.message, fault.span, hint=fault.hint
            )
        if faults:
            continue
        for idle in _idle(checked, guard):
            if idle.says == "never":
                what = say("This guard") if idle.is_whole else say("This part of the guard")
                yield problem_at(
                    checked,
                    guard,
                    ("PB306", "never-true"),
                    say("{what} is never true, whatever is answered", what=what),
                    idle.span,
                    hint=say("Compare it with the choices and limits of the question."),
                )


def always_true(checked: Checked) -> Iterator[Problem]:
    """A guard, or a condition in it, can never be false once it is answered.

    The limits of questions are left out here: a criterion may well say them again, for people. A
    check of the question itself has no such excuse, nor has one way out of several that is always
    open because of what its question requires: the others are never looked at.

    Why:
        It reads as if it decided something, and decides nothing; often ``||`` stands for ``&&``.
    Bad:
        # file: templates/team_list/document.yaml
        when: goal.pace != 'fast' or goal.pace != 'calm'
    Good:
        # file: templates/team_list/document.yaml
        when: goal.pace != 'fast'
    Says:
        templates/team_list/document.yaml:2:7: PB307 This guard is true whatever is answered
          [always-true]
    """
    for guard in examined(checked):
        within = [idle for idle in _idle(checked, guard) if idle.says == "always"]
        if not within:
            continue  # what can be false within the limits can be false without them
        without = _parts_of(checked, guard, with_limits=False)
        spans = {idle.span for idle in without if idle.says == "always"}
        for idle in within:
            if idle.span in spans:
                what = say("This guard") if idle.is_whole else say("This part of the guard")
                yield problem_at(
                    checked,
                    guard,
                    ("PB307", "always-true"),
                    say("{what} is true whatever is answered", what=what),
                    idle.span,
                    hint=say("Take it out, or write has(...) to ask whether there is an answer."),
                )
            elif guard.use == "check" or (idle.outweighs and _is_given(checked, guard, idle.node)):
                yield problem_at(
                    checked,
                    guard,
                    ("PB307", "always-true"),
                    say("This is true within the limits of the question"),
                    idle.span,
                    hint=say("Take it out, or widen the limits."),
                )


def _is_given(checked: Checked, guard: Examined, node: Node) -> bool:
    """Whether the answers that a part of a guard reads are required and always asked for."""
    inside = {id(part) for part in walk(node)}
    named = (path for path, part in guard.answers if id(part) in inside)
    questions = [checked.playbook.question(*path) for path in named]
    return bool(questions) and all(
        q is not None and q.required and q.when is None for q in questions
    )


def _idle(checked: Checked, guard: Examined) -> tuple[_Idle, ...]:
    """The parts of a guard that decide nothing, within the limits of the questions."""
    kept = vars(checked).setdefault("idle parts of guards", {})  # two rules tell of them
    if guard.path not in kept:
        kept[guard.path] = tuple(_parts_of(checked, guard, with_limits=True))
    found: tuple[_Idle, ...] = kept[guard.path]
    return found


def _parts_of(checked: Checked, guard: Examined, *, with_limits: bool) -> Iterator[_Idle]:
    node = guard.sound
    if node is None or guard.use == "default":
        return
    value = guard.question if guard.use == "check" else None
    judging = Judging(Around(checked.playbook, value, with_limits=with_limits))
    yield from _parts(node, judging, is_whole=True)


def _parts(node: Node, judging: Judging, *, is_whole: bool = False) -> Iterator[_Idle]:
    """The idle parts of a condition: one that is idle as a whole is told once, where it is so."""
    found = judging.outcomes(node)
    if found is not None and len(found) == 1:
        holds = True in found
        culprit = _culprit(node, judging, found)
        is_one_way = isinstance(node, Logic) and node.operator == "||" and culprit is not node
        yield _Idle(culprit, "always" if holds else "never", is_whole, holds and is_one_way)
        return
    match node:
        case Logic(operands=operands):
            for operand in operands:
                yield from _parts(operand, judging)
        case Unary(operator="!", operand=operand):
            yield from _parts(operand, judging)
        case Conditional(test=test):
            yield from _parts(test, judging)
        case Comprehension(target=target, variable=variable, body=body, kind=kind):
            around = judging.around
            question = around.question(target)
            if question is not None and question.fields and kind != "map":
                items = {**around.items, variable: question}
                yield from _parts(body, Judging(replace(around, items=items)))


def _culprit(node: Node, judging: Judging, found: frozenset[bool]) -> Node:
    """The smallest condition that makes the whole idle by itself."""
    operator = "||" if True in found else "&&"
    while isinstance(node, Logic) and node.operator == operator:
        smaller = next((o for o in node.operands if judging.outcomes(o) == found), None)
        if smaller is None:
            break
        node = smaller
    return node


def true_unanswered(checked: Checked) -> Iterator[Problem]:
    """A criterion is met before anybody has answered anything.

    Why:
        A criterion asks for something to be reached. This one is ticked on the first day, and an
        answer can only undo it.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: within_budget, text: The budget is agreed, that: not has(goal.budget)}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: within_budget, text: The budget is agreed, that: has(goal.budget)}
    Says:
        steps/01-goal/step.yaml:3:59: PB309 This criterion is met before anything is answered
          [true-unanswered]
    """
    untouched: dict[str, Value] = {"done": False, "skipped": False, "state": "idle"}
    start: dict[str, Value] = {
        step.id: Record(step.id, untouched) for step in checked.playbook.steps
    }
    roots = {**start, "programme": Record("programme", dict(start))}
    for guard in examined(checked):
        node = guard.sound
        if node is None or guard.use not in {"criterion", "gate"}:
            continue
        answers = [r for r in checked.process.reads(guard.site.text) if r[-1] not in STATE_WORDS]
        if not answers or evaluate(node, roots) is not True:
            continue
        judging = Judging(Around(checked.playbook, with_limits=False))
        if judging.outcomes(node) == frozenset({True}):
            continue  # told as always true
        message = say("This criterion is met before anything is answered")
        hint = say("Ask for the answer with has(...), or turn the condition round.")
        yield problem_at(
            checked, guard, ("PB309", "true-unanswered"), message, node.span, hint=hint
        )


RULES: tuple[Rule, ...] = (
    Rule("PB306", "never-true", never_true, needed_to_run=True),
    Rule("PB307", "always-true", always_true, "warning"),
    Rule("PB308", "overlapping-branches", overlapping_branches, "warning"),
    Rule("PB309", "true-unanswered", true_unanswered, "warning"),
)
