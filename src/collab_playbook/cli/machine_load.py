"""What ``schedule --load`` tells other programs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from collab_playbook.schedule.load import Hours, Load, PersonLoad, RoleLoad, Warned, in_digits


def load_content(load: Load) -> dict[str, Any]:
    """Hours by person and by role, and what is too much."""
    return {
        "launch": load.launch.step if load.launch is not None else None,
        "launched": load.is_launched,
        "people": [_person(person) for person in load.people],
        "roles": [_role(role) for role in load.roles],
        "warnings": [_warning(warned) for warned in load.warnings],
    }


def _person(each: PersonLoad) -> dict[str, Any]:
    return {
        "name": each.person.name,
        "email": each.person.email,
        "hours": _hours(each.asked),
        "agreed": _hours(each.agreed),
        "accountable": list(each.accountable),
        "roles": [
            {"id": held.role, "usual": _hours(held.usual), "agreed": _hours(held.agreed)}
            for held in each.roles
        ],
    }


def _role(role: RoleLoad) -> dict[str, Any]:
    return {
        "id": role.role,
        "title": role.title,
        "usual": _hours(role.usual),
        "hours": _hours(role.hours),
        "holders": list(role.holders),
    }


def _hours(hours: Hours) -> dict[str, str | None]:
    return {"before": _number(hours.before), "after": _number(hours.after)}


def _number(hours: Decimal | None) -> str | None:
    return in_digits(hours) if hours is not None else None


def _warning(warned: Warned) -> dict[str, Any]:
    return {
        "kind": warned.kind,
        "who": warned.who,
        "found": in_digits(warned.found),
        "limit": in_digits(warned.limit),
        "holders": list(warned.holders),
    }
