"""Ids and file names: none reserved, none that differs from another by its case alone."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Label, Place, Problem
from collab_playbook.rules.names import Path, questions_with_path
from collab_playbook.rules.names_lists import without
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.checked import Checked

RESERVED_QUESTIONS = frozenset({"done", "state", "due", "skipped"})
RESERVED_STEPS = frozenset(
    {
        ORGANISATION,
        "indicator",
        "gate",
        "circle",
        "community",
        "programme",
        "today",
        "circles",
        "communities",
        "value",
    }
)


def case_clash(checked: Checked) -> Iterator[Problem]:
    """Two files or folders have names that differ only by upper and lower case.

    Why:
        Windows and macOS take them for one, so that a copy of the playbook there holds only one of
        the two.
    Bad:
        {# file: templates/_parts/Head.md.j2 #}
        {% macro head() %}{% endmacro %}
    Good:
        {# file: templates/_parts/foot.md.j2 #}
        {% macro foot() %}{% endmacro %}
    Says:
        templates/_parts/Head.md.j2:1:1: PB106 'templates/_parts/Head.md.j2' and 'templates/_parts/head.md.j2' differ only by upper and lower case [case-clash]
    """  # noqa: E501 - lines as they are printed
    first: dict[str, str] = {}
    told: set[str] = set()
    for file in sorted(checked.files, key=_plain_first):
        parts = file.split("/")
        for depth in range(1, len(parts) + 1):
            name = "/".join(parts[:depth])
            other = first.setdefault(_folded(name), name)
            if other != name and name not in told:
                told.add(name)
                message = say(
                    "'{name}' and '{other}' differ only by upper and lower case",
                    name=name,
                    other=other,
                )
                hint = say("Rename one of them: on Windows and macOS they are the same file.")
                yield Problem(
                    "PB106",
                    "case-clash",
                    message,
                    Place(file),
                    hint,
                    labels=(
                        Label(
                            Place(other if depth == len(parts) else _within(checked, other)),
                            say("the other"),
                        ),
                    ),
                    anchor=name,
                )
            if other != name:
                break  # what lies below differs for the same reason


def _plain_first(name: str) -> tuple[bool, str]:
    """Names in lower case first, so that the odd one of two is told."""
    return name != _folded(name), name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _within(checked: Checked, folder: str) -> str:
    return min(file for file in checked.files if file.startswith(f"{folder}/"))


def reserved_id(checked: Checked) -> Iterator[Problem]:
    """A step or a question has an id that the program keeps for itself.

    Why:
        Guards and templates would mean the program's own value by that name, and never the answer.
    Bad:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
          - {id: due, type: date, ask: When is the next one?, label: Next, example: "2026-12-31"}
    Good:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
          - {id: next_one, type: date, ask: When is the next one?, label: Next, example: "2026-12-31"}
    Says:
        steps/03-look_back/step.yaml:5:10: PB111 'due' is a name that the program keeps for itself [reserved-id]
    """  # noqa: E501 - lines as they are printed
    taken: list[tuple[str, Path]] = [
        (step.id, ("steps", step.id))
        for step in checked.playbook.steps
        if step.id in RESERVED_STEPS
    ]
    taken += [
        (question.id, path)
        for question, path in questions_with_path(checked.playbook)
        if question.id in RESERVED_QUESTIONS
    ]
    for name, path in taken:
        yield Problem(
            "PB111",
            "reserved-id",
            say("'{name}' is a name that the program keeps for itself", name=name),
            checked.places.of(*path, "id"),
            say("Choose another id."),
            anchor="/".join(map(str, path)),
        )


def listed_twice(checked: Checked) -> Iterator[Problem]:
    """A list of names holds one of them twice.

    Why:
        The second has no effect, so it is either left over or was to be another name.
    Bad:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P1M, questions: [learnt, on_track, learnt]}
    Good:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P1M, questions: [learnt, on_track]}
    Says:
        steps/03-look_back/step.yaml:2:52: PB116 'learnt' stands twice in this list [listed-twice]
    Fix:
        The second one is removed. Safe: it had no effect.
    """
    for names, path in _lists(checked):
        for number, name in enumerate(names):
            first = names.index(name)
            if first == number:
                continue
            yield Problem(
                "PB116",
                "listed-twice",
                say("'{name}' stands twice in this list", name=name),
                checked.places.of(*path, number),
                say("Remove one, or name what was meant."),
                "warning",
                labels=(Label(checked.places.of(*path, first), say("the first")),),
                fix=without(
                    checked, path, number, len(names), say("Remove the second '{name}'", name=name)
                ),
                anchor="/".join((*map(str, path), name)),
            )


def _lists(checked: Checked) -> Iterator[tuple[tuple[str, ...], Path]]:
    """The lists of names that have no rule of their own for this."""
    playbook = checked.playbook
    yield playbook.languages, ("playbook", "languages")
    for step in playbook.steps:
        base = ("steps", step.id)
        yield step.scopes, (*base, "scopes")
        yield step.better_after, (*base, "better_after")
        if step.repeat is not None:
            yield step.repeat.questions, (*base, "repeat", "questions")
    for document in playbook.documents:
        yield document.formats, ("documents", document.id, "formats")


RULES: tuple[Rule, ...] = (
    Rule("PB106", "case-clash", case_clash),
    Rule("PB111", "reserved-id", reserved_id, needed_to_run=True),
    Rule("PB116", "listed-twice", listed_twice, severity="warning", fix="safe"),
)
