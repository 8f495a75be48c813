"""Office files: zips in which nothing tells when and where they were made."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same input gives the same bytes, on any day
"""When a document says that it was made."""
PROPERTY: Final = 255
"""How many characters a property of a document holds."""
LANGUAGES: Final = {"en": "en-GB", "fr": "fr-FR"}
"""The languages by the names that office programs check spelling in."""
_MOMENT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def repacked(package: bytes) -> bytes:
    """The same package with a fixed date in every entry, in the workbooks inside it too."""
    fixed = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            data = source.read(name)
            if name.endswith(".xlsx"):
                data = repacked(data)
            elif name == "docProps/core.xml":
                moment = f"{FIXED:%Y-%m-%dT%H:%M:%SZ}".encode()
                data = _MOMENT.sub(rb"\g<1>" + moment + rb"\g<2>", data)
            target.writestr(entry, data)
    return fixed.getvalue()
