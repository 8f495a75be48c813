"""Answers as files: a sheet for each step and scope, written from the journal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.digest import digest_of
from collab_playbook.files.cache import CACHE, keep, key_of, recall
from collab_playbook.files.merged_sheet import sides
from collab_playbook.files.stamps import is_untouched, stamp_of, stamped
from collab_playbook.files.writing import confined, told, write_atomic
from collab_playbook.model.event import PROGRAMME
from collab_playbook.saying import say

if TYPE_CHECKING:
    from pathlib import Path

    from collab_playbook.engine.process import Process
    from collab_playbook.model.question import Question

FOLDER = "answers"
Answers = Mapping[tuple[str, str], Mapping[str, Any]]
"""Stored answers by scope and step, then question; ``None`` for a withdrawn one."""

KINDS = {"circle": "circles", "community": "communities"}
"""What a folder, or a map, of all owners of a kind is called."""
_PARTS = ("name", "email", "function", "amount", "currency", "digest")
"""The parts of people, money and files, in the order that people write them."""

_WELCOME = "# Edit this file freely: the next command that records takes your changes over."


def sheet_name(process: Process, scope: str, step: str) -> str:
    """The file of a step's answers in a scope, relative to the workspace."""
    kind, _, owner = scope.partition(":")
    folder = f"{FOLDER}/{KINDS[kind]}/{owner}" if owner else FOLDER
    return f"{folder}/{process.folder_of[step]}.yaml"


