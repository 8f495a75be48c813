"""A zip says nothing of when and where it was made, and its names are read everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.zipping import moment_asked, zipped

DAY = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
FILES = {"b/Été.docx": b"word", "a.html": b"<p>" * 100, "b/שלום.md": b"text"}


def test_the_same_files_give_the_same_bytes_in_whatever_order_and_zone() -> None:
    turned = dict(reversed(FILES.items()))
    elsewhere = DAY.astimezone(timezone(timedelta(hours=5)))

    assert zipped(FILES, DAY) == zipped(turned, elsewhere)


def test_names_are_sorted_in_utf_8_and_every_entry_has_the_one_date() -> None:
    with ZipFile(BytesIO(zipped(FILES, DAY))) as source:
        entries = source.infolist()
        held = {name: source.read(name) for name in source.namelist()}

    assert held == FILES
    assert [entry.filename for entry in entries] == sorted(FILES)
    assert {entry.date_time for entry in entries} == {(2026, 11, 27, 9, 30, 0)}
    assert all(entry.flag_bits & 0x800 for entry in entries if not entry.filename.isascii())
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


@pytest.mark.parametrize(("year", "told"), [(1970, 1980), (2200, 2107)])
def test_a_date_that_a_zip_cannot_tell_becomes_the_nearest(year: int, told: int) -> None:
    with ZipFile(BytesIO(zipped(FILES, DAY.replace(year=year)))) as source:
        assert {entry.date_time[0] for entry in source.infolist()} == {told}


def test_the_date_is_that_of_the_build_where_it_is_set() -> None:
    assert moment_asked("1764235800") == datetime(2025, 11, 27, 9, 30, tzinfo=UTC)
    assert moment_asked(None) is moment_asked("") is None
    with pytest.raises(PlaybookError, match="SOURCE_DATE_EPOCH is 'tomorrow', no moment"):
        moment_asked("tomorrow")
