"""A playbook that changes under edited files, in whatever format: nothing is deleted or mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from build import Journal, process, question, step
from collab_playbook.files.copies import Press
from collab_playbook.files.origins import Writers
from collab_playbook.formats.look import DEFAULT_COLOUR, Look
from collab_playbook.formats.registry import writer_of
from files.test_building import Site, document, states
from robustness.every_format import FROM_TEXT, MINE, words_of

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = {
    "charter/body.md.j2": "# Charter\n\n{{ plan.name }}\n\n| A | B |\n|---|---|\n| a | b |\n",
    "secrets/body.md.j2": "# Secrets\n\n{{ plan.secret }}\n",
}
CHARTER = "documents/01-plan/charter"
PRESS = Press(
    FROM_TEXT,
    lambda: Writers(
        {name: writer_of(name, Look("en", "Acme", DEFAULT_COLOUR, "", "")) for name in FROM_TEXT},
        "1",
    ),
)

in_every_format = pytest.mark.parametrize("format_", FROM_TEXT)


def of_one_step(*documents: str, number: int = 1) -> Journal:
    questions = [question("name"), question("secret")]
    plan = step("plan", number, questions=questions)
    formats = ("md", *FROM_TEXT)
    named = [document(each, formats=formats) for each in documents]
    return Journal(process(plan, org=[question("company")], documents=named))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path, of_one_step("charter", "secrets"), dict(TEMPLATES))
    made.give(name="Alpha", secret="x")  # noqa: S106 - an answer
    made.build(press=PRESS)
    return made


def after(site: Site, *documents: str, number: int = 1) -> Site:
    """The same folder and the same answers under another version of the playbook."""
    changed = Site(site.root, of_one_step(*documents, number=number), site.templates)
    changed.journal.events = site.journal.events
    return changed


def words(site: Site, path: str, format_: str) -> str:
    return words_of(format_, (site.root / f"{path}.{format_}").read_bytes())


@in_every_format
def test_a_changed_template_reaches_it_with_the_edits_in_the_markdown(
    site: Site, format_: str
) -> None:
    site.edit(lambda text: text.replace("# Charter", "# Our charter"), f"{CHARTER}.md")
    site.templates["charter/body.md.j2"] += "\nNew in the second version.\n"

    report = site.build(press=PRESS)

    assert states(report)[f"{CHARTER}.md"] == "merged"
    text = words(site, CHARTER, format_)
    assert "New in the second version." in text
    assert "Our charter" in text


@in_every_format
def test_a_changed_template_leaves_a_copy_that_somebody_changed(site: Site, format_: str) -> None:
    (site.root / f"{CHARTER}.{format_}").write_bytes(MINE)
    site.templates["charter/body.md.j2"] += "\nNew in the second version.\n"

    report = site.build(press=PRESS)

    assert states(report)[f"{CHARTER}.{format_}"] == "conflict"
    assert (site.root / f"{CHARTER}.{format_}").read_bytes() == MINE
    assert "New in the second version." in words(site, f"{CHARTER}.new", format_)


@in_every_format
def test_a_document_that_left_the_playbook_keeps_its_edited_files(site: Site, format_: str) -> None:
    (site.root / f"{CHARTER}.{format_}").write_bytes(MINE)
    site.edit(lambda text: text + "\nMine.\n", f"{CHARTER}.md")
    before = site.files()
    del site.templates["charter/body.md.j2"]

    report = after(site, "secrets").build(press=PRESS)

    orphans = {path for path, state in states(report).items() if state == "orphan"}
    assert orphans == {f"{CHARTER}.{name}" for name in ("md", *FROM_TEXT)}
    files = site.files()
    assert {path: files[path] for path in orphans} == {path: before[path] for path in orphans}


@in_every_format
def test_a_document_that_was_renamed_is_made_beside_its_edited_files(
    site: Site, format_: str
) -> None:
    (site.root / f"{CHARTER}.{format_}").write_bytes(MINE)
    site.templates["mandate/body.md.j2"] = site.templates.pop("charter/body.md.j2")

    report = after(site, "mandate", "secrets").build(press=PRESS)

    found = states(report)
    assert found[f"{CHARTER}.{format_}"] == "orphan"
    assert found[f"documents/01-plan/mandate.{format_}"] == "written"
    assert (site.root / f"{CHARTER}.{format_}").read_bytes() == MINE
    assert "Alpha" in words(site, "documents/01-plan/mandate", format_)


@in_every_format
def test_a_document_that_moved_takes_its_edits_along_and_leaves_the_former_files(
    site: Site, format_: str
) -> None:
    (site.root / f"{CHARTER}.{format_}").write_bytes(MINE)
    site.edit(lambda text: text + "\nAgreed over lunch.\n", f"{CHARTER}.md")

    report = after(site, "charter", "secrets", number=7).build(press=PRESS)

    moved = "documents/07-plan/charter"
    assert states(report)[f"{moved}.md"] == "written"
    assert "Agreed over lunch." in words(site, moved, format_)
    assert (site.root / f"{CHARTER}.{format_}").read_bytes() == MINE
    assert site.text(f"{CHARTER}.md").endswith("Agreed over lunch.\n")
