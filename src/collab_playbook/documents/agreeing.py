"""Filters that follow the grammar of the document's language: one and many, lists, possession."""

from __future__ import annotations

from typing import Any

from jinja2 import pass_environment

from collab_playbook.documents.absent import Absent
from collab_playbook.documents.formatting import is_one, number_text, of_text
from collab_playbook.documents.judging import number_of
from collab_playbook.documents.laying import inline
from collab_playbook.documents.listing import items_of
from collab_playbook.documents.scalars import Number
from collab_playbook.documents.wording import raw


@pass_environment
def counted(env: Any, value: Any, one: Any, many: Any) -> str:
    """The number with the word for one or for many: ``1 person``, ``24 people``."""
    if isinstance(value, Absent):
        return f"{env.text(value)} {env.text(many)}"
    number = number_of(value, "counted")
    shown = env.text(value) if isinstance(value, Number) else number_text(number, env.manner)
    return f"{shown} {env.text(one if is_one(number, env.manner) else many)}"


@pass_environment
def listed(env: Any, value: Any) -> str:
    """The entries in one sentence: ``Annecy, Cluses and Turin``.

    Where an entry is a list of its own (``culture and policies``), semicolons keep them apart.
    """
    texts = [str(inline(env, item)) for item in items_of(value)]
    if len(texts) < 2:
        return "".join(texts)
    last = env.manner.last_of_list
    if any(mark in text for text in texts for mark in (", ", f" {last} ")):
        return str(env.manner.apart).join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


@pass_environment
def of(env: Any, value: Any) -> str:
    """The name after *of*: ``of Renault``; in French ``de``, ``d’`` or ``du``."""
    if isinstance(value, Absent):
        return f"{env.manner.of} {env.text(value)}"
    before, skipped = of_text(raw(value), env.manner)
    return before + str(inline(env, value))[skipped:]
