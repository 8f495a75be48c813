"""A playbook from a folder: the value, where everything in it stands, its templates and guides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from collab_playbook.errors import PlaybookError
from collab_playbook.files.cache import keep, key_of, recall
from collab_playbook.files.collecting import collection_paused
from collab_playbook.files.parts import FOLDERS, HEAD, NO_PART, sources_of
from collab_playbook.files.places import Places
from collab_playbook.files.rebuilding import model_of, outline_of, plain_of
from collab_playbook.files.tree import Files, Texts, list_tree
from collab_playbook.model.playbook import Playbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.files.places import Owners
    from collab_playbook.files.tree import Tree
    from collab_playbook.model.problem import Problem

_GUIDE = re.compile(r"steps/[0-9]+-([^/]+)/guide\.md")
_WORD = re.compile(r"[^/]+/body(?:\.[a-z]{2,3}(?:-[A-Z]{2})?)?\.docx")
_SHIPPED = Path(__file__).parent.parent / "shipped"


@dataclass(frozen=True)
class Loaded:
    """A playbook as found in a folder.

    Attributes:
        readable: What could be read in spite of problems; it may lack its digest.
        problems: What is wrong with its files, in the order of files, lines and columns.
        places: Where its values stand.
        templates: The texts under ``templates/``, by path below it; each is read when asked for.
        guides: The guides by step id, in the language asked for where there is one; likewise.
        words: The Word templates under ``templates/``, by path below it; likewise.
        root: The folder.
        example: The folder with the worked sample company, if there is one.
        holes: What could not be read, as (kind, id).
    """

    readable: Playbook | None
    problems: tuple[Problem, ...]
    places: Places
    templates: Mapping[str, str]
    guides: Mapping[str, str]
    root: Path
    example: Path | None = None
    holes: frozenset[tuple[str, str]] = frozenset()
    words: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def playbook(self) -> Playbook | None:
        """The playbook with its digest; ``None`` while there is any problem."""
        if self.problems or self.readable is None:
            return None
        if self.readable.digest:  # it comes from the cache
            return self.readable
        from collab_playbook.files.meaning import digest_of_playbook  # noqa: PLC0415 - likewise

        return self.readable.model_copy(update={"digest": digest_of_playbook(self.readable)})

    def text_problems(self) -> tuple[Problem, ...]:
        """What is wrong with templates and guides as files: too large, or not UTF-8."""
        texts = [t for t in (self.templates, self.guides) if isinstance(t, Texts)]
        found = (problem for text in texts for problem in text.problems())
        return tuple(sorted(found, key=lambda p: p.place))


def shipped_root() -> Path:
    """The folder of the playbook that comes with the program.

    Raises:
        PlaybookError: The installation lacks it.
    """
    for root in (_SHIPPED, Path(__file__).parents[3]):
        if (root / HEAD).is_file():
            return root
    raise PlaybookError(
        "The playbook that comes with the program is missing", "Install the program again."
    )


def load_playbook(root: Path, language: str = "en", *, use_cache: Path | None = None) -> Loaded:
    """Reads a playbook; faults of all files come together, as problems.

    Args:
        root: The folder that holds ``playbook/``, ``steps/`` and ``templates/``.
        language: The language of the texts; what is not translated stays in the source language.
        use_cache: A folder for what was worked out; it changes how long this takes, and no more.

    Raises:
        PlaybookError: A file cannot be read at all.
    """
    return read_playbook(list_tree(root, FOLDERS, NO_PART), language, use_cache=use_cache)


def read_playbook(tree: Tree, language: str = "en", *, use_cache: Path | None = None) -> Loaded:
    """A playbook from a folder whose files are listed already; all else as ``load_playbook``.

    Raises:
        PlaybookError: A file cannot be read at all.
    """
    key = None
    if use_cache is not None and not tree.problems:
        key = _key(tree, language)
        playbook = _recalled(use_cache, key)
        if playbook is not None:
            places = Places(lambda: _read_again(tree, language))
            return _loaded(tree, language, places, playbook)
    loaded = _read(tree, language)
    if key is not None and loaded.playbook is not None:
        keep(use_cache, key, plain_of(loaded.playbook))
    return loaded


def _read(tree: Tree, language: str) -> Loaded:
    from collab_playbook.files.assembly import assemble  # noqa: PLC0415 - not on a cache hit
    from collab_playbook.files.gathering import gather  # noqa: PLC0415 - likewise

    with collection_paused():
        gathered = gather(tree, language)
        assembled = assemble(gathered)
    places = Places(lambda: (gathered.owners(), gathered.texts))
    return _loaded(tree, language, places, *assembled)


def _loaded(  # noqa: PLR0913, PLR0917 - the parts of one value
    tree: Tree,
    language: str,
    places: Places,
    readable: Playbook | None,
    holes: frozenset[tuple[str, str]] = frozenset(),
    problems: tuple[Problem, ...] = (),
) -> Loaded:
    templates = {name.removeprefix("templates/"): name for name in tree.under("templates/")}
    texts = {
        name: at for name, at in templates.items() if name.endswith((".j2", ".md", ".txt", ".html"))
    }
    words = {name: at for name, at in templates.items() if _WORD.fullmatch(name)}
    example = tree.root / "playbook/example"
    return Loaded(
        readable,
        problems,
        places,
        Texts(tree, {**texts, **words}),
        Texts(tree, _guides(tree, language)),
        tree.root,
        example if example.is_dir() else None,
        holes,
        Files(tree, words),
    )


def _guides(tree: Tree, language: str) -> dict[str, str]:
    held = frozenset(tree.files)
    guides = {}
    for name in tree.under("steps/"):
        found = _GUIDE.fullmatch(name)
        if found:
            translated = name.removesuffix(".md") + f".{language}.md"
            guides[found.group(1)] = translated if translated in held else name
    return guides


def _key(tree: Tree, language: str) -> str:
    contents = [(name, tree.read(name)) for name in sources_of(tree, language)]
    return key_of(f"playbook {language}", [("shapes", outline_of(Playbook).encode()), *contents])


def _recalled(cache: Path, key: str) -> Playbook | None:
    try:
        with collection_paused():
            data = recall(cache, key)
            return model_of(Playbook, data) if data is not None else None
    except (LookupError, TypeError, AttributeError):
        return None


def _read_again(tree: Tree, language: str) -> tuple[Owners, Mapping[str, str]]:
    """Where things stand, for a playbook that came from the cache."""
    from collab_playbook.files.gathering import gather  # noqa: PLC0415 - few ask where things stand

    with collection_paused():
        gathered = gather(tree, language)
        return gathered.owners(), gathered.texts
