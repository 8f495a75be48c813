"""Text to nodes: the strict YAML dialect, read without recursion and with every place kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from collab_playbook.files.codes import (
    DUPLICATE_KEY,
    ENCODING,
    TOO_LARGE,
    YAML_FEATURE,
    YAML_SYNTAX,
)
from collab_playbook.files.lines import MAX_BYTES, MAX_DEPTH, place_at
from collab_playbook.files.node import ALIAS, MERGE, Node
from collab_playbook.files.wording import syntax_problem
from collab_playbook.language.quoting import quoted
from collab_playbook.model.problem import Label, Place, Problem
from collab_playbook.saying import say

_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NOT_VALUE = re.compile(_NOT_TEXT.pattern.replace("\ufeff", ""))


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its text, the node at its root, and what is wrong with it."""

    file: str
    text: str
    root: Node | None
    problems: tuple[Problem, ...] = ()


def read_source(text: str | bytes, file: str) -> Source:
    """Reads one YAML document of the strict dialect; faults become problems, never exceptions."""
    if len(text) > MAX_BYTES:
        return Source(
            file, "", None, (TOO_LARGE.at(Place(file), say("The file is larger than 2 MiB")),)
        )
    if isinstance(text, bytes):
        data = text
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            place = place_at(file, data[: error.start].decode("utf-8"), error.start)
            return Source(file, "", None, (_not_utf8(place, data[error.start]),))
    text = text.removeprefix("\ufeff")
    strange = _NOT_TEXT.search(text)
    if strange:
        place = place_at(file, text, strange.start())
        message = say(
            "The character U+{ord} is not allowed in a text file", ord=f"{ord(strange.group()):04X}"
        )
        return Source(file, text, None, (ENCODING.at(place, message, say("Remove it.")),))
    builder = _Builder(file, text)
    builder.run()
    return Source(file, text, builder.root, tuple(builder.problems))


def _not_utf8(place: Place, byte: int) -> Problem:
    message = say("The file is not UTF-8: the byte 0x{byte} is not text", byte=f"{byte:02X}")
    return ENCODING.at(place, message, say("Save the file as UTF-8."))


class _Open:
    """A map or a list that is still being read: its keys so far, and the key whose value is due."""

    __slots__ = ("key", "node", "seen")

    def __init__(self, node: Node) -> None:
        self.node = node
        self.key: Node | None = None
        self.seen: dict[str, Node] = {}


