"""Random playbooks and random people: the worlds in which the laws of the engine must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build import Journal, process, question, step
from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.approving import Signature, approve, refuse
from collab_playbook.engine.lifecycle import reaffirm, reopen, skip, submit
from collab_playbook.engine.people import People
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.repeats import acting_on
from collab_playbook.model.event import Draft, Instance

if TYPE_CHECKING:
    from random import Random

    from collab_playbook.engine.process import Process

VERBS = ("answer", "submit", "approve", "refuse", "skip", "reopen")


def plain_process(random: Random, size: int) -> Process:
    """A process of needs and sign-offs alone, where no answer could stand in the way."""
    steps = []
    for number in range(1, size + 1):
        earlier = [f"s{n}" for n in range(1, number)]
        needs: list[Any] = random.sample(earlier, min(len(earlier), random.randint(0, 3)))
        needs = [{"step": n, "state": "done"} if random.random() < 0.25 else n for n in needs]
        sign_off = {"sign_off": {"all_of": ["sponsor"]}} if random.random() < 0.4 else {}
        steps.append(step(f"s{number}", number, needs=needs, questions=[question("x")], **sign_off))
    return process(*steps)


def guarded_process(random: Random, size: int) -> Process:
    """A process with conditions, criteria, defaults, repeats, sign-offs and loops."""
    steps = []
    for number in range(1, size + 1):
        earlier = [f"s{n}" for n in range(1, number)]
        needs: list[Any] = random.sample(earlier, min(len(earlier), random.randint(0, 2)))
        needs = [{"step": n, "state": "done"} if random.random() < 0.2 else n for n in needs]
        steps.append(_guarded_step(random, number, needs, earlier))
    return process(*steps)


def _guarded_step(
    random: Random, number: int, needs: list[Any], earlier: list[str]
) -> dict[str, Any]:
    name = f"s{number}"
    keys: dict[str, Any] = {"needs": needs, "questions": _guarded_questions(random, name, earlier)}
    if random.random() < 0.6:
        keys["done_when"] = [{"id": "enough", "text": "Enough", "that": f"{name}.amount > 2"}]
    if earlier and random.random() < 0.3:
        keys["when"] = f"{random.choice(earlier)}.amount > 1"
    if random.random() < 0.4:
        keys["sign_off"] = _sign_off(random)
    if random.random() < 0.4:
        keys["repeat"] = {"every": "P1M", "questions": ["amount"]}
    if earlier and random.random() < 0.3:
        target = random.choice(earlier)
        keys["reopens"] = [{"when": f"{name}.amount > 6", "step": target, "reason": "Too much."}]
    if random.random() < 0.2:
        keys["required"] = False
    return step(name, number, **keys)


def _guarded_questions(random: Random, name: str, earlier: list[str]) -> list[dict[str, Any]]:
    amount = question("amount", type="integer", required=random.random() < 0.5, min="0", max="9")
    word = question("word", required=random.random() < 0.5)
    if random.random() < 0.4:
        word["when"] = f"{name}.amount > 3"
    if earlier and random.random() < 0.4:
        amount["default"] = {"from": f"{random.choice(earlier)}.amount"}
    if random.random() < 0.3:
        amount["check"] = [{"that": "value != 7", "message": "Seven is not possible."}]
    return [amount, word]


def _sign_off(random: Random) -> dict[str, Any]:
    sign_off: dict[str, Any] = {"all_of": ["sponsor"]}
    if random.random() < 0.5:
        sign_off["not_author"] = True
    if random.random() < 0.3:
        sign_off["expires"] = "P6M"
    return sign_off


def attempt(journal: Journal, verb: str, step_id: str, by: str, value: Any = "word") -> bool:
    """Tries one thing; tells whether it was accepted, and appends what came of it."""
    instance = Instance("programme", step_id)
    view = journal.view
    outcome: tuple[Draft, ...] | Refusal
    match verb:
        case "answer":
            first = view.process.playbook.questions_of(step_id)[0]
            outcome = answer(view, Entry(instance, first, value), by)
        case "submit":
            outcome = submit(view, acting_on(view, instance), by)
        case "approve":
            outcome = approve(view, instance, Signature(by, "sponsor"), People())
        case "refuse":
            outcome = refuse(view, instance, Signature(by, "sponsor", "Not yet."), People())
        case "skip":
            outcome = skip(view, instance, "Not now.")
        case "reopen":
            outcome = reopen(view, instance, "Once more.")
        case _:
            outcome = reaffirm(view, instance, "Looked at it.")
    if isinstance(outcome, Refusal):
        return False
    journal.append(outcome, by)
    return bool(outcome)


def random_history(random: Random, what: Process, length: int, people: tuple[str, ...]) -> Journal:
    """A journal that random people made by trying random things."""
    journal = Journal(what)
    steps = [s.id for s in what.steps]
    for _ in range(length):
        verb = random.choice((*VERBS, "answer", "answer", "submit", "reaffirm"))
        attempt(
            journal, verb, random.choice(steps), random.choice(people), str(random.randint(0, 9))
        )
    return journal
