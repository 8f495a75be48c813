"""Office files of which nothing tells when they were made."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from collab_playbook.formats.office import repacked

CORE = '<cp><dcterms:created xsi:type="x">{}</dcterms:created><dc:title>2026</dc:title></cp>'


def package(day: str, inside: bytes = b"") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as target:
        target.writestr("docProps/core.xml", CORE.format(day))
        if inside:
            target.writestr("embedded.xlsx", inside)
    return made.getvalue()


def test_two_days_make_one_package_and_so_do_the_workbooks_inside() -> None:
    first = package("2026-01-05", package("2026-01-05"))
    second = package("2027-02-06", package("2027-02-06"))
    assert first != second
    assert repacked(first) == repacked(second)
    with ZipFile(BytesIO(repacked(first))) as found:
        assert found.read("docProps/core.xml").decode() == CORE.format("2000-01-01T00:00:00Z")
        assert {entry.date_time for entry in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
