"""A document on the index of a package: what it is, how it stands, its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from collab_playbook.report.markup import Html, joined, said, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from collab_playbook.documents.packing import Entry, Sheet
    from collab_playbook.formats.index.words import Words

_ORDER: Final = ("pdf", "docx", "pptx", "xlsx", "html")
"""What people open first; formats that are not named follow, and Markdown comes last."""
_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "signed": ("✓", "good"),
    "final": ("✓", "good"),
    "draft": ("○", "held"),
    "left_out": ("✗", "bad"),
}
_TIED: Final = "\u00a0"


def document_row(entry: Entry, questions: Mapping[str, str], words: Words) -> Html:
    """The document as an item of a list.

    Args:
        entry: The document.
        questions: What each open question asks, by its path.
        words: The sentences of the page.
    """
    sheet = entry.sheet
    formats = tuple(in_order(entry.paths))
    title = said(sheet.document.title)
    named = tag("a", title, href=quote(entry.paths[formats[0]])) if formats else title
    what = tag("div", tag("h4", named), *_told(sheet, questions, words))
    return tag("li", what, _standing(entry, words), _formats(entry, formats, words))


def state_of(entry: Entry) -> str:
    """How the document stands: ``left_out`` where it has no file."""
    return entry.sheet.state if entry.paths else "left_out"


def in_order(formats: Iterable[str]) -> list[str]:
    """Formats as people want them: those to read and to work in first, the source last."""

    def rank(name: str) -> int:
        if name in _ORDER:
            return _ORDER.index(name)
        return len(_ORDER) + (name == "md")

    return sorted(formats, key=lambda name: (rank(name), name))


def _told(sheet: Sheet, questions: Mapping[str, str], words: Words) -> Iterator[Html]:
    document = sheet.document
    if document.purpose:
        yield tag("p", said(document.purpose))
    if document.audience:
        yield tag("p", words("audience", audience=document.audience), class_="soft")
    names = ", ".join(_names(sheet, words))
    if names:
        key, kind = ("altered", "soft bad") if sheet.signed.altered else ("signed.by", "soft")
        yield tag("p", said(words(key, names=names)), class_=kind)
    if sheet.masked:
        yield tag("p", words("masked.one"), class_="soft")
    for each in (each for each in sheet.left_out if each.is_edited or not sheet.files):
        reason = words.said(each.reason)
        if each.format:
            told = words("left_out.format", format=words.format(each.format), reason=reason)
        else:
            told = words("left_out.document", reason=reason)
        yield tag("p", told, class_="soft")
    if sheet.open and sheet.files:
        yield _open(sheet, questions, words)


def _names(sheet: Sheet, words: Words) -> Iterator[str]:
    for approval in sheet.signed.approvals:
        day = words.day(approval.at[:10])
        yield words("signed.on", name=approval.by.partition(" <")[0], day=day)


def _open(sheet: Sheet, questions: Mapping[str, str], words: Words) -> Html:
    items = [tag("li", said(questions.get(path, path))) for path in sheet.open]
    summary = tag("summary", words.counted("open", len(sheet.open)))
    return tag("details", summary, tag("ul", *items))


def _standing(entry: Entry, words: Words) -> Html:
    state = state_of(entry)
    mark, kind = _MARKS[state]
    told = tag("span", mark, aria_hidden="true"), _TIED, words(f"state.{state}")
    return tag("p", *told, class_=f"mark {kind}")


def _formats(entry: Entry, formats: Iterable[str], words: Words) -> Html | None:
    """The files as links, each with a name that says which document it is."""
    before = f"{entry.sheet.document.title}, "
    items = [
        tag(
            "li",
            tag(
                "a",
                tag("span", before, class_="hidden"),
                words.format(name),
                href=quote(entry.paths[name]),
            ),
        )
        for name in formats
    ]
    if not items:
        return None
    label = words("formats", title=entry.sheet.document.title)
    return tag("ul", joined(items), class_="formats", aria_label=label)
