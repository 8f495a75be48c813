"""Templates that a template names: they exist, do not go round, and have what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from collab_playbook.language.quoting import quoted
from collab_playbook.rules.template_types import ANY
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.rules.templates_statements import Statements


def import_(walker: Statements, node: nodes.Import) -> None:
    """``{% import "..." as doc %}``."""
    path = _named(walker, node.template)
    walker.scopes[-1][node.target] = ANY if path is None else walker.setting.module(path)


def from_import(walker: Statements, node: nodes.FromImport) -> None:
    """``{% from "..." import head %}``."""
    path = _named(walker, node.template)
    module = ANY if path is None else walker.setting.module(path)
    at = walker.source.word_after(node.template.lineno, "import").end
    for each in node.names:
        name, alias = each if isinstance(each, tuple) else (each, each)
        span = walker.source.word_after(at, name)
        at = span.end
        found = module.part(name)
        if found is None:
            message = say("{words} has no macro '{name}'", words=module.words, name=name)
            walker.findings.add("PB412", walker.source, span, message, known=module.parts)
        walker.scopes[-1][alias] = found or ANY


def include(walker: Statements, node: nodes.Include | nodes.Extends) -> None:
    """``{% include "..." %}``."""
    path = _named(walker, node.template, may_be_missing=getattr(node, "ignore_missing", False))
    if path is not None:
        walker.setting.module(path)


def _named(walker: Statements, node: nodes.Node, *, may_be_missing: bool = False) -> str | None:
    """The template that a tag names; nothing where it does not exist, or only the run can tell."""
    listed = node.items if isinstance(node, nodes.List | nodes.Tuple) else [node]
    paths = [each.value for each in listed if isinstance(each, nodes.Const)]
    if len(paths) < len(listed):
        if walker.value(node).answers:
            message = say("Only a name written in the template can be included")
            walker.findings.add("PB416", walker.source, walker.source.span_of(node), message)
        return None
    found = next((path for path in paths if path in walker.setting.templates), None)
    if found is None and paths and not may_be_missing:
        span = walker.source.token_at(listed[0].lineno)
        inside = span._replace(start=span.start + 1, end=span.end - 1)
        walker.findings.add(
            "PB416",
            walker.source,
            inside,
            say("There is no template {paths}", paths=quoted(str(paths[0]))),
            hint=say("Paths begin below templates/."),
            known=walker.setting.templates,
            missing=f"template.{paths[0]}",
        )
    if found is not None and not walker.branches and walker.setting.is_being_read(found):
        message = say("{found} includes or imports itself, without end", found=quoted(found))
        span = walker.source.token_at(listed[0].lineno)
        walker.findings.add("PB416", walker.source, span, message)
        return None
    return found
