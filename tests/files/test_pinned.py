from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.pinned import PINNED, pin, pinned_root
from collab_playbook.files.playbook import load_playbook
from files.folders import FIRST, lay

if TYPE_CHECKING:
    from pathlib import Path


def test_a_pinned_playbook_opens_as_it_was_when_its_source_has_moved_on(tmp_path: Path) -> None:
    source, root = lay(tmp_path / "playbook"), tmp_path / "client"
    root.mkdir()
    loaded = load_playbook(source)
    assert loaded.playbook is not None
    digest = loaded.playbook.digest
    assert pinned_root(root, digest) is None
    folder = pin(root, source, digest)
    lay(source, {"steps/01-first/step.yaml": FIRST.replace("vision", "aim")})
    assert pinned_root(root, digest) == folder
    pinned = load_playbook(folder)
    assert pinned.playbook == loaded.playbook
    assert dict(pinned.templates) == {
        "_parts/document.md.j2": "part\n",
        "brief/body.md.j2": "# {{ first.vision }}\n",
    }
    assert pin(root, source, digest) == folder
    assert load_playbook(folder).playbook == loaded.playbook


def test_what_is_no_part_of_a_playbook_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    source = lay(
        tmp_path / "playbook", {"playbook/example/answers/00-org.yaml": "a: 1\n", "more/x": "x"}
    )
    (source / "templates/secret.md.j2").symlink_to(tmp_path / "secret")
    folder = pin(tmp_path, source, "ab12")
    names = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert "steps/01-first/step.yaml" in names
    assert not [name for name in names if "example" in name or "more" in name or "secret" in name]


def test_a_copy_cut_short_is_made_again(tmp_path: Path) -> None:
    source = lay(tmp_path / "playbook")
    (tmp_path / PINNED / "ab12").mkdir(parents=True)
    assert pinned_root(tmp_path, "ab12") is None
    assert load_playbook(pin(tmp_path, source, "ab12")).playbook is not None
    assert [p.name for p in (tmp_path / PINNED).iterdir()] == ["ab12"]


@pytest.mark.parametrize("digest", ["", "..", "../x", "a/b"])
def test_a_digest_that_is_none_leads_nowhere(tmp_path: Path, digest: str) -> None:
    assert pinned_root(tmp_path, digest) is None
    with pytest.raises(PlaybookError):
        pin(tmp_path, lay(tmp_path / "playbook"), digest)
