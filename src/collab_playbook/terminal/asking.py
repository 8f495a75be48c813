"""A conversation over one step: the interview says what to ask, the person replies, it is recorded.

Every accepted reply is appended before the next question is put.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.engine.reading import Read
from collab_playbook.engine.refusal import Refusal
from collab_playbook.errors import InterruptedSession
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.terminal.asker import Asker, Command, Kept
from collab_playbook.terminal.entries import fill_records
from collab_playbook.terminal.outline import note_of, say_header, say_help
from collab_playbook.terminal.putting import (
    Part,
    Talk,
    put_of,
    reply_in_turn,
    say_problem,
    say_understood,
    sentence,
    type_hints,
)
from collab_playbook.terminal.records import fill_record
from collab_playbook.terminal.replying import Replies, misread_of, source_of
from collab_playbook.terminal.reviewing import Decision, review
from collab_playbook.terminal.signals import Signals, exit_code_of
from collab_playbook.terminal.telling import tell_about

if TYPE_CHECKING:
    from datetime import date

    from collab_playbook.engine.interview import Interview, Prompt
    from collab_playbook.terminal.session import Session
    from collab_playbook.terminal.words import Words

RUN = "collab-playbook run"


class Ending(NamedTuple):
    """How a conversation ended: the step handed in, left at its review, or the session quit."""

    how: Literal["submitted", "left", "quit"]
    interview: Interview


def converse(
    interview: Interview, asker: Asker, session: Session, words: Words, today: date
) -> Ending:
    """Asks the questions of one step until it is handed in, left, or the person quits.

    Args:
        interview: Where to begin; it resumes by itself at the first open question.
        asker: Shows and asks: ``RichAsker`` or ``LineAsker``.
        session: Records the replies.
        words: The sentences, in the person's language.
        today: Where ``tomorrow`` counts from.

    Raises:
        InterruptedSession: Ctrl-C, a closed terminal or a kill; everything acknowledged is saved.
    """
    with Signals() as signals:
        conversation = _Conversation(Talk(asker, session, signals, words, today), interview)
        try:
            return conversation.run()
        except EOFError:
            return conversation.quit()
        except KeyboardInterrupt as interrupt:
            raise conversation.interrupted(exit_code_of(interrupt)) from None


class _Conversation:
    def __init__(self, talk: Talk, interview: Interview) -> None:
        self._talk, self._replies = talk, Replies(talk, interview)
        self._wants_review = False

    @property
    def _interview(self) -> Interview:
        return self._replies.interview

    def run(self) -> Ending:
        say_header(self._talk.asker, self._talk.words, self._interview)
        while True:
            prompt = self._interview.prompt()
            is_over = prompt is None or self._wants_review
            ending = self._review() if is_over or prompt is None else self._ask(prompt)
            if ending is not None:
                return ending

    # -- one question -----------------------------------------------------------------------------

    def _ask(self, prompt: Prompt) -> Ending | None:
        reply = self._reply(prompt)
        if isinstance(reply, Command):
            return self._obey(prompt, reply)
        if isinstance(reply, Kept):
            self._replies.keep(prompt)
        elif reply.stored == prompt.current and not prompt.asked_again:
            self._replies.forget(prompt)
            self._replies.keep(prompt)
        else:
            self._replies.record(prompt, reply.stored, source_of(prompt, reply.stored))
        return None

    def _reply(self, prompt: Prompt) -> Read | Kept | Command:
        talk, question = self._talk, prompt.question
        if prompt.asked_again:
            talk.asker.say("")
            talk.asker.tell(talk.words("question.again", reason=prompt.reason), "open")
        if question.type == "record":
            return fill_record(talk, prompt, self._replies.judge)
        if question.type == "records":
            return fill_records(talk, prompt, self._replies.judge)
        part = Part(
            question,
            prompt.choices,
            prompt.default if prompt.current is None else prompt.current,
            prompt.default_source if prompt.current is None else "",
            self._replies.judge,
        )
        sensitive = (talk.words("question.sensitive"),) if prompt.sensitive else ()
        put = put_of(talk, part, question.ask, note_of(talk.words, prompt), sensitive)
        put = replace(put, typed=self._replies.typed.pop(prompt.path, put.typed))
        reply = reply_in_turn(talk, part, put)
        if isinstance(reply, Read):
            say_understood(talk, part, reply.stored)
        return reply

    # -- commands ---------------------------------------------------------------------------------

    def _obey(self, prompt: Prompt, command: Command) -> Ending | None:
        talk = self._talk
        if command.typed:
            self._replies.typed[prompt.path] = command.typed
        match command.word:
            case "quit":
                return self.quit()
            case "review":
                self._wants_review = True
            case "back":
                self._back(prompt)
            case "edit":
                self._edit(command.argument)
            case "skip":
                self._replies.skip(prompt)
            case "clear":
                self._replies.clear(prompt)
            case "help":
                say_help(talk.asker, talk.words, prompt.question, type_hints(talk, prompt.question))
            case _:
                tell_about(talk, self._interview, command)
        return None

    def _back(self, prompt: Prompt) -> None:
        moved = self._interview.back()
        now = moved.prompt()
        if now is not None and now.question.id == prompt.question.id:
            self._talk.asker.tell(self._talk.words("command.first"))
        self._replies.interview = moved

    def _edit(self, argument: str) -> None:
        if not argument.isdigit():
            self._talk.asker.tell(self._talk.words("command.edit"))
            return
        moved = self._interview.edit(int(argument))
        if isinstance(moved, Refusal):
            say_problem(self._talk, misread_of(moved))
            return
        self._wants_review = False
        self._replies.interview = moved

    # -- the review and the end -------------------------------------------------------------------

    def _review(self) -> Ending | None:
        talk = self._talk
        if self._interview.instance.step == ORGANISATION and not self._wants_review:
            talk.asker.tell(talk.words("review.finished"))
            return Ending("submitted", self._interview)
        decision = review(talk, self._interview)
        if isinstance(decision, Command):
            return self._obey_at_review(decision)
        if decision.what == "edit":
            self._edit(str(decision.number))
            return None
        if decision.what == "go_on":
            self._wants_review = False
            return None
        if decision.what == "leave":
            talk.asker.tell(talk.words("review.finished"))
            return Ending("left", self._interview)
        return self._submit(decision)

    def _obey_at_review(self, command: Command) -> Ending | None:
        match command.word:
            case "quit":
                return self.quit()
            case "back":
                self._wants_review = False
                self._replies.interview = self._interview.back()
            case "edit":
                self._edit(command.argument)
            case _:
                tell_about(self._talk, self._interview, command)
        return None

    def _submit(self, decision: Decision) -> Ending | None:
        waived = None
        if decision.what == "waive":
            waived = dict.fromkeys(self._interview.waivable(), decision.text)
        outcome = self._interview.complete(waived)
        if isinstance(outcome, Refusal):
            say_problem(self._talk, misread_of(outcome))
            return None
        if not self._replies.go_on(outcome):
            return None
        self._talk.asker.tell(self._talk.words("review.submitted"), "good")
        return Ending("submitted", self._interview)

    def quit(self) -> Ending:
        """Says what is saved and how to go on."""
        header, words = self._interview.header(), self._talk.words
        self._talk.asker.say("")
        self._talk.asker.tell(words("quit", answered=header.answered, total=header.total))
        self._talk.asker.tell(words("quit.resume", command=self._resume()))
        return Ending("quit", self._interview)

    def interrupted(self, exit_code: int) -> InterruptedSession:
        """The end by a signal, with the command that goes on."""
        header, words = self._interview.header(), self._talk.words
        said = words(
            "interrupted",
            answered=header.answered,
            total=header.total,
            title=header.step_title,
        )
        stopped = InterruptedSession(sentence(said, self._talk.words), exit_code)
        stopped.hint = words("quit.resume", command=self._resume())
        return stopped

    def _resume(self) -> str:
        return f"{RUN} {self._interview.instance.path}"
