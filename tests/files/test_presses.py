"""Copies are made side by side with the results and errors of one process."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from collab_playbook.files.presses import PAYS, Task, made, others_that_pay

UTF8 = partial(bytes, encoding="utf-8")
ASCII = partial(bytes, encoding="ascii")
"""Writers that another process can load: a text becomes its bytes, or cannot."""
WRITERS = {"utf": UTF8, "ascii": ASCII}
TEXTS = [f"text {number} é" for number in range(40)]


def task(text: str, format_: str = "utf") -> Task:
    return Task(partial(WRITERS[format_], text), format_, text)


def others() -> list[str]:
    """The processes that make copies for this one."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            line = (folder / "cmdline").read_bytes().decode()
        except OSError:
            continue
        if int(parent) == os.getpid() and "files.copier" in line:
            found.append(line)
    return found


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_the_copies_come_in_order_however_many_processes_make_them(jobs: int) -> None:
    seen: list[int] = []

    copies = made([task(text) for text in TEXTS], WRITERS, jobs, seen.append)

    assert copies == [text.encode() for text in TEXTS]
    assert seen == sorted(seen)
    assert seen[-1] == len(TEXTS)


def test_other_processes_take_a_share_and_none_is_left_over() -> None:
    whose = "str(__import__('os').getpid()).encode()"

    def slowly() -> bytes:
        time.sleep(0.2)
        return str(os.getpid()).encode()

    makers = made([Task(slowly, "py", whose)] * 40, {"py": eval}, 2, lambda _: None)

    assert len(set(makers)) == 2
    assert (makers[0], makers[-1] == makers[0]) == (str(os.getpid()).encode(), False)
    assert not others()


def test_what_another_process_cannot_make_is_made_here_with_the_same_error() -> None:
    tasks = [task("plain", "ascii"), task("é", "ascii"), *(task(text) for text in TEXTS[:3])]

    errors = []
    for jobs in (1, 2):
        with pytest.raises(UnicodeEncodeError) as caught:
            made(tasks, WRITERS, jobs, lambda _: None)
        errors.append(str(caught.value))

    assert errors[0] == errors[1]


def test_a_copy_made_from_the_data_and_a_writer_that_cannot_be_sent_stay_here() -> None:
    data = [Task(lambda: b"data", "xlsx") for _ in range(3)]

    assert made([*data, task("é")], WRITERS, 2, lambda _: None) == [*[b"data"] * 3, "é".encode()]
    unsent = {"utf": lambda text: text.encode()}
    assert made([task("é"), task("b")], unsent, 2, lambda _: None) == ["é".encode(), b"b"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_an_interruption_leaves_no_process_behind() -> None:
    def interrupted() -> bytes:
        assert len(others()) == 2
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made([Task(interrupted), *map(task, TEXTS)], WRITERS, 3, lambda _: None)

    assert others() == []


@pytest.mark.parametrize(
    ("seconds", "cores", "count"),
    [(0.1, 8, 0), (PAYS, 8, 0), (2 * PAYS, 8, 1), (100, 2, 1), (100, 1, 0), (100, 64, 3)],
)
def test_others_are_started_only_where_they_pay(seconds: float, cores: int, count: int) -> None:
    assert others_that_pay(seconds, cores) == count
