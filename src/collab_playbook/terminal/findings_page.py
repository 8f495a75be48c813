"""The page of a rule, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.terminal.layout import Line, Span, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.documentation import Described, Page


def page_lines(rule: Described, page: Page, width: int) -> Iterator[Line]:
    """What a rule finds, why, what is wrong, what it says then, what is right, how it is mended."""
    yield (Span(f"{rule.code} {rule.name}", "title"), Span(f" ({rule.severity})", "faint"))
    for title, text in (("", page.what), ("Why", page.why)):
        yield ""
        if title:
            yield (Span(title, "title"),)
        for paragraph in text.split("\n\n"):
            yield from wrapped(" ".join(paragraph.split()), width)
    for title, text in (("Wrong", page.bad), ("Says", page.says), ("Right", page.good)):
        if text:
            yield ""
            yield (Span(title, "title"),)
            yield from (f"  {line}" for line in text.splitlines())
    if page.fix:
        yield ""
        yield (Span("How it is mended", "title"),)
        yield from wrapped(" ".join(page.fix.split()), width)
