"""A package on disk: whole or not at all, and never over what a person put there."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from build import NOW
from collab_playbook.documents.packing import CONTENTS, SCHEMA, digest_of_contents
from collab_playbook.errors import PlaybookError, RefusedError
from collab_playbook.files.package_place import (
    check_target,
    ignore_packages,
    is_there,
    put_folder,
    put_zip,
)
from collab_playbook.files.zipping import zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOTHING = "is there already and is no package"
CHANGED = "somebody changed the package"


def package(text: str = "one") -> dict[str, bytes]:
    files = {"index.html": b"<!doctype html>", "01 Plan/Charter.md": text.encode()}
    listed = [{"path": p, "sha256": sha256(d).hexdigest()} for p, d in files.items()]
    told: dict[str, Any] = {"schema": SCHEMA, "files": listed}
    told["digest"] = digest_of_contents(told)
    return {**files, CONTENTS: json.dumps(told).encode()}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def there(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "acme"
    (folder / "documents").mkdir(parents=True)
    return folder


def put(target: Path, root: Path, text: str = "one", *, replace: bool = False) -> None:
    """As the command does it."""
    check_target(target, root, replace=replace)
    files = package(text)
    if target.suffix == ".zip":
        put_zip(target, zipped(files, NOW))
    else:
        put_folder(target, files)


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_untouched_package_is_replaced_and_nothing_is_left_beside_it(
    root: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "new" / name
    put(target, root, "one")
    put(target, root, "two")

    assert names(target.parent) == {name}
    assert is_there(target, package("two"), zipped(package("two"), NOW) if "." in name else None)
    assert not is_there(target, package("one"), zipped(package(), NOW) if "." in name else None)
    if target.is_dir():
        assert there(target) == package("two")


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" and more")


CHANGES: list[Callable[[Path], object]] = [
    lambda out: append(out / "01 Plan/Charter.md"),
    lambda out: (out / "01 Plan/Charter.md").unlink(),
    lambda out: (out / "notes.txt").write_text("mine"),
    lambda out: (out / CONTENTS).write_bytes((out / CONTENTS).read_bytes().replace(b"01", b"02")),
    lambda out: (out / "link").symlink_to(out.parent),
]


@pytest.mark.parametrize("change", range(len(CHANGES)))
def test_a_package_that_somebody_changed_stays_unless_they_give_it_up(
    root: Path, tmp_path: Path, change: int
) -> None:
    target = tmp_path / "out"
    put(target, root)
    CHANGES[change](target)
    before = there(target)

    with pytest.raises(RefusedError, match=CHANGED):
        put(target, root, "two")
    assert there(target) == before
    put(target, root, "two", replace=True)

    assert there(target) == package("two")


def test_a_zip_that_somebody_changed_stays_too(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.zip"
    put_zip(target, zipped({**package(), "notes.txt": b"mine"}, NOW))

    with pytest.raises(RefusedError, match=CHANGED):
        put(target, root, "two")
    put(target, root, "two", replace=True)

    assert target.read_bytes() == zipped(package("two"), NOW)


def test_what_a_desktop_leaves_behind_is_no_change(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    put(target, root)
    (target / "01 Plan" / ".DS_Store").write_bytes(b"x")

    put(target, root, "two")

    assert there(target) == package("two")


@pytest.mark.parametrize(
    "content", [b"mine", b"{}", b"[1]", b'{"schema": "other@1"}', b"PK\x03\x04"]
)
@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_is_no_package_is_never_replaced(
    root: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    target = tmp_path / name
    if name == "out":
        target.mkdir()
        (target / CONTENTS).write_bytes(content)
    else:
        target.write_bytes(content)

    for replace in (False, True):
        with pytest.raises(RefusedError, match=NOTHING):
            check_target(target, root, replace=replace)


def test_an_empty_folder_is_a_free_place(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    put(tmp_path / "out", root)

    assert there(tmp_path / "out") == package()


def test_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "else")

    with pytest.raises(RefusedError, match="is a link"):
        put(tmp_path / "out", root)
    assert list((tmp_path / "else").iterdir()) == []


def test_a_link_inside_the_workspace_is_not_followed_either(root: Path, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (root / "packages").symlink_to(tmp_path / "else")

    with pytest.raises(RefusedError, match="is a link"):
        put(root / "packages" / "out.zip", root)
    put(tmp_path / "else" / "out.zip", root)

    assert names(tmp_path / "else") == {"out.zip"}


@pytest.mark.parametrize("name", [".", "..", "documents", "documents/x.zip", ".git/x", "answers"])
def test_the_workspace_itself_is_no_place_for_a_package(root: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="belongs to the workspace itself"):
        check_target(root / name, root, replace=True)


def test_a_package_that_cannot_be_finished_leaves_the_former_one(
    root: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    put(target, root)

    with pytest.raises(PlaybookError, match="could not be written"):
        put_folder(target, {**package("two"), "01 Plan/Charter.md/below": b"x"})

    assert there(target) == package()
    assert names(tmp_path) == {"acme", "out"}


def test_what_a_killed_command_had_moved_away_comes_back(root: Path, tmp_path: Path) -> None:
    target, former = tmp_path / "out", tmp_path / ".out.former~"
    put(former, root)

    check_target(target, root, replace=False)
    assert there(target) == package()

    put(former, root)
    check_target(target, root, replace=False)

    assert names(tmp_path) == {"acme", "out"}


def test_a_folder_of_a_like_name_that_is_no_package_is_left_alone(
    root: Path, tmp_path: Path
) -> None:
    put(tmp_path / "out", root)
    (tmp_path / ".out.former~").mkdir()
    (tmp_path / ".out.former~" / "mine").touch()

    check_target(tmp_path / "out", root, replace=False)

    assert names(tmp_path / ".out.former~") == {"mine"}


def test_the_default_folder_keeps_itself_out_of_git_and_a_persons_own_is_left_alone(
    root: Path,
) -> None:
    ignore_packages(root)
    assert (root / "packages/.gitignore").read_text() == "*\n"
    (root / "packages/.gitignore").unlink()

    ignore_packages(root)

    assert not (root / "packages/.gitignore").exists()
