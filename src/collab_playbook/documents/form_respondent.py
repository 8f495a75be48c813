"""Who filled a questionnaire in, from the cells in which they say so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.documents.form_cells import Cell, Setting, UnreadableError, read_cell
from collab_playbook.documents.form_choices import Offered
from collab_playbook.model.question import Field
from collab_playbook.saying import said_by, say

if TYPE_CHECKING:
    from collections.abc import Mapping

_CELLS = {
    "name": Field(id="name", type="person", label="Name"),
    "email": Field(id="email", type="email", label="E-mail"),
    "date": Field(id="date", type="date", label="Date"),
}


class Answering(NamedTuple):
    """Who answered, as events name people, and the day that they wrote; empty for unsaid."""

    name: str = ""
    day: str = ""


def respondent_of(by: Mapping[str, Cell], setting: Setting) -> Answering:
    """Who answered.

    Raises:
        UnreadableError: A cell is no name, address or day; the message names the cell.
    """
    person = _read(by, "name", setting) or {}
    email = _read(by, "email", setting) or person.get("email", "")
    name = " ".join(str(person.get("name") or email).split())
    return Answering(f"{name} <{email}>" if email else name, _read(by, "date", setting) or "")


def named(text: str) -> str:
    """Who answered, from ``Name <e-mail>`` on the command line.

    Raises:
        UnreadableError: It names nobody.
    """
    return respondent_of({"name": Cell(text, "")}, Setting("en", date.min)).name


def _read(by: Mapping[str, Cell], key: str, setting: Setting) -> Any:
    cell = by.get(key)
    if cell is None:
        return None
    try:
        return read_cell(_CELLS[key], cell, Offered(()), setting)
    except UnreadableError as error:
        where = f"{cell.place}: " if cell.place else ""
        message = say("{where}{message}", where=where, message=said_by(error))
        raise UnreadableError(message) from error
