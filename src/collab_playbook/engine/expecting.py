"""What a story expects against what is: states, criteria, questions, answers and documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.asking import asked_of
from collab_playbook.engine.circles import circle_state
from collab_playbook.engine.derive import judge
from collab_playbook.engine.gates import gate_standings
from collab_playbook.engine.values import fit
from collab_playbook.language.near import or_near
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.engine.derive import Standing
    from collab_playbook.engine.noting import Notes
    from collab_playbook.engine.staging import Stage
    from collab_playbook.model.event import Instance
    from collab_playbook.model.question import Question
    from collab_playbook.model.story import Expectation, ExpectedDocument

Path = tuple[str | int, ...]
_LINES_SHOWN = 3


class Mismatch(NamedTuple):
    """Something that is not as the story tells it: where in the story, and how it really is.

    Attributes:
        path: Keys and positions from the root of the story to the value that is to blame.
        message: What it is about.
        expected: What the story says; empty where the message says all.
        found: What is the case.
    """

    path: Path
    message: str
    expected: str = ""
    found: str = ""


class Written(NamedTuple):
    """A document as things stand: whether it is due, its text, the answers that it lacks.

    Attributes:
        due: Whether it is to be written at all.
        text: Its text; empty where it is not due.
        open: The answers that it lacks.
        fault: Why its template cannot be written, with the place; empty where it can.
    """

    due: bool
    text: str = ""
    open: tuple[str, ...] = ()
    fault: str = ""


Write = Callable[["Stage", str], Written]
"""Writes the document of that id as things stand on the stage."""


def mismatches(
    expected: Expectation, stage: Stage, write: Write, notes: Notes, path: Path
) -> Iterator[Mismatch]:
    """Everything that is not as expected, in the order of the keys."""
    notes.look(stage.view)
    looking = _Looking(stage, write, path)
    yield from looking.states(expected)
    yield from looking.criteria(expected)
    yield from looking.answers(expected)
    for key, wanted in (("asked", expected.asked), ("not_asked", expected.not_asked)):
        for number, name in enumerate(wanted):
            yield from looking.asked(name, (key, number), wanted=key == "asked")
    for name, document in expected.documents.items():
        yield from looking.document(name, document)
    yield from looking.gates(expected)
    yield from looking.circles(expected)


class _Looking:
    def __init__(self, stage: Stage, write: Write, path: Path) -> None:
        self.stage, self.write, self.path = stage, write, path
        self.board = stage.board

    def _standing(self, name: str) -> Standing | Mismatch:
        instance = self.stage.instance(name)
        if instance is None or instance.step == ORGANISATION:
            known = (step.id for step in self.stage.process.playbook.steps)
            return Mismatch((), f"there is no step '{name}'{or_near(name, known)}")
        return self.board.standing(instance)

    def _differs(self, path: Path, what: str, expected: str, found: str) -> Iterator[Mismatch]:
        if expected != found:
            yield Mismatch((*self.path, *path), what, expected, found)

    def states(self, expected: Expectation) -> Iterator[Mismatch]:
        for name, state in expected.states.items():
            stands = self._standing(name)
            if isinstance(stands, Mismatch):
                yield stands._replace(path=(*self.path, "states", name))
                continue
            yield from self._differs(("states", name), f"state of '{name}'", state, stands.state)
        for name, flags in expected.flags.items():
            stands = self._standing(name)
            if isinstance(stands, Mismatch):
                yield stands._replace(path=(*self.path, "flags", name))
                continue
            told, found = _listed(sorted(flags)), _listed(sorted(stands.flags))
            yield from self._differs(("flags", name), f"flags of '{name}'", told, found)
        for name, blockers in expected.blocked_by.items():
            stands = self._standing(name)
            if isinstance(stands, Mismatch):
                yield stands._replace(path=(*self.path, "blocked_by", name))
                continue
            told = _listed(sorted(blockers))
            found = _listed(sorted(blocker.id for blocker in stands.blocked_by))
            yield from self._differs(("blocked_by", name), f"what blocks '{name}'", told, found)

    def criteria(self, expected: Expectation) -> Iterator[Mismatch]:
        for name, verdicts in expected.criteria.items():
            stands = self._standing(name)
            if isinstance(stands, Mismatch):
                yield stands._replace(path=(*self.path, "criteria", name))
                continue
            judged = {
                j.criterion.id: j for j in judge(self.stage.view, stands.step, stands.instance)
            }
            for criterion, verdict in verdicts.items():
                at: Path = ("criteria", name, criterion)
                one = judged.get(criterion)
                if one is None:
                    maybe = or_near(criterion, judged)
                    message = f"'{name}' has no criterion '{criterion}'{maybe}"
                    yield Mismatch((*self.path, *at), message)
                    continue
                because = f" (open: {', '.join(one.missing)})" if one.missing else ""
                if one.verdict != verdict:
                    what = f"criterion '{criterion}' of '{name}'"
                    yield Mismatch((*self.path, *at), what, verdict, f"{one.verdict}{because}")

    def answers(self, expected: Expectation) -> Iterator[Mismatch]:
        for name, answers in expected.answers.items():
            for question_id, raw in answers.items():
                at: Path = ("answers", name, question_id)
                found = self._question(f"{name}.{question_id}")
                if isinstance(found, str):
                    yield Mismatch((*self.path, *at), found)
                    continue
                yield from self._answer(*found, raw, at)

    def _answer(
        self, instance: Instance, question: Question, raw: Any, at: Path
    ) -> Iterator[Mismatch]:
        view, playbook = self.stage.view, self.stage.process.playbook
        current = view.answers_of(instance.scope, instance.step).get(question.id)
        told, misfits = fit(question, raw, playbook.choices_of(question), playbook.choices_of)
        if misfits:
            yield Mismatch((*self.path, *at), f"no answer at all: {misfits[0].message}")
        elif told != current and not (self.stage.translation and _is_words(question, current)):
            what = f"answer to '{instance.path}.{question.id}'"
            yield Mismatch((*self.path, *at), what, _shown(told), _shown(current))

    def asked(self, name: str, at: Path, *, wanted: bool) -> Iterator[Mismatch]:
        found = self._question(name)
        if isinstance(found, str):
            yield Mismatch((*self.path, *at), found)
            return
        instance, question = found
        asked = next(a for a in asked_of(self.stage.view, instance) if a.question.id == question.id)
        told = "asked" if wanted else "not asked"
        real = "asked" if asked.in_force else "not asked"
        because = f" (when: {question.when})" if question.when and told != real else ""
        yield from self._differs(at, f"question '{name}'{because}", told, real)

    def _question(self, name: str) -> tuple[Instance, Question] | str:
        path, _, question_id = name.rpartition(".")
        instance = self.stage.instance(path)
        if instance is None:
            known = (step.id for step in self.stage.process.playbook.steps)
            return f"there is no step '{path}'{or_near(path, known)}"
        question = self.stage.process.playbook.question(instance.step, question_id)
        if question is None:
            ids = [q.id for q in self.stage.process.playbook.questions_of(instance.step)]
            return f"'{instance.step}' asks no question '{question_id}'{or_near(question_id, ids)}"
        return instance, question

    def gates(self, expected: Expectation) -> Iterator[Mismatch]:
        gates = {stands.at.path: stands for stands in gate_standings(self.stage.view)}
        for name, state in expected.gates.items():
            at: Path = ("gates", name)
            if name in gates:
                yield from self._differs(at, f"verdict on '{name}'", state, gates[name].state)
            else:
                message = f"there is no gate '{name}'{or_near(name, gates)}"
                yield Mismatch((*self.path, *at), message)

    def circles(self, expected: Expectation) -> Iterator[Mismatch]:
        view = self.stage.view
        known = [scope.partition(":")[2] for scope in view.scopes if scope.startswith("circle:")]
        for name, state in expected.circles.items():
            at: Path = ("circles", name)
            if name in known:
                found = circle_state(view.process.playbook, view.state, name)
                yield from self._differs(at, f"state of '{name}'", state, found)
            else:
                message = f"there is no circle '{name}'{or_near(name, known)}"
                yield Mismatch((*self.path, *at), message)

    def document(self, name: str, expected: ExpectedDocument) -> Iterator[Mismatch]:
        at: Path = ("documents", name)
        known = self.stage.process.playbook.document_by_id
        if name.rpartition("/")[2] not in known:
            message = f"there is no document '{name}'{or_near(name, known)}"
            yield Mismatch((*self.path, *at), message)
            return
        written = self.write(self.stage, name)
        if written.fault:
            yield Mismatch(
                (*self.path, *at), f"document '{name}' cannot be written: {written.fault}"
            )
            return
        if written.due != expected.due:
            words = ("not due", "due")
            told, real = words[expected.due], words[written.due]
            yield from self._differs(at, f"document '{name}'", told, real)
            return
        if not written.due:
            return
        text = _in_line(written.text)
        language = self.stage.translation
        wanted = expected.texts_in(language)
        inside = ("in", language) if language else ()
        for number, part in enumerate(wanted.contains):
            if _in_line(part) not in text:
                what = f"document '{name}' lacks a text"
                nearest = _nearest(part, written.text)
                yield Mismatch((*self.path, *at, *inside, "contains", number), what, part, nearest)
        for number, part in enumerate(wanted.lacks):
            if _in_line(part) in text:
                line = next((x for x in written.text.splitlines() if _in_line(part) in x), part)
                what = f"document '{name}' must not hold this text"
                place = (*self.path, *at, *inside, "lacks", number)
                yield Mismatch(place, what, f"no '{part}'", line)
        if expected.open is not None:
            told, real = _listed(sorted(expected.open)), _listed(sorted(written.open))
            yield from self._differs((*at, "open"), f"what '{name}' lacks", told, real)


def _is_words(question: Question, stored: Any) -> bool:
    """Whether an answer is words, which are others in another language."""
    return stored is not None and question.type in {"text", "long_text", "record", "records"}


def _in_line(text: str) -> str:
    return " ".join(text.split())


def _nearest(part: str, text: str) -> str:
    """The lines of a document that look most like a text that it lacks."""
    lines = [_in_line(line) for line in text.splitlines() if line.strip()]
    near = get_close_matches(_in_line(part), lines, n=_LINES_SHOWN, cutoff=0.4)
    return "\n".join(near) if near else "nothing like it"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "nothing"


def _shown(stored: Any) -> str:
    if stored is None:
        return "none"
    if isinstance(stored, bool):
        return "true" if stored else "false"
    if isinstance(stored, dict):
        return "{" + ", ".join(f"{key}: {_shown(held)}" for key, held in stored.items()) + "}"
    if isinstance(stored, list):
        return f"[{', '.join(_shown(each) for each in stored)}]"
    return str(stored)
