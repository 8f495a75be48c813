"""Templates from the first tag to the last: scopes, branches, loops, macros, and what is printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jinja2 import nodes

from collab_playbook.rules.template_types import (
    ANY,
    FLAG,
    FUNCTION,
    NUMBER,
    WRITTEN,
    Value,
    joined,
)
from collab_playbook.rules.templates_answered import answered_by
from collab_playbook.rules.templates_expressions import Expressions
from collab_playbook.rules.templates_hidden import hidden_in
from collab_playbook.rules.templates_macros import PARAMETER, assigned_in, parameters_of, signature_of

if TYPE_CHECKING:
    from collab_playbook.rules.template_types import Answer
    from collab_playbook.rules.templates_problems import Findings
    from collab_playbook.rules.templates_source import Source

_LOOP = Value(
    "loop",
    "'loop'",
    {
        **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length"), NUMBER),
        **dict.fromkeys(("depth", "depth0"), NUMBER),
        **dict.fromkeys(("first", "last"), FLAG),
        **dict.fromkeys(("cycle", "changed"), FUNCTION),
    },
    shown=False,
)
_ITERABLE = frozenset({"any", "none", "list", "map", "loop"})


@dataclass(frozen=True)
class Setting:
    """What holds for one template.

    Attributes:
        roots: The names that are there before it begins.
        module: What another template exports, by path; tells nothing if it is not there.
        templates: The paths of all templates.
        asked_where: By answer, those that are required where a condition on it holds.
        sensitive: The answers that its documents do not show.
        assumed: The answers that are there wherever its document is built.
        lenient: Names that a template around it may set.
    """

    roots: Mapping[str, Value]
    module: Callable[[str], Value]
    templates: Collection[str]
    asked_where: Mapping[Answer, frozenset[Answer]] = field(default_factory=dict)
    sensitive: frozenset[Answer] = frozenset()
    assumed: frozenset[Answer] = frozenset()
    lenient: frozenset[str] = frozenset()


class Statements(Expressions):
    """Walks through one template."""

    def __init__(self, source: Source, findings: Findings, setting: Setting) -> None:
        super().__init__(source, findings, setting.roots, setting.lenient)
        self.asked_where = setting.asked_where
        self.setting = setting
        self.answered = setting.assumed
        self.printed: list[set[str]] = []

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
                kept = self.found(target.name)
                if kept is not None and isinstance(kept.parts, dict):
                    known = kept.parts.get(target.attr)
                    kept.parts[target.attr] = joined(known, value) if known else value
            case nodes.Tuple():
                group = value.kind == "record" and value.title == "a group"
                parts = list(value.parts.values()) if group else []
                for position, each in enumerate(target.items):
                    self.bind(each, parts[position] if position < len(parts) else ANY)


def _output(self: Statements, node: nodes.Output) -> None:
    for each in node.nodes:
        if isinstance(each, nodes.TemplateData):
            continue
        self.first_read.clear()
        _printed(self, each, self.value(each))


def _printed(self: Statements, node: nodes.Node, value: Value) -> None:
    if not value.shown or value.kind in {"module", "macro", "function"}:
        span = self.source.span_of(node)
        message = f"{value.words[:1].upper()}{value.words[1:]} cannot be printed as a whole"
        hint = "Print one of its parts." if value.parts else "Call it with parentheses."
        self.findings.add("PB421", self.source, span, message, hint=hint)
    for step, question in sorted(value.open):
        if step == PARAMETER:
            if self.printed:
                self.printed[-1].add(question)
            continue
        span = self.first_read.get((step, question), self.source.span_of(node))
        self.findings.add(
            "PB420",
            self.source,
            span,
            f"'{step}.{question}' need not be answered, and is printed all the same",
            hint=f"Write {{% if {step}.{question} is answered %}} around it.",
            defined=("org", "org", "questions", question)
            if step == "org"
            else ("steps", step, "questions", question),
        )


def _if(self: Statements, node: nodes.If) -> None:
    start = dict(self.scopes[-1])
    ends: list[dict[str, Value]] = []
    failed: frozenset[Answer] = frozenset()
    before = self.answered
    for branch in (node, *node.elif_):
        self.answered = before | failed
        self.value(branch.test)
        self.decide(branch.test)
        passed = answered_by(self, branch.test, positive=True)
        ends.append(_branch(self, branch.body, start, before | failed | passed))
        failed |= answered_by(self, branch.test, positive=False)
    ends.append(_branch(self, node.else_, start, before | failed))
    self.answered = before
    for scope in ends:
        for name, value in scope.items():
            known = self.scopes[-1].get(name)
            self.scopes[-1][name] = value if known is None else joined(known, value)
    for name in start:
        values = [scope[name] for scope in ends]
        found = values[0]
        for other in values[1:]:
            found = found if found == other else joined(found, other)
        self.scopes[-1][name] = found


def _branch(
    self: Statements,
    body: Iterable[nodes.Node],
    start: dict[str, Value],
    answered: frozenset[Answer],
) -> dict[str, Value]:
    """The names after a branch; the scope is left as it was before."""
    kept = self.scopes[-1]
    self.scopes[-1] = dict(start)
    self.answered = answered
    self.walk(body)
    end, self.scopes[-1] = self.scopes[-1], kept
    return end


def _for(self: Statements, node: nodes.For) -> None:
    listed = self.value(node.iter)
    if listed.kind not in _ITERABLE and not (listed.kind == "text" and listed.native):
        span = self.source.span_of(node.iter)
        shown = self.source.text[span.start : span.end]
        message = f"A loop goes through a list, and '{shown}' is {listed.words}"
        self.findings.add("PB413", self.source, span, message, defined=listed.defined)
    entry = listed.entry if listed.kind == "list" else ANY
    loop = replace(_LOOP, parts={**_LOOP.parts, "previtem": entry, "nextitem": entry})
    self.scopes.append({"loop": loop})
    self.bind(node.target, entry)
    sure: frozenset[Answer] = frozenset()
    if node.test is not None:
        self.value(node.test)
        self.decide(node.test)
        sure = answered_by(self, node.test, positive=True)
    self.within(node.body, self.scopes[-1], sure)
    self.scopes.pop()
    self.within(node.else_)


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
    before = self.lenient
    tree_names = frozenset(self.scopes[0])
    self.lenient = before | tree_names | assigned_in(self.source.tree)
    self.printed.append(set())
    self.within(node.body, parameters_of(node))
    printed = frozenset(self.printed.pop())
    self.lenient = before
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


def _import(self: Statements, node: nodes.Import) -> None:
    path = _named(self, node.template)
    self.scopes[-1][node.target] = ANY if path is None else self.setting.module(path)


def _from_import(self: Statements, node: nodes.FromImport) -> None:
    path = _named(self, node.template)
    module = ANY if path is None else self.setting.module(path)
    at = self.source.word_after(node.template.lineno, "import").end
    for each in node.names:
        name, alias = each if isinstance(each, tuple) else (each, each)
        span = self.source.word_after(at, name)
        at = span.end
        found = module.part(name)
        if found is None:
            message = f"{module.words} has no macro '{name}'"
            self.findings.add("PB412", self.source, span, message, known=module.parts)
        self.scopes[-1][alias] = found or ANY


def _include(self: Statements, node: nodes.Include | nodes.Extends) -> None:
    _named(self, node.template, may_be_missing=getattr(node, "ignore_missing", False))


def _named(
    self: Statements, node: nodes.Node, *, may_be_missing: bool = False
) -> str | None:
    """The template that a tag names; nothing where it does not exist, or only the run can tell."""
    listed = node.items if isinstance(node, nodes.List | nodes.Tuple) else [node]
    paths = [each.value for each in listed if isinstance(each, nodes.Const)]
    if len(paths) < len(listed):
        if self.value(node).answers:
            message = "Only a name written in the template can be included"
            self.findings.add("PB416", self.source, self.source.span_of(node), message)
        return None
    found = next((path for path in paths if path in self.setting.templates), None)
    if found is None and paths and not may_be_missing:
        span = self.source.token_at(listed[0].lineno)
        inside = span._replace(start=span.start + 1, end=span.end - 1)
        self.findings.add(
            "PB416",
            self.source,
            inside,
            f"There is no template '{paths[0]}'",
            hint="Paths begin below templates/.",
            known=self.setting.templates,
        )
    return found


_STEPS: Mapping[type[nodes.Node], Callable[[Statements, nodes.Node], None]] = {  # type: ignore[assignment] # each takes its own node
    nodes.Output: _output,
    nodes.If: _if,
    nodes.For: _for,
    nodes.Assign: _assign,
    nodes.AssignBlock: _assign_block,
    nodes.With: _with,
    nodes.Macro: _macro,
    nodes.CallBlock: _call_block,
    nodes.FilterBlock: _filter_block,
    nodes.Block: _within,
    nodes.Scope: _within,
    nodes.ScopedEvalContextModifier: _within,
    nodes.Import: _import,
    nodes.FromImport: _from_import,
    nodes.Include: _include,
    nodes.Extends: _include,
}
"""How each kind of statement is walked through."""
