"""The one process that renders a build's templates: it holds no file, no model and little memory, and can be ended.

The parent sends one line of JSON (templates, material, jobs) and reads one line of JSON for each document. Run as
``python -P -m collab_playbook.files.worker`` this module is that process; ``write_all`` is the parent's side.
"""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from queue import SimpleQueue
    from subprocess import Popen

    from collab_playbook.documents.fault import RenderFault, Sheet
    from collab_playbook.documents.render import Writer

MAX_REPLY = 16 * 1024 * 1024
"""Bytes of one reply: a document of two million characters in JSON, with room for escapes."""
_REFUSED = (
    "open",
    "os.",
    "subprocess.",
    "socket.",
    "shutil.",
    "ctypes.",
    "urllib.",
    "ftplib.",
    "winreg.",
)


class Limits(NamedTuple):
    """What one build may use.

    Attributes:
        seconds: Of processor time and of waiting, for each document.
        memory: Bytes of address space, where the system can limit it.
        start: Seconds until the first document is begun.
    """

    seconds: float = 10.0
    memory: int = 768 * 1024 * 1024
    start: float = 60.0


class Job(NamedTuple):
    """One document to write."""

    document: str
    step: str
    scope: str
    final: bool
    restricted: bool
    template: str


# -- the parent's side ------------------------------------------------------------------------------------


class Workshop:
    """The worker, started early so that it warms up while the parent gathers the material."""

    def __init__(self, limits: Limits | None = None) -> None:
        import os  # noqa: PLC0415 - an unchanged build starts no process
        import subprocess  # noqa: PLC0415
        from queue import SimpleQueue  # noqa: PLC0415
        from threading import Thread  # noqa: PLC0415

        self._limits = limits or Limits()
        self._process: Popen[bytes] = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", __spec__.name if __spec__ else __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        self._replies: SimpleQueue[bytes] = SimpleQueue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Workshop:
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
                try:
                    pipe.close()
                except OSError:  # what was still to be sent has no reader any more
                    continue

    def write_all(
        self,
        jobs: Sequence[Job],
        templates: Mapping[str, str],
        material: Mapping[str, Any],
        language: str,
    ) -> list[Sheet | RenderFault]:
        """Writes documents in order; ends with the first that cannot be finished within the limits.

        Args:
            jobs: What to write.
            templates: Texts by path below ``templates/``.
            material: The parts that they may read.
            language: Their language.

        Returns:
            A sheet or a fault for each job up to the one that broke a limit.
        """
        order = {
            "limits": self._limits,
            "templates": dict(templates),
            "material": dict(material),
            "language": language,
            "jobs": jobs,
        }
        self._send(json.dumps(order, ensure_ascii=True).encode() + b"\n")
        if not self._replies_in(self._limits.start):
            return (
                [self._broken(jobs[0], "cannot be started: the renderer gives no sign of life")]
                if jobs
                else []
            )
        done: list[Sheet | RenderFault] = []
        for job in jobs:
            line = self._replies_in(self._limits.seconds + 1)
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
        from contextlib import suppress  # noqa: PLC0415 - only a build that renders comes here

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
        from queue import Empty  # noqa: PLC0415 - only a build that renders comes here

        try:
            return self._replies.get(timeout=seconds)
        except Empty:
            return None

    def _ended(self, job: Job, line: bytes) -> RenderFault:
        if line:
            return self._broken(job, "prints more than a document can hold")
        self._process.kill()
        code = self._process.wait()
        if code in {-24, -9}:  # SIGXCPU, and what follows it
            return self._broken(job, f"takes longer than {self._limits.seconds:g} seconds")
        return self._broken(job, "needs more memory than a document may, or broke the renderer")

    def _broken(self, job: Job, what: str) -> RenderFault:
        from collab_playbook.documents.fault import RenderFault  # noqa: PLC0415 - only a fault needs it

        hint = "Look for a loop, a repetition or an include that grows without end."
        return RenderFault(f"templates/{job.template}", 1, 1, f"The template {what}", hint)


def _understood(line: bytes, job: Job) -> Sheet | RenderFault:
    """A reply as a value; the worker runs strangers' templates, so nothing but plain data is taken from it."""
    from collab_playbook.documents.fault import RenderFault, Sheet  # noqa: PLC0415 - an unchanged build has no replies

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
        lists = (tuple(str(each) for each in sheet[name]) for name in ("open", "read", "templates"))
        return Sheet(str(sheet["text"]), *lists)
    except (ValueError, TypeError, KeyError, RecursionError):
        return RenderFault(
            f"templates/{job.template}", 1, 1, "The renderer gave an answer that makes no sense"
        )


# -- the worker's side ------------------------------------------------------------------------------------


def main() -> None:
    """Reads the order, writes the documents, ends."""
    from collab_playbook.documents.context import Subject  # noqa: PLC0415 - this is the worker's own start
    from collab_playbook.documents.fault import Sheet  # noqa: PLC0415
    from collab_playbook.documents.render import Writer  # noqa: PLC0415

    gc.set_threshold(100_000)  # compiling templates makes much that lives on and little that dies
    line = sys.stdin.buffer.readline()
    if not line:
        return
    order = json.loads(line)
    del line
    limits = Limits(*order["limits"])
    out = sys.stdout.buffer
    writer = Writer(order["templates"], order["material"], order["language"])
    _warm_up(Writer)
    _confine(limits)
    out.write(b"begun\n")
    out.flush()
    for job in (Job(*each) for each in order["jobs"]):
        _renew(limits)
        subject = Subject(job.document, job.step, job.scope, job.final)
        made = writer.write(subject, job.template, restricted=job.restricted)
        kind = "sheet" if isinstance(made, Sheet) else "fault"
        out.write(json.dumps({kind: asdict(made)}).encode() + b"\n")
        out.flush()


def _warm_up(writer: type[Writer]) -> None:
    """Writes a sound and a faulty template, since nothing can be loaded once the process is confined."""
    import jinja2.debug  # noqa: F401, PLC0415 - loaded by Jinja itself when a template fails

    from collab_playbook.documents.context import Subject  # noqa: PLC0415 - this is the worker's own start

    samples = {"sound": "{{ 'text' ~ 1.5 }}", "faulty": "{{ nothing }}", "broken": "{% if %}"}
    for name in samples:
        writer(samples, {}, "en").write(Subject("", ""), name, restricted=False)


def _confine(limits: Limits) -> None:
    """Gives up what rendering does not need: memory beyond the limit, files, processes, sockets."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        pass
    else:
        for what, most in (("RLIMIT_AS", limits.memory), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
            kind = getattr(resource, what, None)
            if kind is not None:
                _lower(resource, kind, most)
    sys.addaudithook(_refuse)


def _lower(resource: Any, kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(kind, (most, hard))
    except (
        ValueError,
        OSError,
    ):  # a system that knows the limit but cannot set it; the wall clock still holds
        return


def _refuse(event: str, _args: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"Templates may not do this: {event}")


def _renew(limits: Limits) -> None:
    """Grants the next document its processor time."""
    try:
        import resource  # noqa: PLC0415 - Windows has none; the parent's clock holds there
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 1)


if __name__ == "__main__":
    main()
