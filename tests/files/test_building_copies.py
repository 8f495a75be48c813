"""Copies through builds one after another: whatever happens, nobody's words are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.copies import Press
from collab_playbook.files.origins import FromData, Writers
from files.test_building import CHARTER, SECRETS, Site, document, journal, site, states

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.documents.due import Due
    from collab_playbook.documents.reading import Reading
    from collab_playbook.files.origins import Write

__all__ = ["site"]

COPY = "documents/01-plan/charter.txt"
COPY_OF_SECRETS = "documents/01-plan/secrets.txt"


def press(asked: tuple[str, ...] | None = None, *, look: str = "1", broken: str = "") -> Press:
    """Writes copies that say whose they are; breaks at a text that holds certain words."""

    def write(text: str) -> bytes:
        if broken and broken in text:
            raise PlaybookError("broken")
        return f"look {look}: {text}".encode()

    writers: Mapping[str, Write] = {"txt": write}
    return Press(asked, lambda: Writers(writers, look))


def test_copies_are_put_in_place_with_their_documents(site: Site) -> None:
    report = site.build(press=press(("txt",)))

    assert report.written == (CHARTER, COPY, SECRETS, COPY_OF_SECRETS)
    assert site.text(COPY) == f"look 1: {site.text()}"
    assert set(states(site.build(press=press())).values()) == {"unchanged"}


def test_nothing_at_all_is_written_where_one_copy_cannot_be_made(site: Site) -> None:
    with pytest.raises(PlaybookError, match="broken"):
        site.build(press=press(("txt",), broken="Secrets"))

    assert site.files() == {}


def test_a_copy_of_a_document_that_left_the_playbook_stays_where_it_is(site: Site) -> None:
    site.build(press=press(("txt",)))
    site.edit(lambda text: text + "\nMine.\n", COPY_OF_SECRETS)
    left = Site(site.root, journal(documents=[document("charter")]), site.templates)
    left.journal.events = site.journal.events

    report = left.build(press=press())

    assert states(report)[COPY_OF_SECRETS] == "orphan"
    assert site.text(COPY_OF_SECRETS).endswith("Mine.\n")

    (site.root / COPY_OF_SECRETS).unlink()
    (site.root / SECRETS).unlink()
    assert states(left.build(press=press())) == {CHARTER: "unchanged", COPY: "unchanged"}


def test_an_edited_copy_of_a_step_that_is_renumbered_stays_where_it_was(site: Site) -> None:
    site.build(press=press(("txt",)))
    site.edit(lambda text: text + "\nMine.\n", COPY)
    moved = site.renumbered()

    moved.build(press=press())

    assert site.text(COPY).endswith("Mine.\n")
    assert site.text("documents/07-plan/charter.txt").startswith("look 1: # Brévent")


def test_a_new_look_makes_copies_anew_and_leaves_their_documents(site: Site) -> None:
    site.build(press=press(("txt",)))

    found = states(site.build(press=press(look="2")))

    assert (found[CHARTER], found[COPY]) == ("unchanged", "written")


def test_a_copy_waits_for_a_document_in_conflict(site: Site) -> None:
    site.build(press=press(("txt",)))
    before = site.text(COPY)
    site.edit(lambda _text: "Mine alone.\n")
    site.give(name="Beta")

    report = site.build(press=press())

    assert (states(report)[CHARTER], states(report)[COPY]) == ("conflict", "kept")
    assert site.text(COPY) == before


def test_a_link_in_the_place_of_a_copy_is_not_written_through(site: Site) -> None:
    outside = site.root.parent / "outside.txt"
    outside.write_text("theirs\n", "utf-8")
    (site.root / COPY).parent.mkdir(parents=True)
    (site.root / COPY).symlink_to(outside)

    with pytest.raises(PlaybookError, match="is a link"):
        site.build(press=press(("txt",)))

    assert outside.read_text("utf-8") == "theirs\n"


def press_from_data(asked: tuple[str, ...] | None = None) -> Press:
    """Writes the charter from the name that was answered, and anything else from its Markdown."""

    def read(reading: Reading, _each: Due) -> Callable[[], bytes]:
        name = reading.part("plan.name")
        return f"name: {name}".encode

    data = FromData(lambda document: document.id == "charter", read)
    writers = Writers({"txt": lambda text: text.encode()}, "1", {"txt": data})
    return Press(asked, lambda: writers)


def test_a_copy_made_from_the_data_follows_them_and_not_the_markdown(site: Site) -> None:
    site.give(name="Alpha")
    site.build(press=press_from_data(("txt",)))
    assert (site.text(COPY), site.text(COPY_OF_SECRETS)) == ("name: Alpha", site.text(SECRETS))
    site.edit(lambda text: text + "\nMine.\n")
    assert states(site.build(press=press_from_data()))[COPY] == "unchanged"
    site.give(name="Beta")

    rows = {row.path: (row.state, row.reason) for row in site.build(press=press_from_data()).rows}

    assert rows[COPY] == ("written", "plan.name changed")
    assert site.text(COPY) == "name: Beta"


def test_a_copy_made_from_the_data_that_somebody_changed_stays(site: Site) -> None:
    site.give(name="Alpha")
    site.build(press=press_from_data(("txt",)))
    site.edit(lambda _text: "mine", COPY)
    assert states(site.build(press=press_from_data()))[COPY] == "kept"
    site.give(name="Beta")

    assert states(site.build(press=press_from_data()))[COPY] == "conflict"
    assert site.text(COPY) == "mine"
    assert site.text("documents/01-plan/charter.new.txt") == "name: Beta"


def test_a_copy_made_from_the_data_does_not_wait_for_the_markdown(site: Site) -> None:
    site.give(name="Alpha")
    site.build(press=press_from_data(("txt",)))
    site.edit(lambda _text: "Mine alone.\n")
    site.give(name="Beta")

    found = states(site.build(press=press_from_data()))

    assert (found[CHARTER], found[COPY]) == ("conflict", "written")


def test_a_copy_goes_over_from_the_markdown_to_the_data(site: Site) -> None:
    site.build(press=press(("txt",)))

    rows = {row.path: row.reason for row in site.build(press=press_from_data(("txt",))).rows}

    assert rows[COPY] == "it is now made from other data"


@pytest.mark.parametrize("path", [COPY, CHARTER])
def test_what_somebody_saves_while_the_copies_are_made_is_not_written_over(
    site: Site, path: str
) -> None:
    site.build(press=press(("txt",)))
    site.give(name="Beta")
    before = site.files()

    def write(text: str) -> bytes:
        (site.root / path).write_text("saved meanwhile\n", "utf-8")
        return text.encode()

    slow = Press(None, lambda: Writers({"txt": write}, "1"))
    with pytest.raises(PlaybookError, match=f"somebody changed files meanwhile: {path}"):
        site.build(press=slow)

    assert site.files() == {**before, path: b"saved meanwhile\n"}
    assert states(site.build(press=press()))[path] == "conflict"
    assert site.text(path) == "saved meanwhile\n"
