"""One question until it has a reply: put it, read what came, say what is wrong, put it again.

Both modes go through this loop; nothing typed is lost on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, get_args

from collab_playbook.engine.reading import Misread, Read, read_text
from collab_playbook.engine.scalars import SCALE_ENDS
from collab_playbook.engine.showing import shown
from collab_playbook.errors import PlaybookError
from collab_playbook.model.question import Choice, Field, Question, ScalarType
from collab_playbook.terminal.asker import Asker, Command, Kept, Kind, Picked, Put
from collab_playbook.terminal.commands import UnknownCommand, read_command
from collab_playbook.terminal.layout import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from collab_playbook.engine.state import Stored
    from collab_playbook.terminal.session import Session
    from collab_playbook.terminal.signals import Signals
    from collab_playbook.terminal.words import Words

_KINDS: Mapping[str, Kind] = {
    "long_text": "lines",
    "choice": "choice",
    "choices": "choices",
    "boolean": "boolean",
}
_STANDING_COLUMNS = 300
"""How much of a long answer is repeated before its question; the list shows all of it."""
_LITERAL = {"text", "long_text", "email", "link", "file", "choice", "choices", "boolean"}
"""Types whose answer is stored as typed or picked, so that there is nothing to say back."""


@dataclass(frozen=True)
class Talk:
    """Everything a conversation leans on, whichever question is at hand.

    ``resumed`` names the questions whose unfinished entries have been announced.
    """

    asker: Asker
    session: Session
    signals: Signals
    words: Words
    today: date
    resumed: set[str] = field(default_factory=set)

    @property
    def language(self) -> str:
        """The language of the conversation."""
        return self.words.language

    def say_resumed(self, path: str) -> None:
        """Tells once that a question goes on with what was entered in an earlier session."""
        if path not in self.resumed:
            self.asker.tell(self.words("records.unfinished"))

    def keep_unfinished(self, path: str, value: Any) -> None:
        """Keeps what is entered so far; it is this session's, so there is nothing to announce."""
        self.resumed.add(path)
        self.session.keep_unfinished(path, value)


@dataclass(frozen=True)
class Part:
    """A question or a field as it stands in a conversation.

    Args:
        part: The question or field.
        choices: What it admits.
        standing: The answer in force, or else the default.
        standing_note: Where a default comes from; empty for an answer in force.
        refusal: What speaks against a value that could be read; ``None`` where nothing does.
    """

    part: Question | Field
    choices: tuple[Choice, ...] = ()
    standing: Stored | None = None
    standing_note: str = ""
    refusal: Callable[[Stored], Misread | None] = lambda _stored: None


def reply_to(talk: Talk, put: Put) -> Read | Kept | Command:
    """Puts a question until there is an answer, Enter alone, or a command."""
    while True:
        reply = talk.asker.put(put)
        if isinstance(reply, Command):
            return reply
        if isinstance(reply, Picked):
            return Read(reply.stored)
        command = read_command(reply.text) if "\n" not in reply.text else None
        if isinstance(command, Command):
            return command
        if isinstance(command, UnknownCommand):
            _say_unknown(talk, command)
            put = put.going_on("")
            continue
        if not reply.text.strip():
            return Kept()
        read = put.read(reply.text)
        if isinstance(read, Read):
            return read
        say_problem(talk, read)
        put = put.going_on(reply.text)


def reply_in_turn(talk: Talk, part: Part, put: Put) -> Read | Kept | Command:
    """Like ``reply_to``, with the editor opened where the person asks for it."""
    while True:
        reply = reply_to(talk, put)
        if not (isinstance(reply, Command) and reply.word == "editor"):
            return reply
        outcome = written(talk, part, replace(put, typed=reply.typed or put.typed))
        if isinstance(outcome, Read):
            return outcome
        put = outcome


def put_of(talk: Talk, part: Part, text: str, note: str = "", before: tuple[str, ...] = ()) -> Put:
    """A question or field as it is put; ``before`` comes ahead of the hints of its type."""
    kind = _KINDS.get(part.part.type, "line")
    standing = shown(part.part, part.standing, part.choices, talk.language)
    hints = (*before, *type_hints(talk, part.part), *_standing_hint(talk, part, standing))
    return Put(
        text=text,
        read=lambda typed: _read(talk, part, typed),
        kind=kind,
        note=note,
        hints=tuple(hint for hint in hints if hint),
        choices=_yes_and_no(talk) if kind == "boolean" else part.choices,
        standing=standing,
        picked=_picked(part),
        typed=_typed(part, standing),
        may_pass=part.standing is None and not part.part.required,
    )


