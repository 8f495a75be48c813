"""French typography: where a text departs from its rules, and the text with them put right.

The rules are those of the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: a
no-break space inside guillemets and before a colon, a narrow one before the other double marks and
between groups of three digits, typographic apostrophes, accents on capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_VALUE = re.compile(r"\{\{.*?\}\}|\{[a-z_0-9]*\}", re.DOTALL)
"""What becomes an answer or a number; it may be followed by a unit."""
_OTHER = re.compile(
    r"\{%.*?%\}|\{#.*?#\}|```.*?```|`[^`\n]*`|<!--.*?-->"
    r"|https?://[^\s>)\"]+|\]\([^)\n]*\)|\[@[^\]\n]*\]"
    r"|^[ \t]*\|[\s:|-]+\|[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
"""Templates, code, addresses, marks and the rules of tables: nobody reads their signs as text."""
_ACUTE = (
    *("c(?:hange|helle|héance|hec|ole|onomi|oute|ri[rtv])", "galement", "l[eè]ve", "lément"),
    *("missaire", "nergie", "nonc", "num[eé]r", "quip", "quilibr", "ta[bpt]", "tend", "tude"),
    *("valu", "veill", "vénement", "vid", "vit", "volu"),
)


_AFTER_A = (
    *("propos", "partir", "chaque", "quoi", "qui", "défaut", "moins", "condition", "titre", "vous"),
    *(
        "faire",
        "compléter",
        "confirmer",
        "noter",
        "retenir",
        "revoir",
        "suivre",
        "savoir",
        "éviter",
    ),
    *("la", "ce", "cette", "ces", "quel", "quelle", "votre", "son", "sa", "ses", "leur", "tout"),
    *("nouveau", "part", "côté", "terme", "distance", "mesure", "cela", "cet"),
)
"""Words that follow the preposition at the head of a sentence and never the verb."""


class Slip(NamedTuple):
    """A place where a text departs from the rules: where, what belongs there, and which rule."""

    start: int
    end: int
    right: str
    rule: str


class _Rule(NamedTuple):
    """What is right in the place of the pattern's first group."""

    pattern: re.Pattern[str]
    right: str
    rule: str
    prose_only: bool = False
    spells: bool = False


def _rule(
    pattern: str, right: str, rule: str, *, prose_only: bool = False, spells: bool = False
) -> _Rule:
    return _Rule(re.compile(pattern, re.MULTILINE), right, rule, prose_only, spells)


_COLON = "a no-break space stands before a colon"
_UNIT = "a no-break space stands before a unit"
_QUOTES = "quotation marks are « and »"
_ACCENT = "capitals keep their accents"
_RULES: tuple[_Rule, ...] = (
    _rule(r"(?<=\w)(')(?=[\w«])", "’", "the apostrophe is ’"),
    _rule(r"«(\s*)(?=\S)", NO_BREAK, "a no-break space stands after «"),
    _rule(r"(?<=[^\s«])(\s*)»", NO_BREAK, "a no-break space stands before »"),
    _rule(
        r"(?<=[^\s;?!(\[«])(\s*)(?=[;?!](?:[\s»)*_|;?!]|$))",
        NARROW,
        "a narrow no-break space stands before ; ? and !",
    ),
    _rule(r"(?<=[^\s|])(\s+)(?=:(?:\s|\*|$))", NO_BREAK, _COLON),
    _rule(r"(?<=[\w»)])()(?=:(?:\s|\*\*|$))", NO_BREAK, _COLON, prose_only=True),
    _rule(r"(?<=\d)(\s?)(?=[%€](?!\w))", NO_BREAK, _UNIT),
    _rule(r"(?<!\w)\d{1,2}(\s?)(?=h(?:\d\d)?(?!\w))", NO_BREAK, _UNIT),
    _rule(r"(?<=\d)\s?h(\s?)(?=\d\d(?!\w))", NO_BREAK, _UNIT),
    _rule(
        r"(?<![\d.,])\d{1,3}( )(?=\d{3}(?!\d))",
        NARROW,
        "a narrow no-break space stands between groups of three digits",
    ),
    _rule(r"(?<!\w)(\")(?=\S[^\"\n]*\")", f"«{NO_BREAK}", _QUOTES, prose_only=True),
    _rule(r"(?<=[^\s(])(\")(?!\w)", f"{NO_BREAK}»", _QUOTES, prose_only=True),
    _rule(r"(\.\.\.)", "…", "an ellipsis is one sign", prose_only=True),
    _rule(r"(?<![\d.,])1(ère|ere)(?!\w)", "re", "the ordinal is 1re", spells=True),
    _rule(r"(?<=\d)(i?[eè]me)(?!\w)", "e", "the ordinal is 2e", spells=True),
    _rule(rf"(?<!\w)(E)(?=(?:{'|'.join(_ACUTE)}))", "É", _ACCENT, spells=True),
    _rule(rf"(?<![\w’])(A)(?= (?:{'|'.join(_AFTER_A)})(?!\w))", "À", _ACCENT, spells=True),
    _rule(r"(?<!\w)(C)(?=a (?!va\b)[a-z])", "Ç", _ACCENT, spells=True),
)


def slips(text: str, *, prose: bool = True, spelling: bool = True) -> tuple[Slip, ...]:
    """The places where a French text departs from the rules, in order.

    Args:
        text: Markdown, a template, or a file of translations.
        prose: Whether all of it is text for people; in YAML a colon or a quotation mark can belong
            to the format, and is left alone.
        spelling: Whether letters are looked at too; a document holds names and words of people,
            which nobody may change.
    """
    masked = _masked(text)
    found = {
        each.start: each
        for each in reversed(list(_found(masked, text, prose=prose, spelling=spelling)))
    }
    return tuple(_apart([found[start] for start in sorted(found)]))


def set_in_french(text: str, *, prose: bool = True, spelling: bool = True) -> str:
    """The text with every slip put right; ``slips`` has the arguments."""
    pieces, at = [], 0
    for slip in slips(text, prose=prose, spelling=spelling):
        pieces += [text[at : slip.start], slip.right]
        at = slip.end
    return "".join((*pieces, text[at:]))


def _masked(text: str) -> str:
    """The text with digits for values and letters for all else that is not read as text."""
    text = _OTHER.sub(lambda found: "x" * len(found[0]), text)
    return _VALUE.sub(lambda found: "0" * len(found[0]), text)


def _found(masked: str, text: str, *, prose: bool, spelling: bool) -> Iterator[Slip]:
    for rule in _RULES:
        if (rule.prose_only and not prose) or (rule.spells and not spelling):
            continue
        for match in rule.pattern.finditer(masked):
            start, end = match.span(1)
            if text[start:end] != rule.right:
                yield Slip(start, end, rule.right, rule.rule)


def _apart(found: list[Slip]) -> Iterator[Slip]:
    """The slips that do not overlap one before them."""
    reached = -1
    for slip in found:
        if slip.start >= reached:
            yield slip
            reached = max(slip.end, slip.start + 1)
