"""``build --watch``: builds again after each change, and shows the documents in a browser."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from collab_playbook.cli.branding import look_for
from collab_playbook.cli.opening import writing
from collab_playbook.engine.wording import in_words
from collab_playbook.errors import PlaybookError, RefusedError, UsageError
from collab_playbook.files.brand import files_of_brand
from collab_playbook.files.serving import Answer, page_at, serving
from collab_playbook.files.watching import Stamps, stamps_for_build
from collab_playbook.files.workspace import find_workspace
from collab_playbook.formats.page.live import (
    ASKING,
    LIVE_POLICY,
    Shown,
    digest_of_page,
    index_page,
    live_page,
)
from collab_playbook.saying import say, say_all
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import complain, put, tell
from collab_playbook.terminal.speech import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from collab_playbook.cli.desk import Desk
    from collab_playbook.cli.options import Options
    from collab_playbook.documents.plan import Row
    from collab_playbook.files.building import BuildReport
    from collab_playbook.formats.look import Look

PAGE = "html"
"""The format that is shown."""
PAUSE = 0.25
"""Seconds between two looks at the files."""
_CALM = 0.15
"""Seconds for which nothing may change before a build: a save is often several steps."""
_RESTLESS = 2.0
"""Seconds after which a build is made although files go on changing."""
_NAMED = 3
"""Files that a line names."""


class Build(Protocol):
    """Builds once in an open workspace."""

    def __call__(
        self, desk: Desk, *, besides: tuple[str, ...] = (), quiet: bool = False
    ) -> BuildReport:
        """What was done; ``besides`` are formats, ``quiet`` says nothing of the brand."""


def keep_building(options: Options, build: Build, port: int) -> None:
    """Builds whenever a file has changed, until it is interrupted.

    The workspace is locked while a build goes on, and free in between.

    Args:
        options: What the line says, whichever command it runs.
        build: Builds once.
        port: Where to show the documents; 0 for a free port.

    Raises:
        PlaybookError: There is no workspace, or the port is not to be had.
    """
    root = find_workspace(options.workspace or Path.cwd())
    stage = _Stage(root)
    rounds = _Rounds(root, options, build, stage)
    with serving(stage.answer, LIVE_POLICY, port) as address:
        before, told = None, False
        while True:
            now = rounds.stamps()
            if now != before:
                before = _calm(now, rounds.stamps)
                if not rounds.once():
                    before = None  # somebody else held it: the change is still to be built
                elif not told:
                    tell(say("Documents are shown at {address}; Ctrl-C ends.", address=address))
                    told = True
            time.sleep(PAUSE)


def _calm(now: Stamps, stamps: Callable[[], Stamps]) -> Stamps:
    """The stamps once nothing changes any more, so that one save makes one round."""
    end = time.monotonic() + _RESTLESS
    while time.monotonic() < end:
        time.sleep(_CALM)
        later = stamps()
        if later == now:
            break
        now = later
    return now


class _Rounds:
    """The builds one after another, each told in a line where it did something."""

    def __init__(
        self,
        root: Path,
        options: Options,
        build: Build,
        stage: _Stage,
    ) -> None:
        self._root = root
        self._options = options
        self._build = build
        self._stage = stage
        self._playbook = root
        self._besides: tuple[str, ...] = ()
        self._said: str | None = None

    def stamps(self) -> Stamps:
        """When what a build reads was last changed."""
        return stamps_for_build(self._root, self._playbook, self._besides)

    def once(self) -> bool:
        """One build; false where somebody else held the workspace.

        Raises:
            UsageError: The first build cannot be made as it is asked for.
        """
        try:
            with writing(self._options, "build") as desk:
                report = self._build(desk, besides=(PAGE,), quiet=self._said is not None)
                look = look_for(desk, quietly=True)
        except PlaybookError as error:  # a file may be gone in the middle of a save
            if isinstance(error, UsageError) and self._said is None:
                raise  # no file mends the command line
            if self._is_new(error.message):
                complain(error.message, error.hint)
            return not isinstance(error, RefusedError)
        self._playbook = desk.loaded.root
        self._besides = files_of_brand(self._root, desk.opened.workspace.brand)
        self._tell(report)
        self._stage.show(desk, report, look)
        return True

    def _tell(self, report: BuildReport) -> None:
        line = spoken(_line_of(report))
        problems = [str(problem) for problem in report.problems]
        trouble = [*problems, *(row.path for row in report.conflicts), line * report.refused]
        if self._is_new("\n".join(trouble)) or report.written:
            for problem in problems:
                tell(problem)
            put(safe_line(f"{time.strftime('%H:%M:%S')}  {line}"))

    def _is_new(self, said: str) -> bool:
        """Whether this is not what was said last: trouble is told once, and so is its end."""
        new, self._said = said != self._said, said
        return new


def _line_of(report: BuildReport) -> str:
    """What a build did, in one line."""
    if report.problems:
        return say("nothing was written: mend the templates above")
    if report.refused:
        return say("nothing was written: answers are still open, and final versions need them all")
    counts: dict[str, int] = {}
    for row in report.rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    changed = [row.path for row in report.rows if row.state in {"written", "merged", "conflict"}]
    if changed:
        counts.pop("unchanged", None)
    told = say_all(
        ", ",
        (say("{count} {state}", count=n, state=in_words(s)) for s, n in sorted(counts.items())),
    )
    if not told:
        return say("no document applies yet")
    return say("{told}: {paths}", told=told, paths=_some(changed)) if changed else told


def _some(paths: Iterable[str]) -> str:
    """The first few of some files."""
    paths = list(paths)
    more = len(paths) - _NAMED
    first = ", ".join(paths[:_NAMED])
    return say("{first} and {count} more", first=first, count=more) if more > 0 else first


class _Stage:
    """What the browser may see: the copies of the last build, and a list of them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._pages: frozenset[str] = frozenset()
        self._sections: list[tuple[str, list[Shown]]] = []
        self._index = b""

    def show(self, desk: Desk, report: BuildReport, look: Look) -> None:
        """Shows what a build left, or what it left as it was; called by the thread that builds."""
        rows = [row for row in report.rows if row.format == PAGE and row.state != "orphan"]
        if rows:
            self._pages = frozenset(row.path for row in rows)
            self._sections = _sections(desk, rows)
        title = spoken(say("Documents"))
        said = [spoken(_line_of(report)), *(str(problem) for problem in report.problems)]
        self._index = index_page(title, "\n".join(said), self._sections, look)

    def answer(self, path: str) -> Answer | None:
        """What is answered to a path; called by the threads of the server."""
        asking, page = path.startswith(f"{ASKING}/"), path.removeprefix(ASKING)
        name = page.removeprefix("/")
        if not name:
            data = self._index or None
        else:
            data = page_at(self._root, name) if name in self._pages else None
        if data is None:
            return None
        if asking:
            return Answer(digest_of_page(data).encode(), "text/plain")
        return Answer(live_page(data))


def _sections(desk: Desk, rows: Iterable[Row]) -> list[tuple[str, list[Shown]]]:
    """The documents by the steps that they belong to, in the order of the build."""
    playbook = desk.process.playbook
    documents, steps = playbook.document_by_id, playbook.step_by_id
    sections: dict[str, list[Shown]] = {}
    for row in rows:
        document = documents[row.id]
        step = steps.get(document.step)
        owner = desk.view.state.title(row.instance) if ":" in row.instance else ""
        heading = f"{step.number}. {step.title}" if step is not None else ""
        told = spoken(in_words(row.state)) if row.state in _TOLD else ""
        title = f"{document.title} - {owner}" if owner else document.title
        sections.setdefault(heading, []).append(Shown(row.path, title, told))
    return list(sections.items())


_TOLD = frozenset({"kept", "conflict", "outdated"})
"""States that a person should see in the list."""
