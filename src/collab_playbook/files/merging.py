"""Three texts into one: what a person changed and what the program changed since their base."""

from __future__ import annotations

from collab_playbook.documents.plan import CONFLICT, Merged

MAX_LINES = 50_000
_YOURS, _NEW, _END = (f"{CONFLICT}{what}]**" for what in ("your text", "new text", "end"))


def merge_texts(base: str, yours: str, new: str) -> Merged:
    """Merges line by line; where both changed the same lines, both stand between visible marks.

    The marks are lines of Markdown with blank lines around, so that they show in every reader and
    break no table or heading beside them.

    Args:
        base: The text that both started from.
        yours: The person's text.
        new: The program's text.
    """
    from merge3 import Merge3  # noqa: PLC0415 - only a document edited by hand needs it

    sides = [text.splitlines(keepends=True) for text in (base, yours, new)]
    if max(len(side) for side in sides) > MAX_LINES:
        return Merged(_marked(yours.splitlines(), new.splitlines()), 1)
    lines: list[str] = []
    conflicts = 0
    for group in Merge3(sides[0], sides[1], sides[2]).merge_groups():
        if group[0] == "conflict":
            conflicts += 1
            lines.append(_marked(*([line.rstrip("\n") for line in side] for side in group[2:4])))
        else:
            lines += group[1]
    return Merged("".join(lines), conflicts)


def _marked(yours: list[str], new: list[str]) -> str:
    return "\n".join(("", _YOURS, "", *yours, "", _NEW, "", *new, "", _END, "", ""))
