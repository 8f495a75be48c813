"""What draws charts is loaded for a document that has one, wherever it stands in it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from collab_playbook.formats.content import Picture, Table
from collab_playbook.formats.drawn import drawn
from collab_playbook.formats.look import Look
from collab_playbook.formats.markdown import content_of

CHART = "<!-- chart: bars, Shown -->\n\n| A | B |\n|---|---|\n| a | 1 |\n| b | 2 |\n"
LOADED = """
import sys
from collab_playbook.formats.page.writer import html_of
from collab_playbook.formats.look import Look
from collab_playbook.formats.markdown import content_of
html_of(content_of(sys.argv[1]), Look("en"))
print("collab_playbook.formats.charting" in sys.modules)
"""


@pytest.mark.parametrize(
    ("text", "loaded"), [("# A\n\n- one\n\n> two\n", "False"), (CHART, "True")]
)
def test_what_draws_is_loaded_for_a_chart_only(text: str, loaded: str) -> None:
    command = [sys.executable, "-c", LOADED, text]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == loaded


@pytest.mark.parametrize("before", ["- ", "> "])
def test_a_chart_within_something_else_is_drawn(before: str) -> None:
    indented = CHART.replace("\n", f"\n{'  ' if before == '- ' else before}")
    (block,) = drawn(content_of(before + indented), Look("en")).blocks

    inside = block.items[0] if hasattr(block, "items") else block.blocks  # type: ignore[union-attr]
    assert [type(each) for each in inside] == [Picture, Table]
