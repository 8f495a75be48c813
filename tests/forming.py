"""A questionnaire of every kind of question, and its cells as somebody fills them in."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from build import LEAD, NOW, Journal, process, programme, question, step
from collab_playbook.documents.form import Form, Respondent, Wanted, sections_of
from collab_playbook.documents.form_words import FormWords
from collab_playbook.model.event import PROGRAMME, Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.workbook import Workbook

PACES = [
    {"id": "calm", "text": "Calmly, as ever"},
    {"id": "fast", "text": "Fast", "help": "Every week counts."},
    {"id": "both", "text": "Both"},
]
FIELDS: list[dict[str, Any]] = [
    {"id": "what", "type": "text", "label": "What", "required": True},
    {"id": "pace", "type": "choice", "label": "Pace", "choices": PACES},
    {"id": "paces", "type": "choices", "label": "Paces", "choices": PACES},
    {"id": "hours", "type": "integer", "label": "Hours", "min": "1", "max": "40"},
    {"id": "share", "type": "percent", "label": "Share"},
    {"id": "due", "type": "date", "label": "Due", "min": "2026-01-01"},
]
QUESTIONS = [
    question("aim", required=True, help="In one line.", why="It opens the charter."),
    question("vision", type="long_text", max="600"),
    question("people", type="integer", min="0"),
    question("rate", type="decimal", min="0", max="9.5"),
    question("share", type="percent", min="0", max="100"),
    question("budget", type="money", example="12000 EUR"),
    question("start", type="date", min="2026-01-01"),
    question("length", type="period"),
    question("agreed", type="boolean"),
    question("mark", type="scale"),
    question("pace", type="choice", choices=PACES),
    question("paces", type="choices", choices=PACES),
    question("sponsor", type="person"),
    question("email", type="email"),
    question("site", type="link"),
    question("proof", type="file"),
    question("mandate", type="record", fields=FIELDS),
    question("acts", type="records", fields=FIELDS, label="Acts: what / when", min="1"),
    question("salary", type="integer", sensitive=True),
    question("note", when="plan.pace == 'fast'"),
]
ANSWERS: Mapping[str, Any] = {
    "aim": "Halve the waiting time",
    "vision": "First line.\n\n- Second | line",
    "people": 1250,
    "rate": "1.25",
    "share": "12.5",
    "budget": {"amount": "12000", "currency": "EUR"},
    "start": "2026-03-01",
    "length": "P1Y3M",
    "agreed": False,
    "mark": 4,
    "pace": "calm",
    "paces": ["calm", "fast"],
    "sponsor": {"name": "Claire Fontanel", "email": "claire@example.org", "function": "Director"},
    "email": "a_b@example.org",
    "site": "https://example.org/a?b=c",
    "mandate": {"what": "All sites", "pace": "fast", "hours": 6},
    "acts": [
        {"what": "Open it", "paces": ["calm", "fast"], "share": "7", "due": "2026-04-01"},
        {"what": "Close it", "pace": "both", "hours": 12},
    ],
    "salary": 42000,
}
FILLED_IN: Mapping[str, Any] = {
    "plan.aim": "Halve the waiting time",
    "plan.vision": "First line.\n\n- Second | line",
    "plan.rate": 1.25,
    "plan.budget": "12,000 EUR",
    "plan.length": "1 year 3 months",
    "plan.mark": 4,
    "plan.paces calm": "x",
    "plan.sponsor": "Claire Fontanel <claire@example.org>, Director",
    "plan.email": "a_b@example.org",
    "plan.site": "https://example.org/a?b=c",
    "plan.mandate what": "All sites",
    "plan.mandate pace": "Fast",
    "plan.mandate hours": 6,
}
"""What somebody types to give part of ``ANSWERS``; the rest can be typed in more ways than one."""
HEADS = ("e7",)


def planned(answers: Mapping[str, Any] = ANSWERS, questions: Any = None) -> Journal:
    """A journal in which the questions of the step ``plan`` are answered so."""
    journal = Journal(process(step("plan", questions=questions or QUESTIONS)))
    drafts = [
        Draft("answered", PROGRAMME, "plan", 1, {"question": name, "value": value})
        for name, value in answers.items()
    ]
    journal.append(drafts, by=LEAD, at=NOW)
    return journal


def form_of(
    journal: Journal, wanted: Wanted | None = None, language: str = "en", asker: str = "Ann"
) -> Form:
    """The questionnaire of the step ``plan``."""
    words = FormWords(language=language)
    sections = sections_of(journal.view, [programme("plan")], wanted or Wanted(), words)
    to = Respondent(asker, "ann@example.org")
    day = journal.view.today
    return Form(words, "Acme", "The project", to, Respondent(), day, HEADS, sections)


def opened(data: bytes) -> Workbook:
    """A workbook to look at and to fill in."""
    from openpyxl import load_workbook  # noqa: PLC0415 - not all that use this module read one

    return load_workbook(BytesIO(data))


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook that was filled in."""
    held = BytesIO()
    workbook.save(held)
    return held.getvalue()


def fill(workbook: Workbook, values: Mapping[str, Any]) -> None:
    """Types values into a form, by the mark of each row, such as ``plan.mandate hours``."""
    for sheet in workbook.worksheets:
        for row in range(1, sheet.max_row + 1):
            mark = str(sheet.cell(row, 1).value or "").split()
            name = " ".join(mark[1:] if mark[1:2] == ["by"] else mark[3:])
            if mark[:1] == ["cp"] and name in values:
                sheet.cell(row, 4, values[name])


def fill_rows(workbook: Workbook, path: str, rows: list[list[Any]]) -> None:
    """Types rows below the headings of the sheet of a question."""
    sheet = next(s for s in workbook.worksheets if str(s.cell(1, 1).value).endswith(path))
    for number, values in enumerate(rows):
        for column, value in enumerate(values):
            sheet.cell(7 + number, 2 + column, value)
