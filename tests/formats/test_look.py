from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.drawing.tints import contrast
from collab_playbook.formats.look import (
    BLACK,
    RAISED,
    READABLE,
    VISIBLE,
    WHITE,
    Look,
    ground,
    readable,
    tint,
    visible,
)

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("colour", "against_white"), [(BLACK, 21), (WHITE, 1), ("#767676", 4.54), ("#FFFF00", 1.07)]
)
def test_contrasts_are_those_that_wcag_gives(colour: str, against_white: float) -> None:
    assert contrast(colour, WHITE) == pytest.approx(against_white, abs=0.01)
    assert contrast(WHITE, colour) == contrast(colour, WHITE)


def test_a_colour_that_reads_stays_as_it_is() -> None:
    assert readable("#1F4E79") == "#1f4e79"


def test_one_that_reads_on_white_alone_is_darkened_for_the_grounds_that_documents_have() -> None:
    assert contrast("#767676", WHITE) >= READABLE
    assert readable("#767676") < "#767676"


@given(colours)
def test_whatever_the_colour_it_reads_in_the_end(colour: str) -> None:
    used = readable(colour)

    assert min(contrast(used, each) for each in (WHITE, RAISED, tint(used))) >= READABLE
    assert _all_darker(used, colour)


@given(colours)
def test_whatever_the_accent_its_lines_show_and_its_text_reads(colour: str) -> None:
    look = Look("en", accent=ground(colour))

    assert contrast(look.line, WHITE) >= VISIBLE
    assert contrast(look.on_accent, look.accent) >= READABLE
    assert _all_darker(look.accent, colour)


@pytest.mark.parametrize(
    ("accent", "used", "text"),
    [
        ("#7A1F3D", "#7a1f3d", WHITE),
        ("#D9480F", "#d0450e", WHITE),
        ("#FFD84D", "#ffd84d", BLACK),
    ],
)
def test_white_is_put_on_an_accent_wherever_a_little_darkening_makes_it_read(
    accent: str, used: str, text: str
) -> None:
    look = Look("en", accent=ground(accent))

    assert (look.accent, look.on_accent) == (used, text)


def test_without_an_accent_lines_are_drawn_in_the_main_colour() -> None:
    assert Look("en", colour="#8a1c4a").line == "#8a1c4a"
    assert visible("#FFFF00") < "#ffff00"


def _all_darker(used: str, colour: str) -> bool:
    pairs = ((used[at : at + 2], colour[at : at + 2]) for at in (1, 3, 5))
    return all(int(now, 16) <= int(before, 16) for now, before in pairs)
