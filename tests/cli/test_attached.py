"""Evidence from end to end: attached, told everywhere, and missed when it is gone."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

DIGEST = sha256(b"signed").hexdigest()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A file to attach."""
    path = tmp_path / "mandate.pdf"
    path.write_bytes(b"signed")
    return path


def test_evidence_is_told_wherever_its_step_is(cli: Cli, workspace: Path, scan: Path) -> None:
    line = ("evidence", "attach", "goal", str(scan), "--criterion", "aim_is_whole")
    said = cli(*line, "--note", "By hand", cwd=workspace)
    assert (said.code, said.out) == (0, "mandate.pdf attached to goal, aim_is_whole\n")
    assert cli("evidence", "attach", "1", str(scan), cwd=workspace).code == 0
    told = {"name": "mandate.pdf", "digest": DIGEST, "by": "Ann Lead <ann@example.org>"}
    goal = cli("status", "--format", "json", cwd=workspace).data["steps"][0]
    at = "2026-11-16T09:00:00Z"
    assert goal["criteria"][0]["evidence"] == [{**told, "note": "By hand", "at": at}]
    assert goal["evidence"] == [{**told, "note": "", "at": at}]
    listed = cli("evidence", "list", "goal", "--format", "json", cwd=workspace).data["evidence"]
    assert [(e["criterion"], e["path"]) for e in listed] == [
        ("aim_is_whole", f"evidence/{DIGEST}.pdf"),
        ("", f"evidence/{DIGEST}.pdf"),
    ]
    shown = "mandate.pdf, attached by Ann Lead on 2026-11-16"
    assert f"aim_is_whole: {shown}: By hand" in " ".join(
        cli("show", "goal", cwd=workspace).out.split()
    )
    why = " ".join(cli("why", "goal", cwd=workspace).out.split())
    assert "evidence: mandate.pdf, attached by Ann Lead <ann@example.org> on 2026-11-16" in why
    assert "mandate.pdf attached to goal, aim_is_whole" in cli("log", cwd=workspace).out
    assert cli("evidence", "list", "team", cwd=workspace).out == "Nothing is attached yet.\n"


def test_an_unknown_criterion_is_refused_before_anything_is_copied(
    cli: Cli, workspace: Path, scan: Path
) -> None:
    said = cli("evidence", "attach", "goal", str(scan), "--criterion", "aim_whole", cwd=workspace)
    assert (said.code, said.err) == (
        3,
        "Error: 'Set the goal' has no criterion 'aim_whole'; did you mean 'aim_is_whole'?\n",
    )
    assert list((workspace / "evidence").iterdir()) == []


def test_a_copy_that_was_altered_or_is_gone_is_found_and_brought_back(
    cli: Cli, workspace: Path, scan: Path
) -> None:
    assert cli("evidence", "attach", "goal", str(scan), cwd=workspace).code == 0
    copy = workspace / "evidence" / f"{DIGEST}.pdf"
    for spoil, told in ((lambda: copy.write_bytes(b"x"), "altered"), (copy.unlink, "missing")):
        spoil()
        for command in (("verify",), ("check", str(workspace), "--format", "concise")):
            said = cli(*command, cwd=workspace)
            assert said.code == 1
            assert "PB804" in said.out
            assert told in said.out
        again = cli("evidence", "attach", "goal", str(scan), cwd=workspace)
        assert again.out == "mandate.pdf is attached already, and its copy in place, to goal\n"
        assert cli("verify", cwd=workspace).code == 0
    events = cli("log", "--format", "json", cwd=workspace).data["events"]
    assert [e["type"] for e in events].count("evidence_attached") == 1


def test_evidence_is_taken_back_until_somebody_signed_on_it(
    cli: Cli, workspace: Path, scan: Path
) -> None:
    assert cli("evidence", "attach", "team", str(scan), cwd=workspace).code == 0
    assert cli("undo", cwd=workspace).out == (
        "Taken back: 'evidence attached team mandate.pdf' by Ann Lead\n"
    )
    assert cli("evidence", "list", cwd=workspace).out == "Nothing is attached yet.\n"
