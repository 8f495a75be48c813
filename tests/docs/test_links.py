"""Links between pages lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docs.pages import PAGES, REPOSITORY, anchors, links

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [path.relative_to(REPOSITORY).as_posix() for path in PAGES]


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file_or_heading(name: str) -> None:
    assert [link for link in links(name) if not _leads_somewhere(REPOSITORY / name, link)] == []


def _leads_somewhere(page: Path, link: str) -> bool:
    if link.startswith(("https://", "mailto:")):
        return True
    file, _, anchor = link.partition("#")
    target = (page.parent / file).resolve() if file else page
    if not target.exists() or not target.is_relative_to(REPOSITORY):
        return False
    return not anchor or anchor in anchors(target.read_text("utf-8"))


def test_every_page_under_docs_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [REPOSITORY / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        for link in links(page.relative_to(REPOSITORY).as_posix()):
            target = (page.parent / link.partition("#")[0]).resolve()
            if not link.startswith("http") and target.is_file():
                waiting.append(target)
    decisions = {path for path in PAGES if path.parent.name == "decisions"}
    assert sorted(set(PAGES) - reached - decisions) == []
