"""What the terms of a guard stand for: a question, a field, a part of an answer, a state."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.syntax import (
    Call,
    Comprehension,
    Name,
    Node,
    Select,
    Unary,
    walk,
)
from collab_playbook.language.syntax import (
    Literal as Constant,
)
from collab_playbook.language.values import Failure, Outcome, Unknown
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Field, Question

Kind = Literal["choice", "choices", "boolean", "number", "whole", "date", "text", "list", "state"]
_KINDS: Final[Mapping[str, Kind]] = {
    "choice": "choice",
    "choices": "choices",
    "boolean": "boolean",
    "integer": "whole",
    "scale": "whole",
    "decimal": "number",
    "percent": "number",
    "date": "date",
    "text": "text",
    "long_text": "text",
    "email": "text",
    "link": "text",
    "records": "list",
}
"""What the values of each type are like; money, people, files and records have parts."""
_PARTS: Final[Mapping[tuple[str, str], Kind]] = {
    ("money", "amount"): "number",
    ("money", "currency"): "text",
    ("person", "name"): "text",
    ("person", "email"): "text",
    ("person", "function"): "text",
    ("file", "name"): "text",
    ("file", "digest"): "text",
}
STATE_WORDS: Final = frozenset({"done", "skipped", "state"})


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a guard looks at and whose values are known beforehand.

    Attributes:
        key: Its path; two terms with the same key have the same value.
        kind: What its values are like.
        ids: The choices that it admits.
        low: Its smallest value, or how few characters or items it has, as the playbook writes it.
        high: Its largest, likewise.
        is_given: Whether there always is a value.
        may_be_blank: Whether its value may be an empty text.
    """

    key: str
    kind: Kind
    ids: tuple[str, ...] = ()
    low: str | None = None
    high: str | None = None
    is_given: bool = False
    may_be_blank: bool = False


@dataclass(frozen=True)
class Around:
    """What stands around a guard, so that its names can be told.

    Attributes:
        playbook: The playbook.
        value: The question whose answer ``value`` is.
        items: By name, the questions whose items comprehensions go through.
        with_limits: Whether the smallest and largest values of questions count.
    """

    playbook: Playbook
    value: Question | None = None
    items: Mapping[str, Question] = field(default_factory=dict)
    with_limits: bool = True

    def term(self, node: Node) -> Term | None:
        """What a name stands for; ``None`` for anything else, and for answers of several parts."""
        path = path_of(node)
        if not path:
            return None
        if path[0] in self.items:
            owner = self.items[path[0]]
            return self._of_record(owner, path, path[1:], is_given=True)
        if path[0] == "value" and self.value is not None:
            return self._question(self.value, path, path[1:], is_given=True)
        return self._answer(path, path[1:] if path[0] == "programme" else path)

    def _answer(self, path: tuple[str, ...], rest: tuple[str, ...]) -> Term | None:
        if len(rest) < 2 or (rest[0] != ORGANISATION and rest[0] not in self.playbook.step_by_id):
            return None
        question = self.playbook.question(rest[0], rest[1])
        if question is not None:
            return self._question(question, path, rest[2:], is_given=False)
        if rest[1] in STATE_WORDS and len(rest) == 2 and rest[0] != ORGANISATION:
            return Term(".".join((*path[:-1], "state")), "state", is_given=True)
        return None

    def question(self, node: Node) -> Question | None:
        """The question that a name stands for as a whole."""
        path = path_of(node)
        if path[:1] == ("value",) and len(path) == 1:
            return self.value
        rest = path[1:] if path[:1] == ("programme",) else path
        bound = path[:1] and path[0] in self.items
        return None if bound or len(rest) != 2 else self.playbook.question(*rest)

    def _question(
        self, question: Question, path: tuple[str, ...], rest: tuple[str, ...], *, is_given: bool
    ) -> Term | None:
        if question.type == "record":
            return self._of_record(question, path, rest, is_given=is_given)
        return self._within(question, path, rest, is_given=is_given)

    def _of_record(
        self, owner: Question, path: tuple[str, ...], rest: tuple[str, ...], *, is_given: bool
    ) -> Term | None:
        part = next((f for f in owner.fields if f.id == rest[0]), None) if rest else None
        if part is None:
            return None
        return self._within(
            part, path, rest[1:], is_given=is_given and part.required and self.with_limits
        )

    def _within(
        self,
        part: Question | Field,
        path: tuple[str, ...],
        rest: tuple[str, ...],
        *,
        is_given: bool,
    ) -> Term | None:
        key = ".".join(path)
        if not rest:
            kind = _KINDS.get(part.type)
            if kind is None:
                return None
            ids = tuple(choice.id for choice in self.playbook.choices_of(part))
            low, high = self._limits(part)
            return Term(key, kind, ids, low, high, is_given)
        kind = _PARTS.get((part.type, rest[0])) if len(rest) == 1 else None
        if kind == "number":
            low, high = self._limits(part)
            return Term(key, kind, (), low, high, is_given)
        blank = part.type in {"person", "file"}
        return kind and Term(key, kind, is_given=is_given, may_be_blank=blank)

    def _limits(self, part: Question | Field) -> tuple[str | None, str | None]:
        if not self.with_limits:
            return None, None
        low, high = part.min, part.max
        if part.type == "scale":
            return low or "1", high or "5"
        if part.type in {"choices", "records"} and low is None and part.required:
            low = "1"
        return low, high


def path_of(node: Node) -> tuple[str, ...]:
    """``("a", "b", "c")`` for ``a.b.c``; empty for any other form."""
    parts: list[str] = []
    while isinstance(node, Select):
        parts.append(node.field)
        node = node.target
    return (node.id, *reversed(parts)) if isinstance(node, Name) else ()


def shape_of(node: Node) -> tuple[object, ...]:
    """A form without the places it was written at: equal for equal forms."""
    told: list[object] = []
    for part in walk(node):
        told.append(type(part).__name__)
        told.extend(
            (type(value).__name__, value) if isinstance(value, bool | int | Decimal) else value
            for name in ("value", "id", "field", "operator", "function", "kind", "variable")
            if (value := getattr(part, name, None)) is not None
        )
        told.extend(
            len(value)
            for name in ("items", "operands", "arguments")
            if isinstance(value := getattr(part, name, None), tuple)
        )
        if isinstance(part, Comprehension):
            told.append(part.only is None)
    return tuple(told)


def alike(one: Node, other: Node) -> bool:
    """Whether two forms are the same but for their places."""
    return type(one) is type(other) and shape_of(one) == shape_of(other)


def constant_of(node: Node) -> Any:
    """The value of a form that is written out; ``None`` for any other, and for ``null``."""
    if isinstance(node, Constant):
        return node.value
    written = all(
        isinstance(part, Constant)
        or (isinstance(part, Unary) and part.operator == "-")
        or (isinstance(part, Call) and part.function == "date")
        for part in walk(node)
    )
    outcome: Outcome = evaluate(node, {}) if written else None
    return None if isinstance(outcome, Unknown | Failure) else outcome


def counted_in(node: Node) -> Node | None:
    """What ``size(x)`` or ``x.size()`` counts."""
    if not isinstance(node, Call) or node.function != "size":
        return None
    parts = (*((node.target,) if node.target is not None else ()), *node.arguments)
    return parts[0] if len(parts) == 1 else None
