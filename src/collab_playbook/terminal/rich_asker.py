"""Rich mode: prompts that can be edited, menus with arrows and search, on questionary.

Imported only when a rich session starts; where it cannot, the session goes on line by line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import questionary
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Always
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.dimension import Dimension
from questionary.prompts.common import InquirerControl

from collab_playbook.terminal.asker import Command, CommandWord, Picked, Put, Reply, Typed
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.layout import Line, cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_toolkit.application import Application

    from collab_playbook.model.question import Choice
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words

SEARCH_FROM = 10
"""More choices than this are searched by typing."""
LIST_ROWS = 12
"""Most rows of a menu, so that its question stays in sight."""
_KEYS: Mapping[str, CommandWord] = {
    Keys.BackTab: "back",
    Keys.F1: "help",
    Keys.F2: "why",
    Keys.F3: "list",
    Keys.F4: "editor",
    Keys.F5: "skip",
}
_PASS = "\x00pass"  # noqa: S105 - a value no choice id can have
_MARGIN = 8
"""Columns that the pointer and the box of a choice take."""


class RichAsker:
    """Asks with questionary; what it prints itself goes to the console's talk.

    Args:
        console: Where lines are printed.
        words: The sentences.
    """

    is_rich = True

    def __init__(self, console: Console, words: Words) -> None:
        self._console, self._words = console, words
        names = ("qmark", "question", "answer", "pointer", "selected", "highlighted")
        more = ("search_success", "search_none", "instruction", "text", "separator", "disabled")
        bare = [(name, "noinherit") for name in (*names, *more)]
        self._style = questionary.Style([("answer", "bold")] if console.colour_err else bare)

    def say(self, *lines: Line) -> None:
        """Shows lines."""
        self._console.say(*lines)

    def tell(self, text: str, style: str = "", indent: str = "") -> None:
        """Shows a paragraph."""
        self._console.tell(text, style, indent)

    def put(self, put: Put) -> Reply:
        """Asks once.

        Raises:
            KeyboardInterrupt: Ctrl-C, or a signal.
            EOFError: Ctrl-D on an empty line.
        """
        if put.note or put.hints:
            self.say("")
        self.tell(f"{put.text} {put.note}".strip(), "title")
        for hint in put.hints:
            self.tell(hint)
        if put.kind in {"choice", "boolean"}:
            return self._pick(put)
        if put.kind == "choices":
            return self._pick_many(put)
        return self._text(put, is_long=put.kind == "lines")

    # -- the prompts ------------------------------------------------------------------------------

    def _text(self, put: Put, *, is_long: bool) -> Reply:
        question = questionary.text(
            "",
            default=put.typed,
            qmark=">",
            instruction="",
            style=self._style,
            multiline=is_long,
        )
        reply = self._run(question, is_menu=False)
        return reply if isinstance(reply, Command) else Typed(str(reply))

    def _pick(self, put: Put) -> Reply:
        choices = self._titled(put.choices)
        if put.may_pass:
            choices.append(questionary.Choice(self._words("choices.pass"), value=_PASS))
        is_long = len(choices) > SEARCH_FROM
        standing = next((c for c in choices if c.value in put.picked), None)
        question = questionary.select(
            "",
            choices=choices,
            default=standing,
            qmark="",
            pointer=">",
            instruction=self._words("choices.use_search" if is_long else "choices.use_one"),
            style=self._style,
            use_search_filter=is_long,
            use_jk_keys=False,
            show_selected=False,
        )
        reply = self._run(question, is_menu=True)
        if isinstance(reply, Command):
            return reply
        if reply == _PASS:
            return Command("skip")
        return Picked({"true": True, "false": False}[reply] if put.kind == "boolean" else reply)

    def _pick_many(self, put: Put) -> Reply:
        choices = self._titled(put.choices, put.picked)
        is_long = len(choices) > SEARCH_FROM
        key = "choices.use_search_many" if is_long else "choices.use_many"
        question = questionary.checkbox(
            "",
            choices=choices,
            qmark="",
            pointer=">",
            instruction=self._words(key),
            style=self._style,
            use_search_filter=is_long,
            use_jk_keys=False,
        )
        reply = self._run(question, is_menu=True)
        if isinstance(reply, Command):
            return reply
        texts = ", ".join(c.text for c in put.choices if c.id in reply)
        self.tell(self._words("choices.picked", shown=texts or self._words("choices.none")))
        return Picked(list(reply))

    def _titled(
        self, choices: tuple[Choice, ...], picked: tuple[str, ...] = ()
    ) -> list[questionary.Choice]:
        room = self._console.width - _MARGIN
        return [
            questionary.Choice(
                cut(choice.text, room),
                value=choice.id,
                checked=choice.id in picked,
                description=safe_line(choice.help) or None,
            )
            for choice in choices
        ]

    def _run(self, question: questionary.Question, *, is_menu: bool) -> Any:
        application = question.application
        _keep_in_view(application)
        bindings = [b for b in (application.key_bindings, _keys(is_menu=is_menu)) if b is not None]
        application.key_bindings = merge_key_bindings(bindings)
        return question.unsafe_ask()


def _keep_in_view(application: Application[Any]) -> None:
    """Leaves the cursor on the pointed choice, where a magnifier follows it, and lists scroll."""
    for window in application.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            window.content.show_cursor = True
            window.height = Dimension(max=LIST_ROWS)


def _keys(*, is_menu: bool) -> KeyBindings:
    bindings = KeyBindings()

    def command(word: CommandWord, event: KeyPressEvent) -> None:
        buffer = event.app.current_buffer
        typed = buffer.text if isinstance(buffer, Buffer) else ""
        event.app.exit(result=Command(word, typed=typed))

    for key, word in _KEYS.items():
        bindings.add(key, eager=Always())(lambda event, word=word: command(word, event))

    @bindings.add(Keys.SIGINT, eager=Always())
    def interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    if is_menu:

        @bindings.add(Keys.ControlD, eager=Always())
        def end(event: KeyPressEvent) -> None:
            event.app.exit(exception=EOFError)
    else:

        @bindings.add(Keys.Escape, Keys.ControlJ)
        def done(event: KeyPressEvent) -> None:
            """Enter typed ahead of the prompt comes as a line feed; it ends a long text too."""
            event.current_buffer.validate_and_handle()

    return bindings
