"""``check`` and ``explain`` as authors and CI run them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from commandline import Cli

BASE = Path(__file__).parents[1] / "cases" / "rules" / "base"
TEAM = "steps/02-team/step.yaml"
LOST = "PB102 There is no step 'gaol' [unknown-step]"


@pytest.fixture
def playbook(tmp_path: Path) -> Path:
    """A clean playbook."""
    return Path(shutil.copytree(BASE, tmp_path / "house"))


@pytest.fixture
def faulty(playbook: Path) -> Path:
    """A playbook in which a step needs another that is not there."""
    rewrite(playbook / TEAM, "needs: [goal]", "needs: [goal, gaol]")
    return playbook


def rewrite(path: Path, old: str, new: str) -> None:
    data = path.read_bytes()
    assert old.encode() in data
    path.write_bytes(data.replace(old.encode(), new.encode()))


def test_a_clean_playbook_ends_with_0_and_prints_nothing(cli: Cli, playbook: Path) -> None:
    said = cli("check", cwd=playbook)
    assert (said.code, said.out, said.err) == (0, "", "No problem found.\n")


def test_a_problem_is_shown_in_its_line_with_a_mark_under_it(cli: Cli, faulty: Path) -> None:
    said = cli("check", cwd=faulty)
    assert said.code == 1
    assert said.out.splitlines()[:6] == [
        "error PB102 unknown-step: There is no step 'gaol'",
        f" --> {TEAM}:6:15",
        "  |",
        "6 | needs: [goal, gaol]",
        "  |               ^^^^",
        "  = Did you mean 'goal'?",
    ]
    assert said.err.startswith("1 error in 1 file")


def test_a_mark_stands_under_wide_characters_and_harmless_ones_only(
    cli: Cli, playbook: Path
) -> None:
    rewrite(playbook / TEAM, "needs: [goal]", 'needs: [goal, "\u4f60\\e[31m"]')
    said = cli("check", "--select", "PB007", cwd=playbook)
    assert said.out.splitlines()[3:5] == [
        '6 | needs: [goal, "\u4f60\\e[31m"]',
        "  |               ^^^^^^^^^^",
    ]
    assert "\x1b" not in said.out


@pytest.mark.parametrize("path", [".", TEAM, "steps", "steps/02-team"])
def test_a_path_limits_what_is_told_not_what_is_looked_at(
    cli: Cli, faulty: Path, path: str
) -> None:
    said = cli("check", path, "--format", "concise", cwd=faulty)
    assert (said.code, said.out) == (1, f"{TEAM}:6:15: {LOST}\n")


def test_a_path_elsewhere_leaves_the_problem_out(cli: Cli, faulty: Path) -> None:
    said = cli("check", "templates", "--format", "concise", cwd=faulty)
    assert (said.code, said.out) == (0, "")


def test_files_are_named_from_where_the_reader_stands(cli: Cli, faulty: Path) -> None:
    said = cli("check", "house", "--format", "concise", cwd=faulty.parent)
    assert said.out == f"house/{TEAM}:6:15: {LOST}\n"
    inside = cli("check", "--format", "concise", cwd=faulty / "steps")
    assert inside.out == f"{(faulty / TEAM).as_posix()}:6:15: {LOST}\n"


def test_json_holds_what_other_programs_rely_on(cli: Cli, faulty: Path) -> None:
    said = cli("check", "--format", "json", cwd=faulty)
    assert (said.code, said.err) == (1, "")
    (problem,) = said.data["problems"]
    assert len(problem.pop("fingerprint")) == 32
    problem.pop("labels")
    assert problem == {
        "code": "PB102",
        "name": "unknown-step",
        "severity": "error",
        "message": "There is no step 'gaol'",
        "file": TEAM,
        "line": 6,
        "column": 15,
        "end_line": 6,
        "end_column": 19,
        "hint": "Did you mean 'goal'?",
        "url": "docs/rules.md#pb102-unknown-step",
        "fixable": True,
    }
    assert said.data["summary"] == {"errors": 1, "warnings": 0}


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "gitlab"])
def test_a_format_for_machines_says_nothing_beside_its_report(
    cli: Cli, faulty: Path, form: str
) -> None:
    said = cli("check", "--format", form, cwd=faulty)
    assert (said.code, said.err) == (1, "")
    assert "PB102" in said.out
    assert cli("check", "--format", form, "--ignore", "PB102", cwd=faulty).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--select", "PB102"), 1),
        (("--select", "PB1"), 1),
        (("--select", "unknown-step"), 1),
        (("--select", "PB3,PB6"), 0),
        (("--ignore", "PB102"), 0),
        (("--select", "PB1", "--ignore", "unknown-step"), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "warning"), 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_rules_are_chosen_by_code_family_or_name(
    cli: Cli, faulty: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert cli("check", *arguments, cwd=faulty).code == code


def test_a_warning_fails_only_where_it_is_asked_to(cli: Cli, playbook: Path) -> None:
    rewrite(playbook / TEAM, "needs: [goal]", "needs: [goal]  # playbook: ignore[PB102] why")
    assert cli("check", cwd=playbook).code == 0
    assert cli("check", "--fail-on", "warning", cwd=playbook).code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "There is no file or folder 'nowhere'"),
        (("--select", "unknwon-step"), "Did you mean 'unknown-step'?"),
        (("--format", "xml"), "'xml' is no format"),
        (("--fail-on", "all"), "'all' is no threshold"),
        (("--unsafe-fixes",), "Add --fix"),
        (("--watch", "--format", "json"), "--watch is for people"),
        (("--baseline", "none.json"), "none.json"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_line_is_a_usage_error(
    cli: Cli, playbook: Path, arguments: tuple[str, ...], said: str
) -> None:
    found = cli("check", *arguments, cwd=playbook)
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_a_folder_that_is_neither_is_a_usage_error(cli: Cli, tmp_path: Path) -> None:
    said = cli("check", cwd=tmp_path)
    assert said.code == 2
    assert "belongs to no playbook and no workspace" in said.err


def test_a_translation_is_checked_although_nobody_reads_it_yet(cli: Cli, playbook: Path) -> None:
    path = playbook / "steps/02-team/step.fr.yaml"
    path.write_text("id: team\ntitel: Former l'\u00e9quipe\n", "utf-8")
    said = cli("check", "--select", "PB0", "--format", "concise", cwd=playbook)
    assert said.out == (
        "steps/02-team/step.fr.yaml:2:1: PB003 'titel' is not a text to translate [unknown-key]\n"
    )


# -- suppression ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "needs: [goal, gaol]  # playbook: ignore[PB102] it comes with the overlay",
        "# playbook: ignore[PB102] it comes with the overlay\nneeds: [goal, gaol]",
        "# playbook: ignore[PB102] it comes\n# with the overlay\nneeds: [goal, gaol]",
        "# playbook: ignore[PB301, PB102] both\nneeds: [goal, gaol]",
        "# playbook: ignore-file[PB102] written for the overlay\n\nneeds: [goal, gaol]",
    ],
)
def test_a_comment_with_a_reason_silences_its_line(cli: Cli, playbook: Path, text: str) -> None:
    rewrite(playbook / TEAM, "needs: [goal]", text)
    assert cli("check", "--ignore", "PB901", "--format", "concise", cwd=playbook).out == ""


def test_a_comment_silences_its_own_code_and_line_only(cli: Cli, faulty: Path) -> None:
    rewrite(faulty / TEAM, "number: 2", "number: 2  # playbook: ignore[PB102] elsewhere")
    said = cli("check", "--format", "concise", cwd=faulty)
    assert [line.split(": ")[1][:5] for line in said.out.splitlines()] == ["PB901", "PB102"]


def test_a_comment_without_a_reason_silences_nothing(cli: Cli, faulty: Path) -> None:
    rewrite(faulty / TEAM, "gaol]", "gaol]  # playbook: ignore[PB102]")
    said = cli("check", "--format", "concise", cwd=faulty)
    assert said.out.splitlines() == [
        f"{TEAM}:6:15: {LOST}",
        f"{TEAM}:6:22: PB902 This comment silences PB102 without a reason [unusable-suppression]",
    ]


def test_a_comment_in_a_template_is_found(cli: Cli, playbook: Path) -> None:
    path = playbook / "templates/goal_sheet/body.md.j2"
    path.write_text(f"{path.read_text('utf-8')}\n{{# playbook: ignore[PB302] later #}}\n", "utf-8")
    said = cli("check", "--format", "concise", cwd=playbook)
    assert said.out.startswith("templates/goal_sheet/body.md.j2:23:21: PB901 ")


def test_a_comment_over_a_block_of_text_speaks_of_the_whole_block(cli: Cli, playbook: Path) -> None:
    guard = "that: |\n      size(goal.aim) >= 10\n      && goal.pace == 'fats'}"
    path = playbook / "steps/01-goal/step.yaml"
    before = "- {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >= 10}"
    block = f"- id: aim_is_whole\n    text: The aim is whole\n    {guard.removesuffix('}')}"
    rewrite(path, before, block)
    assert "PB304" in cli("check", "--format", "concise", cwd=playbook).out
    rewrite(path, "that: |\n", "# playbook: ignore[PB304] a pace of the overlay\n    that: |\n")
    assert cli("check", "--format", "concise", cwd=playbook).out == ""


def test_a_text_that_looks_like_a_comment_silences_nothing(cli: Cli, playbook: Path) -> None:
    text = "Write # playbook: ignore[PB102] and why"
    rewrite(playbook / TEAM, "purpose: Nobody does it alone.", f'purpose: "{text}"')
    assert cli("check", "--format", "concise", cwd=playbook).out == ""
    rewrite(playbook / TEAM, f'purpose: "{text}"', f"purpose: |\n  Nobody.\n  {text}\n")
    assert cli("check", "--format", "concise", cwd=playbook).out == ""


# -- baseline -------------------------------------------------------------------------------------


def test_a_baseline_leaves_out_what_was_known_wherever_it_has_moved(cli: Cli, faulty: Path) -> None:
    said = cli("check", "--write-baseline", "known.json", cwd=faulty)
    assert (said.code, said.err) == (0, f"Written to '{faulty / 'known.json'}': 1 problem.\n")
    rewrite(faulty / TEAM, "id: team", "# moved\n\nid: team")
    assert cli("check", "--baseline", "known.json", cwd=faulty).code == 0
    rewrite(faulty / TEAM, "gaol]", "gaol, gola]")
    new = cli("check", "--baseline", "known.json", "--format", "concise", cwd=faulty)
    assert "'gola'" in new.out
    assert "'gaol'" not in new.out
    rewrite(faulty / TEAM, ", gaol, gola]", "]")
    gone = cli("check", "--baseline", "known.json", cwd=faulty)
    assert gone.err.startswith("1 problem of the baseline can no longer be found")


def test_what_is_no_baseline_is_a_usage_error(cli: Cli, faulty: Path) -> None:
    (faulty / "known.json").write_text('{"schema": "other"}', "utf-8")
    said = cli("check", "--baseline", "known.json", cwd=faulty)
    assert said.code == 2
    assert "is no baseline" in said.err


# -- fixes ----------------------------------------------------------------------------------------

UNUSED = "needs: [goal]  # playbook: ignore[PB102] gone"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_fix_changes_no_byte_but_its_own(
    cli: Cli, playbook: Path, mark: bytes, ending: bytes
) -> None:
    path = playbook / TEAM
    text = path.read_text("utf-8").replace("number: 2", "number:   2   # \u4f60 as it is")
    clean = mark + text.encode().replace(b"\n", ending)
    path.write_bytes(clean.replace(b"needs: [goal]", UNUSED.encode()))
    said = cli("check", "--fix", cwd=playbook)
    assert (said.code, said.out) == (0, "")
    assert said.err == "Mended 1 problem in 1 file.\nNo problem found.\n"
    assert path.read_bytes() == clean
    assert cli("check", "--fix", cwd=playbook).err == "Nothing to mend.\nNo problem found.\n"


def test_a_comment_on_a_line_of_its_own_goes_with_its_line(cli: Cli, playbook: Path) -> None:
    path = playbook / TEAM
    clean = path.read_bytes()
    rewrite(path, "needs:", "# playbook: ignore[PB102] gone\nneeds:")
    assert cli("check", "--fix", cwd=playbook).code == 0
    assert path.read_bytes() == clean


def test_a_diff_shows_what_a_fix_would_change_and_changes_nothing(cli: Cli, playbook: Path) -> None:
    rewrite(playbook / TEAM, "needs: [goal]", UNUSED)
    before = (playbook / TEAM).read_bytes()
    said = cli("check", "--diff", cwd=playbook)
    assert said.code == 1
    assert [line for line in said.out.splitlines() if line[:1] in {"-", "+"}] == [
        f"--- a/{TEAM}",
        f"+++ b/{TEAM}",
        f"-{UNUSED}",
        "+needs: [goal]",
    ]
    assert (playbook / TEAM).read_bytes() == before
    assert cli("check", "--diff", "--ignore", "PB901", cwd=playbook).code == 0


def test_what_somebody_could_object_to_is_mended_only_when_asked(cli: Cli, faulty: Path) -> None:
    rewrite(faulty / TEAM, "[goal, gaol]", "[gaol]  # as it is")
    before = (faulty / TEAM).read_bytes()
    said = cli("check", "--fix", cwd=faulty)
    assert (said.code, said.err.splitlines()[0]) == (1, "Nothing to mend.")
    assert said.err.endswith("1 error in 1 file; 1 can be mended with --fix --unsafe-fixes\n")
    assert (faulty / TEAM).read_bytes() == before
    assert cli("check", "--fix", "--unsafe-fixes", cwd=faulty).code == 0
    assert (faulty / TEAM).read_bytes() == before.replace(b"gaol", b"goal")


def test_a_fix_that_brings_another_problem_is_left_out_and_told(cli: Cli, faulty: Path) -> None:
    before = (faulty / TEAM).read_bytes()
    said = cli("check", "--fix", "--unsafe-fixes", cwd=faulty)
    assert said.code == 1
    assert said.err.startswith(f"Not mended, since the fix would not do: {TEAM}:6:15: PB102")
    assert (faulty / TEAM).read_bytes() == before


def test_a_fix_is_limited_to_the_files_on_the_line(cli: Cli, playbook: Path) -> None:
    rewrite(playbook / TEAM, "needs: [goal]", UNUSED)
    assert cli("check", "--fix", "templates", cwd=playbook).err.startswith("Nothing to mend.")


# -- explain --------------------------------------------------------------------------------------


def test_explain_shows_what_why_wrong_and_right(cli: Cli) -> None:
    said = cli("explain", "unknown-key")
    assert said.code == 0
    assert said.out.startswith("PB003 unknown-key (error)\n\nA key has no meaning at its place.\n")
    assert said.out == cli("explain", "pb003").out
    titles = [said.out.index(f"\n{title}\n") for title in ("Why", "Wrong", "Says", "Right")]
    assert titles == sorted(titles)


def test_explain_lists_a_family(cli: Cli) -> None:
    assert cli("explain", "PB9").out.splitlines() == [
        "PB901 unused-suppression",
        "PB902 unusable-suppression",
    ]


def test_explain_suggests_the_rule_that_was_meant(cli: Cli) -> None:
    said = cli("explain", "unknown-stp")
    assert said.code == 2
    assert "Did you mean 'unknown-step'?" in said.err


# -- as a process ---------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [[], ["--select", "PB1,PB2,PB3"]], ids=["all", "no templates"])
def test_check_loads_no_library_that_it_does_not_need(playbook: Path, chosen: list[str]) -> None:
    names = ["questionary", "prompt_toolkit", "rich", "asyncio", "merge3"]
    names += ["jinja2"] if chosen else []
    code = (
        "import sys\n"
        "from collab_playbook.cli.boundary import run\n"
        f"code = run(['check', {str(playbook)!r}, *{chosen!r}])\n"
        f"print(code, [name for name in {names} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n"


def test_watch_tells_again_when_a_file_has_changed(faulty: Path) -> None:
    command = (sys.executable, "-u", "-m", "collab_playbook", "check", "--watch")
    with subprocess.Popen(
        [*command, "--format", "concise"], cwd=faulty, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == f"{TEAM}:6:15: {LOST}\n"
            rewrite(faulty / TEAM, "gaol", "gola")
            assert "'gola'" in process.stdout.readline()
        finally:
            process.kill()


def test_a_workspace_is_checked_where_no_path_is_given(cli: Cli, workspace: Path) -> None:
    assert cli("check", "--fail-on", "warning", "--ignore", "PB817", cwd=workspace).code == 0
    journal = workspace / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"created", b"creatid"))
    said = cli("check", "--format", "json", cwd=workspace)
    assert said.code == 1
    assert "PB801" in {problem["code"] for problem in json.loads(said.out)["problems"]}


def test_a_folder_is_named_from_where_the_reader_stands(
    cli: Cli, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = cli("check", "--format", "concise", cwd=faulty)
    monkeypatch.chdir(faulty.parent)
    named = cli("-C", faulty.name, "check", "--format", "concise")
    assert (named.code, named.out) == (1, inside.out)
    of_workspace = cli("-C", ".", "--playbook", faulty.name, "check", "--format", "concise")
    assert of_workspace.code == 1
    assert cli("-C", "nowhere", "check").code == 2
