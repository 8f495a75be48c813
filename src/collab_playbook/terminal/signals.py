"""Signals as exceptions: a session ends politely, never in the middle of recording an answer."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


_HAS_TIMER = hasattr(signal, "setitimer")
_SOON = 0.01
"""Seconds after which a signal that was swallowed is raised again."""


class SessionSignal(KeyboardInterrupt):
    """A signal that ends the session.

    It is a ``KeyboardInterrupt`` because event loops pass that on and swallow everything else.

    Args:
        number: Which signal came.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.exit_code = 128 + number


def exit_code_of(interrupt: KeyboardInterrupt) -> int:
    """130 for Ctrl-C, 129 for a closed terminal, 143 for a polite kill."""
    return interrupt.exit_code if isinstance(interrupt, SessionSignal) else 128 + signal.SIGINT


def _ending_signals() -> tuple[signal.Signals, ...]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


class Signals:
    """Listens to the signals that end a session while the ``with`` block lasts."""

    def __init__(self) -> None:
        self._shields = 0
        self._waiting: int | None = None
        self._before: dict[signal.Signals, Any] = {}
        self._hook = sys.unraisablehook

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in _ending_signals():
                self._before[number] = signal.signal(number, self._came)
            if _HAS_TIMER:
                self._before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._came_again)
            self._hook, sys.unraisablehook = sys.unraisablehook, self._swallowed
        return self

    def __exit__(self, *_exception: object) -> None:
        if not self._before:
            return
        if _HAS_TIMER:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
        sys.unraisablehook = self._hook

    def _came(self, number: int, _frame: FrameType | None) -> None:
        if self._shields:
            self._waiting = number
            return
        raise SessionSignal(number)

    def _swallowed(self, unraisable: Any) -> None:
        """Keeps a signal that came where Python lets nothing out, as in the end of an object."""
        if not isinstance(unraisable.exc_value, SessionSignal) or not _HAS_TIMER:
            self._hook(unraisable)
            return
        self._waiting = unraisable.exc_value.number
        signal.setitimer(signal.ITIMER_REAL, _SOON)

    def _came_again(self, _number: int, _frame: FrameType | None) -> None:
        if self._waiting is not None and not self._shields:
            number, self._waiting = self._waiting, None
            raise SessionSignal(number)

    @contextmanager
    def shielded(self) -> Iterator[None]:
        """Lets what is being recorded finish; a signal that came meanwhile is raised afterwards."""
        self._shields += 1
        try:
            yield
        finally:
            self._shields -= 1
        if not self._shields and self._waiting is not None:
            number, self._waiting = self._waiting, None
            raise SessionSignal(number)
