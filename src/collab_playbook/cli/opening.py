"""Opening a workspace: to look at it, or alone in it to record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from collab_playbook.cli.desk import Desk, actor_of
from collab_playbook.cli.localised import speak_language
from collab_playbook.cli.options import Options
from collab_playbook.engine.people import People
from collab_playbook.engine.process import Process
from collab_playbook.errors import PlaybookError
from collab_playbook.files.guard_reads import guard_reads
from collab_playbook.files.lock import locked
from collab_playbook.files.pinned import PINNED, pinned_root
from collab_playbook.files.playbook import Loaded, load_playbook
from collab_playbook.files.readings_stamp import nothing_edited_in_readings
from collab_playbook.files.sheets import nothing_edited
from collab_playbook.files.texts import texts_of
from collab_playbook.files.workspace import Opened, find_workspace, open_workspace
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.playbook import ORGANISATION, Playbook
from collab_playbook.saying import say
from collab_playbook.terminal.plain import tell


def open_desk(options: Options) -> Desk:
    """Opens the workspace that the line means, without its hand edits.

    Raises:
        PlaybookError: There is none, or it or its playbook cannot be read.
    """
    root = find_workspace(options.workspace or Path.cwd())
    opened = open_workspace(root)
    for problem in opened.problems:
        tell(f"{problem}")
    language = options.language or next(iter(opened.workspace.languages), "en")
    speak_language(language)
    loaded = _playbook_of(opened, language)
    playbook = sound(loaded)
    return Desk(
        opened=opened,
        loaded=loaded,
        process=Process(playbook, guard_reads(playbook, opened.cache)),
        people=People(opened.workspace.people),
        options=options,
        language=language,
        events=list(opened.journal.events),
        heads=opened.journal.heads,
    )


def _playbook_of(opened: Opened, language: str) -> Loaded:
    """The playbook that the workspace keeps a copy of."""
    digest = opened.workspace.playbook.digest
    folder = pinned_root(opened.root, digest)
    if folder is None:
        message = say(
            "the workspace's copy of its playbook is missing ({pinned}/{digest})",
            pinned=PINNED,
            digest=digest,
        )
        raise PlaybookError(message, say("Restore that folder from git or a backup."))
    return load_playbook(folder, language, use_cache=opened.cache)


def sound(loaded: Loaded) -> Playbook:
    """The playbook, where its files have no faults.

    Raises:
        PlaybookError: They have; the message holds them all.
    """
    if loaded.playbook is None:
        told = "\n  ".join(str(problem) for problem in loaded.problems)
        raise PlaybookError(
            say("the playbook in '{root}' has faults:\n  {told}", root=loaded.root, told=told),
            say("Mend them first."),
        )
    return loaded.playbook


def reading(options: Options) -> Desk:
    """A desk for looking: hand edits are seen and told, and nothing is written."""
    desk = open_desk(options)
    if _is_as_written(desk):
        return desk
    from collab_playbook.cli.edits import overlaid  # noqa: PLC0415 - most often nobody edited anything

    return overlaid(desk)


def _is_as_written(desk: Desk) -> bool:
    """Whether no view was touched by hand, told without reading any of them closely."""
    view = desk.view
    profile = {
        q: value
        for q, value in view.answers_of(PROGRAMME, ORGANISATION).items()
        if value is not None
    }
    said = desk.opened.workspace.organisation
    if said and texts_of(profile) != texts_of(said):
        return False
    return nothing_edited(desk.root, desk.process, view.scopes) and nothing_edited_in_readings(
        desk.root
    )


@contextmanager
def writing(options: Options, command: str) -> Iterator[Desk]:
    """A desk for recording: alone in the workspace, hand edits taken over, views written last.

    Raises:
        PlaybookError: Someone else holds the lock, or the workspace cannot be read or written.
    """
    from collab_playbook.cli.edits import absorbed, write_views  # noqa: PLC0415 - as above

    root = find_workspace(options.workspace or Path.cwd())
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    with locked(root, command, by=actor_of(options, root), since=since):
        desk = absorbed(open_desk(options))
        try:
            yield desk
        finally:
            write_views(desk)
