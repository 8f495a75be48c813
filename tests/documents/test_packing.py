"""A package as a value: where its files go, and what is said of them."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from build import playbook, question, step
from collab_playbook.documents.packing import (
    Extra,
    LeftOut,
    Owner,
    Part,
    Sheet,
    contents,
    contents_bytes,
    digest_of_contents,
    folder_of,
    placed,
)
from collab_playbook.documents.signed import Signed
from collab_playbook.engine.state import Approval
from packaged import HEAD, sheet

if TYPE_CHECKING:
    from collab_playbook.model.playbook import Playbook

PROGRAMME = Owner("programme", "")
GUESTS = Owner("circle:guests", "Guests: <all>", "Circle - Guests - all")


def process(*titles: str, step_title: str = "Plan it") -> Playbook:
    documents = [
        {"id": f"d{n}", "title": title, "audience": "All", "step": "plan", "kind": "note"}
        for n, title in enumerate(titles)
    ]
    plan = step("plan", 1, questions=[question("name")], title=step_title)
    return playbook(plan, documents=documents)


def paths(of: Playbook, *sheets: Sheet, taken: tuple[str, ...] = ()) -> list[dict[str, str]]:
    owners = {each.scope: each for each in (PROGRAMME, GUESTS)}
    return [dict(entry.paths) for entry in placed(sheets, owners, of, taken)]


def test_files_are_named_for_people_by_step_and_circle() -> None:
    of = process("Charter")

    assert paths(of, sheet(of, "d0"), sheet(of, "d0", "circle:guests")) == [
        {"md": "01 Plan it/Charter.md", "pdf": "01 Plan it/Charter.pdf"},
        {
            "md": "Circle - Guests - all/01 Plan it/Charter.md",
            "pdf": "Circle - Guests - all/01 Plan it/Charter.pdf",
        },
    ]


def test_titles_that_a_disk_takes_for_one_keep_apart_with_all_their_formats() -> None:
    of = process("Charter", "CHARTER", "../charter")

    assert paths(of, *(sheet(of, each) for each in ("d0", "d1", "d2"))) == [
        {"md": "01 Plan it/Charter.md", "pdf": "01 Plan it/Charter.pdf"},
        {"md": "01 Plan it/CHARTER (2).md", "pdf": "01 Plan it/CHARTER (2).pdf"},
        {"md": "01 Plan it/charter (3).md", "pdf": "01 Plan it/charter (3).pdf"},
    ]


def test_no_folder_takes_the_name_of_the_index_or_of_anything_else_at_the_top() -> None:
    of = process("Charter")
    owner = Owner("circle:guests", "Guests", "index.html")

    entries = placed([sheet(of, "d0", "circle:guests")], {owner.scope: owner}, of)

    assert [entry.paths["md"] for entry in entries] == ["index.html (2)/01 Plan it/Charter.md"]
    assert paths(of, sheet(of, "d0"), taken=("01 plan it",))[0]["md"] == (
        "01 Plan it (2)/Charter.md"
    )


def test_a_circle_is_called_by_its_title_and_the_programme_has_no_folder() -> None:
    assert folder_of("circle:guests", "Guests: <all>") == "Circle - Guests - all"
    assert folder_of("community:turin", "../..") == "Community - turin"
    assert folder_of("programme", "") == ""


def test_a_signature_counts_while_it_covers_what_is_said() -> None:
    of = process("Charter")
    approval = Approval("sponsor", "Sam <sam@example.org>", "2026-11-20T09:00:00Z", "e1", "digest")
    signed = Signed((approval,))

    assert sheet(of, "d0").state == "draft"
    assert sheet(of, "d0", final=True).state == "final"
    assert sheet(of, "d0", signed=signed).state == "signed"
    assert sheet(of, "d0", signed=signed._replace(altered=True)).state == "draft"


def test_what_a_package_says_of_itself_names_every_file_and_is_covered_by_its_digest() -> None:
    of = process("Charter")
    left = LeftOut("docx", "somebody changed it")
    one = sheet(of, "d0", open=("plan.name",), masked=True, left_out=(left,))
    entries = placed([one], {"programme": PROGRAMME}, of)
    files = {"index.html": b"<!doctype html>", "Calendar.ics": b"c"}
    head = HEAD._replace(organisation="Acme \ud800", chosen=(Part("plan", "Plan it"),))

    told = contents(head, entries, [Extra("calendar", "Calendar.ics", b"c")], files)

    assert json.loads(contents_bytes(told)) == told
    assert told["organisation"] == "Acme \ufffd"
    assert told.pop("digest") == digest_of_contents(told)
    assert told["documents"] == [
        {
            "id": "d0",
            "instance": "programme",
            "phase": "frame",
            "step": "plan",
            "title": "Charter",
            "audience": "All",
            "state": "draft",
            "altered": False,
            "signed": [],
            "open": ["plan.name"],
            "edited": False,
            "masked": True,
            "files": [
                {"format": "md", "path": "01 Plan it/Charter.md"},
                {"format": "pdf", "path": "01 Plan it/Charter.pdf"},
            ],
            "left_out": [{"format": "docx", "reason": "somebody changed it"}],
        }
    ]
    assert told["files"] == [
        {"path": path, "size": len(data), "sha256": sha256(data).hexdigest()}
        for path, data in sorted(files.items())
    ]
    assert (told["chosen"], told["masked"], told["heads"]) == (["plan"], True, ["h"])
