from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from build import LEAD, NOW, Journal, process, question, step
from collab_playbook.errors import PlaybookError, UsageError
from collab_playbook.files.building import BuildReport, build, standings
from collab_playbook.files.manifest import MANIFEST
from collab_playbook.files.places import Places
from collab_playbook.files.placing import finish_placing
from collab_playbook.files.playbook import Loaded, load_playbook
from collab_playbook.model.event import Draft
from collab_playbook.model.workspace import Person, Pin, Workspace
from files.folders import lay

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHARTER = "documents/01-plan/charter.md"
NEW = "documents/01-plan/charter.new.md"
SECRETS = "documents/01-plan/secrets.md"
HERE = json.dumps([str(Path(__file__).parent), str(Path(__file__).parents[1])]).encode()
TEMPLATES = {
    "charter/body.md.j2": (
        "# {{ org.company }}\n\nName: {{ plan.name }}\n\n## End\n\nUntil {{ plan.end }}.\n"
    ),
    "secrets/body.md.j2": "# Secrets\n\n{{ plan.secret }}\n",
}


def document(document_id: str, **keys: Any) -> dict[str, Any]:
    return {
        "id": document_id,
        "title": document_id,
        "audience": "All",
        "step": "plan",
        "kind": "note",
        **keys,
    }


@dataclass
class Site:
    """A workspace folder with its journal, for builds one after another."""

    root: Path
    journal: Journal
    templates: dict[str, str] = field(default_factory=lambda: dict(TEMPLATES))

    def give(self, **answers: Any) -> None:
        self.journal.append(
            [
                Draft("answered", "programme", "plan", 1, {"question": q, "value": v})
                for q, v in answers.items()
            ],
            by=LEAD,
            at=NOW,
        )

    @property
    def loaded(self) -> Loaded:
        return Loaded(
            self.journal.process.playbook,
            (),
            Places(lambda: ({}, {})),
            self.templates,
            {},
            self.root,
        )

    def build(self, *documents: str, **how: Any) -> BuildReport:
        return build(
            self.root, self.journal.view, self.loaded, workspace(), documents=documents, **how
        )

    def renumbered(self) -> Site:
        """The same folder after its step got the number 7."""
        moved = Site(self.root, journal(), self.templates)
        moved.journal.process = process(
            *(
                s.model_copy(update={"number": 7}).model_dump(by_alias=True)
                for s in moved.journal.process.playbook.steps
            ),
            org=[question("company")],
            documents=[document("charter")],
        )
        moved.journal.events = self.journal.events
        return moved

    def states(self) -> dict[str, str]:
        found = standings(self.root, self.journal.view, self.loaded, workspace())
        return {each.path: each.state for each in found}

    def text(self, path: str = CHARTER) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, change: Callable[[str], str], path: str = CHARTER) -> None:
        text = self.text(path)
        assert change(text) != text
        (self.root / path).write_text(change(text), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }


def workspace() -> Workspace:
    pin = Pin(id="test", version="1", digest="d")
    return Workspace(playbook=pin, people=(Person(name="Claire", roles=("sponsor",)),))


def journal(**keys: Any) -> Journal:
    questions = [question("name"), question("end", label="End"), question("secret", sensitive=True)]
    documents = [document("charter"), document("secrets", restricted=True)]
    plan = step("plan", 1, questions=questions)
    return Journal(process(plan, **{"org": [question("company")], "documents": documents, **keys}))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path, journal())
    made.give(name="Alpha", end="May", secret="x")  # noqa: S106 - an answer
    made.journal.append(
        [Draft("answered", "programme", "org", 1, {"question": "company", "value": "Brévent"})]
    )
    return made


def states(report: BuildReport) -> dict[str, str]:
    return {row.path: row.state for row in report.rows}


def test_a_first_build_writes_documents_with_a_manifest_and_their_bases(site: Site) -> None:
    report = site.build()

    assert states(report) == {CHARTER: "written", SECRETS: "written"}
    assert report.written == (CHARTER, SECRETS)
    assert site.text() == "# Brévent\n\nName: Alpha\n\n## End\n\nUntil May.\n"
    assert sorted(site.files()) == [
        f".collab-playbook/base/{CHARTER}",
        f".collab-playbook/base/{SECRETS}",
        MANIFEST,
        CHARTER,
        SECRETS,
    ]


