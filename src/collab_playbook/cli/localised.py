"""The help of a command in the language that is spoken, and what Click says by itself."""

from __future__ import annotations

import gettext
import os
from typing import Any

from collab_playbook.files.translations import DOMAIN, LOCALE, translation_for
from collab_playbook.saying import ENGLISH
from collab_playbook.terminal.speech import speak, speech


def speak_language(language: str) -> None:
    """Speaks a language from here on; Click finds its own sentences in the same catalogue."""
    translation = translation_for(language)
    speak(translation)
    if translation is not ENGLISH:
        os.environ["LANGUAGE"] = translation.language
        gettext.bindtextdomain(DOMAIN, LOCALE)
        gettext.textdomain(DOMAIN)


def localise(command: Any, ctx: Any) -> None:
    """Puts the help texts of a command and of its parameters in the language that is spoken."""
    translation = speech()
    if translation is ENGLISH:
        return
    for owner, names in ((command, ("help", "short_help", "epilog")), *_parameters(command, ctx)):
        for name in names:
            text = getattr(owner, name, None)
            if isinstance(text, str) and text:
                setattr(owner, name, translation.text(str(text)))


def _parameters(command: Any, ctx: Any) -> tuple[tuple[Any, tuple[str, ...]], ...]:
    return tuple((parameter, ("help", "metavar")) for parameter in command.get_params(ctx))
