"""A request that cannot be granted, as a value: every reason at once, and what to do instead."""

from __future__ import annotations

from typing import NamedTuple


class Refusal(NamedTuple):
    """Why not: one sentence a reason, an answer that would pass, and the remedy."""

    problems: tuple[str, ...]
    example: str = ""
    hint: str = ""
