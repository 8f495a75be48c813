"""Writes ``readability.md``: how easily the guides and documents read, in both languages.

LIX is the average number of words in a sentence plus the share of words of more than six letters,
in percent (Björnsson, *Readability of Newspapers in 11 Languages*, Reading Research Quarterly 18,
1983). It needs no dictionary of syllables, which is why it can be told of both languages alike.
"""  # noqa: INP001

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGE = Path(__file__).with_name("readability.md")
GOLDEN = ROOT / "tests/cases/documents/golden"
LANGUAGES = ("en", "fr")
_SKIPPED = re.compile(
    r"\[@[^\]]*\]|\]\([^)\n]*\)|<[^>\n]*>|^\|[\s:|-]+\|$|^#+ .*$|[*_`\\]", re.MULTILINE
)
_SENTENCE = re.compile(r"(?<=[.?!…])[\s\u00a0\u202f»\"”]+|\n\s*\n|\n(?=[-|>]|\d+\. )|\|")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 6
HEAD = """\
# How easily the texts read

Written by `docs/measure_texts.py` from the guides and from the sample company's documents.

*Sentence* is the average number of words in a sentence; an item of a list or a cell of a table
counts as one. *LIX* adds the share of words of more than six letters, in percent: 30 to 40 reads
like fiction, 40 to 50 like a newspaper, 50 to 60 like an official text (Björnsson, 1983). French
has longer words than English; the same text lies some eight points higher.
"""


class Measured(NamedTuple):
    """The measures of one text.

    Attributes:
        words: How many words it has.
        sentence: Words in a sentence, on average.
        lix: The readability index.
    """

    words: int
    sentence: float
    lix: float


def measured(text: str) -> Measured:
    """The measures of a Markdown text; headings and marks do not count."""
    sentences = [_WORD.findall(part) for part in _SENTENCE.split(_SKIPPED.sub(" ", text))]
    told = [words for words in sentences if len(words) > 1]
    words = [word for each in told for word in each]
    if not words:
        return Measured(0, 0.0, 0.0)
    average = len(words) / len(told)
    share = 100 * sum(len(word) > _LONG for word in words) / len(words)
    return Measured(len(words), round(average, 1), round(average + share, 1))


def guides(language: str) -> dict[str, str]:
    """The guides of a language by the name of their step's folder."""
    name = "guide.md" if language == "en" else f"guide.{language}.md"
    return {
        path.name: (path / name).read_text("utf-8")
        for path in sorted((ROOT / "steps").iterdir())
        if (path / name).is_file()
    }


def documents(language: str) -> dict[str, str]:
    """The programme's documents of the sample company by their id."""
    folder = GOLDEN / language
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("[0-9]*/*.md"))}


def table(title: str, told: dict[str, dict[str, str]]) -> str:
    """One table: a row for each text, its measures in each language."""
    heads = "".join(f" {each} words | sentence | LIX |" for each in LANGUAGES)
    lines = [f"## {title}", "", f"| text |{heads}", "|---|" + "---:|---:|---:|" * len(LANGUAGES)]
    for name in told[LANGUAGES[0]]:
        cells = (measured(told[each].get(name, "")) for each in LANGUAGES)
        row = "".join(f" {m.words} | {m.sentence:.1f} | {m.lix:.0f} |" for m in cells)
        lines.append(f"| `{name}` |{row}")
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    parts = (
        HEAD,
        table("Guides", {each: guides(each) for each in LANGUAGES}),
        table("Documents", {each: documents(each) for each in LANGUAGES}),
    )
    return "\n".join(part.rstrip() + "\n" for part in parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
