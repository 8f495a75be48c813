"""A part of a Word file as a template: its tags made whole, a line for each of its paragraphs.

Word cuts a tag into pieces wherever somebody corrected a letter. Here the text of a paragraph is
read as a whole and each tag put where it begins. All else of the part stays character by character;
nothing is parsed and written anew, so that no name space is lost.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+", re.DOTALL)
_ELEMENT = re.compile(r"<(/?)(w:(?:p|t|tr|tc))(?=[\s/>])")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PREFIX = re.compile(r"^(\{[%#]-?)(tr|tc|p|r)(?=\s)")
_LOOSE = re.compile(r"\{[{%#]|[%}]\}")
_BRACE = re.compile(r"\{(?=[{%#])")
_HELD = re.compile(r"<w:(?:drawing|pict|object|sectPr|br|fldChar|bookmarkStart)[\s/>]")
"""What a paragraph may hold besides its text, and is not taken out with."""
_STRAIGHT = str.maketrans("\u201c\u201d\u2018\u2019\u00a0\n\t", "\"\"''   ")
"""Word sets quotes as a book does; in a tag they are meant straight."""
_WORDS = 60
"""So many characters of a paragraph tell which one it is."""


class Part(NamedTuple):
    """A part of a Word file, ready to be filled.

    Attributes:
        source: The template; its lines are its paragraphs.
        lines: By line, the number of the paragraph that it is of; 0 before the first.
        passages: The texts of the paragraphs, tags included.
        loose: The paragraph with a bracket that is not closed or was never opened; 0 for none.
    """

    source: str
    lines: tuple[int, ...]
    passages: tuple[str, ...]
    loose: int = 0

    def words(self, paragraph: int) -> str:
        """How a paragraph begins."""
        return beginning(self.passages[paragraph - 1]) if paragraph else ""


def beginning(text: str) -> str:
    """How a paragraph begins, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _WORDS else text[:_WORDS].rstrip() + "…"


class _Element:
    """An element that was begun: from which token up to which, and what is in it."""

    def __init__(self, name: str, start: int, number: int = 0) -> None:
        self.name = name
        self.start = start
        self.end = start
        self.number = number
        self.texts: list[int] = []
        self.inside: list[_Element] = []
        self.tags: list[str] = []
        self.text = ""


def read_part(xml: str) -> Part:
    """A part of a Word file as a template.

    Args:
        xml: The part, which is well formed.
    """
    tokens = [token.replace("\r", "").replace("\n", " ") for token in _TOKEN.findall(xml)]
    paragraphs, rows = _elements(tokens)
    for paragraph in paragraphs:
        _join(tokens, paragraph)
    lifted = dict(_lifted(tokens, paragraphs, rows))
    source, lines = _written(tokens, paragraphs, lifted)
    loose = next((p.number for p in paragraphs if _LOOSE.search(_TAG.sub("", p.text))), 0)
    return Part(source, lines, tuple(p.text for p in paragraphs), loose)


def _elements(tokens: Sequence[str]) -> tuple[list[_Element], list[_Element]]:
    """The paragraphs, then the rows and cells, each in the order in which they begin."""
    paragraphs: list[_Element] = []
    rows: list[_Element] = []
    around: list[_Element] = []
    for at, token in enumerate(tokens):
        found = _ELEMENT.match(token)
        if found is None:
            _note_text(at, token, around)
        elif found[1]:
            if around and around[-1].name == found[2]:
                around.pop().end = at
        else:
            element = _Element(found[2], at, len(paragraphs) + 1)
            if element.name == "w:p":
                paragraphs.append(element)
                for outer in around:
                    outer.inside.append(element)
            elif element.name != "w:t":
                rows.append(element)
            if not token.endswith("/>"):
                around.append(element)
    return paragraphs, rows


def _note_text(at: int, token: str, around: Sequence[_Element]) -> None:
    """Gives the text of a run to the paragraph that it stands in."""
    if token.startswith("<") or not around or around[-1].name != "w:t":
        return
    holder = next((each for each in reversed(around) if each.name == "w:p"), None)
    if holder is not None:
        holder.texts.append(at)


