"""Text to tokens. Every token keeps its span; blanks and comments leave none."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple, TypeAlias

from collab_playbook.language.errors import GuardError
from collab_playbook.language.escapes import unescape
from collab_playbook.language.numbers import INT_MAX, fits_decimal
from collab_playbook.language.syntax import Span
from collab_playbook.saying import say

TokenKind: TypeAlias = Literal["word", "number", "string", "sign", "end"]


class Token(NamedTuple):
    """A word, number, string or sign; ``value`` is what a number or string means."""

    kind: TokenKind
    text: str
    span: Span
    value: int | Decimal | str | None = None


_SKIPPED = re.compile(r"(?:[ \t\n\f\r]+|//[^\n]*)+")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DECIMAL = re.compile(r"(?:[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)")
_INTEGER = re.compile(r"0x[0-9a-fA-F]+|[0-9]+")
_STRING = re.compile(
    r"(?P<raw>[rR]?)(?:"
    r'"""(?P<d3>(?:[^\\]|\\.)*?)"""|'
    r"'''(?P<s3>(?:[^\\]|\\.)*?)'''|"
    r'"(?P<d>(?:[^"\\\r\n]|\\[^\r\n])*)"|'
    r"'(?P<s>(?:[^'\\\r\n]|\\[^\r\n])*)')",
    re.DOTALL,
)
_RAW_STRING = re.compile(
    r'[rR](?:"""(?P<d3>.*?)"""|'
    r"'''(?P<s3>.*?)'''|"
    r'"(?P<d>[^"\r\n]*)"|'
    r"'(?P<s>[^'\r\n]*)')",
    re.DOTALL,
)
_SIGN = re.compile(r"&&|\|\||==|!=|<=|>=|[()\[\]{}<>!+\-*/%.,?:]")

_NEAR_SIGNS = {
    "=": "write '==' to compare",
    "&": "write '&&' or 'and'",
    "|": "write '||' or 'or'",
    "’": "use straight quotes: '",
    "‘": "use straight quotes: '",
    "“": 'use straight quotes: "',
    "”": 'use straight quotes: "',
    "≤": "write '<='",
    "≥": "write '>='",
    "≠": "write '!='",
    "'": "close the text with the quote that opens it",
    '"': "close the text with the quote that opens it",
}


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a guard, ended by one of kind ``end``.

    Raises:
        GuardError: A character, number or text that no guard can hold.
    """
    found: list[Token] = []
    at = _skip(text, 0)
    while at < len(text):
        token = _token(text, at)
        found.append(token)
        at = _skip(text, token.span.end)
    found.append(Token("end", "", Span(len(text), len(text))))
    return tuple(found)


def _skip(text: str, at: int) -> int:
    match = _SKIPPED.match(text, at)
    return match.end() if match else at


def _token(text: str, at: int) -> Token:
    for read in (_string, _number, _word, _sign):
        token = read(text, at)
        if token is not None:
            return token
    char = text[at]
    shown = char if char.isprintable() else f"U+{ord(char):04X}"
    message = (
        say("a text is opened here and never closed")
        if char in "'\""
        else say("'{shown}' means nothing here", shown=shown)
    )
    raise GuardError(
        message, Span(at, at + 1), _NEAR_SIGNS.get(char, say("take it out, or quote it as text"))
    )


def _string(text: str, at: int) -> Token | None:
    if text[at] not in "'\"rR":
        return None
    raw = text[at] in "rR"
    match = (_RAW_STRING if raw else _STRING).match(text, at)
    if match is None:
        return None
    span = Span(*match.span())
    name = next(name for name in ("d3", "s3", "d", "s") if match[name] is not None)
    body = match[name]
    return Token("string", match[0], span, body if raw else unescape(body, match.start(name)))


def _number(text: str, at: int) -> Token | None:
    if text[at] not in "0123456789.":
        return None
    match = _DECIMAL.match(text, at) or _INTEGER.match(text, at)
    if match is None:
        return None
    span = Span(*match.span())
    tail = _WORD.match(text, match.end())
    if tail is not None:
        whole = Span(span.start, tail.end())
        hint = (
            say("there are no unsigned numbers: leave the 'u' out")
            if tail[0] in "uU"
            else say("put a space between them")
        )
        raise GuardError(
            say("'{text}' is no number", text=text[whole.start : whole.end]), whole, hint
        )
    return Token("number", match[0], span, _meaning(match[0], span))


def _meaning(digits: str, span: Span) -> int | Decimal:
    if digits.startswith("0x") or digits.isdecimal():
        whole = (
            int(digits, 16 if digits.startswith("0x") else 10) if len(digits) < 40 else INT_MAX + 2
        )
        if whole > INT_MAX + 1:
            raise GuardError(
                say("this number is too large"),
                span,
                say("whole numbers go up to 9223372036854775807"),
            )
        return whole
    try:
        number = Decimal(digits)
    except InvalidOperation:  # an exponent beyond all that Python can hold
        number = Decimal("Infinity")
    if not fits_decimal(number):
        raise GuardError(
            say("this number has too many digits"), span, say("decimals have at most 50 digits")
        )
    return number


def _word(text: str, at: int) -> Token | None:
    match = _WORD.match(text, at)
    return Token("word", match[0], Span(*match.span())) if match else None


def _sign(text: str, at: int) -> Token | None:
    match = _SIGN.match(text, at)
    return Token("sign", match[0], Span(*match.span())) if match else None
