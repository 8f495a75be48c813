"""Three brands as their readers see them: measured in pictures of the pages, not in the code.

The organisations are invented: an industrial group, a mutual insurer whose yellow is too pale, a
university hospital with a long French name.
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

pytest.importorskip("docx")
pytest.importorskip("PIL")
pytest.importorskip("typst")

import typst
from docx import Document
from PIL import Image

from collab_playbook.cli.branding import look_of
from collab_playbook.drawing.tints import contrast
from collab_playbook.files.brand import read_brand
from collab_playbook.formats.docx.writer import docx_of
from collab_playbook.formats.look import READABLE
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.page.writer import html_of
from collab_playbook.formats.pdf.writer import pdf_of, typst_of
from collab_playbook.model.workspace import Brand
from fontmaking import font

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import BrowserContext

    from collab_playbook.formats.content import Content
    from collab_playbook.formats.look import Look

CASES = Path(__file__).parents[1] / "cases"
GOLDEN = CASES / "documents/golden"
NEAR = 12
"""How far a channel may be off: edges of letters are blended with their ground."""


class Sample(NamedTuple):
    """A brand, a document in it, and what the brand's own colours are."""

    brand: str
    document: str
    colour: str
    accent: str
    in_logo: str
    font: str


SAMPLES: Mapping[str, Sample] = {
    each.brand: each
    for each in (
        Sample(
            *("vauclair", "en/20-steering/steering_pack.md", "#0b3c5d", "#d0450e", "#d9480f"),
            "Oswald",
        ),
        Sample(
            *("abeille", "en/17-facilitation/facilitation_guide.md", "#7f6b23", "#ffe999"),
            *("#ffd84d", "Nunito"),
        ),
        Sample(
            *("chu", "fr/18-moderation/incident_playbook.md", "#00796b", "#7a1f3d", "#00796b"),
            "EB Garamond",
        ),
    )
}
EACH = pytest.mark.parametrize("name", SAMPLES)
Pixels = Any
Box = tuple[int, int, int, int]


def look_at(name: str) -> tuple[Content, Look]:
    sample = SAMPLES[name]
    brought = read_brand(CASES / "brands", Brand(folder=name))
    assert brought.problems == ()
    content = content_of((GOLDEN / sample.document).read_text("utf-8"))
    return content, look_of(brought, sample.document[:2], "Not this name")


def pages(content: Content, look: Look) -> list[Pixels]:
    """The pages of the PDF as pictures."""
    fonts = typst.Fonts(
        include_system_fonts=False, font_paths=[look.fonts_at] if look.fonts_at else []
    )
    made = typst.compile(typst_of(content, look).encode(), font_paths=fonts, format="png", ppi=110)
    several = made if isinstance(made, list) else [made]
    return [Image.open(BytesIO(each)).convert("RGB") for each in several]


def hexed(pixel: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*pixel)


def area(picture: Pixels, colour: str) -> int:
    """How many pixels are of a colour."""
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    counted = picture.getcolors(1 << 15)
    return sum(
        count
        for count, pixel in counted
        if all(abs(a - b) <= NEAR for a, b in zip(pixel, wanted, strict=True))
    )


