"""What an indicator is measured against on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from collab_playbook.engine.aims import Aims

THREE, SIX = Decimal(20), Decimal(25)
AIMS = Aims(months=((3, THREE), (6, SIX)))
LAUNCH = date(2026, 5, 7)


@pytest.mark.parametrize(
    ("period", "aim"),
    [
        ("2025-11", THREE),
        ("2026-07", THREE),
        ("2026-08", THREE),
        ("2026-11-06", THREE),
        ("2026-11-07", SIX),
        ("2026-W46", SIX),
        ("2028-01", SIX),
    ],
)
def test_the_last_aim_that_is_due_counts_and_before_it_the_first(period: str, aim: Decimal) -> None:
    assert AIMS.due(period, LAUNCH) == aim


def test_before_the_launch_the_first_aim_counts() -> None:
    assert AIMS.due("2030-01", None) == THREE


def test_what_has_no_aim_is_measured_against_nothing() -> None:
    assert Aims().due("2026-08", LAUNCH) is None
