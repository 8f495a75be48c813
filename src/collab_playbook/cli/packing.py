"""A package made from an open workspace: what was asked for, its documents, its index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from collab_playbook.cli.branding import look_for
from collab_playbook.cli.copying import formats_asked, press_of
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.status import name_of
from collab_playbook.documents.due import SOURCE, Due
from collab_playbook.documents.file_names import file_name
from collab_playbook.documents.packing import (
    CONTENTS,
    INDEX,
    Entry,
    Extra,
    Head,
    Owner,
    Part,
    Sheet,
    contents,
    contents_bytes,
    folder_of,
    placed,
)
from collab_playbook.engine.view import View
from collab_playbook.errors import FindingsError, RefusedError, UsageError
from collab_playbook.files.packaging import Order, gathered
from collab_playbook.files.site import survey
from collab_playbook.files.translations import translation_for
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.event import PROGRAMME
from collab_playbook.saying import say, translated
from collab_playbook.terminal.plain import tell
from collab_playbook.terminal.progress import Seen


class Asked(NamedTuple):
    """What the command line asks for.

    Attributes:
        parts: Steps and phases; none for all.
        within: The scope of a circle or community; empty for all.
        to: What ``--to`` says.
        final: Final or draft; ``None`` leaves each document as it is.
        unmasked: Whether sensitive answers stay readable.
    """

    parts: tuple[Part, ...] = ()
    within: str = ""
    to: str | None = None
    final: bool | None = None
    unmasked: bool = False


class Package(NamedTuple):
    """A package that is not put in place yet.

    Attributes:
        entries: Its documents.
        told: What ``package.json`` says.
        files: The bytes of every file, by path.
    """

    entries: tuple[Entry, ...]
    told: Mapping[str, Any]
    files: Mapping[str, bytes]


def parts_named(view: View, names: Sequence[str]) -> tuple[Part, ...]:
    """The steps and phases that a line names by id, steps by number too.

    Raises:
        UsageError: There is no step and no phase of a name; the nearest one is suggested.
    """
    playbook = view.process.playbook
    by_number = {str(step.number): step.id for step in playbook.steps}
    known = {phase.id: phase.title for phase in playbook.phases}
    known |= {step.id: step.title for step in playbook.steps}
    parts = []
    for name in dict.fromkeys(names):
        part = by_number.get(name, name)
        if part not in known:
            raise UsageError(
                say("there is no step and no phase '{name}'", name=name),
                did_you_mean(name, known)
                or say("Phases are: {phases}.", phases=", ".join(playbook.phase_by_id)),
            )
        parts.append(Part(part, known[part]))
    return tuple(parts)


def package_of(desk: Desk, asked: Asked, seen: Seen) -> Package:
    """The package; the workspace stays as it is.

    Args:
        desk: The workspace.
        asked: What is wanted.
        seen: Told after each copy in another format.

    Raises:
        RefusedError: No document applies, some are in conflict, or lack answers and are to be
            final.
        FindingsError: A template is broken.
        PlaybookError: A file cannot be read, or what a format needs is not installed.
    """
    view = desk.view
    site = survey(desk.root, view, desk.loaded, desk.opened.workspace, desk.language)
    chosen = _chosen(view, site.wanted, asked)
    found = gathered(site, view, desk.loaded, chosen, _order(desk, asked, seen))
    if found.problems:
        for problem in found.problems:
            tell(str(problem))
        raise FindingsError(say("nothing was written: mend the templates above"))
    sheets = tuple(each for each in found.sheets if each.files or each.left_out)
    if not sheets:
        raise RefusedError(
            say("none of these documents is made in the formats asked for"),
            say("Leave --to out for the formats that each is meant for."),
        )
    return _bound(desk, asked, sheets)


def _chosen(view: View, wanted: Sequence[Due], asked: Asked) -> tuple[Due, ...]:
    """The documents asked for: the programme's phase by phase, then each circle and community.

    Raises:
        RefusedError: None applies.
    """
    playbook = view.process.playbook
    phases = {phase.id: number for number, phase in enumerate(playbook.phases)}
    scopes = {scope: number for number, scope in enumerate(view.scopes)}
    names = {part.id for part in asked.parts}
    found = [
        each
        for each in wanted
        if (step := playbook.step_by_id[each.document.step])
        and (not names or {step.id, step.phase} & names)
        and asked.within in {"", each.place.instance}
    ]
    if not found:
        raise RefusedError(
            say("no document applies there yet"), say("See which do with: collab-playbook build")
        )

    def order(each: Due) -> tuple[int, int, int]:
        step, scope = playbook.step_by_id[each.document.step], each.place.instance
        phase = phases.get(step.phase, len(phases)) if scope == PROGRAMME else 0
        return scopes.get(scope, len(scopes)), phase, step.number

    return tuple(sorted(found, key=order))


def _order(desk: Desk, asked: Asked, seen: Seen) -> Order:
    """Every format that a document names where nothing else was asked for."""
    from collab_playbook.formats.registry import FORMATS  # noqa: PLC0415 - likewise

    formats = formats_asked(asked.to)
    if formats is None:
        every = press_of(desk, tuple(FORMATS), seen)
        press = every._replace(named=frozenset(FORMATS))
        source = None
    else:
        press = press_of(desk, formats, seen)
        source = SOURCE in {name.strip() for name in (asked.to or "").split(",")}
    return Order(press._replace(ready=cache(press.ready)), source, asked.final, asked.unmasked)


def _bound(desk: Desk, asked: Asked, sheets: Sequence[Sheet]) -> Package:
    """The documents with their names, the index, and what the package says of itself."""
    from collab_playbook.formats.index.page import index_of  # noqa: PLC0415 - likewise

    view, translation = desk.view, translation_for(desk.language)
    owners = {
        scope: Owner(scope, title, translated(folder_of(scope, title), translation))
        for scope in {sheet.place.instance for sheet in sheets}
        for title in (desk.state.title(scope),)
    }
    extras = () if asked.parts or asked.within else tuple(_extras(desk))
    taken = [extra.name for extra in extras]
    entries = placed(sheets, owners, view.process.playbook, taken)
    head = _head(desk, asked)
    files = {extra.name: extra.data for extra in extras}
    for entry in entries:
        files |= {path: entry.sheet.files[name] for name, path in entry.paths.items()}
    look, questions = look_for(desk, quietly=True), _questions(view, sheets)
    files[INDEX] = index_of(head, entries, extras, questions, look, translation)
    told = contents(head, entries, extras, files)
    return Package(entries, told, {**files, CONTENTS: contents_bytes(told)})


def _head(desk: Desk, asked: Asked) -> Head:
    playbook, view = desk.process.playbook, desk.view
    return Head(
        organisation=name_of(view, desk.root.name),
        programme=playbook.title,
        playbook=(playbook.id, playbook.version),
        language=desk.language,
        made=view.today.isoformat(),
        heads=desk.heads,
        unrecorded=bool(desk.ahead),
        unmasked=asked.unmasked,
        chosen=asked.parts,
        within=_within(desk, asked.within),
    )


def _within(desk: Desk, scope: str) -> Part | None:
    """The circle or community asked for; the default ones are served by the programme itself."""
    if not scope:
        return None
    alone = translated(say("the programme alone"), translation_for(desk.language))
    return Part(scope, desk.state.title(scope) or alone)


def _extras(desk: Desk) -> Iterator[Extra]:
    """What is told of the programme as a whole: the report, the schedule, the calendar."""
    from collab_playbook.cli.report import report_text  # noqa: PLC0415 - a part needs none of it
    from collab_playbook.cli.schedule import drawn_schedule  # noqa: PLC0415 - likewise
    from collab_playbook.cli.scheduling import scheduled  # noqa: PLC0415 - likewise
    from collab_playbook.formats.index.words import Words  # noqa: PLC0415 - likewise

    words, board = Words(translation_for(desk.language)), desk.board
    schedule, title = scheduled(desk, board).schedule, name_of(desk.view, desk.root.name)
    made = {
        ("report", "html"): report_text(desk, None).encode(),
        ("schedule", "svg"): drawn_schedule(desk, board, schedule, title, "svg"),
        ("calendar", "ics"): drawn_schedule(desk, board, schedule, title, "ics"),
    }
    for (kind, ending), data in made.items():
        yield Extra(kind, f"{file_name(words(f'extra.{kind}.name'), kind)}.{ending}", data)


def _questions(view: View, sheets: Sequence[Sheet]) -> dict[str, str]:
    """What each open question asks, by its path."""
    asked = {}
    for path in {path for sheet in sheets for path in sheet.open}:
        step, _, name = path.rpartition("/")[2].partition(".")
        question = view.process.playbook.question(step, name)
        if question is not None:
            asked[path] = question.short
    return asked
