"""The stories in ``playbook/stories/``, and where each of their values stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collab_playbook.files.shape import find, fit
from collab_playbook.files.source import read_source
from collab_playbook.files.tree import Tree, list_tree
from collab_playbook.files.writing import told
from collab_playbook.model.problem import Place
from collab_playbook.model.story import Story
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from collab_playbook.files.node import Node
    from collab_playbook.model.problem import Problem

STORIES = "playbook/stories"
_NAME = re.compile(rf"{STORIES}/[^./][^/]*\.yaml")


@dataclass(frozen=True)
class StoryFile:
    """A story as found in its file.

    Attributes:
        file: Its name below the playbook's folder.
        story: The story; ``None`` while there is any problem.
        problems: What is wrong with the file.
        root: The file as nodes.
        text: Its text.
    """

    file: str
    story: Story | None
    problems: tuple[Problem, ...]
    root: Node | None
    text: str

    def place(self, path: Iterable[str | int]) -> Place:
        """Where the value under a path of keys and positions stands."""
        if self.root is None:
            return Place(self.file)
        node, _ = find(self.root, path)
        return node.place


def story_files(root: Path) -> tuple[str, ...]:
    """The names of the story files of a playbook, in order."""
    folder = root / STORIES
    if not folder.is_dir():
        return ()
    return tuple(
        f"{STORIES}/{path.name}"
        for path in sorted(folder.glob("*.yaml"))
        if path.is_file() and not path.name.startswith(".")
    )


def read_story(root: Path, name: str) -> StoryFile:
    """Reads one story; what is wrong with it comes as problems.

    Args:
        root: The playbook's folder.
        name: The file below it.

    Raises:
        PlaybookError: The file cannot be read at all.
    """
    with told(say("'{name}' could not be read", name=name)):
        return _story((root / name).read_bytes(), name)


def stories_tree(root: Path) -> Tree:
    """The listing of a playbook's stories."""
    found = list_tree(root, (STORIES,))
    files = tuple(name for name in found.files if _NAME.fullmatch(name))
    return Tree(root, files, found.problems)


def stories_in(tree: Tree) -> tuple[StoryFile, ...]:
    """The stories of a listing, each with what is wrong with it.

    Raises:
        PlaybookError: A file cannot be read at all.
    """
    with told(say("The stories could not be read")):
        return tuple(_story(tree.read(name), name) for name in tree.files)


def _story(data: bytes, name: str) -> StoryFile:
    source = read_source(data, name)
    problems = list(source.problems)
    story = None
    if not problems:
        story, problems = fit(Story, source.root, name)
    return StoryFile(name, story, tuple(problems), source.root, source.text)
