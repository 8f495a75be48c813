"""Tables and lists that read on a telephone, on paper and aloud; long ones are folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.report.markup import Html, joined, said, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.report.markup import Part
    from collab_playbook.report.words import Words

MOST_ROWS = 12
"""A longer table or list is folded after its first rows."""
SHOWN_ROWS = 8
LONGEST = 600
"""A text of more characters is folded."""
_SHORT = 160


class Table(NamedTuple):
    """A table: its caption, its headings, its rows; the first cell of a row names it."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Part]]


def table(words: Words, what: Table) -> Html:
    """The table; where it is long, the rest of it can be unfolded."""
    if len(what.rows) <= MOST_ROWS:
        return _table(what)
    rest = what._replace(rows=what.rows[SHOWN_ROWS:])
    first = what._replace(rows=what.rows[:SHOWN_ROWS])
    return joined((_table(first), folded(words.counted("more", len(rest.rows)), _table(rest))))


def _table(what: Table) -> Html:
    """The roles are spelled out because a table that is laid out as blocks loses its own."""
    head = tag(
        "tr",
        *(tag("th", text, scope="col", role="columnheader") for text in what.headings),
        role="row",
    )
    rows = [_row(what.headings, row) for row in what.rows]
    return tag(
        "table",
        tag("caption", what.caption),
        tag("thead", head, role="rowgroup"),
        tag("tbody", *rows, role="rowgroup"),
        role="table",
    )


def _row(headings: Sequence[str], cells: Sequence[Part]) -> Html:
    first, *rest = cells
    return tag(
        "tr",
        tag("th", first, scope="row", role="rowheader"),
        *(
            tag("td", cell, role="cell", data_label=heading)
            for heading, cell in zip(headings[1:], rest, strict=True)
        ),
        role="row",
    )


def listed(words: Words, items: Sequence[Part]) -> Html:
    """A list; where it is long, the rest of it can be unfolded."""
    if len(items) <= MOST_ROWS:
        return _list(items)
    rest = items[SHOWN_ROWS:]
    more = words.counted("more", len(rest))
    return joined((_list(items[:SHOWN_ROWS]), folded(more, _list(rest))))


def _list(items: Sequence[Part]) -> Html:
    return tag("ul", *(tag("li", item) for item in items))


def folded(summary: str, *inside: Part, kind: Literal["printed", "screen"] | None = None) -> Html:
    """What unfolds on demand.

    Args:
        summary: What is seen of it.
        inside: What unfolds.
        kind: ``printed`` stands unfolded on paper, ``screen`` is left out there; otherwise the
            summary alone is printed.
    """
    return tag("details", tag("summary", summary), *inside, class_=kind)


def prose(words: Words, text: str) -> Html:
    """What somebody wrote; a very long text is folded."""
    if len(text) <= LONGEST:
        return said(text)
    start = f"{text[:_SHORT].rstrip()}…"
    return joined((said(start), folded(words("text.rest"), tag("p", said(text)))))


def lines(parts: Sequence[Part]) -> Part:
    """Parts below each other; one alone as it is, none as nothing."""
    if len(parts) < 2:
        return next(iter(parts), None)
    return joined(parts, str(tag("br")))
