"""What a rule's docstring says, taken apart: what, why, bad and good examples, the fix."""

from __future__ import annotations

import re
from inspect import cleandoc
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from collab_playbook.model.problem import Severity

_SECTION = re.compile(r"^(Why|Bad|Good|Says|Fix):[ \t]*(.*)$", re.MULTILINE)
_FILE = re.compile(r"^(?:#|\{#|<!--) (no )?file: (\S+)")


class Described(Protocol):
    """Any rule, of playbooks or of workspaces, as far as its page needs it."""

    @property
    def code(self) -> str: ...  # noqa: D102 - as in `Rule`
    @property
    def name(self) -> str: ...  # noqa: D102 - likewise
    @property
    def severity(self) -> Severity: ...  # noqa: D102 - likewise
    @property
    def check(self) -> Callable[..., Any]: ...  # noqa: D102 - likewise


class Page(NamedTuple):
    """A rule as people read about it."""

    what: str
    why: str
    bad: str
    good: str
    says: str
    fix: str


def page_of(rule: Described) -> Page:
    """The page of a rule; a section that its docstring lacks is empty.

    A line under ``Says:`` may go on in the next one, indented further.
    """
    text = cleandoc(rule.check.__doc__ or "")
    pieces = _SECTION.split(text)
    sections = {
        name: "\n".join(filter(None, (first, dedent(rest.strip("\n")).strip("\n")))).strip("\n")
        for name, first, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    }
    why, bad, good, says, fix = (
        sections.get(name, "") for name in ("Why", "Bad", "Good", "Says", "Fix")
    )
    whole_lines = re.sub(r"\n[ ]+", " ", says)
    return Page(pieces[0].strip(), why, bad, good, whole_lines, fix)


def files_of(example: str) -> dict[str, str | None]:
    """The files of an example by name, each with the line that names it; ``None``: not there.

    A file begins with a comment: ``# file: NAME``, ``{# file: NAME #}`` or ``<!-- file: NAME -->``;
    ``# no file: NAME`` says that one of the base is not there.
    """
    files: dict[str, str | None] = {}
    current = ""
    for line in example.splitlines():
        found = _FILE.match(line)
        if found:
            current = found.group(2)
            files[current] = None if found.group(1) else ""
        if current and files[current] is not None:
            files[current] = f"{files[current]}{line}\n"
    return files


def laid_over(base: str, example: str) -> str:
    """A YAML example with what it leaves out taken from the base file, below it.

    A top-level key that the example gives replaces that of the base; the example keeps its lines.
    """
    given = set(re.findall(r"^([A-Za-z_]+):", example, re.MULTILINE))
    blocks = re.split(r"^(?=[A-Za-z_]+:)", base, flags=re.MULTILINE)
    kept = (block for block in blocks if block.partition(":")[0] not in given)
    return f"{example.rstrip()}\n{''.join(kept)}"
