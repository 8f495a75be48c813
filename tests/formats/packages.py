"""Packages for tests of their index: a plain one, one in French, and one full of hostile texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build import playbook, question, step
from collab_playbook.documents.packing import (
    Entry,
    Extra,
    LeftOut,
    Owner,
    Part,
    Sheet,
    placed,
)
from collab_playbook.documents.signed import Signed
from collab_playbook.engine.state import Approval
from collab_playbook.files.translations import translation_for
from collab_playbook.formats.index.page import index_of
from collab_playbook.formats.look import Look
from packaged import HEAD, sheet
from report.samples import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.model.playbook import Playbook

EXTRAS = (Extra("report", "Committee report.html", b""), Extra("calendar", "Calendar.ics", b""))
SAM = Approval("sponsor", "Sam <sam@example.org>", "2026-11-20T09:00:00Z", "e1", "d")
QUESTIONS = {"plan.name": "What is it called?"}
LOOK = Look("en", "Acme", "#1f4e79")


def process(texts: tuple[str, ...]) -> Playbook:
    """A playbook of two steps whose documents are called like these texts."""
    documents = [
        {
            "id": f"d{n}",
            "title": text,
            "audience": text,
            "purpose": text,
            "step": ("plan", "run")[n % 2],
            "kind": "note",
        }
        for n, text in enumerate(texts)
    ]
    steps = (
        step("plan", 1, questions=[question("name")], title=texts[0]),
        step("run", 2, questions=[question("name")], title=texts[-1]),
    )
    return playbook(*steps, documents=documents)


def final(of: Playbook, number: int, scope: str = "programme", **keys: Any) -> Sheet:
    """A final document with three formats, unless a test says otherwise."""
    files = {"md": b"", "html": b"", "pdf": b""}
    return sheet(of, f"d{number}", scope, **{"final": True, "files": files, **keys})


def entries(texts: tuple[str, ...], circle: str = "Guests") -> tuple[Entry, ...]:
    """A document of each kind that there is, for the programme and for a circle."""
    of = process(texts)
    lacking = LeftOut("", "it was edited by hand")
    sheets = (
        final(of, 0, signed=Signed((SAM,))),
        final(of, 2, signed=Signed((SAM,), altered=True), masked=True),
        final(of, 1, final=False, open=("plan.name", "plan.unknown")),
        final(of, 3, files={}, left_out=(lacking,)),
        final(of, 1, "circle:guests", left_out=(LeftOut("docx", "gone", is_edited=False),)),
    )
    owners = {
        "programme": Owner("programme", ""),
        "circle:guests": Owner("circle:guests", circle, "Circle - Guests"),
    }
    return placed(sheets, owners, of, [extra.name for extra in EXTRAS])


def plain(language: str = "en") -> bytes:
    """The index of a small package."""
    found = entries(("Charter", "Guide", "Map", "Register"))
    head = HEAD._replace(language=language)
    look = LOOK._replace(language=language, footer="Internal to Acme")
    return index_of(head, found, EXTRAS, QUESTIONS, look, translation_for(language))


def hostile() -> bytes:
    """The index of a package in which every text is hostile."""
    found = entries((*HOSTILE, *HOSTILE), HOSTILE[0])
    part = Part("plan", HOSTILE[1])
    head = HEAD._replace(organisation=HOSTILE[2], programme=HOSTILE[0], chosen=(part,), within=part)
    questions = {"plan.name": HOSTILE[0], "plan.unknown": HOSTILE[6]}
    look = LOOK._replace(organisation=HOSTILE[0], footer=HOSTILE[1])
    return index_of(head, found, EXTRAS, questions, look, translation_for("en"))


PAGES: Mapping[str, Callable[[], bytes]] = {
    "plain": plain,
    "french": lambda: plain("fr"),
    "hostile": hostile,
}
