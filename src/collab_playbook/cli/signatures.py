"""The signatures under a document, for programs and for people."""

from __future__ import annotations

from datetime import date
from typing import Any

from collab_playbook.documents.signed import Signed
from collab_playbook.engine.showing import shown_date
from collab_playbook.saying import say, say_all


def signed_content(signed: Signed | None) -> dict[str, Any]:
    """The keys of a document about its signatures."""
    approvals = signed.approvals if signed is not None else ()
    return {
        "signed": [{"role": a.role, "by": a.by, "at": a.at} for a in approvals],
        "altered": signed is not None and signed.altered,
    }


def signed_words(signed: Signed | None, language: str) -> str:
    """Who signed a document and whether it was altered since; empty for one never signed."""
    if signed is None:
        return ""
    who = say_all(
        ", ",
        (
            say(
                "{name} on {day}",
                name=a.by.partition(" <")[0],
                day=shown_date(date.fromisoformat(a.at[:10]), language),
            )
            for a in signed.approvals
        ),
    )
    if signed.altered:
        return say("signed by {who}, altered since", who=who)
    return say("signed by {who}", who=who)
