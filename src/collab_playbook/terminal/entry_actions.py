"""What may be done to a list of entries, and how a person says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from collab_playbook.engine.reading import Misread, Read
from collab_playbook.engine.reading_choices import read_choice
from collab_playbook.saying import said_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.model.question import Choice

Action = Literal["add", "edit", "delete", "move", "paste", "show", "done"]
ACTIONS: Mapping[str, Action] = {action: action for action in get_args(Action)}
_IN_SHORT = re.compile(r"^\s*([^\W\d_]+)\s+([0-9]+)(?:\s+([0-9]+))?\s*$")


def read_action(typed: str, choices: tuple[Choice, ...]) -> Read | Misread:
    """An action by number, name or beginning; with the numbers of entries behind it in short."""
    short = _IN_SHORT.match(typed)
    numbers: tuple[int, ...] = ()
    name = typed
    if short:
        name = short[1]
        numbers = tuple(int(number) for number in short.groups()[1:] if number)
    try:
        action = read_choice(name, choices)
    except ValueError as error:
        return Misread(said_by(error), ", ".join(get_args(Action)))
    return Read((action, numbers))
