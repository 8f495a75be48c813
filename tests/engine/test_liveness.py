"""Following ``next`` alone always comes to an end: nothing left to do before a named date."""

from __future__ import annotations

import shlex
from random import Random

import pytest

from acting import TEAM, act
from build import LEAD, Journal
from collab_playbook.engine.following import Next, next_of
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.people import People
from collab_playbook.engine.refusal import Refusal
from collab_playbook.model.workspace import Person
from worlds import guarded_process

LEAD_ALONE = People(
    (Person(name="Mathieu Perrillat", email="mathieu@example.org", roles=("lead", "sponsor")),)
)
NOBODY = People()
ENOUGH = 400


def follow(
    journal: Journal, people: People, random: Random, commands: list[str] | None = None
) -> Next:
    """Does what ``next`` says until it says nothing more; notes the commands it ran."""
    for _ in range(ENOUGH):
        found = next_of(journal.board, people, LEAD)
        if found.question is not None and not (found.actions and random.random() < 0.3):
            _reply(journal, found, random)
        elif found.actions:
            command = found.actions[0].command
            act(journal, command, people)
            if commands is not None:
                commands.append(command)
        else:
            return found
    raise AssertionError(f"still something to do after {ENOUGH} moves: {found}")


def _reply(journal: Journal, found: Next, random: Random) -> None:
    assert found.question is not None
    interview = Interview(
        journal.view, found.question.instance, LEAD, cursor=found.question.asked.question.id
    )
    prompt = interview.prompt()
    assert prompt is not None
    if not prompt.required and random.random() < 0.6:
        replied = interview.skip()
        assert not isinstance(replied, Refusal), replied
        journal.append(replied[1])
        if replied[1]:
            return
    for _ in range(30):
        value = (
            str(random.randint(0, 9)) if prompt.question.type == "integer" else random.choice("abc")
        )
        replied = interview.reply(value)
        if not isinstance(replied, Refusal):
            assert replied[1], "an accepted reply records something"
            journal.append(replied[1])
            return
    raise AssertionError(f"no answer passes {prompt.path}")


@pytest.mark.parametrize(
    "people", [TEAM, LEAD_ALONE, NOBODY], ids=["a team", "the lead alone", "nobody named"]
)
@pytest.mark.parametrize("seed", range(25))
def test_following_next_ends_with_every_step_finished(seed: int, people: People) -> None:
    random = Random(seed)
    journal = Journal(guarded_process(random, 6))
    end = follow(journal, people, random)
    states = {stands.state for stands in journal.board.standings.values()}
    assert states <= {"done", "skipped", "not_applicable"}, states
    repeats = any(stands.due for stands in journal.board.standings.values())
    assert (end.until is not None) == repeats


@pytest.mark.parametrize("seed", range(8))
def test_following_next_ends_again_whenever_it_is_taken_up_later(seed: int) -> None:
    random = Random(1000 + seed)
    journal = Journal(guarded_process(random, 5))
    for month in range(3, 10):
        later = journal.at(journal.now.replace(month=month, day=20))
        end = follow(later, TEAM, random)
        assert end.until is None or end.until > later.now.date()


def test_the_worlds_are_hard_enough_to_need_every_kind_of_action() -> None:
    commands: list[str] = []
    for seed in range(40):
        random = Random(seed)
        journal = Journal(guarded_process(random, 6))
        follow(journal, LEAD_ALONE, random, commands)
        follow(journal.at(journal.now.replace(month=6)), LEAD_ALONE, random, commands)
    words = [shlex.split(command) for command in commands]
    seen = {w[1] + (" --waive" if "--waive" in w else "") for w in words}
    assert seen == {
        "submit",
        "submit --waive",
        "approve",
        "approve --waive",
        "reaffirm",
        "reopen",
        "skip",
    }
