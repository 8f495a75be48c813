"""A questionnaire as a value: what it asks of whom, before any format gives it a shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.form_cells import held
from collab_playbook.documents.form_conditions import condition_in_words
from collab_playbook.engine.asking import asked_of
from collab_playbook.engine.outline import MINUTES
from collab_playbook.engine.repeats import comes_back
from collab_playbook.engine.showing import shown
from collab_playbook.language.values import Failure, Unknown
from collab_playbook.model.event import PROGRAMME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from collab_playbook.documents.form_words import FormWords
    from collab_playbook.engine.asking import Asked
    from collab_playbook.engine.state import Stored
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance
    from collab_playbook.model.question import Choice, Question


_TO_READ = 0.5
"""Minutes that reading an answer takes that is filled in."""


class Respondent(NamedTuple):
    """Who fills a questionnaire in, or who asks for it."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Item:
    """A question as a questionnaire puts it.

    Attributes:
        number: Its number in the whole questionnaire, from 1.
        path: How commands name it: ``customers/objectives.items``.
        question: The question.
        choices: What it admits, its catalogue resolved.
        fields_choices: The same for the fields of a record.
        condition: When it is to be answered, in words; empty for always.
        value: The answer that is filled in beforehand; ``None`` for none.
        keeps_back: Whether an answer stands that is not shown.
        last: The answer of the time before, in words, where the question has come back.
        is_closed: Whether it cannot be answered here, since it wants a file.
    """

    number: int
    path: str
    question: Question
    choices: tuple[Choice, ...] = ()
    fields_choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    condition: str = ""
    value: Stored | None = None
    keeps_back: bool = False
    last: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Section:
    """The questions of one step, in the programme, a circle or a community."""

    scope: str
    title: str
    purpose: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Form:
    """A questionnaire.

    Attributes:
        words: What it says besides the playbook's texts, in its language.
        organisation: Whose project it is about.
        project: The title of the playbook.
        asker: Who asks, and whom it goes back to.
        respondent: Who is to fill it in; empty for anyone.
        day: The day that it was made.
        heads: The events that its answers were taken from, to tell later what was changed where.
        sections: The steps that it asks about.
    """

    words: FormWords
    organisation: str
    project: str
    asker: Respondent
    respondent: Respondent
    day: date
    heads: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The title: that of its only step, else that of the project."""
        about = self.sections[0].title if len(self.sections) == 1 else self.project
        return self.words("title", about=about)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every question, in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def minutes(self) -> int:
        """About how long it takes, to the next five minutes; what is filled in is only read."""
        open_ = [item for item in self.items if not item.is_closed]
        taken = sum(
            MINUTES.get(item.question.type, 1) if item.value is None else _TO_READ for item in open_
        )
        return max(5, -(-int(taken) // 5) * 5)

    @property
    def opening(self) -> tuple[str, ...]:
        """The paragraphs that open it: who asks, for what, what becomes of it, whom to send it."""
        count = len(self.items)
        asker = self.asker.name
        back = f"{asker} ({self.asker.email})" if self.asker.email else asker
        words = self.words
        asks = words(
            "asks",
            asker=asker,
            organisation=self.organisation or self.project,
            project=self.project,
        )
        takes = words.counted("takes", count, minutes=self.minutes)
        lines = [f"{asks} {takes}", words("becomes"), words("back", back=back)]
        if any(item.value is not None for item in self.items):
            lines.insert(1, words("filled", day=words.day(self.day)))
        return tuple(lines)


class Wanted(NamedTuple):
    """What of the answers that stand a questionnaire shows."""

    answers: bool = True
    sensitive: bool = False


def sections_of(
    view: View, instances: Iterable[Instance], wanted: Wanted, words: FormWords
) -> tuple[Section, ...]:
    """The sections for some instances; those that ask nothing are left out.

    A question whose condition is false is left out; where the condition cannot be told yet, the
    question is there with the condition in words.
    """
    sections: list[Section] = []
    number = 1
    for instance in instances:
        items: list[Item] = []
        for asked in asked_of(view, instance):
            condition = _condition(view, instance, asked, words)
            if condition is not None:
                items.append(_item(view, instance, asked, number, wanted, condition, words))
                number += 1
        if items:
            sections.append(_section(view, instance, tuple(items), words))
    return tuple(sections)


def _section(view: View, instance: Instance, items: tuple[Item, ...], words: FormWords) -> Section:
    step = view.process.playbook.step_by_id.get(instance.step)
    title = step.title if step is not None else words("organisation")
    if instance.scope != PROGRAMME:
        title = words("within", title=title, owner=view.state.title(instance.scope))
    return Section(instance.scope, title, step.purpose if step is not None else "", items)


def _condition(view: View, instance: Instance, asked: Asked, words: FormWords) -> str | None:
    """The condition to print; ``None`` where the question is not asked."""
    guard = asked.question.when
    if guard is None or asked.in_force:
        return ""
    verdict = view.evaluate(guard, instance.scope)
    if not isinstance(verdict, Unknown | Failure) and not _rests_here(view, instance, guard):
        return None
    return condition_in_words(view.process, guard, words)


def _rests_here(view: View, instance: Instance, guard: str) -> bool:
    """Whether a condition looks at this step's own answers, which the form itself may change."""
    return any(path[0] == instance.step for path in view.process.reads(guard))


def _item(  # noqa: PLR0913, PLR0917 - what an item is made of
    view: View,
    instance: Instance,
    asked: Asked,
    number: int,
    wanted: Wanted,
    condition: str,
    words: FormWords,
) -> Item:
    playbook, question = view.process.playbook, asked.question
    standing = view.answers_of(instance.scope, instance.step).get(question.id)
    is_closed = question.type == "file" or any(f.type == "file" for f in question.fields)
    hidden = question.sensitive and not wanted.sensitive
    shows = standing is not None and wanted.answers and not hidden and not is_closed
    anew = not question.fields and comes_back(
        view, instance._replace(occurrence=1), question.id
    )  # a list is brought up to date, not written anew
    fills = shows and not anew and held(playbook, question, standing, words)
    value = standing if fills else None
    choices = playbook.choices_of(question)
    last = shown(question, standing, choices, words.language, playbook.choices_of)
    return Item(
        number=number,
        path=f"{instance.path}.{question.id}",
        question=question,
        choices=choices,
        fields_choices={
            f.id: playbook.choices_of(f) for f in question.fields if f.type in {"choice", "choices"}
        },
        condition=condition,
        value=value,
        keeps_back=standing is not None and value is None and wanted.answers and not anew,
        last=last if shows and anew else "",
        is_closed=is_closed,
    )
