"""Answers sent as a file, YAML or JSON: ``{step: {question: value}}``, circles, communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.files.codes import WRONG_TYPE
from collab_playbook.files.json_source import read_json
from collab_playbook.files.shape import find, plain
from collab_playbook.files.source import Source, read_source
from collab_playbook.language.quoting import quoted
from collab_playbook.model.event import PROGRAMME
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.files.node import Node
    from collab_playbook.model.problem import Place, Problem

_OWNERS = {"circles": "circle", "communities": "community"}


HEAD = "questionnaire"
"""The first key of a file of answers that is a form which somebody filled in."""


class Reply(NamedTuple):
    """One answer of such a file, not judged yet: where it belongs, its raw value, its place."""

    scope: str
    step: str
    question: str
    raw: Any
    node: Node
    keys: tuple[Node, ...]

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.node.place

    @property
    def step_place(self) -> Place:
        """Where the step is named."""
        return self.keys[-2].place

    @property
    def question_place(self) -> Place:
        """Where the question is named."""
        return self.keys[-1].place

    @property
    def scope_place(self) -> Place:
        """Where the circle or community is named; the step for the programme."""
        return self.keys[-3].place if len(self.keys) > 2 else self.step_place

    def place_of(self, path: Sequence[str | int]) -> Place:
        """Where a part of the value stands: the place for a ``Misfit`` of that path."""
        return find(self.node, path)[0].place


class AnswersFile(NamedTuple):
    """Every reply of a file, in reading order, and what is wrong with its form.

    ``head`` is what a questionnaire says of itself; ``None`` for any other file of answers.
    """

    replies: tuple[Reply, ...]
    problems: tuple[Problem, ...] = ()
    head: Node | None = None


def read_answers(data: bytes, file: str) -> AnswersFile:
    """Reads the answers in some bytes; JSON is told by the name or by its first character."""
    is_json = file.endswith(".json") or data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    source: Source = read_json(data, file) if is_json else read_source(data, file)
    if is_json and not file.endswith(".json") and source.root is None:
        source = read_source(data, file)
    problems = list(source.problems)
    replies: list[Reply] = []
    head = None
    if source.root is not None and not source.root.is_null:
        root, head = _without_head(source.root)
        for scope, keys, steps in _scopes(root, problems):
            for step, questions in _entries(
                steps, say("the questions of a step and their answers"), problems
            ):
                for question, value in _entries(
                    questions, say("questions and their answers"), problems
                ):
                    names = (*keys, step, question)
                    replies.append(
                        Reply(scope, step.text, question.text, plain(value), value, names)
                    )
    return AnswersFile(tuple(replies), tuple(problems), head)


def _without_head(root: Node) -> tuple[Node, Node | None]:
    """The answers of a questionnaire, and what it says of itself."""
    head = root.get(HEAD)
    if head is None or head.kind != "map" or head.get("made_from") is None:
        return root, None
    rest = root.like()
    rest.entries = [(key, value) for key, value in root.entries if key.text != HEAD]
    return rest, head


def _scopes(root: Node, problems: list[Problem]) -> Iterator[tuple[str, tuple[Node, ...], Node]]:
    """Every map of steps: the programme's, then each circle's and community's."""
    own = root.like()
    own.entries = [(key, value) for key, value in root.entries if key.text not in _OWNERS]
    yield PROGRAMME, (), own
    if root.kind != "map":
        return
    for key, value in root.entries:
        kind = _OWNERS.get(key.text)
        if kind is not None:
            for owner, steps in _entries(value, say("the ids of {text}", text=key.text), problems):
                yield f"{kind}:{owner.text}", (key, owner), steps


def _entries(node: Node, what: str, problems: list[Problem]) -> list[tuple[Node, Node]]:
    if node.kind == "map":
        return node.entries
    if not node.is_null:
        found = say("a list") if node.kind == "list" else quoted(node.text)
        problems.append(
            WRONG_TYPE.at(
                node.place, say("Expected a map of {what}, found {found}", what=what, found=found)
            )
        )
    return []
