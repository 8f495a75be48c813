"""The reasons behind a state as an indented tree; every line says whether it is for or against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.terminal.layout import Line, Span, columns, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.why import Mark, Reason
    from collab_playbook.terminal.console import Console

MARKS: Mapping[Mark, str] = {"good": "[ok]", "bad": "[no]", "open": "[open]", "note": "-"}
_STYLES: Mapping[Mark, str] = {"good": "good", "bad": "bad", "open": "open", "note": ""}
_INDENT = 2


def put_reasons(console: Console, reason: Reason) -> None:
    """The tree, on stdout."""
    console.put(*reason_lines(reason, console.width))


def reason_lines(reason: Reason, width: int) -> list[Line]:
    """The tree as lines; reasons stand below what they explain, two columns further in."""
    lines: list[Line] = [(Span(text, "title"),) for text in wrapped(reason.text, width)]
    lines.extend(_branches(reason, width))
    return lines


def _branches(reason: Reason, width: int) -> Iterator[Line]:
    waiting = [(branch, 1) for branch in reversed(reason.because)]
    while waiting:
        branch, depth = waiting.pop()
        yield from _lines(branch, depth, width)
        waiting.extend((below, depth + 1) for below in reversed(branch.because))


def _lines(reason: Reason, depth: int, width: int) -> Iterator[Line]:
    indent = f"{' ' * (_INDENT * depth)}{MARKS[reason.mark]} "
    texts = wrapped(reason.text, width, indent)
    mark = texts[0][: len(indent)]
    yield (Span(mark, _STYLES[reason.mark]), Span(texts[0][len(indent) :]))
    for text in texts[1:]:
        yield (Span(" " * columns(indent) + text.lstrip()),)
