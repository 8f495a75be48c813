"""The workbook of a document, made from the same material as its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.documents.cells import Hand
from collab_playbook.documents.naming import RENDERER, key
from collab_playbook.documents.sheet_words import words_in
from collab_playbook.documents.sheets import Column, Sheet, Workbook
from collab_playbook.documents.sheets_of_answers import sheet_of_answer
from collab_playbook.documents.sheets_of_measures import dictionary, readings, scorecard
from collab_playbook.documents.sheets_of_roles import load, raci, roles
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.marks import SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from collab_playbook.documents.reading import Reading

_OF_ROLES: Mapping[str, Callable[[Hand, Mapping[str, Any]], Sheet]] = {
    "raci": raci,
    "roles": roles,
    "load": load,
}
_OF_SCOPES: Mapping[str, Callable[[Hand, Mapping[str, Any], str], Sheet]] = {
    "readings": readings,
    "indicators": dictionary,
}


def workbook_of(reading: Reading, document: str, scope: str, language: str) -> Workbook:
    """The workbook of a document; what it reads is noted in ``reading``.

    Args:
        reading: The material.
        document: The document's id.
        scope: The instance that it is made for.
        language: Its language.
    """
    hand = Hand(reading, language)
    reading.part(RENDERER)
    told: Sequence[Mapping[str, Any]] = reading.part(key("workbook", document)) or ()
    where = next((at for at, each in enumerate(told) if each["from"] == "readings"), None)
    sheets = [_sheet(hand, each, scope, where) for each in told]
    about = reading.part(key("document", document))
    sources = _sources(hand)
    owner = reading.part(key("owner", scope)) if scope != PROGRAMME else None
    title = hand.text(about["title"])
    return Workbook(
        f"{title} \N{EM DASH} {hand.text(owner['title'])}" if owner else title,
        hand.playbook(about["purpose"]),
        (*sheets, *((sources,) if sources else ())),
    )


def _sheet(hand: Hand, told: Mapping[str, Any], scope: str, where: int | None) -> Sheet:
    source = told["from"]
    if source == "scorecard":
        return scorecard(hand, told, scope, where)
    if source in _OF_ROLES:
        return _OF_ROLES[source](hand, told)
    return _OF_SCOPES.get(source, sheet_of_answer)(hand, told, scope)


def _sources(hand: Hand) -> Sheet | None:
    """The sources that the cells cite; ``None`` where they cite none."""
    records = hand.reading.part(key("catalogue", SOURCES)) or () if hand.cited else ()
    rows = sorted(
        (
            hand.text(str(each["title"])),
            hand.text(str(each.get("what", ""))) or None,
            str(each.get("address", "")) or None,
        )
        for each in records
        if each["id"] in hand.cited
    )
    word = words_in(hand.language)
    columns = (Column(word["source"]), Column(word["what"]), Column(word["address"]))
    return Sheet(word["sources"], columns, tuple(rows)) if rows else None
