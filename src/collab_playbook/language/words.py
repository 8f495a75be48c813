"""The words of the language that are no names, and what to write for words of other languages."""

from __future__ import annotations

from typing import Final

CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}
WORD_SIGNS: Final = {"and": "&&", "or": "||", "not": "!", "in": "in"}
RESERVED: Final = frozenset(
    (
        *("as", "break", "const", "continue", "else", "for", "function", "if", "import", "let"),
        *("loop", "package", "namespace", "return", "var", "void", "while"),
    ),
)
"""Words that CEL keeps for itself; they may follow a dot, as in ``person.function``."""
MAPS_HINT: Final = "maps and messages are no part of guards"

_HINTS: Final = {
    "{": MAPS_HINT,
    "=": "write '==' to compare",
    "AND": "write 'and'",
    "OR": "write 'or'",
    "NOT": "write 'not'",
    "not": "write 'not x in y', with the word in front",
    "is": "write '=='",
    "if": "write 'condition ? value : otherwise'",
    "?": "write 'condition ? value : otherwise'",
    ">": "write '>=' for 'at least', '!=' for 'other than'",
}


def hint_for(word: str) -> str:
    """What to write in place of a misplaced word or sign; empty where nothing is known."""
    return _HINTS.get(word, "")
