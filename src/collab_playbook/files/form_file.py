"""A questionnaire as YAML: a file of answers with the questions as remarks above each key.

Its first key, ``questionnaire``, says when it was made and what was filled in; what is left empty
in such a file is no answer, where in any other file of answers it takes one back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from collab_playbook.documents.filled import Filled, Reply, Written
from collab_playbook.documents.form_cells import Cell
from collab_playbook.documents.form_choices import labels_of
from collab_playbook.documents.form_hints import hint_of
from collab_playbook.documents.markdown import one_line
from collab_playbook.engine.reading import example_of
from collab_playbook.files.answer_files import HEAD
from collab_playbook.files.emitting import entry, scalar
from collab_playbook.files.shape import plain
from collab_playbook.files.sheets import KINDS
from collab_playbook.model.event import PROGRAMME, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.documents.form import Form, Item
    from collab_playbook.files.answer_files import AnswersFile
    from collab_playbook.files.answer_files import Reply as FileReply
    from collab_playbook.files.node import Node
    from collab_playbook.model.question import Choice, Field, Question

Path: TypeAlias = tuple[str | int, ...]
_WIDTH = 96
_LISTED = 60


def yaml_of(form: Form) -> str:
    """The form as YAML."""
    lines = [line for text in (form.title, *form.opening) for line in (*_remark(text, 0), "#")]
    lines += ["", *_head(form)]
    for owner, kind, items in _owners(form):
        indent = 0
        if owner:
            lines += ["", f"{kind}:", f"  {scalar(owner)}:"]
            indent = 4
        step = ""
        for item in items:
            name = item.path.rpartition("/")[2].partition(".")[0]
            if name != step:
                lines += ["", f"{' ' * indent}{scalar(name)}:"]
                step = name
            lines += ["", *_item(form, item, indent + 2)]
    return "\n".join(lines) + "\n"


def _head(form: Form) -> Iterator[str]:
    known = form.respondent
    filled = [item.path for item in form.items if item.value is not None]
    yield f"{HEAD}:"
    yield "  answered_by:"
    for key, value in (("name", known.name), ("email", known.email), ("date", "")):
        yield f"    {key}: {scalar(value)}" if value else f"    {key}:"
    yield from entry("language", form.words.language, 2)
    yield from entry("made_from", list(form.heads), 2)
    yield from entry("filled_in", filled, 2)


class _Owner(NamedTuple):
    owner: str
    kind: str
    items: tuple[Item, ...]


def _owners(form: Form) -> Iterator[_Owner]:
    """The items of the programme, then those of each circle and community."""
    by_owner: dict[tuple[str, str], list[Item]] = {}
    for section in form.sections:
        kind, _, owner = section.scope.partition(":")
        key = ("", "") if section.scope == PROGRAMME else (KINDS[kind], owner)
        by_owner.setdefault(key, []).extend(section.items)
    for (kind, owner), items in sorted(by_owner.items()):
        yield _Owner(owner, kind, tuple(items))


def _item(form: Form, item: Item, indent: int) -> Iterator[str]:
    question, words = item.question, form.words
    mark = f" ({words('required').lower()})" if question.required else ""
    yield from _remark(f"{item.number}. {question.ask}{mark}", indent)
    told = [item.condition, question.help]
    told.append(words("why", why=question.why) if question.why else "")
    told.append(words("last", answer=item.last) if item.last else "")
    told.append(words("kept_back") if item.keeps_back else "")
    if item.is_closed:
        told.append(words("closed"))
    elif not question.fields:
        told += _how(question, item.choices, form)
    for text in told:
        if text:
            yield from _remark(text, indent)
    if not item.is_closed:
        yield from _value(form, item, indent)


def _how(part: Question | Field, choices: Sequence[Choice], form: Form) -> Iterator[str]:
    yield f"{hint_of(part, form.words)}."
    example = example_of(part, choices, form.words.language)
    if choices:
        for name, label in list(labels_of(choices).items())[:_LISTED]:
            yield f"  {name}: {label}"
    elif example:
        yield form.words("example", example=example)


def _value(form: Form, item: Item, indent: int) -> Iterator[str]:
    question = item.question
    if item.value is not None and question.type != "record":
        yield from entry(question.id, item.value, indent)
        return
    yield f"{' ' * indent}{scalar(question.id)}:"
    if not question.fields:
        return
    for number, field in enumerate(question.fields):
        dash = "" if question.type == "record" else "- " if number == 0 else "  "
        inner = indent + 2 + (0 if question.type == "record" else 2)
        choices = item.fields_choices.get(field.id, ())
        label = (
            f"{field.label} ({form.words('required').lower()})" if field.required else field.label
        )
        yield from _remark(f"{label}. {' '.join(_how(field, choices, form))}", inner)
        stored = (item.value or {}).get(field.id) if question.type == "record" else None
        if stored is not None:
            yield from entry(field.id, stored, inner)
        else:
            yield f"{' ' * (inner - len(dash))}{dash}{scalar(field.id)}:"


def _remark(text: str, indent: int) -> Iterator[str]:
    """A text as remarks, broken at blanks."""
    line = ""
    lead = text[: len(text) - len(text.lstrip(" "))]
    for word in one_line(text).split(" "):
        if line and len(line) + len(word) + indent > _WIDTH:
            yield f"{' ' * indent}# {lead}{line}"
            line = ""
        line = f"{line} {word}" if line else word
    yield f"{' ' * indent}# {lead}{line}".rstrip()


# -- reading it back -------------------------------------------------------------------------------


def filled_of_answers(found: AnswersFile) -> Filled:
    """The cells of a questionnaire in YAML or JSON by question.

    Args:
        found: The file; its ``head`` is the one of a questionnaire.
    """
    head = found.head
    by = head.get("answered_by") if head is not None else None
    language = head.get("language") if head is not None else None
    filled = set(_texts(head.get("filled_in") if head is not None else None))
    replies = tuple(
        Reply(path := _path(reply), _written(reply.node), path in filled, str(reply.place))
        for reply in found.replies
    )
    return Filled(
        language.text if language is not None else "en",
        tuple(_texts(head.get("made_from") if head is not None else None)),
        dict(_by(by)),
        replies,
        tuple(str(problem) for problem in found.problems),
    )


def _path(reply: FileReply) -> str:
    return f"{Instance(reply.scope, reply.step).path}.{reply.question}"


def _texts(node: Node | None) -> list[str]:
    return [each.text for each in node.items] if node is not None and node.kind == "list" else []


def _by(node: Node | None) -> Iterator[tuple[str, Cell]]:
    for key, value in node.entries if node is not None else ():
        if value.kind == "scalar" and value.text.strip() and not value.is_null:
            yield key.text, Cell(value.text, str(value.place))


def _written(node: Node) -> Written:
    return Written(_filled_in(node), dict(_places(node, ())))


def _filled_in(node: Node) -> Any:
    """The value as plain data, without what was left empty; ``None`` where nothing is left."""
    if node.kind == "scalar" or not tuple(node.children()):
        return plain(node)
    if node.kind == "list":
        items = [value for item in node.items if (value := _filled_in(item)) not in (None, {})]
        return items or None
    found = {key.text: _filled_in(value) for key, value in node.entries}
    return {key: value for key, value in found.items() if value is not None} or None


def _places(node: Node, path: Path) -> Iterator[tuple[Path, str]]:
    """Where each part of a value stands; positions count what is left of a list."""
    yield path, str(node.place)
    kept = (item for item in node.items if _filled_in(item) not in (None, {}))
    for position, item in enumerate(kept):
        yield from _places(item, (*path, position))
    for key, value in node.entries:
        yield from _places(value, (*path, key.text))
