"""The journal: what was recorded reads back, in one order, whatever befell the file."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.errors import PlaybookError
from collab_playbook.files.appending import append
from collab_playbook.files.events import text_of
from collab_playbook.files.journal import Journal, parse_journal, read_journal
from collab_playbook.files.verifying import verify
from collab_playbook.model.event import Draft, Event

if TYPE_CHECKING:
    from pathlib import Path

DIGEST = "0" * 24


def draft(value: str, question: str = "vision") -> Draft:
    data = {"question": question, "value": value, "source": "typed"}
    return Draft("answered", "programme", "leadership", 1, data)


def record(path: Path, *values: str, at: str = "2026-01-05T09:00:00Z", by: str = "Zoé") -> Journal:
    heads = read_journal(path).heads
    append(path, [draft(v) for v in values], by=by, at=at, playbook_digest=DIGEST, heads=heads)
    return read_journal(path)


def told(journal: Journal) -> list[str]:
    return [str(problem) for problem in journal.problems]


def answers(events: tuple[Event, ...]) -> list[str]:
    return [event.data["value"] for event in events]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


def test_a_journal_that_does_not_exist_is_empty(path: Path) -> None:
    assert read_journal(path) == Journal()


def test_events_read_back_as_they_were_written(path: Path) -> None:
    first = append(
        path,
        [draft("é"), draft("b\n")],
        by="A",
        at="2026-01-05T09:00:00Z",
        playbook_digest=DIGEST,
        heads=(),
    )
    journal = read_journal(path)
    assert journal == Journal(tuple(first), (first[-1].id,), (), None)
    assert first[0].prev == ()
    assert first[1].prev == (first[0].id,)
    assert first[0] == Event.model_validate(json.loads(path.read_text("utf-8").splitlines()[0]))
    assert verify(path) == ()


def test_a_line_is_canonical_and_named_by_its_hash(path: Path) -> None:
    event = record(path, "é").events[0]
    line = path.read_text("utf-8")
    assert line == text_of(event) + "\n"
    assert list(json.loads(line)) == sorted(json.loads(line))
    assert "é" in line


def test_nothing_to_append_writes_nothing(path: Path) -> None:
    assert append(path, [], by="A", at="t", playbook_digest=DIGEST, heads=()) == []
    assert not path.exists()


def test_half_a_character_is_refused_and_nothing_is_recorded(path: Path) -> None:
    record(path, "one")
    before = path.read_bytes()
    with pytest.raises(PlaybookError, match="not text"):
        record(path, "\ud800")
    assert path.read_bytes() == before


def test_a_link_in_place_of_the_journal_is_not_followed(path: Path, tmp_path: Path) -> None:
    outside = tmp_path / "profile"
    outside.write_text("mine")
    path.symlink_to(outside)
    with pytest.raises(PlaybookError, match="Nothing was recorded"):
        append(path, [draft("x")], by="A", at="t", playbook_digest=DIGEST, heads=())
    assert outside.read_text() == "mine"


# -- forks and merges


def branches(tmp_path: Path, left: list[str], right: list[str]) -> tuple[list[bytes], ...]:
    """The lines of a journal that two people went on with, apart: common, left, right."""
    common = tmp_path / "common.jsonl"
    common.unlink(missing_ok=True)
    record(common, "first", "second")
    lines = []
    for name, times in (("left", left), ("right", right)):
        branch = tmp_path / f"{name}.jsonl"
        branch.write_bytes(common.read_bytes())
        for number, at in enumerate(times):
            record(branch, f"{name} {number}", at=at, by=name)
        lines.append(branch.read_bytes().splitlines(keepends=True)[2:])
    return common.read_bytes().splitlines(keepends=True), *lines


TIMES = st.lists(st.integers(0, 3).map(lambda hour: f"2026-01-06T0{hour}:00:00Z"), max_size=5)


@given(left=TIMES, right=TIMES, seed=st.integers())
def test_any_interleaving_of_two_branches_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, left: list[str], right: list[str], seed: int
) -> None:
    common, ours, theirs = branches(tmp_path_factory.mktemp("merge"), left, right)
    chance = random.Random(seed)
    shuffled = [*common, *ours, *theirs, *chance.sample(ours, len(ours) // 2)]
    chance.shuffle(shuffled)
    straight = parse_journal(b"".join([*common, *ours, *theirs]))
    other = parse_journal(b"".join(shuffled))
    assert other == straight
    assert straight.problems == ()
    assert len(straight.heads) == max(1, bool(left) + bool(right))
    seen: set[str] = set()
    for event in straight.events:
        assert seen.issuperset(event.prev)
        seen.add(event.id)


def test_side_by_side_events_are_ordered_by_time_then_id(tmp_path: Path) -> None:
    early, late = "2026-01-06T01:00:00Z", "2026-01-06T02:00:00Z"
    common, ours, theirs = branches(tmp_path, [late, late], [early, late])
    journal = parse_journal(b"".join([*common, *ours, *theirs]))
    values = answers(journal.events)
    assert values[:3] == ["first", "second", "right 0"]
    last = {event.data["value"]: event for event in journal.events[3:]}
    ready = sorted(["left 0", "right 1"], key=lambda name: last[name].id)
    rest = [*ready, "left 1"] if ready[0] == "right 1" else None
    if rest is None:
        rest = ["left 0", *sorted(["left 1", "right 1"], key=lambda name: last[name].id)]
    assert values[3:] == rest


def test_the_event_after_a_merge_follows_both_branches(tmp_path: Path) -> None:
    common, ours, theirs = branches(tmp_path, ["2026-01-06T01:00:00Z"], ["2026-01-06T02:00:00Z"])
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"".join([*common, *theirs, *ours]))
    merged = read_journal(path)
    assert len(merged.heads) == 2
    after = record(path, "merged")
    assert after.events[-1].prev == merged.heads
    assert after.heads == (after.events[-1].id,)
    assert verify(path) == ()


def test_the_journal_as_it_was_at_some_heads(tmp_path: Path) -> None:
    common, ours, theirs = branches(tmp_path, ["2026-01-06T01:00:00Z"], ["2026-01-06T02:00:00Z"])
    journal = parse_journal(b"".join([*common, *ours, *theirs]))
    left = next(event for event in journal.events if event.data["value"] == "left 0")
    assert answers(journal.until([left.id])) == ["first", "second", "left 0"]
    assert journal.until(journal.heads) == journal.events
    assert journal.find(left.id[:16]) is left
    assert journal.find("0" * 16) is None


# -- crashes


def test_a_journal_torn_at_any_byte_keeps_every_whole_line(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    whole = record(path, "one", "two", "three")
    data = path.read_bytes()
    start = data.rindex(b"\n", 0, -1) + 1
    for cut in range(start, len(data) + 1):
        path.write_bytes(data[:cut])
        journal = read_journal(path)
        is_whole = cut >= len(data) - 1
        assert journal.events == whole.events[: 3 if is_whole else 2]
        assert journal.torn == (None if is_whole or cut == start else data[start:cut])
        assert [p.name for p in journal.problems] == (
            [] if journal.torn is None else ["torn-event"]
        )
        after = record(path, "four")
        assert answers(after.events)[-2:] == ["three" if is_whole else "two", "four"]
        assert after.problems == ()
        assert verify(path) == ()
        kept = tmp_path / ".collab-playbook" / "torn"
        if journal.torn is not None:
            assert journal.torn in [file.read_bytes() for file in kept.iterdir()]


def test_a_journal_of_one_torn_line_starts_anew(path: Path) -> None:
    path.write_bytes(b'{"at":"2026')
    assert read_journal(path).torn == b'{"at":"2026'
    assert answers(record(path, "one").events) == ["one"]


# -- what other hands did to the file


def test_line_endings_and_marks_of_other_systems_change_nothing(path: Path) -> None:
    before = record(path, "one", "two")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = read_journal(path)
    assert after == before
    assert verify(path) == ()


def test_conflict_markers_are_told_and_both_sides_are_read(tmp_path: Path) -> None:
    common, ours, theirs = branches(tmp_path, ["2026-01-06T01:00:00Z"], ["2026-01-06T02:00:00Z"])
    lines = [*common, b"<<<<<<< HEAD\n", *ours, b"=======\n", *theirs, b">>>>>>> theirs\n"]
    journal = parse_journal(b"".join(lines))
    assert answers(journal.events) == ["first", "second", "left 0", "right 0"]
    assert told(journal) == [
        f"journal.jsonl:{line}:1: PB808 A merge conflict is left in the journal [journal-conflict] "
        "Delete the marker lines and keep the events of both sides."
        for line in (3, 5, 7)
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense",
        b"{}",
        b"[1]",
        b'{"id": 3}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":1},{"b":2}',
    ],
)
def test_a_line_that_is_no_event_is_told_and_the_rest_is_read(path: Path, line: bytes) -> None:
    whole = record(path, "one", "two")
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + line + b"\n" + second)
    journal = read_journal(path)
    assert journal.events == whole.events
    assert [(p.code, p.place.line) for p in journal.problems] == [("PB805", 2)]
    assert {(p.place.line) for p in verify(path)} == {2}


def test_lines_that_only_join_up_to_json_are_not_taken_for_events(path: Path) -> None:
    record(path, "one")
    whole = path.read_bytes()
    path.write_bytes(b'{"x":[1\n2]}\n{},{}\n' + whole)
    assert [p.place.line for p in read_journal(path).problems] == [1, 2, 3]


@pytest.mark.parametrize(
    "change",
    [
        {"at": 5},
        {"data": {"question": ["x"]}},
        {"data": {"question": None}},
        {"type": "approved", "data": {"role": "sponsor", "waived": 5}},
        {"type": "submitted", "data": {"waived": ["x"]}},
        {"type": "completed", "data": {"basis": "x"}},
        {"type": "voided", "data": {}},
        {"type": "circle_added", "data": {"id": 1}},
        {"data": {}},
        {"prev": "x"},
        {"prev": [1]},
        {"occurrence": "1"},
        {"occurrence": True},
        {"step": 4},
        {"extra": 1},
    ],
)
def test_an_event_of_another_shape_never_reaches_the_fold(
    path: Path, change: dict[str, object]
) -> None:
    event = record(path, "one").events[0]
    line = {**event.__dict__, "prev": [], **change}
    path.write_text(json.dumps(line) + "\n")
    journal = read_journal(path)
    assert journal.events == ()
    assert [p.code for p in journal.problems] == ["PB805"]


@pytest.mark.parametrize("change", [{"v": 2}, {"type": "merged"}])
def test_an_event_of_a_newer_program_is_told_as_such(path: Path, change: dict[str, object]) -> None:
    event = record(path, "one").events[0]
    path.write_text(json.dumps({**event.__dict__, "prev": [], **change}) + "\n")
    assert [p.code for p in read_journal(path).problems] == ["PB809"]


# -- verify


def test_every_altered_byte_is_found(path: Path) -> None:
    record(path, "one", "two", "three")
    data = path.read_bytes()
    chance = random.Random(7)
    for at in range(len(data)):
        altered = bytearray(data)
        altered[at] = chance.choice(
            [b for b in (0x20, 0x30, 0x61, 0x0A, 0x22, 0xE9) if b != data[at]]
        )
        path.write_bytes(bytes(altered))
        found = verify(path)
        assert found, (at, bytes(altered[at : at + 1]))
        line = data.count(b"\n", 0, at) + 1
        assert line in {p.place.line for p in found} | {p.place.line - 1 for p in found}


def test_an_altered_line_is_named_once(path: Path) -> None:
    record(path, "one", "two", "three")
    path.write_bytes(path.read_bytes().replace(b'"two"', b'"TWO"'))
    assert [str(p) for p in verify(path)] == [
        (
            "journal.jsonl:2:1: PB801 This event was altered after it was recorded: its "
            "text does not match "
            "its id [altered-event] Restore it from git: git log -p journal.jsonl."
        )
    ]


def test_an_altered_id_is_one_problem_too(path: Path) -> None:
    journal = record(path, "one", "two", "three")
    data = path.read_bytes()
    name = journal.events[1].id.encode()
    lines = data.splitlines(keepends=True)
    lines[1] = lines[1].replace(name, name[::-1])
    path.write_bytes(b"".join(lines))
    assert [(p.code, p.place.line) for p in verify(path)] == [("PB801", 2)]


def test_a_line_missing_from_within_is_found(path: Path) -> None:
    journal = record(path, "one", "two", "three")
    first, _, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + third)
    expected = [
        (
            f"journal.jsonl:2:1: PB806 An event that this one follows is missing: "
            f"{journal.events[1].id[:12]} "
            "[missing-event] Restore it from git: git log -p journal.jsonl."
        )
    ]
    assert [str(p) for p in verify(path)] == expected
    read = read_journal(path)
    assert told(read) == expected
    assert answers(read.events) == ["one", "three"]


def test_a_line_missing_at_the_end_is_found_by_a_saved_head(path: Path) -> None:
    journal = record(path, "one", "two")
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert verify(path) == ()
    assert [p.code for p in verify(path, [journal.heads[0][:16]])] == ["PB806"]


def test_events_in_a_circle_are_told_and_kept(path: Path) -> None:
    event = record(path, "one").events[0]
    line = {**event.__dict__, "prev": [event.id]}
    path.write_text(json.dumps(line) + "\n")
    journal = read_journal(path)
    assert len(journal.events) == 1
    assert [p.code for p in journal.problems] == ["PB801"]


def test_two_events_under_one_id_keep_the_sound_one(path: Path) -> None:
    record(path, "one", "two")
    lines = path.read_bytes().splitlines(keepends=True)
    forged = lines[0].replace(b'"one"', b'"ONE"')
    for order in ([forged, *lines], [*lines, forged]):
        path.write_bytes(b"".join(order))
        journal = read_journal(path)
        assert answers(journal.events) == ["one", "two"]
        assert [p.code for p in journal.problems] == ["PB801"]
