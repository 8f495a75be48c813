"""Rows from a spreadsheet become records, or every fault is told with its row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from collab_playbook.engine.reading import Misread, Read
from collab_playbook.engine.reading_table import read_table
from collab_playbook.model.question import Choice, Field, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

STANCES = [{"id": "supporter", "text": "Supporter"}, {"id": "sceptic", "text": "Sceptic"}]
QUESTION = Question.model_validate(
    {
        "id": "coalition",
        "type": "records",
        "ask": "Who?",
        "fields": [
            {"id": "name", "type": "text", "label": "Full name", "required": True},
            {"id": "stance", "type": "choice", "label": "Stance", "choices": STANCES},
            {"id": "due", "type": "date", "label": "By"},
        ],
    }
)
BOSSON = {"name": "Bosson, Karine", "stance": "supporter", "due": "2026-01-05"}


def _choices(part: Field) -> Sequence[Choice]:
    return part.choices


def _read(text: str) -> Any:
    return read_table(QUESTION, _choices, text, "fr", date(2026, 3, 18))


@pytest.mark.parametrize(
    "text",
    [
        "Bosson, Karine\tSupporter\t5/1/2026",
        "Full name\tStance\tBy\r\nBosson, Karine\tsupp\t5 janvier 2026\r\n",
        "BY\tstance\tfull  name\n2026-01-05\t1\tBosson, Karine\n",
        'name;stance;due\n"Bosson, Karine";1;5.1.2026',
        '"Bosson, Karine",Supporter,2026-01-05\n,,\n',
    ],
)
def test_rows_with_or_without_headings(text: str) -> None:
    assert _read(text) == Read([BOSSON])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "nothing was pasted"),
        ("Full name\tStance\tBy", "only headings were pasted, without a row below them"),
        (
            "Full name\tStance\tRoom\nAnn\tmaybe\t12\n\tsceptic",
            (
                "row 2: Stance: 'maybe' is none of the 2 choices; "
                "row 2: there is no field 'Room'; row 3: 'Full name' is required"
            ),
        ),
        ("Ann\tsceptic\t\tx", "row 1: it has 4 cells, and there are 3 columns"),
        ("\n".join(["Ann\tno"] * 12), None),
        ("x" * 200_000, None),
    ],
)
def test_faults_are_told_with_their_rows(text: str, problem: str | None) -> None:
    read = _read(text)
    assert isinstance(read, Misread)
    if problem is not None:
        assert read.problem == problem
    elif text.startswith("Ann"):
        assert read.problem.endswith("row 10: Stance: 'no' is none of the 2 choices; and 2 more")
    else:
        assert read.problem.startswith("the cells cannot be told apart")
