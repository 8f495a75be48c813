"""Looks at what ``check`` is asked for, less its baseline: once, or whenever files change."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from collab_playbook.cli.checking import Request, examined
from collab_playbook.cli.counting import counted
from collab_playbook.cli.findings import report, tell_summary
from collab_playbook.cli.options import Options
from collab_playbook.errors import PlaybookError, UsageError
from collab_playbook.rules.reports.finding import Finding
from collab_playbook.saying import say
from collab_playbook.terminal.plain import complain, put, tell

FOR_PEOPLE = frozenset({"text", "concise"})
PAUSE = 0.5
"""Seconds between two looks at the files' times: quick to a person, nothing to a machine."""


class Look(NamedTuple):
    """What to look at, how to tell it, and what is known already."""

    request: Request
    form: str
    options: Options
    baseline: Path | None

    def found(self) -> tuple[Finding, ...]:
        """The findings that the baseline does not list.

        Raises:
            PlaybookError: A file cannot be read.
        """
        findings = examined(self.request)
        if self.baseline is None:
            return findings
        from collab_playbook.files.baseline import (  # noqa: PLC0415 - few have one
            read_baseline,
        )

        known = read_baseline(self.request.base / self.baseline)
        gone = known - {finding.fingerprint for finding in findings}
        if gone:
            noun = "problem" if len(gone) == 1 else "problems"
            tell(
                say(
                    ("{count} {noun} of the baseline can no longer be found; write it again."),
                    count=len(gone),
                    noun=noun,
                )
            )
        return tuple(finding for finding in findings if finding.fingerprint not in known)

    def tell(self, findings: Sequence[Finding]) -> None:
        """The findings on stdout; for people also their number, on stderr."""
        text = report(self.form, findings, self.request, self.options)
        if text:
            put(text.removesuffix("\n"))
        if self.form in FOR_PEOPLE:
            tell_summary(findings)


def keep_baseline(path: Path, findings: Sequence[Finding]) -> None:
    """Writes the findings as a baseline and says so.

    Raises:
        PlaybookError: It cannot be written.
    """
    from collab_playbook.files.baseline import write_baseline  # noqa: PLC0415 - few write one

    write_baseline(path, findings)
    count = counted(len(findings), "1 problem", "{number} problems")
    tell(say("Written to '{path}': {count}.", path=path, count=count))


def watched(look: Look) -> None:
    """Looks again whenever a file has changed, until it is interrupted.

    Raises:
        UsageError: The format is one for machines, which read one report.
    """
    if look.form not in FOR_PEOPLE:
        raise UsageError(
            say("--watch is for people, not for machines"),
            say("Use --format text or concise with it."),
        )
    from collab_playbook.files.watching import stamps_of  # noqa: PLC0415 - only here

    roots = [target.root for target in look.request.targets]
    before = None
    while True:
        now = stamps_of(roots)
        if now != before:
            before = now
            try:
                look.tell(look.found())
            except PlaybookError as error:  # a file may be gone in the middle of a save
                complain(error.message, error.hint)
            tell(say("{time} Waiting for changes; Ctrl-C ends.", time=time.strftime("%H:%M:%S")))
        time.sleep(PAUSE)
