"""The process that makes copies beside the program's own; ``presses`` is the other side of it.

Run as ``python -P -m collab_playbook.files.copier``. It reads the writers, then one task after
another, and answers each with the bytes of a copy. What it cannot make it says so of, and the
program makes it itself, so that every error is told as it would be without this process.
"""

from __future__ import annotations

import pickle
import signal
import sys
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.files.origins import Write

_LENGTH = 8
MADE, FAILED = b"\x01", b"\x00"


def main() -> None:
    """Reads the writers, makes copies, ends with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent, which gets it too, ends this process
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that talks must not talk into the answers
    packed = received(given)
    if packed is None:
        return
    writers: Mapping[str, Write] = pickle.loads(packed)  # noqa: S301 - the parent has packed it
    while (name := received(given)) is not None and (text := received(given)) is not None:
        try:
            data = writers[name.decode()](text.decode())
        except Exception:  # noqa: BLE001 - the parent meets it too, and tells it
            answers.write(FAILED)
        else:
            answers.write(MADE)
            send(answers, data)
        answers.flush()


def send(pipe: BinaryIO, data: bytes) -> None:
    """Writes bytes after their length."""
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)


def received(pipe: BinaryIO) -> bytes | None:
    """The bytes that were sent; ``None`` where the other side is gone."""
    length = pipe.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    wanted = int.from_bytes(length, "big")
    data = pipe.read(wanted)
    return data if len(data) == wanted else None


if __name__ == "__main__":
    main()
