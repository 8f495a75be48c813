"""What a document holds, once its Markdown is read: a small tree that every writer walks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collab_playbook.drawing.asking import ChartKind

LONG = 10
"""From this many sections on a document opens with a cover and a table of contents."""


class Span(NamedTuple):
    """Text with the marks that hold for all of it; ``address`` is where it links to."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    address: str = ""


class Break(NamedTuple):
    """A line break inside a paragraph."""


Inline: TypeAlias = Span | Break
Inlines: TypeAlias = tuple[Inline, ...]


class Heading(NamedTuple):
    """A heading; ``level`` runs from 1, the title, to 6."""

    level: int
    text: Inlines


class Paragraph(NamedTuple):
    """A paragraph."""

    text: Inlines


class Listing(NamedTuple):
    """A list; a numbered one begins with ``start``."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False
    start: int = 1


class Table(NamedTuple):
    """A table: one row of headings, rows of as many cells; a cell is a line of text."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


class Chart(NamedTuple):
    """A table that is drawn; the table stays beneath, for whoever wants the figures.

    Attributes:
        kind: How it is drawn: ``bars`` and ``line`` take labels from the first column and a series
            from each column of numbers, ``heat`` likewise; ``gantt`` a label, then a first and a
            last day; ``process`` the name of each step, then those that it follows.
        title: What it shows, as a reader who does not see it is told.
        table: What it is drawn from.
    """

    kind: ChartKind
    title: str
    table: Table


class Picture(NamedTuple):
    """A chart as it is drawn; its table follows as a block of its own.

    Attributes:
        title: What it shows; empty for nothing.
        told: What a reader is told who does not see it.
        svg: The drawing, as one SVG element.
    """

    title: str
    told: str
    svg: str


class Quote(NamedTuple):
    """A block set off from the text around it."""

    blocks: tuple[Block, ...]


class Code(NamedTuple):
    """Text whose line breaks and blanks are meant."""

    text: str


class Rule(NamedTuple):
    """A line across the page."""


Block: TypeAlias = Heading | Paragraph | Listing | Table | Chart | Picture | Quote | Code | Rule


class Opening(NamedTuple):
    """A document parted for its cover.

    Attributes:
        title: Its first heading of level 1; ``None`` where it has none.
        facts: The table that follows the title at once; ``None`` for none.
        rest: All other blocks.
    """

    title: Heading | None
    facts: Table | None
    rest: tuple[Block, ...]


class Content(NamedTuple):
    """A document."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Its first heading of level 1 as plain text; empty where it has none."""
        found = self.opening.title
        return plain(found.text) if found else ""

    @property
    def opening(self) -> Opening:
        """What a cover shows, and what it leaves."""
        for at, block in enumerate(self.blocks):
            if isinstance(block, Heading) and block.level == 1:
                before, rest = self.blocks[:at], self.blocks[at + 1 :]
                if rest and isinstance(rest[0], Table):
                    return Opening(block, rest[0], before + rest[1:])
                return Opening(block, None, before + rest)
        return Opening(None, None, self.blocks)

    @property
    def is_long(self) -> bool:
        """Whether it deserves a cover and a table of contents."""
        return sum(1 for b in self.blocks if isinstance(b, Heading) and b.level == 2) >= LONG


def plain(text: Inlines) -> str:
    """The words alone; a line break counts as a blank."""
    return "".join(part.text if isinstance(part, Span) else " " for part in text)
