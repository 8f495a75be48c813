"""Problems that a team has decided to live with for now, by fingerprint, in a file of their own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from collab_playbook.errors import UsageError
from collab_playbook.files.writing import told, write_atomic
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from collab_playbook.rules.reports.finding import Finding

SCHEMA = "collab-playbook/baseline@1"


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints in a baseline.

    Raises:
        UsageError: There is no such file, or it is no baseline.
        PlaybookError: It cannot be read.
    """
    remedy = say("Write one with: collab-playbook check --write-baseline {path}", path=path)
    if not path.is_file():
        raise UsageError(say("There is no baseline '{path}'", path=path), remedy)
    try:
        with told(say("The baseline '{path}' could not be read", path=path)):
            content = json.loads(path.read_bytes())
        known = frozenset(str(entry["fingerprint"]) for entry in content["problems"])
        is_baseline = content["schema"] == SCHEMA
    except (ValueError, LookupError, TypeError):
        known, is_baseline = frozenset(), False
    if not is_baseline:
        raise UsageError(say("'{path}' is no baseline", path=path), remedy)
    return known


def write_baseline(path: Path, findings: Iterable[Finding]) -> None:
    """Writes the findings as a baseline, readable in a review: one line each, sorted.

    Raises:
        PlaybookError: It cannot be written.
    """
    entries = sorted(
        (
            {
                "file": finding.file,
                "code": finding.problem.code,
                "message": finding.problem.message,
                "fingerprint": finding.fingerprint,
            }
            for finding in findings
        ),
        key=lambda entry: tuple(entry.values()),
    )
    lines = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    listed = f"[\n{lines}\n  ]" if entries else "[]"
    text = say(
        '{{\n  "schema": "{schema}",\n  "problems": {listed}\n}}\n', schema=SCHEMA, listed=listed
    )
    write_atomic(path, text.encode("utf-8", "backslashreplace"))
