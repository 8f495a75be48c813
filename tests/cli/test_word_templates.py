"""Company Word templates: filled in the sandbox, checked like any template, and nothing is lost."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("docx")

from docx import Document

from commandline import answer_goal
from wordmaking import saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commandline import Cli, Said

SHEET = "documents/01-goal/goal_sheet"
TEMPLATE = "templates/goal_sheet/body.docx"


def template(*paragraphs: str) -> bytes:
    document: Any = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


@pytest.fixture
def using(cli: Cli, small: Path, tmp_path: Path) -> Callable[..., Path]:
    """A workspace of a playbook whose goal sheet has a Word template of its own."""

    def make(data: bytes, *, answered: bool = True, name: str = TEMPLATE) -> Path:
        (small / name).write_bytes(data)
        folder = tmp_path / "workspace"
        said = cli("init", str(folder), "--playbook", str(small), "--no-input")
        assert said.code == 0, said.err
        if answered:
            answer_goal(cli, folder)
        return folder

    return make


def built(cli: Cli, workspace: Path, *more: str) -> Said:
    return cli("build", "goal_sheet", "--to", "docx", *more, cwd=workspace)


def texts(workspace: Path) -> list[str]:
    document: Any = Document(BytesIO((workspace / f"{SHEET}.docx").read_bytes()))
    return [paragraph.text for paragraph in document.paragraphs]


def answer(cli: Cli, workspace: Path, text: str, question: str = "aim") -> None:
    said = cli("answer", f"goal.{question}={text}", cwd=workspace)
    assert said.code == 0, said.err


def test_the_word_copy_is_made_by_filling_the_template(
    cli: Cli, using: Callable[..., Path]
) -> None:
    document: Any = Document()
    document.sections[0].header.paragraphs[0].text = "{{ org.company }}, legal affairs"
    split = document.add_paragraph("Aim: ")
    for piece in ("{", "{ goal", ".aim ", "}", "}."):
        split.add_run(piece).bold = True
    document.add_paragraph("{% if goal.pace.id == \u2018calm\u2019 %}")
    document.add_paragraph("No hurry, until {{ goal.until }}.")
    document.add_paragraph("{% else %}")
    document.add_paragraph("Hurry.")
    document.add_paragraph("{% endif %}")
    workspace = using(saved(document))

    said = built(cli, workspace)

    assert said.code == 0, said.err
    assert texts(workspace) == [
        "Aim: Halve the waiting time.",
        "No hurry, until 31 December 2026.",
    ]
    made: Any = Document(BytesIO((workspace / f"{SHEET}.docx").read_bytes()))
    assert made.sections[0].header.paragraphs[0].text == "Acme, legal affairs"
    assert {r.text: r.bold for r in made.paragraphs[0].runs if r.text}["."] is True
    assert (workspace / f"{SHEET}.md").is_file()


def test_an_open_answer_is_a_placeholder_in_a_draft_and_stops_a_final_version(
    cli: Cli, using: Callable[..., Path]
) -> None:
    workspace = using(template("{{ goal.aim }}", "For {{ org.headcount }} people"))

    draft = built(cli, workspace)
    refused = built(cli, workspace, "--final")

    assert draft.code == 0
    assert texts(workspace)[1] == "For [to complete: Headcount] people"
    assert "open: org.headcount" in draft.out
    assert refused.code == 3
    assert "org.headcount" in refused.out


def test_a_fault_is_told_with_its_paragraph_and_nothing_is_written(
    cli: Cli, using: Callable[..., Path]
) -> None:
    workspace = using(template("Fine.", "Our aim is {{ goal.aims }}, no less."))

    said = built(cli, workspace)

    assert said.code == 1
    assert (
        "templates/goal_sheet/body.docx:2:1: PB400 'goal' has no part 'aims', in paragraph 2:"
        " Our aim is {{ goal.aims }}, no less. [template-fault] Did you mean 'aim'?"
    ) in said.err
    assert not (workspace / f"{SHEET}.docx").exists()
    assert not (workspace / f"{SHEET}.md").exists()
    packed = cli("package", "goal", "--to", "docx", cwd=workspace)
    assert packed.code == 1
    assert "body.docx:2:1: PB400 'goal' has no part 'aims', in paragraph 2:" in packed.err


def test_the_same_answers_are_the_same_bytes_and_a_change_builds_anew(
    cli: Cli, using: Callable[..., Path]
) -> None:
    workspace = using(template("{{ goal.aim }}"))
    assert built(cli, workspace).code == 0
    first = (workspace / f"{SHEET}.docx").read_bytes()
    (workspace / f"{SHEET}.docx").unlink()
    assert f"written   {SHEET}.docx  (the file was missing)" in cli("build", cwd=workspace).out
    assert (workspace / f"{SHEET}.docx").read_bytes() == first

    answer(cli, workspace, "fast", "pace")
    assert f"unchanged {SHEET}.docx" in cli("build", cwd=workspace).out
    (workspace / f"{SHEET}.docx").write_bytes(template("mine"))
    answer(cli, workspace, "Answer within a day")
    said = cli("build", cwd=workspace)

    assert said.code == 1
    assert texts(workspace) == ["mine"]
    made: Any = Document(BytesIO((workspace / f"{SHEET}.new.docx").read_bytes()))
    assert [p.text for p in made.paragraphs] == ["Answer within a day"]


def test_a_template_in_the_language_of_the_document_comes_first(
    cli: Cli, using: Callable[..., Path], small: Path
) -> None:
    (small / "templates/goal_sheet/body.fr.docx").write_bytes(template("But : {{ goal.aim }}"))
    workspace = using(template("Aim: {{ goal.aim }}"))
    answer(cli, workspace, "Réduire : moitié")

    assert cli("--language", "fr", "build", "goal_sheet", "--to", "docx", cwd=workspace).code == 0
    made: Any = Document(BytesIO((workspace / f"{SHEET}.fr.docx").read_bytes()))
    assert made.paragraphs[0].text.startswith("But : Réduire\u00a0: moitié")


def test_check_reads_word_templates_and_names_the_paragraph(cli: Cli, small: Path) -> None:
    (small / TEMPLATE).write_bytes(
        template("Fine.", "Our aim is {{ goal.aims }}.", "{{ goal.until | uper }}")
    )

    problems = [
        (p["line"], p["column"], p["code"], p["message"], p["hint"], p["fixable"])
        for p in cli("check", str(small), "--format", "json").data["problems"]
        if p["file"].endswith("body.docx")
    ]

    aims = "'goal' has no part 'aims', in paragraph 2: Our aim is {{ goal.aims }}."
    uper = "There is no filter 'uper', in paragraph 3: {{ goal.until | uper }}"
    assert problems == [
        (2, 20, "PB404", aims, "Did you mean 'aim'?", False),
        (3, 17, "PB412", uper, "Did you mean 'upper'?", False),
    ]
    (small / TEMPLATE).write_bytes(template("Fine.", "{% if goal.aim %}", "{{ goal.aim }}"))
    said = cli("check", str(small), "--format", "concise")
    assert "body.docx:2:4: PB415 The tag 'if' is not closed, in paragraph 2: {% if" in said.out


def test_check_fix_leaves_a_word_template_alone(cli: Cli, small: Path) -> None:
    data = template("{{ goal.aims }}")
    (small / TEMPLATE).write_bytes(data)

    cli("check", str(small), "--fix", "--unsafe")

    assert (small / TEMPLATE).read_bytes() == data


def test_check_finds_a_word_template_that_is_none(cli: Cli, small: Path) -> None:
    (small / TEMPLATE).write_bytes(b"no Word file")

    said = cli("check", str(small), "--format", "concise")

    assert "PB425" in said.out
    assert "The Word template is damaged, or no Word file" in said.out
