"""Writes ``rules.md``, the page of every rule of ``check``, from the rules' own docstrings."""  # noqa: INP001

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from collab_playbook.rules.documentation import page_of
from collab_playbook.rules.registry import every_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.documentation import Described

PAGE = Path(__file__).with_name("rules.md")
FAMILIES = {
    "PB0": "Files and YAML",
    "PB1": "Names",
    "PB2": "The graph of steps",
    "PB3": "Guards",
    "PB4": "Use and templates",
    "PB5": "Gates, roles and sign-off",
    "PB6": "Time",
    "PB7": "Languages",
    "PB8": "Workspaces",
    "PB9": "Suppressions",
}
HEAD = """\
# The rules of check

`collab-playbook check` holds a playbook or a workspace to the rules below.
`collab-playbook explain CODE` shows one of them.
This page is written by `docs/write_rules.py` from the rules themselves.
Every example in it is run as a test.

An example of a playbook is laid over a small clean one: a line `# file:` names the file, and its
top-level keys take the place of that file's own.

To silence a rule in one place, say why there, on the line or on one of its own above it:
`# playbook: ignore[PB102] the step comes with the overlay`.
In a template it is `{# playbook: ignore[PB404] why #}`.
`# playbook: ignore-file[PB102] why` speaks for a whole file.
"""


def page() -> str:
    """The whole page."""
    rules = every_rule()
    parts = [HEAD, _overview(rules)]
    for family, members in groupby(rules, key=lambda rule: rule.code[:3]):
        parts.append(f"## {FAMILIES[family]}\n")
        parts += ["\n".join(_section(rule)) for rule in members]
    return "\n".join(parts)


def _overview(rules: tuple[Described, ...]) -> str:
    lines = ["| rule | severity | mended by | finds |", "| --- | --- | --- | --- |"]
    for rule in rules:
        mended = {"safe": "`--fix`", "unsafe": "`--unsafe-fixes`"}.get(
            getattr(rule, "fix", "no"), ""
        )
        what = " ".join(page_of(rule).what.split()).replace("|", "\\|")
        link = f"[{rule.code} {rule.name}](#{rule.code.lower()}-{rule.name})"
        lines.append(f"| {link} | {rule.severity} | {mended} | {what} |")
    return "\n".join(lines) + "\n"


def _section(rule: Described) -> Iterator[str]:
    found = page_of(rule)
    yield f"### {rule.code} {rule.name}\n"
    yield f"{_flowing(found.what)}\n"
    if found.why:
        yield f"{_flowing(found.why)}\n"
    for title, text in (("Wrong", found.bad), ("Says", found.says), ("Right", found.good)):
        if not text:
            continue
        is_code = title == "Says" or "file: " in text.partition("\n")[0]
        yield f"{title}:\n"
        yield f"```{_language(title, text)}\n{text}\n```\n" if is_code else f"{_flowing(text)}\n"
    if found.fix:
        yield f"How it is mended: {_flowing(found.fix)}\n"


def _language(title: str, text: str) -> str:
    if title == "Says":
        return "text"
    return "jinja" if text.startswith("{#") else "yaml"


def _flowing(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
