"""A document as one HTML file: no network, no script, for the screen, for paper, for any reader."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Final

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
    Picture,
    Quote,
    Rule,
    Table,
    plain,
)
from collab_playbook.formats.drawn import drawn
from collab_playbook.formats.page.style import carried, style_of
from collab_playbook.formats.words import CONTENTS, TABLE, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collab_playbook.formats.look import Logo, Look

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may load for the page: nothing; it holds its own style and its own logo."""


def html_of(content: Content, look: Look) -> bytes:
    """The document as a page; the same content and look give the same bytes.

    Args:
        content: What it says.
        look: How it looks, and its language.
    """
    content = drawn(content, look)
    page = _Page(look.language)
    body = "\n".join(page.block(block) for block in content.blocks)
    footer = [f"<footer><p>{escape(look.footer)}</p></footer>"] if look.footer else []
    lines = ("<main>", *_with_contents(body, content, page), "</main>", *footer)
    return framed(content.title, lines, look)


def policy_of(look: Look) -> str:
    """What a browser may load for a page in this look: the fonts in it too, if it has any."""
    return f"{POLICY}; font-src data:" if carried(look) else POLICY


def framed(title: str, lines: Iterable[str], look: Look) -> bytes:
    """A page around what it says.

    Args:
        title: What it is called, without the organisation.
        lines: What follows its header.
        look: How it looks, and its language.
    """
    named = " - ".join(part for part in (title, look.organisation) if part)
    page = (
        "<!doctype html>",
        f'<html lang="{escape(look.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy_of(look)}">',
        f"<title>{escape(named)}</title>",
        f"<style>\n{style_of(look)}</style>",
        "</head>",
        "<body>",
        *_header(look),
        *lines,
        "</body>",
        "</html>",
    )
    return ("\n".join(page) + "\n").encode()


def _header(look: Look) -> Iterator[str]:
    """The head of a page: the logo, or the name of the organisation, and what its cover says."""
    if look.logo is None and not look.organisation and not look.cover_lines:
        return
    name = escape(look.organisation)
    shown = image_of(look.logo, name) if look.logo is not None else f"<p>{name}</p>"
    if look.cover_lines:
        shown += f'<p class="cover">{"<br>".join(map(escape, look.cover_lines))}</p>'
    yield f"<header>{shown}</header>"


def image_of(logo: Logo, name: str) -> str:
    """The logo in the page itself, read aloud by a name that is escaped already."""
    data = b64encode(logo.data).decode("ascii")
    return f'<img src="data:{logo.media_type};base64,{data}" alt="{name}">'


def _with_contents(body: str, content: Content, page: _Page) -> Iterator[str]:
    """The body; that of a long document with links to its sections below the title."""
    if not content.is_long:
        yield body
        return
    links = "".join(f'<li><a href="#{at}">{text}</a></li>' for at, text in page.sections)
    words = escape(in_language(CONTENTS, page.language))
    nav = f'<nav aria-label="{words}"><p>{words}</p><ol>{links}</ol></nav>'
    title, parted, rest = body.partition('<h2 id="section-1"')
    yield f"{title}{nav}\n{parted}{rest}"


class _Page:
    """Writes blocks, and keeps count of the sections and tables that need a name."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.sections: list[tuple[str, str]] = []
        self._title = ""
        self._tables = 0

    def block(self, block: Block) -> str:  # noqa: PLR0911 - one line for each kind
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(text):
                return f"<p>{_inlines(text)}</p>"
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case Chart():
                return self._table(block.table)
            case Picture(title, _, svg):
                caption = f"<figcaption>{escape(title)}</figcaption>\n" if title else ""
                return f"<figure>{caption}{svg}</figure>"
            case Quote(blocks):
                return f"<blockquote>{self._blocks(blocks)}</blockquote>"
            case Code(text):
                return f'<pre tabindex="0"><code>{escape(text)}</code></pre>'
            case Rule():
                return "<hr>"

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        return "\n".join(self.block(block) for block in blocks)

    def _heading(self, heading: Heading) -> str:
        text = _inlines(heading.text)
        self._title = plain(heading.text)
        if heading.level != 2:
            return f"<h{heading.level}>{text}</h{heading.level}>"
        anchor = f"section-{len(self.sections) + 1}"
        self.sections.append((anchor, escape(self._title)))
        return f'<h2 id="{anchor}">{text}</h2>'

    def _listing(self, listing: Listing) -> str:
        items = "\n".join(f"<li>{self._item(item)}</li>" for item in listing.items)
        if not listing.numbered:
            return f"<ul>\n{items}\n</ul>"
        start = f' start="{listing.start}"' if listing.start != 1 else ""
        return f"<ol{start}>\n{items}\n</ol>"

    def _item(self, blocks: tuple[Block, ...]) -> str:
        """An item of one paragraph stands without the space around a paragraph."""
        first, *rest = blocks or (Paragraph(()),)
        if not isinstance(first, Paragraph):
            return self._blocks(blocks)
        inside = [_inlines(first.text), *(self.block(block) for block in rest)]
        return "\n".join(inside)

    def _table(self, table: Table) -> str:
        """A table in a frame of its own, so that a wide one scrolls and the page does not."""
        self._tables += 1
        name = f"{in_language(TABLE, self.language)} {self._tables}"
        label = escape(f"{self._title} ({name})" if self._title else name)
        head = "".join(_head_cell(cell) for cell in table.head)
        rows = "\n".join(
            "<tr>" + "".join(f"<td>{_inlines(cell)}</td>" for cell in row) + "</tr>"
            for row in table.rows
        )
        return (
            f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
        )


def _head_cell(cell: Inlines) -> str:
    """A heading; an empty one is no heading of anything."""
    return f'<th scope="col">{_inlines(cell)}</th>' if cell else "<td></td>"


def _inlines(text: Inlines) -> str:
    return "".join(_inline(part) for part in text)


def _inline(part: Inline) -> str:
    if isinstance(part, Break):
        return "<br>"
    said = escape(part.text)
    for wanted, name in ((part.code, "code"), (part.emphasis, "em"), (part.strong, "strong")):
        said = f"<{name}>{said}</{name}>" if wanted else said
    return f'<a href="{escape(part.address)}">{said}</a>' if part.address else said
