"""A folder with a playbook to all its problems: those of its files, then those of its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.word_template import beginning
from collab_playbook.files.collecting import collection_paused
from collab_playbook.files.parts import FOLDERS, NO_PART
from collab_playbook.files.playbook import Loaded, read_playbook
from collab_playbook.files.stories import StoryFile, stories_in, stories_tree
from collab_playbook.files.suppressing import suppressions_of
from collab_playbook.files.translation import language_of
from collab_playbook.files.tree import Tree, decode, list_tree
from collab_playbook.files.word_parts import WORD, Passage, in_paragraph
from collab_playbook.rules.checked import Checked
from collab_playbook.rules.examination import examine, in_order
from collab_playbook.rules.suppressions import MARK, silenced, unusable

if TYPE_CHECKING:
    from pathlib import Path

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.rule import Rule

SOURCE_LANGUAGE = "en"
_NAMES_SUPPRESSIONS = frozenset({"PB901", "PB902"})


class Found(NamedTuple):
    """The problems of a folder, in order, and its files' texts by name."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]


def check_playbook(root: Path, rules: tuple[Rule, ...]) -> Found:
    """Every problem of a playbook that no comment silences.

    Args:
        root: The folder that holds ``playbook/``, ``steps/`` and ``templates/``.
        rules: The rules that may speak.

    Raises:
        PlaybookError: A file cannot be read at all.
    """
    with collection_paused():  # a check ends the program, or throws all of this away at once
        return _found(root, rules)


def _found(root: Path, rules: tuple[Rule, ...]) -> Found:
    parts, stories = list_tree(root, FOLDERS, NO_PART), stories_tree(root)
    told = stories_in(stories)
    texts = FileTexts(Tree(root, (*parts.files, *stories.files)))
    loaded = read_playbook(parts, SOURCE_LANGUAGE)
    translated = {
        language: read_playbook(parts, language) for language in _languages(parts, loaded.readable)
    }
    found = [*loaded.problems, *loaded.text_problems(), *stories.problems]
    found += [problem for story in told for problem in story.problems]
    for other in translated.values():
        found += [*other.problems, *other.text_problems()]
    if loaded.readable is not None:
        found += examine(_checked(loaded, loaded.readable, translated, texts, told), rules)
    found = [in_word(problem, loaded.templates) for problem in found]
    return Found(_spoken(in_order(found), texts, rules), texts)


def _checked(
    loaded: Loaded,
    playbook: Playbook,
    translated: Mapping[str, Loaded],
    texts: Mapping[str, str],
    stories: tuple[StoryFile, ...],
) -> Checked:
    return Checked(
        playbook,
        loaded.places.also(
            {"stories": {each.file: each.root for each in stories if each.root is not None}},
            {each.file: each.text for each in stories},
        ),
        loaded.templates,
        loaded.guides,
        frozenset(texts),
        loaded.holes | set(_without_text(loaded, playbook)),
        {name: each.readable for name, each in translated.items() if each.readable is not None},
        texts,
        {each.file: each.story for each in stories if each.story is not None},
    )


def _without_text(loaded: Loaded, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """The documents whose text is missing or unreadable, which might use whatever nothing uses."""
    for document in playbook.documents:
        if f"{document.id}/body.md.j2" not in loaded.templates:
            yield "documents", document.id
    for problem in loaded.text_problems():
        folder, _, name = problem.place.file.partition("/")
        if folder == "templates":
            yield "documents", name.partition("/")[0]


def _languages(tree: Tree, playbook: Playbook | None) -> list[str]:
    """The languages that any file is translated into, or that the playbook promises."""
    promised = playbook.languages if playbook is not None else ()
    found = {language_of(name) for name in tree.files if name.endswith(".yaml")}
    return sorted({*promised, *found} - {"", SOURCE_LANGUAGE})


def _spoken(
    problems: tuple[Problem, ...], texts: FileTexts, rules: tuple[Rule, ...]
) -> tuple[Problem, ...]:
    """The problems of the rules that may speak, less those that a comment silences."""
    from collab_playbook.rules.registry import RULES  # noqa: PLC0415 - the caller chose among them

    chosen = {rule.code for rule in rules}
    codes = {rule.code for rule in RULES}
    suppressions = suppressions_of(texts.holding(MARK))
    left, unused = silenced(problems, suppressions, chosen - _NAMES_SUPPRESSIONS)
    told = (*left, *unused, *unusable(suppressions, codes))
    return in_order(p for p in told if p.code in chosen or p.code not in codes)


def in_word(problem: Problem, templates: Mapping[str, str]) -> Problem:
    """A problem of a Word template tells its paragraph; no text edit can mend such a file."""
    name = problem.place.file.removeprefix("templates/")
    if not name.endswith(WORD) or not templates.get(name):
        return problem
    lines = templates[name].split("\n")
    number = min(problem.place.line, len(lines))
    message = in_paragraph(problem.message, Passage(number, beginning(lines[number - 1])))
    return problem._replace(message=message, fix=None)


class FileTexts(Mapping[str, str]):
    """The texts of all files of a playbook by name, each read when it is asked for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._names = frozenset(tree.files)

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        return decode(self._tree.read(name), name)[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tree.files)

    def __len__(self) -> int:
        return len(self._names)

    def holding(self, mark: str) -> dict[str, str]:
        """The texts that hold a piece of text, looked for in the bytes of each file."""
        wanted = mark.encode()
        return {name: self[name] for name in self if wanted in self._tree.read(name)}
