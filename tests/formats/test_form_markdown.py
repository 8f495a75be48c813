from __future__ import annotations

from typing import Any

from collab_playbook.documents.form import Wanted
from collab_playbook.formats.content import Heading, Paragraph, Table, plain
from collab_playbook.formats.forms.markdown import markdown_of
from collab_playbook.formats.markdown import content_of
from forming import ANSWERS, QUESTIONS, form_of, planned

HOSTILE = "| <script>x</script> [a](http://b) `c` **d**\n# no heading\n\n- no list"


def _section(markdown: str, number: int) -> str:
    """What stands below the heading of a question, up to the next one."""
    return markdown.split(f"\n### {number}. ")[1].split("\n### ", maxsplit=1)[0]


def test_a_form_says_who_asks_for_what_and_whom_to_send_it_to() -> None:
    opening = markdown_of(form_of(planned({}))).split("\n## ")[0]
    assert opening.startswith(
        "# Questionnaire: Plan\n\nAnn asks you for these answers on behalf of"
    )
    assert "There are 20 questions; allow about 30 minutes." in opening
    assert "send the completed questionnaire back to Ann (ann@example.org)" in opening
    assert "| **Date** |  |" in opening


def test_a_question_has_its_help_its_reason_and_room_for_an_answer() -> None:
    markdown = markdown_of(form_of(planned({})))
    assert _section(markdown, 1) == (
        "What is aim? *(required)*\n\n"
        "In one line.\n\n"
        "*Why we ask: It opens the charter.*\n\n"
        "*A few words.*\n\n"
        "| Your answer |\n| --- |\n|  |\n"
    )
    assert "*An amount with its currency. For example: 12000 EUR*" in _section(markdown, 6)
    assert "send it along with the questionnaire" in _section(markdown, 16)


def test_choices_are_boxes_and_those_chosen_are_ticked() -> None:
    markdown = markdown_of(form_of(planned()))
    assert _section(markdown, 9).endswith("☐ Yes    ☒ No\n")
    assert _section(markdown, 12).endswith(
        "☒ Calmly, as ever\\\n☒ Fast: Every week counts.\\\n☐ Both\n"
    )


def test_many_fields_stand_below_each_other_and_few_in_columns() -> None:
    tables = [b for b in content_of(markdown_of(form_of(planned()))).blocks if isinstance(b, Table)]
    wide = [table for table in tables if len(table.rows) == 6]
    assert [len(table.head) for table in wide] == [3, 2, 2, 3]  # mandate; two acts, one to fill in
    few: list[Any] = [
        {**QUESTIONS[17], "id": "acts", "fields": QUESTIONS[17]["fields"][:2]},
    ]
    content = content_of(markdown_of(form_of(planned({}, few))))
    last = content.blocks[-1]
    assert isinstance(last, Table)
    assert [plain(cell) for cell in last.head] == ["What *", "Pace"]
    assert len(last.rows) == 4


def test_no_answer_becomes_markup() -> None:
    answers = {"aim": HOSTILE, "vision": HOSTILE, "mandate": {"what": HOSTILE}}
    markdown = markdown_of(form_of(planned(answers)))
    assert not any("<" in line.replace("\\<", "") for line in markdown.splitlines())
    clean = content_of(markdown_of(form_of(planned({}))))
    found = content_of(markdown)
    kinds = (Heading, Table)
    assert [type(b) for b in found.blocks if isinstance(b, kinds)] == [
        type(b) for b in clean.blocks if isinstance(b, kinds)
    ]
    assert not any("no heading" in plain(b.text) for b in found.blocks if isinstance(b, Heading))


def test_blank_forms_hold_no_answer() -> None:
    markdown = markdown_of(form_of(planned(), Wanted(answers=False)))
    assert ANSWERS["aim"] not in markdown
    assert "☒" not in markdown
    paragraphs = [b for b in content_of(markdown).blocks if isinstance(b, Paragraph)]
    assert not any("is filled in" in plain(paragraph.text) for paragraph in paragraphs)
