"""All templates of a playbook examined once, for every rule about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.rules.template_scope import mentioned, names_at_hand
from collab_playbook.rules.template_types import ANY, EXAMINED, Value
from collab_playbook.rules.templates_macros import assigned_in, exported, named_in
from collab_playbook.rules.templates_problems import Findings
from collab_playbook.rules.templates_source import Source, Span, read_template
from collab_playbook.rules.templates_statements import Setting, Statements
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.model.document import Document
    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.template_types import Answer

_PATH = re.compile(r"(?<![\w.])[a-z]\w*(?:\.\w+)+")


@dataclass(frozen=True)
class Examined:
    """What was found in the templates of a playbook.

    Attributes:
        problems: Of all codes.
        reads: By template, the paths that it reads from the playbook and where each is read first.
        sources: The templates, by path.
    """

    problems: tuple[Problem, ...]
    reads: Mapping[str, Mapping[str, Span]]
    sources: Mapping[str, Source]

    def answers_read(self, steps: frozenset[str]) -> frozenset[Answer]:
        """The questions that templates name, of these steps or of the profile."""
        found = set()
        for paths in self.reads.values():
            for path in paths:
                first, *rest = path.removeprefix("programme.").split(".")
                step = ORGANISATION if first == "organisation" else first
                if rest and (step in steps or step == ORGANISATION):
                    found.add((step, rest[0]))
        return frozenset(found)


def examined(checked: Checked) -> Examined:
    """Examines the templates; the second time it is asked, it has the answer ready."""
    kept = vars(checked)  # as a cached property would, which the class cannot have without Jinja
    if EXAMINED not in kept:
        kept[EXAMINED] = _Library(checked).run()
    found: Examined = kept[EXAMINED]
    return found


class _Library:
    """The templates of one playbook, each walked through once."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.findings = Findings(checked)
        self.roots = names_at_hand(checked)
        self.sources: dict[str, Source] = {}
        self.reads: dict[str, Mapping[str, Span]] = {}
        self.modules: dict[str, Value] = {}
        self.walking: set[str] = set()
        self.around: dict[str, list[Source]] = {}

    def run(self) -> Examined:
        for path in self.checked.templates:
            if path.endswith((".j2", ".docx")):
                self._read(path)
        for path in self._named():
            self._read(path)
        for path in self.sources:
            self._module(path)
        return Examined(self.findings.problems, self.reads, self.sources)

    def _read(self, path: str) -> None:
        if path in self.sources or path not in self.checked.templates:
            return
        source = read_template(path, self.checked.templates[path])
        self.sources[path] = source
        if source.fault is not None:
            fault = source.fault
            self.findings.add("PB415", source, fault.span, fault.message, hint=fault.hint)

    def _named(self) -> Iterator[str]:
        """The templates that others name; what those set is there in them, too."""
        for source in tuple(self.sources.values()):
            for named in named_in(source.tree):
                self.around.setdefault(named, []).append(source)
                yield named

    def _module(self, path: str) -> Value:
        """What a template exports; walks through it when it is first asked for."""
        if path in self.modules:
            return self.modules[path]
        self.modules[path] = ANY  # while it is walked through, for those that name each other
        source = self.sources.get(path)
        if source is None:
            return ANY
        self.reads[path] = self._named_roughly(source)
        if source.tree is None:
            return ANY
        walker = Statements(source, self.findings, self._setting(path))
        self.walking.add(path)
        try:
            walker.run(source.tree)
        except RecursionError:
            message = say("This is nested too deeply to be read")
            self.findings.add("PB415", source, Span(0, 1), message)
            return ANY
        finally:
            self.walking.discard(path)
        roots = self.roots
        self.reads[path] = {
            name: span
            for name, span in walker.reads.items()
            if name.split(".")[0] in roots and name.split(".")[0] not in walker.scopes[0]
        }
        self.modules[path] = exported(walker.scopes[0], path, walker.scopes[0])
        return self.modules[path]

    def _named_roughly(self, source: Source) -> Mapping[str, Span]:
        """What a template that cannot be read may read: one mistake leaves no answer unused."""
        named: dict[str, Span] = {}
        for found in _PATH.finditer(source.text):
            parts = found.group().split(".")
            for length in range(2, len(parts) + 1) if parts[0] in self.roots else ():
                named.setdefault(".".join(parts[:length]), Span(found.start(), found.end()))
        return named

    def _setting(self, path: str) -> Setting:
        document = self._document_of(path)
        setting = Setting(
            self.roots,
            self._module,
            self.walking.__contains__,
            self.checked.templates,
            self._asked_where,
            is_set_around=partial(self._is_set_around, path),
        )
        if document is None:
            return setting
        hidden = frozenset() if document.restricted else self._sensitive()
        return replace(setting, sensitive=hidden, assumed=self._assumed(document))

    def _is_set_around(self, path: str, name: str) -> bool:
        return any(name in assigned_in(each.tree) for each in self.around.get(path, ()))

    def _document_of(self, path: str) -> Document | None:
        folder, _, file = path.partition("/")
        is_body = file.startswith("body.") and file.endswith((".md.j2", ".docx"))
        return self.checked.playbook.document_by_id.get(folder) if is_body else None

    def _sensitive(self) -> frozenset[Answer]:
        playbook = self.checked.playbook
        steps = (ORGANISATION, *playbook.step_by_id)
        return frozenset(
            (step, question.id)
            for step in steps
            for question in playbook.questions_of(step)
            if question.sensitive
        )

    def _assumed(self, document: Document) -> frozenset[Answer]:
        """The answers that the conditions of a document and of its step rest on."""
        step = self.checked.playbook.step_by_id.get(document.step)
        return mentioned((document.when, step.when if step else None))

    @cached_property
    def _asked_where(self) -> Mapping[Answer, frozenset[Answer]]:
        """By answer, those that are required where a condition on it holds."""
        found: dict[Answer, set[Answer]] = {}
        playbook = self.checked.playbook
        for step in (ORGANISATION, *playbook.step_by_id):
            for question in playbook.questions_of(step):
                if question.required and question.when is not None:
                    for answer in mentioned((question.when,)):
                        found.setdefault(answer, set()).add((step, question.id))
        return {answer: frozenset(others) for answer, others in found.items()}
