"""Parameters that build nothing to convert what needs no conversion: a fifth of a command's start.

Typer makes a pydantic adapter for each parameter it processes, which loads plugins and costs
milliseconds each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperOption

if TYPE_CHECKING:
    from collections.abc import Iterable


def needs_no_conversion(parameter: Any, value: Any) -> bool:
    """Whether a value is what the command wants already: nothing, or text for text."""
    if value is None:
        return not parameter.required
    return isinstance(value, str) and parameter.type_descriptor.annotation is str


class ThriftyOption(TyperOption):
    """An option that converts only what needs it."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value, converted where it has to be, after its callback."""
        if not needs_no_conversion(self, value):
            return super().process_value(ctx, value)
        return self.callback(ctx, self, value) if self.callback is not None else value


class ThriftyArgument(TyperArgument):
    """An argument that converts only what needs it."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value, converted where it has to be."""
        if needs_no_conversion(self, value) and self.callback is None:
            return value
        return super().process_value(ctx, value)


def make_thrifty(parameters: Iterable[Any]) -> None:
    """Gives the parameters of a command these ways; their kind is set by Typer's own code."""
    for parameter in parameters:
        if type(parameter) is TyperOption:
            parameter.__class__ = ThriftyOption
        elif type(parameter) is TyperArgument:
            parameter.__class__ = ThriftyArgument
