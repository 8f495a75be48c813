"""The formats besides Markdown, what each needs, and what writes it."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from collab_playbook.formats.markdown import content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.documents.sheets import Workbook
    from collab_playbook.formats.content import Content
    from collab_playbook.formats.look import Look


class Format(NamedTuple):
    """A format.

    Attributes:
        writer: The module and the function that write it, loaded when the first is written.
        extra: The extra of this program that brings what it needs; empty where the base does.
        needs: The package that the extra brings.
        from_data: Whether it is made from the data of a document, not from its Markdown.
        named: Whether only documents that name it among their ``formats`` are made in it; text can
            be read in any format, but not any text makes slides.
    """

    writer: tuple[str, str]
    extra: str = ""
    needs: str = ""
    named: bool = False
    from_data: bool = False

    @property
    def is_installed(self) -> bool:
        """Whether what it needs is there."""
        return not self.needs or find_spec(self.needs) is not None


FORMATS: Final[Mapping[str, Format]] = {
    "html": Format(("page.writer", "html_of")),
    "docx": Format(("docx.writer", "docx_of"), "office", "docx"),
    "pdf": Format(("pdf.writer", "pdf_of"), "pdf", "typst"),
    "pptx": Format(("pptx.writer", "pptx_of"), "office", "pptx", named=True),
    "xlsx": Format(("xlsx.writer", "xlsx_of"), named=True, from_data=True),
}

REVISION: Final = 3
"""Counts up when a writer changes what it makes, so that copies are made anew."""


def filler_of(look: Look) -> Callable[[bytes, Mapping[str, str]], bytes]:
    """What puts filled parts into a company's Word template.

    Args:
        look: The language and the organisation, for the properties of the file.
    """

    def fill(template: bytes, parts: Mapping[str, str]) -> bytes:
        from collab_playbook.formats.docx.filled import filled  # noqa: PLC0415 - few have one

        return filled(template, parts, look)

    return fill


def writer_of(name: str, look: Look) -> Callable[[str], bytes]:
    """What writes a format: from Markdown to bytes. It can be sent to another process.

    Args:
        name: A key of ``FORMATS`` that is installed and made from Markdown.
        look: How it is to look.
    """
    return partial(_written, name, look)


def _written(name: str, look: Look, markdown: str) -> bytes:
    writer: Callable[[Content, Look], bytes] = _loaded(name)
    return writer(content_of(markdown), look)


def workbook_bytes(workbook: Workbook, look: Look) -> bytes:
    """A workbook as a file."""
    writer: Callable[[Workbook, Look], bytes] = _loaded("xlsx")
    return writer(workbook, look)


def _loaded(name: str) -> Any:
    module, function = FORMATS[name].writer
    return getattr(import_module(f"collab_playbook.formats.{module}"), function)
