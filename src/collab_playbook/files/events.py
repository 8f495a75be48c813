"""Lines of the journal to events and back: a line's canonical text, and the hash that names it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from collab_playbook.engine.digest import canonical
from collab_playbook.model.event import JOURNAL_FORMAT, Event, EventType

if TYPE_CHECKING:
    from collections.abc import Mapping

EVENT_TYPES = frozenset(get_args(EventType))
KEYS = tuple(sorted(Event.model_fields))
"""The keys of a line in the order of its canonical text."""

_STRINGS_BUT = {"data": dict, "occurrence": int, "prev": list, "v": int}
_TYPES = tuple(_STRINGS_BUT.get(key, str) for key in KEYS)
_TYPES_WITHOUT_STEP = tuple(
    type(None) if key == "step" else kind for key, kind in zip(KEYS, _TYPES, strict=True)
)
_REASON = (("reason", str),)
_OWNER = (("id", str), ("title", str))
_DATA_TYPES: Mapping[str, tuple[tuple[str, type], ...]] = {
    "answered": (("question", str), ("answered_by", str), ("answered_on", str)),
    "withdrawn": (("question", str),),
    "submitted": (("digest", str), ("waived", dict), ("verdicts", dict)),
    "approved": (("role", str), ("digest", str), ("waived", list), ("documents", list), *_REASON),
    "refused": _REASON,
    "completed": (("basis", dict), ("sent_back", dict)),
    "skipped": _REASON,
    "reopened": _REASON,
    "reaffirmed": (("basis", dict), *_REASON),
    "voided": (("event", str),),
    "circle_added": (*_OWNER, ("kind", str), *_REASON),
    "circle_closed": (("id", str), *_REASON),
    "community_added": (*_OWNER, ("circle", str), ("animator", str)),
    "community_closed": (("id", str), *_REASON),
    "gate_decided": (
        ("gate", str),
        ("verdict", str),
        ("role", str),
        ("digest", str),
        ("verdicts", dict),
        ("waived", dict),
        ("conditions", list),
        ("review", str),
        *_REASON,
    ),
    "condition_settled": (("gate", str), ("decided", str), ("condition", int), ("note", str)),
    "indicator_recorded": (
        ("indicator", str),
        ("period", str),
        ("value", str),
        ("source", str),
        ("note", str),
        ("was", str),
        ("how", str),
    ),
    "indicator_withdrawn": (
        ("indicator", str),
        ("period", str),
        ("was", str),
        ("how", str),
    ),
    "lesson_added": (("lesson", str), ("change", str), ("about", str)),
    "lesson_applied": (("lesson", str), ("change", str)),
    "evidence_attached": (("name", str), ("digest", str), ("criterion", str), ("note", str)),
}
"""What the data of an event holds, so that folding it never fails."""

_NAMED = frozenset(
    {"question", "role", "event", "id", "gate", "verdict", "decided", "condition"}
    | {"indicator", "period", "value", "lesson"}
)
"""The keys among them that no event of their type may lack."""

_FIELDS_SET = set(KEYS)
# The slots of a model, set as pydantic itself sets them; by name it would take half as long again.
_new = object.__new__
_set_values = BaseModel.__dict__["__dict__"].__set__
_set_names = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__


def event_of(line: dict[str, Any]) -> Event | None:
    """The event of a parsed line, built without validation; ``None`` for a line of another shape.

    Takes the dictionary over. Lines of a newer format or an unknown type are ``None`` too.
    """
    if tuple(line) != KEYS:
        if line.keys() != _FIELDS_SET:
            return None
        line = {key: line[key] for key in KEYS}
    types = tuple(map(type, line.values()))
    if types not in (_TYPES, _TYPES_WITHOUT_STEP):
        return None
    kind = line["type"]
    if kind not in EVENT_TYPES or line["v"] > JOURNAL_FORMAT:
        return None
    data = line["data"]
    for name, wanted in _DATA_TYPES.get(kind, ()):
        held = data.get(name)
        if type(held) is not wanted and (held is not None or name in _NAMED):
            return None
    prev = line["prev"]
    for head in prev:
        if type(head) is not str:
            return None
    line["prev"] = tuple(prev)
    event = _new(Event)
    _set_values(event, line)
    _set_names(event, _FIELDS_SET)
    _set_extra(event, None)
    _set_private(event, None)
    return event


def is_newer(line: Any) -> bool:
    """Whether a parsed line was written by a later program than this one."""
    if not isinstance(line, dict):
        return False
    version, kind = line.get("v"), line.get("type")
    later = isinstance(version, int) and version > JOURNAL_FORMAT
    return later or (
        line.keys() >= {"id", "at", "prev"} and isinstance(kind, str) and kind not in EVENT_TYPES
    )


def parse_line(raw: bytes) -> Any:
    """A line as JSON data.

    Raises:
        ValueError: It is not JSON in UTF-8, or nested beyond reason.
    """
    try:
        return json.loads(raw.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def id_of(line: dict[str, Any]) -> str:
    """The hash that a line must carry as its id: SHA-256 of its canonical text without the id."""
    return sha256(canonical({k: v for k, v in line.items() if k != "id"}).encode()).hexdigest()


def text_of(event: Event) -> str:
    """The canonical line of an event, without its line break."""
    return canonical({**event.__dict__, "prev": list(event.prev)})
