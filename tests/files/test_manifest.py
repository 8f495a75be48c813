from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collab_playbook.documents.copies import Copy
from collab_playbook.documents.due import Place
from collab_playbook.documents.standing import Entry
from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import PlaybookError
from collab_playbook.files.manifest import (
    MANIFEST,
    Manifest,
    manifest_bytes,
    read_base,
    read_manifest,
)

if TYPE_CHECKING:
    from pathlib import Path

CHARTER = Place("charter", "programme", "en")
GUIDE = Place("guide", "circle:customers", "fr")
FINAL, DRAFT = True, False
ENTRIES = {
    GUIDE: Entry(
        GUIDE, "documents/circles/customers/02-x/guide.fr.md", "d2", {"é.x": "1"}, ("a.b",), FINAL
    ),
    CHARTER: Entry(
        CHARTER, "documents/01-plan/charter.md", "d1", {"b": "2", "a": "1"}, (), DRAFT, "m", "p"
    ),
}
COPIES = {
    place._replace(format=name): Copy(
        place._replace(format=name), f"documents/01-plan/{name}", "s", "l", "o", beside, basis
    )
    for place in (CHARTER, GUIDE)
    for name, beside, basis in (("pdf", "", {}), ("docx", "n", {}), ("xlsx", "", {"a.b": "d"}))
}


def write(root: Path, data: bytes) -> None:
    (root / ".collab-playbook").mkdir(exist_ok=True)
    (root / MANIFEST).write_bytes(data)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write(tmp_path, manifest_bytes(Manifest(ENTRIES, COPIES)))

    assert read_manifest(tmp_path) == Manifest(ENTRIES, COPIES)


def test_the_same_entries_give_the_same_bytes_in_any_order() -> None:
    other = Manifest(dict(reversed(ENTRIES.items())), dict(reversed(COPIES.items())))

    assert manifest_bytes(Manifest(ENTRIES, COPIES)) == manifest_bytes(other)


def test_before_the_first_build_there_is_nothing_in_it(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == Manifest()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"schema": "other", "documents": []}',
        b'{"schema": "collab-playbook/manifest@1", "documents": [{}]}',
        b'{"schema": "collab-playbook/manifest@1", "documents": [{"id": "a", "basis": []}]}',
        b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_broken_manifest_is_refused_with_a_remedy(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, data)

    with pytest.raises(PlaybookError, match="manifest") as caught:
        read_manifest(tmp_path)
    assert "delete it" in caught.value.hint


def test_a_base_text_counts_only_if_it_is_the_one_that_was_noted(tmp_path: Path) -> None:
    base = tmp_path / ".collab-playbook/base/documents/01-plan/charter.md"
    base.parent.mkdir(parents=True)
    base.write_text("one", encoding="utf-8")

    assert read_base(tmp_path, "documents/01-plan/charter.md", digest_of("one")) == "one"
    assert read_base(tmp_path, "documents/01-plan/charter.md", digest_of("two")) is None
    assert read_base(tmp_path, "documents/01-plan/other.md", digest_of("one")) is None
