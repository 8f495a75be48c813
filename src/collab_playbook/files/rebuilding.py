"""Models to plain data and back without validation: for what this program wrote itself."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from collab_playbook.model.question import Computed

Model = TypeVar("Model", bound=BaseModel)

_REQUIRED = object()
_set = object.__setattr__


class _Part(NamedTuple):
    """How a field is read back: its name, the model it holds, and whether it holds several."""

    name: str
    model: type[BaseModel] | None
    many: bool


class _Plan(NamedTuple):
    """How a model is read back: its fields by key, and the values of those left out."""

    parts: dict[str, _Part]
    defaults: dict[str, Any]
    blank: dict[str, Any]
    required: frozenset[str]
    keeps_extra: bool


def plain_of(value: Any, leave_out: frozenset[str] = frozenset()) -> Any:
    """A model as JSON-able data, fields that have their default value left out.

    Args:
        value: A model, or anything a model holds.
        leave_out: Names of fields of models that are left out too.
    """
    if isinstance(value, BaseModel):
        plan = _plan(type(value))
        data = {
            key: plain_of(held, leave_out)
            for key, part in plan.parts.items()
            if part.name not in leave_out
            and ((held := value.__dict__[part.name]) != plan.defaults.get(part.name, _REQUIRED))
        }
        return {**data, **(value.__pydantic_extra__ or {})}
    if isinstance(value, tuple):
        return [plain_of(item, leave_out) for item in value]
    return value


def model_of(model: type[Model], data: dict[str, Any]) -> Model:
    """The model that ``plain_of`` made this data from.

    Raises:
        LookupError: The data is not of this model.
        TypeError: Likewise.
        AttributeError: Likewise.
    """
    plan = _plan(model)
    if not plan.required <= data.keys():
        raise KeyError(f"{model.__name__} lacks a field")
    values = dict(plan.blank)
    extra: dict[str, Any] | None = {} if plan.keeps_extra else None
    for key, held in data.items():
        part = plan.parts.get(key)
        if part is None:
            if extra is None:
                raise KeyError(key)
            extra[key] = held
        elif part.many:
            owned = part.model
            values[part.name] = tuple(
                held if owned is None else [model_of(owned, item) for item in held]
            )
        elif part.model is None or held is None:
            values[part.name] = held
        elif part.model is Computed:
            values[part.name] = _computed(held)
        else:
            values[part.name] = model_of(part.model, held)
    built = model.__new__(model)
    _set(built, "__dict__", values)
    _set(built, "__pydantic_fields_set__", set(data))
    _set(built, "__pydantic_extra__", extra)
    _set(built, "__pydantic_private__", None)
    return built


def _computed(held: Any) -> Any:
    """A default is a computed one or any value."""
    if isinstance(held, dict) and held.keys() == {"from"}:
        return model_of(Computed, held)
    return held


@cache
def _plan(model: type[BaseModel]) -> _Plan:
    parts, defaults = {}, {}
    for name, field in model.model_fields.items():
        owned = model_in(field.annotation)
        many = getattr(field.annotation, "__origin__", None) is tuple
        parts[field.alias or name] = _Part(name, owned, many)
        if not field.is_required():
            defaults[name] = field.get_default(call_default_factory=True)
    blank = {part.name: defaults.get(part.name) for part in parts.values()}
    required = frozenset(key for key, part in parts.items() if part.name not in defaults)
    return _Plan(parts, defaults, blank, required, model.model_config.get("extra") == "allow")


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The first model that an annotation names, if it names one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (model_in(argument) for argument in getattr(annotation, "__args__", ()))
    return next((model for model in found if model is not None), None)


def outline_of(model: type[BaseModel]) -> str:
    """The keys of a model and those it holds, as text: what kept data has to agree with."""
    parts = _plan(model).parts
    held = (f"{key}:{outline_of(part.model) if part.model else ''}" for key, part in parts.items())
    return f"{model.__name__}({' '.join(held)})"
