"""The sample company's documents, word for word; the flag `--update-golden` rewrites them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from collab_playbook.documents.due import Due, due
from collab_playbook.documents.render import Rendered, render
from collab_playbook.documents.typography import slips
from collab_playbook.model.event import Instance
from documents.company import sample_company

GOLDEN = Path(__file__).parents[1] / "cases/documents/golden"
READER = MarkdownIt("commonmark").enable("table")


LANGUAGES = ("en", "fr")


@cache
def built(language: str = "en") -> dict[str, Due]:
    """What is due, by language and path: ``fr/01-leadership/leadership_brief.md``."""
    wanted = due(sample_company(language).view, language)
    return {f"{language}/{each.path.removeprefix('documents/')}": each for each in wanted}


def of(path: str) -> tuple[str, Due]:
    """The language of a document and what is due."""
    language = path.partition("/")[0]
    return language, built(language)[path]


def is_finished(path: str) -> bool:
    """Whether the step of a document is done; others are under way, and their documents drafts."""
    language, (document, place, _) = of(path)
    instance = Instance(place.instance, document.step)
    return sample_company(language).view.record(instance).phase == "done"


@cache
def written(path: str) -> Rendered:
    language, each = of(path)
    company = sample_company(language)
    result = render(
        each.document,
        company.view,
        company.loaded.templates,
        company.workspace.people,
        language,
        final=is_finished(path),
        scope=each.place.instance,
    )
    assert isinstance(result, Rendered), result
    return result


PATHS = sorted(path for language in LANGUAGES for path in built(language))


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


@pytest.mark.parametrize("path", [path for path in PATHS if path.startswith("fr/")])
def test_a_french_document_keeps_to_french_typography(path: str) -> None:
    assert slips(written(path).text) == ()


@pytest.mark.parametrize("path", PATHS)
def test_a_document_of_the_sample_company_is_well_formed(path: str) -> None:
    text = written(path).text
    tokens = READER.parse(text)
    headings = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]

    assert headings[:1] == [1]
    assert headings.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(headings))
    stray = [token for token in tokens if token.type in {"html_block", "code_block"}]
    assert all(token.content.startswith("<!-- chart: ") for token in stray)
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
