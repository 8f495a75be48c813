"""Filters, tests, macros and functions as a template calls them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jinja2 import nodes

from collab_playbook.rules.template_types import (
    ANY,
    BROKEN,
    FLAG,
    NUMBER,
    WRITTEN,
    Signature,
    Value,
    list_of,
)
from collab_playbook.rules.templates_comparing import equal, held_in
from collab_playbook.rules.templates_filters import (
    BY_KEYWORD,
    BY_PART,
    FILTERS,
    OF_LISTS,
    TESTS,
    misfit_of_call,
    result,
    unfit,
    unfit_for_test,
)
from collab_playbook.rules.templates_parts import path_inside
from collab_playbook.saying import capitalised, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.rules.templates_parts import Judging
    from collab_playbook.rules.templates_source import Span

NAMESPACE = "the namespace"
"""What messages call the parts that a template keeps across loops."""
_EQUALS = {"eq": "eq", "equalto": "eq", "==": "eq", "ne": "ne", "!=": "ne"}
_ON_UNKNOWN = frozenset({"defined", "undefined"})


def filter_of(judging: Judging, node: nodes.Filter) -> Value:
    """``value | filter(...)``."""
    value = judging.value(node.node) if node.node is not None else WRITTEN
    arguments = [judging.value(each) for each in node.args]
    named = [str(each.key) for each in node.kwargs]
    for each in node.kwargs:
        judging.value(each.value)
    span = judging.source.token_at(node.lineno)
    if node.name not in FILTERS:
        message = say("There is no filter '{name}'", name=node.name)
        judging.findings.add("PB412", judging.source, span, message, known=FILTERS)
        return BROKEN
    open_ended = node.dyn_args is not None or node.dyn_kwargs is not None
    if not open_ended:
        _fits(judging, "filter", node.name, node, named, span)
    misfit = unfit(node.name, value)
    if misfit:
        code = "PB413" if node.name in OF_LISTS else "PB421"
        message = say(
            "'{name}' works on {misfit}, and this is {words}",
            name=node.name,
            misfit=misfit,
            words=value.words,
        )
        at = judging.source.span_of(node.node) if node.node is not None else span
        judging.findings.add(code, judging.source, at, message, defined=value.defined)
    part = _part_named(judging, node, value)
    summed = part or value.item
    if node.name == "sum" and summed is not None and summed.kind not in {"any", "none", "number"}:
        message = say("'sum' adds up numbers, and an entry is {words}", words=summed.words)
        judging.findings.add("PB421", judging.source, span, message)
    return result(node.name, value, arguments, part).sure_of(judging.answered)


def _part_named(judging: Judging, node: nodes.Filter, value: Value) -> Value | None:
    """The part of the entries that ``selectattr("owner")`` or ``sort(attribute=...)`` names."""
    entry = value.entry if value.kind == "list" else ANY
    if node.name == "map" and node.args:
        _named_function(judging, node.args[0], "filter", FILTERS)
        return ANY
    where: nodes.Node | None = None
    if node.name in BY_PART and node.args:
        where = node.args[0]
    elif node.name in BY_KEYWORD:
        where = next((each.value for each in node.kwargs if each.key == "attribute"), None)
    if not (isinstance(where, nodes.Const) and isinstance(where.value, str)):
        return None
    start = judging.source.token_at(where.lineno).start + 1
    found: Value = ANY
    paths = where.value.split(",") if node.name == "sort" else [where.value]
    for path in paths:
        blanks = len(path) - len(path.lstrip())
        found = path_inside(judging, entry, path.strip(), start + blanks)
        start += len(path) + 1
    if node.name in {"selectattr", "rejectattr"} and len(node.args) > 1:
        _tested(judging, node, found)
    return replace(found, answers=frozenset(), open=frozenset())


def _tested(judging: Judging, node: nodes.Filter, part: Value) -> None:
    test, *rest = node.args[1:]
    listed = node.node or node
    if not _named_function(judging, test, "test", TESTS) or not rest:
        return
    name = test.value if isinstance(test, nodes.Const) else ""
    other = judging.quietly(rest[0])
    if name in _EQUALS:
        equal(judging, listed, part, rest[0], other, _EQUALS[name])
    elif name == "in":
        held_in(judging, listed, part, rest[0], other)


def _named_function(
    judging: Judging, node: nodes.Node, kind: str, known: Mapping[str, object]
) -> bool:
    """Whether a filter or test that is named as a text exists."""
    if not (isinstance(node, nodes.Const) and isinstance(node.value, str)):
        return False
    if node.value in known:
        return True
    token = judging.source.token_at(node.lineno)
    inside = token._replace(start=token.start + 1, end=token.end - 1)
    message = say("There is no {kind} '{value}'", kind=kind, value=node.value)
    judging.findings.add("PB412", judging.source, inside, message, known=known)
    return False


def test_of(judging: Judging, node: nodes.Test) -> Value:
    """``value is test``."""
    if node.name in _ON_UNKNOWN:
        judging.quietly(node.node)
        return FLAG
    value = judging.value(node.node)
    arguments = [judging.value(each) for each in node.args]
    span = judging.source.word_after(node.lineno, node.name)
    if node.name not in TESTS:
        message = say("There is no test '{name}'", name=node.name)
        judging.findings.add("PB412", judging.source, span, message, known=TESTS)
        return FLAG
    if node.dyn_args is None and node.dyn_kwargs is None:
        _fits(judging, "test", node.name, node, [str(each.key) for each in node.kwargs], span)
    misfit = unfit_for_test(node.name, value)
    if misfit:
        message = say(
            "'{name}' works on {misfit}, and this is {words}",
            name=node.name,
            misfit=misfit,
            words=value.words,
        )
        judging.findings.add("PB421", judging.source, judging.source.span_of(node.node), message)
    if arguments and node.name in _EQUALS:
        equal(judging, node.node, value, node.args[0], arguments[0], _EQUALS[node.name])
    elif arguments and node.name == "in":
        held_in(judging, node.node, value, node.args[0], arguments[0])
    return FLAG


def _fits(  # noqa: PLR0913, PLR0917 - what is called, how, and where
    judging: Judging,
    kind: str,
    name: str,
    node: nodes.Filter | nodes.Test,
    named: Sequence[str],
    span: Span,
) -> None:
    misfit = misfit_of_call(kind, name, len(node.args), named)
    if misfit:
        message = say(
            "The {kind} '{name}' cannot be called so: {misfit}", kind=kind, name=name, misfit=misfit
        )
        judging.findings.add("PB417", judging.source, span, message)


def call_of(judging: Judging, node: nodes.Call) -> Value:
    """``doc.head()``, ``range(3)``, ``loop.cycle(...)``."""
    callee = node.node
    called = judging.found(callee.name) if isinstance(callee, nodes.Name) else judging.value(callee)
    given = [judging.value(each) for each in node.args]
    named = {each.key: judging.value(each.value) for each in node.kwargs}
    span = judging.source.span_of(callee)
    if called is None:
        message = say(
            "There is no macro or function '{getattr}'", getattr=getattr(callee, "name", "")
        )
        known = _callable_names(judging)
        judging.findings.add("PB412", judging.source, span, message, known=known)
        return BROKEN
    if called.signature is not None:
        if node.dyn_args is None and node.dyn_kwargs is None:
            fits_macro(judging, node, called.signature, span)
        return WRITTEN.resting_on(*_printed(called.signature, given, named))
    if called.kind not in {"any", "function", "loop"}:
        message = capitalised(say("{words} cannot be called", words=called.words))
        judging.findings.add(
            "PB417", judging.source, span, message, hint=say("Leave the parentheses out.")
        )
        return ANY
    if called.title == "'range'":
        return list_of(NUMBER, native=True, title="a range", shown=False)
    if called.title == "'namespace'":
        return Value("map", NAMESPACE, dict(named), shown=False)
    return ANY


def _callable_names(judging: Judging) -> list[str]:
    names: list[str] = []
    for name in judging.known_names():
        value = judging.found(name)
        if value is not None and value.kind in {"macro", "function"}:
            names.append(name)
        elif value is not None and value.kind == "module":
            names += [name, *(f"{name}.{macro}" for macro in value.parts)]
    return names


def _printed(macro: Signature, given: Sequence[Value], named: Mapping[str, Value]) -> list[Value]:
    """The values that a macro prints whether or not they are answered."""
    by_name = {**dict(zip(macro.parameters, given, strict=False)), **named}
    return [value for name, value in by_name.items() if name in macro.printed]


def fits_macro(judging: Judging, node: nodes.Call, macro: Signature, span: Span) -> None:
    """Tells where a macro is given too much, too little, or a name that it does not have."""
    findings, source = judging.findings, judging.source
    takes = (
        say("It takes {parameters}.", parameters=", ".join(macro.parameters))
        if macro.parameters
        else say("It takes nothing.")
    )
    if len(node.args) > len(macro.parameters) and not macro.more:
        extra = node.args[len(macro.parameters)]
        message = say("The macro '{name}' is given more values than it takes", name=macro.name)
        findings.add("PB417", source, source.span_of(extra), message, hint=takes)
    filled = set(macro.parameters[: len(node.args)])
    for each in node.kwargs:
        if each.key in filled:
            at = source.span_of(each.value)
            message = say(
                "The macro '{name}' is given '{key}' twice", name=macro.name, key=each.key
            )
            findings.add("PB417", source, at, message, hint=takes)
        elif each.key not in macro.parameters and not macro.more_named:
            at = _keyword(judging, each)
            message = say(
                "The macro '{name}' has no parameter '{key}'", name=macro.name, key=each.key
            )
            findings.add("PB417", source, at, message, hint=takes, known=macro.parameters)
        filled.add(each.key)
    missing = [name for name in macro.parameters if name not in filled | macro.optional]
    if missing:
        message = say(
            "The macro '{name}' is not given {listed}", name=macro.name, listed=_listed(missing)
        )
        findings.add("PB417", source, span, message, hint=takes)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f"'{name}'" for name in names)


def _keyword(judging: Judging, node: nodes.Keyword) -> Span:
    """The name before ``=``, going back from its value."""
    text = judging.source.text
    value = judging.source.span_of(node.value).start
    start = text.rfind(node.key, 0, value)
    return judging.source.token_at(start if start >= 0 else value)
