"""What fits a question: from raw data to the one stored form of an answer, or the misfits.

Raw data is the stored form itself, as JSON has it, or the same shape read from YAML with every
scalar as its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from collab_playbook.engine.scalars import (
    SCALARS,
    as_decimal,
    as_email,
    bounds,
    clean_line,
    string_of,
)
from collab_playbook.language.near import nearest, or_near
from collab_playbook.model.question import Choice, Field, Question
from collab_playbook.saying import said_by, say

Stored = Any
RECORD_LIMIT = 10_000
"""Most records of one answer; beyond it a person edits a file, not a form."""
_NAME_LIMIT = 200
_SHOWN_CHOICES = 12
_CURRENCY = re.compile(r"^[A-Z]{3}$")
_DIGEST = re.compile(r"^(sha256:)?[0-9a-f]{16,128}$")


class Misfit(NamedTuple):
    """One reason why a value is no answer: where inside the value, and a sentence for people."""

    path: tuple[str | int, ...]
    message: str


Fitted = tuple[Stored | None, tuple[Misfit, ...]]
FieldsChoices = Callable[[Field], Sequence[Choice]]


def fit(
    part: Question | Field,
    raw: Any,
    choices: Sequence[Choice],
    fields_choices: FieldsChoices | None = None,
) -> Fitted:
    """The stored form of a raw value, or everything that speaks against it.

    Args:
        part: The question or field that is answered.
        raw: The stored form, or the same shape with every scalar as text.
        choices: What a ``choice`` or ``choices`` admits, its catalogue resolved.
        fields_choices: The same for the fields of a record; without it, a field that takes its
            choices from a catalogue admits any id.

    Returns:
        The stored form and no misfit; or ``None`` and the misfits. ``None``, an empty text and an
        empty record are no answer: ``None`` without misfit.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None, ()
    if isinstance(part, Question) and part.type == "record":
        return _record(part, raw, fields_choices or _own_choices)
    if isinstance(part, Question) and part.type == "records":
        return _records(part, raw, fields_choices or _own_choices)
    if part.type in _WITH_PARTS:
        return _WITH_PARTS[part.type](part, raw)
    try:
        picks = _PICKS.get(part.type)
        stored = picks(part, raw, choices) if picks else SCALARS[part.type](part, raw)
    except ValueError as error:
        return None, (Misfit((), said_by(error)),)
    return (None if stored == "" else stored), ()


def _own_choices(field: Field) -> Sequence[Choice]:
    return field.choices


# -- picking from choices --------------------------------------------------------------------------


def _choice(part: Question | Field, raw: Any, choices: Sequence[Choice]) -> str:
    picked = string_of(raw, say("write the id of one choice")).strip()
    if not choices and part.catalogue is not None:
        return picked
    ids = [choice.id for choice in choices]
    if picked in ids:
        return picked
    raise ValueError(
        say(
            "'{picked}' is not one of the choices{near}",
            picked=picked[:80],
            near=_near(picked, ids),
        )
    )


def _choices(part: Question | Field, raw: Any, choices: Sequence[Choice]) -> list[str]:
    items = [raw] if isinstance(raw, str) else raw
    if not isinstance(items, Sequence):
        items = [None]
    picked = list(dict.fromkeys(_choice(part, item, choices) for item in items))
    order = {choice.id: position for position, choice in enumerate(choices)}
    _keep_count(part, len(picked), "choice", "choices")
    return sorted(picked, key=lambda i: order.get(i, len(order)))


_PICKS: Mapping[str, Callable[[Question | Field, Any, Sequence[Choice]], Stored]] = {
    "choice": _choice,
    "choices": _choices,
}


def _near(word: str, words: Sequence[str]) -> str:
    near = or_near(word, words)
    if near:
        return near
    more = ", ..." if len(words) > _SHOWN_CHOICES else ""
    return f": {', '.join(words[:_SHOWN_CHOICES])}{more}"


def _keep_count(part: Question | Field, count: int, one: str, many: str) -> None:
    fewest, most = bounds(part, int)
    if fewest is None:
        fewest = 1 if part.required else 0
    if count < fewest:
        raise ValueError(
            say(
                "{count} given, at least {fewest} {one} wanted",
                count=count,
                fewest=fewest,
                one=one if fewest == 1 else many,
            )
        )
    if most is not None and count > most:
        raise ValueError(
            say(
                "{count} given, at most {most} {one} admitted",
                count=count,
                most=most,
                one=one if most == 1 else many,
            )
        )


# -- answers with parts ----------------------------------------------------------------------------


