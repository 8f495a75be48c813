"""French typography: cases, and what holds of every text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.documents.typography import NARROW, NO_BREAK, set_in_french, slips

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/typography/french.yaml").read_text("utf-8")
)
TEXTS = st.text(alphabet="ab A E'\"«»:;?! \n\u00a0\u202f0123%€h.{}[]@|`-*", max_size=60)


def spaced(text: str) -> str:
    return text.replace("~", NO_BREAK).replace("_", NARROW)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_text_is_set_in_french(case: dict[str, Any]) -> None:
    right = spaced(case["as"]) if "as" in case else case["text"]

    assert set_in_french(case["text"], prose=case.get("prose", True)) == right


@given(TEXTS)
def test_what_is_set_right_stays_as_it_is(text: str) -> None:
    once = set_in_french(text)

    assert set_in_french(set_in_french(once)) == set_in_french(once)


@given(TEXTS)
def test_slips_are_in_order_and_do_not_overlap(text: str) -> None:
    found = slips(text)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end] != s.right for s in found)


def test_names_and_words_of_people_keep_their_letters_in_a_document() -> None:
    assert (
        set_in_french("Etat: Evelyne, A tablet", spelling=False)
        == f"Etat{NO_BREAK}: Evelyne, A tablet"
    )
    assert set_in_french("Evelyne et Eva") == "Evelyne et Eva"
