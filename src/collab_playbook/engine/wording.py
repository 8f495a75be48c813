"""The words of the engine as people say them: states, verdicts, flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    # -- states of a step -------------------------------------------------------------------------
    "not_applicable": say("not applicable"),
    "blocked": say("blocked"),
    "ready": say("ready"),
    "idle": say("idle"),
    "active": say("active"),
    "submitted": say("submitted"),
    "awaiting_approval": say("awaiting approval"),
    "done": say("done"),
    "stale": say("stale"),
    "skipped": say("skipped"),
    # -- flags of a step --------------------------------------------------------------------------
    "due": say("due"),
    "due_soon": say("due soon"),
    "overdue": say("overdue"),
    # -- states of a circle and a community -------------------------------------------------------
    "planned": say("planned"),
    "held": say("held"),
    "open": say("open"),
    "stopped": say("stopped"),
    "closed": say("closed"),
    # -- verdicts of a gate -----------------------------------------------------------------------
    "undecided": say("undecided"),
    "go": say("go"),
    "go_with_conditions": say("go with conditions"),
    "hold": say("hold"),
    "stop": say("stop"),
    # -- verdicts of a criterion ------------------------------------------------------------------
    "met": say("met"),
    "unmet": say("unmet"),
    "unknown": say("unknown"),
    "waived": say("waived"),
    # -- sign-offs --------------------------------------------------------------------------------
    "none": say("none"),
    "partial": say("partial"),
    "given": say("given"),
    "void": say("void"),
    "expired": say("expired"),
    "refused": say("refused"),
    # -- documents --------------------------------------------------------------------------------
    "missing": say("missing"),
    "current": say("current"),
    "outdated": say("outdated"),
    "edited": say("edited"),
    "conflict": say("conflict"),
    "orphan": say("orphan"),
    "written": say("written"),
    "unchanged": say("unchanged"),
    "kept": say("kept"),
    "merged": say("merged"),
}


MEASURES: Mapping[str, str] = {
    # -- units ------------------------------------------------------------------------------------
    "hours": say("hours"),
    "days": say("days"),
    "minutes": say("minutes"),
    "people": say("people"),
    "ratio": say("ratio"),
    "number": say("number"),
    "currency": say("amount"),
    "1 to 5": say("1 to 5"),
    "% return": say("% return"),
    "% change": say("% change"),
    # -- which way is better ----------------------------------------------------------------------
    "up": say("up"),
    "down": say("down"),
    "up, then flat": say("up, then flat"),
    "near 1": say("near 1"),
    "low, but not nought": say("low, but not nought"),
    "down, never to nought": say("down, never to nought"),
    # -- how often --------------------------------------------------------------------------------
    "week": say("week"),
    "month": say("month"),
    "quarter": say("quarter"),
    "half-year": say("half-year"),
    "year": say("year"),
    "wave": say("wave"),
    "post": say("post"),
    # -- when a target is due ---------------------------------------------------------------------
    "pilot": say("pilot"),
    "month_3": say("month 3"),
    "month_6": say("month 6"),
    "month_12": say("month 12"),
}
"""What an indicator says in codes that are read in every language: units, directions, rhythms."""


def measure_in_words(code: str) -> str:
    """A unit, direction, rhythm or day of a target as people say it."""
    return MEASURES.get(code) or code.replace("_", " ")


def in_words(name: str) -> str:
    """A state, verdict or flag as people say it: ``awaiting approval``."""
    return WORDS.get(name) or name.replace("_", " ")
