"""Random tasks and calendars, for laws of dates that must hold for all of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.network import Task

START = date(2026, 1, 1)
EVERY_DAY = Calendar(frozenset(range(7)))


def task(number: int, work_days: int = 5, waiting_days: int = 0, *needs: int) -> Task:
    """A task that has not begun; its needs are positions."""
    instance = Instance(PROGRAMME, f"s{number}")
    return Task(instance, number, f"S{number}", "p", "ready", work_days, waiting_days, needs)


@st.composite
def networks(draw: st.DrawFn, longest_wait: int = 40) -> tuple[Task, ...]:
    """Tasks in an order in which each comes after its needs."""
    size = draw(st.integers(1, 12))
    return tuple(
        task(
            at + 1,
            draw(st.integers(1, 30)),
            draw(st.integers(0, longest_wait)),
            *sorted(draw(st.sets(st.integers(0, at - 1), max_size=3)) if at else ()),
        )
        for at in range(size)
    )


calendars = st.builds(
    lambda week, free: Calendar(week, frozenset(START + timedelta(days=d) for d in free)),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(st.integers(0, 200), max_size=60),
)
"""Any working week, with some days off."""
