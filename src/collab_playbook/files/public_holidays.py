"""Public holidays of countries and their parts, from the library that keeps track of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.errors import PlaybookError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


def public_holidays(country: str, subdivision: str, years: Iterable[int]) -> frozenset[date]:
    """The days that are free in a country, or in a part of it; none where no country is named.

    Args:
        country: Two letters of ISO 3166, such as ``FR``.
        subdivision: A part of it with days of its own, such as ``57`` for Moselle.
        years: The years that are wanted.

    Raises:
        PlaybookError: There is no such country or part; the nearest one is suggested.
    """
    if not country:
        return frozenset()
    import holidays  # noqa: PLC0415 - a third of a second, and only a set country needs it

    supported: Mapping[str, list[str]] = holidays.list_supported_countries()
    if country not in supported:
        meant = country.strip().upper()
        hint = "Write the two letters of ISO 3166, such as FR or GB."
        if meant in supported:
            hint = f"Did you mean '{meant}'?"
        raise PlaybookError(
            f"workspace.yaml: no public holidays are known for the country '{country}'", hint
        )
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=list(years))
    except NotImplementedError as error:
        parts = ", ".join(supported[country]) or "none"
        message = f"workspace.yaml: '{country}' has no part '{subdivision}' with days of its own"
        raise PlaybookError(message, f"Its parts are: {parts}.") from error
    return frozenset(found)
