"""Sheets: views of the journal that people may edit; only what a person changed becomes an edit."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.engine.fold import fold
from collab_playbook.engine.process import Process
from collab_playbook.engine.values import fit
from collab_playbook.files.answers import Absorbed, absorb
from collab_playbook.files.appending import append
from collab_playbook.files.editing import edited
from collab_playbook.files.journal import Journal, parse_journal, read_journal
from collab_playbook.files.playbook import load_playbook
from collab_playbook.files.sheets import heads_of_sheets, write_sheets
from collab_playbook.files.stamps import stamp_of
from collab_playbook.files.verifying import verify
from collab_playbook.model.event import Draft, Event
from files.folders import lay

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from collab_playbook.model.question import Question

SCOPES = ("programme", "circle:customers", "community:oak")
SHEET = "answers/01-first.yaml"
ITEMS = [
    {"title": "Halve incidents", "target": 20, "owner": {"name": "Karine"}},
    {"title": "Answer faster", "target": 1},
]


def answers_of(events: Iterable[Event]) -> dict[tuple[str, str], dict[str, Any]]:
    records = fold(events).records
    return {
        (instance.scope, instance.step): {q: given.value for q, given in record.answers.items()}
        for instance, record in records.items()
    }


class Desk:
    """A workspace with the sample playbook, as little of one as the sheets need."""

    def __init__(self, root: Path, playbook: Path) -> None:
        self.root = root
        loaded = load_playbook(playbook).playbook
        assert loaded is not None
        self.process = Process(loaded)
        self.seen: dict[str, str] = {}

    @property
    def journal(self) -> Journal:
        return read_journal(self.root / "journal.jsonl")

    def answer(self, step: str, scope: str = "programme", **values: Any) -> None:
        drafts = [
            Draft(
                "answered" if value is not None else "withdrawn",
                scope,
                step,
                1,
                {"question": question, "value": value, "source": "typed"},
            )
            for question, value in values.items()
        ]
        append(
            self.root / "journal.jsonl",
            drafts,
            by="Claire",
            at="2026-01-05T09:00:00Z",
            playbook_digest="0",
            heads=self.journal.heads,
        )

    def write(self) -> tuple[str, ...]:
        journal = self.journal
        answers = answers_of(journal.events)
        return write_sheets(self.root, self.process, answers, journal.heads, seen=self.seen)

    def look(self) -> Absorbed:
        journal = self.journal
        playbook = self.process.playbook

        def read(question: Question, raw: Any) -> Any:
            return fit(question, raw, playbook.choices_of(question), playbook.choices_of)

        found = absorb(
            self.root,
            self.process,
            journal,
            scopes=SCOPES,
            now=answers_of(journal.events),
            then=lambda heads: answers_of(journal.until(heads)),
            read=read,
        )
        self.seen = dict(found.seen)
        return found

    def edits(self) -> list[str]:
        found = self.look()
        assert [str(p) for p in found.problems] == []
        return [f"{e.place}: {e.scope} {e.step}.{e.question} = {e.stored!r}" for e in found.edits]

    def told(self) -> list[str]:
        return [str(problem) for problem in self.look().problems]

    def text(self, name: str = SHEET) -> str:
        return (self.root / name).read_bytes().decode()

    def change(self, old: str, new: str, name: str = SHEET) -> None:
        text = self.text(name)
        assert old in text
        (self.root / name).write_bytes(text.replace(old, new).encode())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "workspace").mkdir()
    desk = Desk(tmp_path / "workspace", lay(tmp_path / "playbook"))
    desk.answer(
        "first", vision="One place.\nFor all.", cadence="weekly", items=ITEMS, starts="2026-02-01"
    )
    desk.write()
    return desk


def test_a_sheet_shows_the_answers_under_their_questions(desk: Desk) -> None:
    head = desk.journal.heads[0][:16]
    stamp = desk.text().splitlines()[1]
    assert stamp.startswith(f"# heads: {head}; text: ")
    assert (
        desk.text().replace(stamp, "# (stamp)")
        == """\
# 1. The first step
# (stamp)
# Edit this file freely: the next command that records takes your changes over.

# What will be different?
vision: |-
  One place.
  For all.

# How often?
cadence: weekly

# When?
starts: 2026-02-01

# What are the objectives?
items:
  - title: Halve incidents
    target: 20
    owner:
      name: Karine
  - title: Answer faster
    target: 1
