"""The index in Chromium: axe-core finds nothing, nothing is asked of a network or sticks out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from browsing import violations
from formats.packages import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_everybody_can_read_it_on_a_telephone_by_night_and_on_a_desk_by_day(
    offline: BrowserContext,
    tmp_path: Path,
    name: str,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    file = tmp_path / "index.html"
    file.write_bytes(PAGES[name]())
    page = offline.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())

    assert page.get_by_role("heading", level=1).count() == 1
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [file.as_uri()]


def test_on_paper_what_is_open_can_be_read_and_nothing_is_to_be_clicked(
    offline: BrowserContext,
    tmp_path: Path,
) -> None:
    file = tmp_path / "index.html"
    file.write_bytes(PAGES["plain"]())
    page = offline.new_page()
    page.emulate_media(media="print")
    page.goto(file.as_uri())

    assert page.get_by_text("What is it called?").is_visible()
    assert not page.get_by_role("navigation").is_visible()
