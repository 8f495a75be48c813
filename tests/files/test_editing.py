"""Changing a YAML file: the values become what is wanted, and the rest stays as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.files.editing import edited
from collab_playbook.files.emitting import entry
from collab_playbook.files.shape import plain
from collab_playbook.files.source import read_source
from collab_playbook.files.texts import texts_of

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))
) | st.sampled_from(
    [
        "null",
        "~",
        "",
        " x",
        "x ",
        "a: b",
        "a #b",
        "- a",
        "-5",
        "?",
        "| x",
        "no",
        "12",
        "#",
        "'",
        '"',
        "@a",
        "a\nb",
        "a\n\nb\n",
        "a\n\n",
        "\na",
        "  a\nb",
        "a\n  b\n",
        "a \nb",
        "a\tb\nc",
        "---",
        "...",
        "[a]",
        "{",
        "<<",
        "\ufeff",
        "!x",
        "&x",
        "*x",
        "%x",
        "`x",
        "a\u2028b",
        "a\x85b",
        "é🙂",
        "x:",
        ":x",
        ",",
        "a, b]",
        "\\",
    ]
)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
SCALARS = TEXT | st.integers() | st.booleans() | st.none()
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
MAPS = st.dictionaries(KEYS, VALUES, max_size=4)


def read(text: str) -> Any:
    source = read_source(text, "x.yaml")
    assert source.problems == ()
    return {} if source.root is None else plain(source.root)


@given(VALUES)
def test_what_is_written_reads_back(value: Any) -> None:
    assert read("\n".join(entry("key", value)) + "\n") == {"key": texts_of(value)}


@given(MAPS, MAPS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_a_file_says_what_is_wanted_afterwards(
    before: dict[str, Any], wanted: dict[str, Any], newline: str, mark: str
) -> None:
    lines = ["# mine", *(line for k, v in before.items() for line in entry(k, v))]
    text = mark + newline.join(lines) + newline
    result = edited(text, wanted, {"a": "Why?\nBecause."})
    assert read(result) == {**texts_of(before), **texts_of(wanted)}
    assert result.startswith(mark + "# mine")
    assert edited(result, wanted) == result


BEFORE = """\
# My own remark.

# What is it?
vision: Something good   # agreed with Claire
when: 2026-01-05

items:   # two of them
  # the first
  - title: Halve incidents   # from 41
    target: 20
    owner: {name: Karine}
  # the second
  - title: Answer faster
    target: 1
text: |-
  One line.

  Another.
# before the end
last: [a, b]   # flow
# the end
"""


@pytest.mark.parametrize(
    ("wanted", "changes"),
    [
        ({"vision": "Something good", "last": ["a", "b"]}, []),
        (
            {"vision": "Better: much"},
            [("vision: Something good   #", 'vision: "Better: much"   #')],
        ),
        (
            {"vision": "One\nTwo"},
            [
                (
                    "vision: Something good   # agreed with Claire",
                    "vision: |-   # agreed with Claire\n  One\n  Two",
                )
            ],
        ),
        (
            {
                "items": [
                    {"title": "Halve incidents", "target": 19, "owner": {"name": "Karine"}},
                    {"title": "Answer faster", "target": 1},
                ]
            },
            [("target: 20", "target: 19")],
        ),
        (
            {
                "items": [
                    {"title": "Halve incidents", "target": 20, "owner": {"name": "Zoé"}},
                    {"title": "Answer faster", "target": 1, "note": "new"},
                    {"title": "Third"},
                ]
            },
            [
                ("owner: {name: Karine}", "owner:\n      name: Zoé"),
                ("    target: 1\n", "    target: 1\n    note: new\n  - title: Third\n"),
            ],
        ),
        ({"text": "Short."}, [("text: |-\n  One line.\n\n  Another.\n", "text: Short.\n")]),
        ({"last": ["a", "c"]}, [("last: [a, b]   # flow", "last:   # flow\n  - a\n  - c")]),
        ({"when": None}, [("when: 2026-01-05", "when: null")]),
        (
            {"items": []},
            [
                (
                    BEFORE[BEFORE.index("items:") : BEFORE.index("text:")],
                    "items: []   # two of them\n",
                )
            ],
        ),
        (
            {"added": True, "more": "x"},
            [("# the end\n", "# the end\n\n# Is it so?\nadded: true\nmore: x\n")],
        ),
    ],
)
def test_only_what_changed_is_written_anew(
    wanted: dict[str, Any], changes: list[tuple[str, str]]
) -> None:
    expected = BEFORE
    for old, new in changes:
        assert old in expected
        expected = expected.replace(old, new)
    assert edited(BEFORE, wanted, {"added": "Is it so?"}) == expected


def test_an_empty_file_is_filled() -> None:
    assert edited("", {"a": 1}, {"a": "Why?"}) == "# Why?\na: 1\n"
    assert edited("# mine\n", {"a": 1}) == "# mine\na: 1\n"


def test_a_map_in_braces_is_written_out() -> None:
    assert edited("# mine\n{a: 1, b: 2}\n", {"b": 3}) == "# mine\na: 1\nb: 3\n"


def test_an_unwanted_key_stays() -> None:
    assert edited("a: 1\nmine: 2\n", {"a": 3}) == "a: 3\nmine: 2\n"
