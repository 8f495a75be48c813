"""The condition of a question in words, for somebody who has never seen a guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.showing import shown
from collab_playbook.language.syntax import Binary, Has, ListOf, Literal, Logic, Node, Unary, dotted
from collab_playbook.model.event import PROGRAMME

if TYPE_CHECKING:
    from decimal import Decimal

    from collab_playbook.documents.form_words import FormWords
    from collab_playbook.engine.process import Process
    from collab_playbook.model.question import Question

_ORDERED = {"<": "if.less", "<=": "if.most", ">": "if.more", ">=": "if.least"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def condition_in_words(process: Process, guard: str, words: FormWords) -> str:
    """A sentence that says when the question is to be answered.

    Comparisons of an answer with a value are said as they are; of anything else, what it rests on.
    """
    telling = _Telling(process, words)
    told = telling.said(process.guard(guard))
    if told:
        return words("only", condition=told)
    names = dict.fromkeys(telling.short(path) for path in process.names_read(guard))
    questions = ", ".join(words("quoted", text=name) for name in names if name)
    return words("only.rests", questions=questions)


class _Telling:
    def __init__(self, process: Process, words: FormWords) -> None:
        self.process, self.words = process, words

    def said(self, node: Node) -> str:
        """The condition in words; empty where there are none for it."""
        match node:
            case Logic(operator=operator, operands=operands):
                parts = [self.said(operand) for operand in operands]
                between = self.words("and" if operator == "&&" else "or")
                return between.join(parts) if all(parts) else ""
            case Has():
                return self._about(node.target, "if.has")
            case Unary(operator="!", operand=Has(target=target)):
                return self._about(target, "if.has_not")
            case Unary(operator="!", operand=operand):
                return self._about(operand, "if.no")
            case Binary():
                return self._compared(node)
        return self._about(node, "if.yes")

    def short(self, path: str) -> str:
        """What people call the question that a dotted name means; empty for none."""
        question = self._question(path)
        return question.short if question is not None else ""

    def _about(self, node: Node, key: str) -> str:
        path = dotted(node)
        name = self.short(path) if path else ""
        return self.words(key, question=name) if name else ""

    def _compared(self, node: Binary) -> str:
        left, operator, right = node.left, str(node.operator), node.right
        if isinstance(left, Literal) and operator in _MIRRORED:
            left, operator, right = right, _MIRRORED[operator], left
        path = dotted(left)
        question = self._question(path) if path else None
        if question is None:
            return ""
        if operator == "in" and isinstance(right, ListOf):
            parts = [self._is(question, item, "==") for item in right.items]
            return self.words("or").join(parts) if all(parts) else ""
        return self._is(question, right, operator)

    def _is(self, question: Question, node: Node, operator: str) -> str:
        if not isinstance(node, Literal) or node.value is None:
            return ""
        if isinstance(node.value, bool):
            agrees = node.value == (operator == "==")
            key = {"==": "if.yes", "!=": "if.yes"}.get(operator, "")
            if not key:
                return ""
            return self.words(key if agrees else "if.no", question=question.short)
        key = {"==": "if.is", "!=": "if.is_not", **_ORDERED}.get(operator, "")
        value = self._value(question, node.value)
        return self.words(key, question=question.short, value=value) if key and value else ""

    def _value(self, question: Question, value: int | Decimal | str) -> str:
        stored = value if isinstance(value, int) else str(value)
        if question.type in {"text", "choice", "integer", "decimal", "percent", "scale"}:
            choices = self.process.playbook.choices_of(question)
            return shown(question, stored, choices, self.words.language)
        return ""

    def _question(self, path: str) -> Question | None:
        """The question of a dotted name; none for a part of a record, which says less."""
        parts = path.split(".")
        if parts[0] == PROGRAMME:
            parts = parts[1:]
        return self.process.playbook.question(*parts) if len(parts) == 2 else None
