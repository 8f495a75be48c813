"""Every line of a document is traced to the line of a template that wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.documents.context import Subject
from collab_playbook.documents.fault import NOWHERE, Sheet, TemplateLine
from collab_playbook.documents.parts import Parts
from collab_playbook.documents.render import Writer
from documents.world import PEOPLE, answered

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY = "charter/body.md.j2"
PART = "{% macro head(title) %}\n# {{ title }}\n\nFor {{ org.company }}\n{% endmacro %}\n"


def traced(
    body: str, more: Mapping[str, str] | None = None, language: str = "en"
) -> list[tuple[str, TemplateLine]]:
    """The lines of a document that are not blank, each with what wrote it."""
    templates = {BODY: body, **(more or {})}
    writer = Writer(templates, Parts(answered().view, PEOPLE), language)
    sheet = writer.trace(Subject("charter", "plan"), BODY, restricted=False)
    assert isinstance(sheet, Sheet), sheet
    plain = writer.write(Subject("charter", "plan"), BODY, restricted=False)
    assert sheet._replace(origins=()) == plain
    lines = zip(sheet.text.split("\n"), sheet.origins, strict=True) if sheet.origins else ()
    return [(line, origin) for line, origin in lines if line]


def test_fixed_text_values_loops_and_branches_have_their_lines() -> None:
    body = (
        "Fixed\n{% if plan.agreed %}\nAgreed by\n{{ plan.sponsor.name }}\n{% endif %}\n\n"
        "{% for each in plan.items %}\n- {{ each.text }}\n{% endfor %}\nEnd"
    )

    assert traced(body) == [
        ("Fixed", TemplateLine(BODY, 1)),
        ("Agreed by", TemplateLine(BODY, 3)),
        ("Claire_F", TemplateLine(BODY, 4)),
        ("- beta", TemplateLine(BODY, 8)),
        ("- Alpha", TemplateLine(BODY, 8)),
        ("- gamma", TemplateLine(BODY, 8)),
        ("End", TemplateLine(BODY, 10)),
    ]


def test_a_macro_and_an_included_part_are_where_their_words_stand() -> None:
    parts = {"_parts/head.md.j2": PART, "_parts/foot.md.j2": "\nThe end\n"}
    body = (
        '{% import "_parts/head.md.j2" as doc with context %}\n{{ doc.head("Plan") }}\n'
        'Middle\n{% include "_parts/foot.md.j2" %}\n'
    )

    assert traced(body, parts) == [
        ("# Plan", TemplateLine("_parts/head.md.j2", 2)),
        ("For Brévent & Sons", TemplateLine("_parts/head.md.j2", 4)),
        ("Middle", TemplateLine(BODY, 3)),
        ("The end", TemplateLine("_parts/foot.md.j2", 2)),
    ]


def test_an_answer_of_many_lines_comes_from_one() -> None:
    assert traced("Vision:\n\n{{ plan.vision }}") == [
        ("Vision:", TemplateLine(BODY, 1)),
        ("First line.", TemplateLine(BODY, 3)),
        ("Second line.", TemplateLine(BODY, 3)),
        ("\\- one\\", TemplateLine(BODY, 3)),
        ("\\- two", TemplateLine(BODY, 3)),
    ]


def test_french_typography_does_not_move_lines() -> None:
    assert traced("Qui ?\n\nClaire : oui\n", language="fr") == [
        ("Qui\u202f?", TemplateLine(BODY, 1)),
        ("Claire\u00a0: oui", TemplateLine(BODY, 3)),
    ]


def test_where_marks_would_change_the_text_nothing_is_told() -> None:
    assert traced("\ufdd00\ufdd1 forged") == []


def test_a_macro_that_serves_as_a_value_is_told_by_where_it_is_used() -> None:
    body = "{% macro m() %}\nabc\n{% endmacro %}\n{{ m() | length }}\n\n{{ m() }}"

    assert traced(body) == [("4", TemplateLine(BODY, 4)), ("abc", TemplateLine(BODY, 6))]


def test_a_captured_text_is_left_as_it_is() -> None:
    body = "{% set x %}abc{% endset %}{% if x == 'abc' %}same{% else %}other{% endif %}"

    assert traced(body) == [("same", TemplateLine(BODY, 1))]


def test_what_the_program_adds_comes_from_no_template() -> None:
    from collab_playbook.documents.tracing import carried_over  # noqa: PLC0415 - this test's own

    origins = (TemplateLine("a", 1), TemplateLine("a", 2), TemplateLine("a", 3))

    assert carried_over("one\n\ntwo", origins, "one\n\ntwo\n\n## Sources") == (
        TemplateLine("a", 1),
        NOWHERE,
        TemplateLine("a", 3),
        NOWHERE,
        NOWHERE,
    )