def _money(part: Question | Field, raw: Any) -> Fitted:
    wanted = say("write an amount and a currency, such as {amount: 12000, currency: EUR}")
    if not isinstance(raw, Mapping):
        return None, (Misfit((), wanted),)
    misfits = _strangers(raw, ("amount", "currency"))
    amount, currency = None, raw.get("currency")
    try:
        amount = as_decimal(part, raw.get("amount"))
    except ValueError as error:
        misfits.append(Misfit(("amount",), said_by(error)))
    code = currency.strip().upper() if isinstance(currency, str) else ""
    if not _CURRENCY.match(code):
        misfits.append(
            Misfit(("currency",), say("write the three letters of the currency, such as EUR"))
        )
    return _unless(misfits, {"amount": amount, "currency": code})


def _person(part: Question | Field, raw: Any) -> Fitted:
    if not isinstance(raw, Mapping):
        return None, (Misfit((), say("write a person as {name: ..., email: ..., function: ...}")),)
    misfits = _strangers(raw, ("name", "email", "function"))
    person = {}
    for key in ("name", "email", "function"):
        text = raw.get(key)
        if text is None or text == "":
            continue
        try:
            person[key] = as_email(part, text) if key == "email" else _name(text)
        except ValueError as error:
            misfits.append(Misfit((key,), said_by(error)))
    if not person.get("name") and not any(m.path == ("name",) for m in misfits):
        misfits.append(Misfit(("name",), say("a person needs a name")))
    return _unless(misfits, person)


def _file(_part: Question | Field, raw: Any) -> Fitted:
    if not isinstance(raw, Mapping):
        return None, (Misfit((), say("attach a file; it is kept as {name: ..., digest: ...}")),)
    misfits = _strangers(raw, ("name", "digest"))
    name, digest = raw.get("name"), raw.get("digest")
    plain = clean_line(name) if isinstance(name, str) else ""
    if not plain or "/" in plain or "\\" in plain:
        misfits.append(Misfit(("name",), say("a file needs a name without folders")))
    if not isinstance(digest, str) or not _DIGEST.match(digest):
        misfits.append(Misfit(("digest",), say("a file needs its digest in hexadecimal digits")))
    return _unless(misfits, {"name": plain, "digest": digest})


_WITH_PARTS: Mapping[str, Callable[[Question | Field, Any], Fitted]] = {
    "money": _money,
    "person": _person,
    "file": _file,
}


def _name(raw: Any) -> str:
    text = clean_line(string_of(raw, say("write a text")))
    if len(text) > _NAME_LIMIT:
        raise ValueError(
            say(
                "the text has {count} characters, at most {name_limit} are admitted",
                count=len(text),
                name_limit=_NAME_LIMIT,
            )
        )
    return text


# -- records ---------------------------------------------------------------------------------------


def _record(part: Question, raw: Any, choices_of: FieldsChoices) -> Fitted:
    if not isinstance(raw, Mapping):
        names = ", ".join(field.id for field in part.fields)
        return None, (Misfit((), say("write a record with the fields {names}", names=names)),)
    known = tuple(field.id for field in part.fields)
    misfits = _strangers(raw, known)
    misspelt = {nearest(str(key), known) for key in raw if key not in known}
    record = {}
    for field in part.fields:
        stored, wrong = fit(field, raw.get(field.id), choices_of(field))
        misfits.extend(Misfit((field.id, *m.path), m.message) for m in wrong)
        if stored is not None:
            record[field.id] = stored
    if not record and not misfits:
        return None, ()
    misfits.extend(
        Misfit((field.id,), say("'{label}' is required", label=field.label))
        for field in part.fields
        if field.required
        and field.id not in record
        and field.id not in misspelt
        and not any(m.path[:1] == (field.id,) for m in misfits)
    )
    return _unless(misfits, record)


def _records(part: Question, raw: Any, choices_of: FieldsChoices) -> Fitted:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return None, (Misfit((), say("write a list of records")),)
    if len(raw) > RECORD_LIMIT:
        return None, (
            Misfit(
                (),
                say(
                    "{count} given, at most {record_limit} entries admitted",
                    count=len(raw),
                    record_limit=RECORD_LIMIT,
                ),
            ),
        )
    records: list[Stored] = []
    misfits: list[Misfit] = []
    for position, item in enumerate(raw):
        stored, wrong = _record(part, item, choices_of)
        misfits.extend(Misfit((position, *m.path), m.message) for m in wrong)
        if stored is not None:
            records.append(stored)
    try:
        _keep_count(part, len(raw) if misfits else len(records), "entry", "entries")
    except ValueError as error:
        misfits.append(Misfit((), said_by(error)))
    return _unless(misfits, records)


def _strangers(raw: Mapping[Any, Any], known: Sequence[str]) -> list[Misfit]:
    return [
        Misfit(
            (str(key),),
            say("there is no field '{key}'{near}", key=str(key)[:80], near=_near(str(key), known)),
        )
        for key in raw
        if key not in known
    ]


def _unless(misfits: Sequence[Misfit], stored: Stored) -> Fitted:
    return (None, tuple(misfits)) if misfits else (stored, ())
