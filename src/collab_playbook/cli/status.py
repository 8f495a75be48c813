"""``status``: the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.counting import counted
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.opening import reading
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption
from collab_playbook.engine.derive import Board
from collab_playbook.engine.following import next_of
from collab_playbook.engine.pressing import due_now
from collab_playbook.engine.signing import covers_documents
from collab_playbook.engine.view import View
from collab_playbook.errors import FindingsError
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say
from collab_playbook.terminal.board import put_board, put_due
from collab_playbook.terminal.plain import put


def command(
    ctx: typer.Context,
    due: Annotated[
        bool, typer.Option("--due", help="Only what is due or overdue, and what is late.")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 1 if anything is due or overdue.")
    ] = False,
    form: FormatOption = "text",
) -> None:
    """Show the board: where each step stands, what is due, what waits for whom, what to do now.

    \b
    Examples:
      collab-playbook status
      collab-playbook status --due --exit-code
      collab-playbook status --format json
    """
    desk = reading(options_of(ctx))
    board = desk.board
    _show(desk, board, form, due=due)
    late = due_now(board) if exit_code else ()
    if late:
        raise FindingsError(
            say("{things} due or overdue", things=counted(len(late), "1 thing", "{number} things")),
            say("See: status --due"),
        )


def _show(desk: Desk, board: Board, form: str, *, due: bool) -> None:
    organisation = name_of(desk.view, desk.opened.root.name)
    if form == "json":
        from collab_playbook.cli.machine import dumped, status_content  # noqa: PLC0415 - people need none of it

        put(dumped("status", status_content(board, organisation, _documents(desk, board.view))))
        return
    if due:
        put_due(console_for(desk.options), board, words_for(desk.language))
        return
    following = next_of(board, desk.people, "")
    words, altered = words_for(desk.language), _altered(desk, board.view)
    put_board(console_for(desk.options), board, words, organisation, following, altered)


def _altered(desk: Desk, view: View) -> list[str]:
    """The documents that say something else than when they were signed."""
    if not covers_documents(view.state):
        return []
    from collab_playbook.cli.signatures import signed_words  # noqa: PLC0415 - seldom is one signed
    from collab_playbook.files.signed import built_and_signed  # noqa: PLC0415 - likewise

    return [
        say("{path}: {signed}", path=path, signed=signed_words(each, desk.language))
        for path, (_, each) in sorted(built_and_signed(desk.root, view).items())
        if each.altered
    ]


def name_of(view: View, otherwise: str) -> str:
    """What the organisation calls itself, as answered first in its profile."""
    questions = view.process.playbook.org
    given = view.answers_of(PROGRAMME, ORGANISATION)
    name = given.get(questions[0].id) if questions else None
    return name if isinstance(name, str) and name else otherwise


def _documents(desk: Desk, view: View) -> Mapping[Instance, Sequence[Mapping[str, Any]]]:
    """How the documents of each step stand."""
    from collab_playbook.cli.signatures import signed_content  # noqa: PLC0415 - likewise
    from collab_playbook.documents.due import SOURCE  # noqa: PLC0415 - likewise
    from collab_playbook.files.building import standings  # noqa: PLC0415 - the board for people shows no documents
    from collab_playbook.files.signed import signatures_of  # noqa: PLC0415 - likewise

    found: dict[Instance, list[Mapping[str, Any]]] = {}
    stand = standings(desk.root, view, desk.loaded, desk.opened.workspace, desk.language)
    signatures = signatures_of(desk.root, view, ((each.place, each.path) for each in stand))
    for standing in stand:
        document = view.process.playbook.document_by_id.get(standing.place.document)
        if document is None:
            continue
        row: dict[str, Any] = {"id": document.id, "state": standing.state}
        if standing.place.format != SOURCE:
            row["format"] = standing.place.format
        if standing.draft and standing.state != "missing":
            row["draft"] = True
        row |= signed_content(signatures.get(standing.place))
        home = Instance(view.home(document.step, standing.place.instance), document.step)
        found.setdefault(home, []).append(row)
    return found
