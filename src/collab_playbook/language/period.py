"""Civil periods: years, months and days that move a date along the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from collab_playbook.saying import say

_ISO = re.compile(
    r"^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?\Z", re.ASCII
)
_REMEDY = "write a period of years, months, weeks or days such as P1Y, P3M, P2W or P10D"
_MEAN_MONTH = 30.436875
_MONTH_SLACK = 4
"""A run of months is never further than this many days from the mean length of as many months."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of civil time; weeks are folded into days, and there are no hours."""

    years: int = 0
    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """Reads ISO 8601 such as ``P1M`` or ``P1Y6M``.

        Raises:
            ValueError: The text is no period of whole days; the message says what to write.
        """
        match = _ISO.match(text)
        if match is None:
            if text.startswith("P") and "T" in text:
                raise ValueError(
                    say(
                        "'{text}' counts hours, minutes or seconds; {remedy}",
                        text=text,
                        remedy=_REMEDY,
                    )
                )
            raise ValueError(say("'{text}' is no period; {remedy}", text=text, remedy=_REMEDY))
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        return cls(years, months, weeks * 7 + days)

    @property
    def all_months(self) -> int:
        """Years and months together, in months."""
        return self.years * 12 + self.months

    def after(self, day: date) -> date:
        """The day this long after ``day``; a day its month lacks becomes the last of that month.

        Raises:
            OverflowError: The calendar does not reach that far.
        """
        month = day.year * 12 + day.month - 1 + self.all_months
        year, index = divmod(month, 12)
        if not MINYEAR <= year <= MAXYEAR:
            raise OverflowError(
                say("{self} after {day} is outside the calendar", self=self, day=day)
            )
        last = monthrange(year, index + 1)[1]
        return date(year, index + 1, min(day.day, last)) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The day this long before ``day``."""
        return self.times(-1).after(day)

    def times(self, count: int) -> Period:
        """This period ``count`` times over, so that months are counted from the first day on."""
        return Period(self.years * count, self.months * count, self.days * count)

    def plus(self, other: Period) -> Period:
        """Both periods together."""
        return Period(self.years + other.years, self.months + other.months, self.days + other.days)

    def is_as_long_as(self, other: Period) -> bool:
        """Whether both move every date equally: P1Y and P12M do, P1M and P30D do not."""
        return self.all_months == other.all_months and self.days == other.days

    def compared_to(self, other: Period) -> int | None:
        """-1, 0 or 1; ``None`` where the date they start from decides, as for P1M and P30D."""
        months, days = self.all_months - other.all_months, self.days - other.days
        if months * days >= 0:
            return _sign(months or days)
        span, rest = abs(months) * _MEAN_MONTH, abs(days)
        if span - _MONTH_SLACK > rest:
            return _sign(months)
        if span + _MONTH_SLACK < rest:
            return _sign(days)
        return None

    def __str__(self) -> str:
        if (
            min(self.years, self.months, self.days) < 0
            and max(self.years, self.months, self.days) <= 0
        ):
            return f"-{self.times(-1)}"
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
