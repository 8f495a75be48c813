"""Office files: zips in which nothing tells when and where they were made."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.formats.look import Look

FIXED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same input gives the same bytes, on any day
"""When a document says that it was made where nobody says."""
XLSX_OPTIONS: Final[Mapping[str, bool]] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How XlsxWriter makes a workbook: without files of its own, and words stay words."""
PROPERTY: Final = 255
"""How many characters a property of a document holds."""
_LANGUAGES: Final = {"en": "en-GB", "fr": "fr-FR"}
"""The languages by the names that office programs check spelling in."""
_MOMENT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def language_of(look: Look) -> str:
    """The language as office programs check spelling in it, which names a country too."""
    return _LANGUAGES.get(look.language, look.language)


def moment_of(look: Look) -> datetime:
    """When a document says that it was made, in UTC and without a zone."""
    return look.made.replace(tzinfo=None) if look.made is not None else FIXED


def repacked(package: bytes, moment: datetime = FIXED) -> bytes:
    """The same package with a fixed date in every entry, in the workbooks inside it too.

    Args:
        package: A zip.
        moment: When it says that it was made.
    """
    fixed = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            data = source.read(name)
            if name.endswith(".xlsx"):
                data = repacked(data, moment)
            elif name == "docProps/core.xml":
                told = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
                data = _MOMENT.sub(rb"\g<1>" + told + rb"\g<2>", data)
            target.writestr(entry, data)
    return fixed.getvalue()
