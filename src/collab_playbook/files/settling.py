"""What becomes of the Markdown of documents: rendered where it has to be, nothing written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.choosing import template_of
from collab_playbook.documents.fault import RenderFault, Sheet
from collab_playbook.documents.plan import Outcome, Text, beside, placing, standing_still
from collab_playbook.documents.standing import changed_since, reason_of
from collab_playbook.files.codes import Code
from collab_playbook.files.output import digest_at, digests_on_disk
from collab_playbook.files.site import Site, check_due, found_for
from collab_playbook.model.problem import Place as Where
from collab_playbook.model.problem import Problem
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from collab_playbook.documents.due import Due, Place
    from collab_playbook.documents.standing import Entry
    from collab_playbook.files.playbook import Loaded
    from collab_playbook.files.worker import Limits

TEMPLATE_FAULT = Code("PB400", "template-fault")
STILL = frozenset({"unchanged", "kept"})
"""The states of a document that a build does not touch."""


class _Task(NamedTuple):
    """A document to render: what is known of it, and why it has to be."""

    due: Due
    entry: Entry | None
    final: bool
    reason: str


def settled(
    site: Site,
    loaded: Loaded,
    chosen: Iterable[Due],
    final: bool | None = None,
    limits: Limits | None = None,
) -> dict[Place, Outcome] | tuple[Problem, ...]:
    """What becomes of the Markdown of documents, before anything is written; else what stops it.

    Args:
        site: The workspace.
        loaded: The playbook with its templates.
        chosen: The documents.
        final: Final or draft; ``None`` keeps each as it is until something it rests on changes.
        limits: What rendering may use.

    Raises:
        PlaybookError: A file cannot be read, or a path is unsafe.
    """
    outcomes: dict[Place, Outcome] = {}
    tasks = []
    for each in chosen:
        check_due(site.root, each)
        found = _as_it_lies(site, each, final)
        if isinstance(found, Outcome):
            outcomes[each.place] = found
        else:
            tasks.append(found)
    texts, problems = _written(site, loaded, tasks, limits)
    if problems:
        return problems
    return {**outcomes, **{text.due.place: _planned(site, text) for text in texts}}


def masked(
    site: Site,
    loaded: Loaded,
    chosen: Iterable[tuple[Due, bool]],
    limits: Limits | None = None,
) -> dict[Place, str] | tuple[Problem, ...]:
    """The texts of restricted documents as everybody may read them; else what stops it.

    Args:
        site: The workspace.
        loaded: The playbook with its templates.
        chosen: The documents, and whether each is final.
        limits: What rendering may use.
    """
    tasks = [_Task(for_everybody(each), None, final, "") for each, final in chosen]
    texts, problems = _written(site, loaded, tasks, limits)
    return problems or {text.due.place: text.text for text in texts}


def for_everybody(each: Due) -> Due:
    """A document as one that is not restricted, so that sensitive answers are masked in it."""
    return each._replace(document=each.document.model_copy(update={"restricted": False}))


def _written(
    site: Site, loaded: Loaded, tasks: Sequence[_Task], limits: Limits | None
) -> tuple[list[Text], tuple[Problem, ...]]:
    if not tasks:
        return [], ()
    unreadable = _unreadable(loaded)
    if unreadable:
        return [], unreadable
    return _rendered(site, tasks, limits)


def _as_it_lies(site: Site, each: Due, final: bool | None) -> Outcome | _Task:
    """What becomes of a document that needs no rendering, or why it needs it."""
    entry = site.manifest.entries.get(each.place)
    if entry is None:
        return _Task(each, None, bool(final), say("built for the first time"))
    changed = changed_since(entry, site.digest)
    reason = reason_of(changed)
    wanted = entry.final and not changed if final is None else final
    if wanted != entry.final:
        again = say("final version asked for") if wanted else say("a draft again")
        reason = f"{reason}; {again}" if reason else again
    if not reason:
        on_disk = digests_on_disk(site.root, (each.path,)).get(each.path)
        outcome = standing_still(each, entry, on_disk)
        if outcome is not None:
            return outcome
    return _Task(each, entry, wanted, reason)


def _unreadable(loaded: Loaded) -> tuple[Problem, ...]:
    """The templates that are no text; as a template each would be silently empty."""
    return tuple(p for p in loaded.text_problems() if p.place.file.startswith("templates/"))


def _rendered(
    site: Site, tasks: Sequence[_Task], limits: Limits | None
) -> tuple[list[Text], tuple[Problem, ...]]:
    # an unchanged build renders nothing and starts nothing
    from collab_playbook.files.worker import Job  # noqa: PLC0415
    from collab_playbook.files.workshop import Workshop  # noqa: PLC0415

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
        made = workshop.write_all(jobs, site.templates, material, language)
    faults = [each for each in made if isinstance(each, RenderFault)]
    sheets = [each for each in made if isinstance(each, Sheet)]
    if faults:
        return [], problems_of(faults)
    return [_text(site, task, sheet) for task, sheet in zip(tasks, sheets, strict=True)], ()


def _text(site: Site, task: _Task, sheet: Sheet) -> Text:
    basis = {name: site.digest(name) for name in sheet.read}
    return Text(task.due, sheet.text, sheet.open, basis, task.final, task.reason)


def problems_of(faults: Iterable[RenderFault]) -> tuple[Problem, ...]:
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


def _planned(site: Site, new: Text) -> Outcome:
    from collab_playbook.files.merging import merge_texts  # noqa: PLC0415 - only now needed

    entry = site.manifest.entries.get(new.due.place)
    path = new.due.path
    was = {name: digest_at(site.root, name) for name in (path, beside(path))}
    found = found_for(site, new.due)
    outcome = placing(new, entry, found, merge_texts)._replace(was=was)
    if entry is None or entry.path == new.due.path or outcome.row.state not in STILL:
        return outcome
    row = outcome.row._replace(
        state="written", reason=say("moved; '{path}' is left as it is", path=entry.path)
    )
    return outcome._replace(row=row, files={new.due.path: found.text or new.text})