def _join(tokens: list[str], paragraph: _Element) -> None:
    """Puts each tag of a paragraph whole where it begins, in a text whose blanks are kept."""
    pieces = [unescape(tokens[at]) for at in paragraph.texts]
    text = "".join(pieces)
    spans = [(found.start(), found.end()) for found in _TAG.finditer(text)]
    paragraph.tags = [_plain(text[start:end]) for start, end in spans]
    paragraph.text = _TAG.sub(lambda found: _whole(_plain(found[0])), text)
    if not spans:
        return
    begun = 0
    for at, piece in zip(paragraph.texts, pieces, strict=True):
        tokens[at] = _piece(text, begun, begun + len(piece), spans)
        begun += len(piece)
        if "{" in tokens[at]:
            tokens[at - 1] = '<w:t xml:space="preserve">'


def _piece(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """A piece of a paragraph with the tags that begin in it, and without the rest of others."""
    made, at = "", start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        if first >= start:
            made += _escaped(text[at:first]) + _whole(_plain(text[first:last]))
        at = max(at, min(last, end))
    return made + _escaped(text[at:end])


def _plain(tag: str) -> str:
    return tag.translate(_STRAIGHT)


def _whole(tag: str) -> str:
    """A tag as Jinja has it, without the letters that say what it takes out with it."""
    return _PREFIX.sub(r"\1", tag)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lifted(
    tokens: Sequence[str], paragraphs: Sequence[_Element], rows: Sequence[_Element]
) -> Iterator[tuple[int, tuple[_Element, Sequence[_Element]]]]:
    """Elements that give way to their tags: rows and cells first, then paragraphs.

    A tag says so itself (``{%tr for ...%}``), or it stands alone in its paragraph or its row.
    """
    taken = 0
    for row in rows:
        if row.start < taken:
            continue
        short = row.name.removeprefix("w:")
        marked = any(_asks(tag, short) for each in row.inside for tag in each.tags)
        alone = short == "tr" and any(each.tags for each in row.inside)
        alone = alone and all(
            _is_alone(tokens, each) or not each.text.strip() for each in row.inside
        )
        if marked or alone:
            taken = row.end
            yield row.start, (row, [each for each in row.inside if each.tags])
    for paragraph in paragraphs:
        marked = any(_asks(tag, "p") for tag in paragraph.tags)
        if marked or _is_alone(tokens, paragraph):
            yield paragraph.start, (paragraph, [paragraph])


def _asks(tag: str, short: str) -> bool:
    found = _PREFIX.match(tag)
    return found is not None and found[2] == short


def _is_alone(tokens: Sequence[str], paragraph: _Element) -> bool:
    """Whether a paragraph holds tags that print nothing, and nothing else."""
    if not paragraph.tags or any(tag.startswith("{{") for tag in paragraph.tags):
        return False
    if _TAG.sub("", paragraph.text).strip():
        return False
    return not any(_HELD.match(token) for token in tokens[paragraph.start : paragraph.end])


def _written(
    tokens: Sequence[str],
    paragraphs: Sequence[_Element],
    lifted: dict[int, tuple[_Element, Sequence[_Element]]],
) -> tuple[str, tuple[int, ...]]:
    numbers = {paragraph.start: paragraph.number for paragraph in paragraphs}
    texts = {at for paragraph in paragraphs for at in paragraph.texts if paragraph.tags}
    made: list[str] = []
    lines = [0]
    at = 0
    while at < len(tokens):
        if at in lifted:
            element, holders = lifted[at]
            for holder in holders:
                statements = (_whole(tag) for tag in holder.tags if not tag.startswith("{{"))
                made.append("\n" + "".join(statements))
                lines.append(holder.number)
            at = element.end + 1
            continue
        if at in numbers:
            made.append("\n")
            lines.append(numbers[at])
        made.append(tokens[at] if at in texts else _BRACE.sub("&#123;", tokens[at]))
        at += 1
    return "".join(made), tuple(lines)


def loose_tag() -> str:
    """What is told of a bracket that is not closed, or was never opened."""
    return say("A tag is not closed, or is closed and was never opened")
