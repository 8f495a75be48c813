"""Workbooks as Excel files, read back by openpyxl."""

from __future__ import annotations

import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from collab_playbook.documents.sheets import (
    Chart,
    Column,
    Money,
    Reach,
    Series,
    Sheet,
    Spark,
    Workbook,
)
from collab_playbook.formats.look import Look
from collab_playbook.formats.xlsx.text import told
from collab_playbook.formats.xlsx.writer import xlsx_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LOOK = Look("en", "Acme & Sons", "#1f5c99", "", "Internal & secret")
HEAD, FIRST = 4, 5
HOSTILE = (
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=cmd|' /C calc'!A0",
    '=HYPERLINK("https://e.example")',
    "https://e.example",
    "mailto:a@e.example",
    "internal:Lists!A1",
    "0042",
    "1e5",
    "{=1+1}",
    "<b>&amp;</b>",
    "]]></t></si>",
    "_x0041_ \U0001f600",
    "x" * 10_000,
)


def opened(workbook: Workbook, look: Look = LOOK) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says that it leaves small drawings out
        return load_workbook(BytesIO(xlsx_of(workbook, look)))


def book(*sheets: Sheet) -> Workbook:
    return Workbook("Register", "What is open.", sheets)


def page(sheet: Sheet, look: Look = LOOK) -> Worksheet:
    found: Worksheet = opened(book(sheet), look).worksheets[0]
    return found


def row(found: Worksheet, at: int = FIRST) -> list[Any]:
    return [cell.value for cell in found[at]]


def texts(*rows: str) -> Sheet:
    return Sheet("Texts", (Column("Text"),), tuple((each,) for each in rows), grows=True)


