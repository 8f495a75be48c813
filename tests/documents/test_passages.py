"""Passages: what they are, and how words of them are found."""

from __future__ import annotations

import pytest

from collab_playbook.documents.passages import (
    Passage,
    likest,
    passage_at,
    passages_of,
    passages_with,
    words_of,
)

TEXT = """\
# The charter

Nobody meets
for nothing.
<!-- chart: bars, Hours -->
| Seat | Name |
|---|---|
| Sponsor | Claire \\| Co |

- one
- two
  goes on
12. Twelve
```text
| no row |

- no item
```
> A word from *Claire*
"""


def test_a_text_is_cut_into_what_a_person_points_at() -> None:
    assert [(each.kind, each.line, each.end) for each in passages_of(TEXT)] == [
        ("heading", 1, 1),
        ("paragraph", 3, 4),
        ("row", 6, 6),
        ("row", 8, 8),
        ("item", 10, 10),
        ("item", 11, 12),
        ("item", 13, 13),
        ("code", 14, 18),
        ("paragraph", 19, 19),
    ]


def test_a_line_means_the_passage_around_it() -> None:
    passages = passages_of(TEXT)

    assert passage_at(passages, 4) == Passage("paragraph", 3, 4, "Nobody meets\nfor nothing.")
    assert passage_at(passages, 2) is None
    assert passage_at(passages, 7) is None
    assert passage_at(passages, 900) is None


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("nobody MEETS for", 3),
        ("claire | co", 8),
        ("word from Claire", 19),
        ("the charter", 1),
        ("Twelve", 13),
    ],
)
def test_words_are_found_as_they_are_read(words: str, line: int) -> None:
    assert [each.line for each in passages_with(passages_of(TEXT), words)] == [line]


def test_a_passage_that_says_the_words_and_nothing_else_comes_alone() -> None:
    passages = passages_of("## Aim\n\nThe aim stands.\n\n- aim\n")

    assert [each.line for each in passages_with(passages, "aim")] == [1, 5]
    assert [each.line for each in passages_with(passages, "the aim")] == [3]
    assert passages_with(passages, " * ") == ()


def test_french_signs_and_blanks_make_no_difference() -> None:
    assert words_of("« L’accord\u202f»\u00a0: 5\u00a0%") == words_of('"L\'accord": 5 %')


def test_words_that_are_not_found_lead_to_those_that_are_like_them() -> None:
    passages = passages_of("Every two weeks, an hour.\n\nSomething else.\n\nEvery week.\n")

    assert [each.line for each in likest(passages, "every tvo weeks")] == [1, 5]
    assert likest(passages, "zzz") == ()


def test_a_very_long_word_and_a_large_table_are_passages_like_others() -> None:
    passages = passages_of("x" * 10_000 + "\n\n" + "| a | b |\n" * 500)

    assert (len(passages), passages[0].end, passages[-1].line) == (501, 1, 502)
    assert passages_with(passages, "x" * 9_000) == passages[:1]
    assert words_of("*" * 100_000) == ""
