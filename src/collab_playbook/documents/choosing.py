"""Which template a document is written from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container


def template_of(document: str, language: str, templates: Container[str]) -> str:
    """The path of a document's body, in its language where there is one."""
    translated = f"{document}/body.{language}.md.j2"
    return translated if translated in templates else f"{document}/body.md.j2"
