"""A guide on a terminal: Markdown as lines, its tables side by side or one row after the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.model.marks import BETWEEN_SOURCES, SOURCES, with_links, with_sources
from collab_playbook.terminal.layout import Line, Span, table, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.terminal.words import Words

_EMPHASIS = re.compile(r"(\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*]))")
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_BETWEEN = 2


def told_guide(guide: str, playbook: Playbook, words: Words) -> str:
    """A guide with its sources and links in words.

    Args:
        guide: Markdown with the marks of ``model.marks``.
        playbook: Where sources and steps are found, in the language of the guide.
        words: The sentences in that language.
    """
    listed = playbook.catalogue_by_id.get(SOURCES)
    titles = {each.id: each.title for each in listed.records} if listed is not None else {}
    between = BETWEEN_SOURCES.get(words.language, BETWEEN_SOURCES["en"])
    numbers = {step.id: step.number for step in playbook.steps}
    return with_links(with_sources(guide, titles, between), numbers, words("guide.step"))


def guide_lines(guide: str, width: int) -> list[Line]:
    """Markdown as plain lines: headings styled, paragraphs joined, lists kept.

    Args:
        guide: Markdown text.
        width: Columns to wrap to; 0 leaves that to whoever prints.
    """
    lines: list[Line] = []
    for block in _blocks(guide):
        if block.startswith("#"):
            lines += ["", (Span(_plain(block.lstrip("#").strip()), "title"),)]
        elif block.startswith("|"):
            lines += _table(block.split("\n"), width)
        elif width:
            lines += wrapped(_plain(block), width, hanging=_hanging(block))
        else:
            lines.append(_plain(block))
    return lines[1:] if lines[:1] == [""] else lines


def _plain(text: str) -> str:
    return _EMPHASIS.sub("", text)


def _table(rows: list[str], width: int) -> Iterator[Line]:
    """The rows in columns; without a width each cell on its own line, after its heading."""
    cells = [[_plain(c.strip()) for c in row.strip("|").split("|")] for row in rows]
    head, *body = [row for row, text in zip(cells, rows, strict=True) if not _RULE.match(text)]
    if not width:
        for row in body:
            yield from (f"- {name}: {cell}" for name, cell in zip(head, row, strict=False))
        return
    room = (width - _BETWEEN * (len(head) - 1)) // len(head)
    spans = [[Span(name, "title") for name in head]]
    spans += [[Span(cell) for cell in row[: len(head)]] for row in body]
    for cells_of_row in spans:
        yield from table([cells_of_row], [room] * len(cells_of_row))
        yield ""


def _hanging(block: str) -> str:
    mark = block.split(" ", 1)[0]
    is_item = mark in {"-", "*"} or (mark[:-1].isdigit() and mark.endswith("."))
    return " " * (len(mark) + 1) if is_item else ""


def _blocks(guide: str) -> list[str]:
    """Headings, paragraphs and list items, each on one line; empty lines between paragraphs.

    A table is one block, a line for each of its rows.
    """
    blocks: list[str] = []
    is_open = False
    for line in guide.splitlines():
        text = line.strip()
        starts = text.startswith("#") or bool(_hanging(text))
        if not text:
            if blocks and blocks[-1]:
                blocks.append("")
            is_open = False
        elif text.startswith("|") and blocks and blocks[-1].startswith("|"):
            blocks[-1] += f"\n{text}"
        elif is_open and not starts:
            blocks[-1] += f" {text}"
        else:
            blocks.append(text)
            is_open = not text.startswith(("#", "|"))
    return blocks[:-1] if blocks and not blocks[-1] else blocks