def test_the_same_build_twice_gives_the_same_bytes(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Site(tmp_path_factory.mktemp("other"), site.journal)

    site.build()
    other.build()

    assert site.files() == other.files()


def test_an_unchanged_build_touches_nothing_and_loads_no_template_engine(site: Site) -> None:
    site.build()
    before = {path: path.stat().st_mtime_ns for path in site.root.rglob("*")}
    program = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "sys.path[:0] = json.load(sys.stdin)\n"
        "import test_building as t\n"
        "site = t.Site(Path(sys.argv[1]), t.journal())\n"
        "site.give(name='Alpha', end='May', secret='x')\n"
        "data = {'question': 'company', 'value': 'Brévent'}\n"
        "site.journal.append([t.Draft('answered', 'programme', 'org', 1, data)])\n"
        "assert set(t.states(site.build()).values()) == {'unchanged'}, site.build()\n"
        "assert set(site.states().values()) == {'current'}\n"
        "loaded = {'jinja2', 'merge3', 'collab_playbook.files.worker'} & {*sys.modules}\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(site.root)],
        input=HERE,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert {path: path.stat().st_mtime_ns for path in site.root.rglob("*")} == before


def test_only_the_document_that_reads_a_changed_answer_is_written(site: Site) -> None:
    site.build()
    site.give(name="Beta")

    assert site.states() == {CHARTER: "outdated", SECRETS: "current"}
    report = site.build()

    assert states(report) == {CHARTER: "written", SECRETS: "unchanged"}
    assert report.rows[0].reason == "plan.name changed"
    assert report.written == (CHARTER,)


def test_a_changed_template_is_named_as_the_cause(site: Site) -> None:
    site.build()
    site.templates["charter/body.md.j2"] += "\nMore.\n"

    assert site.build().rows[0].reason == "templates/charter/body.md.j2 changed"


def test_changed_material_with_the_same_text_rewrites_nothing_but_the_manifest(site: Site) -> None:
    site.build()
    site.templates["charter/body.md.j2"] += "{# a remark #}"

    report = site.build()

    assert (states(report)[CHARTER], report.written) == ("unchanged", ())
    assert site.states()[CHARTER] == "current"


def test_a_dry_run_and_a_check_say_all_and_write_nothing(site: Site) -> None:
    site.build()
    site.give(name="Beta")
    before = site.files()

    dry, check = site.build(dry_run=True), site.build(check=True)

    assert dry.rows == check.rows
    assert [row.path for row in check.out_of_date] == [CHARTER]
    assert site.files() == before
    site.build()
    assert site.build(check=True).out_of_date == ()


def test_open_answers_are_listed_and_shown_in_a_draft(site: Site) -> None:
    site.give(end=None)

    report = site.build("charter")

    assert report.rows[0].open == ("plan.end",)
    assert "Until **[to complete: End]**." in site.text()


def test_a_final_version_is_refused_while_answers_are_open_and_nothing_is_written(
    site: Site,
) -> None:
    site.give(end=None)

    report = site.build(final=True)

    assert report.refused
    assert [(row.path, row.open, row.reason) for row in report.rows if row.open] == [
        (CHARTER, ("plan.end",), "1 answer is open; a final version needs them all")
    ]
    assert site.files() == {}


def test_a_final_document_stays_final_until_something_it_rests_on_changes(site: Site) -> None:
    site.templates["charter/body.md.j2"] += "{{ document.status }}\n"
    site.build(final=True)
    assert site.text().endswith("final\n")
    assert set(states(site.build()).values()) == {"unchanged"}

    site.give(name="Beta")
    report = site.build()

    assert report.rows[0].reason == "plan.name changed; a draft again"
    assert site.text().endswith("draft\n")


def test_hand_edits_are_merged_with_new_answers(site: Site) -> None:
    site.build()
    site.edit(lambda text: text + "\nAdded by hand.\n")
    assert site.states()[CHARTER] == "edited"
    assert states(site.build())[CHARTER] == "kept"

    site.give(name="Beta")
    report = site.build()

    assert report.rows[0].state == "merged"
    assert site.text() == "# Brévent\n\nName: Beta\n\n## End\n\nUntil May.\n\nAdded by hand.\n"
    assert states(site.build())[CHARTER] == "kept"


def test_a_conflict_leaves_the_edited_file_until_a_person_settles_it(site: Site) -> None:
    site.build()
    site.edit(lambda text: text.replace("Alpha", "Alpha, as we say"))
    edited = site.text()
    site.give(name="Beta")

    report = site.build()

    assert report.rows[0].state == "conflict"
    assert site.text() == edited
    assert "Alpha, as we say" in site.text(NEW)
    assert "Beta" in site.text(NEW)
    assert site.states()[CHARTER] == "conflict"
    assert states(site.build())[CHARTER] == "conflict"
    assert site.text() == edited

    site.edit(lambda text: text.replace("Alpha, as we say", "Beta, as we say"))
    (site.root / NEW).unlink()

    assert states(site.build())[CHARTER] == "kept"
    site.give(end="June")
    assert states(site.build())[CHARTER] == "merged"
    assert site.text() == "# Brévent\n\nName: Beta, as we say\n\n## End\n\nUntil June.\n"


def test_a_file_that_was_there_before_is_never_overwritten(site: Site) -> None:
    (site.root / CHARTER).parent.mkdir(parents=True)
    (site.root / CHARTER).write_text("mine\n", encoding="utf-8")

    assert states(site.build())[CHARTER] == "conflict"
    assert (site.text(), site.text(NEW)[:9]) == ("mine\n", "# Brévent")


def test_a_document_that_left_the_playbook_is_an_orphan_with_its_file_in_place(site: Site) -> None:
    site.build()
    site.edit(lambda text: text + "\nMine.\n", SECRETS)
    left = Site(site.root, journal(documents=[document("charter")]), site.templates)
    left.journal.events = site.journal.events

    report = left.build()

    assert states(report) == {CHARTER: "unchanged", SECRETS: "orphan"}
    assert site.text(SECRETS).endswith("Mine.\n")
    assert left.states()[SECRETS] == "orphan"

    (site.root / SECRETS).unlink()
    assert states(left.build()) == {CHARTER: "unchanged"}


def test_edits_move_along_when_a_step_is_renumbered(site: Site) -> None:
    site.build()
    site.edit(lambda text: text + "\nMine.\n")
    moved = site.renumbered()
    moved.give(name="Beta")

    moved.build()

    assert site.text("documents/07-plan/charter.md") == (
        "# Brévent\n\nName: Beta\n\n## End\n\nUntil May.\n\nMine.\n"
    )
    assert site.text().endswith("Mine.\n")


def test_a_faulty_template_is_a_problem_with_its_place_and_nothing_is_written(site: Site) -> None:
    site.templates["charter/body.md.j2"] = "# Title\n\n{{ plan.nam }}\n"

    report = site.build()

    assert [str(problem) for problem in report.problems] == [
        (
            "templates/charter/body.md.j2:3:9: PB400 'plan' has no part 'nam' [template-fault]"
            " Did you mean 'name'?"
        )
    ]
    assert site.files() == {}


def test_a_mistake_in_a_shared_part_is_one_problem(site: Site) -> None:
    site.templates |= {"_parts/x.md.j2": "{{ nothing }}"}
    site.templates["charter/body.md.j2"] = site.templates["secrets/body.md.j2"] = (
        "{% include '_parts/x.md.j2' %}"
    )

    assert len(site.build().problems) == 1


def test_a_template_that_is_no_text_is_a_problem_and_not_an_empty_document(tmp_path: Path) -> None:
    lay(tmp_path, {"templates/charter/body.md.j2": b"caf\xe9"})
    what = journal(documents=[document("charter")])
    loaded = load_playbook(tmp_path)

    report = build(tmp_path, what.view, loaded, workspace())

    assert [str(problem.place) for problem in report.problems] == [
        "templates/charter/body.md.j2:1:4"
    ]
    assert not (tmp_path / "documents").exists()


def test_an_unknown_document_is_told_with_the_nearest_one(site: Site) -> None:
    with pytest.raises(UsageError, match="no document 'charte'") as caught:
        site.build("charte")
    assert caught.value.hint == "Did you mean 'charter'?"


def test_a_document_that_does_not_apply_says_why_it_is_not_built(tmp_path: Path) -> None:
    site = Site(tmp_path, journal(documents=[document("charter", when="plan.name == 'x'")]))

    with pytest.raises(PlaybookError, match="does not apply now"):
        site.build("charter")
    assert site.build().rows == ()


def test_another_language_is_built_beside_the_first(site: Site) -> None:
    site.build()
    site.templates["charter/body.fr.md.j2"] = "Nom : {{ plan.name }}\n"

    report = site.build("charter", language="fr")

    assert states(report) == {"documents/01-plan/charter.fr.md": "written"}
    assert site.text("documents/01-plan/charter.fr.md") == "Nom\u00a0: Alpha\n"
    assert states(site.build()) == {CHARTER: "unchanged", SECRETS: "unchanged"}


@pytest.mark.parametrize("link", ["documents", "documents/01-plan", CHARTER])
def test_a_link_out_of_the_workspace_is_never_written_through(
    site: Site, tmp_path_factory: pytest.TempPathFactory, link: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    target = outside / "target"
    if link == CHARTER:
        target.write_text("theirs", encoding="utf-8")
    else:
        target.mkdir()
    (site.root / link).parent.mkdir(parents=True, exist_ok=True)
    (site.root / link).symlink_to(target)

    with pytest.raises(PlaybookError, match="is a link"):
        site.build()
    assert [p.name for p in outside.rglob("*")] == ["target"]
    assert target.is_dir() or target.read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("name", ["../../evil", "con", "a/b", "/etc/passwd", ".."])
def test_a_circle_with_a_hostile_id_leads_nowhere(tmp_path: Path, name: str) -> None:
    what = Journal(
        process(
            step("plan", 1, scopes=["programme", "circle"]),
            documents=[document("charter", scope="circle")],
        )
    )
    what.append([Draft("circle_added", "programme", None, 1, {"id": name, "title": "x"})])
    what.append([Draft("started", f"circle:{name}", "plan", 1, {})])
    site = Site(tmp_path / "root", what, {"charter/body.md.j2": "text"})
    site.root.mkdir()

    with pytest.raises(PlaybookError, match="cannot be written"):
        site.build()
    assert list(tmp_path.rglob("*")) == [site.root]


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "journal.jsonl", "documents/../journal.jsonl"]
)
def test_a_manifest_that_somebody_changed_leads_nowhere(site: Site, path: str) -> None:
    (site.root / "journal.jsonl").write_text("{}\n", encoding="utf-8")
    site.build()
    manifest = site.root / MANIFEST
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace(CHARTER, path), encoding="utf-8"
    )

    site.build()

    assert (site.root / "journal.jsonl").read_text(encoding="utf-8") == "{}\n"
    assert path not in manifest.read_text(encoding="utf-8")


