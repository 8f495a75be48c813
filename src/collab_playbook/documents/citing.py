"""The sources of a document: each mark in its text as words, and a list of them at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.documents import markdown
from collab_playbook.documents.naming import key
from collab_playbook.model.marks import BETWEEN_SOURCES, SOURCES, keys_cited, with_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.documents.reading import Reading

_CATALOGUES = "catalogue("
"""How the key of a catalogue begins."""


def sourced(text: str, reading: Reading, language: str) -> str:
    """The document with its marks of sources as words, and with the sources themselves.

    Marks that came with an answer are escaped like the rest of it, and stay what they are.
    """
    cited = dict.fromkeys(name for name, _ in keys_cited(text))
    if not cited and not any(part.startswith(_CATALOGUES) for part in reading.keys):
        return text
    records = {each["id"]: each for each in reading.part(key("catalogue", SOURCES)) or ()}
    titles = {name: markdown.inline(str(each["title"])) for name, each in records.items()}
    between = BETWEEN_SOURCES.get(language, BETWEEN_SOURCES["en"])
    cited |= dict.fromkeys(_told_in_words(text, titles))
    entries = [_entry(records[name], reading.manner.colon) for name in cited if name in records]
    told = with_sources(text, titles, between)
    return f"{told}\n\n## Sources\n\n{markdown.bullets(sorted(entries))}\n" if entries else told


def _told_in_words(text: str, titles: Mapping[str, str]) -> Iterator[str]:
    """The sources that came with texts of catalogues, where they stand in brackets or in a cell."""
    names = {title: name for name, title in titles.items()}
    if names:
        listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        mark = re.compile(rf"(?:[(|]|[;\u202f]) ?({listed})(?=\)|[\u202f ]?;| \|)")
        yield from (names[found[1]] for found in mark.finditer(text))


def _entry(record: Mapping[str, str], colon: str) -> str:
    """``Nielsen, 2006: participation inequality. <https://...>``."""
    what = markdown.inline(record.get("what", ""))
    address = record.get("address", "")
    title = markdown.inline(record["title"])
    title = title[:1].upper() + title[1:]
    said = f"{title}{colon}{what}" if what else title
    return f"{said}. {markdown.link(address)}" if address else f"{said}."
