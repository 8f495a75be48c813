from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from collab_playbook.documents.filled import Filled, Parts, Rows, Single, Ticked
from collab_playbook.documents.form import Wanted
from collab_playbook.documents.form_cells import Setting
from collab_playbook.documents.form_choices import Offered
from collab_playbook.documents.form_reading import read_reply
from collab_playbook.errors import PlaybookError
from collab_playbook.formats.forms.read import filled_of
from collab_playbook.formats.forms.workbook import xlsx_of
from collab_playbook.formats.look import Look
from forming import (
    ANSWERS,
    FIELDS,
    FILLED_IN,
    HEADS,
    fill,
    fill_rows,
    form_of,
    opened,
    planned,
    saved,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LOOK = Look("en", "Acme & Co", "#1f4e79")
PLAYBOOK = planned().process.playbook
HOSTILE = (
    '=HYPERLINK("https://evil.example","x")', "<b>&amp;</b>", "../../etc", "a\u202eb", "😀" * 3,
    "_x0041_", "'quoted", "x" * 600, "cp cell filled plan.aim",
)  # fmt: skip


def _form(wanted: Wanted | None = None, answers: Any = ANSWERS, language: str = "en") -> bytes:
    return xlsx_of(form_of(planned(answers), wanted, language), LOOK)


def _answers(filled: Filled, language: str = "en") -> dict[str, Any]:
    """What a form that came back says; it must hold no problem."""
    assert filled.problems == ()
    found = {}
    for reply in filled.replies:
        asked = PLAYBOOK.question(*reply.path.split("."))
        assert asked is not None
        offers = lambda part: Offered(PLAYBOOK.choices_of(part))  # noqa: E731 - short
        answer = read_reply(asked, reply, offers, Setting(language, date(2026, 11, 16)))
        assert answer.problems == ()
        if answer.stored is not None:
            found[asked.id] = answer.stored
    return found


def _marks(sheet: Worksheet) -> dict[str, int]:
    return {str(c.value): c.row for c in sheet["A"] if c.value is not None}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_filled_in_reads_back_unchanged(language: str) -> None:
    wanted = Wanted(sensitive=True)
    filled = filled_of(_form(wanted, language=language))
    assert (filled.language, filled.heads, filled.by) == (language, HEADS, {})
    assert _answers(filled, language) == ANSWERS
    assert [reply.path for reply in filled.replies if not reply.was_filled] == ["plan.note"]


def test_the_same_form_gives_the_same_bytes() -> None:
    assert _form() == _form()


def test_a_blank_form_filled_in_says_every_kind_of_answer() -> None:
    workbook = opened(_form(Wanted(answers=False)))
    fill(
        workbook,
        {
            **FILLED_IN,
            "plan.people": 1250,
            "plan.share": 0.125,
            "plan.start": datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None),
            "plan.agreed": "No",
            "plan.pace": "Calmly, as ever",
            "plan.paces fast": "X",
            "plan.salary": "42,000",
            "by name": "Claire Fontanel",
        },
    )
    rows: list[list[Any]] = [
        ["Open it", None, "Calmly, as ever; Fast", None, 0.07, date(2026, 4, 1)],
        [None] * 6,
        ["Close it", "Both", None, 12, None, None],
    ]
    fill_rows(workbook, "plan.acts", rows)
    filled = filled_of(saved(workbook))
    assert filled.by["name"].value == "Claire Fontanel"
    assert _answers(filled) == ANSWERS
    assert {type(reply.given) for reply in filled.replies} == {Single, Ticked, Parts, Rows}


def _turn_over(sheet: Worksheet, first: int) -> None:
    """Puts the rows from one on in the opposite order, with their formats, as sorting does."""
    sheet.merged_cells.ranges.clear()
    rows = [[(c.value, c.number_format) for c in row] for row in sheet.iter_rows(min_row=first)]
    for number, cells in enumerate(reversed(rows)):
        for column, (value, number_format) in enumerate(cells, start=1):
            sheet._cells.pop((first + number, column), None)
            sheet.cell(first + number, column, value).number_format = number_format


def test_answers_find_their_questions_in_whatever_order_and_under_whatever_name() -> None:
    workbook = opened(_form())
    sheet = workbook["Answers"]
    at = _marks(sheet)["cp cell filled plan.people"]
    sheet.insert_rows(at)
    sheet.insert_cols(4)
    _turn_over(sheet, at + 1)
    sheet.title = "Mes réponses"
    acts = workbook["18 Acts what when"]
    acts.insert_rows(8)
    acts.title = "Autre"
    without_salary = {name: value for name, value in ANSWERS.items() if name != "salary"}
    assert _answers(filled_of(saved(workbook))) == without_salary


