from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.files.json_source import read_json
from collab_playbook.files.shape import plain
from collab_playbook.files.texts import texts_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def told(text: str | bytes) -> list[str]:
    return [str(problem) for problem in read_json(text, "a.json").problems]


@given(VALUES, st.sampled_from([None, 2, "\t"]), st.booleans())
def test_json_reads_as_its_texts(value: Any, indent: Any, ascii_only: bool) -> None:
    source = read_json(json.dumps(value, indent=indent, ensure_ascii=ascii_only), "a.json")
    assert source.problems == ()
    assert source.root is not None
    assert plain(source.root) == texts_of(value)


def test_numbers_keep_the_digits_that_were_written() -> None:
    source = read_json('{"a": 12.50, "b": 1e3}', "a.json")
    assert source.root is not None
    assert plain(source.root) == {"a": "12.50", "b": "1e3"}


def test_values_stand_where_they_were_written() -> None:
    source = read_json('{\n\t"é": {"b": [1,\n   "x"]}}', "a.json")
    assert source.root is not None
    inner = source.root.get("é")
    assert inner is not None
    items = inner.get("b")
    assert items is not None
    assert [str(node.place) for node in (inner, items, *items.items)] == [
        "a.json:2:7",
        "a.json:2:13",
        "a.json:2:14",
        "a.json:3:4",
    ]


def test_faults_are_told_with_their_place() -> None:
    assert told('{"a": 1,\n "b": }') == [
        "a.json:2:7: PB001 This is not valid JSON: expecting value [yaml-syntax]"
    ]
    assert told('{"a": NaN}') == [
        "a.json:1:1: PB001 This is not valid JSON: 'NaN' is no number [yaml-syntax]"
    ]
    assert told('{"a": 1,\n "a": 2}') == [
        (
            "a.json:2:2: PB002 The key 'a' stands twice; first in line 1 [duplicate-key] "
            "Keep one of them."
        )
    ]
    assert told('{"a": "\\ud800"}') == [
        "a.json:1:7: PB007 Half of a character is not text [encoding]"
    ]
    assert told(b'{"a": "\xe9"}') == [
        "a.json:1:8: PB007 The file is not UTF-8 [encoding] Save the file as UTF-8."
    ]
    assert told("[" * 41 + "]" * 41) == [
        "a.json:1:41: PB010 Values are nested more than 40 deep [too-large]"
    ]
    assert told("[" * 100_000) == ["a.json:1:1: PB001 This is not valid JSON [yaml-syntax]"]
