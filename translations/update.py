"""Brings the gettext catalogues of the program's sentences up to date, and compiles them.

    python translations/update.py

New sentences are added to each ``collab_playbook.po`` without a translation, those that the
program no longer says are dropped, and ``collab_playbook.mo`` is written beside it. A sentence that
changed counts as new: it is translated again by a person, not guessed.
"""  # noqa: INP001

from __future__ import annotations

import ast
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[1] / "src/collab_playbook"
LOCALE = SOURCE / "locale"
DOMAIN = "collab_playbook"
TABLE = "ENGLISH"
"""The name of a mapping of sentences by key; the key is the context of its sentence."""
CALLS = {"say": (0,), "counted": (1, 2)}
"""The functions that say something, and which of their arguments are the sentences."""
CLICK = (
    *("Usage:", "Options", "Arguments", "Commands", "default: {default}", "required"),
    *("Show this message and exit.", "Error: {message}", "Aborted!", "Missing command."),
    *("No such option {name!r}.", "No such command {name!r}.", "Missing argument"),
    *("Missing option", "Missing parameter", "Invalid value: {message}"),
    *("Invalid value for {param_hint}: {message}", "Try '{command} {option}' for help."),
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "Option {name!r} does not take a value.",
    "{name} {filename!r} does not exist.",
)
"""What the library of the command line says by itself; it looks for it with gettext too."""
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_HEAD = "# The sentences of collab-playbook in another language; see docs/translating.md."


class Sentence(NamedTuple):
    """A sentence of the program: where it stands, its text, and its context where it has one."""

    file: str
    text: str
    context: str | None


def sentences() -> Iterator[Sentence]:
    """Every sentence that the program says, by file and in order."""
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE.parents[1]).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.AnnAssign) and _is_table(node):
                yield from _entries(file, node.value)
            elif isinstance(node, ast.Call):
                for position in CALLS.get(_name(node.func), ()):
                    yield from _texts(file, *node.args[position : position + 1])
        if "/cli/" in file:
            yield from _helps(file, tree)


def _is_table(node: ast.AnnAssign) -> bool:
    return isinstance(node.target, ast.Name) and node.target.id == TABLE


def _entries(file: str, table: ast.expr | None) -> Iterator[Sentence]:
    if not isinstance(table, ast.Dict):
        return
    for key, value in zip(table.keys, table.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant) and value.value:
            yield Sentence(file, str(value.value), str(key.value))


def _texts(file: str, node: ast.expr | None = None) -> Iterator[Sentence]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield Sentence(file, node.value, None)
    elif isinstance(node, ast.IfExp):
        yield from _texts(file, node.body)
        yield from _texts(file, node.orelse)


def _helps(file: str, tree: ast.Module) -> Iterator[Sentence]:
    """The help texts of commands and options."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and _is_command(node):
            text = ast.get_docstring(node)
            if text:
                yield Sentence(file, text, None)
        elif isinstance(node, ast.keyword) and node.arg in {"help", "metavar"}:
            yield from _texts(file, node.value)


def _is_command(node: ast.FunctionDef) -> bool:
    first = node.args.args[:1]
    context = first[0].annotation if first else None
    return isinstance(context, ast.Attribute) and context.attr == "Context"


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def template() -> Catalog:
    """The sentences without a translation."""
    catalog = Catalog(domain=DOMAIN, project="collab-playbook", charset="utf-8", fuzzy=False)
    for text in CLICK:
        catalog.add(text, locations=[("typer", 0)])
    for each in sentences():
        catalog.add(each.text, locations=[(each.file, 0)], context=each.context)
    return catalog


def updated(text: bytes, language: str) -> tuple[bytes, bytes]:
    """A catalogue brought up to date, as text and compiled."""
    catalog = read_po(BytesIO(text), locale=language, domain=DOMAIN)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.fuzzy = False
    catalog.header_comment = _HEAD
    catalog.creation_date = catalog.revision_date = _EPOCH
    written, compiled = BytesIO(), BytesIO()
    write_po(
        written, catalog, width=100, sort_by_file=True, ignore_obsolete=True, include_lineno=False
    )
    write_mo(compiled, catalog)
    return written.getvalue(), compiled.getvalue()


def main() -> None:
    """Updates every catalogue, and says what is not translated yet."""
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        language = path.parts[-3]
        text, compiled = updated(path.read_bytes(), language)
        path.write_bytes(text)
        path.with_suffix(".mo").write_bytes(compiled)
        catalog = read_po(BytesIO(text), locale=language)
        missing = [each for each in catalog if each.id and not each.string]
        sys.stdout.write(f"{language}: {len(catalog)} sentences, {len(missing)} not translated\n")


if __name__ == "__main__":
    main()
