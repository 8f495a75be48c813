"""A build from start to end: due, changed, rendered, planned, put in place together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from collab_playbook.documents.standing import (
    DocumentStanding,
    document_standings,
)
from collab_playbook.errors import PlaybookError, UsageError
from collab_playbook.files.copies import (
    NO_PRESS,
    Press,
    copies_of,
    orphaned_copies,
    standings_of_copies,
)
from collab_playbook.files.finishing import put_in_place
from collab_playbook.files.origins import FillError
from collab_playbook.files.output import digests_on_disk, is_inside
from collab_playbook.files.settling import STILL, problems_of, settled
from collab_playbook.files.site import (
    Site,
    orphans,
    survey,
)
from collab_playbook.language.near import did_you_mean
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from collab_playbook.documents.due import Due
    from collab_playbook.documents.plan import Row
    from collab_playbook.engine.view import View
    from collab_playbook.files.playbook import Loaded
    from collab_playbook.files.worker import Limits
    from collab_playbook.model.problem import Problem
    from collab_playbook.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, or would do.

    Attributes:
        rows: A row for each document, in the order of the steps; orphans last.
        problems: The templates that could not be carried out; with any of them nothing was written.
        refused: Whether a final version was asked for while answers are open; then nothing was
            written either.
        written: The files put in place, by path below the workspace.
    """

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    written: tuple[str, ...] = ()

    @property
    def out_of_date(self) -> tuple[Row, ...]:
        """The rows that make ``build --check`` fail; an orphan is left over, not out of date."""
        return tuple(row for row in self.rows if row.state not in {*STILL, "orphan"})

    @property
    def conflicts(self) -> tuple[Row, ...]:
        """The rows that a person has to settle."""
        return tuple(row for row in self.rows if row.state == "conflict")


def build(  # noqa: PLR0913 - one keyword for each flag of the command
    root: Path,
    view: View,
    loaded: Loaded,
    workspace: Workspace,
    *,
    documents: Sequence[str] = (),
    within: str = "",
    language: str = "",
    final: bool | None = None,
    dry_run: bool = False,
    check: bool = False,
    press: Press = NO_PRESS,
    limits: Limits | None = None,
) -> BuildReport:
    """Builds documents; the caller holds the lock unless nothing is to be written.

    Args:
        root: The workspace.
        view: Where the programme stands.
        loaded: The playbook with its templates, in the language of the documents.
        workspace: ``workspace.yaml``.
        documents: Ids; every document that applies if none are given.
        within: The scope to build for, such as a circle; every scope if none is given.
        language: The language; the workspace's first if none is given.
        final: Final or draft; ``None`` keeps a document final until something it rests on changes.
        dry_run: Say what would happen, write nothing.
        check: Likewise; the caller fails where ``out_of_date`` is not empty.
        press: What makes their copies in other formats.
        limits: What rendering may use.

    Raises:
        UsageError: There is no document of an id.
        PlaybookError: A file cannot be read or written, or a path is unsafe; nothing was written.
    """
    site = survey(root, view, loaded, workspace, language)
    chosen = tuple(
        each for each in _chosen(site, view, documents) if within in {"", each.place.instance}
    )
    outcomes = settled(site, loaded, chosen, final, limits)
    if not isinstance(outcomes, dict):
        return BuildReport(problems=outcomes)
    gone = [row for row in orphans(site, documents) if within in {"", row.instance}]
    rows = (*(outcomes[each.place].row for each in chosen), *gone)
    if final and any(row.open for row in rows):
        return BuildReport(tuple(_refused(row) for row in rows), refused=True)
    try:
        copied = copies_of(site, chosen, outcomes, press)
    except FillError as error:
        return BuildReport(problems=problems_of((error.fault,)))
    gone = [row for row in orphaned_copies(site, documents) if within in {"", row.instance}]
    rows = (*rows, *(each.row for each in copied), *gone)
    if final and any(each.row.open for each in copied):
        return BuildReport(tuple(_refused(row) for row in rows), refused=True)
    written = () if dry_run or check else put_in_place(site, outcomes, copied)
    return BuildReport(rows, written=written)


def standings(
    root: Path, view: View, loaded: Loaded, workspace: Workspace, language: str = ""
) -> tuple[DocumentStanding, ...]:
    """How the documents stand, for ``status``; renders nothing and loads no template engine."""
    return standings_at(survey(root, view, loaded, workspace, language))


def standings_at(site: Site) -> tuple[DocumentStanding, ...]:
    """How the documents of a workspace stand that was looked at already."""
    root, entries = site.root, site.manifest.entries
    paths = {
        *(each.path for each in site.wanted),
        *(e.path for e in entries.values() if is_inside(root, e.path)),
    }
    shown = {place: entry for place, entry in entries.items() if place not in site.others}
    texts = digests_on_disk(root, paths)
    found = document_standings(site.wanted, shown, site.digest, texts)
    return (*found, *standings_of_copies(site, found, texts))


def _chosen(site: Site, view: View, documents: Sequence[str]) -> tuple[Due, ...]:
    if not documents:
        return site.wanted
    known = view.process.playbook.document_by_id
    due_ids = {each.place.document for each in site.wanted}
    for name in documents:
        if name not in known:
            raise UsageError(
                say("There is no document '{name}'", name=name), did_you_mean(name, known)
            )
        if name not in due_ids:
            step = known[name].step
            raise PlaybookError(
                say(
                    ("'{name}' does not apply now: its condition or that of its step is not met"),
                    name=name,
                ),
                say("See why with: collab-playbook why {step}", step=step),
            )
    return tuple(each for each in site.wanted if each.place.document in documents)


def _refused(row: Row) -> Row:
    if not row.open:
        return row
    count = len(row.open)
    said = say("1 answer is open") if count == 1 else say("{count} answers are open", count=count)
    return row._replace(reason=say("{said}; a final version needs them all", said=said))
