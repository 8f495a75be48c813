from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.formats.look import READABLE, contrast_on_white, readable

channel = st.integers(0, 255)


@pytest.mark.parametrize(
    ("colour", "contrast"), [((0, 0, 0), 21), ((255, 255, 255), 1), ((118, 118, 118), 4.54)]
)
def test_contrasts_are_those_that_wcag_gives(colour: tuple[int, int, int], contrast: float) -> None:
    assert contrast_on_white(list(colour)) == pytest.approx(contrast, abs=0.01)


def test_a_colour_that_reads_stays_as_it_is() -> None:
    assert readable("#1F4E79") == "#1f4e79"


@given(channel, channel, channel)
def test_whatever_the_colour_it_reads_in_the_end(red: int, green: int, blue: int) -> None:
    used = readable(f"#{red:02x}{green:02x}{blue:02x}")

    parts = [int(used[at : at + 2], 16) for at in (1, 3, 5)]
    assert contrast_on_white(parts) >= READABLE
    assert all(now <= before for now, before in zip(parts, (red, green, blue), strict=True))
