"""Runs of a Word document: text enters as text here, and nowhere else."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from collab_playbook.formats.content import Break

if TYPE_CHECKING:
    from docx.shared import Length
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run

    from collab_playbook.formats.content import Inlines, Span


def write(paragraph: WordParagraph, text: Inlines, size: Length | None = None) -> None:
    """The text with its marks; neighbours that lead to one address are one link."""
    for address, parts in groupby(text, key=lambda part: getattr(part, "address", "")):
        runs = [_run(paragraph, part, size) for part in parts]
        if address:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), _related(paragraph, address))
            runs[0]._r.addprevious(link)  # noqa: SLF001 - python-docx has no call for a link
            for run in runs:
                run.style = "Hyperlink"
                link.append(run._r)  # noqa: SLF001 - likewise


def _related(paragraph: WordParagraph, address: str) -> str:
    return paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _run(paragraph: WordParagraph, part: Span | Break, size: Length | None) -> Run:
    run = paragraph.add_run()
    if isinstance(part, Break):
        run.add_break()
        return run
    run.text = part.text
    if part.strong:
        run.bold = True
    if part.emphasis:
        run.italic = True
    if part.code:
        run.style = "Code"
    if size is not None:
        run.font.size = size
    return run
