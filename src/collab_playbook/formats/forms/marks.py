"""The hidden marks that tie the cells of a form to its questions.

They stand in a hidden first column, so that rows may be sorted, moved and taken out, columns put
in and sheets renamed, and each answer still finds its question.
"""

from __future__ import annotations

from typing import Final, NamedTuple

SIGN: Final = "cp"
"""How every mark begins."""
REVISION: Final = "1"


class Mark(NamedTuple):
    """A mark in the first column of a row.

    Attributes:
        kind: ``form`` (language and heads), ``columns`` (the row that names the columns), ``by``
            (who answered), ``cell``, ``part`` and ``tick`` (a question, the field of one, a choice
            of one), ``rows`` (a question whose records stand below), ``fields`` (the row that
            names their columns), ``text`` (a row that says something).
        words: What it is about.
    """

    kind: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((SIGN, self.kind, *self.words))


KINDS: Final = frozenset(
    {"form", "columns", "by", "cell", "part", "tick", "rows", "fields", "text"}
)


def mark_of(text: object) -> Mark | None:
    """The mark that a cell holds; ``None`` for anything else."""
    words = text.split() if isinstance(text, str) and len(text) < 10_000 else []
    if len(words) >= 2 and words[0] == SIGN and words[1] in KINDS:
        return Mark(words[1], tuple(words[2:]))
    return None


FILLED: Final = "filled"
EMPTY: Final = "empty"


def filled_word(*, is_filled: bool) -> str:
    """Whether the answer that stood was filled in beforehand."""
    return FILLED if is_filled else EMPTY