"""
    )


def test_an_untouched_sheet_holds_no_edit(desk: Desk) -> None:
    assert desk.edits() == []
    assert desk.seen == {SHEET: desk.seen[SHEET]}


def test_sheets_lie_where_their_scope_says(desk: Desk) -> None:
    desk.answer("second", "circle:customers", public=True)
    desk.answer("second", "community:oak", budget={"amount": "12.5", "currency": "EUR"})
    desk.answer("org", company="Brévent")
    desk.write()
    names = sorted(str(p.relative_to(desk.root)) for p in desk.root.rglob("*.yaml"))
    assert names == [
        "answers/00-org.yaml",
        "answers/01-first.yaml",
        "answers/circles/customers/02-second.yaml",
        "answers/communities/oak/02-second.yaml",
    ]
    assert desk.edits() == []
    for name in names:
        path = desk.root / name
        path.write_text(path.read_text() + "# touched\n")
    assert desk.edits() == []


def test_edits_are_read_by_the_types_of_their_questions(desk: Desk) -> None:
    desk.change("cadence: weekly", "cadence: monthly")
    desk.change("target: 20", "target: 18")
    desk.change("starts: 2026-02-01", "starts: 2026-03-01  # moved")
    items = [{**ITEMS[0], "target": 18}, ITEMS[1]]
    assert desk.edits() == [
        f"{SHEET}:11:10: programme first.cadence = 'monthly'",
        f"{SHEET}:14:9: programme first.starts = '2026-03-01'",
        f"{SHEET}:18:3: programme first.items = {items!r}",
    ]


def test_recorded_edits_leave_the_sheet_clean_and_the_remarks_in_place(desk: Desk) -> None:
    desk.change("starts: 2026-02-01", "starts: 2026-03-01  # moved by the board\n\n# mine")
    desk.change("# How often?\n", "")
    (edit,) = desk.look().edits
    desk.answer("first", **{edit.question: edit.stored})
    assert desk.write() == ()
    assert "starts: 2026-03-01  # moved by the board\n\n# mine\n" in desk.text()
    assert "How often" not in desk.text()
    assert desk.edits() == []
    stamp = stamp_of(desk.text())
    assert stamp is not None
    assert stamp.untouched
    assert stamp.heads == (desk.journal.heads[0][:16],)


def test_a_new_answer_comes_in_under_its_question(desk: Desk) -> None:
    before = desk.text()
    desk.answer("first", indicator=["reply_rate"])
    desk.write()
    assert desk.text().endswith("\n# Which indicators?\nindicator:\n  - reply_rate\n")
    assert desk.text().splitlines()[2:-4] == before.splitlines()[2:]
    assert desk.edits() == []


def test_a_withdrawn_answer_stays_as_null(desk: Desk) -> None:
    desk.answer("first", cadence=None, indicator=None)
    desk.write()
    assert "cadence: null\n" in desk.text()
    assert "indicator" not in desk.text()
    assert desk.edits() == []


def test_null_and_a_deleted_key_both_withdraw(desk: Desk) -> None:
    desk.change("cadence: weekly", "cadence: null")
    desk.change("# When?\nstarts: 2026-02-01\n", "")
    assert desk.edits() == [
        f"{SHEET}:11:10: programme first.cadence = None",
        f"{SHEET}:1:1: programme first.starts = None",
    ]


def test_a_sheet_that_is_merely_behind_reverts_nothing(desk: Desk) -> None:
    behind = desk.text()
    desk.answer(
        "first", vision="Newer", cadence="monthly", indicator=["reply_rate"], items=ITEMS[:1]
    )
    desk.write()
    (desk.root / SHEET).write_text(behind)
    assert desk.edits() == []
    desk.write()
    assert "vision: Newer\n" in desk.text()
    assert "cadence: monthly\n" in desk.text()


def test_an_edit_in_a_sheet_that_is_behind_is_that_edit_alone(desk: Desk) -> None:
    behind = desk.text()
    desk.answer("first", vision="Newer", indicator=["reply_rate"])
    desk.write()
    (desk.root / SHEET).write_text(behind.replace("cadence: weekly", "cadence: monthly"))
    assert desk.edits() == [f"{SHEET}:11:10: programme first.cadence = 'monthly'"]


def test_a_sheet_written_before_a_merge_reverts_neither_side(desk: Desk) -> None:
    common = (desk.root / "journal.jsonl").read_bytes()
    desk.answer("first", vision="Left")
    left = (desk.root / "journal.jsonl").read_bytes()
    desk.write()
    sheet = desk.text()
    (desk.root / "journal.jsonl").write_bytes(common)
    desk.answer("first", cadence="monthly")
    right = (desk.root / "journal.jsonl").read_bytes()
    (desk.root / "journal.jsonl").write_bytes(left + right.removeprefix(common))
    (desk.root / SHEET).write_text(sheet)
    assert desk.edits() == []
    desk.write()
    assert "vision: Left\n" in desk.text()
    assert "cadence: monthly\n" in desk.text()
    assert stamp_of(desk.text()) == ((*(h[:16] for h in desk.journal.heads),), True)


def test_an_answer_changed_here_and_there_is_told_and_not_recorded(desk: Desk) -> None:
    behind = desk.text()
    desk.answer("first", cadence="monthly", starts="2026-05-01")
    edited = behind.replace("cadence: weekly\n", "").replace("2026-02-01", "2026-06-01")
    (desk.root / SHEET).write_text(edited)
    found = desk.look()
    assert found.edits == ()
    assert [str(p) for p in found.problems] == [
        (
            f"{SHEET}:13:9: PB811 'starts' was changed here and answered elsewhere since "
            "this file was written "
            "[answered-since] Write the other answer here to keep it, or record this one with: "
            "collab-playbook answer first.starts=..."
        ),
        (
            f"{SHEET}:1:1: PB811 'cadence' was changed here and answered elsewhere since "
            "this file was written "
            "[answered-since] Write the other answer here to keep it, or record this one with: "
            "collab-playbook answer first.cadence=..."
        ),
    ]
    assert desk.write() == (SHEET,)
    assert desk.text() == edited


def test_the_same_change_here_and_there_is_no_edit(desk: Desk) -> None:
    behind = desk.text()
    desk.answer("first", cadence="monthly")
    (desk.root / SHEET).write_text(behind.replace("cadence: weekly", "cadence: monthly"))
    assert desk.edits() == []


def test_an_invalid_edit_is_told_at_its_place_and_the_valid_ones_stand(desk: Desk) -> None:
    desk.change("target: 20", "target: many")
    desk.change("cadence: weekly", "cadence: daily")
    desk.change("starts: 2026-02-01", "starts: 2026-03-01")
    desk.change("vision:", "visoin:")
    found = desk.look()
    assert [(e.question, e.stored) for e in found.edits] == [
        ("starts", "2026-03-01"),
        ("vision", None),
    ]
    assert [(p.code, str(p.place)) for p in found.problems] == [
        ("PB003", f"{SHEET}:6:1"),
        ("PB810", f"{SHEET}:11:10"),
        ("PB810", f"{SHEET}:19:13"),
    ]
    before = desk.text()
    assert desk.write() == (SHEET,)
    assert desk.text() == before


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("cadence: weekly", "cadence: weekly\ncadence: monthly", "PB002"),
        (
            "cadence: weekly",
            "<<<<<<< HEAD\ncadence: weekly\n=======\ncadence: [\n>>>>>>> x",
            "PB001",
        ),
        ("cadence: weekly", "cadence: *alias", "PB008"),
        ("cadence: weekly", "cadence: [weekly", "PB001"),
    ],
)
def test_a_sheet_that_is_no_sound_yaml_gives_no_edit_at_all(
    desk: Desk, old: str, new: str, code: str
) -> None:
    desk.change("starts: 2026-02-01", "starts: 2026-03-01")
    desk.change(old, new)
    found = desk.look()
    assert found.edits == ()
    assert {p.code for p in found.problems} == {code}
    assert desk.write() == (SHEET,)


def test_a_sheet_changed_after_it_was_read_is_left_alone(desk: Desk) -> None:
    desk.look()
    desk.change("cadence: weekly", "cadence: monthly")
    desk.answer("first", vision="Newer")
    before = desk.text()
    assert desk.write() == (SHEET,)
    assert desk.text() == before
    assert desk.edits() == [f"{SHEET}:11:10: programme first.cadence = 'monthly'"]


def test_a_file_that_a_person_began_adds_and_withdraws_nothing(desk: Desk) -> None:
    (desk.root / SHEET).write_text("cadence: monthly\n")
    assert desk.edits() == [f"{SHEET}:1:10: programme first.cadence = 'monthly'"]
    desk.answer("first", cadence="monthly")
    desk.write()
    stamp = stamp_of(desk.text())
    assert stamp is not None
    assert stamp.untouched
    assert desk.edits() == []
    assert "cadence: monthly\n\n# What will be different?\n" in desk.text()


def test_a_deleted_sheet_comes_back(desk: Desk) -> None:
    before = desk.text()
    (desk.root / SHEET).unlink()
    assert desk.edits() == []
    desk.write()
    assert desk.text() == before


def test_an_emptied_sheet_is_filled_again(desk: Desk) -> None:
    (desk.root / SHEET).write_text("")
    assert desk.edits() == []
    desk.write()
    assert "cadence: weekly\n" in desk.text()


def test_windows_line_ends_are_no_edit_and_stay(desk: Desk) -> None:
    (desk.root / SHEET).write_bytes(b"\xef\xbb\xbf" + desk.text().replace("\n", "\r\n").encode())
    assert desk.edits() == []
    desk.answer("first", cadence="monthly")
    desk.write()
    text = desk.text()
    assert text.startswith("\ufeff# 1.")
    assert text.count("\n") == text.count("\r\n")
    assert desk.edits() == []


def test_heads_that_the_journal_does_not_hold_are_told(desk: Desk) -> None:
    desk.answer("first", vision="Newer")
    desk.write()
    (desk.root / "journal.jsonl").write_bytes(
        b"".join((desk.root / "journal.jsonl").read_bytes().splitlines(keepends=True)[:-1])
    )
    desk.change("# What will", "# what will")
    found = desk.look()
    assert [(p.code, p.severity) for p in found.problems] == [("PB812", "warning")]
    assert [(e.question, e.stored) for e in found.edits] == [("vision", "Newer")]


def test_a_sheet_of_no_step_is_told(desk: Desk) -> None:
    (desk.root / "answers/01-frist.yaml").write_text("a: 1\n")
    (desk.root / "answers/circles/nowhere").mkdir(parents=True)
    (desk.root / "answers/circles/nowhere/01-first.yaml").write_text("a: 1\n")
    (desk.root / "answers/notes.txt").write_text("mine")
    assert desk.told() == [
        (
            "answers/01-frist.yaml:1:1: PB813 No step has its answers in 'answers/01-frist.yaml' "
            "[unknown-answers] Did you mean 'answers/01-first.yaml'?"
        ),
        (
            "answers/circles/nowhere/01-first.yaml:1:1: PB813 No step has its answers in "
            "'answers/circles/nowhere/01-first.yaml' [unknown-answers] "
            "Did you mean 'answers/circles/customers/01-first.yaml'?"
        ),
    ]


def test_links_among_the_sheets_are_neither_read_nor_written(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("cadence: monthly\n")
    (desk.root / SHEET).unlink()
    (desk.root / SHEET).symlink_to(tmp_path / "outside.yaml")
    found = desk.look()
    assert found.edits == ()
    assert [p.code for p in found.problems] == ["PB011"]
    desk.write()
    assert (tmp_path / "outside.yaml").read_text() == "cadence: monthly\n"


def test_a_journal_without_answers_writes_no_sheet(desk: Desk) -> None:
    assert write_sheets(desk.root, desk.process, {}, ()) == ()
    assert parse_journal(b"").events == ()


@pytest.mark.parametrize("damage", ["gone", "stale", "broken"])
def test_what_is_kept_about_the_sheets_changes_nothing(desk: Desk, damage: str) -> None:
    (kept,) = (desk.root / ".collab-playbook/cache").iterdir()
    before = kept.read_bytes()
    desk.answer("first", cadence="monthly")
    desk.write()
    after = desk.text()
    match damage:
        case "gone":
            kept.unlink()
        case "stale":
            kept.write_bytes(before)
        case "broken":
            kept.write_bytes(before[:-1])
    assert desk.write() == ()
    assert desk.text() == after
    desk.change("cadence: monthly", "cadence: weekly")
    assert desk.write() == (SHEET,)


def test_the_heads_of_the_sheets_show_events_lost_at_the_end(desk: Desk) -> None:
    desk.answer("second", public=True)
    desk.write()
    heads = heads_of_sheets(desk.root)
    assert len(heads) == 2
    path = desk.root / "journal.jsonl"
    assert verify(path, heads) == ()
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert [p.code for p in verify(path, heads)] == ["PB806"]


CHOICES: dict[str, list[Any]] = {
    "vision": ["One.\nTwo.", "Three: four", "# five"],
    "cadence": ["weekly", "monthly", None],
    "starts": ["2026-02-01", "2026-03-01", None],
    "indicator": [["reply_rate"], ["reply_rate", "active_members"], None],
    "items": [ITEMS, ITEMS[:1], [*ITEMS, {"title": "Third"}]],
}
ANSWERS = st.fixed_dictionaries({q: st.sampled_from(values) for q, values in CHOICES.items()})


@given(was=ANSWERS, written=ANSWERS, since=ANSWERS)
def test_every_edit_is_found_none_is_invented_and_contradictions_are_told(
    tmp_path_factory: pytest.TempPathFactory,
    was: dict[str, Any],
    written: dict[str, Any],
    since: dict[str, Any],
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    desk = Desk(folder, lay(folder / "playbook"))
    desk.answer("first", **was)
    desk.write()
    (folder / SHEET).write_text(edited(desk.text(), written))
    desk.answer("first", **since)
    found = desk.look()
    changed = {q for q in CHOICES if written[q] != was[q] and written[q] != since[q]}
    clear = {q for q in changed if since[q] == was[q]}
    assert {e.question: e.stored for e in found.edits} == {q: written[q] for q in clear}
    assert [p.code for p in found.problems] == ["PB811"] * len(changed - clear)
    assert desk.write() == ((SHEET,) if changed - clear else ())
    if not changed - clear:
        desk.answer("first", **{q: written[q] for q in clear})
        desk.write()
        assert desk.edits() == []


# -- after a merge in git


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=Zoé", "-c", "user.email=z@x.example", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


class Branches:
    """The workspace in git, on two branches that went apart after the first answers."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        (desk.root / ".gitattributes").write_text("journal.jsonl text eol=lf merge=union\n")
        (desk.root / ".gitignore").write_text(".collab-playbook/cache/\n")
        git(desk.root, "init", "-q", "-b", "ours")
        self.commit()
        git(desk.root, "branch", "theirs")

    def commit(self) -> None:
        git(self.desk.root, "add", "-A")
        git(self.desk.root, "commit", "-q", "-m", "x")

    def switch(self) -> None:
        self.commit()
        git(self.desk.root, "switch", "-q", "theirs")

    def merge(self) -> None:
        self.commit()
        git(self.desk.root, "switch", "-q", "ours")
        assert "conflict in journal" not in git(self.desk.root, "merge", "theirs")


