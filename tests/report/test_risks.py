"""Risks: the heaviest first, without those that are over, masked where they are sensitive."""

from __future__ import annotations

from typing import Any

from build import Journal, process, question, step
from collab_playbook.model.event import Draft
from collab_playbook.report.content import RiskList
from collab_playbook.report.risks import risks_of
from report.samples import said

STATES = [{"id": "open", "text": "Open"}, {"id": "gone", "text": "Gone"}]
FIELDS: list[dict[str, Any]] = [
    {"id": "mark", "type": "scale", "label": "Mark", "min": "1", "max": "5"},
    {"id": "name", "type": "text", "label": "Name"},
    {"id": "who", "type": "person", "label": "Owner"},
    {"id": "stands", "type": "choice", "label": "State", "choices": STATES},
]
SHOWN = {"answer": "watch.list", "fields": ["name", "mark", "who"], "weight": "mark"}


def journal(concern: dict[str, Any], **keys: Any) -> Journal:
    return Journal(
        process(
            step(
                "watch",
                scopes=["programme", "circle"],
                questions=[question("list", type="records", label="Risks", fields=FIELDS, **keys)],
            ),
            report={"risks": [concern]},
        )
    )


def entry(name: str, mark: int | None = None, state: str = "open") -> dict[str, Any]:
    person = {"name": "Ann Lead", "email": "ann@example.org"}
    held = {"name": name, "mark": mark, "stands": state, "who": person}
    return {key: value for key, value in held.items() if value is not None}


def test_the_heaviest_come_first_and_those_that_are_over_are_counted() -> None:
    told = journal(SHOWN | {"state": "stands", "over": ["gone"]})
    entries = [entry("Light", 1), entry("None"), entry("Heavy", 5), entry("Past", 5, "gone")]
    told.append((said("programme", "watch", "list", entries),))

    assert risks_of(told.view, "en") == (
        RiskList(
            title="Risks",
            where="",
            headings=("Name", "Mark", "Owner"),
            rows=(("Heavy", "5", "Ann Lead"), ("Light", "1", "Ann Lead"), ("None", "", "Ann Lead")),
            entries=3,
            left_out=1,
        ),
    )


def test_each_circle_has_its_own_list() -> None:
    told = journal({"answer": "watch.list", "fields": ["name"]})
    told.append((Draft("circle_added", "programme", None, 1, {"id": "fans", "title": "Fans"}),))
    told.append((said("circle:fans", "watch", "list", [entry("Theirs")]),))

    assert risks_of(told.view, "en") == (RiskList("Risks", "Fans", ("Name",), (("Theirs",),), 1),)


def test_a_sensitive_list_is_counted_alone() -> None:
    told = journal(SHOWN, sensitive=True)
    told.append((said("programme", "watch", "list", [entry("Hidden", 2)]),))

    assert risks_of(told.view, "en") == (RiskList("Risks", "", (), (), 1, kept_back=True),)


def test_no_answer_and_an_empty_list_are_no_list_of_risks() -> None:
    told = journal(SHOWN)
    assert risks_of(told.view, "en") == ()
    told.append((said("programme", "watch", "list", []),))
    assert risks_of(told.view, "en") == ()
