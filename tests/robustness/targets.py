"""What is fuzzed, and what must hold whatever comes in: three texts and a whole playbook.

Nothing here knows the fuzzer: ``fuzz_coverage.py`` feeds these by coverage, and
``test_fuzz_coverage.py`` with the inputs that once went wrong, which lie in ``tests/cases/fuzz``.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.view import View
from collab_playbook.errors import PlaybookError
from collab_playbook.files.assembly import assemble
from collab_playbook.files.gathering import gather
from collab_playbook.files.lines import split_lines
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.files.shape import fit
from collab_playbook.files.source import read_source
from collab_playbook.files.tree import Tree, decode
from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.names import names_of, type_of_question
from collab_playbook.language.parser import parse
from collab_playbook.language.reads import reads
from collab_playbook.language.types import BOOL
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.story import Story
from collab_playbook.model.workspace import Workspace
from collab_playbook.rules.checked import Checked
from collab_playbook.rules.examination import in_order
from collab_playbook.rules.registry import RULES
from collab_playbook.rules.templates_reading import examined
from documents.company import ROOT, sample_company
from rules.fuzz import SMALL, files_of, obeyed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.language.types import Type
    from collab_playbook.language.values import Value
    from collab_playbook.model.problem import Place, Problem
    from collab_playbook.model.shape import Shape


class Target(NamedTuple):
    """Something to feed.

    Attributes:
        feed: Takes an input.
        seeds: Inputs to begin with.
        longest: The most bytes of an input that the fuzzer makes.
        seconds: Processor time that one input may take.
    """

    feed: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    longest: int
    seconds: float


def fed(name: str, data: bytes) -> None:
    """Feeds a target.

    Raises:
        AssertionError: Something that must hold does not.
        Exception: Whatever the program lets through, which is a bug of it.
    """
    target = TARGETS[name]
    begun = time.process_time()
    target.feed(data)
    taken = time.process_time() - begun
    assert taken <= target.seconds, f"it takes {taken:.1f} seconds"


# -- what must hold ----------------------------------------------------------------------------


def _sound(problem: Problem, texts: Mapping[str, str]) -> None:
    """A problem says nothing that a terminal obeys, and every place of it is in its file."""
    said = [problem.message, problem.hint, *(label.text for label in problem.labels)]
    places = [problem.place, *(label.place for label in problem.labels)]
    if problem.fix is not None:
        said.append(problem.fix.title)
        places += [edit.place for edit in problem.fix.edits]
    for text in said:
        assert not obeyed(text), problem
    for place in places:
        assert _within(place, texts.get(place.file, "")), (place, problem)


def _within(place: Place, text: str) -> bool:
    """Whether a place is in a text; its end may be one character beyond a line or the last one."""
    lines = split_lines(text) if place.file.endswith(".yaml") else _plain_lines(text)
    first, last = place.line - 1, min(place.end_line, len(lines)) - 1
    return (
        0 <= first < len(lines)
        and place.end_line <= len(lines) + 1
        and 1 <= place.column <= len(lines[first]) + 1
        and (place.line, place.column) <= (place.end_line, place.end_column)
        and place.end_column <= len(lines[last]) + 2
    )


def _plain_lines(text: str) -> list[str]:
    return re.split("\r\n|[\r\n]", text)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


# -- a file of YAML ----------------------------------------------------------------------------

_FILES = (
    "steps/01-goal/step.yaml",
    "templates/goal_sheet/document.yaml",
    "playbook/catalogues/roles.yaml",
    "playbook/playbook.yaml",
    "playbook/glossary.yaml",
    "playbook/stories/first.yaml",
    "workspace.yaml",
)
"""The first byte of an input says which of them the others are."""
_ALONE: Mapping[str, type[Shape]] = {
    "playbook/stories/first.yaml": Story,
    "workspace.yaml": Workspace,
}


@dataclass(frozen=True)
class _OneFile(Tree):
    """A tree with one file, in memory."""

    data: bytes = b""

    def read(self, name: str) -> bytes:
        del name
        return self.data


def _yaml(data: bytes) -> None:
    file = _FILES[(data[:1] or b"\0")[0] % len(_FILES)]
    data = data[1:]
    texts = {file: _text(data)}
    if file in _ALONE:
        source = read_source(data, file)
        problems = list(source.problems)
        if not problems:
            problems += fit(_ALONE[file], source.root, file)[1]
    else:
        tree = _OneFile(Path(), (file,), data=data)
        gathered = gather(tree)
        problems = list(assemble(gathered).problems)
        gathered.owners()
    for problem in problems:
        _sound(problem, texts)


def _yaml_seeds() -> list[bytes]:
    patterns = (
        "steps/*/step.yaml",
        "templates/*/document.yaml",
        "playbook/catalogues/*.yaml",
        "playbook/playbook.yaml",
        "playbook/glossary.yaml",
        "playbook/stories/*.yaml",
        "playbook/example/workspace.yaml",
    )
    return [
        bytes([kind]) + path.read_bytes()
        for root in (SMALL, ROOT)
        for kind, pattern in enumerate(patterns)
        for path in sorted(root.glob(pattern))
    ]


# -- a guard -----------------------------------------------------------------------------------


class _Guards(NamedTuple):
    """What guards are typed and worked out with."""

    types: Mapping[str, Type]
    answered: Mapping[str, Value]
    unanswered: Mapping[str, Value]


@cache
def _guards() -> _Guards:
    """The sample company's answers, and none; ``value`` is an answer with a check of its own."""
    view = sample_company().view
    playbook = view.process.playbook
    step, question, stored = next(
        (step.id, question, stored)
        for step in playbook.steps
        for question in step.questions
        if question.type == "records"
        and (stored := view.answers_of(PROGRAMME, step.id).get(question.id)) is not None
    )
    types = {**names_of(playbook), "value": type_of_question(playbook, question)}
    nothing = View(view.process, type(view.state)(), view.now, view.today)
    return _Guards(
        types, view.names(PROGRAMME, value=(step, question, stored)), nothing.names(PROGRAMME)
    )


