"""A document as slides: what stands on which, and what the speaker says there.

A heading of level 2 opens a slide and is its title; headings of level 3 part it into columns; what
is quoted is for the speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from collab_playbook.formats.content import (
    Block,
    Chart,
    Code,
    Content,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SLIDE = 2
"""The level of the headings that open a slide."""
COLUMN = 3
"""The level of the headings that part a slide into columns."""
MOST_COLUMNS = 3
_LAST_NUMBER = 32_000
"""PowerPoint counts a list no further."""

LineKind: TypeAlias = Literal["text", "bullet", "number", "heading", "key", "code"]


class Line(NamedTuple):
    """A paragraph on a slide.

    Attributes:
        text: What it says.
        kind: What it is; ``key`` is a paragraph wholly in bold, which is set large.
        depth: In how many lists it stands, the first not counted for an item.
        number: What a ``number`` counts.
        goes_on: Whether it is the rest of a paragraph that began on the slide before.
    """

    text: Inlines
    kind: LineKind = "text"
    depth: int = 0
    number: int = 0
    goes_on: bool = False


class Lines(NamedTuple):
    """Paragraphs that follow one another."""

    lines: tuple[Line, ...]


Part: TypeAlias = Lines | Table | Chart
"""What takes up room on a slide."""
Parts: TypeAlias = tuple[Part, ...]


class Slide(NamedTuple):
    """A slide, before anybody has measured whether one is enough.

    Attributes:
        title: Its title; a document's own where it opens with text.
        parts: What stands across it.
        columns: What stands side by side below that; none, or at least two.
        notes: What the speaker says.
    """

    title: Inlines
    parts: Parts = ()
    columns: tuple[Parts, ...] = ()
    notes: tuple[str, ...] = ()


class Deck(NamedTuple):
    """A document as slides.

    Attributes:
        title: Of the first slide.
        facts: What the table of facts says, by its headings.
        notes: What the speaker says on the first slide.
        slides: The others.
    """

    title: Inlines
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    slides: tuple[Slide, ...]


def deck_of(content: Content) -> Deck:
    """The slides of a document."""
    opening = content.opening
    title = opening.title.text if opening.title else ()
    facts = _facts(opening.facts) if opening.facts else ()
    first, *others = _sections(opening.rest)
    notes: tuple[str, ...] = ()
    slides = []
    before = _slide(title, first[1])
    if before.parts or before.columns:
        slides.append(before)
    else:
        notes = before.notes
    slides.extend(_slide(heading, blocks) for heading, blocks in others)
    return Deck(title, facts, notes, tuple(slides))


def _facts(table: Table) -> tuple[tuple[str, str], ...]:
    """A table of one row read by its headings, any other by its first column."""
    rows = [[plain(cell) for cell in row] for row in table.rows]
    heads = [plain(head) for head in table.head]
    if len(rows) == 1 and any(heads):
        return tuple(zip(heads, rows[0], strict=True))
    return tuple((row[0], " · ".join(part for part in row[1:] if part)) for row in rows)


def _sections(blocks: tuple[Block, ...]) -> list[tuple[Inlines, list[Block]]]:
    """What stands below each heading that opens a slide; first what stands before them."""
    sections: list[tuple[Inlines, list[Block]]] = [((), [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level <= SLIDE:
            sections.append((block.text, []))
        else:
            sections[-1][1].append(block)
    return sections


def _slide(title: Inlines, blocks: list[Block]) -> Slide:
    notes = tuple(n for b in blocks if isinstance(b, Quote) for n in _said(b.blocks))
    shown = [block for block in blocks if not isinstance(block, Quote)]
    starts = [at for at, b in enumerate(shown) if isinstance(b, Heading) and b.level == COLUMN]
    if 1 < len(starts) <= MOST_COLUMNS:
        ends = [*starts[1:], len(shown)]
        columns = tuple(_parts(shown[a:b]) for a, b in zip(starts, ends, strict=True))
        return Slide(title, _parts(shown[: starts[0]]), columns, notes)
    return Slide(title, _parts(shown), (), notes)


def _said(blocks: tuple[Block, ...]) -> list[str]:
    """The paragraphs of what is quoted, as a speaker reads them."""
    said = []
    for part in _parts(blocks):
        if isinstance(part, Lines):
            said += [_mark(line) + plain(line.text) for line in part.lines]
        else:
            table = part.table if isinstance(part, Chart) else part
            rows = (table.head, *table.rows) if any(map(plain, table.head)) else table.rows
            said += [" | ".join(plain(cell) for cell in row) for row in rows]
    return said


def _mark(line: Line) -> str:
    if line.kind == "bullet":
        return "- "
    return f"{line.number}. " if line.kind == "number" else ""


def _parts(blocks: Sequence[Block]) -> Parts:
    """Blocks as parts; paragraphs that follow one another are one."""
    parts: list[Part] = []
    for block in blocks:
        for part in _flat(block, 0):
            if not isinstance(part, Line):
                parts.append(part)
            elif parts and isinstance(last := parts[-1], Lines):
                parts[-1] = Lines((*last.lines, part))
            else:
                parts.append(Lines((part,)))
    return tuple(parts)


def _flat(block: Block, depth: int) -> list[Line | Table | Chart]:  # noqa: PLR0911 - a line a kind
    match block:
        case Heading(_, text):
            return [Line(text, "heading", depth)]
        case Paragraph(text):
            key = depth == 0 and bool(text) and all(isinstance(p, Span) and p.strong for p in text)
            return [Line(text, "key" if key else "text", depth)]
        case Listing():
            return _items(block, depth)
        case Quote(blocks):
            return [part for each in blocks for part in _flat(each, depth)]
        case Code(text):
            return [Line((Span(row, code=True),), "code", depth) for row in text.split("\n")]
        case Rule() | Picture():  # no picture is made where PowerPoint draws
            return []
        case Table() | Chart():
            return [block]


def _items(listing: Listing, depth: int) -> list[Line | Table | Chart]:
    found: list[Line | Table | Chart] = []
    last = listing.start + len(listing.items)
    counts = listing.numbered and listing.start >= 1 and last < _LAST_NUMBER
    for number, item in enumerate(listing.items, listing.start):
        first: Inlines = ()
        rest = item
        if item and isinstance(item[0], Paragraph):
            first, rest = item[0].text, item[1:]
        if listing.numbered and not counts:
            first = (Span(f"{number}. "), *first)
        found.append(Line(first, "number" if counts else "bullet", depth, number if counts else 0))
        for block in rest:
            found += _flat(block, depth + 1)
    return found
