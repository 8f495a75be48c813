"""Whose words a passage holds: a template's with answers, a person's, or an earlier build's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.documents.fault import NOWHERE, UNTOLD
from collab_playbook.documents.passages import LIKE_ENOUGH, alikeness, passages_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.documents.fault import Sheet, TemplateLine
    from collab_playbook.documents.influence import Influence
    from collab_playbook.documents.passages import Passage

MadeBy = Literal["template", "hand", "earlier"]


class Account(NamedTuple):
    """What is known of a passage.

    Attributes:
        passage: The passage, as it lies there.
        made_by: ``template`` for words that the templates and answers of now make; ``earlier`` for
            words that an earlier build wrote and none would now; ``hand`` for all others.
        origin: The line of a template that wrote it, or for ``hand`` the words that it replaced;
            ``NOWHERE`` for the program's own words, ``UNTOLD`` where it cannot be told.
        influences: What it owes to which answer; likewise.
        replaced: What the template would say in the place of words put there by hand.
    """

    passage: Passage
    made_by: MadeBy
    origin: TemplateLine = NOWHERE
    influences: tuple[Influence, ...] = ()
    replaced: str = ""


class Found(NamedTuple):
    """An account without its influences, and the passage of the text of now that has them."""

    account: Account
    written: Passage | None = None


def found_in(passage: Passage, lying: Sequence[Passage], built: str, sheet: Sheet) -> Found:
    """Whose words a passage holds.

    Args:
        passage: One of ``lying``.
        lying: The passages of the file as it lies there.
        built: The text that the last build wrote, before anybody edited it.
        sheet: The document as it would be written now.
    """
    now = passages_of(sheet.text)
    written = _same(passage, lying, now)
    if written is not None:
        return _written(Account(passage, "template"), written, sheet)
    if any(each.said == passage.said for each in passages_of(built)):
        return Found(Account(passage, "earlier"))
    said = {each.said for each in lying}
    gone = [each for each in now if each.said not in said and each.kind == passage.kind]
    replaced = max(gone, key=lambda each: alikeness(each.text, passage.text), default=None)
    account = Account(passage, "hand")
    if replaced is None or alikeness(replaced.text, passage.text) < LIKE_ENOUGH:
        return Found(account)
    return _written(account._replace(replaced=replaced.text), replaced, sheet)


def _written(account: Account, written: Passage, sheet: Sheet) -> Found:
    origin = sheet.origins[written.line - 1] if sheet.origins else UNTOLD
    return Found(account._replace(origin=origin), written)


def _same(passage: Passage, lying: Sequence[Passage], now: Sequence[Passage]) -> Passage | None:
    """The passage of the text of now that says the same; of several, the one at the same turn."""
    alike = [each for each in now if each.said == passage.said]
    turn = sum(1 for each in lying if each.said == passage.said and each.line < passage.line)
    return alike[min(turn, len(alike) - 1)] if alike else None
