"""``why-document``: which answers and templates made a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.opening import reading
from collab_playbook.cli.passage import (
    account_for,
    is_copy,
    passage_content,
    passage_lines,
    pointed_at,
)
from collab_playbook.cli.wording import FormatOption
from collab_playbook.documents.due import SOURCE
from collab_playbook.documents.provenance import Provenance, provenance_of
from collab_playbook.engine.wording import in_words
from collab_playbook.errors import PlaybookError, RefusedError, UsageError
from collab_playbook.files.building import standings_at
from collab_playbook.files.manifest import made_from_data
from collab_playbook.files.site import survey
from collab_playbook.language.near import did_you_mean
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put
from collab_playbook.terminal.speech import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from collab_playbook.cli.desk import Desk
    from collab_playbook.documents.copies import Copy
    from collab_playbook.documents.due import Place
    from collab_playbook.documents.standing import DocumentState, Entry
    from collab_playbook.files.site import Site


def command(
    ctx: typer.Context,
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT",
            help="Its id, or a file; FILE:LINE for a passage.",
            show_default=False,
        ),
    ],
    words: Annotated[
        str | None,
        typer.Argument(metavar="[WORDS]", help="Words of one passage of it.", show_default=False),
    ] = None,
    form: FormatOption = "text",
) -> None:
    """Say which answers, templates and lists made a document, and what has changed since.

    Point at a heading, a paragraph, an item of a list or a row of a table, by its line or by words
    of it, and it says which line of which template wrote that passage, and which answers made it
    say what it says: their values, who gave them and when.

    \b
    Examples:
      collab-playbook why-document steering_charter
      collab-playbook why-document documents/01-leadership/leadership_brief.docx
      collab-playbook why-document documents/02-committee/steering_charter.md:56
      collab-playbook why-document steering_charter "every two weeks"
    """
    pointed = pointed_at(document, words)
    desk = reading(options_of(ctx))
    site = survey(desk.root, desk.view, desk.loaded, desk.opened.workspace, desk.language)
    entries = _entries(desk, made_from_data(site.manifest), pointed.document)
    if pointed.line and is_copy(pointed.document):
        message = say("a passage of a copy is found by its words, not by a line")
        raise UsageError(message, say("Quote a few words of it after the file."))
    states = {each.place: each.state for each in standings_at(site)}
    if pointed.line or pointed.words:
        entry, account = account_for(site, _texts(entries), pointed)
        if form == "json":
            about = {**_content(site, entry, states), "passage": passage_content(desk, account)}
            put(dumped("why-document", {"documents": [about]}))
            return
        for line in passage_lines(desk, site, entry, account):
            put(safe_line(line))
    elif form == "json":
        listed = [_content(site, entry, states) for entry in entries]
        put(dumped("why-document", {"documents": listed}))
    else:
        _put_documents(site, entries, states)


def _put_documents(
    site: Site, entries: Iterable[Entry | Copy], states: Mapping[Place, DocumentState]
) -> None:
    for entry in entries:
        state = states.get(entry.place)
        put(safe_line(f"{entry.path}  ({spoken(in_words(state))})" if state else entry.path))
        for line in _lines(provenance_of(entry, site.digest)):
            put(safe_line(f"  {spoken(line)}"))


def _content(
    site: Site, entry: Entry | Copy, states: Mapping[Place, DocumentState]
) -> dict[str, Any]:
    made = provenance_of(entry, site.digest)
    return {
        "id": entry.place.document,
        "instance": entry.place.instance,
        "language": entry.place.language,
        "format": entry.place.format,
        "path": entry.path,
        "state": states.get(entry.place),
        "changed": list(made.changed),
        "answers": [f"{step}.{each}" for step, questions in made.answers for each in questions],
        "templates": list(made.templates),
        "others": list(made.others),
    }


def _texts(entries: Sequence[Entry | Copy]) -> list[Entry]:
    """Those that are Markdown.

    Raises:
        RefusedError: None is.
    """
    texts = [each for each in entries if each.place.format == SOURCE]
    if not texts:
        path = entries[0].path
        raise RefusedError(
            say("'{path}' is made from the data: it has no passages", path=path),
            say("Ask for the whole of it: collab-playbook why-document {path}", path=path),
        )
    return cast("list[Entry]", texts)


def _entries(desk: Desk, built: Iterable[Entry | Copy], text: str) -> list[Entry | Copy]:
    """What an id or a file means; a copy of the Markdown means the document it was made from.

    Raises:
        UsageError: There is no such document.
        PlaybookError: It was never built.
    """
    path = _below(desk.root, text)
    built = tuple(built)
    own = any(each.path == path for each in built)
    source = path if own else str(Path(path).with_suffix(f".{SOURCE}").as_posix())
    known = desk.view.process.playbook.document_by_id
    found = [e for e in built if e.place.document == text or e.path == source]
    spoken_here = [each for each in found if each.place.language == desk.language]
    if spoken_here:
        return spoken_here
    if found:
        language = found[0].place.language
        raise PlaybookError(
            say("'{path}' is in another language", path=found[0].path),
            say("Write: collab-playbook --language {language} why-document …", language=language),
        )
    if text in known:
        raise PlaybookError(
            say("'{document}' was not built yet", document=text),
            say("Build it with: collab-playbook build {document}", document=text),
        )
    raise UsageError(
        say("There is no document '{name}'", name=text),
        did_you_mean(text, known) or say("Name its id, or a file below documents/."),
    )


def _below(root: Path, text: str) -> str:
    """A file as the manifest names it, from wherever the command is given."""
    path = Path(text)
    for start in (Path.cwd(), root):
        where = start / path
        if where.is_file() and where.resolve().is_relative_to(root.resolve()):
            return where.resolve().relative_to(root.resolve()).as_posix()
    return path.as_posix()


def _lines(made: Provenance) -> Iterator[str]:
    if made.changed:
        yield say("changed since: {what}", what=", ".join(spoken(each) for each in made.changed))
    for step, questions in made.answers:
        yield say("answers of {step}: {questions}", step=step, questions=", ".join(questions))
    if made.templates:
        yield say("templates: {templates}", templates=", ".join(made.templates))
    if made.others:
        yield say("besides: {others}", others=", ".join(spoken(other) for other in made.others))
