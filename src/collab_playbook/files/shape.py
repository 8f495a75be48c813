"""Nodes to models: plain data for pydantic, and its complaints as problems at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from collab_playbook.files.codes import (
    MISSING_KEY,
    NOT_ALLOWED_VALUE,
    UNKNOWN_KEY,
    WRONG_TYPE,
    Code,
)
from collab_playbook.files.node import MERGE
from collab_playbook.files.rebuilding import model_in
from collab_playbook.language.near import did_you_mean, nearest
from collab_playbook.language.quoting import quoted
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.files.node import Node


Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]

_KINDS = {"map": "a map of keys and values", "list": "a list", "scalar": "a single value"}
_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a map of keys and values",
    "model_type": "a map of keys and values",
    "model_attributes_type": "a map of keys and values",
}
_PATTERN_HINT = "Write an id in lower case with underscores, such as house_rules."


def plain(node: Node) -> Any:
    """A node as plain data: every scalar as its own text, a plain ``null`` as ``None``."""
    if node.kind == "scalar":
        return None if node.is_null else node.text
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def fit(
    model: type[Model], node: Node | None, file: str, *, given: Iterable[str] = ()
) -> tuple[Model | None, list[Problem]]:
    """Runs a model over a node.

    Args:
        model: The shape that the file must have.
        node: The root of the file, or a part of it.
        file: The name for problems where there is no node.
        given: Keys that the caller adds itself, so that nobody may write them.

    Returns:
        The model and no problems, or ``None`` and every problem with its place.
    """
    if node is None or node.kind != "map":
        place = node.place if node is not None else Place(file)
        found = _found(node) if node is not None else "nothing"
        return None, [
            WRONG_TYPE.at(
                place, say("Expected a map of keys and values, found {found}", found=found)
            )
        ]
    forbidden = frozenset(given)
    problems = [
        _unknown(model, node, key, forbidden) for key, _ in node.entries if key.text in forbidden
    ]
    data = plain(node)
    for key in forbidden & data.keys():
        del data[key]
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        problems += problems_of(error, model, node)
        return None, problems
    return (None if problems else value), problems


def problems_of(error: ValidationError, model: type[BaseModel], node: Node) -> list[Problem]:
    """A validation error as problems, in reading order, one for each mistake."""
    faults = error.errors(include_url=False, include_context=True, include_input=False)
    unknown = [f for f in faults if f["type"] == "extra_forbidden"]
    misspelt = {(f["loc"][:-1], near) for f in unknown if (near := _near(model, f["loc"]))}
    inside = {fault["loc"][:length] for fault in faults for length in range(len(fault["loc"]))}
    problems = []
    for fault in faults:
        loc: Loc = fault["loc"]
        if fault["type"] == "missing" and (loc[:-1], str(loc[-1])) in misspelt:
            continue
        if _is_open(node, loc, fault["type"]):
            continue
        if fault["type"] == "too_short" and loc in inside:  # faulty entries were not counted
            continue
        problems.append(
            _problem(model, node, loc, fault["type"], fault["msg"], fault.get("ctx") or {})
        )
    return sorted(set(problems), key=lambda p: (p.place.line, p.place.column, p.code))


def _is_open(root: Node, loc: Loc, kind: str) -> bool:
    """Whether a complaint is about what an alias or a merge key would bring."""
    node, _ = find(root, loc[:-1] if kind in {"missing", "extra_forbidden"} else loc)
    if kind == "extra_forbidden":
        return loc[-1] == MERGE
    return node.is_open


def _problem(  # noqa: PLR0913, PLR0917 - the parts of one complaint
    model: type[BaseModel], root: Node, loc: Loc, kind: str, message: str, context: dict[str, Any]
) -> Problem:
    if kind == "extra_forbidden":
        owner, _ = find(root, loc[:-1])
        key = owner.key(str(loc[-1]))
        return _unknown(_model_at(model, loc[:-1]), owner, key or owner)
    if kind == "missing":
        owner, _ = find(root, loc[:-1])
        first = owner.entries[0][0] if owner.entries else owner
        place = Place(owner.file, owner.line, owner.column, first.end_line, first.end_column)
        return MISSING_KEY.at(
            place,
            say("The key '{loc}' is missing{within}", loc=loc[-1], within=_within(owner)),
            say("Add `{loc}:`.", loc=loc[-1]),
        )
    node, name = find(root, loc)
    what = f"'{name}'" if name else say("This value")
    if loc and isinstance(loc[-1], int):
        what = say("An entry of {what}", what=what)
    code, text, hint = _reading(node, what, kind, message, context)
    return code.at(node.place, text, hint)


def _reading(  # noqa: PLR0911 - one return a kind of complaint
    node: Node, what: str, kind: str, message: str, context: dict[str, Any]
) -> tuple[Code, str, str]:
    """The code, message and hint of a value that does not fit."""
    if kind in _EXPECTED:
        return (
            WRONG_TYPE,
            say(
                "{what} must be {expected}, not {found}",
                what=what,
                expected=_EXPECTED[kind],
                found=_found(node),
            ),
            "",
        )
    if kind == "literal_error":
        allowed = [
            part.strip("' ")
            for part in str(context.get("expected", "")).replace(" or ", ", ").split(",")
        ]
        hint = did_you_mean(node.text, allowed) or say(
            "Write one of {allowed}.", allowed=", ".join(allowed)
        )
        return (
            NOT_ALLOWED_VALUE,
            say("{text} is not allowed for {what}", text=quoted(node.text), what=what),
            hint,
        )
    if kind == "string_pattern_mismatch":
        return NOT_ALLOWED_VALUE, say("{text} is not an id", text=quoted(node.text)), _PATTERN_HINT
    if kind == "value_error":
        reason = str(context.get("error", message))
        if node.kind == "scalar":
            return (
                WRONG_TYPE,
                say(
                    "{found} does not fit {what}: {reason}",
                    found=_found(node),
                    what=what,
                    reason=reason,
                ),
                "",
            )
        return NOT_ALLOWED_VALUE, _sentence(reason), ""
    limits = {
        "greater_than_equal": (say("at least"), "ge"),
        "less_than_equal": (say("at most"), "le"),
        "too_short": (say("at least"), "min_length"),
        "too_long": (say("at most"), "max_length"),
        "string_too_short": (say("at least"), "min_length"),
        "string_too_long": (say("at most"), "max_length"),
    }
    if kind in limits:
        word, key = limits[kind]
        unit = {"too": " entries", "str": " characters"}.get(kind[:3], "")
        return (
            NOT_ALLOWED_VALUE,
            say(
                "{what} must be {word} {context}{unit}",
                what=what,
                word=word,
                context=context.get(key),
                unit=unit,
            ),
            "",
        )
    return (
        NOT_ALLOWED_VALUE,
        say("{what} does not fit: {sentence}", what=what, sentence=_sentence(message).lower()),
        "",
    )


def find(root: Node, loc: Iterable[int | str]) -> tuple[Node, str]:
    """The deepest node along a path of keys and positions, and the key it stands under."""
    node, name = root, ""
    for part in loc:
        if isinstance(part, int):
            if node.kind != "list" or part >= len(node.items):
                break
            node = node.items[part]
            continue
        child = node.get(part) if node.kind == "map" else None
        if child is None:
            continue  # pydantic names the branch of a union; it is no key of the file
        node, name = child, part
    return node, name


def _unknown(
    model: type[BaseModel] | None, owner: Node, key: Node, forbidden: frozenset[str] = frozenset()
) -> Problem:
    known = [name for name in keys_of(model) if name not in forbidden] if model is not None else []
    hint = did_you_mean(key.text, known) or (
        say("Known keys: {known}.", known=", ".join(known)) if known else ""
    )
    return UNKNOWN_KEY.at(
        key.place,
        say("Unknown key {text}{within}", text=quoted(key.text), within=_within(owner)),
        hint,
    )


def _near(model: type[BaseModel], loc: Loc) -> str:
    """The known key that an unknown one was meant to be, if any."""
    owner = _model_at(model, loc[:-1])
    known = keys_of(owner) if owner is not None else []
    return nearest(str(loc[-1]), known)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a model reads, by their names in files."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model that reads the map at a path, found through annotations."""
    current: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int) or current is None:
            continue
        field = next((f for n, f in current.model_fields.items() if (f.alias or n) == part), None)
        current = model_in(field.annotation) if field is not None else None
    return current


def _within(owner: Node) -> str:
    """`` in 'sponsor'`` where the map says which one it is."""
    label = owner.get("id")
    return (
        say(" in {text}", text=quoted(label.text))
        if label is not None and label.kind == "scalar" and label.text
        else ""
    )


def _found(node: Node) -> str:
    if node.kind != "scalar":
        return _KINDS[node.kind]
    return "nothing" if node.is_null else quoted(node.text)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
