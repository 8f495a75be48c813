"""Plain data to YAML text that reads well in a pull request and means the same when read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[^\s-]")
_NOT_PLAIN = re.compile(r":(\s|$)|\s#|^\s|\s$|[\[\]{},]$|^(null|~|<<)$|^\.\.\.")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


class Written(NamedTuple):
    """How a value stands after ``key:``: on its line, and on lines of its own below."""

    inline: str
    below: tuple[str, ...] = ()

    def after_key(self, remark: str = "") -> str:
        """Both, with a remark that stood at the end of the line kept there."""
        inline = f" {self.inline}" if self.inline else ""
        return "\n".join((inline + remark, *self.below))


def written(value: Any, indent: int = 0) -> Written:
    """A value as YAML under a key that stands ``indent`` columns in."""
    inner = " " * (indent + 2)
    if isinstance(value, Mapping):
        if not value:
            return Written("{}")
        return Written(
            "", tuple(line for k, v in value.items() for line in entry(str(k), v, indent + 2))
        )
    if isinstance(value, list | tuple):
        if not value:
            return Written("[]")
        return Written("", tuple(line for item in value for line in _item(item, indent + 2)))
    if isinstance(value, str) and _is_literal(value):
        mark = "|+" if value.endswith("\n\n") else "|" if value.endswith("\n") else "|-"
        lines = value.removesuffix("\n").split("\n")
        return Written(mark, tuple(inner + line if line else "" for line in lines))
    return Written(scalar(value))


def entry(key: str, value: Any, indent: int = 0) -> list[str]:
    """The lines of one key with its value."""
    how = written(value, indent)
    inline = f" {how.inline}" if how.inline else ""
    return [f"{' ' * indent}{scalar(key)}:{inline}", *how.below]


def item_lines(value: Any, indent: int) -> list[str]:
    """The lines of a value after ``- ``, ``indent`` columns in; the first not indented."""
    if isinstance(value, Mapping) and value:
        lines = [line for k, v in value.items() for line in entry(str(k), v, indent)]
        return [lines[0][indent:], *lines[1:]]
    if isinstance(value, list | tuple) and value:
        lines = [line for item in value for line in _item(item, indent)]
        return [lines[0][indent:], *lines[1:]]
    how = written(value, indent - 2)
    return [how.inline, *how.below]


def _item(value: Any, indent: int) -> list[str]:
    first, *rest = item_lines(value, indent + 2)
    return [f"{' ' * indent}- {first}", *rest]


def scalar(value: Any) -> str:
    """One value on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if _is_plain(text) else _quoted(text)


def _is_plain(text: str) -> bool:
    return (
        _PLAIN_START.match(text) is not None
        and _NOT_PLAIN.search(text) is None
        and _UNPRINTABLE.search(text) is None
    )


def _is_literal(text: str) -> bool:
    """Whether a text of several lines can stand as it is, safe from editors that trim blanks."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and lines[0][:1] not in {"", " ", "\t"}
        and not any(line.endswith((" ", "\t")) for line in lines)
        and _UNPRINTABLE.search(text.replace("\n", "").replace("\t", "")) is None
    )


def _quoted(text: str) -> str:
    return '"' + re.sub(r'["\\]|' + _UNPRINTABLE.pattern, _escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    code = ord(char)
    short = _ESCAPES.get(char)
    if short is not None:
        return short
    return (
        f"\\x{code:02X}"
        if code < 0x100
        else f"\\u{code:04X}"
        if code < 0x10000
        else f"\\U{code:08X}"
    )
