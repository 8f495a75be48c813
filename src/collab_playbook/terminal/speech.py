"""The language that the terminal speaks in this run; English until the command line says otherwise.

Every text passes ``spoken`` on its way to a stream, so that no sentence of the program depends on
who prints it. A run speaks one language, which is why this one value belongs to the process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.saying import ENGLISH, translated

if TYPE_CHECKING:
    from collab_playbook.saying import Translation

_SPOKEN: list[Translation] = [ENGLISH]


def speak(translation: Translation) -> None:
    """Speaks another language from here on."""
    _SPOKEN[0] = translation


def speech() -> Translation:
    """The language that is spoken."""
    return _SPOKEN[0]


def spoken(text: Any) -> Any:
    """A sentence of the program in the language that is spoken; any other text as it is."""
    return translated(text, _SPOKEN[0])