def sheets_of(process: Process, scopes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Scope and step by the name of their sheet, for every sheet there may be."""
    return {
        sheet_name(process, scope, step): (scope, step)
        for scope in scopes
        for step in process.folder_of
        if scope == PROGRAMME or step in process.playbook.step_by_id
    }


def sheet_text(
    process: Process, step: str, answers: Mapping[str, Any], heads: Iterable[str], former: str = ""
) -> str:
    """The text of a sheet, by way of its former text: comments, order and layout stay.

    Args:
        process: The playbook.
        step: The step, or ``org``.
        answers: The answers in force; a withdrawn one stays as ``null`` where it stood.
        heads: The journal heads that the answers come from.
        former: What the file holds now.
    """
    from collab_playbook.files.editing import edited  # noqa: PLC0415 - not to read

    questions = process.playbook.questions_of(step)
    known = {question.id for question in questions}
    order = [q.id for q in questions if q.id in answers] + [q for q in answers if q not in known]
    present = _keys(former)
    by_id = {question.id: question for question in questions}
    values = {
        name: arranged(answers[name], by_id.get(name))
        for name in order
        if answers[name] is not None or name in present
    }
    remarks = {question.id: question.ask for question in questions}
    text = edited(former or _opening(process, step), values, remarks)
    stamp = stamp_of(former)
    if text == former and stamp is not None and stamp.untouched:
        return former
    return stamped(text, heads)


def arranged(stored: Any, question: Question | None) -> Any:
    """A stored answer, its parts in the question's order; the journal has them by the alphabet."""
    if isinstance(stored, list):
        return [arranged(item, question) for item in stored]
    if not isinstance(stored, dict):
        return stored
    order = [*(part.id for part in question.fields), *_PARTS] if question is not None else [*_PARTS]
    names = [name for name in order if name in stored]
    return {
        name: arranged(stored[name], None)
        for name in (*names, *(k for k in stored if k not in names))
    }


def _keys(text: str) -> frozenset[str]:
    """Keys of a map that begin a line; a key too many does no harm."""
    return frozenset(re.findall(r"^[\"']?([a-z][a-z0-9_]*)[\"']?\s*:", text, re.MULTILINE))


def _opening(process: Process, step: str) -> str:
    found = process.playbook.step_by_id.get(step)
    title = f"{found.number}. {found.title}" if found else process.playbook.title
    return f"# {title}\n# heads:; text: {'0' * 16}\n{_WELCOME}\n"


def nothing_edited(root: Path, process: Process, scopes: Iterable[str]) -> bool:
    """Whether every sheet is known and as the program wrote it; stamps tell, nothing is parsed.

    Raises:
        PlaybookError: A sheet cannot be read, or leads out of the workspace.
    """
    from collab_playbook.files.tree import list_tree  # noqa: PLC0415 - writing lists nothing

    known = sheets_of(process, scopes)
    tree = list_tree(root, (FOLDER,))
    names = [name for name in tree.files if name.endswith((".yaml", ".yml"))]
    return not tree.problems and all(
        name in known and is_untouched((read_sheet(root, name) or b"").decode("utf-8", "replace"))
        for name in names
    )


def heads_of_sheets(root: Path) -> tuple[str, ...]:
    """The heads that the sheets were written from, shortened: each must still be in the journal.

    Raises:
        PlaybookError: A sheet cannot be read, or leads out of the workspace.
    """
    from collab_playbook.files.tree import list_tree  # noqa: PLC0415 - writing lists nothing

    heads: set[str] = set()
    for name in list_tree(root, (FOLDER,)).files:
        stamp = stamp_of((read_sheet(root, name) or b"").decode("utf-8", "replace"))
        heads.update(stamp.heads if stamp is not None else ())
    return tuple(sorted(heads))


def digest_of_file(data: bytes) -> str:
    """What a file is known by between being read and being written."""
    return sha256(data).hexdigest()


def read_sheet(root: Path, name: str) -> bytes | None:
    """The bytes of a sheet; ``None`` where there is none.

    Raises:
        PlaybookError: It cannot be read, or leads out of the workspace.
    """
    path = confined(root, name)
    with told(say("'{name}' could not be read", name=name)):
        try:
            if path.is_symlink() or not path.is_file():
                return None
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None


def write_sheets(  # noqa: PLR0913 - each names another part of what is written
    root: Path,
    process: Process,
    answers: Answers,
    heads: Iterable[str],
    *,
    seen: Mapping[str, str] | None = None,
    only: Iterable[tuple[str, str]] | None = None,
) -> tuple[str, ...]:
    """Writes the sheets whose answers changed; the journal is the record, so it may be late.

    A file that holds changes of a person that are not absorbed is left as it is.

    Args:
        root: The workspace.
        process: The playbook.
        answers: The answers in force.
        heads: The heads of the journal.
        seen: Digests of the files as they were absorbed without a problem (``Absorbed.seen``).
        only: Scopes and steps to write; all of them if not given.

    Returns:
        The files that were left as they are.

    Raises:
        PlaybookError: One cannot be written.
    """
    heads = tuple(heads)
    left = []
    shown = _Shown(root)
    for scope, step in answers if only is None else only:
        held = answers.get((scope, step), {})
        if step not in process.folder_of or not held:
            continue
        name = sheet_name(process, scope, step)
        data = read_sheet(root, name)
        if shown.says(name, data, held):
            continue
        if data is not None and not _may_write(data, (seen or {}).get(name)):
            left.append(name)
            continue
        former = "" if data is None else data.decode("utf-8")
        text = sheet_text(process, step, held, heads, sides(former)[0])
        if text != former:
            path = confined(root, name)
            with told(say("'{name}' could not be written", name=name)):
                path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, text.encode(), durable=False)
        shown.note(name, text.encode(), held)
    shown.keep()
    return tuple(left)


class _Shown:
    """Which answers the files show, by digest, so that a sheet that is up to date is not parsed."""

    def __init__(self, root: Path) -> None:
        self.folder = root / CACHE
        self.key = key_of("sheets", ())
        kept = recall(self.folder, self.key)
        self.facts: dict[str, list[str]] = kept if isinstance(kept, dict) else {}
        self.changed = False

    def says(self, name: str, data: bytes | None, answers: Mapping[str, Any]) -> bool:
        if data is None:
            return False
        return self.facts.get(name) == [digest_of_file(data), digest_of(answers)]

    def note(self, name: str, data: bytes, answers: Mapping[str, Any]) -> None:
        self.facts[name] = [digest_of_file(data), digest_of(answers)]
        self.changed = True

    def keep(self) -> None:
        if self.changed:
            keep(self.folder, self.key, self.facts)


def _may_write(data: bytes, seen: str | None) -> bool:
    """Whether nothing that a person wrote would be lost."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return digest_of_file(data) == seen or all(is_untouched(side) for side in sides(text))
