"""The parent's side of the process that renders: it starts it, hands it work, and ends it.

The process runs strangers' templates: it is waited for no longer than the limits say, and nothing
but plain data is taken from it.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.fault import RenderFault, Sheet, TemplateLine
from collab_playbook.files.worker import Job, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

MAX_REPLY = 16 * 1024 * 1024
"""Bytes of one reply: a document of two million characters in JSON, with room for escapes."""
_WORKER = "collab_playbook.files.worker"
_OUT_OF_TIME = frozenset({-24, -9})
"""SIGXCPU, and what follows it."""


class Workshop:
    """The worker, started early so that it warms up while the parent gathers the material."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        self._replies: SimpleQueue[bytes] = SimpleQueue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker, whatever it is doing."""
        process = self._process
        if process.poll() is None:
            process.kill()
        process.wait()
        self._reader.join(5)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was still to be sent has no reader any more
                    pipe.close()

    def write_all(
        self,
        jobs: Sequence[Job],
        templates: Mapping[str, str],
        material: Mapping[str, Any],
        language: str,
        patience: float = math.inf,
    ) -> list[Sheet | RenderFault]:
        """Writes documents in order; ends with the first that cannot be finished within the limits.

        Args:
            jobs: What to write.
            templates: Texts by path below ``templates/``.
            material: The parts that they may read.
            language: Their language.
            patience: Seconds for all of them, once the first is begun.

        Returns:
            A sheet or a fault for each job up to the one that broke a limit.
        """
        order = {
            "limits": self._limits,
            "templates": dict(templates),
            "material": dict(material),
            "language": language,
            "jobs": [job._replace(changes=dict(job.changes)) for job in jobs],
        }
        data = json.dumps(order).encode() + b"\n"
        Thread(target=self._send, args=(data,), daemon=True).start()
        if not self._replies_in(self._limits.start):
            return (
                [self._broken(jobs[0], "cannot be started: the renderer gives no sign of life")]
                if jobs
                else []
            )
        done: list[Sheet | RenderFault] = []
        end = time.monotonic() + patience
        for job in jobs:
            left = end - time.monotonic()
            line = self._replies_in(max(0.0, min(self._limits.seconds + 1, left)))
            if line is None and time.monotonic() >= end:
                return done
            if line is None:
                return [
                    *done,
                    self._broken(job, f"takes longer than {self._limits.seconds:g} seconds"),
                ]
            if not line.endswith(b"\n"):
                return [*done, self._ended(job, line)]
            done.append(_understood(line, job))
        return done

    def _send(self, data: bytes) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):  # a worker that is gone shows as the end of its replies
                self._process.stdin.write(data)
                self._process.stdin.flush()

    def _read(self) -> None:
        pipe = self._process.stdout
        while pipe is not None:
            try:
                line = pipe.readline(MAX_REPLY)
            except (OSError, ValueError):
                line = b""
            self._replies.put(line)
            if not line.endswith(b"\n"):
                return

    def _replies_in(self, seconds: float) -> bytes | None:
        try:
            return self._replies.get(timeout=seconds)
        except Empty:
            return None

    def _ended(self, job: Job, line: bytes) -> RenderFault:
        if line:
            return self._broken(job, "prints more than a document can hold")
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        if self._process.poll() in _OUT_OF_TIME:
            return self._broken(job, f"takes longer than {self._limits.seconds:g} seconds")
        return self._broken(job, "needs more memory than a document may, or broke the renderer")

    def _broken(self, job: Job, what: str) -> RenderFault:
        hint = "Look for a loop, a repetition or an include that grows without end."
        return RenderFault(f"templates/{job.template}", 1, 1, f"The template {what}", hint)


def _understood(line: bytes, job: Job) -> Sheet | RenderFault:
    """A reply as a value: plain data, each piece of the type that it should have."""
    try:
        reply = json.loads(line)
        if "fault" in reply:
            fault = reply["fault"]
            return RenderFault(
                str(fault["file"]),
                int(fault["line"]),
                int(fault["column"]),
                str(fault["message"]),
                str(fault["hint"]),
            )
        sheet = reply["sheet"]
        asked, read, used = (
            tuple(str(each) for each in sheet[name]) for name in ("open", "read", "templates")
        )
        origins = tuple(TemplateLine(str(name), int(line)) for name, line in sheet["origins"])
        return Sheet(str(sheet["text"]), asked, read, used, origins)
    except (ValueError, TypeError, KeyError, RecursionError):
        return RenderFault(
            f"templates/{job.template}", 1, 1, "The renderer gave an answer that makes no sense"
        )
