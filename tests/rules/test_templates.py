"""Templates against questions: marked cases, the renderer as a judge, mistakes put anywhere."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import nodes

from collab_playbook.documents.render import Rendered, RenderFault
from collab_playbook.files.places import Places
from collab_playbook.files.playbook import Loaded, load_playbook, shipped_root
from collab_playbook.rules.checked import Checked
from collab_playbook.rules.templates import RULES
from collab_playbook.rules.templates_problems import NAMES
from collab_playbook.rules.templates_reading import examined
from collab_playbook.rules.templates_source import Span, read_template
from documents.test_render import PART
from documents.world import answered, rendered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.model.problem import Place, Problem

CASES = Path(__file__).parents[1] / "cases"
MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
ADVICE = frozenset({"PB419", "PB420"})
"""What is told of documents that can be written."""


def cases(name: str) -> list[Any]:
    return [
        pytest.param(case, id=str(case.get("name", case["body"]))[:70])
        for case in yaml.safe_load((CASES / "templates" / name).read_text("utf-8"))
    ]


@cache
def kinds() -> Loaded:
    """The playbook with one question of every kind."""
    return load_playbook(CASES / "templates" / "playbook")


@cache
def shipped() -> tuple[Loaded, Mapping[str, str]]:
    loaded = load_playbook(shipped_root())
    return loaded, dict(loaded.templates)


def said(body: str, document: str = "note") -> tuple[Problem, ...]:
    """What is said of a body, in the order of lines and columns."""
    loaded = kinds()
    assert loaded.playbook is not None, loaded.problems
    templates = {**loaded.templates, f"{document}/body.md.j2": body}
    found = examined(Checked(loaded.playbook, loaded.places, templates)).problems
    return tuple(sorted(found, key=lambda problem: problem.place))


def of_shipped(path: str, text: str) -> tuple[Problem, ...]:
    """What is said of one shipped template with another text."""
    loaded, texts = shipped()
    assert loaded.playbook is not None
    shared = {name: each for name, each in texts.items() if name.startswith("_")}
    return examined(Checked(loaded.playbook, loaded.places, {**shared, path: text})).problems


def spans(body: str) -> list[tuple[int, int, int, int]]:
    """Lines and columns between the marks, as if the marks were not there."""
    found = []
    for number, mark in enumerate(MARKED.finditer(body)):
        before = body[: mark.start()].replace("⟦", "").replace("⟧", "").replace("\r\n", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert number == body[: mark.start()].count("⟦")
        found.append((line, column, line, column + len(mark.group(1))))
    return found


def bare(body: str) -> str:
    return body.replace("⟦", "").replace("⟧", "")


def between(place: Place) -> tuple[int, int, int, int]:
    return place.line, place.column, place.end_line, place.end_column


def test_the_shipped_templates_are_sound() -> None:
    loaded, texts = shipped()
    assert loaded.playbook is not None
    assert len(texts) > 40
    assert examined(Checked(loaded.playbook, loaded.places, texts)).problems == ()


@pytest.mark.parametrize("case", cases("faults.yaml"))
def test_a_mistake_is_told_once_and_from_its_first_character_to_its_last(
    case: dict[str, Any],
) -> None:
    found = said(bare(case["body"]), case.get("document", "note"))
    expected = [case["says"]] if isinstance(case["says"], str) else case["says"]
    assert [f"{problem.code} {problem.message}" for problem in found] == expected
    assert [between(problem.place) for problem in found] == spans(case["body"])
    if "hint" in case:
        assert [problem.hint for problem in found] == [case["hint"]]


@pytest.mark.parametrize("case", cases("places.yaml"))
def test_a_name_is_found_wherever_it_stands(case: dict[str, Any]) -> None:
    found = said(bare(case["body"]))
    assert {problem.code for problem in found} == {"PB404"}
    assert [between(problem.place) for problem in found] == spans(case["body"])
    assert {problem.place.file for problem in found} == {"templates/note/body.md.j2"}


@pytest.mark.parametrize(
    "body", yaml.safe_load((CASES / "templates" / "sound.yaml").read_text("utf-8"))
)
def test_a_sound_template_is_left_alone(body: str) -> None:
    assert said(body) == ()


def test_every_rule_has_a_case() -> None:
    told = {
        code
        for case in cases("faults.yaml")
        for code in re.findall(r"PB\d{3}", str(case.values[0]["says"]))
    }
    assert told == {rule.code for rule in RULES} == set(NAMES)


# -- documents for few ----------------------------------------------------------------------------


def test_a_document_for_few_decides_by_sensitive_answers() -> None:
    assert said("{% if plan.secret == 'x' and plan.risky %}a{% endif %}", "secret_note") == ()


def test_an_answer_that_the_condition_of_the_document_rests_on_is_there() -> None:
    assert said("{{ later.mood }}", "secret_note") == ()


# -- labels and edits -----------------------------------------------------------------------------


def test_a_problem_shows_where_the_question_is_defined() -> None:
    (problem,) = said("{{ plan.cadence.txt }}")
    (label,) = problem.labels
    assert label.text == "defined here"
    assert (label.place.file, label.place.line) == ("steps/01-plan/step.yaml", 20)


def test_a_near_name_can_be_put_in_place() -> None:
    body = "a {{ plan.nam }} b"
    (problem,) = said(body)
    assert problem.fix is not None
    assert not problem.fix.safe
    (edit,) = problem.fix.edits
    start, end = edit.place.column - 1, edit.place.end_column - 1
    assert said(body[:start] + edit.text + body[end:]) == ()


def test_where_a_problem_is_told_again_does_not_change_with_the_lines_before() -> None:
    (one,), (other,) = said("{{ plan.nam }}"), said("a\n\nb\n {{ plan.nam }}")
    assert one.anchor == other.anchor
    assert one.place != other.place


# -- parts that cannot be read --------------------------------------------------------------------


def test_nothing_is_said_of_a_step_that_could_not_be_read() -> None:
    loaded = kinds()
    assert loaded.playbook is not None
    body = (
        "{{ lost.name }}{{ programme.lost.x.y }}{% for r in catalogue.gone %}{{ r.z }}{% endfor %}"
    )
    holes = frozenset({("steps", "lost"), ("catalogues", "gone")})
    checked = Checked(loaded.playbook, loaded.places, {"note/body.md.j2": body}, holes=holes)
    assert examined(checked).problems == ()


def test_a_template_that_cannot_be_read_still_names_what_it_reads() -> None:
    loaded = kinds()
    assert loaded.playbook is not None
    body = "{% if plan.agreed %}{{ plan.cadence.id }} {{ programme.later.lesson }} {{ x.y }}"
    found = examined(Checked(loaded.playbook, loaded.places, {"note/body.md.j2": body}))
    assert [problem.code for problem in found.problems] == ["PB415"]
    assert found.answers_read(frozenset({"plan", "later"})) == {
        ("plan", "agreed"),
        ("plan", "cadence"),
        ("later", "lesson"),
    }


# -- the renderer as a judge ----------------------------------------------------------------------


def judged(body: str, part: str = PART) -> list[Problem]:
    """What is said of a body over the answered playbook of the renderer's tests.

    The template beside it holds a macro that is broken on purpose, which is not spoken of.
    """
    templates = {"charter/body.md.j2": body, "part.md.j2": part}
    checked = Checked(answered().process.playbook, Places(lambda: ({}, {})), templates)
    found = examined(checked).problems
    own = [problem for problem in found if problem.place.file.endswith("charter/body.md.j2")]
    return [problem for problem in own if problem.code not in ADVICE]


RUN_ONLY = ("/ 0", "items[7]", "part.broken()")
"""Faults that only the answers bring about, and the one that is not in the body."""


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["body"][:60])
        for case in yaml.safe_load((CASES / "documents/faults.yaml").read_text("utf-8"))
        if not any(text in case["body"] for text in RUN_ONLY)
    ],
)
def test_what_the_renderer_refuses_is_found_before(case: dict[str, Any]) -> None:
    assert isinstance(rendered(case["body"], parts={"part.md.j2": PART}), RenderFault)
    assert judged(case["body"])


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["body"][:60])
        for case in yaml.safe_load((CASES / "documents/printing.yaml").read_text("utf-8"))
        if "plan.empty" not in case["body"]  # an open answer takes whatever is done to it
    ],
)
def test_what_the_renderer_writes_is_sound(case: dict[str, Any]) -> None:
    assert judged(case["body"]) == []


HOSTILE = sorted((CASES / "sandbox").glob("*.md.j2"))
LIMITS = (
    "pieces of work|too large|groups of 1|characters|without end|counts at most|0 to 6|entries"
    "|prints more than"
)
"""What is refused for its size, which shows only when it runs."""


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name.removesuffix(".md.j2"))
def test_a_hostile_template_is_found_unless_only_its_size_is_hostile(case: Path) -> None:
    body = case.read_text("utf-8")
    found = judged(body, "{% macro m() %}{% endmacro %}")
    refused = body.partition("{# refused: ")[2].partition(" #}")[0]
    built = case.name.startswith("class_by_built_name")  # only the run knows what the text becomes
    assert bool(found) or built or re.search(LIMITS, refused)


PIECES = st.sampled_from(
    [
        *(
            "{{ ",
            " }}",
            "{% if ",
            " %}",
            "{% endif %}",
            "{% for x in ",
            "{% endfor %}",
            "{% else %}",
        ),
        *(
            "plan.name",
            "plan.items",
            "plan.",
            "x.text",
            "plan.cadence.id",
            "'weekly'",
            "loop.index",
        ),
        *(" | ", "cell", "join(", ")", " == ", " in ", "[0]", "[", "]", "(", "not ", " and "),
        *(
            "{% set a = ",
            "a",
            "{% macro m(a) %}",
            "{% endmacro %}",
            "m(1)",
            "{# ",
            " #}",
            "\n",
            "-",
        ),
        *(
            "{% import 'part.md.j2' as p %}",
            "p.row(1)",
            "é",
            "🌱",
            "~",
            "**",
            "1",
            ".5",
            "'",
            '"',
            ",",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_written_every_problem_lies_in_the_text(body: str) -> None:
    for problem in judged(body):
        line, column, end_line, end_column = between(problem.place)
        lines = body.split("\n")
        assert 1 <= line <= end_line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert (end_line, end_column) >= (line, column)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_what_is_sound_can_be_written(body: str) -> None:
    body = f"{body}{{{{ plan.name }}}}"
    if "part.md.j2" in body or judged(body):
        return
    result = rendered(body)
    assert isinstance(result, Rendered) or "without end" in result.message, (body, result)


# -- a mistake anywhere in the shipped templates --------------------------------------------------


def names_in(path: str, text: str) -> list[Span]:
    """Every name, part, filter and test of a template."""
    source = read_template(path, text)
    assert source.tree is not None
    found = []
    for node in source.tree.find_all((nodes.Name, nodes.Getattr, nodes.Filter, nodes.Test)):
        if isinstance(node, nodes.Getattr):
            found.append(source.part_of(node))
        elif isinstance(node, nodes.Filter):
            found.append(source.token_at(node.lineno))
        elif isinstance(node, nodes.Test):
            found.append(source.word_after(node.lineno, node.name))
        elif isinstance(node, nodes.Name) and node.ctx == "load":
            found.append(source.span_of(node))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_misspelt_name_in_a_shipped_document_is_found_where_it_stands(seed: int) -> None:
    chance = random.Random(seed)
    _, texts = shipped()
    path = chance.choice([name for name in texts if not name.startswith("_")])
    text = texts[path]
    for span in chance.sample(names_in(path, text), 4):
        changed = f"{text[: span.end]}_zq{text[span.end :]}"
        found = of_shipped(path, changed)
        line = text.count("\n", 0, span.start) + 1
        column = span.start - text.rfind("\n", 0, span.start)
        width = span.end - span.start + len("_zq")
        expected = [(line, column, line, column + width)]
        assert [between(problem.place) for problem in found] == expected, (
            path,
            changed[span.start :][:40],
        )
