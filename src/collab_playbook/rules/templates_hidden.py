"""Conditions on sensitive answers in documents for everybody, which the answer never decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.rules.template_types import Answer
    from collab_playbook.rules.templates_parts import Judging

_ON_PRESENCE = frozenset({"answered", "defined", "undefined", "none"})


def hidden_in(judging: Judging, test: nodes.Node, sensitive: frozenset[Answer]) -> None:
    """Tells each sensitive answer that a condition looks into; its presence may be asked for."""
    match test:
        case nodes.Not():
            hidden_in(judging, test.node, sensitive)
        case nodes.And() | nodes.Or():
            hidden_in(judging, test.left, sensitive)
            hidden_in(judging, test.right, sensitive)
        case nodes.Compare():
            for side in (test.expr, *(operand.expr for operand in test.ops)):
                _told(judging, side, sensitive)
        case nodes.Test():
            if test.name not in _ON_PRESENCE:
                _told(judging, test.node, sensitive)
        case _:
            if judging.quietly(test).kind in {"flag", "number"}:
                _told(judging, test, sensitive)


def _told(judging: Judging, node: nodes.Node, sensitive: frozenset[Answer]) -> None:
    value = judging.quietly(node)
    for step, question in sorted(value.answers & sensitive):
        judging.findings.add(
            "PB419",
            judging.source,
            judging.source.span_of(node),
            say(
                ("'{step}.{question}' is sensitive, so that it decides nothing in this document"),
                step=step,
                question=question,
            ),
            hint=say("Ask 'is answered', or write 'restricted: true' in document.yaml."),
            defined=("steps", step, "questions", question, "sensitive")
            if step != "org"
            else ("org", "org", "questions", question, "sensitive"),
        )
