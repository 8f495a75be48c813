"""How a text asks for a chart: with a comment above a table."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias, get_args

ChartKind: TypeAlias = Literal["bars", "line", "gantt", "heat", "process"]
KINDS: Final[tuple[str, ...]] = get_args(ChartKind)
ASKED: Final = re.compile(rf"<!-- chart: ({'|'.join(KINDS)})(?:, (.*?))? -->")
"""The kind of the chart, and the title that it has, if any."""
EXAMPLE: Final = "<!-- chart: bars, Hours a week -->"
