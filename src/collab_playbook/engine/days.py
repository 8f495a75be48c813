"""Days as they are stored: ``2026-03-31``."""

from __future__ import annotations

from datetime import date


def day_in(value: object) -> date | None:
    """The day that a stored value holds; ``None`` where it holds none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:  # answered when the question still asked for something else
        return None
