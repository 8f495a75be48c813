"""What answers say an indicator should reach: where it starts, its aim by month, whose it is.

Aims are records with an indicator of the catalogue and fields such as ``m3`` for a month; a field
``baseline`` says where the indicator starts, and the first person among the fields who answers.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.circles import circle_of, opened_on
from collab_playbook.engine.indicators import MONTH_FIELD, aim_in
from collab_playbook.engine.readings import period_end
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.shape import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from collab_playbook.engine.view import View
    from collab_playbook.model.question import Question

_BASELINE = "baseline"


class Aims(NamedTuple):
    """What one indicator should reach.

    Attributes:
        baseline: Where it starts.
        months: By month after the launch, or the opening of the circle, in order.
        owner: Who answers for it.
        sensitive: Whether the answer that says so is for named readers only.
    """

    baseline: Decimal | None = None
    months: tuple[tuple[int, Decimal], ...] = ()
    owner: str = ""
    sensitive: bool = False

    def due(self, period: str, launched: date | None) -> Decimal | None:
        """What a reading of a period is measured against: the last aim that is due by then.

        Args:
            period: Such as ``2026-03``.
            launched: The day of the launch. Until an aim is due, the first one counts.
        """
        if not self.months:
            return None
        end = period_end(period)
        if launched is None or end is None:
            return self.months[0][1]
        passed = (end.year - launched.year) * 12 + end.month - launched.month
        passed -= end.day < launched.day
        due = [aim for month, aim in self.months if month <= passed]
        return due[-1] if due else self.months[0][1]


def aims_of(view: View, scope: str, indicator: str) -> Aims:
    """The aims of an indicator in a scope; the programme's where the scope has none."""
    for where in dict.fromkeys((scope, PROGRAMME)):
        found = aim_in(view, where, indicator)
        if found is not None:
            return _aims(*found)
    return Aims()


def _aims(question: Question, row: Mapping[str, Any]) -> Aims:
    months = {
        int(found[1]): parse_decimal(row[field.id])
        for field in question.fields
        if (found := MONTH_FIELD.match(field.id)) and row.get(field.id) is not None
    }
    baseline = row.get(_BASELINE)
    people = (row.get(field.id) for field in question.fields if field.type == "person")
    owner = next((each["name"] for each in people if each), "")
    return Aims(
        parse_decimal(baseline) if baseline is not None else None,
        tuple(sorted(months.items())),
        owner,
        question.sensitive,
    )


def launch_day(view: View, scope: str) -> date | None:
    """The day from which the months of aims count: that of the launch, of a circle its opening."""
    circle = circle_of(view.state, scope).partition(":")[2] if scope != PROGRAMME else ""
    if circle in view.state.circles:
        return opened_on(view.process.playbook, view.state, circle)
    launch = view.process.playbook.load.launch
    record = view.record(Instance(PROGRAMME, launch)) if launch is not None else None
    if record is None or record.phase != "done":
        return None
    return date.fromisoformat(record.done_at[:10])
