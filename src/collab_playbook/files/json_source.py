"""JSON to the same nodes as YAML, every place kept; scalars keep their own text."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from collab_playbook.files.codes import DUPLICATE_KEY, ENCODING, TOO_LARGE, YAML_SYNTAX, quoted
from collab_playbook.files.source import MAX_BYTES, MAX_DEPTH, Node, Source, line_starts, place_at
from collab_playbook.model.problem import Place

_TOKEN = re.compile(r'[ \t\r\n]*([{}\[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\],:"]+)')


class _Mark(NamedTuple):
    line: int
    column: int


class _NotJson(ValueError):
    """A constant that JSON does not have."""


def _refuse(constant: str) -> None:
    raise _NotJson(constant)


def read_json(text: str | bytes, file: str) -> Source:
    """Reads a JSON document; faults become problems, never exceptions."""
    if len(text) > MAX_BYTES:
        return Source(file, "", None, (TOO_LARGE.at(Place(file), "The file is larger than 2 MiB"),))
    if isinstance(text, bytes):
        data = text
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = place_at(file, data[: error.start].decode("utf-8"), error.start)
            fault = ENCODING.at(place, "The file is not UTF-8", "Save the file as UTF-8.")
            return Source(file, "", None, (fault,))
    text = text.removeprefix("\ufeff")
    try:
        json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno, error.lineno, error.colno + 1)
        message = f"This is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return Source(file, text, None, (YAML_SYNTAX.at(place, message),))
    except (ValueError, RecursionError) as error:
        what = f": {quoted(str(error))} is no number" if isinstance(error, _NotJson) else ""
        return Source(
            file, text, None, (YAML_SYNTAX.at(Place(file), f"This is not valid JSON{what}"),)
        )
    return _nodes(text, file)


def _nodes(text: str, file: str) -> Source:
    """Nodes of a text that is known to be JSON."""
    starts = line_starts(text)
    problems = []
    root: Node | None = None
    waiting: list[Node] = []
    keys: list[Node | None] = []
    line = 0
    at = 0
    while (found := _TOKEN.match(text, at)) is not None:
        at = found.end()
        token = found.group(1)
        while line + 1 < len(starts) and starts[line + 1] <= found.start(1):
            line += 1
        start = _Mark(line, found.start(1) - starts[line])
        end = _Mark(line, found.end() - starts[line])
        if token in "}]":
            node = waiting.pop()
            keys.pop()
            node.end_line, node.end_column = end.line + 1, end.column + 1
            continue
        if token in ",:":
            continue
        node = _node(token, file, start, end)
        if len(waiting) >= MAX_DEPTH:
            message = f"Values are nested more than {MAX_DEPTH} deep"
            return Source(file, text, None, (TOO_LARGE.at(node.place, message),))
        if any("\ud800" <= char <= "\udfff" for char in node.text):
            problems.append(ENCODING.at(node.place, "Half of a character is not text"))
        if not waiting:
            root = node
        elif waiting[-1].kind == "list":
            waiting[-1].items.append(node)
        elif keys[-1] is None:
            keys[-1] = node
            first = waiting[-1].key(node.text)
            if first is not None:
                message = f"The key {quoted(node.text)} stands twice; first in line {first.line}"
                problems.append(DUPLICATE_KEY.at(node.place, message, "Keep one of them."))
        else:
            waiting[-1].entries.append((keys[-1], node))
            keys[-1] = None
        if node.kind != "scalar":
            waiting.append(node)
            keys.append(None)
    return Source(file, text, root, tuple(problems))


def _node(token: str, file: str, start: _Mark, end: _Mark) -> Node:
    if token in "{[":
        node = Node("map" if token == "{" else "list", file, start, end)
        node.flow = True
        return node
    node = Node("scalar", file, start, end, token)
    if token.startswith('"'):
        node.text, node.style = json.loads(token), '"'
    return node
