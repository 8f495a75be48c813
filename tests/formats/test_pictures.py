"""Charts in HTML, PDF and Word: seen, told to whoever does not see them, the same every time."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

import pytest

from browsing import violations
from collab_playbook.formats.fonts import font_files, with_boxes
from collab_playbook.formats.look import Look
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.page.writer import html_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext

LOOK: Final = Look("en", "Acme & Sons", "#8a1f3d")
CHARTS: Final = """\
# Charts

## Hours

<!-- chart: bars, Hours & <days> "a" week -->

| Role | Before | After |
|---|---|---|
| Lead </svg><script>alert(1)</script> \u05d0\u05d1 \U0001f600 日本 e\u0301 | 2 h | 3 h |
| Sponsor | 1 h | – |

1. In a list:

   <!-- chart: line, Share -->

   | Month | Share |
   |---|---|
   | Jan | 12 % |
   | Feb | 20 % |

<!-- chart: gantt, -->

| What | On |
|---|---|
| A | soon |
"""  # noqa: RUF001 - the dash of a gap


def test_a_page_holds_the_drawing_with_a_caption_and_names_of_its_own() -> None:
    page = html_of(content_of(CHARTS), LOOK).decode()
    assert page.count("<figure>") == page.count("</figure>") == 2
    assert "<figcaption>Hours &amp; &lt;days&gt; &quot;a&quot; week</figcaption>" in page
    assert "<script" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    named = re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page)
    assert len(named) == 4
    assert set(named) <= set(ids)


def test_axe_core_finds_nothing_wrong_with_charts(offline: BrowserContext, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(html_of(content_of(CHARTS), LOOK))
    opened = offline.new_page()
    opened.set_viewport_size({"width": 360, "height": 900})
    opened.goto(file.as_uri())

    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(opened) == []


def test_a_pdf_tells_charts_to_whoever_does_not_see_them() -> None:
    pytest.importorskip("typst")
    from collab_playbook.formats.pdf.writer import pdf_of  # noqa: PLC0415 - it needs the extra

    pdf = pdf_of(content_of(CHARTS), LOOK)  # without a warning, or it would have raised

    assert pdf == pdf_of(content_of(CHARTS), LOOK)
    if shutil.which("pdfinfo") is None:
        pytest.skip("reads the tags with pdfinfo")
    done = subprocess.run(["pdfinfo", "-struct", "-"], input=pdf, capture_output=True, check=True)
    assert done.stdout.decode().count("Figure") == 2
    shown = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert "Sponsor" in shown.stdout.decode().split("Role")[0]  # text in the drawing stays text


def test_word_shows_a_picture_that_says_what_it_is() -> None:
    docx = pytest.importorskip("docx")
    from collab_playbook.formats.docx.writer import docx_of  # noqa: PLC0415 - it needs the extra

    data = docx_of(content_of(CHARTS), LOOK)

    assert data == docx_of(content_of(CHARTS), LOOK)
    shapes = docx.Document(BytesIO(data)).inline_shapes
    told = [shape._inline.docPr.get("descr") for shape in shapes]
    assert told == [
        'Hours & <days> "a" week. Bar chart; the table that follows says the same.',
        "Share. Line chart; the table that follows says the same.",
    ]
    with ZipFile(BytesIO(data)) as package:
        images = [package.read(n) for n in package.namelist() if n.startswith("word/media/")]
    sizes = [struct.unpack(">II", image[16:24]) for image in images]
    assert [width for width, _ in sizes] == [1280, 1280]


def test_a_drawing_that_cannot_be_rendered_leaves_the_table_alone() -> None:
    pytest.importorskip("docx")
    from collab_playbook.formats.docx.picture import png_of  # noqa: PLC0415 - it needs the extra

    assert png_of("<svg") is None


def test_a_box_stands_for_what_the_font_lacks_and_for_nothing_else() -> None:
    kept = "Élan, 12\u202f000\u00a0€ « œ’ » Ω Ж → ≤"
    assert with_boxes(kept) == kept
    assert with_boxes("日本 \U0001f600 e\u0301") == "□□ □ é"
    for path in font_files():
        glyphs = set(_glyphs(path))
        assert [
            c for c in map(chr, range(0x20, 0x2600)) if with_boxes(c) == c and c not in glyphs
        ] == []


def _glyphs(path: str) -> Iterator[str]:
    """The characters of a font, from the segments of its table ``cmap``, format 4."""
    with open(path, "rb") as file:  # noqa: PTH123 - what the font is called is all that is known
        data = file.read()
    tables = {
        data[at : at + 4]: struct.unpack(">I", data[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * 30, 16)
    }
    cmap = tables[b"cmap"]
    (count,) = struct.unpack(">H", data[cmap + 2 : cmap + 4])
    offsets = [
        struct.unpack(">I", data[cmap + 8 + 8 * n : cmap + 12 + 8 * n])[0] for n in range(count)
    ]
    at = next(cmap + o for o in offsets if data[cmap + o : cmap + o + 2] == b"\0\4")
    (double,) = struct.unpack(">H", data[at + 6 : at + 8])
    ends = struct.unpack(f">{double // 2}H", data[at + 14 : at + 14 + double])
    starts = struct.unpack(f">{double // 2}H", data[at + 16 + double : at + 16 + 2 * double])
    for start, end in zip(starts, ends, strict=True):
        yield from map(chr, range(start, end + 1))
