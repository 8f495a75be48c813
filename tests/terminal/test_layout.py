"""Texts fit their columns, lose nothing, and cannot harm a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.terminal.escaping import safe, safe_line
from collab_playbook.terminal.layout import Span, columns, cut, padded, table, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 日本", "plain é 日本"),
        ("a\x1b[31mred", "a\\x1b[31mred"),
        ("bell\x07 nul\x00 del\x7f csi\x9b", "bell\\x07 nul\\x00 del\\x7f csi\\x9b"),
        ("\u202egnp.exe\u202c", "\\u202egnp.exe\\u202c"),
        ("\u2066x\u2069\u200f", "\\u2066x\\u2069\\u200f"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("back\rover\b", "back\\x0dover\\x08"),
    ],
)
def test_control_characters_are_written_out(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_on_one_line_line_ends_become_spaces() -> None:
    assert safe_line("one\r\ntwo\tthree\nfour\x1b") == "one two three four\\x1b"


@given(st.text())
def test_nothing_that_drives_a_terminal_is_left(text: str) -> None:
    left = set(safe(text)) - {"\n", "\t"}
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in left)


@given(st.text(alphabet="ab é日\n", max_size=200), st.integers(min_value=20, max_value=90))
def test_wrapping_stays_within_and_keeps_every_word(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert max(columns(line) for line in lines) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrapping_indents_and_hangs() -> None:
    assert wrapped("one two three four five", 20, "  1. ") == [
        "  1. one two three",
        "     four five",
    ]


def test_a_word_wider_than_the_window_is_cut_not_lost() -> None:
    assert wrapped("x" * 45, 20) == ["x" * 20, "x" * 20, "x" * 5]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("👩‍🔬", 4)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_cut_and_padded() -> None:
    assert cut("a long line of text", 10) == "a long..."
    assert cut("short", 10) == "short"
    assert padded("日", 4) == "日  "


def test_a_table_breaks_cells_below_each_other() -> None:
    rows = [(Span("[x]", "good"), Span("A title that is long"), Span("done"))]
    assert ["".join(span.text for span in line) for line in table(rows, (3, 20, 10))] == [
        "[x]  A title that is long  done",
    ]
    assert ["".join(span.text for span in line) for line in table(rows, (3, 21, 4))] == [
        "[x]  A title that is long   done",
    ]
