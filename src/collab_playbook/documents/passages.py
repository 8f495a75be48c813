"""The passages of a document: headings, paragraphs, items of lists, rows of tables, by their lines.

A passage is what a person points at. Words are compared as they are read: without markup, in any
case, with any kind of blank, apostrophe or quotation mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["heading", "paragraph", "item", "row", "code"]

_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_ITEM = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])\s")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*$")
_REMARK = re.compile(r"\s*<!--.*-->\s*$")
_NUMBER = re.compile(r"\s*\d{1,9}(?=[.)]\s)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKUP = re.compile(r"\\\n|^\s*(?:#{1,6}|[-+]|\d{1,9}[.)])\s|\]\([^)\n]*\)|(?<!\\)\[")
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'} | dict.fromkeys("*`|<>", " ")
)
_BLANKS = re.compile(r'(?<=")\s+|\s+(?=[";?!:%])')
_WORDS = re.compile(r"\w+")
LIKE_ENOUGH = 0.5
"""From where on two texts count as versions of one."""


class Passage(NamedTuple):
    """A passage of a Markdown text.

    Attributes:
        kind: What it is.
        line: Its first line, counted from 1.
        end: Its last line.
        text: Its Markdown.
    """

    kind: Kind
    line: int
    end: int
    text: str

    @property
    def said(self) -> str:
        """Its Markdown without the number of an item, which changes with the items before it."""
        return _NUMBER.sub("0", self.text, count=1) if self.kind == "item" else self.text


def passages_of(markdown: str) -> tuple[Passage, ...]:
    """The passages of a text in order; rules of tables and remarks are no passages."""
    lines = markdown.split("\n")
    return tuple(
        Passage(kind, start + 1, end, "\n".join(lines[start:end]))
        for kind, start, end in _spans(lines)
    )


def _spans(lines: Sequence[str]) -> Iterator[tuple[Kind, int, int]]:
    at = 0
    while at < len(lines):
        line = lines[at]
        start, at = at, at + 1
        if not line.strip() or _REMARK.match(line) or ("|" in line and _RULE.match(line)):
            continue
        fence = _FENCE.match(line)
        if fence:
            at = _fence_end(lines, at, fence[1])
            yield "code", start, at
        elif _HEADING.match(line):
            yield "heading", start, at
        elif line.lstrip().startswith("|"):
            yield "row", start, at
        else:
            while at < len(lines) and lines[at].strip() and not _begins(lines[at]):
                at += 1
            yield "item" if _ITEM.match(line) else "paragraph", start, at


def _fence_end(lines: Sequence[str], at: int, fence: str) -> int:
    for number in range(at, len(lines)):
        line = lines[number].strip()
        if line.startswith(fence) and not line.strip(fence[0]):
            return number + 1
    return len(lines)


def _begins(line: str) -> bool:
    """Whether a line begins a passage of its own, with no blank line before it."""
    patterns = (_HEADING, _ITEM, _FENCE, _REMARK)
    return line.lstrip().startswith("|") or any(each.match(line) for each in patterns)


def words_of(markdown: str) -> str:
    """A text as it is read and compared: one line, no markup, small letters, plain signs."""
    plain = _ESCAPED.sub(r"\1", _MARKUP.sub(" ", markdown)).translate(_ALIKE)
    return _BLANKS.sub("", " ".join(plain.split())).casefold()


def passage_at(passages: Sequence[Passage], line: int) -> Passage | None:
    """The passage that a line belongs to; ``None`` for a blank line or one beyond the end."""
    return next((each for each in passages if each.line <= line <= each.end), None)


def passages_with(passages: Sequence[Passage], words: str) -> tuple[Passage, ...]:
    """The passages that hold some words; those that say them and nothing else come alone."""
    wanted = words_of(words)
    if not wanted:
        return ()
    found = [(each, words_of(each.text)) for each in passages]
    whole = tuple(each for each, said in found if said == wanted)
    return whole or tuple(each for each, said in found if wanted in said)


def likest(passages: Sequence[Passage], words: str, count: int = 3) -> tuple[Passage, ...]:
    """The passages that words may come from, best first; none where none is near."""
    plain = words_of(words)
    wanted, threes = frozenset(_WORDS.findall(plain)), _threes(plain)
    ranked = []
    for each in passages:
        said = words_of(each.text)
        shared = len(wanted.intersection(_WORDS.findall(said))) / max(len(wanted), 1)
        alike = _common(_threes(said), threes)
        if max(shared, alike) >= LIKE_ENOUGH:
            ranked.append((-shared - alike, each.line, each))
    return tuple(each for _, _, each in sorted(ranked)[:count])


def alikeness(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1: their groups of three letters."""
    return _common(_threes(words_of(one)), _threes(words_of(other)))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def _threes(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))
