"""Public holidays of countries and their parts, from the library that keeps track of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.errors import PlaybookError
from collab_playbook.saying import say

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
        PlaybookError: There is no such country or part.
    """
    if not country:
        return frozenset()
    fault = country_fault(country, subdivision)
    if fault is not None:
        message, hint = fault
        raise PlaybookError(say("workspace.yaml: {message}", message=message), hint)
    import holidays  # noqa: PLC0415 - a third of a second, and only a set country needs it

    return frozenset(
        holidays.country_holidays(country, subdiv=subdivision or None, years=list(years))
    )


def country_fault(country: str, subdivision: str) -> tuple[str, str] | None:
    """What is wrong with a country or a part of it, and what to do; ``None`` if nothing is."""
    if not country:
        nowhere = (
            say("a part of a country is named, and no country"),
            say("Add one, such as country: FR."),
        )
        return nowhere if subdivision else None
    import holidays  # noqa: PLC0415 - as above

    supported: Mapping[str, list[str]] = holidays.list_supported_countries()
    if country not in supported:
        meant = country.strip().upper()
        hint = say("Write the two letters of ISO 3166, such as FR or GB.")
        if meant in supported:
            hint = say("Did you mean '{meant}'?", meant=meant)
        return say(
            "no public holidays are known for the country '{country}'", country=country
        ), hint
    try:
        holidays.country_holidays(country, subdiv=subdivision or None)
    except NotImplementedError:
        parts = ", ".join(supported[country]) or say("none")
        return say(
            "'{country}' has no part '{subdivision}' with days of its own",
            country=country,
            subdivision=subdivision,
        ), (say("Its parts are: {parts}.", parts=parts))
    return None
