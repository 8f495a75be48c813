"""A build from start to end: what is due, what has changed, rendered, planned, and put in place together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.due import FOLDER, Due, due
from collab_playbook.documents.parts import Parts
from collab_playbook.documents.plan import (
    Found,
    Outcome,
    Row,
    Text,
    beside,
    placing,
    row_of,
    standing_still,
)
from collab_playbook.documents.standing import (
    Digests,
    DocumentStanding,
    Entry,
    changed_since,
    digests_of,
    document_standings,
    reason_of,
)
from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import PlaybookError, UsageError
from collab_playbook.files.codes import Code, suggestion
from collab_playbook.files.manifest import (
    MANIFEST,
    base_path,
    manifest_bytes,
    read_base,
    read_manifest,
)
from collab_playbook.files.output import NotTextError, check_place, digests_on_disk, read_document
from collab_playbook.files.writing import place_together
from collab_playbook.model.problem import Place as Where
from collab_playbook.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from collab_playbook.documents.due import Place
    from collab_playbook.documents.fault import RenderFault, Sheet
    from collab_playbook.engine.view import View
    from collab_playbook.files.manifest import Manifest
    from collab_playbook.files.playbook import Loaded
    from collab_playbook.files.worker import Limits
    from collab_playbook.model.workspace import Workspace

TEMPLATE_FAULT = Code("PB400", "template-fault")
_STILL = frozenset({"unchanged", "kept"})


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, or would do.

    Attributes:
        rows: A row for each document, in the order of the steps; orphans last.
        problems: The templates that could not be carried out; with any of them nothing was written.
        refused: Whether a final version was asked for while answers are open; then nothing was written either.
        written: The files put in place, by path below the workspace.
    """

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    written: tuple[str, ...] = ()

    @property
    def out_of_date(self) -> tuple[Row, ...]:
        """The rows that make ``build --check`` fail."""
        return tuple(row for row in self.rows if row.state not in _STILL)


class _Task(NamedTuple):
    """A document to render: what is known of it, and why it has to be."""

    due: Due
    entry: Entry | None
    final: bool
    reason: str


class _Site(NamedTuple):
    """All that a build looks at."""

    root: Path
    wanted: tuple[Due, ...]
    others: frozenset[Place]
    manifest: Manifest
    parts: Parts
    digest: Digests
    templates: Mapping[str, str]


def build(  # noqa: PLR0913 - one keyword for each flag of the command
    root: Path,
    view: View,
    loaded: Loaded,
    workspace: Workspace,
    *,
    documents: Sequence[str] = (),
    language: str = "",
    final: bool | None = None,
    dry_run: bool = False,
    check: bool = False,
    limits: Limits | None = None,
) -> BuildReport:
    """Builds documents; the caller holds the lock unless nothing is to be written.

    Args:
        root: The workspace.
        view: Where the programme stands.
        loaded: The playbook with its templates, in the language of the documents.
        workspace: ``workspace.yaml``.
        documents: Ids; every document that applies if none are given.
        language: The language; the workspace's first if none is given.
        final: Final or draft; ``None`` keeps a document final until something it rests on changes.
        dry_run: Say what would happen, write nothing.
        check: Likewise; the caller fails where ``out_of_date`` is not empty.
        limits: What rendering may use.

    Raises:
        UsageError: There is no document of an id.
        PlaybookError: A file cannot be read or written, or a path is unsafe; nothing was written.
    """
    site = _site(root, view, loaded, workspace, language)
    chosen = _chosen(site, view, documents)
    outcomes: dict[Place, Outcome] = {}
    tasks = []
    for each in chosen:
        _check(root, each)
        settled = _settled(site, each, final)
        if isinstance(settled, Outcome):
            outcomes[each.place] = settled
        else:
            tasks.append(settled)
    texts, problems = _rendered(site, tasks, limits) if tasks else ([], ())
    if problems:
        return BuildReport(problems=problems)
    for text in texts:
        outcomes[text.due.place] = _planned(site, text)
    gone = _orphans(site, documents)
    rows = (*(outcomes[each.place].row for each in chosen), *gone)
    if final and any(row.open for row in rows):
        return BuildReport(tuple(_refused(row) for row in rows), refused=True)
    written = () if dry_run or check else _put(site, outcomes)
    return BuildReport(rows, written=written)


