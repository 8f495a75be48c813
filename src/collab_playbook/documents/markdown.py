"""Plain text made safe for Markdown, so that no answer can become markup.

Text is what a person typed; Markdown is what may stand in a document. Only this module turns one
into the other.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters and marks of direction: no reader sees them, so none may act."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKUP = re.compile(r"[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)")
_OPENING = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+](?=[-+\s]|$)|=+\s*$|:(?=[\s:]))")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_LISTED = re.compile(r"(?:[-+*\u2022]|\d{1,9}[.)])\s")
_PIPE = re.compile(r"(\\*)\|")
_LINKABLE = frozenset({"http", "https", "mailto"})
_NOT_IN_LINK = {ord(c): f"%{ord(c):02X}" for c in "<>|\\^`{}\"' "}


def clean(text: str) -> str:
    """Text in NFC with plain line breaks and without invisible control characters."""
    text = _SURROGATES.sub("\ufffd", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """Text on one line, runs of blanks as one; no-break spaces stay."""
    return " ".join(part for part in re.split(r"[ \n]+", clean(text)) if part).strip()


def inline(text: str) -> str:
    """Text as Markdown on one line."""
    return _escaped(one_line(text))


def block(text: str) -> str:
    """Text as Markdown paragraphs; a line that looks like an item of a list keeps its own line."""
    paragraphs = _PARAGRAPHS.split(clean(text).strip())
    return "\n\n".join(_paragraph(paragraph) for paragraph in paragraphs if paragraph.strip())


def _paragraph(text: str) -> str:
    lines = [line for raw in text.split("\n") if (line := one_line(raw))]
    written = _escaped(lines[0])
    for line in lines[1:]:
        written += ("\\\n" if _LISTED.match(line) else "\n") + _escaped(line)
    return written


def _escaped(line: str) -> str:
    opening = _NUMBERED.match(line)
    if opening:
        return f"{opening.group(1)}\\{opening.group(2)}{_spans(line[opening.end() :])}"
    mark = "\\" if _OPENING.match(line) else ""
    return mark + _spans(line)


def _spans(text: str) -> str:
    return _MARKUP.sub(lambda found: "\\" + found.group(), text)


def cell(markdown: str) -> str:
    """Markdown that fits in one cell of a table: one line, bars escaped."""
    joined = " ".join(
        part.removesuffix("\\").strip() for part in markdown.split("\n") if part.strip()
    )
    return _PIPE.sub(
        lambda found: found.group() if len(found.group(1)) % 2 else f"{found.group(1)}\\|", joined
    )


def link(address: str) -> str:
    """An address as a link, or as plain text where its scheme could do harm."""
    address = one_line(address)
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in _LINKABLE or ":" not in address:
        return inline(address)
    return f"<{address.translate(_NOT_IN_LINK)}>"


def bullets(items: Iterable[str]) -> str:
    """Lines of Markdown as a list."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: Iterable[str]) -> str:
    """Lines of Markdown as a numbered list."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def placeholder(words: str, colon: str, label: str) -> str:
    """What stands where an answer is still open."""
    return f"**[{words}{colon}{inline(label)}]**"


_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def tidy(markdown: str) -> str:
    """A document with one blank line between blocks and one line break at its end."""
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and mark.group(1).startswith(fence) and line.strip() == mark.group(1):
            fence = ""
        if fence or line.strip() or (lines and lines[-1]):
            lines.append(line if line.strip() or fence else "")
    return "\n".join(lines).strip("\n") + "\n"
