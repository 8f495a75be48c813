"""What the YAML reader complains of, in our words and at the place a person would mend."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from collab_playbook.files.codes import ENCODING, YAML_SYNTAX
from collab_playbook.files.lines import split_lines
from collab_playbook.language.quoting import quoted
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

_CONFLICT = re.compile(r"^<{7} [^\r\n]*", re.MULTILINE)


class _Wording(NamedTuple):
    """What to say for a complaint that holds ``sign``, and whether the fault is where it began."""

    sign: str
    message: str
    hint: str = ""
    at_opening: bool = False


_FIT = ("This line does not fit the keys above it", "Align it with them.")
_WORDINGS = (
    _Wording(
        "',' or ']'", "This list is not closed", "Add the missing ] or comma.", at_opening=True
    ),
    _Wording(
        "',' or '}'", "This map is not closed", "Add the missing } or comma.", at_opening=True
    ),
    _Wording(
        "end of stream", "This quotation is not closed", "Add the closing quote.", at_opening=True
    ),
    _Wording(
        "mapping values are not allowed",
        "A colon is not expected here",
        "Quote a text that holds ': '.",
    ),
    _Wording(
        "could not find expected ':'",
        "This line is neither a key nor a value",
        "Write `key: value`.",
        at_opening=True,
    ),
    _Wording(
        "unknown escape",
        "Unknown escape inside these quotes",
        "Write \\\\ for \\.",
        at_opening=True,
    ),
    _Wording(
        "hexdecimal", "Broken escape inside these quotes", "Write \\\\ for \\.", at_opening=True
    ),
    _Wording(
        "hexadecimal", "Broken escape inside these quotes", "Write \\\\ for \\.", at_opening=True
    ),
    _Wording(
        "character escape", "An escape inside these quotes is not a character", "", at_opening=True
    ),
    _Wording(
        "'-' indicator",
        "This line does not fit the list above it",
        "Align it with the list, or begin it with '- '.",
    ),
    _Wording("expected key", *_FIT),
    _Wording("<block end>", *_FIT),
    _Wording("<document start>", "Text after the end of the document"),
    _Wording("node content", "A value is missing here"),
    _Wording(
        "block sequence entries are not allowed",
        "A list item is not expected here",
        "Put it on its own line.",
    ),
    _Wording("indentation", "Wrong mark after | or >", "Begin the text on the next line."),
    _Wording("or line break", "Wrong mark after | or >", "Begin the text on the next line."),
    _Wording("directive", "A line that begins with % is not allowed", "Quote it."),
    _Wording("tag", "Tags are not allowed", "Remove the !."),
)


def syntax_problem(error: Exception, file: str, text: str) -> Problem:
    """The problem that an exception of the YAML reader stands for."""
    complaint = str(getattr(error, "problem", None) or error)
    mark: Any = getattr(error, "problem_mark", None)
    opening: Any = getattr(error, "context_mark", None)
    lines = split_lines(text)
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation:
        place = Place(
            file, mark.line + 1, indentation.index("\t") + 1, mark.line + 1, len(indentation) + 1
        )
        return ENCODING.at(place, say("A tab is used for indentation"), say("Indent with spaces."))
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        number = len(split_lines(text[: conflict.start()]))
        place = Place(file, number, 1, number, len(conflict.group()) + 1)
        return YAML_SYNTAX.at(
            place, say("A merge conflict is left in the file"), say("Keep one side.")
        )
    if "cannot start any token" in complaint:
        start = line[mark.column : mark.column + 1]
        hint = say("Put the text between quotes.")
        return YAML_SYNTAX.at(
            _place(file, mark, lines),
            say("A text cannot begin with {start}", start=quoted(start)),
            hint,
        )
    for wording in _WORDINGS:
        if wording.sign in complaint:
            at = opening if wording.at_opening and opening is not None else mark
            return YAML_SYNTAX.at(_place(file, at, lines), wording.message, wording.hint)
    return YAML_SYNTAX.at(_place(file, mark, lines), say("This is not valid YAML"))


def _place(file: str, mark: Any, lines: list[str]) -> Place:
    """The place of a mark; the end of the text where the reader came beyond its last line."""
    if mark is None:
        return Place(file)
    at, column = mark.line + 1, mark.column + 1
    if at > len(lines):
        at, column = len(lines), len(lines[-1]) + 1
    return Place(file, at, column, at, column + 1)
