from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.brand import LARGEST, read_logo

if TYPE_CHECKING:
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 8


@pytest.mark.parametrize(
    ("data", "kind"), [(PNG, "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg")]
)
def test_a_png_or_jpeg_is_a_logo_by_what_it_holds(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "logo.bin").write_bytes(data)

    assert read_logo(tmp_path, "logo.bin") == (data, kind)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<svg/>", "the logo 'logo.png' is neither PNG nor JPEG"),
        (b"", "the logo 'logo.png' is neither PNG nor JPEG"),
        (PNG + b"\x00" * LARGEST, "the logo 'logo.png' is larger than 2 MB"),
        (None, "there is no logo 'logo.png'"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, data: bytes | None, message: str) -> None:
    if data is not None:
        (tmp_path / "logo.png").write_bytes(data)

    with pytest.raises(PlaybookError) as refused:
        read_logo(tmp_path, "logo.png")

    assert str(refused.value) == f"workspace.yaml: {message}"


def test_a_logo_outside_the_workspace_is_not_read(tmp_path: Path) -> None:
    inside = tmp_path / "acme"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    (inside / "link.png").symlink_to(tmp_path / "secret.png")

    for name in ("../secret.png", "link.png", str(tmp_path / "secret.png")):
        with pytest.raises(PlaybookError):
            read_logo(inside, name)
