"""Random answers of the right type, for walks; not every one of them passes its checks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from collab_playbook.engine.reading import Read, example_of, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from collab_playbook.engine.interview import Prompt
    from collab_playbook.model.question import Choice, Field, Question

Item = TypeVar("Item")
_SENTENCE = "A sentence that says what there is to say. "
_MOST_RECORDS = 4
DAYS_AROUND = 1500
"""Days around today in which invented dates lie, as most checks compare two of them."""


class Chance(Protocol):
    """Where chance comes from: ``random.Random`` with a seed."""

    def random(self) -> float:
        """A number from 0 up to 1."""
        ...

    def randint(self, a: int, b: int) -> int:
        """A whole number between two, both included."""
        ...

    def choice(self, seq: Sequence[Item]) -> Item:
        """One of several."""
        ...

    def sample(self, population: Sequence[Item], k: int) -> list[Item]:
        """Some of several."""
        ...


def invented(prompt: Prompt, chance: Chance, today: date) -> Any:
    """A random answer to the question at hand, in stored form."""
    return _value(prompt.question, prompt.choices, prompt, chance, today)


def _value(  # noqa: PLR0911 - one line for each kind of answer
    part: Question | Field, choices: Sequence[Choice], prompt: Prompt, chance: Chance, today: date
) -> Any:
    ids = [choice.id for choice in choices]
    match part.type:
        case "choice":
            return chance.choice(ids)
        case "choices":
            return _some(part, ids, chance)
        case "record":
            return _record(prompt, chance, today)
        case "records":
            least = int(part.min or 1)
            most = min(int(part.max or least + _MOST_RECORDS), least + _MOST_RECORDS)
            return [_record(prompt, chance, today) for _ in range(chance.randint(least, most))]
        case "integer" | "scale":
            return _whole(part, chance, _MOST_RECORDS * 3)
        case "date":
            days = chance.randint(-DAYS_AROUND // 4, DAYS_AROUND)
            return (today + timedelta(days=days)).isoformat()
        case kind if kind in _OF:
            return _OF[kind](part, chance)
        case _:
            return _text(part, choices, chance, today)


def _some(part: Question | Field, ids: Sequence[str], chance: Chance) -> list[str]:
    least = int(part.min or 1)
    most = max(least, min(len(ids), int(part.max or _MOST_RECORDS)))
    chosen = set(chance.sample(ids, min(len(ids), chance.randint(least, most))))
    return [name for name in ids if name in chosen]


def _record(prompt: Prompt, chance: Chance, today: date) -> dict[str, Any]:
    return {
        field.id: _value(field, prompt.fields_choices.get(field.id, ()), prompt, chance, today)
        for field in prompt.question.fields
        if field.required or chance.random() < 0.7
    }


def _whole(part: Question | Field, chance: Chance, span: int) -> str:
    low = _limit(part.min, 0)
    high = max(low, _limit(part.max, low + span))
    return str(chance.randint(low, high))


def _limit(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def _text(part: Question | Field, choices: Sequence[Choice], chance: Chance, today: date) -> Any:
    """The part's own example most often: it is the one text that is known to suit it."""
    read = read_text(part, choices, example_of(part, choices, "en"), "en", today)
    if isinstance(read, Read) and (part.pattern or chance.random() < 0.7):
        return read.stored
    least, most = _limit(part.min, 1), _limit(part.max, 10_000)
    repeated = _SENTENCE * (least // len(_SENTENCE) + chance.randint(1, 3))
    return repeated[:most].strip()


_OF: Mapping[str, Callable[[Any, Chance], Any]] = {
    "boolean": lambda _, chance: chance.random() < 0.5,
    "decimal": lambda part, chance: _whole(part, chance, 100),
    "percent": lambda part, chance: _whole(part, chance, 100),
    "money": lambda _, chance: {"amount": str(chance.randint(0, 90_000)), "currency": "EUR"},
    "period": lambda _, chance: chance.choice(["P1M", "P3M", "P1Y"]),
    "person": lambda _, chance: {
        "name": chance.choice(["Ann Lee", "Bob Roy"]),
        "email": "",
        "function": "Lead",
    },
    "email": lambda _, __: "ann@example.org",
    "link": lambda _, __: "https://example.org",
    "file": lambda _, __: {"name": "evidence.pdf", "digest": "0" * 64},
}
