"""What ``test`` found, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from collab_playbook.cli.machine import dumped
from collab_playbook.cli.rehearsing import Rehearsal, StoryResult, WalkResult
from collab_playbook.engine.expecting import Mismatch
from collab_playbook.model.problem import Place
from collab_playbook.terminal.escaping import safe

_GUARD_SHOWN = 60


def tested_text(
    rehearsals: Sequence[Rehearsal],
    stories: Sequence[StoryResult],
    walks: Sequence[WalkResult],
    *,
    missing: bool,
) -> str:
    """The results as lines."""
    first = rehearsals[0].language
    lines = [line for story in stories for line in _story_lines(story, first)]
    lines += [line for walk in walks for line in _walk_lines(walk)]
    lines += _coverage_lines(coverage_of(rehearsals), missing=missing)
    return "\n".join(safe(line) for line in lines)


def _story_lines(story: StoryResult, first: str) -> Iterator[str]:
    where = f" [{story.language}]" if story.language != first else ""
    if story.as_told:
        yield f"{story.file.file}: as told{where}: {story.title}"
    for problem in story.problems:
        yield str(problem)
    for place, mismatch in story.mismatches:
        yield f"{place}: {mismatch.message}{where}"
        if mismatch.expected or mismatch.found:
            yield from _difference(mismatch)


def _difference(mismatch: Mismatch) -> Iterator[str]:
    for name, text in (("expected", mismatch.expected), ("found", mismatch.found)):
        first, *rest = text.splitlines() or ["nothing"]
        yield f"  {name:<9} {first}"
        yield from (f"  {'':<9} {line}" for line in rest)


def _walk_lines(walk: WalkResult) -> Iterator[str]:
    name = f"walk, seed {walk.seed}" + (", with given choices" if walk.choices else "")
    if not walk.trouble:
        yield f"{name}: came to its end in {walk.moves} moves"
        return
    yield f"{walk.place}: {walk.trouble} [{name}]"
    yield f"  before it: {', '.join(walk.last) or 'nothing'}"
    if walk.choices:
        chosen = ", ".join(f"{q}={_word(v)}" for q, v in walk.choices.items())
        yield f"  choices:   {chosen}"


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _coverage_lines(coverage: dict[str, Any], *, missing: bool) -> Iterator[str]:
    yield ""
    names = {"steps": "steps done", "conditions": "outcomes of conditions"}
    names |= {"templates": "branches of templates"}
    for key, name in names.items():
        part = coverage[key]
        share = part["covered"] * 100 // part["total"] if part["total"] else 100
        yield f"{name:<24}{part['covered']:>5} of {part['total']:<5}{share:>4} %"
    if not missing:
        return
    for step in coverage["steps"]["missing"]:
        yield f"{_at(step)}: '{step['id']}' is never done"
    for one in coverage["conditions"]["missing"]:
        guard = one["guard"]
        shown = guard if len(guard) <= _GUARD_SHOWN else f"{guard[: _GUARD_SHOWN - 3]}..."
        yield f"{_at(one)}: never {' nor '.join(one['never'])}: {shown}"
    for one in coverage["templates"]["missing"]:
        yield f"{one['file']}:{one['line']}: never {one['never']}"


def _at(found: dict[str, Any]) -> str:
    return f"{found['file']}:{found['line']}:{found['column']}"


def tested_content(
    rehearsals: Sequence[Rehearsal], stories: Sequence[StoryResult], walks: Sequence[WalkResult]
) -> str:
    """The results for other programs: ``collab-playbook/test@1``."""
    return dumped(
        "test",
        {
            "stories": [_story(story) for story in stories],
            "walks": [_walk(walk) for walk in walks],
            "coverage": coverage_of(rehearsals),
        },
    )


def _story(story: StoryResult) -> dict[str, Any]:
    faults = [
        {**_span(p.place), "message": p.message, "expected": "", "found": "", "code": p.code}
        for p in story.problems
    ]
    differences = [
        {**_span(place), "message": m.message, "expected": m.expected, "found": m.found, "code": ""}
        for place, m in story.mismatches
    ]
    return {
        "file": story.file.file,
        "title": story.title,
        "language": story.language,
        "as_told": story.as_told,
        "mismatches": [*faults, *differences],
    }


def _walk(walk: WalkResult) -> dict[str, Any]:
    return {
        "seed": walk.seed,
        "choices": dict(walk.choices),
        "moves": walk.moves,
        "trouble": walk.trouble,
        "place": _span(walk.place) if walk.place else None,
        "last": list(walk.last),
    }


def _span(place: Place) -> dict[str, Any]:
    return place._asdict()


def coverage_of(rehearsals: Sequence[Rehearsal]) -> dict[str, Any]:
    """What was seen of the playbook, and what was not, with its place.

    Steps and conditions are the same in every language; each template counts in its own.
    """
    rehearsal = rehearsals[0]
    places = rehearsal.loaded.places
    steps = [step.id for step in rehearsal.process.steps]
    unseen = [name for name in steps if name not in rehearsal.notes.done]
    conditions = rehearsal.notes.conditions
    outcomes = sum(seen.true + seen.false for seen in conditions)
    branches = tuple(branch for each in rehearsals for branch in each.branches())
    return {
        "steps": _part(
            len(steps) - len(unseen),
            len(steps),
            ({**_span(places.of("steps", name, "id")), "id": name} for name in unseen),
        ),
        "conditions": _part(
            outcomes,
            2 * len(conditions),
            (
                {
                    **_span(
                        places.of(seen.site.path.kind, seen.site.path.owner, *seen.site.path.keys)
                    ),
                    "guard": seen.site.text,
                    "never": [
                        w for w, held in (("true", seen.true), ("false", seen.false)) if not held
                    ],
                }
                for seen in conditions
                if not (seen.true and seen.false)
            ),
        ),
        "templates": _part(
            sum(branch.taken for branch in branches),
            len(branches),
            (
                {"file": branch.file, "line": branch.line, "never": branch.kind}
                for branch in branches
                if not branch.taken
            ),
        ),
    }


def _part(covered: int, total: int, missing: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"covered": covered, "total": total, "missing": list(missing)}
