from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from build import Journal, process, question, step
from collab_playbook.documents.render import Rendered, RenderFault
from collab_playbook.model.event import Draft
from documents.world import ANSWERS, DOCUMENT, answered, give, printed, rendered

CASES = Path(__file__).parents[1] / "cases/documents"
PART = "{% macro broken() %}\n{{ nothing }}\n{% endmacro %}"


def cases(name: str) -> list[Any]:
    return [
        pytest.param(c, id=c["body"][:60])
        for c in yaml.safe_load((CASES / name).read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases("printing.yaml"))
def test_a_template_prints_answers_as_people_write_them(case: dict[str, Any]) -> None:
    result = rendered(case["body"], language=case.get("language", "en"))

    assert isinstance(result, Rendered), result
    assert result.text == case["gives"] + "\n"
    assert result.open == tuple(case.get("open", ()))


@pytest.mark.parametrize("case", cases("faults.yaml"))
def test_a_fault_names_file_line_column_and_remedy(case: dict[str, Any]) -> None:
    line, column = map(int, case["at"].split(":"))
    file = f"templates/{case.get('file', 'charter/body.md.j2')}"

    result = rendered(case["body"], parts={"part.md.j2": PART})

    assert result == RenderFault(file, line, column, case["message"], case["hint"])


def test_the_same_answers_and_template_give_the_same_bytes() -> None:
    body = "{{ plan.items | map(attribute='text') | join(', ') }} {{ people | length }}"

    assert rendered(body, answered().view) == rendered(body, answered().view)


def test_a_document_rests_on_what_it_read_and_on_nothing_else() -> None:
    body = "{% if plan.agreed %}{{ plan.budget }}{% else %}{{ plan.people }}{% endif %}"

    result = rendered(body)

    assert isinstance(result, Rendered)
    assert sorted(result.basis) == [
        "plan.agreed",
        "plan.budget",
        "renderer()",
        "template(charter/body.md.j2)",
        "wording(plan)",
    ]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_withdrawing_an_answer_changes_the_basis_exactly_where_it_was_read(name: str) -> None:
    body = (
        "{{ plan.vision }} {{ plan.budget }} {{ plan.barrier }} {% if plan.agreed %}ok{% endif %}"
    )
    before, after = rendered(body), rendered(body, answered({**ANSWERS, name: None}).view)

    assert isinstance(before, Rendered)
    assert isinstance(after, Rendered)
    assert (before.basis != after.basis) == (name in {"vision", "budget", "barrier", "agreed"})
    assert before.basis == after.basis or before.text != after.text


def test_a_choice_from_a_catalogue_rests_on_its_own_entry_only() -> None:
    result = rendered("{{ plan.barrier }} {{ plan.barrier.record.response }}")

    assert isinstance(result, Rendered)
    assert "catalogue(barriers.no_time)" in result.basis
    assert "catalogue(barriers)" not in result.basis


def test_shared_parts_belong_to_the_basis() -> None:
    result = rendered("{% include 'part.md.j2' %}", parts={"part.md.j2": "Hello"})

    assert isinstance(result, Rendered)
    assert "template(part.md.j2)" in result.basis


def test_a_restricted_document_shows_sensitive_answers_and_others_keep_not_even_their_digest() -> (
    None
):
    body = "{{ plan.secret }}"
    open_result = rendered(body)
    restricted = rendered(body, document=DOCUMENT.model_copy(update={"restricted": True}))

    assert isinstance(open_result, Rendered)
    assert isinstance(restricted, Rendered)
    assert (open_result.text, restricted.text) == ("[confidential]\n", "the merger\n")
    assert "plan.secret" not in open_result.basis
    assert "plan.secret" in restricted.basis


def test_a_sensitive_answer_that_is_missing_is_still_asked_for() -> None:
    assert printed("{{ plan.secret }}", answered(secret=None).view) == "**[to complete: Secret]**"


def test_a_final_document_says_so() -> None:
    assert printed("{{ document.status }}", final=True) == "final"


def test_approvals_and_the_day_of_completion_are_shown() -> None:
    journal = answered()
    from collab_playbook.engine.signing import content_digest  # noqa: PLC0415 - only this test signs
    from collab_playbook.model.event import Instance  # noqa: PLC0415

    digest = content_digest(journal.view, Instance("programme", "plan"))
    submit = Draft("submitted", "programme", "plan", 1, {"digest": digest})
    approve = Draft("approved", "programme", "plan", 1, {"role": "sponsor", "digest": digest})
    journal.append(
        [submit, approve, Draft("completed", "programme", "plan", 1, {})],
        by="Claire F <c@x.example>",
    )
    each = "{{ a.role }}: {{ a.name }}, {{ a.date }}"
    body = "{% for a in plan.approvals %}" + each + "{% endfor %}; {{ plan.done_on }}"

    assert printed(body, journal.view) == "Sponsor: Claire F, 2 March 2026; 2 March 2026"

    give(journal, "plan", {"people": 3})

    assert printed(body, journal.view) == "; 2 March 2026", (
        "an approval of other answers is not shown"
    )


def test_a_reopened_step_raises_the_version() -> None:
    journal = answered()
    journal.append(
        [
            Draft("skipped", "programme", "later", 1, {}),
            Draft("reopened", "programme", "later", 1, {}),
        ]
    )
    document = DOCUMENT.model_copy(update={"step": "later"})

    assert printed("{{ document.version }}", journal.view, document=document) == "2"


def test_a_circle_reads_its_own_answers_and_the_programme_s_by_name() -> None:
    scopes = ["programme", "circle"]
    theme = step("theme", 1, scopes=scopes, questions=[question("x")])
    note = DOCUMENT.model_copy(update={"step": "theme", "scope": "circle"})
    what = process(theme, step("plan", 2, questions=[question("y")]), documents=[note.model_dump()])
    journal = Journal(what)
    added = Draft("circle_added", "programme", None, 1, {"id": "customers", "title": "Customers"})
    journal.append([added])
    give(journal, "theme", {"x": "ours"})
    give(journal, "theme", {"x": "theirs"}, scope="circle:customers")
    give(journal, "plan", {"y": "shared"})
    body = "{{ circle.title }}: {{ theme.x }}, {{ programme.theme.x }}, {{ plan.y }}"
    body += "{% if community.title is answered %}!{% endif %}"

    result = rendered(body, journal.view, document=note, scope="circle:customers")

    assert isinstance(result, Rendered)
    assert result.text == "Customers: theirs, ours, shared\n"
    assert {"customers/theme.x", "theme.x", "plan.y"} < {*result.basis}


def test_an_unanswered_field_that_is_required_names_itself() -> None:
    view = answered(items=[{"target": 3}]).view

    result = rendered("{% for o in plan.items %}{{ o.text }} {{ o.target }}{% endfor %}", view)

    assert isinstance(result, Rendered)
    assert (result.text, result.open) == (
        "**[to complete: Objectives, What]** 3\n",
        ("plan.items",),
    )


def test_other_answers_never_change_a_text_whose_basis_stands() -> None:
    body = "{{ plan.name }} {{ plan.items | length }}"
    before = rendered(body)
    after = rendered(body, answered(people=7, vision="Other", secret=None).view)

    assert isinstance(before, Rendered)
    assert before == replace(before, text=after.text) if isinstance(after, Rendered) else False