def type_hints(talk: Talk, part: Question | Field) -> tuple[str, ...]:
    """What may be typed for a type."""
    if part.type == "scale":
        low, high = part.min or SCALE_ENDS[0], part.max or SCALE_ENDS[1]
        return (talk.words("type.scale", low=low, high=high),)
    if part.type == "long_text":
        return (talk.words(f"type.long_text.{'rich' if talk.asker.is_rich else 'line'}"),)
    if part.type == "boolean" and talk.asker.is_rich:
        return ()
    return (talk.words(f"type.{part.type}"),)


def say_problem(talk: Talk, problem: Misread) -> None:
    """Why something is no answer, and an example of one."""
    talk.asker.tell(sentence(problem.problem, talk.words), "bad")
    if problem.example:
        talk.asker.tell(talk.words("problem.example", example=problem.example))


def say_understood(talk: Talk, part: Part, stored: Stored) -> None:
    """What was understood, where typing leaves room for doubt."""
    if part.part.type in get_args(ScalarType) and part.part.type not in _LITERAL:
        line = shown(part.part, stored, part.choices, talk.language)
        talk.asker.tell(talk.words("understood", shown=line), "good")


def sentence(text: str, words: Words) -> str:
    """A reason as a sentence: a capital at its head and a full stop at its end."""
    told = str(words.said(text))
    closed = told if told.endswith((".", "?")) else f"{told}."
    return closed[:1].upper() + closed[1:]


def written(talk: Talk, part: Part, put: Put) -> Read | Put:
    """What the person wrote in an editor, as the answer; or the question again with it kept.

    Only a long text is written in an editor.
    """
    if part.part.type != "long_text":
        talk.asker.tell(talk.words("command.no_editor"))
        return put
    begun = put.typed or (part.standing if isinstance(part.standing, str) else "")
    try:
        text = talk.session.edit(begun)
    except PlaybookError as error:
        say_problem(talk, Misread(error.message))
        return put.going_on(begun)
    if not text.strip():
        return put
    read = put.read(text)
    if isinstance(read, Misread):
        say_problem(talk, read)
        return put.going_on(text)
    line = shown(part.part, read.stored, part.choices, talk.language)
    talk.asker.tell(talk.words("understood", shown=line), "good")
    return read


def _say_unknown(talk: Talk, command: UnknownCommand) -> None:
    near = talk.words("command.near", word=command.near) if command.near else "."
    talk.asker.tell(talk.words("command.unknown", word=command.word, near=near), "bad")
    talk.asker.tell(talk.words("command.literally"))


def _read(talk: Talk, part: Part, typed: str) -> Read | Misread:
    if part.part.type == "file":
        try:
            read: Read | Misread = Read(talk.session.attach(typed.strip()))
        except PlaybookError as error:
            return Misread(error.message, error.hint)
    else:
        read = read_text(part.part, part.choices, typed, talk.language, talk.today)
    if isinstance(read, Misread):
        return read
    return part.refusal(read.stored) or read


def _standing_hint(talk: Talk, part: Part, standing: str) -> tuple[str, ...]:
    if part.standing is None:
        return () if part.part.required else (talk.words("pass.hint"),)
    standing = cut(standing, _STANDING_COLUMNS)
    if part.standing_note:
        note = part.standing_note
        return (talk.words("standing.default", shown=standing, source=note),)
    return (talk.words("standing.current", shown=standing),)


def _picked(part: Part) -> tuple[str, ...]:
    if part.standing is None:
        return ()
    if part.part.type == "boolean":
        return ("true" if part.standing else "false",)
    if part.part.type == "choice":
        return (str(part.standing),)
    return tuple(part.standing) if part.part.type == "choices" else ()


def _typed(part: Part, standing: str) -> str:
    if part.standing is None or part.standing_note:
        return ""
    return str(part.standing) if part.part.type in {"text", "long_text"} else standing


def _yes_and_no(talk: Talk) -> tuple[Choice, ...]:
    return tuple(
        Choice.model_construct(id=i, text=talk.words(key), help="")
        for i, key in (("true", "yes"), ("false", "no"))
    )