def test_no_answer_becomes_a_formula_or_a_link_and_each_comes_back_whole() -> None:
    for text in HOSTILE:
        data = _form(answers={"aim": text, "vision": text, "acts": [{"what": text}]})
        with ZipFile(BytesIO(data)) as archive:
            sheets = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
            assert not any(b"<f>" in sheet for sheet in sheets)
            assert "evil" not in str([n for n in archive.namelist() if "rels" in n])
        found = _answers(filled_of(data))
        assert found == {"aim": text, "vision": text, "acts": [{"what": text}]}


def test_cells_know_what_may_be_typed_and_only_they_are_unlocked() -> None:
    sheet = opened(_form())["Answers"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    marks = _marks(sheet)

    def rule(name: str) -> Any:
        return rules[f"D{marks[f'cp cell filled plan.{name}']}"]

    assert (rule("people").type, rule("people").formula1) == ("whole", "0")
    assert (rule("share").type, rule("share").formula2) == ("decimal", "1")
    assert rule("start").type == "date"
    assert (rule("mark").type, rule("mark").formula1) == ("list", '"1,2,3,4,5"')
    assert (rule("pace").type, rule("pace").formula1[:9]) == ("list", "'cp_lists'"[:9])
    assert "For example: 12000 EUR" in rule("budget").prompt
    free = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert {cell[0] for cell in free} == {"D"}
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet.freeze_panes == "A4"
    assert sheet.column_dimensions["A"].hidden


def test_records_have_a_sheet_whose_columns_are_typed() -> None:
    sheet = opened(_form())["18 Acts what when"]
    assert [cell.value for cell in sheet[5]][1:] == [
        field["label"] + (" *" if field.get("required") else "") for field in FIELDS
    ]
    assert [cell.value for cell in sheet[4]][1:] == [field["id"] for field in FIELDS]
    kinds = {str(r.sqref)[:2]: r.type for r in sheet.data_validations.dataValidation}
    assert kinds == {
        "B7": None,
        "C7": "list",
        "D7": None,
        "E7": "whole",
        "F7": "decimal",
        "G7": "date",
    }


# -- what is refused -------------------------------------------------------------------------------


def test_formulas_and_errors_are_told_with_their_cell() -> None:
    workbook = opened(_form())
    sheet = workbook["Answers"]
    row = _marks(sheet)["cp cell filled plan.people"]
    sheet.cell(row, 4, "=1+1")
    cells = {reply.path: reply.given for reply in filled_of(saved(workbook)).replies}
    given = cells["plan.people"]
    assert isinstance(given, Single)
    assert given.cell.place == f"Answers!D{row}"
    assert given.cell.fault.startswith("it holds a formula")


def test_a_question_answered_twice_and_differently_is_told() -> None:
    workbook = opened(_form())
    sheet = workbook["Answers"]
    row, last = _marks(sheet)["cp cell filled plan.aim"], sheet.max_row + 2
    sheet.cell(last, 1, "cp cell filled plan.aim")
    sheet.cell(last, 4, "Something else")
    assert filled_of(saved(workbook)).problems == (
        f"Answers!D{last}: this question is answered in Answers!D{row} too, and differently",
    )


def _zipped(**parts: bytes) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def _changed(part: str, old: bytes, new: bytes) -> bytes:
    """A form in one part of which a text was put in the place of another."""
    held = BytesIO()
    with ZipFile(BytesIO(_form())) as archive, ZipFile(held, "w") as other:
        for name in archive.namelist():
            data = archive.read(name)
            assert name != part or old in data
            other.writestr(name, data.replace(old, new, 1) if name == part else data)
    return held.getvalue()


_EXTENDED = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
_ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst'


def test_what_excel_adds_when_it_saves_is_passed_over() -> None:
    data = _changed("xl/worksheets/sheet1.xml", b"</worksheet>", _EXTENDED)
    assert _answers(filled_of(data))["aim"] == ANSWERS["aim"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is no Excel workbook"),
        (b"PK\x03\x04 broken", "is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0" * 200, "is no Excel workbook"),
        (b"x" * (17 * 2**20), "is larger than 16 MiB"),
        (_zipped(), "is damaged"),
        (_zipped(bomb=b"\0" * (97 * 2**20)), "unpacks to more than"),
        (
            _changed("xl/sharedStrings.xml", b"<sst", _ENTITY),
            "holds definitions that no spreadsheet writes",
        ),
    ],
    ids=["empty", "broken", "locked", "large", "hollow", "bomb", "entities"],
)
def test_what_is_no_sound_workbook_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(PlaybookError, match=told):
        filled_of(data)


def test_a_workbook_of_something_else_is_refused() -> None:
    workbook = opened(_form())
    workbook["Answers"].delete_cols(1)
    with pytest.raises(PlaybookError, match="is no questionnaire, or has lost its hidden first"):
        filled_of(saved(workbook))
