"""A signal ends a session, and never in the middle of recording an answer."""

from __future__ import annotations

import os
import signal
import time
import weakref

import pytest
from talking import RHYTHMS, Desk, question, step_of

from collab_playbook.errors import InterruptedSession
from collab_playbook.terminal.signals import SessionSignal, Signals, exit_code_of

CODES = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.mark.parametrize(("number", "code"), CODES)
def test_each_signal_has_its_exit_code(number: int, code: int) -> None:
    with Signals(), pytest.raises(SessionSignal) as came:
        os.kill(os.getpid(), number)
    assert exit_code_of(came.value) == code


def test_a_plain_interrupt_is_130() -> None:
    assert exit_code_of(KeyboardInterrupt()) == 130


def test_a_shielded_signal_waits_for_the_work_to_end() -> None:
    steps = []

    def work(signals: Signals) -> None:
        with signals.shielded():
            os.kill(os.getpid(), signal.SIGTERM)
            steps.append("recorded")
        steps.append("never reached")

    with Signals() as signals, pytest.raises(SessionSignal):
        work(signals)
    assert steps == ["recorded"]


def test_handlers_are_as_before_afterwards() -> None:
    before = [signal.getsignal(number) for number, _ in CODES]
    with Signals():
        pass
    assert [signal.getsignal(number) for number, _ in CODES] == before


@pytest.mark.parametrize(("number", "code"), CODES)
def test_an_answer_being_recorded_is_recorded(number: int, code: int) -> None:
    desk = Desk(
        step_of(
            question("start", type="date", required=True),
            question("rhythm", type="choice", choices=RHYTHMS),
        )
    )
    desk.before_append = lambda: os.kill(os.getpid(), number)
    with pytest.raises(InterruptedSession) as stopped:
        desk.typing("5/1/2026", "weekly")
    assert stopped.value.exit_code == code
    assert stopped.value.message == "Saved; 1 of 2 questions of 'Set the frame' are answered."
    assert desk.answers == {"start": "2026-01-05"}


class _Thing:
    """Something that ends."""


def test_a_signal_that_comes_while_an_object_ends_is_not_lost() -> None:
    things = [_Thing()]
    watching = weakref.ref(things[0], lambda _: signal.raise_signal(signal.SIGTERM))

    def end_and_wait() -> None:
        things.clear()
        time.sleep(5)

    with Signals(), pytest.raises(SessionSignal) as came:
        end_and_wait()
    assert exit_code_of(came.value) == 143
    assert watching() is None
