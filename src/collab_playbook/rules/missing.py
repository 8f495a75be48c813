"""One name that leads nowhere from many places is one mistake, told once and at its real place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.language.near import is_it, nearest
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Fix, Label, Problem, TextEdit
from collab_playbook.rules.names import (
    ROLES,
    deciding_roles,
    mentioned_steps,
    questions_with_path,
    signing_roles,
    working_roles,
)
from collab_playbook.rules.rule import Rule
from collab_playbook.rules.stories_names import told_in
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from collab_playbook.model.problem import Place
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.names import Path

_MISSPELT = "PB120"
_UNUSED = frozenset({"PB401", "PB402", "PB403", "PB405", "PB406", "PB407", "PB408", "PB409"})
"""What nothing uses, which may be only because a name of it is wrong."""
_SHOWN = 3
"""Other places of a missing name that a problem shows."""


def misspelt_id(checked: Checked) -> Iterator[Problem]:
    """An id is named nowhere, and several places name one like it that there is none of.

    Why:
        All of them mean this one: the id is misspelt where it is given, or was renamed there and
        nowhere else.
    Bad:
        # file: steps/01-goal/step.yaml
        questions:
          - {id: aims, type: text, ask: What do you want?, label: Aim, required: true, example: Less}
    Good:
        # file: steps/01-goal/step.yaml
        questions:
          - {id: aim, type: text, ask: What do you want?, label: Aim, required: true, example: Less}
          - {id: until, type: date, ask: Until when?, label: Until, required: true, example: "2026-12-31"}
    Says:
        steps/01-goal/step.yaml:3:10: PB120 Nothing names 'aims', and 2 places name 'aim', which
          there is not [misspelt-id]
    Fix:
        The id becomes what the others call it. Unsafe: the others may be wrong.
    """  # noqa: E501 - lines as they are in the file
    for missing, found in _by_name(_leading_nowhere(checked)).items():
        path = _meant(checked, missing)
        if path is None or len(found) == 1:
            continue
        word, name = str(path[-1]), missing.rpartition(".")[2]
        place = checked.places.of(*path, "id")
        yield Problem(
            _MISSPELT,
            "misspelt-id",
            say(
                ("Nothing names '{word}', and {count} places name '{name}', which there is not"),
                word=word,
                count=len(found),
                name=name,
            ),
            place,
            is_it(name),
            labels=_labels([problem.place for problem in found], f"'{name}'"),
            fix=Fix(say("Write '{name}'", name=name), (TextEdit(place, name),), safe=False),
            anchor="/".join(map(str, path)),
            missing=missing,
        )


def one_each(problems: Iterable[Problem], checked: Checked) -> Iterator[Problem]:
    """The problems with each name that leads nowhere told once, and without what follows from it.

    A name that stands in several places is told at the first, with the others beside it: what it
    names may be missing, or all of them be misspelt. What nothing uses is not told where a name
    is near that may be its own, nor where a whole part is missing that might use it.
    """
    listed = tuple(problems)
    spoken_for = {problem.missing for problem in listed if problem.code == _MISSPELT}
    silent: list[Place] = []
    told: dict[int, Problem | None] = {}
    is_part_missing = False
    for missing, found in _by_name(listed).items():
        path = _meant(checked, missing)
        if path is not None:
            silent.append(checked.places.of(*path))
        if missing in spoken_for:
            told |= {id(problem): None for problem in found if problem.code != _MISSPELT}
        elif path is not None and len(found) == 1:
            label = Label(
                checked.places.of(*path, "id"), say("this may be meant; nothing names it")
            )
            told[id(found[0])] = found[0]._replace(labels=(*found[0].labels, label))
        elif path is None:
            is_part_missing = is_part_missing or _is_part(missing)
            first, *others = found
            told |= {id(problem): None for problem in others}
            told[id(first)] = _together(first, others)
    for problem in listed:
        now = told.get(id(problem), problem)
        is_told = now is not None and not (
            problem.code in _UNUSED
            and (is_part_missing or any(_within(problem.place, each) for each in silent))
        )
        if is_told and now is not None:
            yield now


def _is_part(missing: str) -> bool:
    """Whether a name is that of a step, a catalogue or a document."""
    kind, dot, name = missing.partition(".")
    return not dot or (kind in {"catalogue", "document"} and "." not in name)


def _together(first: Problem, others: list[Problem]) -> Problem:
    """A problem that stands for others of the same name, and mends them with itself."""
    fix = first.fix
    if fix is not None:
        edits = (edit for problem in others if problem.fix for edit in problem.fix.edits)
        fix = fix._replace(edits=tuple(dict.fromkeys((*fix.edits, *edits))))
    labels = _labels([problem.place for problem in others], say("here too"))
    return first._replace(labels=(*first.labels, *labels), fix=fix)


def _by_name(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: problem.place):
        if problem.missing:
            found.setdefault(problem.missing, []).append(problem)
    return found


def _leading_nowhere(checked: Checked) -> Iterator[Problem]:
    """What the rules find that look names up.

    Templates are looked at only where another rule has read them: that takes longer than the rest.
    """
    from collab_playbook.rules import (  # noqa: PLC0415 - they need not know of this
        guards,
        references,
        templates,
    )

    of_templates = templates.RULES if templates.are_read(checked) else ()
    rules = (*references.RULES, *guards.RULES, *of_templates)
    for rule in rules:
        if rule.name.startswith("unknown-") or rule.name.startswith("template-unknown-"):
            yield from (problem for problem in rule.check(checked) if problem.missing)


def _labels(places: list[Place], text: str) -> tuple[Label, ...]:
    left = len(places) - _SHOWN
    texts = [text] * min(len(places), _SHOWN)
    if left > 0:
        texts[-1] = (
            say("{text}, and in {left} more places", text=text, left=left)
            if left > 1
            else say("{text}, and once more", text=text)
        )
    return tuple(map(Label, places, texts))


def _within(place: Place, whole: Place) -> bool:
    start, end = (whole.line, whole.column), (whole.end_line, whole.end_column)
    return place.file == whole.file and start <= (place.line, place.column) < end


def _meant(checked: Checked, missing: str) -> Path | None:
    """What a name was probably meant to name, if nothing else names it."""
    owner, _, word = missing.rpartition(".")
    known = _definitions(checked, owner)
    near = nearest(word, known)
    if not near or _is_named(checked, f"{owner}.{near}" if owner else near):
        return None
    return known[near]


def _definitions(checked: Checked, owner: str) -> Mapping[str, Path]:
    """The ids below an owner, and where each is given."""
    playbook = checked.playbook
    above, _, below = owner.partition(".")
    base: Path
    if not owner:
        return {step.id: ("steps", step.id) for step in playbook.steps}
    if owner == "phase":
        return {phase.id: ("phases", phase.id) for phase in playbook.phases}
    if owner == "catalogue":
        return {each.id: ("catalogues", each.id) for each in playbook.catalogues}
    if above == "catalogue":
        catalogue = playbook.catalogue_by_id.get(below)
        base = ("catalogues", below, "records")
        return {each.id: (*base, each.id) for each in (catalogue.records if catalogue else ())}
    base = ("org" if above == ORGANISATION else "steps", above, "questions")
    if not below:
        return {each.id: (*base, each.id) for each in playbook.questions_of(above)}
    question = playbook.question(above, below)
    fields = question.fields if question is not None else ()
    return {each.id: (*base, below, "fields", each.id) for each in fields}


def _is_named(checked: Checked, name: str) -> bool:
    """Whether anything but its definition names it; taken for granted where texts are not there."""
    if not checked.texts or name in _named(checked):
        return True
    owner, _, word = name.partition(".")
    owner = "org(?:anisation)?" if owner == ORGANISATION else owner
    dotted = rf"{owner}\.{re.escape(word)}(?!\w)" if word else rf"{owner}\.[a-z]"
    pattern = re.compile(rf"(?<![\w.])(?:programme\.)?{dotted}")
    return any(pattern.search(text) for text in checked.texts.values())


def _named(checked: Checked) -> set[str]:
    """What keys of the playbook and its stories name."""
    playbook = checked.playbook
    names = {mention.name for mention in mentioned_steps(playbook)}
    names |= {f"phase.{step.phase}" for step in playbook.steps}
    names |= {f"{ROLES}.{mention.name}" for mention in deciding_roles(playbook)}
    for step in playbook.steps:
        roles = (*working_roles(step), *signing_roles(step))
        names |= {f"{ROLES}.{mention.name}" for mention in roles}
        names |= {f"{step.id}.{name}" for name in (step.repeat.questions if step.repeat else ())}
    for question, _ in questions_with_path(playbook):
        names |= {f"catalogue.{part.catalogue}" for part in (question, *question.fields)}
    for told in told_in(checked):
        owner = {"role": f"{ROLES}.", "question": f"{told.step}."}.get(told.kind, "")
        names.add(f"{owner}{told.name}")
    return names


RULES: tuple[Rule, ...] = (Rule(_MISSPELT, "misspelt-id", misspelt_id, fix="unsafe"),)
