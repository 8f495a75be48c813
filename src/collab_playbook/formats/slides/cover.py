"""The first slide: whose deck it is, its title, and the facts about it as far as they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.formats.content import Span, Table
from collab_playbook.formats.slides.area import FULL
from collab_playbook.formats.slides.deck import Line, Lines, Slide
from collab_playbook.formats.slides.text import LEADING, cut, starts_of
from collab_playbook.formats.words import COLON, in_language

if TYPE_CHECKING:
    from collab_playbook.formats.content import Inlines
    from collab_playbook.formats.look import Look
    from collab_playbook.formats.slides.deck import Deck, Part

ORGANISATION: Final = 22.0
FACT: Final = 16.0
"""The sizes of the text below the title."""
TEXT_WIDTH: Final = FULL - 200
"""What the logo leaves of the line."""
TEXT_HEIGHT: Final = 150.0
_TITLE: Final = (44.0, 38.0, 32.0, 28.0)
_ROWS: Final = 3
_LONGEST: Final = 400
"""No row has more letters, however narrow they are."""


class Cover(NamedTuple):
    """What stands on the first slide.

    Attributes:
        title: What the deck is called.
        size: How large that is.
        organisation: Whose deck it is.
        facts: A line for each fact.
        rest: The slide that says what was too long for this one.
    """

    title: Inlines
    size: float
    organisation: str
    facts: tuple[str, ...]
    rest: Slide | None


def cover_of(deck: Deck, look: Look) -> Cover:
    """The first slide of a deck; what is too long for it stands in full on the second."""
    colon = in_language(COLON, look.language)
    told = [(head, said) for head, said in deck.facts if said and said != look.organisation]
    facts = tuple(f"{head}{colon}{said}" if head else said for head, said in told)
    organisation = one_row(look.organisation, TEXT_WIDTH, ORGANISATION)
    rest: list[Part] = []
    title, size = _title(deck.title)
    if title != deck.title:
        rest.append(Lines((Line(deck.title),)))
    rows = sum(len(starts_of((Span(fact),), TEXT_WIDTH, FACT)) for fact in facts)
    if (ORGANISATION + rows * FACT) * LEADING + 3 * len(facts) > TEXT_HEIGHT:
        cells = tuple(((Span(head),), (Span(said),)) for head, said in told)
        rest.append(Table(((), ()), cells))
        facts = ()
    return Cover(title, size, organisation, facts, Slide(deck.title, tuple(rest)) if rest else None)


def _title(title: Inlines) -> tuple[Inlines, float]:
    for size in _TITLE:
        starts = starts_of(title, FULL, size, bold=True)
        if len(starts) <= _ROWS:
            return title, size
    kept, _ = cut(title, starts[_ROWS] - 1)
    return (*kept, Span("…")), size


def one_row(text: str, width: float, size: float) -> str:
    """A text that is only repeated, cut where its row ends."""
    shown = text[:_LONGEST]
    starts = starts_of((Span(shown),), width - size, size, bold=True)
    if len(starts) > 1:
        shown = shown[: starts[1]]
    return text if shown == text else shown.rstrip() + "…"
