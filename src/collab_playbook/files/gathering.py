"""The YAML files of a playbook as nodes, its translation laid over them, and nothing judged yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collab_playbook.files.codes import MISSING_FILE, WRONG_TYPE
from collab_playbook.files.parts import FOLDER, GLOSSARY, HEAD, KINDS, parts_of
from collab_playbook.files.source import read_source
from collab_playbook.files.translation import identity, overlay, translated_name
from collab_playbook.model.marks import BETWEEN_SOURCES, SOURCES, with_sources
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.files.node import Node
    from collab_playbook.files.places import Owners
    from collab_playbook.files.tree import Tree


@dataclass
class Gathered:
    """Nodes by kind and file; ``None`` where a file holds no YAML."""

    head: Node | None = None
    glossary: Node | None = None
    parts: dict[str, dict[str, Node | None]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def owners(self) -> Owners:
        """The nodes as ``Places`` looks them up."""
        named = {
            kind: {
                identity(node) or name_of(kind, file): node
                for file, node in reversed(nodes.items())
                if node is not None
            }
            for kind, nodes in self.parts.items()
        }
        lists = {
            "playbook": self.head,
            "phases": self.head.get("phases") if self.head else None,
            "gates": self.head.get("gates") if self.head else None,
            "org": self.head.get("org") if self.head else None,
            "glossary": self.glossary.get("terms") if self.glossary else None,
        }
        return {**named, **{kind: node for kind, node in lists.items() if node is not None}}


def name_of(kind: str, file: str) -> str:
    """What the folder or file says the id is."""
    pattern = next(pattern for name, pattern in KINDS if name == kind)
    found = pattern.fullmatch(file)
    name = found.group(1) if found else file
    return name.partition("-")[2] if kind == "steps" and "-" in name else name


def gather(tree: Tree, language: str = "en") -> Gathered:
    """Reads every file; faults of all of them come together."""
    gathered = Gathered(parts={kind: {} for kind, _ in KINDS})
    gathered.problems += tree.problems
    held = frozenset(tree.files)
    for kind, name in parts_of(tree):
        node = _read(gathered, tree, name)
        if node is None and not any(p.place.file == name for p in gathered.problems[-1:]):
            message = say("The file is empty")
            gathered.problems.append(
                WRONG_TYPE.at(Place(name), message, say("Fill it, or remove it."))
            )
        words = translated_name(name, language)
        if words in held:
            texts = _read(gathered, tree, words)
            if node is not None and texts is not None:
                free = kind == "catalogues"
                node = overlay(node, texts, gathered.problems, free_keys=free)
        if kind == HEAD:
            gathered.head = node
        elif kind == GLOSSARY:
            gathered.glossary = node
        else:
            gathered.parts[kind][name] = node
    _name_sources(gathered, language)
    _look_for_missing(gathered, tree)
    return gathered


def _name_sources(gathered: Gathered, language: str) -> None:
    """Puts the short form of each source in the place of its mark."""
    if not any("[@" in text for text in gathered.texts.values()):
        return
    listed = gathered.parts["catalogues"].get(f"playbook/catalogues/{SOURCES}.yaml")
    records = listed.get("records") if listed is not None else None
    titles = {
        identity(record): title.text
        for record in (records.items if records is not None else ())
        if (title := record.get("title")) is not None
    }
    between = BETWEEN_SOURCES.get(language, BETWEEN_SOURCES["en"])
    waiting = [node for nodes in gathered.parts.values() for node in nodes.values()]
    waiting += [gathered.head, gathered.glossary]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        if node.kind != "scalar":
            waiting.extend(node.children())
        elif "[@" in node.text:
            node.text = with_sources(node.text, titles, between)


def _read(gathered: Gathered, tree: Tree, name: str) -> Node | None:
    source = read_source(tree.read(name), name)
    gathered.texts[name] = source.text
    gathered.problems += source.problems
    return source.root


def _look_for_missing(gathered: Gathered, tree: Tree) -> None:
    held = frozenset(tree.files)
    if HEAD not in held:
        hint = say("A playbook is a folder that holds {head}, steps/ and templates/.", head=HEAD)
        message = say("The file '{head}' is missing", head=HEAD)
        gathered.problems.append(MISSING_FILE.at(Place(HEAD), message, hint))
    names = {"steps": ("steps", "step.yaml"), "templates": ("documents", "document.yaml")}
    folders = dict.fromkeys(
        found.group(1, 2) for name in tree.files if (found := FOLDER.fullmatch(name))
    )
    for above, folder in folders:
        kind, file = names[above]
        wanted = f"{above}/{folder}/{file}"
        if wanted not in held:
            gathered.parts[kind][wanted] = None
            message = say(
                "The folder '{above}/{folder}' has no {file}", above=above, folder=folder, file=file
            )
            hint = say("Add the file, or remove the folder.")
            gathered.problems.append(MISSING_FILE.at(Place(wanted), message, hint))
