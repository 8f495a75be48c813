"""A YAML file changed where its values changed: comments, order and layout stay a person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.files.emitting import entry, item_lines, written
from collab_playbook.files.lines import line_starts
from collab_playbook.files.shape import plain
from collab_playbook.files.source import read_source
from collab_playbook.files.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.files.node import Node

Edit = tuple[int, int, str]
"""From one offset to another, this text instead."""


def edited(text: str, wanted: Mapping[str, Any], remarks: Mapping[str, str] | None = None) -> str:
    """A file so that the keys of its map have the values wanted.

    Keys that are not wanted stay as they are; new ones go to the end, each under its remark.

    Args:
        text: The file; an empty one, or one of comments only, is fine.
        wanted: Values by key.
        remarks: Comments for keys that are added.
    """
    remarks = remarks or {}
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix("\ufeff")
    crlf = "\r\n" in body
    body = body.replace("\r\n", "\n") if crlf else body
    source = read_source(body, "")
    root = source.root
    if root is None and source.problems:
        result = _with_new_keys(_leading_comments(body), wanted, remarks)
    elif root is None or root.is_null:
        result = _with_new_keys(body, wanted, remarks)
    elif root.kind != "map" or root.flow:
        result = _with_new_keys(_leading_comments(body), {**_values(root), **wanted}, remarks)
    else:
        result = _edited(body, root, wanted, remarks)
    return bom + (result.replace("\n", "\r\n") if crlf else result)


def _edited(body: str, root: Node, wanted: Mapping[str, Any], remarks: Mapping[str, str]) -> str:
    known = {key.text: (key, value) for key, value in root.entries}
    changed = {k: v for k, v in wanted.items() if k in known and plain(known[k][1]) != texts_of(v)}
    added = {k: v for k, v in wanted.items() if k not in known}
    meant = {**_values(root), **texts_of(wanted)}
    for edit_value in (_fine_edits, _whole_edit):
        pen = _Pen(body)
        for name, value in changed.items():
            edit_value(pen, *known[name], value)
        result = _with_new_keys(pen.result(), added, remarks) if added else pen.result()
        again = read_source(result, "")
        if again.root is not None and not again.problems and plain(again.root) == meant:
            return result
    return _with_new_keys(_leading_comments(body), {**_values(root), **wanted}, remarks)


def _values(root: Node) -> dict[str, Any]:
    values = plain(root)
    return dict(values) if isinstance(values, dict) else {}


class _Pen:
    """Changes to a text, collected by offset and made together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = line_starts(text)
        self.edits: list[Edit] = []

    def start(self, node: Node) -> int:
        return self.starts[node.line - 1] + node.column - 1

    def end(self, node: Node) -> int:
        """Where the text of a node ends, blank lines after it left out."""
        if node.end_line > len(self.starts):
            at = len(self.text)
        else:
            at = self.starts[node.end_line - 1] + node.end_column - 1
        return max(len(self.text[:at].rstrip()), self.start(node))

    def after_colon(self, key: Node) -> int:
        return self.text.index(":", self.end(key)) + 1

    def rest_of_line(self, at: int) -> str:
        end = self.text.find("\n", at)
        return self.text[at : end if end >= 0 else len(self.text)]

    def result(self) -> str:
        text = self.text
        for start, end, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text


def _whole_edit(pen: _Pen, key: Node, node: Node, value: Any) -> None:
    """Writes a value anew after its key; a remark at the end of the key's line stays there."""
    start = pen.after_colon(key)
    end = max(pen.end(node), start) if not (node.is_null and not node.text) else start
    how = written(value, key.column - 1)
    remark = ""
    if node.line > key.line:
        remark = pen.rest_of_line(start).rstrip()
    elif node.line == node.end_line:
        remark = pen.rest_of_line(end).rstrip()
        end += len(remark)
    pen.edits.append((start, end, how.after_key(remark)))


def _fine_edits(pen: _Pen, key: Node, node: Node, value: Any) -> None:
    """Changes only what differs inside a value, as far as its layout allows."""
    if (
        isinstance(value, dict)
        and node.kind == "map"
        and not node.flow
        and _only_grows(node, value)
    ):
        _edit_map(pen, node, value)
    elif (
        isinstance(value, list)
        and node.kind == "list"
        and not node.flow
        and 0 < len(node.items) <= len(value)
    ):
        _edit_list(pen, node, value)
    else:
        _whole_edit(pen, key, node, value)


def _only_grows(node: Node, value: dict[str, Any]) -> bool:
    return bool(node.entries) and all(key.text in value for key, _ in node.entries)


def _edit_map(pen: _Pen, node: Node, value: dict[str, Any]) -> None:
    names = set()
    for key, child in node.entries:
        names.add(key.text)
        if plain(child) != texts_of(value[key.text]):
            _fine_edits(pen, key, child, value[key.text])
    indent = node.entries[0][0].column - 1
    lines = [line for k, v in value.items() if k not in names for line in entry(k, v, indent)]
    if lines:
        _add_below(pen, node, lines)


def _edit_list(pen: _Pen, node: Node, value: list[Any]) -> None:
    for child, wanted in zip(node.items, value, strict=False):
        if plain(child) == texts_of(wanted):
            continue
        if (
            isinstance(wanted, dict)
            and child.kind == "map"
            and not child.flow
            and _only_grows(child, wanted)
        ):
            _edit_map(pen, child, wanted)
        else:
            lines = item_lines(wanted, child.column - 1)
            pen.edits.append((pen.start(child), pen.end(child), "\n".join(lines)))
    indent = node.column - 1
    lines = []
    for wanted in value[len(node.items) :]:
        first, *rest = item_lines(wanted, indent + 2)
        lines += [f"{' ' * indent}- {first}", *rest]
    if lines:
        _add_below(pen, node, lines)


def _add_below(pen: _Pen, node: Node, lines: list[str]) -> None:
    end = pen.end(node)
    end += len(pen.rest_of_line(end))
    pen.edits.append((end, end, "".join("\n" + line for line in lines)))


def _with_new_keys(text: str, values: Mapping[str, Any], remarks: Mapping[str, str]) -> str:
    """The text with keys added at its end."""
    parts = [text.rstrip("\n") + "\n" if text.strip() else ""]
    for key, value in values.items():
        remark = remarks.get(key, "")
        if remark:
            lines = [f"# {line}".rstrip() for line in remark.splitlines()]
            parts.append(
                "\n" + "".join(line + "\n" for line in lines)
                if parts[-1]
                else "\n".join(lines) + "\n"
            )
        parts.append("\n".join(entry(key, value)) + "\n")
    return "".join(parts)


def _leading_comments(text: str) -> str:
    """The comments and blank lines that a text begins with."""
    kept = []
    for line in text.splitlines(keepends=True):
        if line.strip() and not line.startswith("#"):
            break
        kept.append(line)
    return "".join(kept)