def _guard(data: bytes) -> None:
    text = _text(data)
    guards = _guards()
    node, spans = None, []
    try:
        node = parse(text)
    except GuardError as error:
        spans = [error.span]
    if node is not None:
        reads(node)
        spans = [fault.span for fault in check(node, guards.types, BOOL)[0]]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(text), (span, text)
    if node is None:
        return
    for roots in (guards.answered, guards.unanswered):
        evaluate(node, roots)


def _guard_seeds() -> list[bytes]:
    return sorted({site.text.encode() for site in sample_company().view.process.sites()})


# -- a template --------------------------------------------------------------------------------

_BODY = "goal_sheet/body.md.j2"


@cache
def _shipped() -> Checked:
    """The shipped playbook, with those of its templates only that others name."""
    loaded = sample_company().loaded
    assert loaded.playbook is not None
    parts = {name: text for name, text in loaded.templates.items() if name.startswith("_parts/")}
    document = loaded.playbook.documents[0].model_copy(update={"id": "goal_sheet"})
    playbook = loaded.playbook.model_copy(update={"documents": (document,)})
    return Checked(playbook, loaded.places, parts)


def _template(data: bytes) -> None:
    text, problem = decode(data, f"templates/{_BODY}")
    if problem is not None:
        return
    text = text.replace("\r\n", "\n")
    shipped = _shipped()
    checked = Checked(shipped.playbook, shipped.places, {**shipped.templates, _BODY: text})
    texts = {f"templates/{name}": each for name, each in checked.templates.items()}
    for found in in_order(examined(checked).problems):
        if found.place.file == f"templates/{_BODY}":
            _sound(found._replace(labels=()), texts)


def _template_seeds() -> list[bytes]:
    loaded = sample_company().loaded
    return [text.encode() for name, text in loaded.templates.items() if name.endswith(".j2")]


# -- a whole playbook --------------------------------------------------------------------------


@cache
def _folder() -> tuple[tempfile.TemporaryDirectory[str], Path, dict[str, bytes]]:
    """A copy of the small playbook, its folder kept for as long as the program runs."""
    folder = tempfile.TemporaryDirectory()
    root = Path(shutil.copytree(SMALL, Path(folder.name) / "playbook"))
    return folder, root, {name: (root / name).read_bytes() for name in files_of(root)}


def _playbook(data: bytes) -> None:
    _, root, files = _folder()
    name = list(files)[(data[:1] or b"\0")[0] % len(files)]
    (root / name).write_bytes(data[1:])
    try:
        found = check_playbook(root, RULES)
    except PlaybookError:
        return
    finally:
        (root / name).write_bytes(files[name])
    texts = {each: _text(content) for each, content in files.items()}
    texts[name] = _text(data[1:])
    for problem in found.problems:
        _sound(problem, texts)


def _playbook_seeds() -> list[bytes]:
    return [bytes([number]) + data for number, data in enumerate(_folder()[2].values())]


TARGETS: Mapping[str, Target] = {
    "yaml": Target(_yaml, _yaml_seeds, 8192, 2.0),
    "guard": Target(_guard, _guard_seeds, 1024, 2.0),
    "template": Target(_template, _template_seeds, 4096, 2.0),
    "playbook": Target(_playbook, _playbook_seeds, 2048, 5.0),
}
