"""A company that lives on the command line: a day, somebody who acts, a command; and its audit."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Self

from collab_playbook.engine.fold import fold
from collab_playbook.files.journal import read_journal

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli, Said

_AT_THE_SITE = "@ateliers-brevent.example>"
_IDENTITY = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
_LISTS = ("status", "log", "gate list", "indicator list", "lesson list", "circle list")
"""What a company may ask at any time, and must be told the same by the same journal."""


def person(name: str) -> str:
    """Somebody of the sample company as the journal names them."""
    plain = name.lower().replace("é", "e").replace("è", "e").replace(" ", ".")
    return f"{name} <{plain}{_AT_THE_SITE}"


class Life:
    """One workspace and the day that it is."""

    def __init__(self, cli: Cli, folder: Path, day: str) -> None:
        self.cli, self.folder, self.day = cli, folder, day

    def on(self, day: str) -> Self:
        """Moves to a day, or to a moment of one."""
        self.day = day
        return self

    def do(self, *arguments: str, by: str = "Mathieu Perrillat", code: int = 0) -> Said:
        """Somebody types a command, which ends as is said."""
        said = self.cli("--by", person(by), "--now", self.day, *arguments, cwd=self.folder)
        assert said.code == code, (self.day, arguments, said.out, said.err)
        return said

    def told(self, *arguments: str) -> Any:
        """What a program is told."""
        return json.loads(self.do(*arguments, "--format", "json").out)

    def states(self) -> dict[str, str]:
        """Where every step stands, by path."""
        return {path_of(step): step["state"] for step in self.told("status")["steps"]}

    def flags(self, path: str) -> list[str]:
        """The flags of a step."""
        found = next(step for step in self.told("status")["steps"] if path_of(step) == path)
        return list(found["flags"])

    def actions(self, *where: str) -> list[str]:
        """The commands that ``next`` offers."""
        return [action["command"] for action in self.told("next", *where)["actions"]]

    def git(self, *arguments: str) -> None:
        """Runs git in the workspace."""
        done = subprocess.run(
            ["git", *_IDENTITY, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)

    def audit(self) -> None:
        """What holds at the end of every month.

        The journal is whole, asking changes nothing, and a session that folds only what it adds
        knows the same as one that begins anew.
        """
        before = self.files()
        self.do("verify")
        once, again = (self.do("status", "--format", "json").out for _ in range(2))
        assert once == again
        assert self.files() == before
        events = read_journal(self.folder / "journal.jsonl").events
        whole = fold(events)
        voids = [at for at, event in enumerate(events) if event.type == "voided"]
        for cut in (len(events) // 3, len(events) * 9 // 10):
            start = max([cut, *(at + 1 for at in voids)])
            assert fold(events[start:], fold(events[:start])) == whole

    def files(self) -> dict[str, bytes]:
        """Everything that people and git see of the workspace."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and ".git" not in path.parts and ".collab-playbook" not in path.parts
        }

    def views(self) -> dict[str, bytes]:
        """The views that are made from the journal."""
        return {
            name: text
            for name, text in self.files().items()
            if name.startswith(("answers/", "measures/"))
        }

    def lists(self) -> dict[str, str]:
        """What the workspace tells programs."""
        return {asked: self.do(*asked.split(), "--format", "json").out for asked in _LISTS}

    def born_again(self, folder: Path) -> Life:
        """A workspace that has of this one only the journal, the settings and the playbook."""
        folder.mkdir()
        for name in ("journal.jsonl", "workspace.yaml"):
            shutil.copy2(self.folder / name, folder / name)
        pinned = ".collab-playbook/playbook"
        shutil.copytree(self.folder / pinned, folder / pinned)
        return Life(self.cli, folder, self.day)


def path_of(step: dict[str, Any]) -> str:
    """A step of the board by its path: ``goal``, ``friends/goal``."""
    scope = step["instance"].partition(":")[2]
    return f"{scope}/{step['id']}" if scope else str(step["id"])