@pytest.fixture
def branches(desk: Desk) -> Branches:
    return Branches(desk)


def test_different_answers_on_two_branches_merge_by_themselves(
    desk: Desk, branches: Branches
) -> None:
    desk.answer("first", vision="Left")
    desk.write()
    branches.switch()
    desk.answer("first", starts="2027-01-01", indicator=["reply_rate"])
    desk.write()
    branches.merge()
    assert "<<<<<<<" in desk.text()
    assert desk.edits() == []
    assert desk.write() == ()
    text = desk.text()
    assert "<<<<<<<" not in text
    assert text.count("vision: Left\n") == text.count("starts: 2027-01-01\n") == 1
    assert text.count("indicator:\n  - reply_rate\n") == 1
    assert len(desk.journal.heads) == 2
    assert desk.edits() == []


def test_one_answer_on_two_branches_is_settled_by_the_journal(
    desk: Desk, branches: Branches
) -> None:
    desk.answer("first", cadence="monthly", vision="Left")
    desk.write()
    branches.switch()
    desk.answer("first", vision="Right")
    desk.write()
    branches.merge()
    standing = answers_of(desk.journal.events)["programme", "first"]["vision"]
    assert desk.edits() == []
    assert desk.write() == ()
    assert f"vision: {standing}\n" in desk.text()
    assert "cadence: monthly\n" in desk.text()


