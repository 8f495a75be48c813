"""A record at a prompt: one field after the other, back and forth.

What is entered is kept outside the journal until the whole answer is recorded, so that a session
that breaks off in the middle goes on there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.reading import Misread, Read
from collab_playbook.engine.showing import shown
from collab_playbook.engine.state import Stored
from collab_playbook.engine.values import fit
from collab_playbook.terminal.asker import Command, Kept
from collab_playbook.terminal.outline import note_of, say_help
from collab_playbook.terminal.putting import (
    Part,
    Talk,
    put_of,
    reply_in_turn,
    say_problem,
    say_understood,
    type_hints,
)

if TYPE_CHECKING:
    from collab_playbook.engine.interview import Prompt
    from collab_playbook.model.question import Choice, Field

Judge = Callable[[Stored], Misread | None]


@dataclass
class Entry:
    """A record being filled in: its fields so far, and which one is asked now."""

    values: dict[str, Any] = field(default_factory=dict)
    at: int = 0

    def kept(self) -> dict[str, Any]:
        """What is kept of it while it is unfinished."""
        return {"values": self.values, "at": self.at}


@dataclass(frozen=True)
class Form:
    """The fields of a record question in a conversation."""

    talk: Talk
    prompt: Prompt

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in order."""
        return self.prompt.question.fields

    def choices_of(self, part: Field) -> tuple[Choice, ...]:
        """What a field admits."""
        return tuple(self.prompt.fields_choices.get(part.id, part.choices))

    def sound(self, values: Any) -> dict[str, Any]:
        """The fields of a kept record that still fit; whatever else it holds is left out."""
        if not isinstance(values, dict):
            return {}
        kept = {}
        for part in self.fields:
            stored, misfits = fit(part, values.get(part.id), self.choices_of(part))
            if stored is not None and not misfits:
                kept[part.id] = stored
        return kept

    def resumed(self, kept: Any) -> Entry | None:
        """The entry that was kept, as far as it still fits; ``None`` where nothing was."""
        if not isinstance(kept, dict) or not isinstance(kept.get("values"), dict):
            return None
        at = kept.get("at")
        within = min(max(at, 0), len(self.fields)) if isinstance(at, int) else 0
        return Entry(self.sound(kept["values"]), within)

    def line(self, values: dict[str, Any]) -> str:
        """A record on one line."""
        words = (
            f"{part.label}: {self.shown(part, values[part.id])}"
            for part in self.fields
            if values.get(part.id) is not None
        )
        return "; ".join(words)

    def shown(self, part: Field, stored: Stored) -> str:
        """A field's value for people."""
        return shown(part, stored, self.choices_of(part), self.talk.language)

    def fill(self, entry: Entry, title: str, keep: Callable[[], None]) -> Command | None:
        """Asks the fields from where the entry stands; ``None`` when all had their reply.

        Back at the first field, and every command that is not about a field, end it early.
        """
        while entry.at < len(self.fields):
            part = self.fields[entry.at]
            command = self._ask(entry, part, title)
            if command is None:
                entry.at += 1
            elif command.word == "back" and entry.at > 0:
                entry.at -= 1
            elif command.word == "back" or not self._obeyed(entry, part, command):
                return command
            keep()
        return None

    def _ask(self, entry: Entry, part: Field, title: str) -> Command | None:
        words, standing = self.talk.words, entry.values.get(part.id)
        need = words("need.required" if part.required else "need.optional")
        note = words("note", position=entry.at + 1, total=len(self.fields), need=need)
        asked = Part(part, self.choices_of(part), standing)
        put = put_of(self.talk, asked, f"{title}, {part.label}" if title else part.label, note)
        while True:
            reply = reply_in_turn(self.talk, asked, put)
            if isinstance(reply, Command):
                return reply
            if isinstance(reply, Read):
                entry.values[part.id] = reply.stored
                if reply.stored != standing:
                    say_understood(self.talk, asked, reply.stored)
                return None
            if standing is None and part.required:
                say_problem(
                    self.talk, Misread(words("problem.required", name=part.label), part.example)
                )
                continue
            return None

    def _obeyed(self, entry: Entry, part: Field, command: Command) -> bool:
        """Does what a command means inside a record; false for those that concern the step."""
        talk = self.talk
        match command.word:
            case "help":
                say_help(talk.asker, talk.words, part, type_hints(talk, part))
            case "skip" if part.required and part.id not in entry.values:
                problem = talk.words("problem.required", name=part.label)
                say_problem(talk, Misread(problem, part.example))
            case "skip":
                entry.at += 1
            case "clear":
                entry.values.pop(part.id, None)
            case "list":
                talk.asker.tell(self.line(entry.values) or talk.words("records.none"))
            case _:
                return False
        return True


def fill_record(talk: Talk, prompt: Prompt, judge: Judge) -> Read | Kept | Command:
    """Asks a ``record`` question: its fields, once more from the first where it is refused."""
    form = Form(talk, prompt)
    standing = form.sound(standing_of(prompt))
    kept = form.resumed(talk.session.unfinished(prompt.path))
    if kept is not None:
        talk.say_resumed(prompt.path)
    entry = kept or Entry(dict(standing))
    say_question(talk, prompt)

    def keep() -> None:
        if entry.values != standing:
            talk.keep_unfinished(prompt.path, entry.kept())

    while True:
        command = form.fill(entry, "", keep)
        if command is not None:
            return command
        if not entry.values and not prompt.required:
            return Kept()
        problem = judge(entry.values)
        if problem is None:
            return Read(dict(entry.values))
        say_problem(talk, problem)
        entry.at = 0


def standing_of(prompt: Prompt) -> Stored | None:
    """The answer in force, or else the default."""
    return prompt.current if prompt.current is not None else prompt.default


def say_question(talk: Talk, prompt: Prompt) -> None:
    """The question that the fields belong to."""
    talk.asker.say("")
    talk.asker.tell(f"{prompt.question.ask} {note_of(talk.words, prompt)}", "title")
    if prompt.sensitive:
        talk.asker.tell(talk.words("question.sensitive"))
