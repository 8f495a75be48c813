"""Reading YAML: every case is a file with the problems it must give beside it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.files.shape import plain
from collab_playbook.files.source import Source, read_source
from collab_playbook.files.span import positions

if TYPE_CHECKING:
    from collab_playbook.files.node import Node

CASES = Path(__file__).parents[1] / "cases" / "yaml" / "source"


def flat(node: Node | None) -> Any:
    if node is None:
        return None
    entries = [(flat(key), flat(value)) for key, value in node.entries]
    return (node.kind, node.text, node.style, node.place, entries, [flat(i) for i in node.items])


def read(name: str) -> Source:
    return read_source((CASES / name).read_bytes(), name)


def values(text: str) -> Any:
    source = read_source(text, "x.yaml")
    assert source.root is not None, source.problems
    return plain(source.root)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_gives_the_problems_beside_it(path: Path) -> None:
    told = "".join(f"{problem}\n" for problem in read(path.name).problems)
    assert told == path.with_suffix(".problems").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_pure_reader_finds_what_the_fast_one_finds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = read(path.name)
    monkeypatch.delattr(yaml, "CSafeLoader")
    pure = read(path.name)
    assert pure.problems == fast.problems
    if path.stem != "surrogate_escape":  # the fast reader gives up there, the pure one goes on
        assert flat(pure.root) == flat(fast.root)


def test_scalars_keep_their_own_text() -> None:
    assert values("a: no\nb: 1:30\nc: 0755\nd: 2026-01-05\ne: null\nf:\ng: 'null'\nh: ~\n") == {
        "a": "no",
        "b": "1:30",
        "c": "0755",
        "d": "2026-01-05",
        "e": None,
        "f": None,
        "g": "null",
        "h": None,
    }


def test_the_first_of_two_equal_keys_counts() -> None:
    assert plain(read("duplicate_key.yaml").root) == {  # type: ignore[arg-type] # it has a root
        "id": "a",
        "questions": [{"id": "b", "ask": "One"}],
    }


def test_a_large_alias_bomb_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 50)}]" for i in range(1, 400)]
    began = time.process_time()
    source = read_source("\n".join(lines), "bomb.yaml")
    assert time.process_time() - began < 5
    assert {problem.name for problem in source.problems} == {"yaml-feature"}
    assert len(source.problems) == 400


def test_a_file_over_two_mebibytes_is_refused_unread() -> None:
    source = read_source(b"a: " + b"x" * (2 * 1024 * 1024), "big.yaml")
    assert [str(p) for p in source.problems] == [
        "big.yaml:1:1: PB010 The file is larger than 2 MiB [too-large]"
    ]


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_problem(data: bytes) -> None:
    source = read_source(data, "x.yaml")
    assert source.root is not None or source.problems or not _meant(data)


def _meant(data: bytes) -> bool:
    """Whether a file holds more than white space, comments and marks."""
    text = data.decode("utf-8").removeprefix("\ufeff")
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    return any(line and line not in {"---", "..."} for line in lines)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40))
def test_every_character_of_a_quoted_text_is_found_again(text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    if "\ufeff" in text or any(c in text for c in "\u2028\u2029\ufffe\uffff"):
        return
    source = read_source(f"key: {quoted}\n", "x.yaml")
    if source.root is None:
        assert source.problems
        return
    node = source.root.entries[0][1]
    spots = positions(node, source.text)
    line = source.text.split("\n")[0]
    assert [line[column - 1] for _, column in spots[:-1]] == list(node.text)


@pytest.mark.parametrize(
    ("text", "word", "line", "column"),
    [
        ("a: one two\n", "two", 1, 8),
        ('a: "on\\te two"\n', "two", 1, 11),
        ("a: |\n  one\n  two\n", "two", 3, 3),
        ("a: |-\n\n    one\n      two\n", "two", 4, 7),
        ("a: >-\n  one\n  two\n", "two", 3, 3),
        ("a: one\n  two\n", "two", 2, 3),
        ("a: 'one\n\n  two'\n", "two", 3, 3),
        ('a: "é🙂 two"\n', "two", 1, 8),
        ("a: |\r\n  one\r\n  two\r\n", "two", 3, 3),
    ],
)
def test_a_word_inside_a_text_is_found(text: str, word: str, line: int, column: int) -> None:
    source = read_source(text, "x.yaml")
    assert source.root is not None
    node = source.root.entries[0][1]
    assert positions(node, source.text)[node.text.index(word)] == (line, column)
