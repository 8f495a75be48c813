"""Where in the templates each line of a document was written.

A document is rendered once more with marks in it: before every piece of fixed text and every value
that a template prints stands the place that prints it. Taken out again they have to leave the very
same text; where they do not, because a template counted or cut what it printed, nothing is told.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from collab_playbook.documents.fault import NOWHERE, TemplateLine
from collab_playbook.documents.sandbox import Environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Two code points that Unicode keeps free of characters for ever."""
_MARKS = re.compile(f"(?:{_OPEN}\\d+{_CLOSE})+")
_LAST = re.compile(f"{_OPEN}(\\d+){_CLOSE}$")


class Tracing(Environment):
    """The environment of documents, printing a mark before all that it prints.

    Args:
        templates: Texts by path below ``templates/``.
        language: The language of numbers and of the program's own words.
        in_macros: Whether macros print marks too; one that serves as a value must not.
    """

    def __init__(
        self, templates: Mapping[str, str], language: str, *, in_macros: bool = True
    ) -> None:
        super().__init__(templates, language)
        self.in_macros = in_macros
        self._callables = (*self._callables, self.marked)
        self.places: list[TemplateLine] = []

    def mark(self, template: str, line: int) -> str:
        """The mark of a place in a template."""
        self.places.append(TemplateLine(template, line))
        return f"{_OPEN}{len(self.places) - 1}{_CLOSE}"

    def marked(self, value: Any, mark: str) -> str:
        """A value as the document prints it, after its mark; nothing stays nothing."""
        text = self.text(value)
        return mark + text if text.strip() else text

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        marking = _Marking(self, str(args[0]) if args else "")
        return super()._generate(marking.visit(source), *args, **kwargs)


class _Marking(NodeTransformer):
    """Puts the marks into one template."""

    def __init__(self, environment: Tracing, name: str) -> None:
        self._environment = environment
        self._name = name

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 - the visitor's naming
        """What a macro prints, unless it is a value to some template."""
        return self.generic_visit(node) if self._environment.in_macros else node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802 - the visitor's naming
        """Text that becomes a value: the template may compare it, so it stays as it is."""
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:  # noqa: N802 - the visitor's naming
        """Text that a filter takes: likewise."""
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - the visitor's naming
        """Fixed text and values, each after its mark."""
        self.generic_visit(node)
        node.nodes = [self._marked(each) for each in node.nodes]
        return node

    def _marked(self, each: nodes.Expr) -> nodes.Expr:
        environment = self._environment
        if isinstance(each, nodes.TemplateData):
            lines = each.data.split("\n")
            text = "\n".join(self._before(line, each.lineno + n) for n, line in enumerate(lines))
            return nodes.TemplateData(text, lineno=each.lineno)
        marked = nodes.EnvironmentAttribute("marked", lineno=each.lineno)
        mark = nodes.Const(environment.mark(self._name, each.lineno), lineno=each.lineno)
        return nodes.Call(marked, [each, mark], [], None, None, lineno=each.lineno)

    def _before(self, text: str, line: int) -> str:
        """A line of fixed text with its mark before the first letter; a blank one as it is."""
        if not text.strip():
            return text
        blank = len(text) - len(text.lstrip())
        return text[:blank] + self._environment.mark(self._name, line) + text[blank:]


def unmarked(text: str, places: Sequence[TemplateLine]) -> tuple[str, tuple[TemplateLine, ...]]:
    """A text without its marks, and the place that wrote each of its lines.

    Where a macro prints a line, that is the line in the macro.
    """
    origins, latest = [], NOWHERE
    for line in text.split("\n"):
        marks = [found for run in _MARKS.finditer(line) if (found := _LAST.search(run[0]))]
        here = [places[int(each[1])] for each in marks if int(each[1]) < len(places)]
        origins.append(here[0] if here else latest)
        latest = here[-1] if here else latest
    return _MARKS.sub("", text), tuple(origins)


def carried_over(
    before: str, origins: Sequence[TemplateLine], after: str
) -> tuple[TemplateLine, ...]:
    """The places of a text that was set and tidied since; ``NOWHERE`` for lines that came to it."""
    written = [
        (line, o) for line, o in zip(before.split("\n"), origins, strict=True) if line.strip()
    ]
    lines = after.split("\n")
    kept = [number for number, line in enumerate(lines) if line.strip()]
    carried = [NOWHERE] * len(lines)
    matcher = SequenceMatcher(
        None, [line for line, _ in written], [lines[number] for number in kept], autojunk=False
    )
    for _, start, end, first, last in matcher.get_opcodes():
        for step in range(last - first if start < end else 0):
            carried[kept[first + step]] = written[min(start + step, end - 1)][1]
    return tuple(carried)
