"""What made one passage of a document say what it says: told by comparing variants of the text."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.fault import Sheet
from collab_playbook.documents.naming import parted
from collab_playbook.documents.passages import passages_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.documents.fault import RenderFault
    from collab_playbook.documents.passages import Passage
    from collab_playbook.documents.varying import Variant


class Influence(NamedTuple):
    """A part of the material that a passage owes something to.

    Attributes:
        part: The part: an answer such as ``leadership.sponsor``, or another as ``naming`` has them.
        entries: Which entries of a list, counted from 1; empty for the whole of it.
        worded: Whether other words of the part make other words of the passage; else the passage
            only stands there because the part does.
    """

    part: str
    entries: tuple[int, ...]
    worded: bool

    @property
    def is_answer(self) -> bool:
        """Whether a person gave it."""
        return parted(self.part)[0] == "answer"


class Move(NamedTuple):
    """What a variant does to a passage: other words, or ``gone`` for no passage in its place."""

    variant: Variant
    gone: bool


def moves_of(
    passage: Passage,
    passages: Sequence[Passage],
    variants: Sequence[Variant],
    made: Sequence[Sheet | RenderFault],
) -> tuple[Move, ...]:
    """The variants of a document in which a passage does not stand as it is.

    Args:
        passage: One of ``passages``.
        passages: The passages of the document as it is.
        variants: What was changed, in each of ``made``.
        made: The document with each change; a change that no template can carry out tells nothing.
    """
    said = [each.said for each in passages]
    at = passages.index(passage)
    found = []
    for variant, sheet in zip(variants, made, strict=True):
        if isinstance(sheet, Sheet):
            tag = _fate(at, said, [each.said for each in passages_of(sheet.text)])
            found += [Move(variant, tag == "delete")] if tag != "equal" else []
    return tuple(found)


def influences_of(moves: Sequence[Move]) -> tuple[Influence, ...]:
    """What a passage owes to which part, answers first, those that word it before the others."""
    parts = dict.fromkeys(each.variant.part for each in moves if each.variant.part)
    found = [_influence(part, [m for m in moves if m.variant.part == part]) for part in parts]
    return tuple(sorted(found, key=lambda each: (not each.is_answer, not each.worded)))


def _influence(part: str, moves: Sequence[Move]) -> Influence:
    entries = tuple(each.variant.entry for each in moves if each.variant.entry)
    return Influence(part, entries, not all(each.gone for each in moves))


def _fate(at: int, before: Sequence[str], after: Sequence[str]) -> str:
    """What becomes of a passage in another text: ``equal``, ``replace`` or ``delete``."""
    if before.count(before[at]) == after.count(before[at]):
        return "equal"
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return next(tag for tag, start, end, _, _ in opcodes if start <= at < end)
