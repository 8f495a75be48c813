"""The formats besides Markdown, what each needs, and what writes it."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.formats.markdown import content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.formats.content import Content
    from collab_playbook.formats.look import Look


class Format(NamedTuple):
    """A format.

    Attributes:
        writer: The module and the function that write it, loaded when the first is written.
        extra: The extra of this program that brings what it needs; empty where the base does.
        needs: The package that the extra brings.
        named: Whether only documents that name it among their ``formats`` are made in it; text can
            be read in any format, but not any text makes slides.
    """

    writer: tuple[str, str]
    extra: str = ""
    needs: str = ""
    named: bool = False

    @property
    def is_installed(self) -> bool:
        """Whether what it needs is there."""
        return not self.needs or find_spec(self.needs) is not None


FORMATS: Final[Mapping[str, Format]] = {
    "html": Format(("html", "html_of")),
    "docx": Format(("docx", "docx_of"), "office", "docx"),
    "pdf": Format(("pdf", "pdf_of"), "pdf", "typst"),
    "pptx": Format(("pptx", "pptx_of"), "office", "pptx", named=True),
}

REVISION: Final = 1
"""Counts up when a writer changes what it makes, so that copies are made anew."""


def writer_of(name: str, look: Look) -> Callable[[str], bytes]:
    """What writes a format: from Markdown to bytes.

    Args:
        name: A key of ``FORMATS`` whose ``is_installed`` is true.
        look: How it is to look.
    """

    def write(markdown: str) -> bytes:
        module, function = FORMATS[name].writer
        writer: Callable[[Content, Look], bytes] = getattr(
            import_module(f"collab_playbook.formats.{module}"), function
        )
        return writer(content_of(markdown), look)

    return write
