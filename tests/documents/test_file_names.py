"""Names of files made from what people typed: safe on every system, and still readable."""

from __future__ import annotations

import pytest

from collab_playbook.documents.file_names import LONGEST, distinct, file_name, folded, plain_name

RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Charter of the committee", "Charter of the committee"),
        ("Charte d\u2019usage\u00a0: r\u00e8gles", "Charte d\u2019usage - r\u00e8gles"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("../../etc/passwd", "etc - passwd"),
        ("/absolute", "absolute"),
        ("C:\\Windows\\system32", "C - Windows - system32"),
        ("a/../../x", "a - .. - .. - x"),
        ("..", "otherwise"),
        ("", "otherwise"),
        (" . ", "otherwise"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("ends with dots...", "ends with dots"),
        ('What? Why* <now>|"later"', "What Why now - later"),
        ("con", "con_"),
        ("NUL.txt", "NUL.txt_"),
        ("LPT\u00b9", "LPT\u00b9_"),
        ("lpt1 .x", "lpt1 .x_"),
        ("Console", "Console"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("\u202eturned\u202c \x07 rung \x00", "turned rung"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\ud800lone", "lone"),
        (RIGHT_TO_LEFT, RIGHT_TO_LEFT),
        ("\U0001f680 off", "\U0001f680 off"),
    ],
)  # fmt: skip
def test_a_title_becomes_a_name_that_leads_nowhere_and_hides_nothing(title: str, name: str) -> None:
    assert file_name(title, "otherwise") == name


def test_a_long_title_is_cut_between_words_and_in_no_letter() -> None:
    assert file_name("word " * 50, "otherwise") == ("word " * 10).strip()
    assert file_name("x" * 10_000, "otherwise") == "x" * LONGEST
    assert len(file_name("\U0001f680" * 300, "otherwise").encode()) <= 150


def test_names_that_a_disk_takes_for_the_same_are_numbered() -> None:
    taken = {folded("Stra\u00dfe.md"), folded("STRASSE (2).md")}

    assert distinct("strasse", ".md", taken) == "strasse (3).md"
    assert distinct("strasse", ".pdf", taken) == "strasse.pdf"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ateliers Br\u00e9vent", "ateliers-brevent"),
        ("  R&D / <Core>  ", "r-d-core"),
        ("\u682a\u5f0f\u4f1a\u793e", "\u682a\u5f0f\u4f1a\u793e"),
        ("../..", "otherwise"),
        ("Aux", "aux-"),
        ("--output", "output"),
    ],
)
def test_a_word_for_the_command_line_needs_no_quotes(title: str, name: str) -> None:
    assert plain_name(title, "otherwise") == name