class _Builder:
    """Nodes from parser events, on a stack of its own."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.aliases: set[str] = set()
        self.anchors: dict[str, int] = {}
        self.documents = 0

    def run(self) -> None:
        import yaml  # noqa: PLC0415 - a command that finds its playbook in the cache never loads it

        parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        loader = parser(self.text)
        actions = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._map,
            yaml.SequenceStartEvent: self._list,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            while (event := loader.get_event()) is not None:
                action = actions.get(type(event))
                if action is not None and action(event) is False:
                    self.root = None
                    return
        except (yaml.YAMLError, UnicodeError, RecursionError) as error:
            self.problems.append(syntax_problem(error, self.file, self.text))
            self.root = None
        finally:
            loader.dispose()

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            place = Node("scalar", self.file, event.start_mark, event.end_mark).place
            message = say("A second document begins here")
            self.problems.append(
                YAML_SYNTAX.at(place, message, say("Keep one document in a file."))
            )
            return False
        return True

    def _scalar(self, event: Any) -> None:
        node = Node("scalar", self.file, event.start_mark, event.end_mark, event.value)
        node.style = event.style or ""
        if event.anchor is not None or event.tag is not None:
            self._refuse_features(event, node)
        if node.style == '"' and (strange := _NOT_VALUE.search(event.value)):
            self._refuse_escape(node, ord(strange.group()))
        self._place(node)

    def _map(self, event: Any) -> bool:
        return self._begin(Node("map", self.file, event.start_mark, event.end_mark), event)

    def _list(self, event: Any) -> bool:
        return self._begin(Node("list", self.file, event.start_mark, event.end_mark), event)

    def _begin(self, node: Node, event: Any) -> bool:
        node.flow = bool(event.flow_style)
        if event.anchor is not None or event.tag is not None:
            self._refuse_features(event, node)
        if len(self.open) >= MAX_DEPTH:
            message = say("Values are nested more than {max_depth} deep", max_depth=MAX_DEPTH)
            self.problems.append(TOO_LARGE.at(node.place, message))
            return False
        self._place(node)
        self.open.append(_Open(node))
        return True

    def _close(self, event: Any) -> None:
        node = self.open.pop().node
        last = node.items[-1] if node.items else node.entries[-1][1] if node.entries else None
        if node.flow or last is None:
            node.end_line, node.end_column = event.end_mark.line + 1, event.end_mark.column + 1
        else:
            node.end_where(last)

    def _alias(self, event: Any) -> None:
        node = Node("scalar", self.file, event.start_mark, event.end_mark)
        node.style = ALIAS
        if event.anchor not in self.aliases:  # one that stands a thousand times is one mistake
            self.aliases.add(event.anchor)
            self._refuse_alias(event.anchor, node)
        self._place(node)

    def _refuse_alias(self, anchor: str, node: Node) -> None:
        """Tells an alias: together with its anchor, or with the merge key that it stands under."""
        last = self.problems[-1].place if self.problems else None
        key = self.open[-1].key if self.open else None
        is_merged = key is not None and key.text == MERGE and last == key.place
        if anchor in self.anchors:
            if is_merged:
                self.problems.pop()
            at = self.anchors[anchor]
            label = Label(node.place, say("the alias that stands for it"))
            self.problems[at] = self.problems[at]._replace(labels=(label,))
        elif not is_merged:
            message = say("The alias *{anchor} is not allowed", anchor=anchor)
            self.problems.append(YAML_FEATURE.at(node.place, message, say("Write the value out.")))

    def _refuse_features(self, event: Any, node: Node) -> None:
        line, column = node.line, node.column
        place = Place(self.file, line, column, line, column + 1)
        if event.anchor is not None:
            message = say("The anchor &{anchor} is not allowed", anchor=event.anchor)
            hint = say("Write the value out where it is needed.")
            self.anchors.setdefault(event.anchor, len(self.problems))
            self.problems.append(YAML_FEATURE.at(place, message, hint))
        if event.tag is not None:
            message = say("The tag {tag} is not allowed", tag=quoted(event.tag))
            hint = say("Remove it: the key says which type its value has.")
            self.problems.append(YAML_FEATURE.at(place, message, hint))

    def _refuse_escape(self, node: Node, code: int) -> None:
        if 0xD800 <= code <= 0xDFFF:
            message = say("An escape inside these quotes is not a character")
            line, column = node.line, node.column
            place = Place(self.file, line, column, line, column + 1)
            self.problems.append(YAML_SYNTAX.at(place, message))
            return
        message = say(
            "The character U+{code} is not allowed, even as an escape", code=f"{code:04X}"
        )
        self.problems.append(ENCODING.at(node.place, message, say("Remove it.")))

    def _place(self, node: Node) -> None:
        """Puts a node where it belongs: the root, an item, a key or a value."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if parent.node.kind == "list":
            parent.node.items.append(node)
            return
        key = parent.key
        if key is None:
            parent.key = node
            self._check_key(node, parent.seen)
            return
        parent.key = None
        if key.kind == "scalar" and parent.seen[key.text] is key:
            parent.node.entries.append((key, node))

    def _check_key(self, key: Node, seen: dict[str, Node]) -> None:
        if key.kind != "scalar":
            message = say("A key must be one plain word, not a list or a map")
            hint = say("Quote it if braces belong to the text.") if key.flow else ""
            self.problems.append(YAML_FEATURE.at(key.place, message, hint))
            return
        if key.text == MERGE and not key.style:
            message = say("The merge key << is not allowed")
            self.problems.append(YAML_FEATURE.at(key.place, message, say("Write the keys out.")))
        first = seen.setdefault(key.text, key)
        if first is not key:
            message = say(
                "The key {text} stands twice; first in line {line}",
                text=quoted(key.text),
                line=first.line,
            )
            self.problems.append(DUPLICATE_KEY.at(key.place, message, say("Keep one of them.")))
