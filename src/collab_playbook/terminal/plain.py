"""Lines on the two streams without any library: results on stdout, talk on stderr."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TextIO

from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe
from collab_playbook.terminal.speech import spoken


def put(text: str) -> None:
    """A result on stdout, as it is: machines read it too."""
    write(sys.stdout, spoken(text))


def put_bytes(data: bytes) -> None:
    """A file as a result on stdout, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def tell(text: str) -> None:
    """A remark on stderr, made harmless for the terminal."""
    with suppress(OSError):  # nobody is left to talk to once the terminal is gone
        write(sys.stderr, safe(text))


def complain(message: str, hint: str = "") -> None:
    """What went wrong and what to do about it, on stderr."""
    tell(say("Error: {message}", message=message))
    if hint:
        tell(hint)


def complain_of_bug(error: Exception) -> None:
    """A fault of the program itself, on stderr, without its traceback."""
    tell(
        say(
            "Error: the program has a fault of its own ({name}: {error})",
            name=type(error).__name__,
            error=error,
        )
    )
    tell(
        say(
            "Everything acknowledged is saved. Run it again with --debug and report what it prints."
        )
    )


def write(stream: TextIO, text: str) -> None:
    """One line; what the stream's encoding lacks becomes a question mark."""
    try:
        stream.write(f"{text}\n")
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        plain = text.replace("\u00a0", " ").replace("\u202f", " ")
        stream.write(plain.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()
