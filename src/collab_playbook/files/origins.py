"""What a copy is made from: the Markdown of its document as it lies there, or the data itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.standing import changed_since, reason_of
from collab_playbook.engine.digest import digest_of
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.documents.copies import Copy
    from collab_playbook.documents.due import Due
    from collab_playbook.documents.fault import RenderFault
    from collab_playbook.documents.reading import Reading
    from collab_playbook.files.site import Site
    from collab_playbook.model.document import Document

Write = Callable[[str], bytes]
"""From the Markdown of a document to its bytes in another format."""
Read = Callable[["Reading", "Due"], Callable[[], bytes]]
"""Reads what a copy holds from the material, at once; what it gives makes the bytes, if asked."""
Fill = Callable[[bytes, Mapping[str, str]], bytes]
"""From a company's Word template and its filled parts, by name, to the bytes of the file."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


class FillError(Exception):
    """A Word template that cannot be filled; carries the fault."""

    def __init__(self, fault: RenderFault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class FromData(NamedTuple):
    """What writes a format from the data.

    Attributes:
        applies: Whether a document is written by it; any other is made from its Markdown.
        read: Reads and writes; ``None`` where what it needs is not installed.
    """

    applies: Callable[[Document], bool]
    read: Read | None


class Writers(NamedTuple):
    """What writes the formats.

    Attributes:
        by_format: From the Markdown: those whose parts are installed.
        look: The digest of how each copy is made to look.
        by_data: From the data, by format; it comes first where it applies to a document.
        fill: Fills a Word template of a document's own; ``None`` where what it needs is not there.
    """

    by_format: Mapping[str, Write]
    look: str
    by_data: Mapping[str, FromData] = MappingProxyType({})
    fill: Fill | None = None


class Origin(NamedTuple):
    """What a copy is made from.

    Attributes:
        source: The digest of it.
        changed: What is told where it is not what it was.
        write: Makes the bytes; ``None`` where what that needs is not installed.
        basis: The digests of the parts of the material that were read; empty for Markdown.
        open: The questions whose answers it lacks, where it is not made from the Markdown.
        text: The Markdown, from which another process can make the copy; ``None`` for data.
    """

    source: str
    changed: str
    write: Callable[[], bytes] | None
    basis: Mapping[str, str] = _NOTHING
    open: tuple[str, ...] = ()
    text: str | None = None


def origin_of(  # noqa: PLR0913, PLR0917 - what may be made from what, and how it stood
    site: Site,
    each: Due,
    format_: str,
    writers: Writers,
    markdown: Callable[[], str | None],
    copy: Copy | None = None,
    *,
    final: bool,
) -> Origin | None:
    """What a copy is made from: a Word template of its own first, then the data, then Markdown.

    Args:
        site: The workspace.
        each: The document.
        format_: The format of the copy.
        writers: What writes the formats.
        markdown: Reads the text; ``None`` while a person has to settle it.
        copy: What was made before.
        final: Whether the document is final.

    Returns:
        The origin; ``None`` for a text that is not settled.

    Raises:
        FillError: The Word template cannot be filled.
    """
    from collab_playbook.files.word_origin import (  # noqa: PLC0415 - reads zips and XML; few builds need it
        WORD_FORMAT,
        from_word,
        word_template_of,
    )

    template = word_template_of(each.document.id, each.place.language, site.words)
    if template and format_ == WORD_FORMAT:
        return from_word(site, each, template, copy, writers.fill, final)
    data = writers.by_data.get(format_)
    if data is not None and data.applies(each.document):
        return from_data(site, each, data, copy)
    text = markdown()
    return None if text is None else from_markdown(text, writers.by_format.get(format_))


def from_markdown(text: str, write: Write | None) -> Origin:
    """The Markdown of a document as an origin."""
    writes = None if write is None else lambda: write(text)
    return Origin(digest_of(text), say("its Markdown changed"), writes, text=text)


def from_data(site: Site, each: Due, data: FromData, copy: Copy | None) -> Origin:
    """The data as an origin; read only where some of it is not what a former copy was made from.

    Args:
        site: The workspace.
        each: The document.
        data: What reads and writes it.
        copy: What was made before.
    """
    read = data.read
    changed = changed_since(copy, site.digest) if copy is not None else ()
    if copy is not None and copy.basis and not changed:
        write = None if read is None else _later(read, site, each)
        return Origin(copy.source, "", write, copy.basis)
    told = reason_of(changed) or say("it is now made from other data")
    if read is None:
        return Origin("", told, None)
    reading = _reading(site, each)
    write = read(reading, each)
    basis = {name: site.digest(name) for name in reading.keys}
    return Origin(digest_of(basis), told, write, basis)


def _later(read: Read, site: Site, each: Due) -> Callable[[], bytes]:
    """Reads the data only where the bytes are needed after all, such as for a file that is gone."""

    def write() -> bytes:
        return read(_reading(site, each), each)()

    return write


def _reading(site: Site, each: Due) -> Reading:
    from collab_playbook.documents.reading import Reading  # noqa: PLC0415 - few builds need it

    return Reading(site.parts, each.place.language, restricted=each.document.restricted)
