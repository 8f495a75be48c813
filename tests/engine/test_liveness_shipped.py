"""Following ``next`` alone walks the shipped playbook to its end, whatever valid answers come."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from acting import TEAM, act
from build import LEAD, Journal
from collab_playbook.engine.following import Next, next_of
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.process import Process
from collab_playbook.engine.refusal import Refusal
from collab_playbook.files.example import read_example
from collab_playbook.files.playbook import load_playbook, shipped_root

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from collab_playbook.engine.interview import Prompt
    from collab_playbook.model.question import Choice, Field, Question

ENOUGH = 3000
TRIES = 200
SENTENCES = ["Fewer repeats", "A sentence that says a little more than that"]


def _day(random: Random) -> str:
    """An early day or a late one, as most checks compare two days."""
    year = random.randint(2026, 2030)
    return f"{year}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"


ANY_OF: dict[str, Callable[[Random], Any]] = {
    "boolean": lambda random: random.random() < 0.5,
    "decimal": lambda random: str(random.randint(0, 100)),
    "percent": lambda random: str(random.randint(0, 100)),
    "money": lambda random: {"amount": str(random.randint(0, 90_000)), "currency": "EUR"},
    "date": _day,
    "period": lambda random: random.choice(["P1M", "P3M", "P1Y"]),
    "person": lambda random: {
        "name": random.choice(["Ann Lee", "Bob Roy"]),
        "email": "",
        "function": "Lead",
    },
    "email": lambda _: "ann@example.org",
    "link": lambda _: "https://example.org",
    "file": lambda _: {"name": "mandate.pdf", "digest": "0" * 64},
}


def _value(
    part: Question | Field, choices: Sequence[Choice], random: Random, prompt: Prompt
) -> Any:
    """A random value of a part's type; not every one of them passes its checks."""
    ids = [choice.id for choice in choices]
    match part.type:
        case "choice":
            return random.choice(ids)
        case "choices":
            return sorted(random.sample(ids, random.randint(1, min(4, len(ids)))))
        case "integer" | "scale":
            low = int(part.min or 0)
            return str(random.randint(low, int(part.max or low + 12)))
        case "record":
            return _record(part, random, prompt)
        case "records":
            return [_record(part, random, prompt) for _ in range(random.randint(1, 4))]
        case kind:
            return ANY_OF[kind](random) if kind in ANY_OF else random.choice(SENTENCES)


def _record(question: Any, random: Random, prompt: Prompt) -> dict[str, Any]:
    return {
        field.id: _value(field, prompt.fields_choices.get(field.id, ()), random, prompt)
        for field in question.fields
        if field.required or random.random() < 0.6
    }


def _reply(journal: Journal, found: Next, random: Random, known: Mapping[str, Any]) -> None:
    """Answers with something random, or after some tries with what the sample company says."""
    assert found.question is not None
    asked = found.question.asked.question
    interview = Interview(journal.view, found.question.instance, LEAD, cursor=asked.id)
    prompt = interview.prompt()
    assert prompt is not None
    if not prompt.required and random.random() < 0.3:
        skipped = interview.skip()
        assert not isinstance(skipped, Refusal), skipped
        if skipped[1]:
            journal.append(skipped[1])
            return
    tries = [_value(asked, prompt.choices, random, prompt) for _ in range(TRIES)]
    tries.append(known.get(found.question.instance.step, {}).get(asked.id))
    for value in tries:
        replied = interview.reply(value) if value is not None else Refusal(())
        if not isinstance(replied, Refusal):
            assert replied[1], "an accepted reply records something"
            journal.append(replied[1])
            return
    raise AssertionError(f"no answer passes {prompt.path}: {replied}")


@pytest.mark.parametrize("seed", range(3))
def test_any_valid_answers_walk_the_shipped_playbook_to_its_end(seed: int) -> None:
    loaded = load_playbook(shipped_root())
    assert loaded.playbook is not None
    assert loaded.example is not None
    known = read_example(loaded.example).answers
    random, journal = Random(seed), Journal(Process(loaded.playbook))
    for _ in range(ENOUGH):
        found = next_of(journal.board, TEAM, LEAD)
        if found.question is not None:
            _reply(journal, found, random, known)
        elif found.actions:
            act(journal, found.actions[0].command, TEAM)
        else:
            break
    else:
        raise AssertionError(found)
    states = {stands.state for stands in journal.board.standings.values()}
    assert states <= {"done", "skipped", "not_applicable"}
    assert found.until is not None
