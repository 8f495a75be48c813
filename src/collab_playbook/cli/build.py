"""``build``: writes the documents."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated, cast, get_args

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.copying import check_made, formats_asked, press_of
from collab_playbook.cli.counting import counted
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_given
from collab_playbook.cli.screen import console_for
from collab_playbook.cli.signatures import signed_content, signed_words
from collab_playbook.cli.wording import DraftOption, FinalOption, FormatOption, final_given
from collab_playbook.documents.due import Place
from collab_playbook.documents.plan import Row
from collab_playbook.documents.signed import Signed
from collab_playbook.engine.wording import in_words
from collab_playbook.errors import FindingsError, RefusedError, UsageError
from collab_playbook.files.building import BuildReport, build
from collab_playbook.files.signed import signatures_of
from collab_playbook.files.taking import Side
from collab_playbook.files.taking import take as taken
from collab_playbook.saying import say, say_all
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put, tell
from collab_playbook.terminal.progress import progress
from collab_playbook.terminal.speech import spoken


def command(
    ctx: typer.Context,
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOCUMENT...]", help="Ids; all that apply if none.", show_default=False
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT,...",
            help="Formats besides md: html, docx, pdf, pptx, xlsx; else those built before.",
            show_default=False,
        ),
    ] = None,
    draft: DraftOption = False,
    final: FinalOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen and why; write nothing.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 if a document is out of date; write nothing.")
    ] = False,
    take: Annotated[
        str | None,
        typer.Option(
            "--take",
            metavar="mine|theirs",
            help="Settle conflicts first: keep your file, or take the new one.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            metavar="N",
            min=1,
            max=32,
            help="Processes that make copies; else as many as pay.",
            show_default=False,
        ),
    ] = None,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Build after each change, and show it in a browser."),
    ] = False,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="N",
            min=1,
            max=65535,
            help="Where --watch shows it; else a free port.",
            show_default=False,
        ),
    ] = None,
    circle: CircleOption = None,
    community: CommunityOption = None,
    form: FormatOption = "text",
) -> None:
    """Write the documents, all together or none; what you edited by hand is merged in.

    The Markdown is the source; a copy in another format lies beside it and is kept up to date. A
    copy that you changed is never written over.

    \b
    Examples:
      collab-playbook build
      collab-playbook build leadership_brief steering_charter --final
      collab-playbook build --circle friends
      collab-playbook build --to docx,pdf
      collab-playbook build leadership_deck --to pptx
      collab-playbook build scorecard --to xlsx
      collab-playbook build steering_charter --take mine
      collab-playbook build --dry-run
      collab-playbook build --watch
    """
    is_final = final_given(draft, final)
    asked, side = formats_asked(to), _side_taken(take)
    if side is not None and (dry_run or check):
        raise UsageError(
            say("--take settles conflicts, which writes"), say("Leave --dry-run and --check out.")
        )
    options = options_of(ctx)

    def build_in(desk: Desk, *, besides: tuple[str, ...] = (), quiet: bool = False) -> BuildReport:
        check_made(desk, documents or (), asked or ())
        with progress(console_for(options), say("Other formats")) as seen:
            return build(
                desk.root,
                desk.view,
                desk.loaded,
                desk.opened.workspace,
                documents=tuple(documents or ()),
                within=scope_given(desk.view, circle, community) or "",
                language=desk.language,
                final=is_final,
                dry_run=dry_run,
                check=check,
                press=press_of(desk, asked, seen, jobs or 0, besides=besides, quiet=quiet),
            )

    if watch:
        if side is not None or dry_run or check or form != "text":
            raise UsageError(
                say("--watch builds for a person, again and again"),
                say("Leave --take, --dry-run, --check and --format out."),
            )
        from collab_playbook.cli.live import keep_building  # noqa: PLC0415 - loads a server

        keep_building(options, build_in, port or 0)
        return
    if port is not None:
        raise UsageError(say("--port says where --watch shows documents"), say("Add --watch."))
    opened: AbstractContextManager[Desk] = (
        nullcontext(reading(options)) if dry_run or check else writing(options, "build")
    )
    with opened as desk:
        if side is not None:
            check_made(desk, documents or (), asked or ())  # before anything is settled
            for path in taken(desk.root, documents or (), side):
                tell(safe_line(say("Settled: {path}", path=path)))
        report = build_in(desk)
        places = ((_place(row), row.path) for row in report.rows)
        signatures = signatures_of(desk.root, desk.view, places)
    _show(report, signatures, form, desk.language)
    _end(report, check=check, final=final)


def _side_taken(take: str | None) -> Side | None:
    """The side that ``--take`` names.

    Raises:
        UsageError: There is no such side.
    """
    if take is None or take in get_args(Side):
        return cast("Side | None", take)
    raise UsageError(
        say("there is no side '{side}'", side=take), say("Write --take mine or --take theirs.")
    )


def _place(row: Row) -> Place:
    return Place(row.id, row.instance, row.language, row.format)


def _show(
    report: BuildReport, signatures: Mapping[Place, Signed], form: str, language: str
) -> None:
    for problem in report.problems:
        tell(str(problem))
    if form == "json":
        rows = [_row(row, signatures.get(_place(row))) for row in report.rows]
        put(dumped("build", {"documents": rows}))
        return
    for row in report.rows:
        told = [row.path]
        told += [say("({reason})", reason=row.reason)] if row.reason else []
        told += [say("open: {open}", open=", ".join(row.open))] if row.open else []
        signed = signed_words(signatures.get(_place(row)), language)
        told += [signed] if signed else []
        put(safe_line(f"{spoken(in_words(row.state)):<9} {spoken(say_all('  ', told))}"))


def _row(row: Row, signed: Signed | None) -> dict[str, object]:
    return {
        "id": row.id,
        "instance": row.instance,
        "language": row.language,
        "format": row.format,
        "path": row.path,
        "state": row.state,
        "open": list(row.open),
        "reason": row.reason,
        **signed_content(signed),
    }


def _end(report: BuildReport, *, check: bool, final: bool) -> None:
    """The exit code that the report deserves.

    Raises:
        FindingsError: A template is broken, an edit clashes with the new text, or ``--check`` found
            a document out of date.
        RefusedError: Final versions were asked for while answers are open.
    """
    if report.problems:
        raise FindingsError(say("nothing was written: mend the templates above"))
    if report.refused and final:
        message = say("nothing was written: answers are still open in the documents above")
        raise RefusedError(
            message, say("Answer them, name the documents that are complete, or build drafts.")
        )
    if check and report.out_of_date:
        count = len(report.out_of_date)
        raise FindingsError(
            say(
                "{documents} out of date; build again with: collab-playbook build",
                documents=counted(count, "1 document", "{number} documents"),
            )
        )
    if report.conflicts and not check:
        clashes = counted(len(report.conflicts), "1 document", "{number} documents")
        raise FindingsError(
            say(
                ("{clashes} changed on both sides: settle it as told above, then build again"),
                clashes=clashes,
            )
        )
    told = {
        state: sum(1 for row in report.rows if row.state == state)
        for state in {r.state for r in report.rows}
    }
    if not told:
        tell(say("no document applies yet"))
        return
    counts = (
        say("{count} {state}", count=count, state=in_words(state))
        for state, count in sorted(told.items())
    )
    tell(say_all(", ", counts))
