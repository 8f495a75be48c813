"""The review before a step is handed in: every answer, every criterion, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.engine.asking import open_required
from collab_playbook.engine.reading import Misread, Read
from collab_playbook.engine.reading_choices import read_choice
from collab_playbook.model.question import Choice
from collab_playbook.terminal.asker import Command, Kept, Put
from collab_playbook.terminal.outline import say_criteria, say_list
from collab_playbook.terminal.putting import Talk, reply_to, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.engine.interview import Interview


class Decision(NamedTuple):
    """What a person decides at the review; a waiver has its reason, an edit its question."""

    what: Literal["submit", "waive", "edit", "go_on", "leave"]
    number: int = 0
    text: str = ""


_DECISIONS: Mapping[str, Decision] = {
    "submit": Decision("submit"),
    "waive": Decision("waive"),
    "edit": Decision("edit"),
    "go_on": Decision("go_on"),
    "leave": Decision("leave"),
}


def review(talk: Talk, interview: Interview) -> Decision | Command:
    """Shows the step as it stands and asks what to do with it."""
    words, reasons = talk.words, interview.can_submit()
    talk.asker.say("")
    title = words("review.title", title=interview.header().step_title)
    talk.asker.tell(title, "title")
    say_list(talk.asker, words, interview)
    say_criteria(talk.asker, words, interview)
    if reasons:
        talk.asker.say("")
        talk.asker.tell(words("review.reasons"), "open")
        for reason in reasons:
            talk.asker.tell(sentence(reason, talk.words), "", "  - ")
    decision = _ask(talk, _offered(interview, reasons), interview)
    if isinstance(decision, Command) or decision.what == "submit":
        return decision
    if decision.what == "edit" and not decision.number:
        return _which(talk, interview)
    return _why(talk) if decision.what == "waive" else decision


def _offered(interview: Interview, reasons: tuple[str, ...]) -> tuple[str, ...]:
    """What may be done; the first is what Enter alone does."""
    if not reasons:
        return ("submit", "edit", "leave")
    if interview.prompt() is not None:
        return ("go_on", "edit", "leave")
    if interview.waivable() and not open_required(interview.view, interview.instance):
        return ("leave", "edit", "waive")
    return ("leave", "edit")


def _ask(talk: Talk, offered: tuple[str, ...], interview: Interview) -> Decision | Command:
    words, rows = talk.words, len(interview.outline())
    choices = tuple(
        Choice.model_construct(id=what, text=words(f"review.{what}"), help="") for what in offered
    )
    usual = offered[0]

    def read(typed: str) -> Read | Misread:
        name, _, number = typed.strip().partition(" ")
        if number.isdigit() and 1 <= int(number) <= rows and "edit".startswith(name.lower()):
            return Read(Decision("edit", int(number)))
        try:
            return Read(read_choice(typed, choices))
        except ValueError as error:
            return Misread(str(error))

    standing = words(f"review.{usual}")
    put = Put(
        text=words("review.ask"),
        read=read,
        kind="choice",
        hints=(words("standing.usual", shown=standing),),
        choices=choices,
        standing=standing,
        picked=(usual,),
    )
    reply = reply_to(talk, put)
    if isinstance(reply, Command):
        return reply
    chosen = usual if isinstance(reply, Kept) else reply.stored
    return chosen if isinstance(chosen, Decision) else _DECISIONS[chosen]


def _which(talk: Talk, interview: Interview) -> Decision | Command:
    rows = interview.outline()

    def read(typed: str) -> Read | Misread:
        number = int(typed) if typed.strip().isdigit() else 0
        if 1 <= number <= len(rows):
            return Read(number)
        return Misread(
            talk.words("records.number", text=typed.strip()[:20], count=len(rows)),
        )

    reply = reply_to(talk, Put(text=talk.words("review.which"), read=read))
    if isinstance(reply, Command):
        return reply
    return Decision("edit", reply.stored) if isinstance(reply, Read) else Decision("edit")


def _why(talk: Talk) -> Decision | Command:
    put = Put(text=talk.words("review.why_waive"), read=lambda typed: Read(typed.strip()))
    while True:
        reply = reply_to(talk, put)
        if isinstance(reply, Command):
            return reply
        if isinstance(reply, Read):
            return Decision("waive", text=reply.stored)
