"""Macros as their definitions tell: how they are called, and what their names are inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from collab_playbook.rules.template_types import ANY, FUNCTION, Signature, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PARAMETER: Final = ""
"""The step of an answer that stands for whatever a macro is given."""


def signature_of(macro: nodes.Macro) -> Signature:
    """How a macro is called."""
    names = tuple(each.name for each in macro.args)
    with_defaults = names[len(names) - len(macro.defaults) :]
    asked = {
        test.node.name
        for test in macro.find_all(nodes.Test)
        if test.name in {"defined", "undefined"} and isinstance(test.node, nodes.Name)
    }
    read = {each.name for each in macro.find_all(nodes.Name)}
    return Signature(
        macro.name,
        names,
        frozenset(with_defaults) | (asked & set(names)),
        more="varargs" in read,
        more_named="kwargs" in read,
    )


def parameters_of(macro: nodes.Macro | nodes.CallBlock) -> dict[str, Value]:
    """The names inside of a macro or of a block that is handed to one."""
    inside = {"caller": FUNCTION, "varargs": ANY, "kwargs": ANY}
    for each in macro.args:
        inside[each.name] = Value(open=frozenset({(PARAMETER, each.name)}))
    return inside if isinstance(macro, nodes.Macro) else {each.name: ANY for each in macro.args}


def assigned_in(tree: nodes.Node | None) -> frozenset[str]:
    """Every name that a template sets anywhere."""
    if tree is None:
        return frozenset()
    stored = (each.name for each in tree.find_all(nodes.Name) if each.ctx == "store")
    defined = (each.name for each in tree.find_all(nodes.Macro))
    imported = (each.target for each in tree.find_all(nodes.Import))
    return frozenset((*stored, *defined, *imported))


def exported(scope: dict[str, Value], path: str, names: Iterable[str]) -> Value:
    """What an imported template hands over: its macros, and what it sets outside of them."""
    parts = {name: scope.get(name, ANY) for name in names if not name.startswith("_")}
    return Value("module", f"'{path}'", parts, shown=False)


def named_in(tree: nodes.Template | None) -> Iterator[str]:
    """The templates that a template includes or imports by a name written out."""
    waiting: list[nodes.Node] = list(tree.body) if tree is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends):
            for const in (node.template, *node.template.find_all(nodes.Const)):
                if isinstance(const, nodes.Const) and isinstance(const.value, str):
                    yield const.value
        for key in ("body", "elif_", "else_"):
            waiting += getattr(node, key, ())
