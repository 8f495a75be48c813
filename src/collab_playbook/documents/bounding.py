"""What makes templates safe before they run: where they come from, and what is counted in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateNotFound, nodes
from jinja2.loaders import BaseLoader
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Unknown(StrictUndefined):
    """A name that nothing has; any use of it is a fault."""

    @property
    def _undefined_message(self) -> str:
        return f"There is no '{self._undefined_name}' here"


class Shelf(BaseLoader):
    """The templates of the playbook, by path below ``templates/``; nothing else can be loaded."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.templates = templates

    def get_source(self, _environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template."""
        if template not in self.templates:
            raise TemplateNotFound(template)
        return self.templates[template], f"templates/{template}", lambda: True


class Bounding(NodeTransformer):
    """Counts the rounds of every loop, and joins texts through a function with a limit."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - the visitor's naming
        """A loop that counts its rounds."""
        self.generic_visit(node)
        tick = nodes.EnvironmentAttribute("tick", lineno=node.lineno)
        call = nodes.Call(tick, [], [], None, None, lineno=node.lineno)
        node.body.insert(0, nodes.ExprStmt(call, lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the visitor's naming
        """Texts joined by ``~``, within a limit."""
        self.generic_visit(node)
        together = nodes.EnvironmentAttribute("together", lineno=node.lineno)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Call(together, [parts], [], None, None, lineno=node.lineno)
