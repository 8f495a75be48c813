"""Tokens to forms, by operator precedence; every fault is a ``GuardError`` with a span inside the text."""

from __future__ import annotations

from typing import Final, get_args

from collab_playbook.language.errors import GuardError
from collab_playbook.language.lexer import Token, tokens
from collab_playbook.language.numbers import INT_MAX
from collab_playbook.language.syntax import (
    Binary,
    Call,
    Comprehension,
    ComprehensionKind,
    Conditional,
    Has,
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
from collab_playbook.language.words import CONSTANTS, MAPS_HINT, RESERVED, WORD_SIGNS, hint_for

MAX_LENGTH = 4000
MAX_NESTING = 60
MAX_DEPTH = 100
"""Depth counts chains such as ``a + b + c`` too, which nest in meaning though not in brackets."""

_COMPREHENSIONS: Final[tuple[ComprehensionKind, ...]] = get_args(ComprehensionKind)
_CONDITIONAL, _OR, _AND, _NOT, _RELATION, _SUM, _PRODUCT, _TIGHT = range(8)
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
        raise GuardError(
            f"this guard has {len(text)} characters and at most {MAX_LENGTH} are read",
            Span(MAX_LENGTH, len(text)),
            "divide it over several criteria",
        )
    reader = _Reader(tokens(text))
    node = reader.expression(_CONDITIONAL)
    reader.finish()
    if depth(node) > MAX_DEPTH:
        raise _too_deep(Span(0, len(text)))
    return node


def _too_deep(span: Span) -> GuardError:
    return GuardError("this guard nests too deeply", span, "divide it over several criteria")


class _Reader:
    """One pass over the tokens of one guard."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self._tokens = found
        self._at = 0
        self._nesting = 0

    # -- tokens -------------------------------------------------------------------------------------------

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
        """The sign that comes next, an alias in words counted as its sign; empty for anything else."""
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
            message = f"'{opened.text}' is opened here and '{sign}' does not close it"
            if self._next.kind != "end":
                message = f"'{sign}' is expected here, not '{self._next.text}'"
            span = opened.span if self._next.kind == "end" else self._next.span
            raise GuardError(message, span, hint_for(self._next.text) or f"add '{sign}'")

    def finish(self) -> None:
        """Makes sure that nothing is left.

        Raises:
            GuardError: Something is.
        """
        token = self._next
        if token.kind != "end":
            hint = hint_for(token.text) or "join two conditions with 'and' or 'or'"
            raise GuardError(f"the guard could end before '{token.text}'", token.span, hint)

    # -- operators ----------------------------------------------------------------------------------------

    def expression(self, least: int) -> Node:
        """A form whose operators all bind at least as tightly as ``least``."""
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise _too_deep(self._next.span)
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
        return Conditional(self._span(start), test, then, self.expression(_CONDITIONAL))

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
            if _is_negative_number(signs, node, self._tokens[self._at - 1]):
                node = _negated(node, self._span(signs.pop().span.start))
        for sign in reversed(signs):
            node = Unary(self._span(sign.span.start), "!" if sign.text == "!" else "-", node)
        return node

    # -- values -------------------------------------------------------------------------------------------

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
                hint = f"whole numbers go up to {INT_MAX}"
                raise GuardError("this number is too large", token.span, hint)
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
        raise _misplaced(token)

    def _word(self, token: Token) -> Node:
        if token.text in CONSTANTS:
            return Literal(token.span, CONSTANTS[token.text])
        if token.text in WORD_SIGNS:
            raise _misplaced(token)
        if token.text in RESERVED:
            raise GuardError(f"'{token.text}' is a reserved word and names nothing", token.span)
        if self._next.text == "(" and self._next.kind == "sign":
            return self._call(token.span.start, token, None)
        if self._next.text == "{" and self._next.kind == "sign":
            raise GuardError("guards hold no messages", self._next.span, MAPS_HINT)
        return Name(token.span, token.text)

    def _member(self, start: int, target: Node) -> Node:
        token = self._take()
        if token.kind != "word" or token.text in CONSTANTS or token.text == "in":
            raise GuardError("a name is expected after '.'", token.span, "write it as step.question")
        if self._next.text == "(" and self._next.kind == "sign":
            return self._call(start, token, target)
        return Select(self._span(start), target, token.text, token.span)

    def _call(self, start: int, name: Token, target: Node | None) -> Node:
        _, arguments = self._listed(self._take(), ")")
        span = self._span(start)
        if target is None and name.text == "has":
            return _has(span, arguments)
        if target is not None:
            for kind in _COMPREHENSIONS:
                if name.text == kind:
                    return _comprehension(span, kind, target, arguments)
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


def _misplaced(token: Token) -> GuardError:
    if token.kind == "end":
        return GuardError("the guard ends where a value is expected", token.span, "complete it, or take the end off")
    hint = hint_for(token.text) or "write a name, a number, a 'text' or a condition in brackets"
    return GuardError(f"a value is expected here, not '{token.text}'", token.span, hint)


def _is_negative_number(signs: list[Token], node: Node, last: Token) -> bool:
    return (
        bool(signs)
        and signs[-1].text == "-"
        and isinstance(node, Literal)
        and last.kind == "number"
        and last.span == node.span
    )


def _negated(node: Node, span: Span) -> Node:
    if isinstance(node, Literal) and not isinstance(node.value, str | None):
        return Literal(span, -node.value)
    return node


def _has(span: Span, arguments: tuple[Node, ...]) -> Node:
    if len(arguments) != 1 or not isinstance(arguments[0], Name | Select):
        raise GuardError("has() takes one name", span, "write has(step.question)")
    return Has(span, arguments[0])


def _comprehension(span: Span, kind: ComprehensionKind, target: Node, arguments: tuple[Node, ...]) -> Node:
    most = 3 if kind == "map" else 2
    if not 2 <= len(arguments) <= most:
        raise GuardError(f"{kind}() takes a name for the item and a condition", span, f"write .{kind}(x, ...)")
    variable, *only, body = arguments
    if not isinstance(variable, Name):
        raise GuardError(f"the first part of {kind}() names the item", variable.span, f"write .{kind}(x, ...)")
    return Comprehension(span, kind, target, variable.id, variable.span, only[0] if only else None, body)
