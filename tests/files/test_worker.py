from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from collab_playbook.documents.fault import RenderFault, Sheet, TemplateLine
from collab_playbook.files.worker import Job, Limits
from collab_playbook.files.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Mapping
from pathlib import Path

MEGABYTE = 1024 * 1024


def job(template: str) -> Job:
    return Job("charter", "plan", "programme", final=False, restricted=False, template=template)


def write(templates: Mapping[str, str], limits: Limits | None = None) -> list[Sheet | RenderFault]:
    with Workshop(limits) as workshop:
        return workshop.write_all([job(name) for name in templates], templates, {}, "en")


def test_documents_come_back_in_order() -> None:
    assert write({"a.md.j2": "A {{ 1 + 1 }}", "b.md.j2": "B {{ 'é' ~ 1250 }}"}) == [
        Sheet("A 2\n", (), ("renderer()", "template(a.md.j2)"), ("a.md.j2",)),
        Sheet("B é1,250\n", (), ("renderer()", "template(b.md.j2)"), ("b.md.j2",)),
    ]


def test_a_faulty_template_does_not_keep_the_others_from_being_tried() -> None:
    results = write({"a.md.j2": "{{ nothing }}", "b.md.j2": "{% if %}", "c.md.j2": "fine"})

    assert [type(result) for result in results] == [RenderFault, RenderFault, Sheet]
    assert str(results[0]) == "templates/a.md.j2:1:4: There is no 'nothing' here"


def test_a_template_that_takes_too_long_is_ended_and_named() -> None:
    # sorting and comparing inside one call is work that no loop of the template counts
    long = "{{ range(1000) | map('int') | sort | length }}"
    endless = "{% for a in range(1000) %}{% for b in range(400) %}" + long
    endless += "{% endfor %}{% endfor %}"
    began = time.monotonic()

    results = write(
        {"a.md.j2": "fine", "slow.md.j2": endless, "c.md.j2": "never tried"}, Limits(seconds=1)
    )

    assert [type(result) for result in results] == [Sheet, RenderFault]
    assert str(results[1]) == "templates/slow.md.j2:1:1: The template takes longer than 1 seconds"
    assert time.monotonic() - began < 20


def test_all_documents_together_take_no_longer_than_there_is_patience() -> None:
    long = "{% for a in range(1000) %}{{ range(1000) | map('int') | sort | length }}{% endfor %}"
    jobs = [job("a.md.j2"), *[job("slow.md.j2")] * 50]
    began = time.monotonic()

    with Workshop() as workshop:
        texts = {"a.md.j2": "fine", "slow.md.j2": long}
        results = workshop.write_all(jobs, texts, {}, "en", patience=1.0)

    assert isinstance(results[0], Sheet)
    assert len(results) < len(jobs)
    assert time.monotonic() - began < 15


def test_a_job_may_say_a_part_otherwise_and_ask_where_its_lines_come_from() -> None:
    texts = {"a.md.j2": "{% for each in people %}\n- {{ each.name }}\n{% endfor %}"}
    people = {"people()": [{"name": "Ann"}]}
    changed = {"people()": [{"name": "Bo"}, {"name": "Cy"}]}
    jobs = [job("a.md.j2")._replace(traced=True), job("a.md.j2")._replace(changes=changed)]

    with Workshop() as workshop:
        first, second = workshop.write_all(jobs, texts, people, "en")

    assert isinstance(first, Sheet)
    assert isinstance(second, Sheet)
    assert (first.text, first.origins) == (
        "- Ann\n",
        (TemplateLine("a.md.j2", 2), TemplateLine("", 0)),
    )
    assert (second.text, second.origins) == ("- Bo\n- Cy\n", ())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_template_that_wants_too_much_memory_is_refused() -> None:
    # a million characters in a constant, printed into a buffer again and again
    big = "{% macro m() %}{% for a in range(1000) %}{% for b in range(300) %}" + "x" * 10_000
    big += "{% endfor %}{% endfor %}{% endmacro %}{{ m() | length }}"

    results = write({"big.md.j2": big, "b.md.j2": "fine"}, Limits(memory=300 * MEGABYTE))

    assert isinstance(results[0], RenderFault)
    assert "memory" in results[0].message
    assert results[0].file == "templates/big.md.j2"


def test_a_document_that_never_ends_is_cut_off() -> None:
    endless = (
        "{% for a in range(1000) %}{% for b in range(100) %}"
        + "x" * 100
        + "{% endfor %}{% endfor %}"
    )

    (result,) = write({"long.md.j2": endless})

    assert str(result) == "templates/long.md.j2:1:1: The document grows beyond 2,000,000 characters"


def test_a_worker_that_is_gone_is_told_as_a_fault_of_the_document_at_hand() -> None:
    with Workshop() as workshop:
        workshop._process.kill()
        results = workshop.write_all([job("a.md.j2")], {"a.md.j2": "fine"}, {}, "en")

    assert len(results) == 1
    assert isinstance(results[0], RenderFault)


def test_no_worker_outlives_its_build() -> None:
    with Workshop() as workshop:
        process = workshop._process

    assert process.poll() is not None


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_worker_ends_with_a_parent_that_was_killed() -> None:
    parent = """
import sys
from collab_playbook.files.workshop import Workshop
from collab_playbook.files.worker import Job, Limits
busy = "{% for a in range(1000) %}{% for b in range(400) %}"
busy += "{{ range(1000) | map('int') | sort | length }}"
busy += "{% endfor %}{% endfor %}"
shop = Workshop(Limits(seconds=60))
print(shop._process.pid, flush=True)
shop.write_all([Job("x", "x", "programme", False, False, "x")], {"x": busy}, {}, "en")
"""
    process = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE)
    assert process.stdout is not None
    worker = int(process.stdout.readline())
    time.sleep(0.5)
    process.kill()
    process.wait()
    process.stdout.close()

    for _ in range(100):
        time.sleep(0.1)
        try:
            os.kill(worker, 0)
            stat = Path(f"/proc/{worker}/stat").read_text(encoding="utf-8")
        except (ProcessLookupError, FileNotFoundError):
            return
        if stat.split()[2] == "Z":
            return  # ended; whoever adopted it has not asked yet
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker outlived its parent")


def test_modules_lying_in_the_working_folder_are_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path
    (folder / "jinja2.py").write_text("open('stolen', 'w')")
    (folder / "json.py").write_text("open('stolen', 'w')")
    monkeypatch.chdir(folder)

    assert isinstance(write({"a.md.j2": "fine"})[0], Sheet)
    assert not (folder / "stolen").exists()


@pytest.mark.skipif(os.name == "nt", reason="the probe opens a file of Unix")
def test_the_confined_worker_can_open_no_file_and_start_no_process() -> None:
    probe = """
import sys
from collab_playbook.files import worker
worker._confine(worker.Limits())
for act in (lambda: open('/etc/passwd'), lambda: __import__('os').system('id'), lambda:
__import__('socket').socket()):
    try:
        act()
    except PermissionError:
        continue
    except ImportError:
        continue
    print('escaped', act)
"""
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.returncode) == ("", 0)
