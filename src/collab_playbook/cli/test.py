"""``test``: tells the stories of a playbook, walks it at random, and says what was never seen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.opening import sound
from collab_playbook.cli.options import Options
from collab_playbook.cli.rehearsing import Rehearsal, StoryResult, WalkResult
from collab_playbook.cli.tested import tested_content, tested_text
from collab_playbook.errors import FindingsError, UsageError
from collab_playbook.files.parts import HEAD
from collab_playbook.files.playbook import load_playbook, shipped_root
from collab_playbook.files.stories import read_story, story_files
from collab_playbook.terminal.plain import put, tell

_MOST_WALKS = 100_000


class Format(StrEnum):
    """How the results are told."""

    text = "text"
    json = "json"


def command(
    ctx: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            help="A playbook's folder, or one of its stories; else the folder you are in.",
            show_default=False,
        ),
    ] = None,
    walks: Annotated[
        int,
        typer.Option(
            "--walks",
            metavar="N",
            min=0,
            max=_MOST_WALKS,
            help="How many random walks to take as well.",
        ),
    ] = 0,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", metavar="N", help="Where chance begins; the same seed takes the same walks."
        ),
    ] = 1,
    pairwise: Annotated[
        bool,
        typer.Option(
            "--pairwise", help="Walks in which every pair of choices that conditions read comes up."
        ),
    ] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="List what no story and no walk has seen.")
    ] = False,
    output: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.text,
) -> None:
    """Tell the stories of a playbook, and say which steps, conditions and branches they cover.

    A story lies in playbook/stories/: answers and decisions in, states and documents out. It is
    told in each language of the playbook, or in that of --language alone.

    \b
    Examples:
      collab-playbook test
      collab-playbook test playbook/stories/mandate.yaml
      collab-playbook test --walks 20 --seed 7
      collab-playbook test --format json
    """
    options = options_of(ctx)
    root, names = _asked_for(path, options)
    rehearsals = tuple(_rehearsals(root, options.language))
    files = [read_story(root, name) for name in names]
    stories = tuple(each.told(file) for file in files for each in rehearsals)
    walked = tuple(_walks(rehearsals[0], range(seed, seed + walks), pairwise, seed))
    if output is Format.json:
        put(tested_content(rehearsals, stories, walked))
    else:
        put(tested_text(rehearsals, stories, walked, missing=missing))
    _judge(stories, walked)


def _rehearsals(root: Path, language: str | None) -> Iterator[Rehearsal]:
    """The playbook in the language that was asked for, or in each of its own."""
    first = load_playbook(root, language or "en")
    playbook = sound(first)
    yield Rehearsal(playbook, first, language or playbook.languages[0])
    for other in () if language else playbook.languages[1:]:
        loaded = load_playbook(root, other)
        yield Rehearsal(sound(loaded), loaded, other)


def _walks(rehearsal: Rehearsal, seeds: range, pairwise: bool, seed: int) -> Iterator[WalkResult]:
    for number in seeds:
        yield rehearsal.walked(random.Random(number), number)  # noqa: S311 - repeatable on purpose
    for row in rehearsal.pairs() if pairwise else ():
        yield rehearsal.walked(random.Random(seed), seed, row)  # noqa: S311 - likewise


def _judge(stories: tuple[StoryResult, ...], walked: tuple[WalkResult, ...]) -> None:
    told = sum(1 for story in stories if not story.as_told)
    lost = sum(1 for walk in walked if walk.trouble)
    said = [f"{told} of {len(stories)} stories did not go as told"] if told else []
    said += [f"{lost} of {len(walked)} walks did not come to their end"] if lost else []
    if said:
        raise FindingsError("; ".join(said))
    if not stories and not walked:
        tell("There is no story to tell. Begin one with: collab-playbook new story ID")


def _asked_for(path: Path | None, options: Options) -> tuple[Path, tuple[str, ...]]:
    """The playbook's folder and the names of the stories to tell."""
    start = (path or (Path(options.playbook) if options.playbook else Path.cwd())).absolute()
    if start.is_file():
        root = next((each for each in start.parents if (each / HEAD).is_file()), None)
        if root is None:
            hint = f"A story lies in playbook/stories/ of a folder with {HEAD}."
            raise UsageError(f"'{path}' belongs to no playbook", hint)
        return root, (start.relative_to(root).as_posix(),)
    if (start / HEAD).is_file():
        return start, story_files(start)
    if path is None and options.playbook is None:
        return shipped_root(), story_files(shipped_root())
    raise UsageError(f"'{path or options.playbook}' holds no playbook", f"It has no {HEAD}.")
