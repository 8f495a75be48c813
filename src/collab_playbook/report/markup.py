"""HTML as values: a text gets into the page only escaped, so no answer can become markup."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset({"meta", "br", "hr", "img"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_LONG = re.compile(r"\S{20}(?=\S{12})")
"""The beginning of a word that is too long, so that a break stands after every 20 letters."""
_SPACES = re.compile(r"\s+")


class Html(str):
    """A piece of the page that is markup already; a plain ``str`` is text and gets escaped."""

    __slots__ = ()


Part = str | Html | None
"""What an element may hold: markup, text, or nothing."""


def tag(name: str, /, *inside: Part, **attributes: str | None) -> Html:
    """An element.

    Args:
        name: Its name.
        inside: What it holds, in order; text is escaped, ``None`` left out.
        attributes: Its attributes; ``_`` stands for ``-`` and a last one is dropped, so that
            ``class_`` is ``class``. One that is ``None`` is left out.
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{named}>")
    return Html(f"<{name}{named}>{joined(inside)}</{name}>")


def head_of(title: str, policy: str, style: str) -> Html:
    """The head of a page by day and by night: its title, what it may load, its style as CSS."""
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="color-scheme", content="light dark"),
        Html(f"<title>{escape(clean(title))}</title>"),
        tag("style", Html(f"\n{style}")),
    )


def joined(parts: Iterable[Part], between: str = "") -> Html:
    """Parts one after the other."""
    return Html(between.join(_of(part) for part in parts if part is not None))


def _of(part: str | Html) -> str:
    return part if isinstance(part, Html) else text(part)


def text(words: str) -> Html:
    """A text, with places to break the words that are longer than any column."""
    parts = (_LONG.sub(lambda word: f"{word[0]}\0", part) for part in clean(words).split(" "))
    return Html(escape(" ".join(parts)).replace("\0", "<wbr>"))


def said(words: str) -> Html:
    """What somebody wrote, kept from turning the words around it: it runs as its letters do."""
    return tag("bdi", words)


def clean(words: str) -> str:
    """A text on one line, without characters that are no text or turn the text around them."""
    kept = "".join(c for c in words if c not in _TURNING and not _is_broken(c))
    return _SPACES.sub(" ", kept).strip(" ") if "\n" in kept or "\t" in kept else kept


def _is_broken(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cs", "Cn", "Zl", "Zp"}
