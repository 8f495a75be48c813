"""The client's logo, read from the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.errors import PlaybookError
from collab_playbook.files.writing import confined, told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST: Final = 2 * 1024 * 1024
_KINDS: Final[Mapping[bytes, str]] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""What an image begins with, and its media type: the kinds that every format can hold."""


def read_logo(root: Path, name: str) -> tuple[bytes, str]:
    """The bytes of the logo and their media type.

    Args:
        root: The workspace.
        name: Its path below it, as ``brand.logo`` of ``workspace.yaml`` names it.

    Raises:
        PlaybookError: It is not there, lies elsewhere, is too large, or is no PNG or JPEG.
    """
    path = confined(root, name)
    remedy = say("Put a PNG or JPEG file there, or take `logo` out of workspace.yaml.")
    if path.is_symlink() or not path.is_file():
        raise PlaybookError(say("workspace.yaml: there is no logo '{name}'", name=name), remedy)
    with told(say("The logo '{name}' cannot be read", name=name)), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        message = say("workspace.yaml: the logo '{name}' is larger than 2 MB", name=name)
        raise PlaybookError(message, say("Save it smaller: 600 pixels across are enough."))
    kinds = (kind for begins, kind in _KINDS.items() if data.startswith(begins))
    kind = next(kinds, None)
    if kind is None:
        message = say("workspace.yaml: the logo '{name}' is neither PNG nor JPEG", name=name)
        raise PlaybookError(message, remedy)
    return data, kind
