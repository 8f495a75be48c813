"""The guides read easily in both languages, and the page that says so is up to date."""

from __future__ import annotations

import sys

import pytest

from content.texts import LANGUAGES, ROOT

sys.path.insert(0, str(ROOT / "docs"))

import measure_texts

MOST_WORDS = 15
"""In a sentence of a guide, on average."""
LIX = {"en": 40, "fr": 45}
"""Between fiction and a newspaper."""


def test_the_page_of_measures_is_written_from_the_texts() -> None:
    told = measure_texts.PAGE.read_text("utf-8")

    assert told == measure_texts.page(), "run: python docs/measure_texts.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_reads_easily(language: str) -> None:
    found = {
        name: measure_texts.measured(text) for name, text in measure_texts.guides(language).items()
    }

    assert len(found) == 25
    assert {name: m for name, m in found.items() if m.sentence > MOST_WORDS} == {}
    assert {name: m for name, m in found.items() if m.lix > LIX[language]} == {}


def test_what_is_measured() -> None:
    measured = measure_texts.measured(
        "# Not counted\n\nOne two three. Four **elephants** run.\n\n- alone\n"
    )

    assert measured == (6, 3.0, 19.7)
