"""Where things stand as a word with a mark before it; the colour only repeats it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.report.markup import tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.report.markup import Html

_TIED = "\u00a0"
_SHORT = 13
"""A state of no more letters stays on one line, however narrow its column is."""
GOOD, OPEN, HELD, BAD, PLAIN = "good", "open", "held", "bad", "plain"

_MARKS: Mapping[str, tuple[str, str]] = {
    # steps
    "done": ("✓", GOOD),
    "skipped": ("»", PLAIN),
    "active": ("▸", OPEN),
    "ready": ("○", PLAIN),
    "blocked": ("∥", HELD),
    "awaiting_approval": ("?", OPEN),
    "stale": ("▲", BAD),
    "not_applicable": ("·", PLAIN),
    # phases and circles
    "finished": ("✓", GOOD),
    "begun": ("▸", OPEN),
    "ahead": ("○", PLAIN),
    "planned": ("○", PLAIN),
    "held": ("∥", HELD),
    "stopped": ("■", BAD),
    "closed": ("»", PLAIN),
    # gates
    "undecided": ("○", PLAIN),
    "go": ("✓", GOOD),
    "go_with_conditions": ("✓", HELD),
    "hold": ("∥", HELD),
    "stop": ("■", BAD),
    # criteria
    "met": ("✓", GOOD),
    "unmet": ("✗", BAD),
    "unknown": ("?", HELD),
    "waived": ("»", HELD),
    # signatures
    "none": ("○", PLAIN),
    "partial": ("?", OPEN),
    "given": ("✓", GOOD),
    "void": ("▲", BAD),
    "expired": ("▲", BAD),
    "refused": ("✗", BAD),
    # days
    "overdue": ("▲", BAD),
    "due": ("●", HELD),
    "late": ("▲", BAD),
    # indicators
    "better": ("✓", GOOD),
    "worse": ("▲", BAD),
}


def marked(state: str, text: str) -> Html:
    """A word with the mark of its state, which a screen reader passes over."""
    mark, kind = _MARKS.get(state, ("·", PLAIN))
    words = text.replace(" ", _TIED) if len(text) <= _SHORT else text
    told = f"{_TIED}{words}"
    return tag("span", tag("span", mark, aria_hidden="true"), told, class_=f"mark {kind}")