def standings(
    root: Path, view: View, loaded: Loaded, workspace: Workspace, language: str = ""
) -> tuple[DocumentStanding, ...]:
    """How the documents stand, for ``status``; renders nothing and loads no template engine."""
    site = _site(root, view, loaded, workspace, language)
    entries = site.manifest.entries
    paths = {
        *(each.path for each in site.wanted),
        *(e.path for e in entries.values() if _is_inside(root, e.path)),
    }
    shown = {place: entry for place, entry in entries.items() if place not in site.others}
    return document_standings(site.wanted, shown, site.digest, digests_on_disk(root, paths))


def _site(root: Path, view: View, loaded: Loaded, workspace: Workspace, language: str) -> _Site:
    language = language or workspace.languages[0]
    parts = Parts(view, workspace.people)
    wanted = due(view, language, main_language=language == workspace.languages[0])
    manifest = read_manifest(root)
    others = frozenset(place for place in manifest.entries if place.language != language)
    digest = digests_of(parts.digest, loaded.templates)
    return _Site(root, wanted, others, manifest, parts, digest, loaded.templates)


def _chosen(site: _Site, view: View, documents: Sequence[str]) -> tuple[Due, ...]:
    if not documents:
        return site.wanted
    known = view.process.playbook.document_by_id
    due_ids = {each.place.document for each in site.wanted}
    for name in documents:
        if name not in known:
            raise UsageError(f"There is no document '{name}'", suggestion(name, known))
        if name not in due_ids:
            step = known[name].step
            raise PlaybookError(
                f"'{name}' does not apply now: the condition of the document or of its step is not met",
                f"See why with: collab-playbook why {step}",
            )
    return tuple(each for each in site.wanted if each.place.document in documents)


def _check(root: Path, each: Due) -> None:
    owner = each.place.instance.partition(":")[2]
    if "/" in owner:
        raise PlaybookError(
            f"'{each.path}' cannot be written: '{owner}' is not a plain name", "Rename it."
        )
    check_place(root, each.path)


def _settled(site: _Site, each: Due, final: bool | None) -> Outcome | _Task:
    """What becomes of a document that needs no rendering, or why it needs it."""
    entry = site.manifest.entries.get(each.place)
    if entry is None:
        return _Task(each, None, bool(final), "built for the first time")
    changed = changed_since(entry, site.digest)
    reason = reason_of(changed)
    wanted = entry.final and not changed if final is None else final
    if wanted != entry.final:
        again = "final version asked for" if wanted else "a draft again"
        reason = f"{reason}; {again}" if reason else again
    if not reason:
        on_disk = digests_on_disk(site.root, (each.path,)).get(each.path)
        outcome = standing_still(each, entry, on_disk)
        if outcome is not None:
            return outcome
    return _Task(each, entry, wanted, reason)


def _rendered(
    site: _Site, tasks: Sequence[_Task], limits: Limits | None
) -> tuple[list[Text], tuple[Problem, ...]]:
    from collab_playbook.documents.choosing import template_of  # noqa: PLC0415 - an unchanged build renders nothing
    from collab_playbook.documents.fault import RenderFault  # noqa: PLC0415
    from collab_playbook.files.worker import Job, Workshop  # noqa: PLC0415

    language = tasks[0].due.place.language
    with Workshop(limits) as workshop:
        jobs = [
            Job(
                task.due.document.id,
                task.due.document.step,
                task.due.place.instance,
                task.final,
                task.due.document.restricted,
                template_of(task.due.document.id, language, site.templates),
            )
            for task in tasks
        ]
        material = site.parts.payload(dict.fromkeys(task.due.place.instance for task in tasks))
        sheets = workshop.write_all(jobs, site.templates, material, language)
    faults = [sheet for sheet in sheets if isinstance(sheet, RenderFault)]
    if faults:
        return [], _problems(faults)
    return [_text(site, task, sheet) for task, sheet in zip(tasks, sheets, strict=True)], ()


def _text(site: _Site, task: _Task, sheet: Sheet | RenderFault) -> Text:
    read = getattr(sheet, "read", ())
    basis = {name: site.digest(name) for name in read}
    return Text(task.due, sheet.text, sheet.open, basis, task.final, task.reason)  # type: ignore[union-attr]


