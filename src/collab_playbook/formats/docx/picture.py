"""Charts in a Word document, as PNG: Word of older years shows no SVG."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docx.shared import Twips

from collab_playbook.formats.fonts import font_files, with_boxes

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from collab_playbook.formats.content import Picture

_ZOOM: Final = 2.0
"""About 200 dots to an inch on the width of a page: sharp on paper, small in a mail."""


def png_of(svg: str) -> bytes | None:
    """A drawing as PNG, the same on any machine; ``None`` where it cannot be drawn."""
    try:
        import resvg_py  # noqa: PLC0415 - 3 MB that most documents have no use for

        drawn = resvg_py.svg_to_bytes(
            svg_string=with_boxes(svg),
            background="#ffffff",
            skip_system_fonts=True,
            font_files=font_files(),
            zoom=_ZOOM,
        )
    except (ImportError, ValueError):
        return None
    return bytes(drawn)


def add_picture(document: WordDocument, picture: Picture, width: int, indent: int) -> None:
    """The title and the drawing, in one paragraph, which no program parts between two pages.

    Args:
        document: Where it is added.
        picture: What it shows.
        width: Of the drawing, in twips.
        indent: How far in it stands, in twips.
    """
    png = png_of(picture.svg)
    if png is None:
        return
    paragraph = document.add_paragraph(style="Picture")
    paragraph.paragraph_format.left_indent = Twips(indent)
    if picture.title:
        title = paragraph.add_run(picture.title)
        title.bold = True
        title.add_break()
    shape = paragraph.add_run().add_picture(BytesIO(png), width=Twips(width))
    inner: Any = shape._inline  # noqa: SLF001 - python-docx has no call for a description
    inner.docPr.set("descr", picture.told)
