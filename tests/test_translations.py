"""The program's sentences in other languages: all there, well formed, and compiled as written."""

from __future__ import annotations

import string
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po

from collab_playbook.documents.typography import slips
from collab_playbook.files.translations import DOMAIN, LOCALE

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "translations"))

import update  # noqa: E402 - a script, not a package

if TYPE_CHECKING:
    from collections.abc import Iterator

CATALOGUES = sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
LANGUAGES = [path.parts[-3] for path in CATALOGUES]
ALIKE = frozenset({"notes", "minutes", "questions", "phase", "question", "documents", "source"})


def messages(language: str) -> list[Any]:
    path = CATALOGUES[LANGUAGES.index(language)]
    return [each for each in read_po(BytesIO(path.read_bytes()), locale=language) if each.id]


def fields(pattern: str) -> Iterator[str]:
    try:
        yield from sorted(name for _, name, _, _ in string.Formatter().parse(pattern) if name)
    except ValueError:  # a sentence without values may hold braces
        yield pattern


def test_french_is_there() -> None:
    assert LANGUAGES == ["fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_up_to_date_and_compiled(language: str) -> None:
    path = CATALOGUES[LANGUAGES.index(language)]

    text, compiled = update.updated(path.read_bytes(), language)

    assert path.read_bytes() == text, "run: python translations/update.py"
    assert path.with_suffix(".mo").read_bytes() == compiled


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    assert [each.id for each in messages(language) if not each.string or each.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_takes_the_same_values_in_every_language(language: str) -> None:
    unlike = [
        (each.id, each.string)
        for each in messages(language)
        if each.id.count("{") and each.python_brace_format
        if list(fields(each.id)) != list(fields(each.string))
    ]

    assert unlike == []


def test_french_sentences_keep_to_french_typography() -> None:
    wrong = [
        (each.string, slip.rule)
        for each in messages("fr")
        for slip in slips(each.string, prose=False)
    ]

    assert wrong == []


def test_french_sentences_do_not_shout() -> None:
    assert [
        each.string for each in messages("fr") if "!" in each.string and "!" not in each.id
    ] == []
