"""Blocks as Typst code: text gets in as string literals, so nothing in it can be code or markup."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.formats.content import (
    Block,
    Break,
    Chart,
    Code,
    Heading,
    Inline,
    Inlines,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UPRIGHT, TURNED = 453.5, 700.1
"""How wide the text is on a page that stands and on one that lies, in points."""

_LONG_WORD = re.compile(r"[^\s\u00a0\u202f\u200b]{31,}")
_PLACE = re.compile(r"(?<=[/@?&=_.])(?=\w)")
_SEPARATOR = re.compile(r"[\s\u200b]+|(?<=[-–—/])")  # noqa: RUF001 - the dashes a line breaks at
_WHOLE_ROW = 400
"""A row with at most so many characters in each of its cells is not parted between two pages."""
_DAMPED = 0.7
"""How much of the wish for more width counts: all of it would starve the shorter columns."""
_COMFORT = 62.0
"""A column that holds sentences is not made narrower than this, in points."""


class Setting(NamedTuple):
    """How a table is set: on which width, in which size, with what room in its cells."""

    width: float
    size: float
    inset: float


class _Column(NamedTuple):
    """How long its longest cell and its longest word are, in multiples of their size."""

    cell: float
    word: float


_SETTINGS = (
    Setting(UPRIGHT, 9.5, 5),
    Setting(UPRIGHT, 8.5, 3),
    Setting(TURNED, 8.5, 4),
    Setting(TURNED, 7, 2.5),
)


def literal(text: str) -> str:
    """Text as a string literal."""
    kept = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + kept.replace("\n", "\\n").replace("\r", "\\r") + '"'


def inlines(text: Inlines) -> str:
    """A line of text as an expression."""
    return "{" + "; ".join(_inline(part) for part in text) + "}" if text else "[]"


def _inline(part: Inline) -> str:
    if isinstance(part, Break):
        return "linebreak()"
    made = literal(_with_places(part.text))
    if part.code:
        made = f"raw({made})"
    if part.emphasis:
        made = f"emph({made})"
    if part.strong:
        made = f"strong({made})"
    return f"link({literal(part.address)}, {made})" if part.address else made


def _with_places(text: str) -> str:
    """With places at which a very long word, as an address is, may be broken."""
    return _LONG_WORD.sub(lambda word: _parted(word.group()), text)


def _parted(word: str) -> str:
    pieces = (piece for piece in _PLACE.split(word) if piece)
    return "\u200b".join(piece[at : at + 16] for piece in pieces for at in range(0, len(piece), 16))


def blocks_of(blocks: Sequence[Block]) -> str:
    """Blocks below each other; headings get the levels 1, 2 and so on without a gap.

    The section of a table that is too wide for a page that stands is set on one that lies.
    """
    above: list[int] = []
    made: list[str] = []
    for section in _sections(blocks):
        lines: list[str] = []
        for block, following in zip(section, (*section[1:], None), strict=True):
            if isinstance(block, Heading):
                level = max(block.level, 2)  # the title is no section
                above = [*(outer for outer in above if outer < level), level]
                lines.append(f"heading(level: {len(above)}, {inlines(block.text)})")
            else:
                lines.append(_block(block, following))
        tables = [b.table if isinstance(b, Chart) else b for b in section]
        turned = any(isinstance(b, Table) and setting_of(b).width == TURNED for b in tables)
        made += ["page(flipped: true, {", *lines, "})"] if turned else lines
    return "\n".join(made)


def _sections(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of blocks that each begin with headings; a heading is never a run of its own."""
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and not plain(block.text).strip():
            continue  # nobody could find their way by it, so the standard forbids it
        if isinstance(block, Heading) and any(not isinstance(b, Heading) for b in section):
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _block(block: Block, following: Block | None = None) -> str:  # noqa: PLR0911 - one line for each kind
    match block:
        case Heading():  # inside a list or a quote, where it would upset the order of the levels
            return f"par(strong({inlines(block.text)}))"
        case Paragraph():
            return _paragraph(block, following)
        case Listing():
            return _listing(block)
        case Table():
            return table_of(block)
        case Chart():
            return table_of(block.table)
        case Picture():
            return _picture(block)
        case Quote():
            return f"quote(block: true, {_within(block.blocks)})"
        case Code():
            return f"raw(block: true, {literal(_with_places(block.text))})"
        case Rule():
            return "divider()"


def _paragraph(block: Paragraph, following: Block | None) -> str:
    """A line that announces a table or a list stays on the page of what it announces."""
    made = f"par({inlines(block.text)})"
    shown = isinstance(following, Table | Chart | Picture | Listing)
    announces = plain(block.text).endswith(":") and shown
    return f"block(sticky: true, {made})" if announces else made


def _picture(block: Picture) -> str:
    """The drawing as an image below its title; no figure, since a paragraph may drop that."""
    title = f"block(sticky: true, below: 0.7em, strong({literal(block.title)}))\n"
    return f"{title if block.title else ''}drawn({literal(block.svg)}, {literal(block.told)})"


