"""A sentence keeps what it was made of, is a plain text besides, and can be said in French."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from collab_playbook.files.translations import translation_for
from collab_playbook.saying import (
    ENGLISH,
    Sentences,
    capitalised,
    said_by,
    say,
    say_all,
    translated,
)


class German:
    """A language of three sentences."""

    language = "de"

    def text(self, english: str, context: str = "") -> str:
        known = {
            ("'{title}' is {state}", ""): "{title} ist {state}",
            ("done", ""): "fertig",
            ("hello", "greeting"): "moin",
            ("'{title}' is {state}", "state"): "{title} ist {state}",
        }
        return known.get((english, context), english)


def test_a_sentence_is_a_text_like_any_other() -> None:
    said = say("'{title}' is {state}", title="Aim", state="done")

    assert said == "'Aim' is done"
    assert json.dumps({"says": said}) == '{"says": "\'Aim\' is done"}'
    assert {said: 1}["'Aim' is done"] == 1


def test_a_sentence_without_values_keeps_its_braces() -> None:
    assert say("write {step: {question: value}}") == "write {step: {question: value}}"
    assert translated(say("{it}"), German()) == "{it}"


def test_a_sentence_and_its_values_are_said_in_another_language() -> None:
    said = say("'{title}' is {state}", title="Aim", state=say("done"))

    assert translated(said, German()) == "Aim ist fertig"
    assert translated(said, ENGLISH) == said


def test_what_is_no_sentence_is_left_alone() -> None:
    assert translated("done", German()) == "done"
    assert translated(3, German()) == 3


def test_sentences_joined_keep_what_they_were_made_of() -> None:
    both = say_all("; {", [say("done"), "x"])

    assert both == "done; {x"
    assert translated(both, German()) == "fertig; {x"


@pytest.mark.parametrize(("text", "shown"), [(say("done"), "Fertig"), ("plain", "Plain")])
def test_a_capital_stays_at_the_beginning_in_any_language(text: str, shown: str) -> None:
    assert capitalised("done") == "Done"
    assert translated(capitalised(text), German()) == shown


def test_an_error_hands_its_sentence_on() -> None:
    assert translated(said_by(ValueError(say("done"))), German()) == "fertig"
    assert said_by(ValueError()) == ""
    assert said_by(KeyError(7)) == "7"


def test_a_sentence_survives_copying_as_a_text() -> None:
    said = say("'{title}' is {state}", title="Aim", state="done")

    assert pickle.loads(pickle.dumps(said)) == said  # noqa: S301 - our own bytes
    assert copy.copy(said) == said


def test_a_table_is_said_by_key_and_context() -> None:
    words = Sentences({"greeting": "hello", "state": "'{title}' is {state}"}, German())

    assert words("greeting") == "moin"
    assert words("state", title="Aim", state=say("done")) == "Aim ist fertig"


def test_the_program_speaks_french_and_says_the_rest_in_english() -> None:
    assert translation_for("fr-CH").language == "fr"
    assert translation_for("nds") is ENGLISH
    assert translation_for("fr").text("Nothing is due.", "board.nothing_due") == (
        "Rien n’est à échéance."
    )
    assert translation_for("fr").text("") == ""
    assert translation_for("fr").text("never said anywhere") == "never said anywhere"
