"""The process that renders a build's templates; it gives up everything else before it begins.

Run as ``python -P -m collab_playbook.files.worker``. It reads one line of JSON (templates,
material, jobs) and writes one line of JSON for each document. ``workshop`` is the parent's side.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.documents.context import Subject
    from collab_playbook.documents.fault import RenderFault, Sheet
    from collab_playbook.documents.render import Writer

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
    """One document to write.

    Attributes:
        document: Its id.
        step: The step that it belongs to.
        scope: The instance that it is written for.
        final: Whether it calls itself final.
        restricted: Whether it may show sensitive answers.
        template: Its template.
        changes: Parts that stand in the place of those of the material, for this job.
        traced: Whether to tell what wrote each of its lines.
    """

    document: str
    step: str
    scope: str
    final: bool
    restricted: bool
    template: str
    changes: Mapping[str, Any] = MappingProxyType({})
    traced: bool = False


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
    jobs = [Job(*each) for each in order["jobs"]]
    writer = Writer(order["templates"], order["material"], order["language"])
    _warm_up(Writer, traced=any(job.traced for job in jobs))
    Thread(target=_leave_with_parent, daemon=True).start()
    _confine(limits)
    out.write(b"begun\n")
    out.flush()
    for job in jobs:
        _renew(limits)
        subject = Subject(job.document, job.step, job.scope, job.final)
        made = _made(writer, subject, job)
        kind = "sheet" if isinstance(made, Sheet) else "fault"
        out.write(json.dumps({kind: made._asdict()}).encode() + b"\n")
        out.flush()


def _made(writer: Writer, subject: Subject, job: Job) -> Sheet | RenderFault:
    if "!" in job.template:
        return writer.fill(subject, job.template, restricted=job.restricted)
    if job.traced:
        return writer.trace(subject, job.template, restricted=job.restricted)
    return writer.write(subject, job.template, restricted=job.restricted, changes=job.changes)


def _leave_with_parent() -> None:
    """Ends this process with its parent, however that went: its end of the pipe closes then."""
    sys.stdin.buffer.read(1)
    os._exit(1)


def _warm_up(writer: type[Writer], *, traced: bool) -> None:
    """Writes a sound and a faulty template: later on no module can be loaded."""
    import jinja2.debug  # noqa: F401, PLC0415 - loaded by Jinja itself when a template fails

    from collab_playbook.documents.context import Subject  # noqa: PLC0415 - this is the worker's own start

    samples = {"sound": "{{ 'text' ~ 1.5 }}", "faulty": "{{ nothing }}", "broken": "{% if %}"}
    for name in samples:
        writer(samples, {}, "en").write(Subject("", ""), name, restricted=False)
        writer(samples, {}, "en").fill(Subject("", ""), name, restricted=False)
    if traced:
        writer(samples, {}, "en").trace(Subject("", ""), "sound", restricted=False)


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
