"""Files as a zip that is the same bytes for the same files, whenever and wherever it is made."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from collab_playbook.errors import PlaybookError
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST: Final = datetime(1980, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
"""Between these a zip can tell a date."""
_PACKED_ALREADY: Final = (".docx", ".pptx", ".xlsx", ".png", ".jpg")
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3


def zipped(files: Mapping[str, bytes], dated: datetime) -> bytes:
    """A zip of files, sorted by path, names in UTF-8.

    Args:
        files: Contents by path, with ``/`` between folders.
        dated: The date of every entry.
    """
    made = BytesIO()
    date = min(max(dated.astimezone(UTC), _FIRST), _LAST)
    with ZipFile(made, "w") as target:
        for path, data in sorted(files.items()):
            entry = ZipInfo(path, date.timetuple()[:6])
            entry.compress_type = ZIP_STORED if path.endswith(_PACKED_ALREADY) else ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            target.writestr(entry, data)
    return made.getvalue()


def moment_asked(source_date_epoch: str | None) -> datetime | None:
    """When files are to say that they were made: ``SOURCE_DATE_EPOCH`` where it is set.

    Raises:
        PlaybookError: ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    if not source_date_epoch:
        return None
    try:
        return datetime.fromtimestamp(int(source_date_epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = say("SOURCE_DATE_EPOCH is '{text}', no moment", text=source_date_epoch)
        raise PlaybookError(message, say("Set it to seconds since 1970, or unset it.")) from error
