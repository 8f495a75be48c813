"""Every filter that templates may use, and none besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from collab_playbook.documents import agreeing, laying, listing, wording
from collab_playbook.documents.absent import Absent

Filter = Callable[..., Any]


def _absorbing(filter_: Filter) -> Filter:
    """An open answer stays an open answer, whatever is done to it."""
    takes_environment = hasattr(filter_, "jinja_pass_arg")

    @wraps(filter_)
    def absorb(*args: Any, **kwargs: Any) -> Any:
        value = args[1] if takes_environment else args[0]
        return value if isinstance(value, Absent) else filter_(*args, **kwargs)

    return absorb


_READING_THE_VALUE: Mapping[str, Filter] = {
    "date_long": wording.date_long,
    "first": listing.first,
    "groupby": listing.groupby,
    "inline": laying.inline,
    "int": wording.int_,
    "join": listing.join,
    "last": listing.last,
    "length": listing.length,
    "list": listing.list_,
    "listed": agreeing.listed,
    "lower": wording.on_text("lower", str.lower),
    "map": listing.map_,
    "max": listing.max_,
    "min": listing.min_,
    "month": wording.month,
    "rejectattr": listing.rejectattr,
    "replace": wording.replace,
    "round": wording.round_,
    "selectattr": listing.selectattr,
    "sort": listing.sort,
    "sum": listing.sum_,
    "title": wording.on_text("title", wording.capitalised),
    "trim": wording.on_text("trim", str.strip),
    "unique": listing.unique,
    "upper": wording.on_text("upper", str.upper),
    "yes_no": laying.yes_no,
    "batch": listing.batch,
}
FILTERS: Mapping[str, Filter] = {
    **{name: _absorbing(filter_) for name, filter_ in _READING_THE_VALUE.items()},
    "bullets": laying.bullets,
    "cell": laying.cell,
    "counted": agreeing.counted,
    "default": wording.default,
    "numbered": laying.numbered,
    "of": agreeing.of,
}
"""Filters by name."""
