"""Templates from the first tag to the last: scopes, names, macros, and what is printed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from collab_playbook.rules.template_types import (
    ANY,
    WRITTEN,
    Value,
    joined,
)
from collab_playbook.rules.templates_branches import for_, if_
from collab_playbook.rules.templates_calls import NAMESPACE
from collab_playbook.rules.templates_expressions import Expressions
from collab_playbook.rules.templates_hidden import hidden_in
from collab_playbook.rules.templates_imports import from_import, import_, include
from collab_playbook.rules.templates_macros import (
    PARAMETER,
    assigned_in,
    parameters_of,
    signature_of,
)
from collab_playbook.saying import capitalised, say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from collab_playbook.rules.template_types import Answer
    from collab_playbook.rules.templates_problems import Findings
    from collab_playbook.rules.templates_source import Source, Span


@dataclass(frozen=True)
class Setting:
    """What holds for one template.

    Attributes:
        roots: The names that are there before it begins.
        module: What another template exports, by path; tells nothing if it is not there.
        is_being_read: Whether a template is one of those that led here.
        templates: The paths of all templates.
        asked_where: By answer, those that are required where a condition on it holds.
        sensitive: The answers that its documents do not show.
        assumed: The answers that are there wherever its document is built.
        is_set_around: Whether a name is set by a template around it.
    """

    roots: Mapping[str, Value]
    module: Callable[[str], Value]
    is_being_read: Callable[[str], bool]
    templates: Collection[str]
    asked_where: Mapping[Answer, frozenset[Answer]] = field(default_factory=dict)
    sensitive: frozenset[Answer] = frozenset()
    assumed: frozenset[Answer] = frozenset()
    is_set_around: Callable[[str], bool] = lambda _: False


class Statements(Expressions):
    """Walks through one template."""

    def __init__(self, source: Source, findings: Findings, setting: Setting) -> None:
        super().__init__(source, findings, setting.roots, setting.is_set_around)
        self.asked_where = setting.asked_where
        self.setting = setting
        self.answered = setting.assumed
        self.printed: list[set[str]] = []
        self.branches = 0
        self.looped: dict[Answer, Span] = {}

    def run(self, tree: nodes.Template) -> None:
        """The whole template."""
        for node in tree.body:
            if isinstance(node, nodes.Macro):
                self.scopes[0][node.name] = Value("macro", signature=signature_of(node))
        self.walk(tree.body)

    def walk(self, body: Iterable[nodes.Node]) -> None:
        """Statements one after another."""
        for node in body:
            step = _STEPS.get(type(node))
            if step is not None:
                step(self, node)

    def within(
        self,
        body: Iterable[nodes.Node],
        names: Mapping[str, Value] | None = None,
        answered: frozenset[Answer] = frozenset(),
    ) -> None:
        """Statements in a scope of their own, where some answers are there besides."""
        before = self.answered
        self.answered = before | answered
        self.scopes.append(dict(names or {}))
        self.walk(body)
        self.scopes.pop()
        self.answered = before

    def decide(self, test: nodes.Node) -> None:
        """A condition."""
        if self.setting.sensitive:
            hidden_in(self, test, self.setting.sensitive)

    def bind(self, target: nodes.Node, value: Value) -> None:
        """A name or several of them take a value."""
        match target:
            case nodes.Name():
                self.scopes[-1][target.name] = value
            case nodes.NSRef():
                _keep(self, target, value)
            case nodes.Tuple():
                group = value.kind == "record" and value.title == "a group"
                parts = list(value.parts.values()) if group else []
                for position, each in enumerate(target.items):
                    self.bind(each, parts[position] if position < len(parts) else ANY)


def _keep(self: Statements, target: nodes.NSRef, value: Value) -> None:
    """``{% set kept.name = value %}``."""
    kept = self.found(target.name)
    if kept is not None and kept.title == NAMESPACE and isinstance(kept.parts, dict):
        known = kept.parts.get(target.attr)
        kept.parts[target.attr] = joined(known, value) if known else value
    elif kept is None or kept.kind != "any":
        span = self.source.span_of(target)
        message = say("The parts of '{name}' cannot be set: it is no namespace", name=target.name)
        self.findings.add("PB421", self.source, span, message)


def _output(self: Statements, node: nodes.Output) -> None:
    for each in node.nodes:
        if isinstance(each, nodes.TemplateData):
            continue
        self.first_read.clear()
        _printed(self, each, self.value(each))


def _printed(self: Statements, node: nodes.Node, value: Value) -> None:
    if not value.shown or value.kind in {"module", "macro", "function"}:
        span = self.source.span_of(node)
        message = capitalised(say("{words} cannot be printed as a whole", words=value.words))
        hint = say("Print one of its parts.") if value.parts else say("Call it with parentheses.")
        self.findings.add("PB421", self.source, span, message, hint=hint)
    for step, question in sorted(value.open):
        if step == PARAMETER:
            if self.printed:
                self.printed[-1].add(question)
            continue
        read = self.first_read.get((step, question), self.source.span_of(node))
        span = self.looped.get((step, question), read)
        self.findings.add(
            "PB420",
            self.source,
            span,
            say(
                "'{step}.{question}' need not be answered, and is printed all the same",
                step=step,
                question=question,
            ),
            hint=say(
                "Write {{% if {step}.{question} is answered %}} around it.",
                step=step,
                question=question,
            ),
            defined=("org", "org", "questions", question)
            if step == "org"
            else ("steps", step, "questions", question),
        )


def _assign(self: Statements, node: nodes.Assign) -> None:
    self.bind(node.target, self.value(node.node))


def _assign_block(self: Statements, node: nodes.AssignBlock) -> None:
    if node.filter is not None:
        self.value(node.filter)
    self.within(node.body)
    self.bind(node.target, WRITTEN)


def _with(self: Statements, node: nodes.With) -> None:
    self.scopes.append({})
    for target, value in zip(node.targets, node.values, strict=True):
        self.bind(target, self.value(value))
    self.within(node.body)
    self.scopes.pop()


def _macro(self: Statements, node: nodes.Macro) -> None:
    for default in node.defaults:
        self.value(default)
    before = self.is_set_around
    self.is_set_around = lambda name: before(name) or name in assigned_in(self.source.tree)
    self.printed.append(set())
    self.within(node.body, parameters_of(node))
    printed = frozenset(self.printed.pop())
    self.is_set_around = before
    signature = replace(signature_of(node), printed=printed)
    self.scopes[-1][node.name] = Value("macro", signature=signature)


def _call_block(self: Statements, node: nodes.CallBlock) -> None:
    self.value(node.call)
    self.within(node.body, parameters_of(node))


def _filter_block(self: Statements, node: nodes.FilterBlock) -> None:
    self.value(node.filter)
    self.within(node.body)


def _within(self: Statements, node: nodes.Block | nodes.Scope) -> None:
    self.within(node.body)


_STEPS: Mapping[type[nodes.Node], Callable[[Any, Any], None]] = {
    nodes.Output: _output,
    nodes.If: if_,
    nodes.For: for_,
    nodes.Assign: _assign,
    nodes.AssignBlock: _assign_block,
    nodes.With: _with,
    nodes.Macro: _macro,
    nodes.CallBlock: _call_block,
    nodes.FilterBlock: _filter_block,
    nodes.Block: _within,
    nodes.Scope: _within,
    nodes.ScopedEvalContextModifier: _within,
    nodes.Import: import_,
    nodes.FromImport: from_import,
    nodes.Include: include,
    nodes.Extends: include,
}
"""How each kind of statement is walked through."""
