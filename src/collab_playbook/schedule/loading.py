"""The hours of people counted: who holds which role, what was agreed on, what is too much."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.people import same_person
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.shape import parse_decimal
from collab_playbook.model.workspace import Person
from collab_playbook.schedule.load import Held, Hours, Load, PersonLoad, RoleLoad, Warned
from collab_playbook.schedule.references import answer_named, person_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from collab_playbook.engine.derive import Board
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import HoursAnswer, Record
    from collab_playbook.schedule.schedule import Schedule

_ROLES = "roles"
_LEFT_OUT = frozenset({"not_applicable", "skipped"})


class _People:
    """People found by address, else by name, in the order in which they came."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.all: list[Person] = []
        self._by_mail: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        for person in people:
            self._add(person)

    def _add(self, person: Person) -> int:
        at = len(self.all)
        self.all.append(person)
        if person.email:
            self._by_mail.setdefault(person.email.strip().casefold(), at)
        self._by_name.setdefault(person.name.strip().casefold(), at)
        return at

    def find(self, person: Person) -> int:
        """The number of a person; one that nobody knew comes last."""
        known = self._by_mail.get(person.email.strip().casefold()) if person.email else None
        if known is None:
            known = self._by_name.get(person.name.strip().casefold())
        if known is not None and same_person(self.all[known].actor, person.actor):
            return known
        return self._add(person)


def load_of(board: Board, people: Iterable[Person], schedule: Schedule) -> Load:
    """What the programme asks of people.

    Args:
        board: Where everything stands, with the answers that record hours.
        people: The people of the workspace.
        schedule: When the launch is.
    """
    view, found = board.view, _People(people)
    agreed = _agreed(view, found)
    roles = view.process.playbook.catalogue_by_id.get(_ROLES)
    records = roles.records if roles is not None else ()
    holders = {record.id: _holders(record, found, agreed) for record in records}
    persons = tuple(
        PersonLoad(
            person,
            held := _held(at, records, holders, agreed),
            agreed.get((at, ""), Hours()),
            _accountable(board, {each.role for each in held}),
        )
        for at, person in enumerate(found.all)
    )
    told = tuple(_role(record, holders[record.id], persons) for record in records)
    launch = view.process.playbook.load.launch
    home = Instance(PROGRAMME, launch) if launch is not None else None
    ended = {row.instance for row in schedule.rows if row.task.ended is not None}
    is_launched = home in ended
    warnings = (*_too_much(view, persons, is_launched), *_of_roles(told, persons, is_launched))
    return Load(persons, told, warnings, home, is_launched)


def _agreed(view: View, people: _People) -> Mapping[tuple[int, str], Hours]:
    """The hours that answers record, by person and role; by no role where they are for all."""
    found: dict[tuple[int, str], Hours] = {}
    for wanted in view.process.playbook.load.hours:
        for person, hours in _recorded(view, wanted):
            key = (people.find(person), wanted.role or "")
            found[key] = found[key] + hours if key in found else hours
    return found


def _recorded(view: View, wanted: HoursAnswer) -> Iterator[tuple[Person, Hours]]:
    answer = answer_named(view.process.playbook, wanted.answer)
    field = person_field(answer.question) if answer is not None else None
    if answer is None or field is None:
        return
    for scope in view.scopes:
        records = view.answers_of(scope, answer.step).get(answer.question.id)
        for record in records if isinstance(records, list) else ():
            named = record.get(field.id)
            if isinstance(named, dict) and named.get("name"):
                email = named.get("email") or ""
                person = Person.model_construct(
                    name=named["name"], email=email, function="", roles=()
                )
                yield (
                    person,
                    Hours(
                        _number(record.get(wanted.before or "")),
                        _number(record.get(wanted.after or "")),
                    ),
                )


def _holders(
    record: Record, people: _People, agreed: Mapping[tuple[int, str], Hours]
) -> tuple[int, ...]:
    return tuple(
        at
        for at, person in enumerate(people.all)
        if record.id in person.roles or (at, record.id) in agreed
    )


def _held(
    at: int,
    records: Iterable[Record],
    holders: Mapping[str, tuple[int, ...]],
    agreed: Mapping[tuple[int, str], Hours],
) -> tuple[Held, ...]:
    return tuple(
        Held(record.id, record.title, _usual(record), agreed.get((at, record.id), Hours()))
        for record in records
        if at in holders[record.id]
    )


def _accountable(board: Board, roles: set[str]) -> tuple[str, ...]:
    """The steps that a holder of these roles answers for, each once."""
    steps = (
        stands.step.id
        for stands in board.standings.values()
        if stands.state not in _LEFT_OUT and stands.step.roles.accountable in roles
    )
    return tuple(dict.fromkeys(steps))


def _usual(record: Record) -> Hours:
    own = record.model_extra or {}
    return Hours(_number(own.get("hours_before")), _number(own.get("hours_after")))


def _role(record: Record, holders: tuple[int, ...], persons: tuple[PersonLoad, ...]) -> RoleLoad:
    held = [h.hours for at in holders for h in persons[at].roles if h.role == record.id]
    names = tuple(persons[at].person.name for at in holders)
    return RoleLoad(record.id, record.title, _usual(record), sum(held, Hours()), names)


def _too_much(view: View, persons: Iterable[PersonLoad], is_launched: bool) -> Iterator[Warned]:
    limits = view.process.playbook.load
    for each in persons:
        name, asked = each.person.name, each.asked.ahead(is_launched)
        most = each.agreed.ahead(is_launched).instead_of(asked).most
        if most > limits.most_hours:
            yield Warned("hours", name, most, Decimal(limits.most_hours))
        if len(each.accountable) > limits.most_accountable:
            count = Decimal(len(each.accountable))
            yield Warned("accountable", name, count, Decimal(limits.most_accountable))
        if over := asked.over(each.agreed):
            yield Warned("agreed", name, *over)


def _of_roles(
    roles: Iterable[RoleLoad], persons: Iterable[PersonLoad], is_launched: bool
) -> Iterator[Warned]:
    """Roles that take more than was agreed on with their holders, and those that nobody holds."""
    short: dict[str, list[tuple[Decimal, Decimal, str]]] = {}
    for each in persons:
        for held in each.roles:
            if over := held.usual.ahead(is_launched).over(held.agreed):
                short.setdefault(held.role, []).append((*over, each.person.name))
    for role in roles:
        found = short.get(role.role, [])
        if found:
            least = min(agreed for _, agreed, _ in found)
            names = tuple(name for *_, name in found)
            yield Warned("role", role.title, found[0][0], least, names)
        if not role.holders:
            yield Warned("no_holder", role.title)


def _number(value: Any) -> Decimal | None:
    """A number of a catalogue or an answer; ``None`` for anything else."""
    try:
        return parse_decimal(value) if value is not None else None
    except ValueError:
        return None
