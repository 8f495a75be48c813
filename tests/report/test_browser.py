"""The page in Chromium: axe-core finds nothing, nothing is asked of a network, nothing sticks out.

By day and by night, on a telephone and on a desk, without scripts, and on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

from browsing import violations
from report.samples import hostile_page, sample_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES: Mapping[str, Callable[[], str]] = {
    "sample": sample_page,
    "french": lambda: sample_page("fr"),
    "hostile": lambda: hostile_page(rows=20),
}


class Opened(NamedTuple):
    """A page in a window, and the addresses that it asked for."""

    page: Page
    asked: list[str]


@pytest.fixture(params=PAGES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(PAGES[request.param](), encoding="utf-8")
    return path


def opened(context: BrowserContext, file: Path, width: int) -> Opened:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    return Opened(page, asked)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_core_finds_nothing_and_nothing_is_wider_than_the_window(
    offline: BrowserContext, file: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    page, asked = opened(offline, file, width)
    page.emulate_media(color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [file.as_uri()]


def test_it_is_read_without_scripts_and_by_keyboard(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page, _ = opened(context, file, 1280)

    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("main").is_visible()
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("each => each === document.activeElement")
    assert skip.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.get_by_role("main").get_by_role("link").first
    assert first.evaluate("each => each === document.activeElement")
    context.close()


def test_the_first_screen_says_where_we_are_what_is_late_and_what_is_asked(
    offline: BrowserContext, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(sample_page(), encoding="utf-8")
    page, _ = opened(offline, path, 1280)

    for name in ("Where we are", "What is late", "What is asked of you"):
        box = page.get_by_role("region", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900


def test_it_prints_on_a4_in_dark_too(offline: BrowserContext, file: Path) -> None:
    page, _ = opened(offline, file, 1280)
    page.emulate_media(color_scheme="dark")
    printed = page.pdf(prefer_css_page_size=True)

    assert printed.startswith(b"%PDF")
    assert 1 <= printed.count(b"/Type /Page\n") <= 60
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed
