"""The workspace on disk: found from any folder inside it, opened, made, described."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collab_playbook.errors import PlaybookError, RefusedError
from collab_playbook.files.appending import TORN_FOLDER
from collab_playbook.files.cache import CACHE, keep, key_of, recall
from collab_playbook.files.codes import MISSING_FILE, WRONG_TYPE
from collab_playbook.files.journal import JOURNAL, Journal, read_journal
from collab_playbook.files.placing import place_together
from collab_playbook.files.rebuilding import model_of, outline_of, plain_of
from collab_playbook.files.writing import TEMPORARY, confined, told
from collab_playbook.model.problem import Place, Problem
from collab_playbook.model.workspace import Workspace
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORKSPACE = "workspace.yaml"
HIDDEN = ".collab-playbook"
FOLDERS = ("answers", "evidence", "measures", "documents", HIDDEN)
_LARGEST = 2 * 1024 * 1024

_ATTRIBUTES = f"""\
# Both sides of a merge keep their events; their order is worked out when the journal is read.
{JOURNAL} text eol=lf merge=union
"""
_IGNORED = f"""\
{HIDDEN}/cache/
{HIDDEN}/lock
{HIDDEN}/placing.json
{HIDDEN}/torn/
{HIDDEN}/unfinished.json
*{TEMPORARY}
"""
_HEADER = """\
# Which playbook this workspace runs, and for whom. Edit it freely; the next command takes it over.
"""
_REMARKS = {
    "playbook": "The playbook in force; a copy of it is in .collab-playbook/playbook/.",
    "organisation": "A view of the organisation's profile.",
    "languages": "The languages of the documents.",
    "zone": "The time zone that days are counted in.",
    "calendar": "Whose public holidays are free, the working week, closures.",
    "people": "Who answers, submits and approves, and in which roles.",
    "brand": "What makes a document look like your own.",
    "heads": "The end of the journal that this view was written from.",
}


@dataclass(frozen=True)
class Opened:
    """A workspace as found on disk."""

    root: Path
    workspace: Workspace
    journal: Journal
    problems: tuple[Problem, ...] = ()

    @property
    def journal_path(self) -> Path:
        """Where its journal is."""
        return self.root / JOURNAL

    @property
    def cache(self) -> Path:
        """Where its caches are."""
        return self.root / CACHE


def find_workspace(start: Path) -> Path:
    """The nearest folder upward that holds a workspace.

    Raises:
        RefusedError: There is none.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / WORKSPACE).is_file():
            return folder
    raise RefusedError(
        say("There is no workspace in '{start}' or above it", start=start),
        say("Make one with: collab-playbook init, or name one with --workspace."),
    )


def open_workspace(root: Path) -> Opened:
    """Opens a workspace for reading; nothing is written but caches.

    Problems of the journal are among the problems; they do not keep it from opening.

    Raises:
        PlaybookError: ``workspace.yaml`` cannot be read, or something leads out of the folder.
    """
    for name in (WORKSPACE, JOURNAL, *(f"{folder}/_" for folder in (*FOLDERS, CACHE, TORN_FOLDER))):
        if confined(root, name).is_symlink():
            raise PlaybookError(
                say("'{name}' is a link, not a file", name=name),
                say("Put the file itself in its place."),
            )
    workspace, problems = read_workspace(root, use_cache=True)
    if workspace is None:
        first = problems[0]
        more = say(" ({count} more)", count=len(problems) - 1) if len(problems) > 1 else ""
        hint = first.hint or say("Mend it, or see all problems with: collab-playbook check")
        told = say("{place}: {message}{more}", place=first.place, message=first.message, more=more)
        raise PlaybookError(told, hint)
    journal = read_journal(root / JOURNAL)
    return Opened(root, workspace, journal, (*problems, *journal.problems))


def read_workspace(
    root: Path, *, use_cache: bool = False
) -> tuple[Workspace | None, tuple[Problem, ...]]:
    """``workspace.yaml`` as a value, or what is wrong with it.

    Args:
        root: The workspace.
        use_cache: Whether to recall what the same text was read as before; changes no result.

    Raises:
        PlaybookError: The file exists and cannot be read.
    """
    with told(say("'{workspace}' could not be read", workspace=WORKSPACE)):
        try:
            with (root / WORKSPACE).open("rb") as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError:
            hint = say("Make a workspace with: collab-playbook init")
            return None, (
                MISSING_FILE.at(
                    Place(WORKSPACE),
                    say("The file '{workspace}' is missing", workspace=WORKSPACE),
                    hint,
                ),
            )
    cache = root / CACHE if use_cache else None
    key = key_of("workspace", [(outline_of(Workspace), data)])
    kept = recall(cache, key)
    if isinstance(kept, dict):
        try:
            return model_of(Workspace, kept), ()
        except (LookupError, TypeError, AttributeError):
            pass
    workspace, problems = _validated(data)
    if workspace is not None:
        keep(cache, key, plain_of(workspace))
    return workspace, problems


