"""What documents say of their workbooks: sheets that can be filled, charts that can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.engine.readings import CATALOGUE as INDICATORS
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.document import SHEET_SOURCES, WORKBOOK
from collab_playbook.model.problem import Problem
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say
from collab_playbook.schedule.references import NUMBERS, answer_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.model.document import WorkbookSheet
    from collab_playbook.model.question import Field
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.names import Path

DRAWN: Final = NUMBERS | {"scale", "percent", "money"}
"""The types of fields that a chart can draw."""
_CHARTS: Final[Mapping[str, tuple[str, ...]]] = {"readings": ("line",), "load": ("bars",)}
"""How each source can be drawn; what is not here cannot. A question can be drawn either way."""
_NEEDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("scorecard", "readings", "indicators"), INDICATORS),
    **dict.fromkeys(("raci", "roles", "load"), "roles"),
}
"""The catalogue that each source is made from."""


def unusable_sheet(checked: Checked) -> Iterator[Problem]:
    """A sheet of a workbook names what is not there, or is drawn in a way that it cannot be.

    Why:
        The sheet would be empty, or the chart without a line; whoever opens it would think that
        nothing had been answered.
    Bad:
        # file: templates/team_list/document.yaml
        formats: [md, xlsx]
        workbook:
          - {id: team, title: Team, from: team.membres}
    Good:
        # file: templates/team_list/document.yaml
        formats: [md, xlsx]
        workbook:
          - {id: team, title: Team, from: team.members}
    Says:
        templates/team_list/document.yaml:4:35: PB126 A sheet cannot be made from 'team.membres'
          [unusable-sheet]
    """
    for document in checked.playbook.documents:
        for sheet in document.workbook:
            base: Path = ("documents", document.id, "workbook", sheet.id)
            if sheet.from_ in SHEET_SOURCES:
                yield from _of_source(checked, sheet, base)
            else:
                yield from _of_question(checked, sheet, base)


def unmade_workbook(checked: Checked) -> Iterator[Problem]:
    """A workbook that the document does not list among its formats, or a format without a workbook.

    Why:
        A workbook is made for documents that list the format xlsx, and from nothing but the sheets
        that they name. With one and not the other there is none.
    Bad:
        # file: templates/team_list/document.yaml
        formats: [md, xlsx]
    Good:
        # file: templates/team_list/document.yaml
        formats: [md, xlsx]
        workbook:
          - {id: team, title: Team, from: team.members}
    Says:
        templates/team_list/document.yaml:2:15: PB127 'team_list' lists the format xlsx, and has no
          workbook [unmade-workbook]
    """
    for document in checked.playbook.documents:
        named = WORKBOOK in document.formats
        path: Path
        if named and not document.workbook:
            path = ("documents", document.id, "formats", document.formats.index(WORKBOOK))
            message = say("'{id}' lists the format xlsx, and has no workbook", id=document.id)
            hint = say("Say under workbook: what its sheets hold.")
        elif document.workbook and not named:
            path = ("documents", document.id, "workbook")
            message = say("The workbook of '{id}' is never made", id=document.id)
            hint = say("Add xlsx to its formats.")
        else:
            continue
        anchor = f"documents/{document.id}/workbook"
        place = checked.places.of(*path)
        yield Problem("PB127", "unmade-workbook", message, place, hint, "warning", anchor=anchor)


def _of_source(checked: Checked, sheet: WorkbookSheet, base: Path) -> Iterator[Problem]:
    needed = _NEEDS[sheet.from_]
    lacking = needed not in checked.playbook.catalogue_by_id
    if lacking and ("catalogues", needed) not in checked.holes:
        message = say(
            "'{source}' is made from the catalogue '{needed}', which there is not",
            source=sheet.from_,
            needed=needed,
        )
        yield _misfit(checked, message, (*base, "from"), say("Add the catalogue."))
    for key in ("columns", "series"):
        if getattr(sheet, key):
            message = say("'{source}' has its own columns", source=sheet.from_)
            hint = say("Leave {key} out, or name a question.", key=key)
            yield _misfit(checked, message, (*base, key), hint)
    admitted = _CHARTS.get(sheet.from_, ())
    if sheet.chart is not None and sheet.chart not in admitted:
        message = say(
            "'{source}' cannot be drawn as '{chart}'", source=sheet.from_, chart=sheet.chart
        )
        hint = (
            say("Write chart: {chart}.", chart=admitted[0]) if admitted else say("Leave chart out.")
        )
        yield _misfit(checked, message, (*base, "chart"), hint)


def _of_question(checked: Checked, sheet: WorkbookSheet, base: Path) -> Iterator[Problem]:
    answer = answer_named(checked.playbook, sheet.from_)
    if answer is None or answer.field is not None or answer.question.type != "records":
        if ("steps", sheet.from_.partition(".")[0]) not in checked.holes:
            yield _no_source(checked, sheet, base)
        return
    fields = {field.id: field for field in answer.question.fields}
    for key in ("columns", "series"):
        for at, name in enumerate(getattr(sheet, key)):
            if name not in fields:
                message = say("'{answer}' has no field '{name}'", answer=sheet.from_, name=name)
                yield _misfit(checked, message, (*base, key, at), did_you_mean(name, fields))
    yield from _drawn(checked, sheet, fields, base)


def _no_source(checked: Checked, sheet: WorkbookSheet, base: Path) -> Problem:
    playbook = checked.playbook
    owners = [("org", playbook.org), *((step.id, step.questions) for step in playbook.steps)]
    lists = [f"{o}.{q.id}" for o, questions in owners for q in questions if q.type == "records"]
    hint = did_you_mean(sheet.from_, (*SHEET_SOURCES, *lists)) or say(
        "Name a question of the type records, or one of: {sources}.",
        sources=", ".join(SHEET_SOURCES),
    )
    message = say("A sheet cannot be made from '{source}'", source=sheet.from_)
    return _misfit(checked, message, (*base, "from"), hint)


def _drawn(
    checked: Checked, sheet: WorkbookSheet, fields: Mapping[str, Field], base: Path
) -> Iterator[Problem]:
    """What is wrong with the chart of a question's entries."""
    if sheet.chart is None:
        if sheet.series:
            message = say("'series' says what a chart draws, and there is no chart")
            yield _misfit(checked, message, (*base, "series"), say("Add chart: line or bars."))
        return
    shown = sheet.columns or tuple(fields)
    numbers = [name for name in shown if name in fields and fields[name].type in DRAWN]
    for at, name in enumerate(sheet.series):
        if name in fields and name not in numbers:
            message = say("'{name}' is no column with numbers", name=name)
            yield _misfit(checked, message, (*base, "series", at), did_you_mean(name, numbers))
    if not numbers:
        message = say("'{answer}' has no numbers to draw", answer=sheet.from_)
        yield _misfit(checked, message, (*base, "chart"), say("Leave chart out."))


def _misfit(checked: Checked, message: str, path: Path, hint: str) -> Problem:
    anchor = "/".join(str(part) for part in path)
    return Problem(
        "PB126", "unusable-sheet", message, checked.places.of(*path), hint, anchor=anchor
    )


RULES: tuple[Rule, ...] = (
    Rule("PB126", "unusable-sheet", unusable_sheet, needed_to_run=True),
    Rule("PB127", "unmade-workbook", unmade_workbook, "warning"),
)
