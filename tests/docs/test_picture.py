"""The picture in the README shows what the program says."""

from __future__ import annotations

import importlib.util
import re
from collections import defaultdict
from html import unescape
from typing import TYPE_CHECKING

from docs.pages import REPOSITORY

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = REPOSITORY / "docs" / "draw_session.py"


def _script() -> ModuleType:
    found = importlib.util.spec_from_file_location("draw_session", SCRIPT)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _text_of(svg: str) -> list[str]:
    """The lines of a picture: pieces of text that share a height, from left to right."""
    pieces: dict[float, list[tuple[float, str]]] = defaultdict(list)
    shown = svg.partition('-matrix">')[2]
    for attributes, text in re.findall(r"<text([^>]*)>([^<]*)</text>", shown):
        x, y = (float(re.findall(rf' {axis}="([\d.]+)"', attributes)[0]) for axis in "xy")
        pieces[y].append((x, unescape(text).replace("\u00a0", " ")))
    return ["".join(text for _, text in sorted(pieces[y])).strip("\n") for y in sorted(pieces)]


def test_the_picture_shows_what_the_program_says() -> None:
    script = _script()
    fresh = ["".join(line.plain.split()) for line in script.session()]
    drawn = ["".join(line.split()) for line in _text_of(script.PICTURE.read_text("utf-8"))]
    assert [line for line in drawn if line] == [line for line in fresh if line]


def test_the_picture_needs_nothing_from_elsewhere() -> None:
    svg = _script().PICTURE.read_text("utf-8")
    assert re.findall(r'https?://[^"\s]+', svg) == ["http://www.w3.org/2000/svg"]
