from __future__ import annotations

import pytest

from collab_playbook.files.answer_files import AnswersFile, read_answers

YAML = """\
first:
  vision: One place
  items:
    - title: Halve
      target: 20
org: {company: Brévent}
circles:
  customers:
    second: {public: no}
communities:
  oak:
    first:
      vision: null
"""
JSON = """\
{
  "first": {"vision": "One place", "items": [{"title": "Halve", "target": 20}]},
  "org": {"company": "Br\\u00e9vent"},
  "circles": {"customers": {"second": {"public": "no"}}},
  "communities": {"oak": {"first": {"vision": null}}}
}
"""


def rows(file: AnswersFile) -> list[tuple[object, ...]]:
    assert file.problems == ()
    return [(r.scope, r.step, r.question, r.raw) for r in file.replies]


EXPECTED = [
    ("programme", "first", "vision", "One place"),
    ("programme", "first", "items", [{"title": "Halve", "target": "20"}]),
    ("programme", "org", "company", "Brévent"),
    ("circle:customers", "second", "public", "no"),
    ("community:oak", "first", "vision", None),
]


def test_yaml_and_json_say_the_same() -> None:
    assert rows(read_answers(YAML.encode(), "a.yaml")) == EXPECTED
    assert rows(read_answers(JSON.encode(), "a.json")) == EXPECTED
    assert rows(read_answers(JSON.encode(), "-")) == EXPECTED


def test_every_part_of_a_reply_has_its_place() -> None:
    replies = read_answers(YAML.encode(), "a.yaml").replies
    items, public = replies[1], replies[3]
    assert str(items.place_of((0, "target"))) == "a.yaml:5:15"
    assert str(items.place_of((0, "nothing"))) == "a.yaml:4:7"
    assert str(items.place_of(())) == str(items.place) == "a.yaml:4:5"
    assert str(items.step_place) == str(items.scope_place) == "a.yaml:1:1"
    assert str(public.question_place) == "a.yaml:9:14"
    assert str(public.step_place) == "a.yaml:9:5"
    assert str(public.scope_place) == "a.yaml:8:3"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        ("# nothing yet\n", []),
        ("first:\n", []),
        (
            "- first\n",
            [
                (
                    "1:1: PB005 Expected a map of the questions of a step and their answers, "
                    "found a list"
                )
            ],
        ),
        ("first: yes\n", ["1:8: PB005 Expected a map of questions and their answers, found 'yes'"]),
        ("circles: [a]\n", ["1:10: PB005 Expected a map of the ids of circles, found a list"]),
        (
            "first: {a: 1}\nfirst: {b: 1}\n",
            ["2:1: PB002 The key 'first' stands twice; first in line 1"],
        ),
        ("first: {a: 1\n", ["1:8: PB001 This map is not closed"]),
    ],
)
def test_a_file_of_another_form_is_told(text: str, told: list[str]) -> None:
    problems = read_answers(text.encode(), "a.yaml").problems
    shown = [str(p).removeprefix("a.yaml:").partition(" [")[0] for p in problems]
    assert shown == told


def test_a_map_in_braces_that_is_yaml_is_read_as_yaml() -> None:
    assert rows(read_answers(b"{first: {vision: x}}", "-")) == [
        ("programme", "first", "vision", "x")
    ]
