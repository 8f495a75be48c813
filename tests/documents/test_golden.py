"""The sample company's documents, word for word; the flag `--update-golden` rewrites them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from collab_playbook.documents.due import Due, due
from collab_playbook.documents.render import Rendered, render
from collab_playbook.model.event import Instance
from documents.company import sample_company

GOLDEN = Path(__file__).parents[1] / "cases/documents/golden"
READER = MarkdownIt("commonmark").enable("table")


@cache
def built() -> dict[str, Due]:
    return {each.path.removeprefix("documents/"): each for each in due(sample_company().view, "en")}


def is_finished(path: str) -> bool:
    """Whether the step of a document is done; others are under way, and their documents drafts."""
    document, place, _ = built()[path]
    instance = Instance(place.instance, document.step)
    return sample_company().view.record(instance).phase == "done"


@cache
def written(path: str) -> Rendered:
    company, each = sample_company(), built()[path]
    result = render(
        each.document,
        company.view,
        company.loaded.templates,
        company.workspace.people,
        "en",
        final=is_finished(path),
        scope=each.place.instance,
    )
    assert isinstance(result, Rendered), result
    return result


PATHS = sorted(built())


@pytest.mark.parametrize("path", PATHS)
def test_a_document_of_the_sample_company_reads_as_it_did(
    path: str, *, update_golden: bool
) -> None:
    golden = GOLDEN / path
    if update_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(written(path).text, encoding="utf-8")

    assert written(path).text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in PATHS if is_finished(path)])
def test_a_document_of_the_sample_company_lacks_nothing(path: str) -> None:
    assert written(path).open == ()


@pytest.mark.parametrize("path", PATHS)
def test_a_document_of_the_sample_company_is_well_formed(path: str) -> None:
    text = written(path).text
    tokens = READER.parse(text)
    headings = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]

    assert headings[:1] == [1]
    assert headings.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(headings))
    assert not [token for token in tokens if token.type in {"html_block", "code_block"}]
    rows = text.count("\n|---")
    assert sum(token.type == "table_open" for token in tokens) == rows, "a table is broken"


def test_no_golden_document_is_left_over(*, update_golden: bool) -> None:
    found = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.md")}
    if update_golden:
        for path in found - set(PATHS):
            (GOLDEN / path).unlink()
        found &= set(PATHS)

    assert found == set(PATHS)


def test_every_document_of_the_playbook_is_built_for_the_sample_company() -> None:
    documents = sample_company().view.process.playbook.documents

    assert {each.place.document for each in built().values()} == {each.id for each in documents}
