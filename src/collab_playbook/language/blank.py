"""When an answer counts as empty."""

from __future__ import annotations

from collab_playbook.language.values import Record, Value

_PERSON = {"name", "email", "function"}


def is_blank(value: Value) -> bool:
    """Whether a value says nothing.

    Null, blank texts, empty lists, people without a name and records of blanks do.
    """
    match value:
        case None:
            return True
        case str():
            return not value.strip()
        case tuple():
            return not value
        case Record(fields=fields, is_answer=True):
            if fields.keys() == _PERSON:
                return is_blank(fields["name"])
            return all(is_blank(field) for field in fields.values())
    return False
