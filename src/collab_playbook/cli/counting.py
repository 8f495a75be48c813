"""Numbers in sentences."""

from __future__ import annotations

from collab_playbook.saying import say


def counted(number: int, one: str, many: str) -> str:
    """A number in a sentence: ``counted(3, "1 file", "{number} files")``."""
    return say(one) if number == 1 else say(many, number=number)
