"""A questionnaire as Markdown, to be read, printed or turned into Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.documents.form_choices import labels_of
from collab_playbook.documents.form_hints import hint_of
from collab_playbook.documents.markdown import block, cell, inline, tidy
from collab_playbook.engine.reading import example_of
from collab_playbook.engine.showing import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.documents.form import Form, Item
    from collab_playbook.model.question import Choice, Field

_BOX, _TICKED = "☐", "☒"
_BLANK_ROWS = 4
_ROOM = {"long_text": 4, "text": 1}
"""How many empty lines a box has for each kind of answer."""
_FEW = 4
"""Fields up to which records stand in a table; more stand one below the other."""


def markdown_of(form: Form) -> str:
    """The form as Markdown; nothing in a text becomes markup."""
    return tidy("\n\n".join(_blocks(form)))


def _blocks(form: Form) -> Iterator[str]:
    words = form.words
    yield f"# {inline(form.title)}"
    for text in form.opening:
        yield block(text)
    yield f"*{block(words('on_paper'))}*"
    known = form.respondent
    rows = [(words("by.name"), known.name), (words("by.email"), known.email)]
    rows.append((words("by.date"), ""))
    yield _table(
        [words("by"), ""], [[f"**{inline(name)}**", inline(value)] for name, value in rows]
    )
    for section in form.sections:
        yield f"## {inline(section.title)}"
        if section.purpose:
            yield f"*{block(section.purpose)}*"
        for item in section.items:
            yield from _item(form, item)


def _item(form: Form, item: Item) -> Iterator[str]:
    question, words = item.question, form.words
    required = f" *({inline(words('required').lower())})*" if question.required else ""
    yield f"### {item.number}. {inline(question.ask)}{required}"
    if item.condition:
        yield f"**{block(item.condition)}**"
    if question.help:
        yield block(question.help)
    if question.why:
        yield f"*{block(words('why', why=question.why))}*"
    if item.last:
        yield f"*{block(words('last', answer=item.last))}*"
    if item.keeps_back:
        yield f"*{block(words('kept_back'))}*"
    if item.is_closed:
        yield f"*{block(words('closed'))}*"
    else:
        yield from _answer(form, item)


def _answer(form: Form, item: Item) -> Iterator[str]:
    question, words, language = item.question, form.words, form.words.language
    match question.type:
        case "choice" | "choices":
            one = question.type == "choice"
            yield f"*{block(words('tick_one' if one else 'tick_all'))}*"
            chosen = [item.value] if one else item.value or []
            yield "\\\n".join(_boxes(item.choices, chosen))
        case "boolean":
            marks = (_mark(item.value is True), _mark(item.value is False))
            yield f"{marks[0]} {words('yes')}    {marks[1]} {words('no')}"
        case "record":
            yield _parts(form, item, item.value or {}, explained=True)
        case "records":
            yield f"*{block(words('row_each'))}*"
            yield _records(form, item)
        case _:
            hint = f"{hint_of(question, words)}."
            example = example_of(question, (), language) if item.value is None else ""
            told = f" {words('example', example=example)}" if example else ""
            yield f"*{block(hint + told)}*"
            value = shown(question, item.value, (), language)
            if question.type == "long_text":
                value = str(item.value or "")
            yield _box(words("answer"), value, _ROOM.get(question.type, 1))


def _boxes(choices: Sequence[Choice], chosen: Sequence[Any]) -> Iterator[str]:
    helps = {choice.id: choice.help for choice in choices}
    for name, label in labels_of(choices).items():
        help_ = f": {inline(helps[name])}" if helps[name] else ""
        yield f"{_mark(name in chosen)} {inline(label)}{help_}"


def _mark(chosen: bool) -> str:
    return _TICKED if chosen else _BOX


def _box(head: str, value: str, lines: int) -> str:
    """One cell to write in; a text of several lines stands in as many rows."""
    rows = [[cell(inline(line))] for line in value.split("\n") if line.strip()]
    return _table([head], rows or [[""]] * lines)


def _parts(form: Form, item: Item, record: Any, *, explained: bool) -> str:
    """A record with a row for each field, and how to answer where it is still to be filled in."""
    words = form.words
    rows = []
    for field in item.question.fields:
        label = cell(inline(field.label) + (" \\*" if field.required else ""))
        how = [cell(inline(_how(form, item, field)))] if explained else []
        rows.append([label, *how, cell(inline(_shown(form, item, field, record)))])
    head = ["", words("how"), words("answer")] if explained else ["", words("answer")]
    return _table(head, rows)


def _how(form: Form, item: Item, field: Field) -> str:
    hint = hint_of(field, form.words, item.fields_choices.get(field.id, ()))
    return f"{hint}. {field.help}".strip()


def _records(form: Form, item: Item) -> str:
    """A table with a column for each field, or, for many fields, one table below the other."""
    fields, records = item.question.fields, list(item.value or ())
    blank: list[dict[str, Any]] = [{}] * (_BLANK_ROWS if len(fields) <= _FEW else 1)
    if len(fields) > _FEW:
        tables = [_parts(form, item, record, explained=False) for record in records]
        tables += [_parts(form, item, record, explained=True) for record in blank]
        return "\n\n".join(tables)
    head = [field.label + (" *" if field.required else "") for field in fields]
    rows = [
        [cell(inline(_shown(form, item, field, record))) for field in fields]
        for record in (*records, *blank)
    ]
    return _table(head, rows)


def _shown(form: Form, item: Item, field: Field, record: Any) -> str:
    choices = item.fields_choices.get(field.id, ())
    return shown(field, record.get(field.id), choices, form.words.language)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [
        f"| {' | '.join(cell(inline(title)) for title in head)} |",
        f"|{' --- |' * len(head)}",
        *(f"| {' | '.join(cells)} |" for cells in rows),
    ]
    return "\n".join(lines)
