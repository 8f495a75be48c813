"""The index of a package: one page that needs no network and no script, in the client's brand.

It says what each document is for, how it stands, what is still open in it, and where its files lie;
on a screen, a telephone and paper.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from collab_playbook.documents.packing import CONTENTS
from collab_playbook.formats.index.row import document_row, state_of
from collab_playbook.formats.index.style import index_style_of
from collab_playbook.formats.index.words import Words
from collab_playbook.formats.page.writer import image_of, policy_of
from collab_playbook.model.event import PROGRAMME
from collab_playbook.report.markup import Html, clean, head_of, joined, said, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from collab_playbook.documents.packing import Entry, Extra, Head
    from collab_playbook.formats.look import Look
    from collab_playbook.saying import Translation

_STATES: Final = ("signed", "final", "draft", "left_out")


class _Part(NamedTuple):
    """A section of the page: a phase of the programme, or a circle or community as a whole."""

    anchor: str
    title: str
    entries: Sequence[Entry]


def index_of(  # noqa: PLR0913, PLR0917 - all that the page says, and how
    head: Head,
    entries: Sequence[Entry],
    extras: Sequence[Extra],
    questions: Mapping[str, str],
    look: Look,
    translation: Translation,
) -> bytes:
    """The page; the same arguments give the same bytes.

    Args:
        head: What the package says of itself.
        entries: Its documents, in their order.
        extras: What it holds about the programme as a whole.
        questions: What each open question asks, by its path.
        look: How the page looks.
        translation: The language that it speaks.
    """
    words = Words(translation)
    parts = tuple(_parts(entries, words))
    name = look.organisation or head.organisation
    title = words("title", organisation=name, day=words.day(head.made))
    main = (
        *_opening(head, entries, words),
        _overview(extras, words),
        _contents(parts, words) if len(parts) > 1 else None,
        *(_section(part, questions, words) for part in parts),
    )
    body = tag(
        "body",
        tag("a", words("skip"), class_="skip", href="#documents"),
        _header(head, name, look, words),
        tag("main", joined(main, "\n"), id="documents", tabindex="-1"),
        _footer(look, words),
    )
    top = head_of(title, policy_of(look), index_style_of(look))
    page = tag("html", top, body, lang=words.language)
    return f"<!doctype html>\n{page}\n".encode()


def _header(head: Head, name: str, look: Look, words: Words) -> Html:
    logo = Html(image_of(look.logo, escape(clean(name)))) if look.logo is not None else None
    made = tag("p", words("head.made", day=words.day(head.made)))
    cover = (tag("p", said(line)) for line in look.cover_lines)
    whose = tag("p", said(name))
    return tag(
        "header", tag("div", logo, tag("div", whose, tag("h1", said(head.programme)), made, *cover))
    )


def _opening(head: Head, entries: Sequence[Entry], words: Words) -> Iterator[Html]:
    yield tag("p", _counted([state_of(entry) for entry in entries], words), class_="lead")
    asked = (*head.chosen, *((head.within,) if head.within is not None else ()))
    if asked:
        yield tag("p", said(words("chosen", titles=", ".join(part.title for part in asked))))
    if head.unmasked and any(entry.sheet.document.restricted for entry in entries):
        yield tag("p", tag("strong", words("unmasked")), class_="notice")
    elif any(entry.sheet.masked for entry in entries):
        yield tag("p", words("masked"), class_="notice")


def _counted(states: Sequence[str], words: Words) -> str:
    """How many documents there are, and how they stand."""
    what = words.counted("count", len(states))
    if len(states) > 1 and len(set(states)) == 1:
        return words(f"all.{states[0]}", what=what)
    counts = (
        words(f"count.{state}", number=states.count(state)) for state in _STATES if state in states
    )
    return words("counted", what=what, how=", ".join(counts))


def _overview(extras: Sequence[Extra], words: Words) -> Html | None:
    if not extras:
        return None
    cards = [
        tag(
            "li",
            tag("a", words(f"extra.{extra.kind}"), href=quote(extra.name)),
            tag("p", words(f"extra.{extra.kind}.purpose"), class_="soft"),
        )
        for extra in extras
    ]
    heading = tag("h2", words("overview"), id="overview")
    cards_in = tag("ul", *cards, class_="cards")
    return tag("section", heading, cards_in, class_="overview", aria_labelledby="overview")


def _parts(entries: Sequence[Entry], words: Words) -> Iterator[_Part]:
    """The programme phase by phase, then each circle and community."""
    for number, ((scope, phase), found) in enumerate(groupby(entries, key=_part_of), 1):
        group = tuple(found)
        owner, first = group[0].owner, group[0].phase
        if scope != PROGRAMME:
            title = words(owner.scope.partition(":")[0], title=owner.title)
        else:
            title = first.title if phase and first is not None else words("phase.none")
        yield _Part(f"part-{number}", title, group)


def _part_of(entry: Entry) -> tuple[str, str]:
    scope = entry.owner.scope
    phase = entry.phase if scope == PROGRAMME else None
    return scope, phase.id if phase is not None else ""


def _contents(parts: Sequence[_Part], words: Words) -> Html:
    links = [
        tag(
            "li",
            tag("a", said(part.title), href=f"#{part.anchor}"),
            " ",
            tag("span", words.counted("count", len(part.entries)), class_="soft"),
        )
        for part in parts
    ]
    heading = tag("h2", words("contents"), id="contents")
    return tag("nav", heading, tag("ul", *links), aria_labelledby="contents")


def _section(part: _Part, questions: Mapping[str, str], words: Words) -> Html:
    inside = [tag("h2", said(part.title), id=part.anchor)]
    for step, found in groupby(part.entries, key=lambda entry: entry.step):
        title = words("step", number=step.number, title=step.title)
        rows = [document_row(entry, questions, words) for entry in found]
        inside += [tag("h3", said(title)), tag("ul", joined(rows, "\n"), class_="documents")]
    return tag("section", joined(inside, "\n"), aria_labelledby=part.anchor)


def _footer(look: Look, words: Words) -> Html:
    brand = tag("p", said(look.footer)) if look.footer else None
    link = tag("a", CONTENTS, href=CONTENTS)
    return tag("footer", brand, tag("p", words("foot"), " ", link))
