"""What stories name: steps, questions, criteria, documents and roles, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from collab_playbook.engine.approving import WAIVABLE
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.story import VERBS
from collab_playbook.rules.names import Mention, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from collab_playbook.model.problem import Place, Problem
    from collab_playbook.model.story import Expectation, Story, Turn
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.names import Path

_OPENING = frozenset({"circle", "community", "close", "decide", "settle", "read", "learn", "apply"})
_OF_STEPS = frozenset(VERBS) - _OPENING - {"answer", "undo"}
"""Turns that name a step, and never the profile."""


class Told(NamedTuple):
    """A name in a story.

    Attributes:
        kind: What is named.
        name: The name alone: of ``customers/goal.aim`` the step ``goal`` and the question ``aim``.
        path: Where it stands.
        place: Its characters.
        step: The step that a question or a criterion belongs to.
    """

    kind: Literal[
        "step", "profile_or_step", "question", "criterion", "document", "role", "gate", "circle"
    ]
    name: str
    path: Path
    place: Place
    step: str = ""


class Given(NamedTuple):
    """A value that a story gives as an answer, or expects as one."""

    step: str
    question: str
    raw: Any
    path: Path


def told_in(checked: Checked) -> tuple[Told, ...]:
    """Every name in every story, looked for once however many rules ask."""
    kept = vars(checked)  # where cached properties keep theirs
    if "names in stories" not in kept:
        kept["names in stories"] = tuple(
            told
            for file, story in checked.stories.items()
            for told in _Looking(checked, file).told(story)
        )
    found: tuple[Told, ...] = kept["names in stories"]
    return found


def unknown_in_stories(
    checked: Checked,
    code: str,
    kind: Literal["document", "role", "gate", "circle"],
    known: Collection[str],
    owner: str,
) -> Iterator[Problem]:
    """The names of a kind in stories that are none of those known."""
    for told in told_in(checked):
        if told.kind == kind and told.name not in known:
            mention = Mention(told.name, told.path, told.place, owner)
            yield unknown(checked, code, kind, mention, known)


def given_in(checked: Checked) -> Iterator[Given]:
    """Every value that has to be an answer; one that a story wants refused need not be."""
    for file, story in checked.stories.items():
        root: Path = ("stories", file)
        for step, values in story.given.items():
            yield from _values(step, values, (*root, "given", step))
        for number, turn in enumerate(story.story):
            at: Path = (*root, "story", number)
            if turn.give is not None and turn.refused is None:
                yield from _values(turn.answer or "", turn.give, (*at, "give"))
            for step, values in turn.expect.answers.items() if turn.expect else ():
                yield from _values(step, values, (*at, "expect", "answers", step))


def _values(step: str, values: Mapping[str, Any], path: Path) -> Iterator[Given]:
    for question, raw in values.items():
        yield Given(step.rpartition("/")[2], question, raw, (*path, question))


class _Looking:
    """The names in one story."""

    def __init__(self, checked: Checked, file: str) -> None:
        self.checked = checked
        self.root: Path = ("stories", file)

    def told(self, story: Story) -> Iterator[Told]:
        for number, person in enumerate(story.people):
            yield from self._roles(person.roles, (*self.root, "people", number, "roles"))
        for number, name in enumerate(story.example):
            yield self._step(name, (*self.root, "example", number), profile=True)
        for step, values in story.given.items():
            yield from self._under(step, values, (*self.root, "given"), "question", profile=True)
        for number, turn in enumerate(story.story):
            yield from self._turn(turn, (*self.root, "story", number))

    def _turn(self, turn: Turn, path: Path) -> Iterator[Told]:
        if turn.as_ is not None:
            yield self._named("role", turn.as_, (*path, "as"))
        if turn.expect is not None:
            yield from self._expected(turn.expect, (*path, "expect"))
            return
        if turn.verb in _OPENING:
            yield from self._opening(turn, path)
            return
        if turn.verb == "undo":
            return
        name: str = getattr(turn, turn.verb)
        step = self._step(name, (*path, turn.verb), profile=turn.verb not in _OF_STEPS)
        yield step
        for question in turn.give or ():
            at = (*path, "give", question)
            yield self._named("question", question, at, is_key=True, step=step.name)
        for number, waived in enumerate(turn.waive):
            if turn.verb in {"submit", "finish"} or waived not in WAIVABLE:
                at = (*path, "waive", number)
                yield self._named("criterion", waived, at, step=step.name)

    def _opening(self, turn: Turn, path: Path) -> Iterator[Told]:
        if turn.circle is not None:
            yield self._named("circle", turn.circle, (*path, "circle"))
        if turn.about is not None:
            yield self._step(turn.about, (*path, "about"))
        for verb in ("decide", "settle"):
            name = getattr(turn, verb)
            if name is not None:
                yield self._owned("gate", name, (*path, verb), is_key=False)

    def _expected(self, expected: Expectation, path: Path) -> Iterator[Told]:
        for key in ("states", "flags", "blocked_by"):
            for name in getattr(expected, key):
                yield self._step(name, (*path, key, name), is_key=True)
        for step, verdicts in expected.criteria.items():
            yield from self._under(step, verdicts, (*path, "criteria"), "criterion")
        for step, answers in expected.answers.items():
            yield from self._under(step, answers, (*path, "answers"), "question", profile=True)
        for key in ("asked", "not_asked"):
            yield from self._questions(getattr(expected, key), (*path, key))
        for name, document in expected.documents.items():
            at = (*path, "documents", name)
            yield self._owned("document", name, at, is_key=True)
            yield from self._questions(document.open or (), (*at, "open"))
        for name in expected.gates:
            yield self._owned("gate", name, (*path, "gates", name), is_key=True)

    def _under(
        self,
        step: str,
        names: Iterable[str],
        path: Path,
        kind: Literal["question", "criterion"],
        *,
        profile: bool = False,
    ) -> Iterator[Told]:
        """A step that is a key, and the names that are keys below it."""
        found = self._step(step, (*path, step), is_key=True, profile=profile)
        yield found
        for name in names:
            at = (*path, step, name)
            yield self._named(kind, name, at, is_key=True, step=found.name)

    def _questions(self, names: Iterable[str], path: Path) -> Iterator[Told]:
        """Names such as ``goal.aim`` and ``customers/goal.aim``."""
        for number, name in enumerate(names):
            step, _, question = name.rpartition(".")
            at: Path = (*path, number)
            found = self._step(step, at, profile=True)
            yield found
            start = len(step) + 1
            place = self._place(at, start, start + len(question), is_key=False)
            yield Told("question", question, at, place, found.name)

    def _roles(self, names: Iterable[str], path: Path) -> Iterator[Told]:
        for number, name in enumerate(names):
            yield self._named("role", name, (*path, number))

    def _step(self, name: str, path: Path, *, is_key: bool = False, profile: bool = False) -> Told:
        return self._owned("profile_or_step" if profile else "step", name, path, is_key=is_key)

    def _owned(
        self,
        kind: Literal["step", "profile_or_step", "document", "gate"],
        name: str,
        path: Path,
        *,
        is_key: bool,
    ) -> Told:
        """A name that may stand after a circle or community: ``customers/goal``."""
        owner, slash, last = name.rpartition("/")
        place = self._place(path, len(owner) + len(slash), len(name), is_key=is_key)
        return Told(kind, last, path, place)

    def _named(
        self,
        kind: Literal["question", "criterion", "role", "circle"],
        name: str,
        path: Path,
        *,
        is_key: bool = False,
        step: str = "",
    ) -> Told:
        return Told(kind, name, path, self._place(path, 0, len(name), is_key=is_key), step)

    def _place(self, path: Path, start: int, end: int, *, is_key: bool) -> Place:
        """The place of some characters of a value, or of a key that stands without quotes."""
        if not is_key:
            return self.checked.places.offset_place(path, start, end)
        place = self.checked.places.key_of(*path)
        if start == 0 or place.line != place.end_line:
            return place
        return place._replace(column=place.column + start)


def is_profile(told: Told) -> bool:
    """Whether the organisation's profile is named where it may be."""
    return told.kind == "profile_or_step" and told.name == ORGANISATION
