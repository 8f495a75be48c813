"""What goes wrong on an ordinary day loses nothing, in whatever format: laws over all of them."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from collab_playbook.formats.registry import FORMATS
from robustness.every_format import (
    ALL,
    CHARTER,
    FROM_TEXT,
    HERE,
    MINE,
    READERS,
    answered,
    lay,
    path_in,
    under,
    words_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

in_every_format = pytest.mark.parametrize("format_", HERE)


def made(workspace: Path) -> dict[str, bytes]:
    return under(workspace / "documents")


def states(cli: Cli, workspace: Path, *more: str) -> dict[str, str]:
    said = cli("build", "--format", "json", *more, cwd=workspace)
    return {each["path"]: each["state"] for each in said.data["documents"]}


def test_every_format_can_be_read_back_here() -> None:
    assert {"html", "docx", "pdf"} <= set(HERE)
    assert set(FORMATS) <= set(READERS)


# -- a plain run ---------------------------------------------------------------------------------


def test_a_plain_run_makes_every_file_and_tells_each(cli: Cli, planned: Path) -> None:
    said = cli("build", "--to", ALL, cwd=planned)

    paths = [CHARTER, *(path_in(name) for name in HERE)]
    assert said.code == 0, said.err
    assert said.out.splitlines() == [
        f"written   {path}  (built for the first time)" for path in paths
    ]
    assert said.err.endswith(f"{len(paths)} written\n")
    assert sorted(f"documents/{name}" for name in made(planned)) == sorted(paths)
    again = cli("build", cwd=planned)
    assert [line.split()[1] for line in again.out.splitlines()] == [CHARTER, *sorted(paths[1:])]
    assert {line.split()[0] for line in again.out.splitlines()} == {"unchanged"}


@in_every_format
def test_a_file_says_what_was_answered(built: Path, format_: str) -> None:
    words = words_of(format_, (built / path_in(format_)).read_bytes())

    text = ("Acme", "Halve the waiting time") if format_ in FROM_TEXT else ()
    for answer in (*text, "Faster replies", "Fewer forms"):
        assert answer in words


@in_every_format
def test_the_same_answers_give_the_same_bytes_at_another_time(
    cli: Cli, built: Path, planned: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = 7 * 3600
    clock, local, universal = time.time, time.localtime, time.gmtime

    def seconds(given: float | None) -> float:
        return clock() + hours if given is None else given

    monkeypatch.setattr(time, "time", lambda: clock() + hours)
    monkeypatch.setattr(time, "localtime", lambda given=None: local(seconds(given)))
    monkeypatch.setattr(time, "gmtime", lambda given=None: universal(seconds(given)))

    cli("build", "--to", format_, "--now", "2027-03-01", cwd=planned)

    data = (planned / path_in(format_)).read_bytes()
    assert data == (built / path_in(format_)).read_bytes()
    today = datetime.now(UTC)
    assert today.strftime("%Y-%m-%d").encode() not in data
    assert today.strftime("%Y%m%d").encode() not in data


def test_a_dry_run_names_every_file_and_writes_none(cli: Cli, built: Path) -> None:
    answered(cli, built, "Answer within a day")
    (built / path_in(HERE[0])).unlink()
    before = under(built)

    said = cli("build", "--dry-run", "--to", ALL, cwd=built)

    assert said.out.splitlines() == [
        f"written   {CHARTER}  (plan.goals changed)",
        f"written   {path_in(HERE[0])}  (the file was missing)",
        *(
            f"written   {path_in(name)}  "
            f"({'its Markdown changed' if name in FROM_TEXT else 'plan.goals changed'})"
            for name in HERE[1:]
        ),
    ]
    assert (said.code, under(built)) == (0, before)


# -- wrong answers, wrong templates --------------------------------------------------------------


def test_wrong_answers_are_all_told_at_once_and_nothing_is_recorded_or_built(
    cli: Cli, built: Path, tmp_path: Path
) -> None:
    wrong = {
        "plan": {"people": 501, "until": "tomorrow", "goals": [{"target": "many"}], "aimm": "x"}
    }
    (tmp_path / "wrong.json").write_text(json.dumps(wrong), "utf-8")
    before = under(built)

    said = cli("answer", "--from", str(tmp_path / "wrong.json"), cwd=built)

    assert (said.code, said.out) == (3, "")
    file = tmp_path / "wrong.json"
    assert said.err.splitlines()[1:-1] == [
        f"  {file}:1:78: 'plan' asks no question 'aimm'; did you mean 'aim'?",
        f"  {file}:1:21: 501 is more than 500",
        f"  {file}:1:35: 'tomorrow' is not a date of the calendar written as YYYY-MM-DD",
        f"  {file}:1:68: write a whole number, digits only",
        f"  {file}:1:57: 'Goal' is required",
    ]
    assert under(built) == before
    assert set(states(cli, built, "--check").values()) == {"unchanged"}


@pytest.mark.parametrize(
    ("body", "line", "told"),
    [
        ("# A\n\n{{ plan.aimm }}\n", 3, "aimm"),
        ("# A\n\n{% if plan.aim %}\nx\n", 4, "endif"),
        ("# A\n\n{{ plan.aim | nosuch }}\n", 3, "nosuch"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place_and_writes_nothing_in_any_format(
    cli: Cli, built: Path, body: str, line: int, told: str
) -> None:
    """The template of a workspace that was set up before somebody spoiled it."""
    (template,) = built.glob(".collab-playbook/playbook/*/templates/charter/body.md.j2")
    template.write_text(body, "utf-8")
    before = made(built)
    manifest = (built / ".collab-playbook/manifest.json").read_bytes()

    said = cli("build", "--to", ALL, cwd=built)

    assert said.code in {1, 3}
    assert re.search(rf"charter/body\.md\.j2:{line}:\d+", said.err), said.err
    assert told in said.err
    assert "Traceback" not in said.err
    assert made(built) == before
    assert (built / ".collab-playbook/manifest.json").read_bytes() == manifest


# -- hands in the files --------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FROM_TEXT)
def test_words_put_into_the_markdown_reach_it_and_stay_through_new_answers(
    cli: Cli, built: Path, format_: str
) -> None:
    with (built / CHARTER).open("a", encoding="utf-8") as file:
        file.write("\n## Agreed\n\nAgreed over lunch.\n")

    assert states(cli, built)[path_in(format_)] == "written"
    assert "Agreed over lunch." in words_of(format_, (built / path_in(format_)).read_bytes())
    cli("answer", "plan.aim=Answer within a day", cwd=built)
    assert states(cli, built)[CHARTER] == "merged"
    words = words_of(format_, (built / path_in(format_)).read_bytes())
    assert ("Agreed over lunch." in words, "Answer within a day" in words) == (True, True)


@in_every_format
def test_a_copy_that_somebody_changed_is_kept_and_the_new_one_put_beside_it(
    cli: Cli, built: Path, format_: str
) -> None:
    copy, new = built / path_in(format_), built / path_in(format_, "new")
    copy.write_bytes(MINE)
    assert states(cli, built, "--check")[path_in(format_)] == "kept"
    answered(cli, built, "Answer within a day")

    said = cli("build", cwd=built)

    assert said.code == 1
    assert (
        f"conflict  {path_in(format_)}  (somebody changed it: "
        f"bring what you want of '{path_in(format_, 'new')}' into it, then delete that file)"
    ) in said.out.splitlines()
    assert said.err.startswith("1 document changed on both sides")
    assert copy.read_bytes() == MINE
    assert "Answer within a day" in words_of(format_, new.read_bytes())
    others = [name for name in HERE if name != format_]
    assert all("Answer" in words_of(n, (built / path_in(n)).read_bytes()) for n in others[:1])
    new.unlink()
    settled = states(cli, built)
    assert (settled[path_in(format_)], copy.read_bytes()) == ("kept", MINE)


@in_every_format
def test_a_copy_that_somebody_renamed_stays_under_its_new_name(
    cli: Cli, built: Path, format_: str
) -> None:
    theirs = built / path_in(format_, "for_the_board")
    (built / path_in(format_)).rename(theirs)
    theirs.write_bytes(MINE)
    answered(cli, built, "Answer within a day")

    said = cli("build", cwd=built)

    assert f"written   {path_in(format_)}  (the file was missing)" in said.out.splitlines()
    assert theirs.read_bytes() == MINE


@in_every_format
def test_a_file_that_was_there_before_is_not_written_over(
    cli: Cli, planned: Path, format_: str
) -> None:
    theirs = planned / path_in(format_)
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(MINE)

    said = cli("build", "--to", format_, cwd=planned)

    assert (said.code, theirs.read_bytes()) == (1, MINE)
    assert "the file that is there is not the program's own" in said.out
    assert "Fewer forms" in words_of(format_, (planned / path_in(format_, "new")).read_bytes())


# -- unsafe places -------------------------------------------------------------------------------


@in_every_format
@pytest.mark.parametrize("mark", ["", "new"])
def test_a_link_in_its_place_is_not_written_through_and_nothing_else_is_written_either(
    cli: Cli, planned: Path, tmp_path: Path, format_: str, mark: str
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(MINE)
    link = planned / path_in(format_, mark)
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)

    said = cli("build", "--to", format_, cwd=planned)

    assert said.code == 3
    assert said.err.startswith(
        f"Error: '{path_in(format_, mark)}' cannot be written: "
        f"'{path_in(format_, mark)}' is a link\n"
    )
    assert (outside.read_bytes(), link.is_symlink()) == (MINE, True)
    assert not (planned / CHARTER).exists()


@in_every_format
@pytest.mark.parametrize("mark", ["", "new"])
def test_a_folder_in_its_place_is_told_and_the_board_still_opens(
    cli: Cli, built: Path, format_: str, mark: str
) -> None:
    place = built / path_in(format_, mark)
    if not mark:
        place.unlink()
    place.mkdir()
    answered(cli, built, "Answer within a day")
    before = made(built)

    said = cli("build", cwd=built)

    assert (said.code, "a folder or device is in its place" in said.err) == (3, True)
    assert made(built) == before
    board = cli("status", "--format", "json", cwd=built)
    assert (board.code, cli("why-document", "charter", cwd=built).code) == (0, 0), board.err


@in_every_format
def test_an_unreadable_link_beside_it_does_not_close_the_board(
    cli: Cli, built: Path, format_: str
) -> None:
    (built / path_in(format_, "new")).symlink_to("/nowhere")

    board = cli("status", "--format", "json", cwd=built)
    assert board.code == 0, board.err


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_a_document_with_a_reserved_name_is_written_in_no_format(
    cli: Cli, tmp_path: Path, name: str
) -> None:
    workspace = _with_document(cli, tmp_path, name)

    said = cli("build", "--to", ALL, cwd=workspace)

    assert said.code == 3
    assert f"'{name}.md' is a reserved name on Windows" in said.err
    assert not made(workspace)


def test_two_documents_of_one_name_are_refused_before_anything_is_made(
    cli: Cli, tmp_path: Path
) -> None:
    playbook = lay(tmp_path / "playbook")
    other = playbook / "templates/other"
    other.mkdir()
    for file in (playbook / "templates/charter").iterdir():
        (other / file.name).write_bytes(file.read_bytes())

    checked = cli("check", str(playbook))
    begun = cli("init", str(tmp_path / "w"), "--playbook", str(playbook), "--no-input")

    assert (checked.code, begun.code) == (1, 3)
    for said in (checked, begun):
        assert "templates/other/document.yaml:1" in said.out + said.err
    assert not (tmp_path / "w").exists()


def _with_document(cli: Cli, folder: Path, name: str) -> Path:
    playbook = lay(folder / "playbook")
    own = playbook / "templates/charter/document.yaml"
    own.write_text(own.read_text("utf-8").replace("id: charter", f"id: {name}"), "utf-8")
    own.parent.rename(own.parent.with_name(name))
    said = cli("init", str(folder / "w"), "--playbook", str(playbook), "--no-input")
    assert said.code == 0, said.err
    return folder / "w"
