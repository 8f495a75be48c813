"""The table of readings: written from the journal, edited by hand, merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collab_playbook.files.readings_stamp import READINGS

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli


@pytest.fixture
def measured(cli: Cli, measuring: Path) -> Path:
    """A workspace with two readings."""
    for value, period in (("17", "2026-08"), ("15,5 %", "2026-09")):
        said = cli("indicator", "record", "K13", value, "--period", period, cwd=measuring)
        assert said.code == 0, said.err
    return measuring


def _table(workspace: Path) -> list[str]:
    return (workspace / READINGS).read_text("utf-8").splitlines()[1:]


def _edit(workspace: Path, old: str, new: str) -> None:
    text = (workspace / READINGS).read_text("utf-8")
    assert old in text
    (workspace / READINGS).write_text(text.replace(old, new), "utf-8")


HEADING = "scope,indicator,period,value,source,note"


def test_the_view_is_sorted_and_safe_for_spreadsheets(cli: Cli, measured: Path) -> None:
    extra = ("--period", "2026-W20", "--source", '=HYPERLINK("x")', "--note", "-, or so")
    assert cli("indicator", "record", "K04", "3", *extra, cwd=measured).code == 0
    assert _table(measured) == [
        HEADING,
        """programme,interactive_rate,2026-W20,3,"'=HYPERLINK(""x"")","'-, or so\"""",
        "programme,zero_reply_rate,2026-08,17,,",
        "programme,zero_reply_rate,2026-09,15.5,,",
    ]
    before = (measured / READINGS).read_bytes()
    assert cli("answer", "org.headcount=7", cwd=measured).code == 0
    assert (measured / READINGS).read_bytes() == before


def test_what_a_hand_changes_adds_and_removes_is_taken_over(cli: Cli, measured: Path) -> None:
    _edit(measured, "2026-08,17,,", "2026-08,16,Agora,counted again")
    _edit(measured, "programme,zero_reply_rate,2026-09,15.5,,", ',k04,oct 2026,"12,5",,')
    looked = cli("indicator", "list", "--format", "json", cwd=measured)
    assert looked.err.startswith("3 changes made by hand, shown here and not recorded yet")
    read = {i["id"]: i["last"]["value"] for i in looked.data["indicators"]}
    assert read == {"interactive_rate": "12.5", "zero_reply_rate": "16"}
    said = cli("answer", "org.headcount=7", cwd=measured)
    assert said.err == "3 changes made by hand, now recorded.\nRecorded 1 answer.\n"
    assert _table(measured) == [
        HEADING,
        "programme,interactive_rate,2026-10,12.5,,",
        "programme,zero_reply_rate,2026-08,16,Agora,counted again",
    ]
    events = cli("log", "--format", "json", cwd=measured).data["events"]
    by_hand = [e["type"] for e in events if e["data"].get("how") == "edited in file"]
    assert by_hand == ["indicator_recorded", "indicator_recorded", "indicator_withdrawn"]
    assert cli("verify", cwd=measured).code == 0
    assert cli("check", str(measured)).code == 0


def test_an_edit_that_does_not_fit_is_told_with_its_place_and_kept(
    cli: Cli, measured: Path
) -> None:
    _edit(measured, "2026-08,17,,", "2026-08,170,,")
    said = cli("answer", "org.headcount=7", cwd=measured)
    place = f"{READINGS}:3:35: PB830 170 % is no share of a whole, which lies between 0 and 100 %"
    assert said.err.splitlines() == [
        f"{place} [reading-misfit] Nothing is recorded for it.",
        "Recorded 1 answer.",
        f"{READINGS} holds edits that could not be taken over; it is left as it is.",
    ]
    assert "2026-08,170,," in (measured / READINGS).read_text("utf-8")
    checked = cli("check", str(measured), "--format", "concise")
    assert checked.code == 1
    assert "PB830" in checked.out


def test_a_table_that_is_merely_old_reverts_nothing(cli: Cli, measured: Path) -> None:
    old = (measured / READINGS).read_text("utf-8")
    assert cli("indicator", "record", "K13", "14", "--period", "2026-09", cwd=measured).code == 0
    assert cli("indicator", "record", "K13", "13", "--period", "2026-10", cwd=measured).code == 0
    (measured / READINGS).write_text(old.replace("2026-08,17,,", '2026-08,"17,2",,'), "utf-8")
    said = cli("answer", "org.headcount=7", cwd=measured)
    assert said.err == "1 change made by hand, now recorded.\nRecorded 1 answer.\n"
    assert [line.split(",")[3] for line in _table(measured)[1:]] == ["17.2", "14", "13"]


def test_what_was_changed_on_both_sides_is_for_a_person_to_settle(cli: Cli, measured: Path) -> None:
    old = (measured / READINGS).read_text("utf-8")
    assert cli("indicator", "record", "K13", "14", "--period", "2026-09", cwd=measured).code == 0
    (measured / READINGS).write_text(old.replace("2026-09,15.5", "2026-09,12"), "utf-8")
    said = cli("answer", "org.headcount=7", cwd=measured)
    assert f"{READINGS}:4:35: PB831 'zero_reply_rate' for 2026-09 was changed here" in said.err
    events = cli("log", "--format", "json", cwd=measured).data["events"]
    assert [e["data"]["value"] for e in events if e["type"] == "indicator_recorded"][-1] == "14"


def test_a_spreadsheet_may_save_the_table_its_own_way(cli: Cli, measured: Path) -> None:
    lines = (measured / READINGS).read_text("utf-8").splitlines()
    saved = [
        f"{lines[0]};;;;;",
        *(line.replace(",", ";").replace("15.5", "15,5") for line in lines[1:]),
    ]
    (measured / READINGS).write_bytes(("\ufeff" + "\r\n".join(saved) + "\r\n").encode())
    said = cli("answer", "org.headcount=7", cwd=measured)
    assert said.err == "Recorded 1 answer.\n"
    assert len(_table(measured)) == 3


def test_a_conflict_of_git_is_joined_where_the_sides_agree(cli: Cli, measured: Path) -> None:
    text = (measured / READINGS).read_text("utf-8")
    first, rest = text.split("\n", 1)
    both = f"<<<<<<< ours\n{first}\n=======\n{first}\n>>>>>>> theirs\n{rest}"
    (measured / READINGS).write_text(both, "utf-8")
    assert cli("status", cwd=measured).err == ""
    said = cli("indicator", "record", "K13", "14", "--period", "2026-10", cwd=measured)
    assert said.err == "Recorded 1 reading.\n"
    assert "<<<<" not in (measured / READINGS).read_text("utf-8")
