"""What a command line said, for tests that type one as a person does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

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
