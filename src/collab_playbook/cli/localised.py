"""The help of a command in the language that is spoken, and what Click says by itself."""

from __future__ import annotations

import gettext
import os
from typing import Any

from collab_playbook.files.translations import DOMAIN, LOCALE, translation_for
from collab_playbook.saying import ENGLISH
from collab_playbook.terminal.speech import speak, speech

_NO_DOMAIN = "messages"
"""What gettext looks in where nobody said otherwise; there is nothing."""


def speak_language(language: str) -> None:
    """Speaks a language from here on; Click finds its own sentences in the same catalogue."""
    translation = translation_for(language)
    speak(translation)
    if translation is ENGLISH:
        gettext.textdomain(_NO_DOMAIN)
        return
    os.environ["LANGUAGE"] = translation.language
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)


def localise(command: Any, ctx: Any) -> None:
    """Puts the help texts of a command and of its parameters in the language that is spoken."""
    translation = speech()
    for owner in (command, *command.get_params(ctx)):
        for name, text in _english(owner).items():
            setattr(owner, name, translation.text(text))


def _english(owner: Any) -> dict[str, str]:
    """The texts of a command or parameter as the source has them, kept when they are first met."""
    kept: dict[str, str] = vars(owner).setdefault(
        "english_texts",
        {
            name: str(text)
            for name in ("help", "short_help", "epilog", "metavar")
            if isinstance(text := getattr(owner, name, None), str) and text
        },
    )
    return kept
