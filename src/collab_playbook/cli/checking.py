"""What ``check`` is asked for, and what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from collab_playbook.cli.options import Options
from collab_playbook.cli.targets import Target, shown_folder, targets_of
from collab_playbook.errors import UsageError
from collab_playbook.files.playbook import shipped_root
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.problem import Problem
from collab_playbook.rules.documentation import Described
from collab_playbook.rules.examination import in_order
from collab_playbook.rules.registry import RULES, every_rule, meant_by
from collab_playbook.rules.reports.finding import Finding, findings_of
from collab_playbook.saying import say


class Request(NamedTuple):
    """What to look at, and which rules may speak."""

    base: Path
    targets: tuple[Target, ...]
    rules: tuple[Described, ...]
    left_out: frozenset[str]
    """The codes of the rules that may not."""

    def speaks(self, problem: Problem) -> bool:
        """Whether the rule of a problem may speak."""
        return problem.code not in self.left_out


def request_of(
    options: Options,
    paths: Sequence[Path],
    select: Iterable[str] | None,
    ignore: Iterable[str] | None,
) -> Request:
    """The line as a request.

    Raises:
        UsageError: A path belongs to nothing that can be checked, or a word names no rule.
    """
    base = Path.cwd() / (options.workspace or "")
    if options.playbook and not paths:
        folder = base / options.playbook
        paths = (folder if folder.is_dir() else shipped_root(),)
    every = every_rule()
    wanted = _codes(select, every) or {rule.code for rule in every}
    wanted -= _codes(ignore, every)
    rules = tuple(rule for rule in every if rule.code in wanted)
    left_out = frozenset(rule.code for rule in every) - wanted
    return Request(base, targets_of(base, paths), rules, left_out)


def _codes(given: Iterable[str] | None, rules: tuple[Described, ...]) -> set[str]:
    codes: set[str] = set()
    for word in (word.strip() for value in given or () for word in value.split(",")):
        found = meant_by(word, rules) if word else ()
        if word and not found:
            known = [text for rule in rules for text in (rule.name, rule.code)]
            hint = did_you_mean(word, known) or say("See them all in docs/rules.md.")
            raise UsageError(say("There is no rule '{word}'", word=word), hint)
        codes |= {rule.code for rule in found}
    return codes


def examined(request: Request) -> tuple[Finding, ...]:
    """What is found in all targets, in the order of the line, then of files and places.

    Raises:
        PlaybookError: A file cannot be read at all.
    """
    findings: list[Finding] = []
    for target in request.targets:
        problems = problems_of(target, request)
        told = findings_of(problems, shown_folder(target.root, request.base))
        findings += [
            finding
            for finding, problem in zip(told, problems, strict=True)
            if target.tells(problem.place.file)
        ]
    return tuple(findings)


def problems_of(target: Target, request: Request) -> tuple[Problem, ...]:
    """Every problem of a target, its files named from its root."""
    found: list[Problem] = []
    if target.holds_playbook:
        rules = tuple(rule for rule in RULES if rule.code not in request.left_out)
        found += check_playbook(target.root, rules).problems
    if target.holds_workspace:
        from collab_playbook.files.workspace_check import (  # noqa: PLC0415 - a playbook alone needs no journal
            check_workspace,
        )

        found += check_workspace(target.root)
    return in_order(problem for problem in found if request.speaks(problem))
