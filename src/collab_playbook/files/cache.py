"""JSON kept by the digest of what it was worked out from; a missing or broken cache is no cache."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collab_playbook import __version__
from collab_playbook.errors import PlaybookError
from collab_playbook.files.writing import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable

CACHE = ".collab-playbook/cache"
"""The folder for caches of a workspace."""

FORMAT = "1"
MOST_FILES = 48
_CHECKSUM_LENGTH = 64


def user_cache() -> Path:
    """The folder for caches of this user."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or ""
    home = Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache"
    return home / "collab-playbook"


def key_of(kind: str, parts: Iterable[tuple[str, bytes]]) -> str:
    """The key of what is worked out from these named contents by this version of the program."""
    digest = sha256(f"{kind} {FORMAT} {__version__}".encode())
    for name, content in parts:
        digest.update(f"\0{len(name)} {len(content)} {name}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def recall(folder: Path | None, key: str) -> Any | None:
    """What was kept under a key; ``None`` where nothing sound is."""
    if folder is None:
        return None
    try:
        data = (folder / f"{key}.json").read_bytes()
    except OSError:
        return None
    checksum, body = data[:_CHECKSUM_LENGTH], data[_CHECKSUM_LENGTH:]
    if checksum != sha256(body).hexdigest().encode():
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def keep(folder: Path | None, key: str, value: Any) -> None:
    """Keeps a value under a key, and few files in all; where it cannot, does nothing."""
    if folder is None:
        return
    body = json.dumps(value, separators=(",", ":")).encode()
    with suppress(OSError, PlaybookError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(
            folder / f"{key}.json", sha256(body).hexdigest().encode() + body, durable=False
        )
        kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-MOST_FILES]:
            path.unlink(missing_ok=True)