REGISTER = Sheet(
    "Open",
    (
        Column("What"),
        Column("Weight", "whole", low=Decimal(1), high=Decimal(5)),
        Column("Share", "percent", high=Decimal(100)),
        Column("Cost", "money"),
        Column("Due", "date", low=date(2026, 1, 1)),
        Column("State", "choice", ("Open", "Done, all"), hint="How it stands."),
        Column("Rate", "number"),
    ),
    (
        (
            *("A", Decimal(4), Decimal("12.5"), Money(Decimal("1200.50"), "EUR")),
            *(date(2026, 7, 10), "Open", Decimal("0.25")),
        ),
        (None,) * 7,
    ),
    grows=True,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_was_typed_is_text_and_nothing_else(text: str) -> None:
    cell = page(texts(text))[f"A{FIRST}"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_text_that_looks_like_rich_text_is_text() -> None:
    text = "<r><t>1</t></r><r><f>1+1</f></r>"

    assert page(texts(text))[f"A{FIRST}"].value == f"{text} "


def test_what_xml_or_a_cell_cannot_hold_is_left_out() -> None:
    found = page(texts("a\x00b\x1b[31m\ufffe", "\U0001f600" * 20_000))

    assert found[f"A{FIRST}"].value == "ab[31m"
    assert found[f"A{FIRST + 1}"].value == "\U0001f600" * 16_383 + "\N{HORIZONTAL ELLIPSIS}"


def test_there_is_no_formula_where_nothing_is_summed() -> None:
    data = zipfile.ZipFile(BytesIO(xlsx_of(book(REGISTER, texts(*HOSTILE)), LOOK)))

    assert not any(b"<f>" in data.read(name) for name in data.namelist() if "worksheets/" in name)


def test_values_are_real_ones_in_the_manner_of_their_kind() -> None:
    found = page(REGISTER)

    assert row(found) == ["A", 4, 0.125, 1200.5, datetime(2026, 7, 10), "Open", 0.25]  # noqa: DTZ001 - Excel knows no zone
    assert [cell.number_format for cell in found[FIRST]] == [
        *("General", "#,##0", r"0.0\ %", r"[$EUR]\ #,##0.00", r"[$-809]d\ mmm\ yyyy", "General"),
        "#,##0.00",
    ]


def test_in_french_dates_and_money_stand_as_there() -> None:
    found = page(REGISTER, LOOK._replace(language="fr"))

    assert found["D5"].number_format == r"#,##0.00\ [$€]"
    assert found["E5"].number_format == r"[$-40C]d\ mmm\ yyyy"


@pytest.mark.parametrize("value", [Decimal(12345678901234567890), date(1899, 12, 31)])
def test_what_excel_would_count_wrongly_is_text(value: Decimal | date) -> None:
    kind: Any = "number" if isinstance(value, Decimal) else "date"
    sheet = Sheet("S", (Column("A", kind),), ((value,),))

    assert page(sheet)[f"A{FIRST}"].value == str(value)


def test_the_table_can_be_filtered_and_its_head_stays_in_sight() -> None:
    found = page(REGISTER._replace(named=2))
    (table,) = found.tables.values()

    assert (table.ref, table.autoFilter.ref) == ("A4:G6", "A4:G6")
    assert [column.name for column in table.tableColumns] == row(found, HEAD)
    assert found.freeze_panes == "C5"
    assert found["A4"].fill.fgColor.rgb == "FF1F5C99"


def test_headings_and_names_of_sheets_are_made_to_fit() -> None:
    columns = (Column("Same"), Column("same"), Column(""), Column("= 1\x00\n2"))
    sheets = [
        Sheet(title, columns, ()) for title in ("a/b: [c]?", "A b c", "History", "'", "x" * 40)
    ]
    found = opened(book(*sheets))

    assert row(found.worksheets[0], HEAD) == ["Same", "same (2)", "-", "= 1 2"]
    assert found.sheetnames == ["a b c", "A b c (2)", "History.", "-", "x" * 31]


def test_cells_admit_what_the_question_admits_and_further_down_too() -> None:
    checks = {str(each.sqref): each for each in page(REGISTER).data_validations.dataValidation}

    said = {where: (each.type, each.formula1, each.formula2) for where, each in checks.items()}
    assert said == {
        "B5:B206": ("whole", "1", "5"),
        "C5:C206": ("decimal", "-10000000000000", "1"),
        "D5:D206": ("decimal", "-1000000000000000", "1000000000000000"),
        "E5:E206": ("date", "46023", "2958465"),
        "F5:F206": ("list", "'Lists'!$A$1:$A$2", None),
        "G5:G206": ("decimal", "-1000000000000000", "1000000000000000"),
    }
    assert checks["B5:B206"].error == "A whole number. From 1 to 5."
    assert checks["F5:F206"].prompt == "How it stands."


def test_the_words_of_lists_stand_on_a_hidden_sheet() -> None:
    lists = opened(book(REGISTER)).worksheets[-1]

    assert (lists.title, lists.sheet_state) == ("Lists", "hidden")
    assert [cell.value for (cell,) in lists.rows] == ["Open", "Done, all"]


def test_only_our_own_sums_are_calculated() -> None:
    columns = (Column("=A [1]"), Column("=Hours", "number"))
    hours = Sheet(
        "Hours", columns, (("a", Decimal(3)), ("b", Decimal(4))), total="=All", summed=(1,)
    )
    found = page(hours)

    assert row(found, FIRST + 2) == ["=All", "=SUBTOTAL(109,B5:B6)"]
    assert found["A7"].data_type == "s"


def test_a_chart_is_drawn_natively_on_a_page_of_its_own() -> None:
    days = tuple((date(2026, month, 1), Decimal(month), Decimal(3)) for month in (1, 2, 3))
    labels = Reach(0, 0, 2)
    lines = (Series("Value", labels, Reach(1, 0, 2)), Series("Aim", labels, Reach(2, 0, 2), "aim"))
    columns = (Column("Day", "date"), Column("Value", "number"), Column("Aim", "number"))
    chart = Chart("line", "Rate", lines, "%", dated=True)
    drawn = Sheet("Read", columns, days, charts=(chart, chart))
    spark = Spark(0, 0, 1, Reach(1, 0, 2))
    card = Sheet("Card", (Column("Course", "course"),), ((None,),), sparks=(spark,))
    sheets = book(card, drawn)
    data = zipfile.ZipFile(BytesIO(xlsx_of(sheets, LOOK)))

    assert opened(sheets).sheetnames == ["Card", "Read", "Read, charts"]
    plot = data.read("xl/charts/chart1.xml").decode()
    assert "<c:f>Read!$B$5:$B$7</c:f>" in plot
    assert "<c:dateAx>" in plot
    assert "'Read'!B5:B7" in data.read("xl/worksheets/sheet1.xml").decode()
    told = 'descr="Rate. Value: from 1 to 3."'
    assert data.read("xl/drawings/drawing1.xml").decode().count(told) == 2


def test_it_prints_on_a_page_on_its_side_with_the_head_on_each() -> None:
    found = page(REGISTER)

    assert (found.page_setup.orientation, found.page_setup.fitToHeight) == ("landscape", 0)
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.print_title_rows == "$4:$4"
    assert found.oddFooter.left.text == "Internal && secret"
    assert found.oddFooter.right.text == "Page &P of &N"


def test_a_long_footer_is_cut_to_what_excel_admits() -> None:
    found = page(REGISTER, LOOK._replace(footer="&P & " * 60))

    assert found.oddFooter.left.text.startswith("&&P && &&P")
    assert len(found.oddFooter.left.text) <= 90


def test_it_says_what_it_is_and_not_when_it_was_made() -> None:
    told = opened(book(REGISTER), LOOK._replace(language="fr"))

    assert (told.properties.title, told.properties.creator) == ("Register", "Acme & Sons")
    assert told.properties.created == datetime(2000, 1, 1)  # noqa: DTZ001 - as it is stored
    assert told.custom_doc_props["Language"].value == "fr"


def test_the_same_workbook_gives_the_same_bytes_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    before = xlsx_of(book(REGISTER), LOOK)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: datetime(2096, 1, 1).timetuple())  # noqa: DTZ001 - likewise

    assert xlsx_of(book(REGISTER), LOOK) == before


def test_five_hundred_rows_of_long_words_are_held() -> None:
    found = page(texts(*(f"{n} " + "word " * 200 for n in range(500))))

    assert found.max_row == FIRST + 499
    assert found.row_dimensions[FIRST].height > 100


def test_marks_of_direction_turn_nothing() -> None:
    assert told("abc\u202edef\u202c \u2066x\u2069\u200f\ufeff") == "abcdef x"
