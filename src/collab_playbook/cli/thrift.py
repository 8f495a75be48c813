"""Parameters that build nothing to convert what needs no conversion: a fifth of a command's start.

Typer makes a pydantic adapter for each parameter it processes, which loads plugins and costs
milliseconds each.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from typer.core import TyperArgument, TyperOption

if TYPE_CHECKING:
    from collections.abc import Iterable

_WANTS_MORE: Final = object()


def at_hand(parameter: Any, value: Any) -> Any:
    """What the command wants where that is plain: nothing, text, or a path that can be read.

    Anything else is ``_WANTS_MORE``, and Typer converts it or says what is wrong with it.
    """
    wanted = parameter.type_descriptor.annotation
    if value is None:
        return _WANTS_MORE if parameter.required else None
    if isinstance(value, str) and wanted is str:
        return value
    if isinstance(value, str) and wanted is Path and os.access(value, os.R_OK):
        return Path(value)
    if isinstance(value, tuple) and wanted == list[Path]:
        return [Path(path) for path in value] if _are_readable(value) else _WANTS_MORE
    return _WANTS_MORE


def _are_readable(paths: tuple[str, ...]) -> bool:
    return bool(paths) and all(os.access(path, os.R_OK) for path in paths)


class ThriftyOption(TyperOption):
    """An option that converts only what needs it."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value, converted where it has to be, after its callback."""
        ready = at_hand(self, value)
        if ready is _WANTS_MORE:
            return super().process_value(ctx, value)
        return self.callback(ctx, self, ready) if self.callback is not None else ready


class ThriftyArgument(TyperArgument):
    """An argument that converts only what needs it."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value, converted where it has to be."""
        ready = at_hand(self, value)
        if ready is _WANTS_MORE or self.callback is not None:
            return super().process_value(ctx, value)
        return ready


def make_thrifty(parameters: Iterable[Any]) -> None:
    """Gives the parameters of a command these ways; their kind is set by Typer's own code."""
    for parameter in parameters:
        if type(parameter) is TyperOption:
            parameter.__class__ = ThriftyOption
        elif type(parameter) is TyperArgument:
            parameter.__class__ = ThriftyArgument
