"""How documents look: the brand of the workspace, and what had to be changed for it to be seen."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from collab_playbook.cli.status import name_of
from collab_playbook.engine.digest import digest_of
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.cli.desk import Desk
    from collab_playbook.files.brand import Brought
    from collab_playbook.formats.look import Look
    from collab_playbook.model.workspace import Brand


def look_for(desk: Desk, *, quietly: bool = False) -> Look:
    """The brand of the workspace; a colour that does not read is made to, and told.

    Args:
        desk: The workspace.
        quietly: Whether it was told already.

    Raises:
        PlaybookError: Something of the brand cannot be used.
    """
    from collab_playbook.files.brand import sound_brand  # noqa: PLC0415 - likewise
    from collab_playbook.files.zipping import moment_asked  # noqa: PLC0415 - likewise

    brought = sound_brand(desk.root, desk.opened.workspace.brand)
    look = look_of(brought, desk.language, name_of(desk.view, desk.root.name))
    look = look._replace(made=moment_asked(os.environ.get("SOURCE_DATE_EPOCH")))
    for sentence in () if quietly else _adjusted(brought.brand, look):
        tell(safe_line(sentence))
    return look


def look_of(brought: Brought, language: str, name: str) -> Look:
    """How documents look in a brand.

    Args:
        brought: The brand with its files.
        language: The language of the documents.
        name: The organisation's name, which the brand may put otherwise.
    """
    from collab_playbook.formats.look import (  # noqa: PLC0415 - likewise
        DEFAULT_COLOUR,
        Font,
        Logo,
        Look,
        ground,
        readable,
    )

    brand = brought.brand
    return Look(
        language,
        brand.name or name,
        readable(brand.colour or DEFAULT_COLOUR),
        brand.font,
        brand.footer,
        Logo(*brought.logo) if brought.logo else None,
        ground(brand.accent) if brand.accent else "",
        brand.heading_font,
        brand.cover,
        tuple(Font(*face, data) for face, data in brought.fonts),
        brought.fonts_at,
        brought.word,
    )


def _adjusted(brand: Brand, look: Look) -> Iterator[str]:
    """What had to be made darker than the brand has it, so that it can be seen."""
    if brand.colour and look.colour != brand.colour.lower():
        yield say(
            "The colour {colour} of the brand is too pale to read; documents use {used}.",
            colour=brand.colour,
            used=look.colour,
        )
    if look.accent != brand.accent.lower():
        yield say(
            "White does not read on the accent {colour} of the brand; documents use {used}.",
            colour=brand.accent,
            used=look.accent,
        )
    elif brand.accent and look.line != look.accent:
        yield say(
            "The accent {colour} of the brand is too pale for a line; lines are drawn in {used}.",
            colour=brand.accent,
            used=look.line,
        )


def digest_of_look(look: Look, revision: int) -> str:
    """What a look is known by: its fonts by their bytes, wherever they lie."""
    logo = look.logo and [sha256(look.logo.data).hexdigest(), look.logo.media_type]
    fonts = [[*font[:-1], sha256(font.data).hexdigest()] for font in look.fonts]
    word = sha256(look.word).hexdigest() if look.word else ""
    rest = look._replace(logo=None, fonts=(), fonts_at="", word=b"", made=None)[:-2]
    made = [look.made.isoformat()] if look.made is not None else []
    return digest_of([*rest, logo, fonts, word, revision, *made])
