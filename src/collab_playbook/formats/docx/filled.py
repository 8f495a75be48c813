"""A company's Word template with its parts filled: a sound file that asks nobody for anything."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from collab_playbook.formats.docx.base import as_document, sound
from collab_playbook.formats.docx.outside import cut_off
from collab_playbook.formats.docx.parts import described, packed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.formats.look import Look


def filled(data: bytes, parts: Mapping[str, str], look: Look) -> bytes:
    """The file with these parts in it; the same template and parts give the same bytes.

    Args:
        data: The template, which was found to be sound.
        parts: The filled parts by name, which are well formed.
        look: The language and the organisation, for the properties of the file.

    Raises:
        PlaybookError: It is no file that can be written in after all.
    """
    with sound():
        document = Document(BytesIO(as_document(data, parts)))
        cut_off(document)
        for part in document.part.package.iter_parts():
            root: Any = getattr(part, "element", None)
            for cell in root.iter(qn("w:tc")) if root is not None else ():
                if cell.find(qn("w:p")) is None and cell.find(qn("w:tbl")) is None:
                    cell.append(OxmlElement("w:p"))  # one without a paragraph is no cell to Word
        described(document, look, document.core_properties.title)
        return packed(document, look)
