"""Markdown to the content that writers walk: parsed once, whatever the formats.

CommonMark with tables, as the documents are written and as hands edit them. HTML in it is text: a
person who typed a tag meant the reader to see it. One comment is read, ``<!-- chart: line, Replies
by month -->`` above a table: other formats draw that table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from collab_playbook.drawing.asking import ASKED
from collab_playbook.formats.content import (
    Block,
    Break,
    Chart,
    Code,
    Content,
    Heading,
    Inline,
    Inlines,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.drawing.asking import ChartKind

_LINKABLE = frozenset({"http", "https", "mailto"})
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def content_of(markdown: str) -> Content:
    """The content of a document.

    Args:
        markdown: CommonMark with tables; any text is some Markdown, so nothing is refused.
    """
    tree = SyntaxTreeNode(_PARSER.parse(_without_unwritable(markdown)))
    return Content(_blocks(tree))


def _without_unwritable(text: str) -> str:
    """Without what neither XML nor a page can hold, and what turns the words around it."""
    return _UNWRITABLE.sub("", text).encode("utf-8", "replace").decode()


def _blocks(node: SyntaxTreeNode) -> tuple[Block, ...]:
    """The blocks below a node; the comment that asks for a chart goes into its table."""
    blocks: list[Block] = []
    asked: re.Match[str] | None = None
    for child in node.children:
        block = _block(child)
        if asked and isinstance(block, Table):
            block = Chart(cast("ChartKind", asked[1]), asked[2] or "", block)
        asked = _asked(child, block)
        if not asked:
            blocks.append(block)
    return tuple(blocks)


def _asked(node: SyntaxTreeNode, block: Block) -> re.Match[str] | None:
    """The comment that a paragraph is; an answer that looks like one was escaped and is none."""
    if not isinstance(block, Paragraph) or not node.children[0].content.startswith("<!--"):
        return None
    return ASKED.fullmatch(plain(block.text))


def _block(node: SyntaxTreeNode) -> Block:  # noqa: PLR0911 - one line for each kind
    match node.type:
        case "heading":
            return Heading(int(node.tag[1:]), _inlines(node))
        case "paragraph":
            return Paragraph(_inlines(node))
        case "bullet_list":
            return Listing(_items(node))
        case "ordered_list":
            return Listing(_items(node), numbered=True, start=int(node.attrs.get("start", 1)))
        case "table":
            return _table(node)
        case "blockquote":
            return Quote(_blocks(node))
        case "hr":
            return Rule()
        case _:  # fenced or indented
            return Code(node.content.rstrip("\n"))


def _items(node: SyntaxTreeNode) -> tuple[tuple[Block, ...], ...]:
    return tuple(_blocks(item) for item in node.children)


def _table(node: SyntaxTreeNode) -> Table:
    head, *bodies = node.children
    titles = tuple(_inlines(cell) for cell in head.children[0].children)
    rows = (row for body in bodies for row in body.children)
    return Table(titles, tuple(tuple(_inlines(cell) for cell in row.children) for row in rows))


def _inlines(node: SyntaxTreeNode) -> Inlines:
    inner = node.children[0].children if node.children else ()
    return _joined(tuple(_spans(inner, Span(""))))


def _spans(nodes: Sequence[SyntaxTreeNode], marks: Span) -> Iterator[Inline]:
    for node in nodes:
        match node.type:
            case "text":
                yield marks._replace(text=node.content)
            case "softbreak":
                yield marks._replace(text=" ")
            case "hardbreak":
                yield Break()
            case "code_inline":
                yield marks._replace(text=node.content, code=True)
            case "strong":
                yield from _spans(node.children, marks._replace(strong=True))
            case "em":
                yield from _spans(node.children, marks._replace(emphasis=True))
            case "link":
                address = _safe(str(node.attrs.get("href", "")))
                yield from _spans(node.children, marks._replace(address=address))
            case _:  # an image: nothing is fetched, its description stays
                yield marks._replace(text=node.content)


def _safe(address: str) -> str:
    """An address that may be followed from a document sent to others; empty for any other."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in _LINKABLE else ""


def _joined(parts: Inlines) -> Inlines:
    """Neighbours with the same marks as one."""
    joined: list[Inline] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Span) and isinstance(last, Span) and last[1:] == part[1:]:
            joined[-1] = last._replace(text=last.text + part.text)
        elif not isinstance(part, Span) or part.text:
            joined.append(part)
    return tuple(joined)
