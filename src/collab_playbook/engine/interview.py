"""The interview as a value: what to ask now in a step, and what a reply makes of it.

It never waits, prints or records. An accepted reply yields drafts; whoever holds the journal
appends them and goes on with ``moved``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.asking import Again, Asked, asked_of, next_asked, open_required, unmet
from collab_playbook.engine.derive import judge
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.outline import (
    CriterionView,
    Header,
    OutlineRow,
    header_of,
    outline_of,
    why_asked,
)
from collab_playbook.engine.refusal import Refusal
from collab_playbook.model.event import PROGRAMME, Draft, Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.question import Choice, Computed, Question
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.engine.state import Stored
    from collab_playbook.engine.view import View

Replied = tuple["Interview", tuple[Draft, ...]]


@dataclass(frozen=True)
class Prompt:
    """A question as it is put now, with everything an asker needs to put it."""

    instance: Instance
    question: Question
    choices: tuple[Choice, ...]
    fields_choices: Mapping[str, tuple[Choice, ...]]
    current: Stored | None
    default: Stored | None
    default_source: str
    position: int
    total: int
    required: bool
    asked_again: bool
    reason: str
    sensitive: bool

    @property
    def path(self) -> str:
        """How commands and problems name the question: ``customers/objectives.items``."""
        return f"{self.instance.path}.{self.question.id}"


@dataclass(frozen=True)
class Interview:
    """One step being asked: the view it rests on, who replies, where a moved cursor stands.

    ``returns`` tells that the cursor was set by number, so that one reply leads back to the first
    open question.
    """

    view: View
    instance: Instance
    by: str
    cursor: str | None = None
    returns: bool = False
    language: str = "en"

    # -- looking ---------------------------------------------------------------------------

    def prompt(self) -> Prompt | None:
        """The question to ask now; ``None`` when the step has nothing left to ask."""
        asked, again = self._current()
        return self._prompt(asked, again) if asked is not None else None

    def _current(self) -> tuple[Asked | None, Again | None]:
        held = self.held()
        if held is not None:
            return held, None
        found = next_asked(self.view, self.instance)
        return (found.asked, found) if isinstance(found, Again) else (found, None)

    def held(self) -> Asked | None:
        """The question that the cursor was moved to, while it is asked."""
        if self.cursor is None:
            return None
        return next((a for a in self._asked() if a.question.id == self.cursor), None)

    def _asked(self) -> tuple[Asked, ...]:
        return tuple(asked for asked in asked_of(self.view, self.instance) if asked.in_force)

    def _prompt(self, asked: Asked, again: Again | None) -> Prompt:
        playbook, question = self.view.process.playbook, asked.question
        order = [a.question.id for a in self._asked()]
        default, source = self._default(question)
        fields = {
            f.id: playbook.choices_of(f) for f in question.fields if f.type in {"choice", "choices"}
        }
        return Prompt(
            instance=self.instance,
            question=question,
            choices=playbook.choices_of(question),
            fields_choices=fields,
            current=asked.given.value if asked.given is not None else self._standing(question),
            default=default,
            default_source=source,
            position=order.index(question.id) + 1,
            total=len(order),
            required=question.required,
            asked_again=again is not None,
            reason=again.judged.criterion.text if again is not None else "",
            sensitive=question.sensitive,
        )

    def _standing(self, question: Question) -> Stored | None:
        """At a repeat: the answer that stands from the time before."""
        if self.instance.occurrence == 1:
            return None
        return self.view.answers_of(self.instance.scope, self.instance.step).get(question.id)

    def _default(self, question: Question) -> tuple[Stored | None, str]:
        carried = self.view.carried(question, self.instance)
        if carried is not None:
            value, scope = carried
            whose = say("the programme") if scope == PROGRAMME else self.view.state.title(scope)
            return value, say("from {whose}", whose=whose)
        if isinstance(question.default, Computed):
            value = self.view.computed_default(question, self.view.names(self.instance.scope))
            reads = self.view.process.names_read(question.default.from_)
            return (
                (value, say("from {reads}", reads=", ".join(reads)))
                if value is not None
                else (None, "")
            )
        return (question.default, say("suggested")) if question.default is not None else (None, "")

    def header(self) -> Header:
        """Where the session stands: step, progress, minutes left."""
        return header_of(self.view, self.instance, self._asked())

    def outline(self) -> tuple[OutlineRow, ...]:
        """Every question with its answer, numbered for editing."""
        asked, _ = self._current()
        at = asked.question.id if asked is not None else None
        return outline_of(self.view, self.instance, at, self.language)

    def criteria(self) -> tuple[CriterionView, ...]:
        """The exit criteria with their verdicts."""
        step = self.view.process.playbook.step_by_id.get(self.instance.step)
        if step is None:
            return ()
        return tuple(
            CriterionView(j.criterion.text, j.verdict, j.missing)
            for j in judge(self.view, step, self.instance)
        )

    def why(self) -> tuple[str, ...]:
        """Why the question at hand is asked: its own reason, then what rests on it."""
        asked, _ = self._current()
        return why_asked(self.view, self.instance, asked.question) if asked is not None else ()

    @property
    def guide_id(self) -> str:
        """The step whose guide belongs to this interview."""
        return self.instance.step

    # -- replying --------------------------------------------------------------------------

    def reply(self, stored: Stored, source: str = "typed") -> Replied | Refusal:
        """Takes an answer in stored form to the question at hand."""
        asked, _ = self._current()
        if asked is None:
            return Refusal((say("there is no question to answer"),))
        outcome = answer(self.view, Entry(self.instance, asked.question, stored, source), self.by)
        if isinstance(outcome, Refusal):
            return outcome
        return replace(self, cursor=self._after(asked.question.id)), outcome

    def skip(self) -> Replied | Refusal:
        """Passes an optional question; at a repeat the answer from before goes on standing."""
        asked, _ = self._current()
        if asked is None:
            return Refusal((say("there is no question to skip"),))
        standing = self._standing(asked.question)
        if standing is not None:
            return self.reply(standing, "confirmed")
        if asked.is_answered:
            return replace(self, cursor=self._after(asked.question.id)), ()
        if asked.question.required:
            reason = say(
                "'{short}' is required: without it the step cannot be submitted",
                short=asked.question.short,
            )
            hint = say(
                "Save and quit keeps everything; the question will be here when you come back."
            )
            return Refusal((reason,), asked.question.example, hint)
        return self.reply(None)

    def back(self) -> Interview:
        """The interview with its cursor on the question before; nothing is lost."""
        order = [asked.question.id for asked in self._asked()]
        asked, _ = self._current()
        at = order.index(asked.question.id) if asked is not None else len(order)
        return replace(self, cursor=order[max(at - 1, 0)], returns=False) if order else self

    def edit(self, number: int) -> Interview | Refusal:
        """The interview with its cursor on a question of the outline."""
        rows = outline_of(self.view, self.instance, None, self.language)
        row = next((row for row in rows if row.number == number), None)
        if row is None:
            return Refusal(
                (
                    say(
                        "there is no question {number}; the list goes from 1 to {count}",
                        number=number,
                        count=len(rows),
                    ),
                )
            )
        if row.state == "not_asked":
            return Refusal(
                (
                    say(
                        "question {number} is not asked here, because of earlier answers",
                        number=number,
                    ),
                )
            )
        return replace(self, cursor=row.question.id, returns=True)

    def can_submit(self) -> tuple[str, ...]:
        """The reasons against submitting; empty when it can be done."""
        if self.instance.step == ORGANISATION:
            return tuple(
                say("{short} is not answered", short=q.short)
                for q in open_required(self.view, self.instance)
            )
        outcome = submit(self.view, self.instance, self.by)
        return outcome.problems if isinstance(outcome, Refusal) else ()

    def waivable(self) -> tuple[str, ...]:
        """The ids of criteria that would have to be waived to submit the step as it is."""
        return tuple(judged.criterion.id for judged in unmet(self.view, self.instance))

    def complete(self, waived: Mapping[str, str] | None = None) -> Replied | Refusal:
        """Submits the step; the organisation's profile has nothing to submit."""
        if self.instance.step == ORGANISATION:
            return self, ()
        outcome = submit(self.view, self.instance, self.by, waived)
        return outcome if isinstance(outcome, Refusal) else (self, outcome)

    def moved(self, view: View) -> Interview:
        """The interview over a newer view, the cursor kept where it still makes sense."""
        moved = replace(self, view=view)
        return moved if moved.held() is not None else replace(moved, cursor=None)

    def _after(self, question_id: str) -> str | None:
        """Where the cursor goes after a reply: on through the answered when it was moved back."""
        if self.cursor is None or self.returns:
            return None
        order = [asked.question.id for asked in self._asked()]
        at = order.index(question_id) + 1 if question_id in order else len(order)
        first_open = next_asked(self.view, self.instance)
        open_at = order.index(_id_of(first_open)) if first_open is not None else len(order)
        return order[at] if at < min(open_at, len(order)) else None


def _id_of(found: Asked | Again) -> str:
    return found.asked.question.id if isinstance(found, Again) else found.question.id
