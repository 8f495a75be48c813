"""What a playbook rests on and what its words mean: the sources and the glossary, on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.marks import SOURCES
from collab_playbook.terminal.layout import Line, Span, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from collab_playbook.model.playbook import Playbook, Record
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words


def put_sources(
    console: Console, playbook: Playbook, words: Words, named_in: Mapping[str, Iterable[str]]
) -> None:
    """Every source: how texts name it, what it says, where it is found, and what names it.

    Args:
        console: Where it is shown.
        playbook: The playbook.
        words: The sentences of the program.
        named_in: By key the steps and documents that name it, in their order.
    """
    catalogue = playbook.catalogue_by_id.get(SOURCES)
    if catalogue is None:
        console.put(words("sources.none"))
        return
    console.put((Span(catalogue.title or words("sources.title"), "title"),))
    console.put(*wrapped(catalogue.source, console.width))
    for record in catalogue.records:
        where = ", ".join(named_in.get(record.id, ()))
        console.put("", *_source_lines(record, words, where, console.width))


def _source_lines(record: Record, words: Words, where: str, width: int) -> Iterator[Line]:
    yield from wrapped(f"{record.title} [@{record.id}]", width)
    own = record.model_extra or {}
    told = words("sources.used", where=where) if where else ""
    for text in (own.get("what", ""), own.get("address", ""), told):
        if text:
            yield from wrapped(str(text), width, "  ")


def put_glossary(console: Console, playbook: Playbook, words: Words) -> None:
    """Every term with its meaning, in the order of the alphabet."""
    if not playbook.glossary:
        console.put(words("glossary.none"))
        return
    console.put((Span(words("glossary.title"), "title"),))
    for term in sorted(playbook.glossary, key=lambda each: each.term.casefold()):
        told = words("glossary.term", term=term.term, means=term.means)
        console.put("", *wrapped(told, console.width, hanging="  "))
