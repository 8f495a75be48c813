"""Word files that somebody brings: sound ones are taken, all others refused with the reason."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

pytest.importorskip("docx")

from collab_playbook.files.word_file import WordFileError, check_word_file
from wordmaking import calling_home, changed, french, letterhead, saved

SOUND = saved(letterhead())
TYPES = "[Content_Types].xml"
CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize(
    "data",
    [
        SOUND,
        french(SOUND),
        calling_home(),
        (CASES / "word/libreoffice.docx").read_bytes(),
        changed(SOUND, {TYPES: lambda t: t.replace("document.main+xml", "template.main+xml")}),
    ],
)
def test_a_sound_file_is_taken(data: bytes) -> None:
    check_word_file(data)


def bomb() -> bytes:
    made = BytesIO(SOUND)
    with ZipFile(made, "a", ZIP_DEFLATED) as package:
        for at in range(7):
            package.writestr(f"word/media/{at}.png", bytes(9 * 1024 * 1024))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is damaged, or no Word file"),
        (b"Dear reader", "is damaged, or no Word file"),
        (SOUND[: len(SOUND) // 2], "is damaged, or no Word file"),
        (SOUND[:2000] + b"\xff\xff\xff\xff" + SOUND[2004:], "is damaged, or no Word file"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "is of the format of Word before 2007"),
        (
            b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password",
        ),
        (
            changed(
                SOUND,
                {
                    TYPES: lambda t: t.replace(
                        "openxmlformats-officedocument.wordprocessingml.document.main",
                        "ms-word.document.macroEnabled.main",
                    )
                },
            ),
            "holds macros, which documents never carry",
        ),
        (
            changed(SOUND, {}, {"word/vbaProject.bin": b"x"}),
            "holds macros, which documents never carry",
        ),
        (
            changed(SOUND, {TYPES: lambda t: t.replace("wordprocessingml", "spreadsheetml")}),
            "is no Word document",
        ),
        (bomb(), "is too large once it is unpacked"),
        (
            changed(SOUND, {}, {f"word/media/{at}": b"" for at in range(1001)}),
            "is too large once it is unpacked",
        ),
        (
            changed(SOUND, {}, {"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "declares what no Word file declares",
        ),
        (changed(SOUND, {}, {"word/x.xml": "<a>"}), "is damaged, or no Word file"),
        (changed(SOUND, {"word/numbering.xml": lambda _: "<x/>"}), "is damaged, or no Word file"),
        (
            changed(
                SOUND,
                {"word/_rels/document.xml.rels": lambda t: t.replace("styles.xml", "gone.xml")},
            ),
            "is damaged, or no Word file",
        ),
        (
            changed(
                SOUND, {}, {"x.xml": '<a b="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}
            ),
            "is saved as Strict Open XML",
        ),
    ],
)
def test_any_other_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(WordFileError) as refused:
        check_word_file(data)

    assert str(refused.value) == reason
    assert refused.value.hint