def box_of(picture: Pixels, colour: str) -> Box:
    """The first band across the page of which most is in a colour."""
    width = picture.width
    rows = [
        y
        for y in range(picture.height)
        if area(picture.crop((0, y, width, y + 1)), colour) > width // 3
    ]
    assert rows
    top = rows[0]
    bottom = next(y for y in range(top, picture.height) if y not in rows)
    assert bottom - top > 8  # a ground, not a line
    return (width // 8, top, width - width // 8, bottom)


def read_contrast(picture: Pixels) -> float:
    """The contrast of the text in a picture with the ground that it stands on."""
    counted = sorted(picture.getcolors(1 << 15), reverse=True)
    ground = hexed(counted[0][1])
    return max(contrast(hexed(pixel), ground) for count, pixel in counted if count > 3)


@EACH
def test_a_page_of_the_pdf_shows_the_brand(name: str) -> None:
    sample = SAMPLES[name]
    content, look = look_at(name)

    first = pages(content, look)[0]

    logo = first.crop((0, 0, first.width, first.height // 2))
    assert area(logo, sample.in_logo) > 150
    assert area(first, look.colour) > 300  # the title
    heads = first.crop(box_of(first, look.accent))
    assert area(heads, look.accent) > heads.width * heads.height / 2
    assert read_contrast(heads) >= READABLE


@EACH
def test_titles_and_headings_read_in_the_picture(name: str) -> None:
    content, look = look_at(name)

    picture = pages(content._replace(blocks=content.blocks[:1]), look)[0]

    top = picture.crop((0, picture.height // 9, picture.width, picture.height // 3))
    assert area(top, look.colour) > 300
    found = [hexed(p) for _, p in top.getcolors(1 << 15)]
    assert max(contrast(each, "#ffffff") for each in found) >= READABLE


@EACH
def test_the_colours_are_the_brands_own_as_far_as_they_read(name: str) -> None:
    _, look = look_at(name)

    assert (look.colour, look.accent) == (SAMPLES[name].colour, SAMPLES[name].accent)


@EACH
def test_a_page_in_a_browser_shows_the_brand(name: str, offline: BrowserContext) -> None:
    sample = SAMPLES[name]
    content, look = look_at(name)
    page = offline.new_page()
    page.set_viewport_size({"width": 900, "height": 1200})
    page.set_content(html_of(content, look).decode())

    def seen(where: str) -> Pixels:
        return Image.open(BytesIO(page.locator(where).first.screenshot())).convert("RGB")

    assert area(seen("header img"), sample.in_logo) > 150
    assert area(seen("h1"), look.colour) > 300
    assert read_contrast(seen("h1")) >= READABLE
    heads = seen("thead")
    assert area(heads, look.accent) > heads.width * heads.height / 2
    assert read_contrast(heads) >= READABLE
    assert sample.font in page.locator("h2").first.evaluate("e => getComputedStyle(e).fontFamily")
    assert page.locator("header .cover").all_inner_texts() == (
        ["\n".join(look.cover_lines)] if look.cover else []
    )


@EACH
def test_a_word_document_is_in_the_brand(name: str) -> None:
    content, look = look_at(name)

    document: Any = Document(BytesIO(docx_of(content, look)))

    styles = document.styles
    assert styles["Heading 1"].font.name == (look.heading_font or None)
    assert styles["Normal"].font.name == look.font
    assert str(styles["Title"].font.color.rgb).lower() == look.colour[1:]
    assert str(styles["Table Heading"].font.color.rgb).lower() == look.on_accent[1:]
    assert f'w:fill="{look.accent[1:]}"' in styles["Document Table"].element.xml
    texts = [p.text for p in document.paragraphs]
    assert [t for t in texts if t in look.cover_lines] == list(look.cover_lines)
    assert look.organisation in texts[1] + document.sections[0].header.paragraphs[0].text
    logo = document.inline_shapes[0]._inline.docPr
    assert logo.get("descr") == look.organisation


@pytest.fixture
def blocks(tmp_path: Path) -> Look:
    """A brand with a font of its own, in which every letter is a block."""
    folder = tmp_path / "brand"
    shutil.copytree(CASES / "brands/vauclair", folder)
    (folder / "fonts").mkdir()
    (folder / "fonts/blocks.ttf").write_bytes(font("Blocks"))
    said = Brand(heading_font="blocks")
    (tmp_path / "workspace.yaml").write_text("brand: {heading_font: blocks}\n")
    brought = read_brand(tmp_path, said)
    assert brought.problems == ()
    return look_of(brought, "en", "")


def test_a_font_of_the_brand_sets_headings_and_nothing_else(
    blocks: Look, offline: BrowserContext
) -> None:
    content = content_of("# fill till ill\n\nfill\n")
    blocks = blocks._replace(logo=None)
    plain = blocks._replace(fonts=(), fonts_at="", heading_font="")

    with_blocks, without = (
        area(pages(content, look)[0], blocks.colour) for look in (blocks, plain)
    )

    assert with_blocks > 2 * without  # blocks hold more colour than letters do
    pdf = pdf_of(content, blocks)
    assert b"Blocks" in pdf
    assert b"LibertinusSerif" in pdf
    assert pdf == pdf_of(content, blocks)
    html = html_of(content, blocks).decode()
    assert html.count("@font-face") == 1
    assert "font-src data:" in html
    page = offline.new_page()
    page.set_content(html)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].map(each => each.status)") == ["loaded"]


def test_a_font_that_no_text_is_set_in_is_not_carried_along(blocks: Look) -> None:
    html = html_of(content_of("# T"), blocks._replace(heading_font="Oswald"))

    assert b"@font-face" not in html
    assert b"font-src" not in html


def test_the_name_of_a_font_ends_where_it_should() -> None:
    _, look = look_at("chu")
    html = html_of(content_of("# T"), look._replace(font="x'; } </style><b>", heading_font="a\\"))

    assert html.count(b"</style>") == 1
    assert b"'x\\27 \\3b  \\7d  \\3c \\2f style\\3e \\3c b\\3e '" in html


def test_a_serif_font_is_stood_in_for_by_a_serif_font() -> None:
    _, look = look_at("chu")

    def family(name: str) -> str:
        html = html_of(content_of("# T"), look._replace(font=name)).decode()
        return html.split("--font: ")[1].split(";")[0].rsplit(" ", 1)[1]

    names = ("EB Garamond", "Source Serif 4", "Source Sans 3", "Microsoft Sans Serif", "")
    assert [family(name) for name in names] == ["serif"] * 2 + ["sans-serif"] * 3
