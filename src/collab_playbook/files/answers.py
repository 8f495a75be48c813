"""Hand edits to the sheets, as the three-way difference between then, the file and now.

Then is what the journal said at the heads that a sheet was written from. A sheet that is merely
behind equals then, and so changes nothing; only what a person wrote differs from then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.files.codes import (
    ANSWER_MISFIT,
    ANSWERED_SINCE,
    UNKNOWN_ANSWERS,
    UNKNOWN_HEADS,
    UNKNOWN_KEY,
    WRONG_TYPE,
    YAML_SYNTAX,
)
from collab_playbook.files.merged_sheet import sides
from collab_playbook.files.sheets import (
    FOLDER,
    Answers,
    digest_of_file,
    read_sheet,
    sheets_of,
)
from collab_playbook.files.stamps import stamp_of
from collab_playbook.files.texts import texts_of
from collab_playbook.files.tree import list_tree
from collab_playbook.language.near import did_you_mean
from collab_playbook.language.quoting import quoted
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import capitalised, say

if TYPE_CHECKING:
    from pathlib import Path

    from collab_playbook.engine.process import Process
    from collab_playbook.engine.values import Fitted
    from collab_playbook.files.journal import Journal
    from collab_playbook.files.node import Node
    from collab_playbook.model.question import Question

Read = Callable[["Question", Any], "Fitted"]
"""From raw data to a stored answer, or the reasons against it: ``engine.values.fit``."""


class Edit(NamedTuple):
    """An answer that a person wrote into a sheet; ``stored`` is ``None`` for one taken back."""

    scope: str
    step: str
    question: str
    stored: Any
    place: Place


@dataclass(frozen=True)
class Absorbed:
    """What the sheets say beyond the journal.

    Attributes:
        edits: In the order of files and lines.
        problems: Edits that cannot be taken over; nothing of them is recorded, and their files
            stay as they are.
        seen: The digest of each file that was read without a problem, for ``write_sheets``.
    """

    edits: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)


def absorb(  # noqa: PLR0913 - each is another side of the difference
    root: Path,
    process: Process,
    journal: Journal,
    *,
    scopes: Iterable[str],
    now: Answers,
    then: Callable[[tuple[str, ...]], Answers],
    read: Read,
) -> Absorbed:
    """Finds what people changed in the sheets; untouched ones are not even parsed.

    Args:
        root: The workspace.
        process: The playbook.
        journal: The journal as read.
        scopes: Every scope there is.
        now: The answers in force.
        then: The answers that were in force at some heads, given as full ids.
        read: Types a raw value by its question.
    """
    against = _Journalled(process, journal, now, then, read)
    sheets = sheets_of(process, scopes)
    tree = list_tree(root, (FOLDER,))
    edits: list[Edit] = []
    problems: list[Problem] = list(tree.problems)
    seen: dict[str, str] = {}
    for name in tree.files:
        if not name.endswith((".yaml", ".yml")):
            continue
        owner = sheets.get(name)
        if owner is None:
            problems.append(_unknown_sheet(name, sheets))
            continue
        data = read_sheet(root, name)
        if data is None:
            continue
        sheet = _Sheet(against, name, *owner)
        sheet.compare(data)
        edits += sheet.edits
        problems += sheet.problems
        if not any(problem.severity == "error" for problem in sheet.problems):
            seen[name] = digest_of_file(data)
    return Absorbed(tuple(edits), tuple(problems), seen)


def _unknown_sheet(name: str, sheets: Iterable[str]) -> Problem:
    hint = did_you_mean(name, sheets) or say("Rename it after its step, or move it elsewhere.")
    return UNKNOWN_ANSWERS.at(
        Place(name), say("No step has its answers in {name}", name=quoted(name)), hint
    )


class _Journalled(NamedTuple):
    """What every sheet is held against."""

    process: Process
    journal: Journal
    now: Answers
    then: Callable[[tuple[str, ...]], Answers]
    read: Read


class _Sheet:
    """One sheet against the journal."""

    def __init__(self, against: _Journalled, name: str, scope: str, step: str) -> None:
        self.questions = {q.id: q for q in against.process.playbook.questions_of(step)}
        self.against, self.name, self.scope, self.step = against, name, scope, step
        self.now = against.now.get((scope, step), {})
        self.edits: list[Edit] = []
        self.problems: list[Problem] = []

    def compare(self, data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        texts = sides(text)
        if len(texts) == 1:
            self._compare(data, text)
            return
        for side in texts:
            self._compare(side.encode(), side)
        self._join(text)

    def _join(self, text: str) -> None:
        """Joins what both sides of a conflict of git say, each held against its own heads."""
        line = text.count("\n", 0, text.index("<<<<<<< ")) + 1
        place = Place(self.name, line, 1, line, 8)
        given: dict[str, Edit] = {}
        agree = True
        for edit in self.edits:
            other = given.setdefault(edit.question, edit._replace(place=place))
            agree = agree and other.stored == edit.stored
        self.edits = list(given.values())
        if not agree or any(problem.severity == "error" for problem in self.problems):
            message = say("A merge conflict is left in the file")
            self.edits = []
            self.problems = [YAML_SYNTAX.at(place, message, say("Keep one side."))]

    def _compare(self, data: bytes, text: str) -> None:
        stamp = stamp_of(text)
        if stamp is not None and stamp.untouched:
            return
        root = self._parsed(data)
        if root is None:
            return
        base = self.now if stamp is None else self._base(stamp.heads)
        present = set()
        for key, node in root.entries:
            present.add(key.text)
            question = self.questions.get(key.text)
            if question is None:
                hint = did_you_mean(key.text, self.questions)
                message = say(
                    "The step '{step}' has no question {text}",
                    step=self.step,
                    text=quoted(key.text),
                )
                self.problems.append(UNKNOWN_KEY.at(key.place, message, hint))
            else:
                self._answer(question, node, base.get(question.id))
        if stamp is not None:
            end = Place(self.name)
            for name, was in base.items():
                if name not in present and was is not None and name in self.questions:
                    self._differ(name, None, was, end)

    def _parsed(self, data: bytes) -> Node | None:
        from collab_playbook.files.source import read_source  # noqa: PLC0415 - only for edits

        source = read_source(data, self.name)
        self.problems += source.problems
        if source.problems or source.root is None or source.root.is_null:
            return None
        if source.root.kind != "map":
            message = say("Answers are written as `question: value`, one below the other")
            self.problems.append(WRONG_TYPE.at(source.root.place, message))
            return None
        return source.root

    def _base(self, heads: tuple[str, ...]) -> Mapping[str, Any]:
        ids = self.against.journal.ids_of(heads)
        if ids is None:
            message = say("This file was written from events that the journal does not hold")
            hint = say(
                "Restore journal.jsonl from git; until then this file counts as edited by hand."
            )
            place = Place(self.name)
            self.problems.append(UNKNOWN_HEADS.at(place, message, hint, "warning"))
            return self.now
        return self.against.then(ids).get((self.scope, self.step), {})

    def _answer(self, question: Question, node: Node, was: Any) -> None:
        from collab_playbook.files.shape import find, plain  # noqa: PLC0415 - only for edits

        raw = plain(node)
        if raw == texts_of(was):
            return
        stored, misfits = self.against.read(question, raw)
        for misfit in misfits:
            at, _ = find(node, misfit.path)
            message = capitalised(misfit.message)
            self.problems.append(
                ANSWER_MISFIT.at(at.place, message.rstrip("."), say("Nothing is recorded for it."))
            )
        if not misfits:
            self._differ(question.id, stored, was, node.place)

    def _differ(self, question: str, stored: Any, was: Any, place: Place) -> None:
        current = self.now.get(question)
        if stored in (was, current):
            return
        if current != was:
            message = say(
                (
                    "'{question}' was changed here and answered elsewhere since this file "
                    "was written"
                ),
                question=question,
            )
            hint = say(
                (
                    "Write the other answer here to keep it, or record this one with: "
                    "collab-playbook answer {step}.{question}=..."
                ),
                step=self.step,
                question=question,
            )
            self.problems.append(ANSWERED_SINCE.at(place, message, hint))
            return
        self.edits.append(Edit(self.scope, self.step, question, stored, place))