def _problems(faults: Iterable[RenderFault]) -> tuple[Problem, ...]:
    """One problem for each place: a fault in a shared part is one mistake, whatever imports it."""
    found = (
        TEMPLATE_FAULT.at(
            Where(f.file, f.line, f.column, f.line, f.column + 1),
            f.message,
            f.hint,
        )
        for f in faults
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.place))


def _planned(site: _Site, new: Text) -> Outcome:
    from collab_playbook.files.merging import merge_texts  # noqa: PLC0415 - an unchanged build merges nothing

    path = new.due.path
    entry = site.manifest.entries.get(new.due.place)
    readable, text = True, None
    try:
        text = read_document(site.root, path)
        if (
            text is None
            and entry is not None
            and entry.path != path
            and _is_inside(site.root, entry.path)
        ):
            text = _moved(site, entry)
    except NotTextError:
        readable = False
    found = Found(text, *_kept(site, entry, path), readable=readable)
    outcome = placing(new, entry, found, merge_texts)
    if entry is not None and entry.path != path and outcome.row.state in {"unchanged", "kept"}:
        # the text under the former name is carried over to the new one
        said = f"moved from '{entry.path}', which is left as it is"
        row = replace(outcome.row, state="written", reason=said)
        outcome = replace(outcome, row=row, files={path: text or new.text})
    return outcome


def _moved(site: _Site, entry: Entry) -> str | None:
    try:
        return read_document(site.root, entry.path)
    except NotTextError:
        return None


def _kept(site: _Site, entry: Entry | None, path: str) -> tuple[str | None, str | None, str | None]:
    """The file put beside a document, the text it was last built as, the text it should have become."""
    try:
        put_beside = read_document(site.root, beside(path))
    except NotTextError:
        put_beside = ""
    if entry is None:
        return put_beside, None, None
    base = read_base(site.root, entry.path, entry.output)
    return put_beside, base, read_base(site.root, beside(entry.path), entry.pending)


def _orphans(site: _Site, documents: Sequence[str]) -> list[Row]:
    """Documents that were built and are not due any more; their files stay."""
    wanted = {each.place for each in site.wanted}
    rows = []
    for place, entry in site.manifest.entries.items():
        if (
            place in wanted
            or place in site.others
            or (documents and place.document not in documents)
        ):
            continue
        if _is_inside(site.root, entry.path) and (site.root / entry.path).is_file():
            reason = "no longer asked for by the playbook; the file is left as it is"
            rows.append(row_of(place, entry.path, "orphan", (), reason))
    return rows


def _is_inside(root: Path, path: str) -> bool:
    """Whether a path from the manifest, which anybody may have edited, is one of a document."""
    try:
        check_place(root, path)
    except PlaybookError:
        return False
    return True


def _refused(row: Row) -> Row:
    if not row.open:
        return row
    count = len(row.open)
    said = "1 answer is open" if count == 1 else f"{count} answers are open"
    return replace(row, reason=f"{said}; a final version needs them all")


def _put(site: _Site, outcomes: Mapping[Place, Outcome]) -> tuple[str, ...]:
    """Puts texts, bases and the manifest in place together; touches nothing where nothing is new."""
    files: dict[str, bytes] = {}
    entries = dict(site.manifest.entries)
    for place, outcome in outcomes.items():
        path = outcome.entry.path
        for name, text in outcome.files.items():
            check_place(site.root, name)
            files[name] = text.encode()
        for name, kept in ((path, outcome.base), (beside(path), outcome.pending)):
            if kept is not None and read_base(site.root, name, digest_of(kept)) is None:
                files[base_path(name)] = kept.encode()
        entries[place] = outcome.entry
    entries = {
        p: e
        for p, e in entries.items()
        if p in outcomes or p in site.others or _remembered(site, p, e)
    }
    if entries != dict(site.manifest.entries):
        files[MANIFEST] = manifest_bytes(entries)
    if files:
        place_together(site.root, files)
    return tuple(sorted(name for name in files if name.startswith(f"{FOLDER}/")))


def _remembered(site: _Site, place: Place, entry: Entry) -> bool:
    """Whether an entry that this build did not touch is kept: a document due, or an orphan still on disk."""
    if any(each.place == place for each in site.wanted):
        return True
    return _is_inside(site.root, entry.path) and (site.root / entry.path).is_file()
