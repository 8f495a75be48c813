"""Filters that lay values out as Markdown."""

from __future__ import annotations

from typing import Any

from jinja2 import pass_environment

from collab_playbook.documents import markdown
from collab_playbook.documents.absent import Absent
from collab_playbook.documents.facts import Text
from collab_playbook.documents.listing import items_of


@pass_environment
def cell(env: Any, value: Any) -> str:
    """The value in one cell of a table."""
    return markdown.cell(env.text(value))


@pass_environment
def inline(env: Any, value: Any) -> Any:
    """The value on one line."""
    if isinstance(value, Text):
        return markdown.inline(value.raw)
    return " ".join(env.text(value).split())


def _lines(env: Any, value: Any) -> list[str]:
    """Each entry of a list, or each line of a text, as Markdown on one line."""
    if isinstance(value, Text):
        return [
            markdown.inline(line) for line in markdown.clean(value.raw).split("\n") if line.strip()
        ]
    if isinstance(value, str):
        return [line for line in value.split("\n") if line.strip()]
    return [str(inline(env, each)) for each in items_of(value)]


@pass_environment
def bullets(env: Any, value: Any) -> str:
    """The entries as a list, or the lines of a text."""
    return markdown.bullets(_lines(env, [value] if isinstance(value, Absent) else value))


@pass_environment
def numbered(env: Any, value: Any) -> str:
    """The entries as a numbered list, or the lines of a text."""
    return markdown.numbered(_lines(env, [value] if isinstance(value, Absent) else value))


@pass_environment
def yes_no(env: Any, value: Any) -> str:
    """Yes or no, in the language of the document."""
    words: tuple[str, str] = env.manner.yes_no
    return words[0 if value else 1]
