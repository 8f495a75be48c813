"""One mistake put at a known node of the shipped playbook, and where it has to be found.

Each kind of mistake is an entry of ``tests/cases/mutations``; ``edit`` says what is done. Its
``do`` is one of ``value`` (``to`` in the stead of the value under ``keys``), ``key`` (of the key),
``within`` (of ``old`` in the value), ``before`` (lines before the one with the key), ``without``
(the entry goes), ``replaced`` (in the stead of ``old`` anywhere) and ``appended``.

The mistake is where the edit begins; or where ``mark`` begins after that; or where ``behind``
stood last before it; or where the node under ``found_at`` begins afterwards; or at ``found_in``.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from collab_playbook.files.codes import DUPLICATE_ID, FOLDER_NAME
from collab_playbook.files.parts import FOLDERS
from collab_playbook.files.playbook import shipped_root
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.files.source import read_source
from collab_playbook.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.files.node import Node

CASES = Path(__file__).parents[1] / "cases" / "mutations"


class Edit(BaseModel):
    """What is done to a file, and where the mistake is then."""

    model_config = ConfigDict(extra="forbid")
    do: str
    keys: tuple[int | str, ...] = ()
    old: str = ""
    to: str = ""
    mark: str = ""
    behind: str = ""
    found_at: tuple[int | str, ...] | None = None


class Mutation(BaseModel):
    """A kind of mistake, the rule that has to find it, and, if elsewhere, ``file:line:column``."""

    model_config = ConfigDict(extra="forbid")
    name: str
    code: str
    file: str
    edit: Edit
    found_in: str = ""


def mutations() -> list[Mutation]:
    """Every kind of mistake; those whose rule is not there yet are left out."""
    known = {rule.code for rule in RULES} | {DUPLICATE_ID.code, FOLDER_NAME.code}
    stored = [case for path in sorted(CASES.glob("*.yaml")) for case in _cases(path)]
    return [case for case in stored if case.code in known]


def _cases(path: Path) -> list[Mutation]:
    return [Mutation.model_validate(case) for case in yaml.safe_load(path.read_text("utf-8"))]


def _offset(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at + column - 1


def _spot(text: str, offset: int) -> str:
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def _node(text: str, file: str, keys: Sequence[str | int]) -> tuple[Node, Node | None]:
    """The node that keys lead to, and the key that it stands under."""
    node: Any = read_source(text, file).root
    key = None
    for part in keys:
        assert node is not None, (file, keys)
        if node.kind == "map":
            key, node = node.key(str(part)), node.get(str(part))
        else:
            key = None
            node = node.items[part] if isinstance(part, int) else _called(node, part)
    assert node is not None, (file, keys)
    return node, key


def _called(node: Node, name: str) -> Node | None:
    for item in node.items:
        known = item.get("id") if item.kind == "map" else item
        if known is not None and known.text == name:
            return item
    return None


def _stretch(text: str, file: str, edit: Edit) -> tuple[int, int, str]:
    """Which characters go, and what is put in their stead."""
    if edit.do == "appended":
        return len(text), len(text), edit.to
    if edit.do == "replaced":
        found = text.index(edit.old)
        return found, found + len(edit.old), edit.to
    node, key = _node(text, file, edit.keys)
    first = key or node
    value = _offset(text, node.line, node.column)
    end = _offset(text, node.end_line, node.end_column)
    at = _offset(text, first.line, first.column)
    last = node.end_line if node.end_column > 1 else node.end_line - 1
    found = text.find(edit.old, value, end)
    assert found >= 0, (file, edit)
    indented = edit.to.replace("\n", "\n" + " " * (first.column - 1))
    stretches = {
        "value": (value, end, edit.to),
        "key": (at, at + len(first.text), edit.to),
        "within": (found, found + len(edit.old), edit.to),
        "before": (at, at, indented),
        "without": (_offset(text, first.line, 1), _end_of_line(text, last), ""),
    }
    return stretches[edit.do]


def _end_of_line(text: str, line: int) -> int:
    return text.find("\n", _offset(text, line, 1)) + 1 or len(text)


def made(text: str, mutation: Mutation) -> tuple[str, str]:
    """A text with the mistake in it, and the line and column where that is."""
    edit = mutation.edit
    start, end, new = _stretch(text, mutation.file, edit)
    changed = text[:start] + new + text[end:]
    if edit.found_at is not None or edit.do == "without":
        node, _ = _node(changed, mutation.file, edit.found_at or ())
        return changed, f"{node.line}:{node.column}"
    at = changed.rindex(edit.behind, 0, start) if edit.behind else start
    return changed, _spot(changed, changed.index(edit.mark, at) if edit.mark else at)


def copied(folder: Path) -> Path:
    """A copy of the shipped playbook in its own language, which is half the work to check."""
    for name in FOLDERS:
        ignored = shutil.ignore_patterns("*.fr.*", "step_*.yaml", "phase_*.yaml")
        shutil.copytree(shipped_root() / name, folder / name, ignore=ignored)
    head = folder / "playbook/playbook.yaml"
    head.write_text(head.read_text("utf-8").replace("[en, fr]", "[en]"), "utf-8")
    return folder


@contextmanager
def mutated(root: Path, mutation: Mutation) -> Iterator[str]:
    """The copy with one mistake in it, as it was again afterwards; gives the mistake's place."""
    path = root / mutation.file
    there = path.is_file()
    former = path.read_bytes() if there else b""
    text, spot = made(former.decode(), mutation)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    try:
        yield mutation.found_in or f"{mutation.file}:{spot}"
    finally:
        if there:
            path.write_bytes(former)
        else:
            shutil.rmtree(path.parent) if len(list(path.parent.iterdir())) == 1 else path.unlink()


class Outcome(NamedTuple):
    """What came of a mutation: whether it was found at its place, and what else was said."""

    found: bool
    alone: bool
    expected: str
    said: tuple[str, ...]


def outcome(root: Path, mutation: Mutation) -> Outcome:
    """Checks the copy with one mistake in it."""
    with mutated(root, mutation) as place:
        problems = check_playbook(root, RULES).problems
    expected = f"{place} {mutation.code}"
    said = tuple(f"{problem.place} {problem.code}" for problem in problems)
    told = tuple(f"{one} {problem.message}" for one, problem in zip(said, problems, strict=True))
    return Outcome(said.count(expected) == 1, said == (expected,), expected, told)