def test_markdown_in_an_answer_stays_text_in_the_document(site: Site) -> None:
    site.give(name="<script>alert(1)</script> [x](javascript:y) | `z`\n# Owned")

    site.build()

    assert site.text().split("\n")[2] == (
        r"Name: \<script>alert(1)\</script> \[x\](javascript:y) \| \`z\` # Owned"
    )


KILLED = """
import json, os, signal, sys
from pathlib import Path
sys.path[:0] = json.load(sys.stdin)
import test_building as t
from collab_playbook.files import building
site = t.Site(Path(sys.argv[1]), t.journal())
site.give(name='Beta', end='June', secret='y')
left = int(sys.argv[2])
replace = Path.replace
def stopping(self, target):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
Path.replace = stopping
site.build()
"""


@pytest.mark.skipif(os.name == "nt", reason="sends a signal of Unix")
@pytest.mark.parametrize("renames", range(7))
def test_a_build_killed_at_any_rename_leaves_all_documents_or_none(
    site: Site, renames: int
) -> None:
    site.build()
    before = {path: data for path, data in site.files().items() if path.startswith("documents/")}
    command = [sys.executable, "-c", KILLED, str(site.root), str(renames)]
    done = subprocess.run(command, input=HERE, capture_output=True, check=False)
    assert done.returncode in {0, -9}, done.stderr.decode()

    finish_placing(site.root)

    after: Mapping[str, bytes] = {
        path: data
        for path, data in site.files().items()
        if path.startswith("documents/") and "~" not in path
    }
    fresh = {CHARTER: b"Name: Beta", SECRETS: b"y"}
    written = {path for path, sign in fresh.items() if sign in after[path]}
    assert written in (set(), set(fresh))
    assert written or after == before
