"""Making a workspace: the pinned copy of its playbook, its files, the first event."""

from __future__ import annotations

from pathlib import Path

from collab_playbook.cli.desk import actor_of
from collab_playbook.cli.opening import sound
from collab_playbook.cli.options import Options
from collab_playbook.errors import PlaybookError, RefusedError, UsageError
from collab_playbook.files.appending import append
from collab_playbook.files.cache import user_cache
from collab_playbook.files.pinned import pin
from collab_playbook.files.playbook import Loaded, load_playbook, shipped_root
from collab_playbook.files.workspace import WORKSPACE, create_workspace
from collab_playbook.model.event import PROGRAMME, Draft
from collab_playbook.model.example import Company
from collab_playbook.model.workspace import Pin, Workspace
from collab_playbook.rules.soundness import unsound
from collab_playbook.saying import say


def playbook_for(options: Options) -> Loaded:
    """The playbook that a new workspace is to run: the shipped one, or that of ``--playbook``.

    Raises:
        UsageError: ``--playbook`` names neither a folder nor the shipped playbook.
        PlaybookError: It has faults.
    """
    wanted = options.playbook
    shipped = load_playbook(shipped_root(), options.language or "en", use_cache=user_cache())
    if wanted is None or (shipped.playbook is not None and wanted == shipped.playbook.id):
        return shipped
    folder = Path(wanted)
    if not (folder / "playbook" / "playbook.yaml").is_file():
        hint = say(
            "Name a folder with playbook/, steps/ and templates/ in it, or leave the option out."
        )
        raise UsageError(say("'{wanted}' holds no playbook", wanted=wanted), hint)
    loaded = load_playbook(folder.absolute(), options.language or "en")
    problems = unsound(sound(loaded), loaded.places)
    if problems:
        told = "\n  ".join(str(problem) for problem in problems)
        raise PlaybookError(
            say("the playbook in '{folder}' has faults:\n  {told}", folder=folder, told=told),
            say("Mend them first."),
        )
    return loaded


def create(root: Path, loaded: Loaded, options: Options, company: Company | None) -> None:
    """Makes a workspace in a folder that holds none.

    Raises:
        RefusedError: There is one already.
        PlaybookError: It cannot be written.
    """
    playbook = sound(loaded)
    if (root / WORKSPACE).exists():
        hint = say("Go on there with 'collab-playbook run', or name another folder.")
        raise RefusedError(say("'{root}' is a workspace already", root=root), hint)
    source = "shipped" if options.playbook in {None, playbook.id} else str(loaded.root)
    pinned = Pin(id=playbook.id, version=playbook.version, digest=playbook.digest, source=source)
    languages = (options.language,) if options.language else ("en",)
    workspace = Workspace(playbook=pinned, languages=languages)
    if company is not None:
        workspace = workspace.model_copy(
            update={
                "languages": company.languages,
                "zone": company.zone,
                "calendar": company.calendar,
                "people": company.people,
            }
        )
    create_workspace(root, workspace)
    pin(root, loaded.root, playbook.digest)


def record_creation(
    path: Path, loaded: Loaded, options: Options, by: str | None, at: str
) -> tuple[str, ...]:
    """Writes the first event; gives the heads after it."""
    playbook = sound(loaded)
    data = {"playbook": playbook.id, "version": playbook.version}
    draft = Draft("created", PROGRAMME, None, 1, data)
    who = by or actor_of(options, path.parent)
    events = append(path, (draft,), by=who, at=at, playbook_digest=playbook.digest, heads=())
    return (events[-1].id,)
