"""``explain``: what a rule of ``check`` finds and why, with what is wrong and what is right."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.screen import console_for
from collab_playbook.errors import UsageError
from collab_playbook.language.near import did_you_mean
from collab_playbook.rules.documentation import Described, page_of
from collab_playbook.rules.registry import every_rule, meant_by
from collab_playbook.saying import say
from collab_playbook.terminal.findings_page import page_lines


def _codes() -> list[str]:
    return [rule.code for rule in every_rule()]


def command(
    ctx: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="A rule's code or name, or the beginning of some: PB3.",
            autocompletion=_codes,
        ),
    ],
) -> None:
    """Explain a rule: what it finds, why it matters, what is wrong and right, how it is mended.

    \b
    Examples:
      collab-playbook explain PB102
      collab-playbook explain unknown-step
      collab-playbook explain PB3
    """
    console = console_for(options_of(ctx))
    found = _meant(code)
    if len(found) > 1:
        console.put(*(f"{rule.code} {rule.name}" for rule in found))
        return
    rule = found[0]
    console.put(*page_lines(rule, page_of(rule), console.width))


def _meant(word: str) -> tuple[Described, ...]:
    rules = every_rule()
    found = meant_by(word.strip(), rules)
    if not found:
        known = [text for rule in rules for text in (rule.name, rule.code)]
        hint = did_you_mean(word, known) or say("Write a code such as PB102, or PB for all.")
        raise UsageError(say("There is no rule '{word}'", word=word), hint)
    return found
