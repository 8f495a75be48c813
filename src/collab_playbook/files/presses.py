"""Copies made side by side, in this process and in others beside it, once that pays.

This process makes copies from the front of the queue, the others from its back. How long a copy
takes is seen in the first ones, so no format needs a figure here. Whatever goes wrong in another
process, its copy is made here again: results and errors are those of one process.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from collab_playbook.files.copier import MADE, received, send

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Self

    from collab_playbook.files.origins import Write

MOST = 4
"""Processes at most, this one included: each takes some 80 MB."""
PAYS = 1.2
"""Seconds of work that have to be left for each process: to start one takes about 0.5."""
_TRIED = 6
"""Copies that are made before the rest is reckoned; the first of a format loads its library."""
_COPIER = "collab_playbook.files.copier"


class Task(NamedTuple):
    """A copy to make.

    Attributes:
        write: Makes it.
        format: Its format.
        text: The Markdown that it is made from; ``None`` for one that only this process can make.
    """

    write: Callable[[], bytes]
    format: str = ""
    text: str | None = None


def made(
    tasks: Sequence[Task],
    writers: Mapping[str, Write],
    jobs: int,
    seen: Callable[[int], None],
) -> list[bytes]:
    """The copies, in order.

    Args:
        tasks: What to make.
        writers: What writes the formats; can be packed and sent.
        jobs: How many processes, this one included; 0 for as many as pay.
        seen: Told how many are done, now and then.

    Raises:
        Exception: What the first of them raised that cannot be made.
    """
    waiting = deque(range(len(tasks)))
    done: dict[int, bytes] = {}
    start = time.monotonic()
    with _Presses(tasks, writers, waiting, done) as presses:
        presses.start(min(jobs, len(tasks)) - 1)
        while (at := _next(waiting)) is not None:
            done[at] = tasks[at].write()
            seen(len(done))
            if len(done) == _TRIED and not jobs:
                left = (time.monotonic() - start) / _TRIED * len(waiting)
                presses.start(others_that_pay(left, processors()))
        presses.finish()
    for at, task in enumerate(tasks):
        if at not in done:
            done[at] = task.write()
    seen(len(done))
    return [done[at] for at in range(len(tasks))]


def others_that_pay(seconds: float, cores: int) -> int:
    """How many processes beside this one are worth their start.

    Args:
        seconds: How long the rest of the work would take this process alone.
        cores: The processors that there are.
    """
    return max(0, min(MOST, cores, int(seconds / PAYS)) - 1)


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _next(waiting: deque[int]) -> int | None:
    try:
        return waiting.popleft()
    except IndexError:
        return None


class _Presses:
    """The other processes, each fed by a thread of this one; none is left when it closes."""

    def __init__(
        self,
        tasks: Sequence[Task],
        writers: Mapping[str, Write],
        waiting: deque[int],
        done: dict[int, bytes],
    ) -> None:
        self._tasks = tasks
        self._writers = writers
        self._waiting = waiting
        self._done = done
        self._running: list[tuple[subprocess.Popen[bytes], Thread]] = []

    def start(self, count: int) -> None:
        """Starts some; none where the writers cannot be sent."""
        if count < 1:
            return
        try:
            packed = pickle.dumps(dict(self._writers))
        except (pickle.PicklingError, AttributeError, TypeError):
            return
        for _ in range(count):
            with suppress(OSError):  # no more processes are to be had: this one goes on alone
                process = subprocess.Popen(
                    [sys.executable, "-P", "-X", "utf8", "-m", _COPIER],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
                thread = Thread(target=self._feed, args=(process, packed), daemon=True)
                self._running.append((process, thread))
                thread.start()

    def _feed(self, process: subprocess.Popen[bytes], packed: bytes) -> None:
        given, answers = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
        with suppress(OSError, ValueError):  # it is gone, or was closed under this thread's hands
            send(given, packed)
            while (at := self._last()) is not None:
                task = self._tasks[at]
                send(given, task.format.encode())
                send(given, (task.text or "").encode())
                given.flush()
                flag = answers.read(1)
                data = received(answers) if flag == MADE else None
                if not flag:
                    return
                if data is not None:
                    self._done[at] = data

    def _last(self) -> int | None:
        """The last task that another process can do; those that it cannot go back to the front."""
        kept = []
        found = None
        while found is None:
            try:
                at = self._waiting.pop()
            except IndexError:
                break
            if self._tasks[at].text is None:
                kept.append(at)
            else:
                found = at
        self._waiting.extendleft(kept)
        return found

    def finish(self) -> None:
        """Waits for what is being made."""
        for _, thread in self._running:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        for process, _ in self._running:
            process.kill()
        for process, thread in self._running:
            process.wait()
            thread.join(5)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was still to be sent has no reader any more
                        pipe.close()
