"""The font that comes with the program, so that charts read the same on any machine."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from typing import Final

_NAMES: Final = ("PlaybookSans-Regular.ttf", "PlaybookSans-Bold.ttf")
_WITHOUT_GLYPH: Final = re.compile(
    "[^\t\n\r -~\u00a0-\u017f\u0192\u0218-\u021b\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    "\u0400-\u045f\u0490\u0491\u2009\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u202f\u2030"
    "\u2039\u203a\u20ac\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u25a1\u25cf]"
)
_MISSING: Final = "□"


def font_folder() -> str:
    """Where its files lie."""
    return str(files("collab_playbook.formats").joinpath("typefaces"))


def font_files() -> list[str]:
    """Its files: upright, in two weights."""
    return [f"{font_folder()}/{name}" for name in _NAMES]


def with_boxes(text: str) -> str:
    """A text with a box for each character that the font does not have."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c for c in composed if unicodedata.category(c) not in {"Mn", "Me", "Cf"})
    return _WITHOUT_GLYPH.sub(_MISSING, kept)
