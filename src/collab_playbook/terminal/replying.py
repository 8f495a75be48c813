"""Replies that become part of the record: judged by the interview, appended by the session.

Where recording fails nothing moves, and what was typed is kept for the next try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.reading import Misread, example_of
from collab_playbook.engine.refusal import Refusal
from collab_playbook.errors import PlaybookError
from collab_playbook.model.question import Computed
from collab_playbook.terminal.putting import Talk, say_problem

if TYPE_CHECKING:
    from collab_playbook.engine.interview import Interview, Prompt, Replied
    from collab_playbook.engine.state import Stored


class Replies:
    """The interview as it stands, and what replies do to it.

    Args:
        talk: What the conversation leans on.
        interview: Where it begins.
    """

    def __init__(self, talk: Talk, interview: Interview) -> None:
        self.interview = interview
        self.typed: dict[str, str] = {}
        self._talk = talk
        self._accepted: tuple[Stored, Replied] | None = None

    def judge(self, stored: Stored) -> Misread | None:
        """What the interview has against a value; an accepted one is not judged twice."""
        outcome = self.interview.reply(stored)
        if isinstance(outcome, Refusal):
            return misread_of(outcome)
        self._accepted = (stored, outcome)
        return None

    def record(self, prompt: Prompt, stored: Stored, source: str) -> None:
        """Takes an answer: recorded and moved on from, or refused with the reasons."""
        accepted, self._accepted = self._accepted, None
        if accepted is not None and accepted[0] == stored and source == "typed":
            outcome: Replied | Refusal = accepted[1]
        else:
            outcome = self.interview.reply(stored, source)
        if isinstance(outcome, Refusal):
            say_problem(self._talk, misread_of(outcome))
        elif self.go_on(outcome):
            self.forget(prompt)
        elif isinstance(stored, str):
            self.typed[prompt.path] = stored

    def forget(self, prompt: Prompt) -> None:
        """Drops what was kept of an answer that is now recorded, or withdrawn."""
        if prompt.question.fields:
            self._talk.keep_unfinished(prompt.path, None)

    def keep(self, prompt: Prompt) -> None:
        """Enter alone: the answer in force stays, a default is taken, an optional one is passed."""
        talk, question = self._talk, prompt.question
        if prompt.current is not None and prompt.asked_again:
            self.record(prompt, prompt.current, "confirmed")
        elif prompt.current is None and prompt.default is not None:
            self.record(prompt, prompt.default, source_of(prompt, prompt.default))
        elif prompt.current is None and prompt.required:
            example = example_of(question, prompt.choices, talk.language)
            problem = talk.words("problem.required", name=question.short)
            say_problem(talk, Misread(problem, example))
            talk.asker.tell(talk.words("problem.hint"))
        else:
            self.skip(prompt)

    def skip(self, prompt: Prompt) -> None:
        """Passes an optional question, or lets an answer stand that a criterion is not met by."""
        if prompt.asked_again and prompt.current is not None:
            self.record(prompt, prompt.current, "confirmed")
            return
        outcome = self.interview.skip()
        if isinstance(outcome, Refusal):
            say_problem(self._talk, misread_of(outcome))
            return
        rows = self.interview.outline()
        number = next((r.number for r in rows if r.question.id == prompt.question.id), 0)
        if self.go_on(outcome) and outcome[1] and prompt.current is None:
            self._talk.asker.tell(self._talk.words("skipped", number=number))

    def go_on(self, outcome: Replied) -> bool:
        """Records what a reply yields and moves on; where it cannot be recorded nothing moves."""
        interview, drafts = outcome
        try:
            if drafts:
                with self._talk.signals.shielded():
                    self.interview = interview.moved(self._talk.session.append(drafts))
            else:
                self.interview = interview
        except PlaybookError as error:
            self._say_error("problem.unsaved", error)
            self._talk.asker.tell(self._talk.words("problem.retry"))
            return False
        return True

    def clear(self, prompt: Prompt) -> None:
        """Withdraws the answer in force, if there is one."""
        self.forget(prompt)
        if prompt.current is None:
            return
        outcome = self.interview.reply(None)
        if isinstance(outcome, Refusal):
            say_problem(self._talk, misread_of(outcome))
        elif self.go_on(outcome):
            self._talk.asker.tell(self._talk.words("cleared"))

    def _say_error(self, key: str, error: PlaybookError) -> None:
        self._talk.asker.tell(self._talk.words(key, reason=error.message), "bad")
        if error.hint:
            self._talk.asker.tell(error.hint)


def source_of(prompt: Prompt, stored: Stored) -> str:
    """How a reply came about: a computed default follows its source, any other one is confirmed."""
    is_default = prompt.current is None and stored == prompt.default
    is_computed = isinstance(prompt.question.default, Computed)
    return "confirmed" if is_default and not is_computed else "typed"


def misread_of(refusal: Refusal) -> Misread:
    """The reasons of a refusal as one problem at the prompt, its remedy behind them."""
    problem = "; ".join(refusal.problems)
    return Misread(f"{problem}. {refusal.hint}" if refusal.hint else problem, refusal.example)
