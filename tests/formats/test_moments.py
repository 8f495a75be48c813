"""When files say that they were made: a fixed day, or the one that was asked for."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest

from collab_playbook.formats.look import Look
from collab_playbook.formats.registry import FORMATS, writer_of

LOOK = Look("en", "Acme")
MADE = datetime(2025, 11, 27, 9, 30, tzinfo=UTC)
MARKDOWN = "# Charter\n\n## What for\n\nTo help each other.\n"
WRITTEN = [name for name, each in FORMATS.items() if not each.from_data and name != "html"]


def told(data: bytes) -> set[str]:
    if data.startswith(b"%PDF"):
        found = re.findall(
            rb"/(?:CreationDate|ModDate) ?\(D:(\d{8})|<xmp:CreateDate>(\d{4}-\d\d-\d\d)", data
        )
        return {(one or other).decode().replace("-", "") for one, other in found}
    with ZipFile(io.BytesIO(data)) as source:
        core = source.read("docProps/core.xml").decode()
    return {day.replace("-", "") for day in re.findall(r"W3CDTF\">(\d{4}-\d\d-\d\d)", core)}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_bears_the_day_that_was_asked_for(name: str) -> None:
    data = writer_of(name, LOOK._replace(made=MADE))(MARKDOWN)

    assert told(data) == {"20251127"}
    assert data == writer_of(name, LOOK._replace(made=MADE))(MARKDOWN)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_bears_no_day_of_its_own(name: str) -> None:
    assert told(writer_of(name, LOOK)(MARKDOWN)) <= {"20000101"}
