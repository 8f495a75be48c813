"""The formats that a build was asked for, and what writes them in the client's look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.documents.due import SOURCE
from collab_playbook.errors import PlaybookError, UsageError
from collab_playbook.files.copies import Press
from collab_playbook.files.origins import FromData, Writers
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.document import WORKBOOK
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from collab_playbook.cli.desk import Desk
    from collab_playbook.documents.due import Due
    from collab_playbook.documents.reading import Reading
    from collab_playbook.formats.look import Look
    from collab_playbook.formats.registry import Format
    from collab_playbook.model.document import Document


def formats_asked(to: str | None) -> tuple[str, ...] | None:
    """The formats that ``--to`` names besides Markdown; ``None`` where it was left out.

    Raises:
        UsageError: There is no such format.
        PlaybookError: What a format needs is not installed.
    """
    if to is None:
        return None
    formats = _formats()
    names = tuple(dict.fromkeys(name.strip() for name in to.split(",")))
    for name in names:
        if name not in {SOURCE, *formats}:
            raise UsageError(
                say("there is no format '{to}'", to=name),
                _elsewhere(name)
                or did_you_mean(name, formats)
                or say("There are: {formats}", formats=", ".join((SOURCE, *formats))),
            )
        if name != SOURCE:
            expect_installed(name, formats[name])
    return tuple(name for name in names if name != SOURCE)


def expect_installed(name: str, wanted: Format) -> None:
    """Makes sure that a format can be written.

    Raises:
        PlaybookError: What it needs is not installed.
    """
    if not wanted.is_installed:
        command = f"pip install 'collab-playbook[{wanted.extra}]'"
        raise PlaybookError(
            say("what writes {format} is not installed", format=name),
            say("Install it with: {command}", command=command),
        )


def _elsewhere(name: str) -> str:
    """The command that writes what is no copy of a document."""
    commands = {"ics": "collab-playbook schedule --to ics FILE", "zip": "collab-playbook package"}
    return say("That is written by: {command}", command=commands[name]) if name in commands else ""


def press_of(
    desk: Desk,
    asked: tuple[str, ...] | None,
    seen: Callable[[int, int], None],
    jobs: int = 0,
    *,
    besides: tuple[str, ...] = (),
    quiet: bool = False,
) -> Press:
    """What makes the copies of a build.

    Args:
        desk: The workspace.
        asked: The formats that were asked for.
        seen: Told after each copy.
        jobs: How many processes make them; 0 for as many as pay.
        besides: Formats to make whatever was asked for.
        quiet: Whether what there is to say of the brand was said before.
    """

    def ready() -> Writers:
        from collab_playbook.cli.branding import digest_of_look, look_for  # noqa: PLC0415 - likewise
        from collab_playbook.formats import registry  # noqa: PLC0415 - likewise

        look = look_for(desk, quietly=quiet)
        writers = {
            name: registry.writer_of(name, look)
            for name, each in registry.FORMATS.items()
            if each.is_installed and not each.from_data
        }
        fill = registry.filler_of(look) if "docx" in writers else None
        data = {WORKBOOK: FromData(_has_workbook, _workbooks(look))}
        return Writers(writers, digest_of_look(look, registry.REVISION), data, fill)

    named = frozenset(name for name in asked or () if _formats()[name].named)
    return Press(asked, ready, seen, named, jobs, besides)


def check_made(desk: Desk, documents: Sequence[str], asked: Sequence[str]) -> None:
    """Makes sure that some of the documents that were named are made in each format asked for.

    Raises:
        UsageError: None of them is.
    """
    known = desk.view.process.playbook.document_by_id
    wanted = [document for document in documents if document in known]
    for name in asked:
        if not _formats()[name].named or not wanted:
            continue
        made = {each.id for each in known.values() if name in each.formats}
        made -= {each.id for each in known.values() if name == WORKBOOK and not each.workbook}
        if made.isdisjoint(wanted):
            raise UsageError(
                say("'{document}' is not made in {format}", document=wanted[0], format=name),
                say("These are: {documents}.", documents=", ".join(sorted(made)))
                if made
                else say("No document of this playbook is."),
            )


def _has_workbook(document: Document) -> bool:
    return bool(document.workbook)


def _workbooks(look: Look) -> Callable[[Reading, Due], Callable[[], bytes]]:
    """What makes the workbook of a document: read at once, written when it is needed."""

    def read(reading: Reading, each: Due) -> Callable[[], bytes]:
        from collab_playbook.documents.workbook import workbook_of  # noqa: PLC0415 - few builds need it
        from collab_playbook.formats.registry import workbook_bytes  # noqa: PLC0415 - likewise

        place = each.place
        made = workbook_of(reading, place.document, place.instance, place.language)
        return lambda: workbook_bytes(made, look)

    return read


def _formats() -> Mapping[str, Format]:
    from collab_playbook.formats.registry import FORMATS  # noqa: PLC0415 - most builds need none

    return FORMATS
