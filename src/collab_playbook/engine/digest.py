"""Digests of values: what sign-offs and bases are bound to."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGEST_LENGTH = 24
"""Hex digits kept: 96 bits, far beyond any chance collision among the answers of one workspace."""


def canonical(value: Any) -> str:
    """The one text of a JSON-able value: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(value: Any) -> str:
    """A short SHA-256 of a JSON-able value; ``-`` for none, so withdrawn reads as absent."""
    if value is None:
        return "-"
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:DIGEST_LENGTH]


def digest_of_answers(answers: Mapping[str, Any]) -> str:
    """A digest over a step's answers; withdrawn ones count as absent."""
    return digest_of({question: value for question, value in answers.items() if value is not None})
