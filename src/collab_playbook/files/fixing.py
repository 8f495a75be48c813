"""Fixes put into files: minimal edits, kept where they mend what they promise and break nothing."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.files.lines import line_starts
from collab_playbook.files.parts import FOLDERS
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.files.tree import list_tree
from collab_playbook.files.writing import told, write_atomic
from collab_playbook.rules.registry import RULES
from collab_playbook.rules.reports.finding import about
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from collab_playbook.model.problem import Place, Problem, TextEdit

    Wanted = Callable[[Problem], bool]

ROUNDS = 10
"""A fix may uncover another problem that can be fixed; the rest waits for the next command."""
_MARK = b"\xef\xbb\xbf"


class Mended(NamedTuple):
    """What fixes would make of a playbook.

    Attributes:
        problems: Those that were mended, as they were found.
        before: The files that change, as they are.
        after: The same files as they would be.
        left: Problems whose fix did not do what it promises, so that it was left out.
    """

    problems: tuple[Problem, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    left: tuple[Problem, ...]

    def write(self, root: Path) -> None:
        """Puts the files in place, each atomically.

        Raises:
            PlaybookError: One cannot be written.
        """
        for name, data in self.after.items():
            write_atomic((root / name).resolve(), data)


def mend(root: Path, wanted: Wanted) -> Mended:
    """Works out what the fixes of a playbook's problems make of its files; nothing is written.

    Each round puts in all fixes that do not overlap; where a problem stays or another appears,
    they are tried one by one, and those at fault are left out.

    Args:
        root: The folder of the playbook.
        wanted: Which problems are to be mended.

    Raises:
        PlaybookError: A file cannot be read, or there is no room for a copy.
    """
    with told(say("The playbook could not be copied to try fixes")), TemporaryDirectory() as made:
        trial = _Trial(Path(made), root)
        done: list[Problem] = []
        failed: dict[str, Problem] = {}
        for _ in range(ROUNDS):
            fixable = [
                problem
                for problem in trial.problems
                if problem.fix is not None and wanted(problem) and _key(problem) not in failed
            ]
            chosen = _apart(fixable)
            if not chosen:
                break
            if trial.accepts(chosen):
                done += chosen
                continue
            for problem in chosen:
                current = next((p for p in trial.problems if _key(p) == _key(problem)), None)
                if current is not None and trial.accepts([current]):
                    done.append(problem)
                else:
                    failed[_key(problem)] = problem
        changed = {name: data for name, data in trial.now.items() if data != trial.first[name]}
        before = {name: trial.first[name] for name in changed}
        return Mended(tuple(done), before, changed, tuple(failed.values()))


class _Trial:
    """A copy of a playbook in which fixes are tried."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.folder = folder
        self.first: dict[str, bytes] = {}
        self.now: dict[str, bytes] = {}
        for name in list_tree(source, FOLDERS).files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, path)
        self.problems = self._found()

    def accepts(self, problems: Sequence[Problem]) -> bool:
        """Whether the fixes mend their problems and bring no other; if not, all is as before."""
        edits: dict[str, list[TextEdit]] = {}
        for problem in problems:
            for edit in problem.fix.edits if problem.fix is not None else ():
                edits.setdefault(edit.place.file, []).append(edit)
        former = {name: self._read(name) for name in edits}
        for name, listed in edits.items():
            (self.folder / name).write_bytes(edited(former[name], listed))
        found = self._found()
        expected = Counter(map(_key, self.problems))
        expected.subtract(map(_key, problems))
        if Counter(map(_key, found)) <= expected:
            self.problems = found
            for name in edits:
                self.first.setdefault(name, former[name])
                self.now[name] = self._read(name)
            return True
        for name, data in former.items():
            (self.folder / name).write_bytes(data)
        return False

    def _found(self) -> tuple[Problem, ...]:
        return check_playbook(self.folder, RULES).problems

    def _read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


def _key(problem: Problem) -> str:
    return "\x00".join((problem.code, problem.place.file, about(problem)))


def _apart(problems: Iterable[Problem]) -> list[Problem]:
    """The problems whose edits neither touch each other nor those of an earlier one."""
    taken: list[Place] = []
    chosen = []
    for problem in problems:
        places = [edit.place for edit in problem.fix.edits] if problem.fix is not None else []
        if places and not any(_touch(place, other) for place in places for other in taken):
            taken += places
            chosen.append(problem)
    return chosen


def _touch(one: Place, other: Place) -> bool:
    start, end = (one.line, one.column), (one.end_line, one.end_column)
    other_start, other_end = (other.line, other.column), (other.end_line, other.end_column)
    return one.file == other.file and start <= other_end and other_start <= end


def edited(data: bytes, edits: Iterable[TextEdit]) -> bytes:
    """A file with edits made; every byte outside of them stays, line ends are those of the file.

    Args:
        data: UTF-8, with or without a byte order mark.
        edits: At places of this file that do not overlap.
    """
    mark = _MARK if data.startswith(_MARK) else b""
    text = data.removeprefix(_MARK).decode("utf-8")
    ending = "\r\n" if "\r\n" in text else "\n"
    starts = line_starts(text)
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        place = edit.place
        start = _offset(starts, place.line, place.column, text)
        end = _offset(starts, place.end_line, place.end_column, text)
        put = edit.text.replace("\r\n", "\n").replace("\n", ending)
        text = f"{text[:start]}{put}{text[end:]}"
    return mark + text.encode("utf-8")


def _offset(starts: list[int], line: int, column: int, text: str) -> int:
    return min(starts[line - 1] + column - 1, len(text)) if line <= len(starts) else len(text)
