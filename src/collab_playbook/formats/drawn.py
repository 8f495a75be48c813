"""Charts as pictures, for writers: what draws them is loaded for a document that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.formats.content import Chart, Content, Listing, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.formats.content import Block
    from collab_playbook.formats.look import Look


def drawn(content: Content, look: Look) -> Content:
    """The content with each chart that can be drawn as a picture before its table.

    Args:
        content: A document.
        look: Its colour and its language.
    """
    if not _has_chart(content.blocks):
        return content
    from collab_playbook.formats.charting import charted  # noqa: PLC0415 - few documents have one

    return charted(content, look)


def _has_chart(blocks: Iterable[Block]) -> bool:
    for block in blocks:
        match block:
            case Chart():
                return True
            case Listing(items):
                inner = any(_has_chart(item) for item in items)
            case Quote(quoted):
                inner = _has_chart(quoted)
            case _:
                inner = False
        if inner:
            return True
    return False