def _within(blocks: Sequence[Block]) -> str:
    return "{" + "\n".join(_block(block) for block in blocks) + "}" if blocks else "[]"


def _listing(block: Listing) -> str:
    tight = all(len(item) < 2 or isinstance(item[1], Listing) for item in block.items)
    items = ", ".join(_item(item) for item in block.items)
    start = f"start: {block.start}, " if block.numbered else ""
    kind = "enum" if block.numbered else "list"
    return f"{kind}({start}tight: {str(tight).lower()}, {items})"


def _item(blocks: Sequence[Block]) -> str:
    """Its first line without a paragraph around it, so that it stands beside its mark."""
    if blocks and isinstance(blocks[0], Paragraph):
        first, rest = inlines(blocks[0].text), blocks[1:]
        return "{" + "\n".join((first, *(_block(block) for block in rest))) + "}"
    return _within(blocks)


def table_of(table: Table) -> str:
    """A table as wide as its page; its headings, unless all are empty, come again on each page."""
    setting = setting_of(table)
    columns = "".join(f"{width:.1f}fr, " for width in widths_of(table, setting))
    head = ", ".join(f"th({inlines(cell)})" for cell in table.head)
    header = f"table.header({head}),\n" if any(map(plain, table.head)) else ""
    cut = str(not _fits(table, setting)).lower()
    rows = "".join(f"{_row(row)},\n" for row in table.rows)
    return (
        f"block(width: 100%, {{ set text({setting.size}pt, hyphenate: {cut})\n"
        f"table(columns: ({columns}), inset: (x: {setting.inset}pt, y: 4.5pt),\n"
        f"{header}{rows})}})"
    )


def _row(row: Sequence[Inlines]) -> str:
    first, *rest = (inlines(cell) for cell in row)
    if all(len(plain(cell)) <= _WHOLE_ROW for cell in row):
        first = f"table.cell(breakable: false, {first})"
    return ", ".join((first, *rest))


def setting_of(table: Table) -> Setting:
    """The first way of setting it in which no word is cut; the last one if there is none."""
    for setting in _SETTINGS:
        if _fits(table, setting):
            return setting
    return _SETTINGS[-1]


def _fits(table: Table, setting: Setting) -> bool:
    return sum(least for least, _ in _needs(table, setting)) <= setting.width


def widths_of(table: Table, setting: Setting) -> list[float]:
    """The widths of the columns, which fill the page.

    Each gets what its longest word needs; what is left goes to those that need more, to a long
    text more than to a short one but not in proportion, or it would take all.
    """
    needs = _needs(table, setting)
    widths = [least for least, _ in needs]
    if (left := setting.width - sum(widths)) <= 0:
        return widths
    wishes = [whole - least for least, whole in needs]
    if sum(wishes) <= left:
        spare = (left - sum(wishes)) / sum(whole for _, whole in needs)
        return [whole * (1 + spare) for _, whole in needs]
    open_ = {at for at, wish in enumerate(wishes) if wish > 0}
    while True:
        share = left / sum(wishes[at] ** _DAMPED for at in open_)
        full = {at for at in open_ if wishes[at] <= share * wishes[at] ** _DAMPED}
        if not full:
            return [
                width + (share * wishes[at] ** _DAMPED if at in open_ else 0)
                for at, width in enumerate(widths)
            ]
        for at in full:
            widths[at] += wishes[at]
            left -= wishes[at]
        open_ -= full


def _needs(table: Table, setting: Setting) -> list[tuple[float, float]]:
    """For each column the least width and the one at which no cell has a second line."""
    return [_need(column, setting) for column in _columns(table)]


def _need(column: _Column, setting: Setting) -> tuple[float, float]:
    room = 2 * setting.inset
    whole, word = column.cell * setting.size, column.word * setting.size
    return max(word, min(whole, _COMFORT)) + room, whole + room


@lru_cache(maxsize=8)  # every setting that is tried asks for them, and the page once more
def _columns(table: Table) -> tuple[_Column, ...]:
    columns = zip(table.head, *table.rows, strict=True)
    return tuple(_column([plain(cell) for cell in column]) for column in columns)


def _column(cells: list[str]) -> _Column:
    words = (word for cell in cells for word in _SEPARATOR.split(_with_places(cell)))
    return _Column(max(map(_length, cells)), max(map(_length, words)))


def _length(text: str) -> float:
    """How long a text is at most, in multiples of its size; a little more where it is bold."""
    return sum(map(_character, text)) * 1.03


def _character(char: str) -> float:
    if char in "fijlrtI.,;:!'’()[]|- \u00a0\u202f":
        return 0.34
    if char in "mwMW@%—" or char > "\u2fff":
        return 0.92
    return 0.7 if char.isupper() else 0.5