def test_a_hand_edit_on_either_branch_survives_the_merge(desk: Desk, branches: Branches) -> None:
    desk.answer("first", vision="Left")
    desk.write()
    desk.change("target: 20", "target: 18")
    branches.switch()
    desk.answer("first", indicator=["reply_rate"])
    desk.write()
    desk.change("starts: 2026-02-01", "starts: 2026-03-01")
    branches.merge()
    items = [{**ITEMS[0], "target": 18}, ITEMS[1]]
    assert desk.edits() == [
        f"{SHEET}:2:1: programme first.starts = '2026-03-01'",
        f"{SHEET}:2:1: programme first.items = {items!r}",
    ]
    desk.answer("first", starts="2026-03-01", items=items)
    assert desk.write() == ()
    assert desk.edits() == []
    assert "target: 18\n" in desk.text()


def test_hand_edits_that_contradict_each_other_are_left_to_people(
    desk: Desk, branches: Branches
) -> None:
    desk.change("cadence: weekly", "cadence: monthly  # ours")
    branches.switch()
    desk.change("cadence: weekly", "cadence: null  # theirs")
    branches.merge()
    before = desk.text()
    found = desk.look()
    assert found.edits == ()
    assert [str(p) for p in found.problems] == [
        f"{SHEET}:11:1: PB001 A merge conflict is left in the file [yaml-syntax] Keep one side."
    ]
    desk.answer("first", vision="Newer")
    assert desk.write() == (SHEET,)
    assert desk.text() == before
