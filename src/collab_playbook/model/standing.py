"""The words for where a step stands, said by the engine and expected by stories."""

from __future__ import annotations

from typing import Literal

Derived = Literal[
    "not_applicable",
    "blocked",
    "ready",
    "active",
    "awaiting_approval",
    "done",
    "stale",
    "skipped",
]
Verdict = Literal["met", "unmet", "unknown", "waived"]
Flag = Literal["due_soon", "due", "overdue"]
GateVerdict = Literal["go", "go_with_conditions", "hold", "stop"]
GATE_VERDICTS: tuple[GateVerdict, ...] = ("go", "go_with_conditions", "hold", "stop")
GateState = Literal["undecided", "go", "go_with_conditions", "hold", "stop"]
CircleState = Literal["planned", "held", "open", "stopped", "closed"]
