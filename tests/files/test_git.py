from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from collab_playbook.files.git import git_identity

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    for name in ("GIT_DIR", "GIT_CONFIG_COUNT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_the_name_is_that_of_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert git_identity(tmp_path) is None
    git(tmp_path, "config", "user.name", "Zoé Ménard")
    assert git_identity(tmp_path) == "Zoé Ménard"
    git(tmp_path, "config", "user.email", "zoe@x.example")
    assert git_identity(tmp_path) == "Zoé Ménard <zoe@x.example>"


def test_without_git_there_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git_identity(tmp_path) is None
