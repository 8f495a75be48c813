"""JSON to the same nodes as YAML, every place kept; scalars keep their own text."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from collab_playbook.files.codes import DUPLICATE_KEY, ENCODING, TOO_LARGE, YAML_SYNTAX
from collab_playbook.files.lines import MAX_BYTES, MAX_DEPTH, line_starts, place_at
from collab_playbook.files.node import Node
from collab_playbook.files.source import Source
from collab_playbook.language.quoting import quoted
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

_TOKEN = re.compile(r'[ \t\r\n]*([{}\[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\],:"]+)')


class _Mark(NamedTuple):
    line: int
    column: int


class _NotJsonError(ValueError):
    """A constant that JSON does not have."""


def _refuse(constant: str) -> None:
    raise _NotJsonError(constant)


def read_json(text: str | bytes, file: str) -> Source:
    """Reads a JSON document; faults become problems, never exceptions."""
    if len(text) > MAX_BYTES:
        return Source(
            file, "", None, (TOO_LARGE.at(Place(file), say("The file is larger than 2 MiB")),)
        )
    if isinstance(text, bytes):
        data = text
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = place_at(file, data[: error.start].decode("utf-8"), error.start)
            fault = ENCODING.at(place, say("The file is not UTF-8"), say("Save the file as UTF-8."))
            return Source(file, "", None, (fault,))
    text = text.removeprefix("\ufeff")
    try:
        json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno, error.lineno, error.colno + 1)
        message = say(
            "This is not valid JSON: {msg}{msg_2}", msg=error.msg[:1].lower(), msg_2=error.msg[1:]
        )
        return Source(file, text, None, (YAML_SYNTAX.at(place, message),))
    except (ValueError, RecursionError) as error:
        what = (
            say(": {error} is no number", error=quoted(str(error)))
            if isinstance(error, _NotJsonError)
            else ""
        )
        return Source(
            file,
            text,
            None,
            (YAML_SYNTAX.at(Place(file), say("This is not valid JSON{what}", what=what)),),
        )
    return _nodes(text, file)


def _nodes(text: str, file: str) -> Source:
    """Nodes of a text that is known to be JSON."""
    builder = _Builder(file)
    starts = line_starts(text)
    line, at = 0, 0
    while (found := _TOKEN.match(text, at)) is not None:
        at = found.end()
        while line + 1 < len(starts) and starts[line + 1] <= found.start(1):
            line += 1
        start = _Mark(line, found.start(1) - starts[line])
        end = _Mark(line, at - starts[line])
        if not builder.take(found.group(1), start, end):
            return Source(file, text, None, tuple(builder.problems))
    return Source(file, text, builder.root, tuple(builder.problems))


class _Builder:
    """Nodes from tokens, on a stack of its own."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[Node] = []
        self.keys: list[Node | None] = []

    def take(self, sign: str, start: _Mark, end: _Mark) -> bool:
        """Takes the next token; false when the document is not worth going on with."""
        if sign in {",", ":"}:
            return True
        if sign in {"}", "]"}:
            node = self.open.pop()
            self.keys.pop()
            node.end_line, node.end_column = end.line + 1, end.column + 1
            return True
        node = _node(sign, self.file, start, end)
        if len(self.open) >= MAX_DEPTH:
            message = say("Values are nested more than {max_depth} deep", max_depth=MAX_DEPTH)
            self.problems.append(TOO_LARGE.at(node.place, message))
            return False
        if any("\ud800" <= char <= "\udfff" for char in node.text):
            self.problems.append(ENCODING.at(node.place, say("Half of a character is not text")))
        self._place(node)
        if node.kind != "scalar":
            self.open.append(node)
            self.keys.append(None)
        return True

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent, key = self.open[-1], self.keys[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif key is None:
            self.keys[-1] = node
            first = parent.key(node.text)
            if first is not None:
                message = say(
                    "The key {text} stands twice; first in line {line}",
                    text=quoted(node.text),
                    line=first.line,
                )
                self.problems.append(
                    DUPLICATE_KEY.at(node.place, message, say("Keep one of them."))
                )
        else:
            parent.entries.append((key, node))
            self.keys[-1] = None


def _node(sign: str, file: str, start: _Mark, end: _Mark) -> Node:
    if sign in {"{", "["}:
        node = Node("map" if sign == "{" else "list", file, start, end)
        node.flow = True
        return node
    node = Node("scalar", file, start, end, sign)
    if sign.startswith('"'):
        node.text, node.style = json.loads(sign), '"'
    return node
