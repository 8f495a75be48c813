"""``package``: the documents for a client in one folder or zip, with an index."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.counting import counted
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.opening import reading
from collab_playbook.cli.packing import Asked, Package, package_of, parts_named
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_given
from collab_playbook.cli.screen import console_for
from collab_playbook.cli.status import name_of
from collab_playbook.cli.wording import DraftOption, FinalOption, FormatOption, final_given
from collab_playbook.documents.file_names import plain_name
from collab_playbook.engine.wording import in_words
from collab_playbook.files.package_place import (
    FOLDER,
    ZIP,
    check_target,
    ignore_packages,
    is_there,
    put_folder,
    put_zip,
)
from collab_playbook.files.zipping import moment_asked, zipped
from collab_playbook.model.event import stamp
from collab_playbook.saying import say, say_all
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put, tell
from collab_playbook.terminal.progress import progress
from collab_playbook.terminal.speech import spoken


def _parts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of steps and phases for shell completion."""
    from collab_playbook.cli.completing import part_ids  # noqa: PLC0415 - only completion needs it

    return part_ids(ctx, incomplete)


def command(
    ctx: typer.Context,
    parts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STEP|PHASE...]",
            help="Steps by id or number, phases by id; everything if none.",
            autocompletion=_parts,
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT,...",
            help="Such as html,docx; else the formats that each document is meant for.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER|FILE.zip",
            help="Where; else a zip in packages/.",
            show_default=False,
        ),
    ] = None,
    draft: DraftOption = False,
    final: FinalOption = False,
    unmasked: Annotated[
        bool,
        typer.Option(
            "--unmasked", help="Leave sensitive answers readable in restricted documents."
        ),
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a package that somebody changed.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be in it; write nothing.")
    ] = False,
    circle: CircleOption = None,
    community: CommunityOption = None,
    form: FormatOption = "text",
) -> None:
    """Put the documents for a client into one folder or zip, with an index page.

    What is missing or out of date is made for the package; the workspace stays as it is. Sensitive
    answers are masked.

    \b
    Examples:
      collab-playbook package
      collab-playbook package frame design --to docx,pdf
      collab-playbook package --final -o for-the-board.zip
      collab-playbook package leadership --unmasked -o sponsor
      collab-playbook package --circle customers --language fr
    """
    is_final = final_given(draft, final)
    options = options_of(ctx)
    desk = reading(options)
    asked = Asked(
        parts_named(desk.view, parts or ()),
        scope_given(desk.view, circle, community) or "",
        to,
        is_final,
        unmasked,
    )
    target = _place(output or desk.root / FOLDER / _name(desk, asked))
    check_target(target, desk.root, replace=replace)
    with progress(console_for(options), say("Other formats")) as seen:
        package = package_of(desk, asked, seen)
    state = _put_in_place(desk, package, target, is_default=output is None, dry_run=dry_run)
    shown = _shown(target)
    if form == "json":
        put(_machine(package, shown, state))
        return
    if dry_run:
        _list(package)
    _tell(package, shown, state)


def _place(path: Path) -> Path:
    """The whole path; of a place that has no name of its own, such as ``..``, the real one."""
    whole = path.absolute()
    return whole if whole.name not in {"", ".."} else whole.resolve()


def _name(desk: Desk, asked: Asked) -> str:
    """What tells one package from another: whose, of which day, what of it, for whom."""
    view = desk.view
    parts = [plain_name(name_of(view, desk.root.name), desk.process.playbook.id)]
    parts += [view.today.isoformat()]
    parts += [part.id for part in asked.parts[:3]]
    parts += [f"and-{len(asked.parts) - 3}-more"] if len(asked.parts) > 3 else []
    parts += [plain_name(asked.within.partition(":")[2], asked.within)] if asked.within else []
    is_main = desk.language == desk.opened.workspace.languages[0]
    parts += [] if is_main else [plain_name(desk.language, "other")]
    parts += ["unmasked"] if asked.unmasked else []
    return "-".join(parts) + ZIP


def _put_in_place(
    desk: Desk, package: Package, target: Path, *, is_default: bool, dry_run: bool
) -> str:
    """Writes the package unless the very same lies there; what became of it."""
    is_zip = target.suffix.lower() == ZIP
    last = max((event.at for event in desk.events), default=stamp(desk.now))
    asked = moment_asked(os.environ.get("SOURCE_DATE_EPOCH"))
    dated = asked or datetime.fromisoformat(last)
    data = zipped(package.files, dated) if is_zip else None
    if is_there(target, package.files, data):
        return "unchanged"
    if dry_run:
        return "planned"
    if is_default:
        ignore_packages(desk.root)
    if data is not None:
        put_zip(target, data)
    else:
        put_folder(target, package.files)
    return "written"


def _shown(target: Path) -> str:
    """The place as a person would type it from here."""
    here = Path.cwd()
    return str(target.relative_to(here)) if target.is_relative_to(here) else str(target)


def _machine(package: Package, target: str, state: str) -> str:
    rest = {name: value for name, value in package.told.items() if name != "schema"}
    return dumped("package", {"target": target, "state": state, **rest})


def _list(package: Package) -> None:
    for entry in package.entries:
        sheet = entry.sheet
        told = [", ".join(entry.paths.values())] if entry.paths else [sheet.document.title]
        told += [say("open: {open}", open=", ".join(sheet.open))] if sheet.open else []
        put(safe_line(f"{spoken(in_words(sheet.state)):<9} {spoken(say_all('  ', told))}"))


def _tell(package: Package, target: str, state: str) -> None:
    """The few things to know before it is sent."""
    sheets = [entry.sheet for entry in package.entries]
    for sheet in sheets:
        for each in (each for each in sheet.left_out if each.is_edited):
            title = (
                f"{sheet.document.title}, {each.format}" if each.format else sheet.document.title
            )
            told = say("Left out: {title}: {reason}", title=title, reason=each.reason)
            tell(safe_line(spoken(told)))
    missing = sorted({each.format for s in sheets for each in s.left_out if not each.is_edited})
    if missing:
        tell(spoken(_not_installed(missing)))
    masked = sum(1 for sheet in sheets if sheet.masked)
    if masked:
        tell(
            spoken(
                say(
                    "Sensitive answers are masked in {documents}.",
                    documents=counted(masked, "1 document", "{number} documents"),
                )
            )
        )
    drafts = sum(1 for sheet in sheets if sheet.files and sheet.state == "draft")
    if drafts:
        told = say("{drafts} among them.", drafts=counted(drafts, "1 draft", "{number} drafts"))
        tell(spoken(told))
    put(safe_line(spoken(_done(package.files, len(sheets), target, state))))


def _not_installed(missing: list[str]) -> str:
    from collab_playbook.formats.registry import FORMATS  # noqa: PLC0415 - only a gap needs it

    extras = ",".join(sorted({FORMATS[name].extra for name in missing if name in FORMATS}))
    return say(
        "Left out, because what makes them is not installed: {formats}. Install it with: {command}",
        formats=", ".join(missing),
        command=f"pip install 'collab-playbook[{extras}]'",
    )


def _done(files: Mapping[str, Any], documents: int, target: str, state: str) -> str:
    values = {
        "documents": counted(documents, "1 document", "{number} documents"),
        "files": counted(len(files), "1 file", "{number} files"),
        "target": target,
    }
    if state == "planned":
        return say("'{target}' would hold {documents} in {files}.", **values)
    if state == "unchanged":
        return say("'{target}' is up to date: {documents} in {files}.", **values)
    return say("'{target}' holds {documents} in {files}.", **values)
