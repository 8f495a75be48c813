"""What a command line said, for tests that type one as a person does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

ANN = "Ann Lead <ann@example.org>"


class Said(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Machine output."""
        return json.loads(self.out)


Cli = Callable[..., Said]


def answer_goal(cli: Cli, workspace: Path) -> None:
    """Answers all that the first document of the small playbook asks for."""
    said = cli(
        "answer", "org.company=Acme", "goal.aim=Halve the waiting time", "goal.until=2026-12-31",
        "goal.pace=calm", cwd=workspace,
    )  # fmt: skip
    assert said.code == 0, said.err
