"""A template as read: its tree, with every node at its character instead of its line.

Jinja tells lines only. Its parser copies onto each node whatever number a token carries, so tokens
carry the position of their first character here, and the tree is exact without a second grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

from collab_playbook.model.problem import place_in
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.problem import Place

_QUOTED = re.compile(r"'([^']*)'")
_NESTED = "This is nested too deeply to be read"
_CUT_SHORT = "end of template"


class Span(NamedTuple):
    """From a character of the text up to another, which it leaves out."""

    start: int
    end: int


class SyntaxFault(NamedTuple):
    """Why a template cannot be read."""

    message: str
    span: Span
    hint: str = ""


@dataclass(frozen=True)
class Source:
    """A template: its text, its tree unless it cannot be read, and where its tokens begin.

    Attributes:
        path: Below ``templates/``.
        text: As written, with plain line breaks.
        tree: Its nodes; ``lineno`` holds a position in the text, not a line.
        fault: Why there is no tree.
        starts: Positions of the tokens, blanks left out, in order.
        words: The tokens as written.
    """

    path: str
    text: str
    tree: nodes.Template | None
    fault: SyntaxFault | None
    starts: tuple[int, ...] = ()
    words: tuple[str, ...] = ()

    def token_at(self, position: int) -> Span:
        """The token that begins at a position."""
        at = bisect_left(self.starts, position)
        if at < len(self.starts) and self.starts[at] == position:
            return Span(position, position + len(self.words[at]))
        return Span(position, position + 1)

    def word_after(self, position: int, word: str) -> Span:
        """The first token that reads so, from a position on."""
        at = bisect_left(self.starts, position)
        while at < len(self.starts):
            if self.words[at] == word:
                return Span(self.starts[at], self.starts[at] + len(word))
            at += 1
        return self.token_at(position)

    def place(self, span: Span) -> Place:
        """Lines and columns of a span."""
        return place_in(f"templates/{self.path}", self.text, span.start, span.end)

    def span_of(self, node: nodes.Node) -> Span:
        """A path such as ``goal.aim`` as a whole, any other expression by its first word."""
        match node:
            case nodes.Name() | nodes.NSRef():
                return Span(node.lineno, node.lineno + len(node.name))
            case nodes.Getattr():
                return Span(self.span_of(node.node).start, self.part_of(node).end)
            case nodes.Getitem():
                close = self.word_after(max(node.lineno, self._last(node.arg)), "]")
                return Span(self.span_of(node.node).start, close.end)
            case nodes.Filter() if node.node is not None:
                return self.span_of(node.node)
            case nodes.Call() | nodes.Test() | nodes.Compare():
                return self.span_of(node.expr if isinstance(node, nodes.Compare) else node.node)
        return self.token_at(node.lineno)

    def part_of(self, node: nodes.Getattr) -> Span:
        """The name after the dot."""
        return self.word_after(node.lineno, node.attr)

    def _last(self, node: nodes.Node) -> int:
        """The position of the last node inside another."""
        return max([node.lineno or 0, *(self._last(child) for child in node.iter_child_nodes())])


def read_template(path: str, text: str) -> Source:
    """Reads a template; what keeps it from being read comes back as its fault."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(text)
    parser = None
    try:
        parser = _Parser(reader, text, path)
        tree = parser.parse()
    except TemplateSyntaxError as error:
        fault = _fault(error, parser.begun if parser else [], reader, text)
    except RecursionError:
        fault = SyntaxFault(_NESTED, _here(reader))
    except ValueError:  # a number of thousands of digits
        fault = SyntaxFault(say("This number is too large"), _here(reader))
    else:
        return Source(path, text, tree, None, tuple(reader.starts), tuple(reader.words))
    return Source(path, text, None, fault)


class _Reader(Environment):
    """Tokens that carry positions; otherwise set as the environment that writes documents."""

    def __init__(self, text: str) -> None:
        super().__init__(
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False
        )
        self.text = text
        self.starts: list[int] = []
        self.words: list[str] = []

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        placed = self._placed(self.lexer.tokeniter(source, name, filename, state))
        return TokenStream(self.lexer.wrap(placed, name, filename), name, filename)

    def _placed(self, tokens: Iterator[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
        """Each token at its position; between two there are at most blanks that were trimmed."""
        position = 0
        try:
            for _, kind, word in tokens:
                start = self.text.find(word, position)
                position = start + len(word)
                if kind != "whitespace":
                    self.starts.append(start)
                    self.words.append(word)
                yield start, kind, word
        except TemplateSyntaxError as error:
            if "Missing end of" in (error.message or ""):
                position = self.starts[-1] if self.starts else 0
            error.lineno = position
            raise


class _Parser(Parser):
    """Knows where the tags begin that are not closed yet."""

    def __init__(self, environment: _Reader, source: str, name: str) -> None:
        super().__init__(environment, source, name)
        self.begun: list[tuple[int, str]] = []

    def parse_statement(self) -> Any:
        self.begun.append((self.stream.current.lineno, str(self.stream.current.value)))
        node = super().parse_statement()
        self.begun.pop()
        return node


def _here(reader: _Reader) -> Span:
    start = reader.starts[-1] if reader.starts else 0
    return Span(start, start + (len(reader.words[-1]) if reader.words else 1))


def _fault(
    error: TemplateSyntaxError, begun: list[tuple[int, str]], reader: _Reader, text: str
) -> SyntaxFault:
    said = (error.message or "The template cannot be read").strip().removesuffix(".")
    at = min(error.lineno, max(len(text) - 1, 0))
    known = dict(zip(reader.starts, reader.words, strict=True))
    span = Span(at, at + max(len(known.get(at, " ").split("\n")[0]), 1))
    quoted = _QUOTED.findall(said)
    if said.startswith("Unexpected end of template") and begun:
        start, tag = begun[-1]
        message = say("The tag '{tag}' is not closed", tag=tag)
        return SyntaxFault(
            message, Span(start, start + len(tag)), say("Add {{% end{tag} %}}.", tag=tag)
        )
    if said.startswith("Encountered unknown tag"):
        return _unknown_tag(quoted[0], span, begun)
    if said.startswith("unexpected char"):
        shown = text[at : at + 1]
        return SyntaxFault(
            say("The character '{shown}' means nothing here", shown=shown), Span(at, at + 1)
        )
    if _CUT_SHORT in said and begun:
        start, tag = begun[-1]
        return SyntaxFault(
            say("The tag '{tag}' has no end", tag=tag),
            Span(start, start + len(tag)),
            say("Close it with %}."),
        )
    return SyntaxFault(said[:1].upper() + said[1:], span)


def _unknown_tag(tag: str, span: Span, begun: list[tuple[int, str]]) -> SyntaxFault:
    span = Span(span.start, span.start + len(tag))
    if not tag.startswith("end") and tag not in {"else", "elif"}:
        return SyntaxFault(
            say("There is no tag '{tag}'", tag=tag), span, say("A value is printed by {{ }}.")
        )
    around = begun[-2][1] if len(begun) > 1 else ""
    hint = (
        say("Close {{% {around} %}} first: {{% end{around} %}}.", around=around) if around else ""
    )
    return SyntaxFault(say("'{tag}' belongs to no tag that is open here", tag=tag), span, hint)
