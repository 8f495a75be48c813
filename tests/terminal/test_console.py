"""Results on stdout, talk on stderr, colour only where it is borne and asked for."""

from __future__ import annotations

from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import RefusedError
from collab_playbook.terminal.asker_here import PoorTerminalError, asker_here
from collab_playbook.terminal.console import (
    Console,
    console_of,
    require_terminal,
    wants_line_mode,
)
from collab_playbook.terminal.layout import Span
from collab_playbook.terminal.line_asker import LineAsker
from collab_playbook.terminal.plain import write
from collab_playbook.terminal.rich_asker import RichAsker
from collab_playbook.terminal.words import Words

if TYPE_CHECKING:
    from collab_playbook.terminal.asker import Asker


class Tty(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "accessible", "colour"),
    [
        ({}, False, True),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, False, True),
        ({"TERM": "dumb"}, False, False),
        ({"ACCESSIBLE": "1"}, False, False),
        ({}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
    ],
)
def test_colour_on_a_terminal(environment: dict[str, str], accessible: bool, colour: bool) -> None:
    console = console_of(environment, Tty(), Tty(), accessible=accessible)
    assert (console.colour_out, console.colour_err) == (colour, colour)


def test_colour_is_decided_for_each_stream() -> None:
    console = console_of({}, StringIO(), Tty())
    assert (console.colour_out, console.colour_err) == (False, True)
    forced = console_of({"FORCE_COLOR": "1"}, StringIO(), StringIO())
    assert (forced.colour_out, forced.colour_err) == (True, True)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, False),
        ({"ACCESSIBLE": "1"}, True),
        ({"ACCESSIBLE": "yes"}, True),
        ({"ACCESSIBLE": "0"}, False),
        ({"ACCESSIBLE": "false"}, False),
        ({"ACCESSIBLE": ""}, False),
        ({"TERM": "dumb"}, True),
    ],
)
def test_line_mode_is_asked_for(environment: dict[str, str], wanted: bool) -> None:
    assert wants_line_mode(environment) is wanted


def test_a_style_never_carries_the_text_and_escapes_stay_out() -> None:
    line = (Span("done\x1b[2J", "good"), Span(" plain"))
    coloured, plain = StringIO(), StringIO()
    Console(coloured, StringIO(), colour_out=True).put(line)
    Console(plain, StringIO()).put(line)
    assert coloured.getvalue() == "\x1b[32mdone\\x1b[2J\x1b[0m plain\n"
    assert plain.getvalue() == "done\\x1b[2J plain\n"


def test_results_and_talk_keep_to_their_streams() -> None:
    out, err = StringIO(), StringIO()
    console = Console(out, err, width=40)
    console.put("result")
    console.tell("talk " * 10)
    assert out.getvalue() == "result\n"
    assert err.getvalue() == "talk talk talk talk talk talk talk talk\ntalk talk\n"


def test_width_comes_from_columns_within_reason() -> None:
    widths = [
        console_of({"COLUMNS": given}, StringIO(), StringIO()).width for given in ("60", "9", "500")
    ]
    assert widths == [60, 40, 120]


def test_what_an_encoding_lacks_becomes_a_question_mark() -> None:
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding="ascii")
    write(stream, "12\u00a0000 € for Brévent")
    assert raw.getvalue() == b"12 000 ? for Br?vent\n"


def test_without_a_terminal_it_refuses_and_says_what_to_do() -> None:
    with pytest.raises(RefusedError) as refused:
        require_terminal(StringIO(), "Use answer --from FILE.")
    assert (refused.value.message, refused.value.hint, refused.value.exit_code) == (
        "a session needs a terminal, and standard input is none",
        "Use answer --from FILE.",
        3,
    )
    with pytest.raises(RefusedError) as off:
        require_terminal(Tty(), "Use answer --from FILE.", no_input=True)
    assert off.value.message == "a session asks questions, and --no-input turns them off"
    require_terminal(Tty(), "")


def _cannot(_console: Console, _words: Words) -> Asker:
    raise PoorTerminalError("no console buffer")


def test_a_terminal_that_cannot_show_menus_goes_on_line_by_line() -> None:
    err = StringIO()
    asker = asker_here(Console(StringIO(), err), StringIO(), Words(), _cannot)
    assert isinstance(asker, LineAsker)
    assert err.getvalue() == (
        "This terminal cannot show menus (no console buffer); going on line by line.\n"
    )


def test_line_mode_is_taken_where_it_is_asked_for_and_rich_mode_elsewhere() -> None:
    line = Console(StringIO(), StringIO(), is_line_mode=True)
    assert isinstance(asker_here(line, StringIO(), Words(), _cannot), LineAsker)
    rich = Console(StringIO(), StringIO())
    assert isinstance(asker_here(rich, StringIO(), Words()), RichAsker)
