"""Tokens to forms, by operator precedence; every fault is an error with a span inside the text."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, get_args

from collab_playbook.language.errors import GuardError
from collab_playbook.language.lexer import Token, tokens
from collab_playbook.language.macros import comprehension, presence
from collab_playbook.language.numbers import INT_MAX
from collab_playbook.language.refusals import left_over, misplaced, too_deep, too_long, unclosed
from collab_playbook.language.syntax import (
    Binary,
    Call,
    ComprehensionKind,
    Conditional,
    Index,
    ListOf,
    Literal,
    Logic,
    Name,
    Node,
    Operator,
    Select,
    Span,
    Unary,
    depth,
)
from collab_playbook.language.words import CONSTANTS, MAPS_HINT, RESERVED, WORD_SIGNS
from collab_playbook.saying import say

MAX_LENGTH = 4000
MAX_NESTING = 60
MAX_DEPTH = 100
"""Depth counts chains such as ``a + b + c`` too, which nest in meaning though not in brackets."""

_COMPREHENSIONS: Final[tuple[ComprehensionKind, ...]] = get_args(ComprehensionKind)
_CONDITIONAL, _OR, _AND, _NOT, _RELATION, _SUM, _PRODUCT = range(7)
_PRECEDENCE: Final = {
    "||": _OR,
    "&&": _AND,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), _RELATION),
    **dict.fromkeys(("+", "-"), _SUM),
    **dict.fromkeys(("*", "/", "%"), _PRODUCT),
}
_OPERATORS: Final[dict[str, Operator]] = {name: name for name in get_args(Operator)}


def parse(text: str) -> Node:
    """The form of a guard.

    Raises:
        GuardError: The text is no guard; the span is what is to blame.
    """
    if len(text) > MAX_LENGTH:
        raise too_long(len(text), MAX_LENGTH, Span(MAX_LENGTH, len(text)))
    found = tokens(text)
    reader = _Reader(found)
    node = reader.expression(_CONDITIONAL)
    reader.finish()
    if len(found) > MAX_DEPTH and depth(node) > MAX_DEPTH:  # a form takes a token at least
        raise too_deep(Span(0, len(text)))
    return node


class _Reader:
    """One pass over the tokens of one guard."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self._tokens = found
        self._at = 0
        self._nesting = 0

    # -- tokens -----------------------------------------------------------------------------------

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _span(self, start: int) -> Span:
        """From ``start`` to the end of the last token taken."""
        return Span(start, self._tokens[self._at - 1].span.end)

    def _sign(self) -> str:
        """The sign that comes next, or the one its word stands for; empty for anything else."""
        token = self._next
        if token.kind == "word":
            return WORD_SIGNS.get(token.text, "")
        return token.text if token.kind == "sign" else ""

    def _accept(self, sign: str) -> bool:
        if self._next.kind == "sign" and self._next.text == sign:
            self._at += 1
            return True
        return False

    def _expect(self, sign: str, opened: Token) -> None:
        if not self._accept(sign):
            raise unclosed(opened, sign, self._next)

    def finish(self) -> None:
        """Makes sure that nothing is left.

        Raises:
            GuardError: Something is.
        """
        if self._next.kind != "end":
            raise left_over(self._next)

    # -- operators --------------------------------------------------------------------------------

    def expression(self, least: int) -> Node:
        """A form whose operators all bind at least as tightly as ``least``."""
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise too_deep(self._next.span)
        start = self._next.span.start
        left = self._operand()
        while (precedence := _PRECEDENCE.get(self._sign(), -1)) >= max(least, _OR):
            left = self._operation(start, left, precedence)
        if least == _CONDITIONAL and self._accept("?"):
            left = self._conditional(start, left)
        self._nesting -= 1
        return left

    def _operation(self, start: int, left: Node, precedence: int) -> Node:
        sign, token = self._sign(), self._take()
        right = self.expression(precedence + 1)
        if sign in {"&&", "||"}:
            operands = [left, right]
            while self._sign() == sign:
                self._take()
                operands.append(self.expression(precedence + 1))
            return Logic(self._span(start), "&&" if sign == "&&" else "||", tuple(operands))
        return Binary(self._span(start), _OPERATORS[sign], token.span, left, right)

    def _conditional(self, start: int, test: Node) -> Node:
        opened = self._tokens[self._at - 1]
        then = self.expression(_OR)
        self._expect(":", opened)
        otherwise = self.expression(_CONDITIONAL)
        return Conditional(self._span(start), test, then, otherwise)

    def _operand(self) -> Node:
        """A value with the signs before it; the word ``not`` reaches as far as the next and/or."""
        signs: list[Token] = []
        while self._sign() in {"!", "-"} and self._next.text != "not":
            signs.append(self._take())
        if self._next.text == "not" and self._next.kind == "word":
            start = self._take().span.start
            operand = self.expression(_NOT)
            node: Node = Unary(self._span(start), "!", operand)
        else:
            node = self._postfix(negative=bool(signs) and signs[-1].text == "-")
            number = self._number(node)
            if number is not None and signs and signs[-1].text == "-":
                node = Literal(self._span(signs.pop().span.start), -number)
        for sign in reversed(signs):
            node = Unary(self._span(sign.span.start), "!" if sign.text == "!" else "-", node)
        return node

    def _number(self, node: Node) -> int | Decimal | None:
        """The number that a form is, if it is the last token taken and no more."""
        last = self._tokens[self._at - 1]
        if last.kind != "number" or last.span != node.span or not isinstance(node, Literal):
            return None
        return node.value if isinstance(node.value, int | Decimal) else None

    # -- values -----------------------------------------------------------------------------------

    def _postfix(self, *, negative: bool) -> Node:
        start = self._next.span.start
        node = self._primary(negative=negative)
        while True:
            if self._accept("."):
                node = self._member(start, node)
            elif self._next.kind == "sign" and self._next.text == "[":
                opened = self._take()
                position = self.expression(_CONDITIONAL)
                self._expect("]", opened)
                node = Index(self._span(start), node, position)
            else:
                return node

    def _primary(self, *, negative: bool) -> Node:
        token = self._take()
        if token.kind == "number":
            if not negative and isinstance(token.value, int) and token.value > INT_MAX:
                hint = say("whole numbers go up to {int_max}", int_max=INT_MAX)
                raise GuardError(say("this number is too large"), token.span, hint)
            return Literal(token.span, token.value)
        if token.kind == "string":
            return Literal(token.span, token.value)
        if token.kind == "word":
            return self._word(token)
        if token.text == "(":
            node = self.expression(_CONDITIONAL)
            self._expect(")", token)
            return node
        if token.text == "[":
            return ListOf(*self._listed(token, "]"))
        raise misplaced(token)

    def _word(self, token: Token) -> Node:
        if token.text in CONSTANTS:
            return Literal(token.span, CONSTANTS[token.text])
        if token.text in WORD_SIGNS:
            raise misplaced(token)
        if token.text in RESERVED:
            raise GuardError(
                say("'{text}' is a reserved word and names nothing", text=token.text), token.span
            )
        if self._next.text == "(" and self._next.kind == "sign":
            return self._call(token.span.start, token, None)
        if self._next.text == "{" and self._next.kind == "sign":
            raise GuardError(say("guards hold no messages"), self._next.span, MAPS_HINT)
        return Name(token.span, token.text)

    def _member(self, start: int, target: Node) -> Node:
        token = self._take()
        if token.kind != "word" or token.text in CONSTANTS or token.text == "in":
            raise GuardError(
                say("a name is expected after '.'"), token.span, say("write it as step.question")
            )
        if self._next.text == "(" and self._next.kind == "sign":
            return self._call(start, token, target)
        return Select(self._span(start), target, token.text, token.span)

    def _call(self, start: int, name: Token, target: Node | None) -> Node:
        _, arguments = self._listed(self._take(), ")")
        span = self._span(start)
        if target is None and name.text == "has":
            return presence(span, arguments)
        if target is not None:
            for kind in _COMPREHENSIONS:
                if name.text == kind:
                    return comprehension(span, kind, target, arguments)
        return Call(span, name.text, name.span, target, arguments)

    def _listed(self, opened: Token, close: str) -> tuple[Span, tuple[Node, ...]]:
        items: list[Node] = []
        while not self._accept(close):
            if items:
                self._expect(close if self._next.kind == "end" else ",", opened)
                if close == "]" and self._accept(close):
                    break
            items.append(self.expression(_CONDITIONAL))
        return self._span(opened.span.start), tuple(items)
