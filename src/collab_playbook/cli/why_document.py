"""``why-document``: which answers and templates made a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.opening import reading
from collab_playbook.documents.due import SOURCE
from collab_playbook.documents.provenance import Provenance, provenance_of
from collab_playbook.engine.wording import in_words
from collab_playbook.errors import PlaybookError, UsageError
from collab_playbook.files.building import standings_at
from collab_playbook.files.manifest import made_from_data
from collab_playbook.files.site import survey
from collab_playbook.language.near import did_you_mean
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put
from collab_playbook.terminal.speech import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collab_playbook.cli.desk import Desk
    from collab_playbook.documents.copies import Copy
    from collab_playbook.documents.standing import Entry


def command(
    ctx: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Its id, or a file.", show_default=False)
    ],
) -> None:
    """Say which answers, templates and lists made a document, and what has changed since.

    \b
    Examples:
      collab-playbook why-document steering_charter
      collab-playbook why-document documents/01-leadership/leadership_brief.docx
    """
    desk = reading(options_of(ctx))
    site = survey(desk.root, desk.view, desk.loaded, desk.opened.workspace, desk.language)
    states = {each.place: each.state for each in standings_at(site)}
    for entry in _entries(desk, made_from_data(site.manifest), document):
        state = states.get(entry.place)
        put(safe_line(f"{entry.path}  ({spoken(in_words(state))})" if state else entry.path))
        for line in _lines(provenance_of(entry, site.digest)):
            put(safe_line(f"  {spoken(line)}"))


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
