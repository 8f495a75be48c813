"""What the programme asks of people: hours a week by person and by role, before and after launch.

Hours come from the catalogue of roles; where an answer records what was agreed with a holder, that
counts instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collab_playbook.model.event import Instance
    from collab_playbook.model.workspace import Person


class Hours(NamedTuple):
    """Hours a week before and after the launch; ``None`` where nothing says how many."""

    before: Decimal | None = None
    after: Decimal | None = None

    def __add__(self, other: object) -> Hours:
        if not isinstance(other, Hours):
            return NotImplemented
        return Hours(_sum(self.before, other.before), _sum(self.after, other.after))

    def instead_of(self, other: Hours) -> Hours:
        """These, and the others where these say nothing."""
        return Hours(
            self.before if self.before is not None else other.before,
            self.after if self.after is not None else other.after,
        )

    def ahead(self, is_launched: bool) -> Hours:
        """Those that are still to come: after the launch those before it are past."""
        return Hours(None if is_launched else self.before, self.after)

    def over(self, other: Hours) -> tuple[Decimal, Decimal] | None:
        """Where these are more than the others, before or else after the launch: both numbers."""
        for ours, theirs in zip(self, other, strict=True):
            if ours is not None and theirs is not None and ours > theirs:
                return ours, theirs
        return None

    @property
    def most(self) -> Decimal:
        """The larger of the two."""
        return max(self.before or Decimal(0), self.after or Decimal(0))


NONE = Hours()


class Held(NamedTuple):
    """A role that somebody holds: the hours that the catalogue says, and those agreed on."""

    role: str
    title: str
    usual: Hours
    agreed: Hours

    @property
    def hours(self) -> Hours:
        """The hours that count."""
        return self.agreed.instead_of(self.usual)


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """A person with their roles.

    Attributes:
        person: Who.
        roles: What they hold.
        agreed: The hours agreed on for all of it, where an answer records them.
        accountable: The steps that they answer for, by id.
    """

    person: Person
    roles: tuple[Held, ...]
    agreed: Hours
    accountable: tuple[str, ...]

    @property
    def asked(self) -> Hours:
        """What the roles ask together."""
        return sum((held.hours for held in self.roles), NONE)


@dataclass(frozen=True, slots=True)
class RoleLoad:
    """A role: the usual hours of each holder, the hours of all, and who holds it."""

    role: str
    title: str
    usual: Hours
    hours: Hours
    holders: tuple[str, ...]


class Warned(NamedTuple):
    """Somebody holds too much, or nobody holds a role.

    Attributes:
        kind: ``hours``: more than the limit; ``accountable``: for too many steps; ``agreed``: more
            than was agreed on; ``role``: a role takes more than was agreed on with its holders;
            ``no_holder``.
        who: The person's name; for ``role`` and ``no_holder`` the role's title.
        found: How much there is.
        limit: How much there should be at most.
        holders: For ``role`` those with whom less was agreed on.
    """

    kind: str
    who: str
    found: Decimal = Decimal(0)
    limit: Decimal = Decimal(0)
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """People and roles with their hours, what is too much, and whether the launch has been."""

    people: tuple[PersonLoad, ...]
    roles: tuple[RoleLoad, ...]
    warnings: tuple[Warned, ...]
    launch: Instance | None
    is_launched: bool


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None or other is None:
        return one if other is None else other
    return one + other


def in_digits(hours: Decimal) -> str:
    """Hours without zeros that say nothing: ``3``, not ``3.0``."""
    return format(hours.normalize(), "f")
