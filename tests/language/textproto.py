"""Reads the text form of protocol buffers, as far as the CEL conformance files use it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

Message = dict[str, list[Any]]
"""A message: for each field its values in order, each a text, a ``Word`` or a message."""


class Word(NamedTuple):
    """A number, an enum value, true or false, as written."""

    text: str


_TOKEN = re.compile(
    r"(?P<skip>(?:[ \t\r\n]|#[^\n]*)+)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<word>[A-Za-z0-9_.+\-]+)"
    r"|(?P<key>\[[A-Za-z0-9_./\-]+\])"
    r"|(?P<sign>[{}<>:,;\[\]])",
    re.DOTALL,
)
_ESCAPE = re.compile(
    rb"\\(?:([xX][0-9a-fA-F]{1,2})|(u[0-9a-fA-F]{4})|(U[0-9a-fA-F]{8})|([0-7]{1,3})|(.))", re.DOTALL
)
_SIMPLE = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"a": b"\a",
    b"b": b"\b",
    b"f": b"\f",
    b"v": b"\v",
}


def read(text: str) -> Message:
    """The message that a file holds."""
    tokens = [(m.lastgroup or "", m[0]) for m in _TOKEN.finditer(text) if m.lastgroup != "skip"]
    message, at = _message([*tokens, ("end", "")], 0, "")
    assert tokens[at:] == [], tokens[at : at + 5]
    return message


def _message(tokens: list[tuple[str, str]], at: int, close: str) -> tuple[Message, int]:
    message: Message = {}
    while tokens[at][1] != close:
        kind, key = tokens[at]
        assert kind in {"word", "key"}, tokens[at]
        at += 1
        if tokens[at][1] == ":":
            at += 1
        if tokens[at] == ("sign", "["):
            at += 1
            while tokens[at][1] != "]":
                value, at = _value(tokens, at)
                message.setdefault(key, []).append(value)
                at += tokens[at][1] == ","
            at += 1
        else:
            value, at = _value(tokens, at)
            message.setdefault(key, []).append(value)
        at += tokens[at][1] in {",", ";"}
    return message, at


def _value(tokens: list[tuple[str, str]], at: int) -> tuple[Any, int]:
    kind, text = tokens[at]
    if text in {"{", "<"} and kind == "sign":
        message, at = _message(tokens, at + 1, "}" if text == "{" else ">")
        return message, at + 1
    if kind == "word":
        return Word(text), at + 1
    parts = b""
    while tokens[at][0] == "string":
        parts += _ESCAPE.sub(_meant, tokens[at][1][1:-1].encode())
        at += 1
    return parts.decode(errors="surrogateescape"), at


def _meant(match: re.Match[bytes]) -> bytes:
    hexadecimal, short, long, octal, simple = match.groups()
    if hexadecimal:
        return bytes([int(hexadecimal[1:], 16)])
    if short or long:
        return chr(int((short or long)[1:], 16)).encode()
    if octal:
        return bytes([int(octal, 8)])
    return _SIMPLE.get(simple, simple)
