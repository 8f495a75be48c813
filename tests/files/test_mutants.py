"""One mistake put at a known place of a sound step is found there; none is a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from collab_playbook.files.shape import fit
from collab_playbook.files.source import read_source
from collab_playbook.model.step import Step
from files.folders import FIRST, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.files.node import Node
    from collab_playbook.model.problem import Problem

TEXTS = {"first": FIRST, "second": SECOND}


def faults(text: str) -> list[Problem]:
    source = read_source(text, "step.yaml")
    return [*source.problems, *fit(Step, source.root, "step.yaml")[1]]


def nodes(text: str) -> Iterator[Node]:
    root = read_source(text, "step.yaml").root
    assert root is not None
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [*(value for _, value in node.entries), *node.items]


def replaced(text: str, node: Node, new: str) -> str:
    lines = text.splitlines(keepends=True)
    line = lines[node.line - 1]
    assert node.line == node.end_line
    lines[node.line - 1] = line[: node.column - 1] + new + line[node.end_column - 1 :]
    return "".join(lines)


def entries(name: str) -> list[tuple[str, Node, Node]]:
    return [(name, key, value) for node in nodes(TEXTS[name]) for key, value in node.entries]


def label(case: Any) -> str:
    return f"{case[0]}-{case[1].line}-{case[1].text}"


ENTRIES = [*entries("first"), *entries("second")]
SHAPED = [case for case in ENTRIES if case[1].text not in {"default", "from"}]
IDS = [label(case) for case in ENTRIES]


@pytest.mark.parametrize("case", ENTRIES, ids=IDS)
def test_a_misspelt_key_is_found_where_it_stands(case: tuple[str, Node, Node]) -> None:
    name, key, _ = case
    found = faults(replaced(TEXTS[name], key, "zz_unknown"))
    if key.text == "from":
        return  # a default may be any map
    at = [(p.place.line, p.place.column) for p in found if p.code == "PB003"]
    assert at == [(key.line, key.column)]
    assert {p.code for p in found} <= {"PB003", "PB004", "PB006"}


@pytest.mark.parametrize("case", SHAPED, ids=[label(case) for case in SHAPED])
@pytest.mark.parametrize("new", ["[[x]]", "{zz: {y: 1}}", "12 monkeys", "null", "''", "&a x", "[x"])
def test_a_value_of_another_kind_never_crashes_and_is_told_on_its_line(
    case: tuple[str, Node, Node], new: str
) -> None:
    name, key, value = case
    if value.line != value.end_line:
        return
    found = faults(replaced(TEXTS[name], value, new))
    if new == "[[x]]" or (value.kind != "scalar" and new == "12 monkeys") or new in {"&a x", "[x"}:
        assert found
    lines = len(TEXTS[name].splitlines()) + 1
    for problem in found:
        assert problem.message == problem.message.strip()
        assert 1 <= problem.place.line <= lines
    owner = next(n for n in nodes(TEXTS[name]) if any(k.place == key.place for k, _ in n.entries))
    if found:
        assert {key.line, value.line, owner.line} & {problem.place.line for problem in found}


@pytest.mark.parametrize("case", ENTRIES, ids=IDS)
def test_a_key_written_twice_names_both_lines(case: tuple[str, Node, Node]) -> None:
    name, key, _ = case
    owner = next(n for n in nodes(TEXTS[name]) if any(k.place == key.place for k, _ in n.entries))
    if owner.flow:
        text = replaced(TEXTS[name], key, f"{key.text}: x, {key.text}")
        second = (key.line, key.column + len(key.text) + 5)
    else:
        lines = TEXTS[name].splitlines(keepends=True)
        row = key.line - 1
        start = lines[row][: key.column - 1]
        lines[row : row + 1] = [
            f"{start}{key.text}: x\n",
            " " * len(start) + lines[row][len(start) :],
        ]
        text = "".join(lines)
        second = (key.line + 1, key.column)
    (problem,) = [p for p in faults(text) if p.code == "PB002"]
    assert (problem.place.line, problem.place.column) == second
    assert f"first in line {key.line}" in problem.message
