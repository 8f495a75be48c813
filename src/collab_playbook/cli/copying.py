"""The formats that a build was asked for, and what writes them in the client's look."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from collab_playbook.cli.status import name_of
from collab_playbook.documents.due import SOURCE
from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import PlaybookError, UsageError
from collab_playbook.files.copies import Press
from collab_playbook.files.origins import Writers
from collab_playbook.language.near import did_you_mean
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from collab_playbook.cli.desk import Desk
    from collab_playbook.files.brand import Brought
    from collab_playbook.formats.look import Look
    from collab_playbook.formats.registry import Format
    from collab_playbook.model.workspace import Brand


def formats_asked(to: str | None) -> tuple[str, ...] | None:
    """The formats that ``--to`` names besides Markdown; ``None`` where it was left out.

    Raises:
        UsageError: There is no such format.
        PlaybookError: What a format needs is not installed.
    """
    if to is None:
        return None
    formats = _formats()
    names = tuple(dict.fromkeys(name.strip() for name in to.split(",")))
    for name in names:
        if name not in {SOURCE, *formats}:
            raise UsageError(
                say("there is no format '{to}'", to=name),
                did_you_mean(name, formats)
                or say("There are: {formats}", formats=", ".join((SOURCE, *formats))),
            )
        if name != SOURCE and not formats[name].is_installed:
            command = f"pip install 'collab-playbook[{formats[name].extra}]'"
            raise PlaybookError(
                say("what writes {format} is not installed", format=name),
                say("Install it with: {command}", command=command),
            )
    return tuple(name for name in names if name != SOURCE)


def press_of(desk: Desk, asked: tuple[str, ...] | None, seen: Callable[[int, int], None]) -> Press:
    """What makes the copies of a build; ``seen`` is told after each of them."""

    def ready() -> Writers:
        from collab_playbook.formats import registry  # noqa: PLC0415 - likewise

        look = _look(desk)
        writers = {
            name: registry.writer_of(name, look)
            for name, each in registry.FORMATS.items()
            if each.is_installed
        }
        fill = registry.filler_of(look) if registry.FORMATS["docx"].is_installed else None
        return Writers(writers, _digest(look, registry.REVISION), fill=fill)

    named = frozenset(name for name in asked or () if _formats()[name].named)
    return Press(asked, ready, seen, named)


def _formats() -> Mapping[str, Format]:
    from collab_playbook.formats.registry import FORMATS  # noqa: PLC0415 - most builds need none

    return FORMATS


def _look(desk: Desk) -> Look:
    """The brand of the workspace; a colour that does not read is made to, and told.

    Raises:
        PlaybookError: Something of the brand cannot be used.
    """
    from collab_playbook.files.brand import sound_brand  # noqa: PLC0415 - likewise

    brought = sound_brand(desk.root, desk.opened.workspace.brand)
    look = look_of(brought, desk.language, name_of(desk.view, desk.root.name))
    for sentence in _adjusted(brought.brand, look):
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


def _digest(look: Look, revision: int) -> str:
    """What a look is known by: its fonts by their bytes, wherever they lie."""
    logo = look.logo and [sha256(look.logo.data).hexdigest(), look.logo.media_type]
    fonts = [[*font[:-1], sha256(font.data).hexdigest()] for font in look.fonts]
    word = sha256(look.word).hexdigest() if look.word else ""
    rest = look._replace(logo=None, fonts=(), fonts_at="", word=b"")[:-1]
    return digest_of([*rest, logo, fonts, word, revision])
