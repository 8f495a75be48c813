"""Figures for tests, from the least that they have to say."""

from __future__ import annotations

from typing import Any

from build import LEAD, Journal, playbook, step
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.process import Process
from collab_playbook.model.event import Draft, Instance

HOSTILE = (
    'say "yes" & <b>now</b>',
    "first line\nsecond line",
    "-- > --> #35; #quot; end",
    "%%{init: {}}%% ; click",
    "1. a list, `code`, *bold*, _slanted_, $$x$$",
    "\U0001f469\u200d\U0001f52c emoji \U0001f680",
    "\u05e9\u05dc\u05d5\u05dd \u0627\u0644\u064a\u0645\u064a\u0646",
    "\u202eturned\u202c and \x07 rung",
    "back\\slash \\N {x} |y| [z]",
    "x" * 300,
    "end",
)
"""Titles that one format or another would read as something else."""


def two_phases() -> Process:
    """Two phases with a gate between them, a hint, a way back, a step of circles alone."""
    gate: dict[str, Any] = {
        "id": "ready",
        "title": "Ready to build",
        "criteria": [{"id": "known", "text": "It is known.", "that": "aim.done && team.done"}],
    }
    friends = {"id": "outward", "title": "To friends", "circles": ["friends"]}
    return Process(
        playbook(
            step("aim", 1, title="Agree on the aim"),
            step("team", 2, title="Find the team", needs=["aim"]),
            step("build", 3, title="Build it", needs=["team"], phase="do", better_after=["rules"]),
            step(
                "rules",
                4,
                title="Write the rules",
                phase="do",
                scopes=["programme", "circle"],
                needs=["aim"],
                reopens=[{"when": "true", "step": "aim", "reason": "The aim does not hold."}],
            ),
            phases=[
                {"id": "frame", "title": "Frame"},
                {"id": "do", "title": "Do", "gate": gate},
            ],
            gates=[friends],
            catalogues=[
                {
                    "id": "circles",
                    "title": "Circles",
                    "records": [
                        {"id": "employees", "title": "Employees"},
                        {"id": "friends", "title": "Friends"},
                    ],
                }
            ],
        )
    )


def under_way() -> Journal:
    """The same with the aim reached and a circle of friends planned."""
    journal = Journal(two_phases())
    journal.append(submit(journal.view, Instance("programme", "aim"), LEAD))
    fans = {"id": "fans", "title": "Fans", "kind": "friends"}
    journal.append((Draft("circle_added", "circle:fans", None, 1, fans),))
    return journal


def titled(titles: tuple[str, ...] = HOSTILE) -> Process:
    """A chain of steps with these titles; the last one has an id that Mermaid keeps for itself."""
    ids = [f"s{number}" for number in range(len(titles) - 1)] + ["end"]
    chain = [
        step(step_id, number + 1, title=title, needs=[ids[number - 1]] if number else [])
        for number, (step_id, title) in enumerate(zip(ids, titles, strict=True))
    ]
    return Process(playbook(*chain, title='A "plan" <x> & -- #y'))
