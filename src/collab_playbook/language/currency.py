"""The signs of currencies, for languages that write them rather than their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS: Mapping[str, str] = {"EUR": "€", "GBP": "£", "USD": "$"}
"""By ISO 4217 code: French writes 12 000 €; other currencies keep their code."""
