"""A list of records at a prompt: add, edit, delete, reorder, paste from a spreadsheet.

Every change is kept outside the journal at once; the whole list is the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.reading import Misread, Read
from collab_playbook.engine.reading_table import read_table
from collab_playbook.model.question import Choice
from collab_playbook.terminal.asker import Command, Kept, Put
from collab_playbook.terminal.entry_actions import ACTIONS, Action, read_action
from collab_playbook.terminal.entry_list import EntryList
from collab_playbook.terminal.outline import say_help
from collab_playbook.terminal.putting import Talk, reply_to, say_problem
from collab_playbook.terminal.records import (
    Entry,
    Form,
    Judge,
    say_question,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.engine.interview import Prompt


def fill_records(talk: Talk, prompt: Prompt, judge: Judge) -> Read | Kept | Command:
    """Asks a ``records`` question until the list is done, or a command leads away."""
    return _Editor(talk, prompt, judge).run()


class _Editor:
    def __init__(self, talk: Talk, prompt: Prompt, judge: Judge) -> None:
        self._talk, self._prompt, self._judge = talk, prompt, judge
        self._form = Form(talk, prompt)
        self._list = EntryList(self._form)
        self._actions: Mapping[Action, Callable[[tuple[int, ...]], Command | None]] = {
            "add": self._add,
            "edit": self._edit,
            "delete": self._delete,
            "move": self._move,
            "paste": self._paste,
            "show": self._show,
        }

    def run(self) -> Read | Kept | Command:
        self._list.resume()
        say_question(self._talk, self._prompt)
        left = self._go_on_with_open_entry()
        if left is not None:
            return left
        while True:
            reply = self._menu()
            if isinstance(reply, Command):
                if not self._obeyed(reply):
                    return reply
                continue
            action, numbers = reply
            if action == "done":
                done = self._done()
                if done is not None:
                    return done
                continue
            left = self._actions[action](numbers)
            if left is not None and left.word != "back":
                return left

    # -- the menu ---------------------------------------------------------------------------------

    def _menu(self) -> tuple[Action, tuple[int, ...]] | Command:
        words, entries = self._talk.words, self._list.entries
        self._list.say()
        usual: Action = "add" if len(entries) < self._list.fewest else "done"
        actions: list[Action] = ["add", "paste", "done"]
        if entries:
            actions = ["add", "edit", "delete", "paste", "show", "done"]
        if len(entries) > 1:
            actions.insert(3, "move")
        choices = tuple(
            Choice.model_construct(id=a, text=words(f"records.{a}"), help="") for a in actions
        )
        standing = words(f"records.{usual}")
        put = Put(
            text=words("records.ask"),
            read=lambda typed: read_action(typed, choices),
            kind="choice",
            hints=(words("standing.usual", shown=standing),),
            short=words("records.use" if entries else "records.use_empty"),
            choices=choices,
            standing=standing,
            picked=(usual,),
        )
        reply = reply_to(self._talk, put)
        if isinstance(reply, Command):
            return reply
        if isinstance(reply, Kept):
            return usual, ()
        if isinstance(reply.stored, str):
            return ACTIONS[reply.stored], ()
        action, numbers = reply.stored
        return ACTIONS[action], numbers

    def _obeyed(self, command: Command) -> bool:
        if command.word == "help":
            say_help(self._talk.asker, self._talk.words, self._prompt.question, ())
            self._talk.asker.tell(self._talk.words("records.use"))
            return True
        return False

    # -- the actions ------------------------------------------------------------------------------

    def _add(self, _numbers: tuple[int, ...]) -> Command | None:
        return self._fill(Entry(), None)

    def _edit(self, numbers: tuple[int, ...]) -> Command | None:
        number = self._which(numbers[:1])
        if isinstance(number, Command):
            return number
        return self._fill(Entry(dict(self._list.entries[number - 1])), number)

    def _fill(self, entry: Entry, number: int | None) -> Command | None:
        self._list.open_entry, self._list.open_number = entry, number
        return self._go_on_with_open_entry()

    def _go_on_with_open_entry(self) -> Command | None:
        """Fills in the open entry; one that is left by ``back`` is dropped, by ``quit`` kept."""
        entry, number, words = self._list.open_entry, self._list.open_number, self._talk.words
        if entry is None:
            return None
        place = len(self._list.entries) + 1 if number is None else number
        command = self._form.fill(entry, words("records.entry", number=place), self._list.keep)
        if command is not None and command.word != "back":
            return command
        self._list.open_entry = self._list.open_number = None
        if command is not None or not entry.values:
            said = words("records.dropped")
        elif number is None:
            self._list.entries.append(entry.values)
            said = words("records.added", number=place)
        else:
            self._list.entries[number - 1] = entry.values
            said = words("records.changed", number=place)
        self._list.keep()
        self._talk.asker.tell(said, "good")
        return None

    def _delete(self, numbers: tuple[int, ...]) -> Command | None:
        number = self._which(numbers[:1])
        if isinstance(number, Command):
            return number
        del self._list.entries[number - 1]
        self._list.keep()
        self._talk.asker.tell(self._talk.words("records.deleted", number=number), "good")
        return None

    def _move(self, numbers: tuple[int, ...]) -> Command | None:
        number = self._which(numbers[:1])
        if isinstance(number, Command):
            return number
        place = self._which(numbers[1:2], "records.where")
        if isinstance(place, Command):
            return place
        self._list.entries.insert(place - 1, self._list.entries.pop(number - 1))
        self._list.keep()
        self._talk.asker.tell(self._talk.words("records.moved", number=number, place=place), "good")
        return None

    def _show(self, numbers: tuple[int, ...]) -> Command | None:
        number = self._which(numbers[:1])
        if isinstance(number, Command):
            return number
        values = self._list.entries[number - 1]
        for part in self._form.fields:
            if values.get(part.id) is not None:
                self._talk.asker.tell(
                    f"{part.label}: {self._form.shown(part, values[part.id])}", "", "  "
                )
        return None

    def _paste(self, _numbers: tuple[int, ...]) -> Command | None:
        talk, words = self._talk, self._talk.words
        columns = ", ".join(part.label for part in self._form.fields)
        hint = words(f"type.long_text.{'rich' if talk.asker.is_rich else 'line'}")
        put = Put(
            text=words("paste.ask"),
            read=self._read_rows,
            kind="lines",
            hints=(words("paste.columns", columns=columns), hint),
        )
        reply = reply_to(talk, put)
        if isinstance(reply, Command):
            return reply
        if isinstance(reply, Kept):
            talk.asker.tell(words("paste.none"))
            return None
        self._list.entries.extend(reply.stored)
        self._list.keep()
        talk.asker.tell(words("paste.taken", count=len(reply.stored)), "good")
        return None

    def _read_rows(self, text: str) -> Read | Misread:
        return read_table(
            self._prompt.question,
            self._form.choices_of,
            text,
            self._talk.language,
            self._talk.today,
        )

    def _done(self) -> Read | Kept | None:
        if not self._list.entries and not self._prompt.required and self._prompt.current is None:
            self._talk.keep_unfinished(self._prompt.path, None)
            return Kept()
        problem = self._judge(self._list.entries)
        if problem is None:
            return Read([dict(values) for values in self._list.entries])
        say_problem(self._talk, problem)
        return None

    def _which(self, given: tuple[int, ...], ask: str = "records.which") -> int | Command:
        """The number of an entry: given in short, the only one there is, or asked for."""
        count, words = len(self._list.entries), self._talk.words

        def read(typed: str) -> Read | Misread:
            number = int(typed) if typed.strip().isdigit() else 0
            if 1 <= number <= count:
                return Read(number)
            problem = words("records.number", text=typed.strip()[:20], count=count)
            return Misread(problem)

        if given and isinstance(read(str(given[0])), Read):
            return given[0]
        if count == 1:
            return 1
        while True:
            reply = reply_to(self._talk, Put(text=words(ask, count=count), read=read))
            if isinstance(reply, Command):
                return reply
            if isinstance(reply, Read):
                return int(reply.stored)
