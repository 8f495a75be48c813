"""Edits change what they say and no other byte, whatever stands around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.files.fixing import edited
from collab_playbook.model.problem import Place, TextEdit

LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff")
)
WORDS = st.text("abc \u00e9\U0001f600", max_size=4)


@given(
    st.lists(LINES, min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.data(),
)
def test_bytes_outside_of_edits_stay(
    lines: list[str], ending: str, mark: bytes, data: st.DataObject
) -> None:
    edits, expected = [], []
    for number, line in enumerate(lines, 1):
        start = data.draw(st.integers(0, len(line)))
        end = data.draw(st.integers(start, len(line)))
        put = data.draw(WORDS)
        edits.append(TextEdit(Place("a.yaml", number, start + 1, number, end + 1), put))
        expected.append(f"{line[:start]}{put}{line[end:]}")
    before = mark + ending.join(lines).encode()
    after = mark + ending.join(expected).encode()
    assert edited(before, data.draw(st.permutations(edits))) == after


def test_a_new_line_ends_as_those_of_the_file_do() -> None:
    edit = TextEdit(Place("a.yaml", 2, 1, 2, 1), "b: 2\n")
    assert edited(b"a: 1\r\nc: 3\r\n", [edit]) == b"a: 1\r\nb: 2\r\nc: 3\r\n"


def test_a_whole_line_goes_with_its_end() -> None:
    edit = TextEdit(Place("a.yaml", 2, 1, 3, 1), "")
    assert edited(b"a: 1\nb: 2\nc: 3\n", [edit]) == b"a: 1\nc: 3\n"
    assert edited(b"a: 1\nb: 2", [edit]) == b"a: 1\n"
