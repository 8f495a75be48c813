from __future__ import annotations

from io import StringIO

import pytest

from collab_playbook.terminal import progress as module
from collab_playbook.terminal.console import Console
from collab_playbook.terminal.progress import progress


class Screen(StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


def worked(err: StringIO, *, is_line_mode: bool = False, parts: int = 40) -> str:
    console = Console(StringIO(), err, is_line_mode=is_line_mode)
    with progress(console, "Other formats") as seen:
        for done in range(1, parts + 1):
            seen(done, parts)
    return err.getvalue()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", -1.0)


def test_nothing_is_shown_of_what_is_over_at_once() -> None:
    assert worked(Screen()) == ""
    assert worked(Screen(), is_line_mode=True) == ""


@pytest.mark.usefixtures("impatient")
def test_nothing_is_shown_where_nobody_watches() -> None:
    assert worked(StringIO()) == ""


@pytest.mark.usefixtures("impatient")
def test_in_line_mode_each_quarter_is_a_line() -> None:
    assert worked(Screen(), is_line_mode=True) == (
        "Other formats: 10 of 40\nOther formats: 20 of 40\nOther formats: 30 of 40\n"
    )


@pytest.mark.usefixtures("impatient")
def test_a_bar_names_the_work_and_is_wiped_away_in_the_end() -> None:
    shown = worked(Screen())

    assert "Other formats" in shown
    assert shown.endswith("\x1b[1A\x1b[2K")
