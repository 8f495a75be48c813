"""The program's own sentences in other languages, from the gettext catalogues beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from collab_playbook.saying import ENGLISH

if TYPE_CHECKING:
    import gettext

    from collab_playbook.saying import Translation

DOMAIN = "collab_playbook"
LOCALE = Path(__file__).parents[1] / "locale"
"""The folder with ``fr/LC_MESSAGES/collab_playbook.mo``."""


class _Catalogue:
    """The sentences of one language, as a compiled catalogue holds them."""

    def __init__(self, language: str, messages: gettext.NullTranslations) -> None:
        self.language = language
        self._messages = messages

    def text(self, english: str, context: str = "") -> str:
        """The sentence in this language, or in English where the catalogue lacks it."""
        if not english:  # gettext keeps its own head under the empty text
            return english
        if context:
            return self._messages.pgettext(context, english)
        return self._messages.gettext(english)


def translation_for(language: str) -> Translation:
    """The sentences of the program in a language; in English where it does not speak it.

    Args:
        language: A code such as ``fr`` or ``fr-CH``; its first part is enough.
    """
    code = language.partition("-")[0]
    if code == ENGLISH.language:
        return ENGLISH
    import gettext  # noqa: PLC0415 - English needs none

    messages = gettext.translation(DOMAIN, LOCALE, languages=[code], fallback=True)
    return _Catalogue(code, messages) if messages.info() else ENGLISH