def _validated(data: bytes) -> tuple[Workspace | None, tuple[Problem, ...]]:
    from collab_playbook.files.shape import fit  # noqa: PLC0415 - not on a cache hit
    from collab_playbook.files.source import read_source  # noqa: PLC0415 - likewise

    source = read_source(data, WORKSPACE)
    if source.root is None or source.root.is_null:
        nothing = WRONG_TYPE.at(
            Place(WORKSPACE), say("The file is empty"), say("Restore it from git.")
        )
        return None, source.problems or (nothing,)
    workspace, problems = fit(Workspace, source.root, WORKSPACE)
    problems = [*source.problems, *problems]
    return (None if problems else workspace), tuple(problems)


def create_workspace(root: Path, workspace: Workspace) -> None:
    """Makes a workspace: its folders, ``workspace.yaml`` and what git has to know.

    Raises:
        RefusedError: There is one already.
        PlaybookError: It cannot be written; nothing is in place then but folders.
    """
    if (root / WORKSPACE).exists():
        raise RefusedError(
            say("'{root}' is a workspace already", root=root),
            say("Go on with: collab-playbook run"),
        )
    with told(say("The workspace could not be made in '{root}'", root=root)):
        for folder in FOLDERS:
            (root / folder).mkdir(parents=True, exist_ok=True)
    place_together(
        root,
        {
            ".gitattributes": _with_lines(root / ".gitattributes", _ATTRIBUTES),
            ".gitignore": _with_lines(root / ".gitignore", _IGNORED),
            WORKSPACE: workspace_text(workspace).encode(),
        },
    )


def write_workspace(root: Path, workspace: Workspace) -> None:
    """Writes ``workspace.yaml`` so that it says this; comments and order stay.

    Raises:
        PlaybookError: It cannot be written.
    """
    path = root / WORKSPACE
    with told(say("'{workspace}' could not be read", workspace=WORKSPACE)):
        former = path.read_bytes().decode("utf-8") if path.is_file() else ""
    text = workspace_text(workspace, former)
    if text != former:
        place_together(root, {WORKSPACE: text.encode()})


def write_profile(
    root: Path, opened: Workspace, profile: Mapping[str, Any], heads: tuple[str, ...]
) -> bool:
    """Writes the profile into ``workspace.yaml`` as it lies there now, whatever else was changed.

    Args:
        root: The workspace.
        opened: What the file said when its edits were taken over.
        profile: The profile in force.
        heads: The heads of the journal.

    Returns:
        Whether it was left as it is, because somebody edited the profile there since, or is in the
        middle of an edit.

    Raises:
        PlaybookError: It cannot be read or written.
    """
    lying, _ = read_workspace(root)
    if lying is None or lying.organisation != opened.organisation:
        return True
    write_workspace(root, lying.model_copy(update={"organisation": dict(profile), "heads": heads}))
    return False


def workspace_text(workspace: Workspace, former: str = "") -> str:
    """The text of ``workspace.yaml``, by way of the former text."""
    from collab_playbook.files.editing import edited  # noqa: PLC0415 - only a change needs it

    values = _shown(plain_of(workspace))
    for key in ("people", "heads", "organisation", "brand", "calendar"):
        if key not in values and f"\n{key}:" in former:
            values[key] = [] if key in {"people", "heads"} else {}
    return edited(former or _HEADER, values, _REMARKS)


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Always says the languages and the zone, even where they are the usual ones."""
    usual = {"languages": ["en"], "zone": "Europe/Paris"}
    return {
        key: values.get(key, usual.get(key)) for key in _REMARKS if key in values or key in usual
    }


def _with_lines(path: Path, wanted: str) -> bytes:
    """A file of lines with those that it lacks added."""
    former = path.read_text("utf-8") if path.is_file() else ""
    lines = former.splitlines()
    added = [line for line in wanted.splitlines() if line not in lines]
    start = former if not former or former.endswith("\n") else former + "\n"
    return (start + "".join(line + "\n" for line in added)).encode()
