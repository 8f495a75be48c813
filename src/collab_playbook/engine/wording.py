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


def in_words(name: str) -> str:
    """A state, verdict or flag as people say it: ``awaiting approval``."""
    return WORDS.get(name) or name.replace("_", " ")
