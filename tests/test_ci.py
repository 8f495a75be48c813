"""What CI runs: hooks for pre-commit, an action, a job; each line of theirs is run as it stands."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parents[1]
BASE = REPOSITORY / "tests/cases/rules/base"
TEAM = "steps/02-team/step.yaml"
STORY = "title: A beginning\nstory:\n  - expect: {states: {goal: STATE, team: blocked}}\n"


def _yaml(name: str) -> Any:
    return yaml.safe_load((REPOSITORY / name).read_text("utf-8"))


HOOKS = {hook["id"]: hook for hook in _yaml(".pre-commit-hooks.yaml")}
ACTION = _yaml("action.yml")
GITLAB = _yaml("ci/gitlab.yml")


@pytest.fixture
def playbook(tmp_path: Path) -> Path:
    """A clean playbook with a story that goes as told."""
    root = Path(shutil.copytree(BASE, tmp_path / "house, of 100%"))
    (root / "playbook/stories").mkdir(exist_ok=True)
    (root / "playbook/stories/one.yaml").write_text(STORY.replace("STATE", "ready"), "utf-8")
    return root


def _break(root: Path) -> None:
    path = root / TEAM
    text = path.read_text("utf-8")
    assert "needs: [goal]" in text
    path.write_text(text.replace("needs: [goal]", "needs: [goal, gaol]"), "utf-8")


def _mistell(root: Path) -> None:
    (root / "playbook/stories/one.yaml").write_text(STORY.replace("STATE", "done"), "utf-8")


def _bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={
            "PATH": f"{program}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("schema", "name"),
    [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab.yml")],
)
def test_a_file_fits_the_schema_that_its_platform_publishes(schema: str, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, name],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("language", "code"), [("python", 0), ("pythn", 1)])
def test_pre_commit_reads_its_hooks(language: str, code: int, tmp_path: Path) -> None:
    text = (REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8")
    manifest = tmp_path / "hooks.yaml"
    manifest.write_text(text.replace("language: python", f"language: {language}"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(manifest)],
        env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout


# -- pre-commit --------------------------------------------------------------------------------


def _hook(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    hook = HOOKS[name]
    return _bash(f"{hook['entry']} {shlex.join(hook.get('args', []))}", folder)


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_content_with_a_clean_playbook(name: str, playbook: Path) -> None:
    before = {path: path.read_bytes() for path in playbook.rglob("*") if path.is_file()}
    assert _hook(name, playbook).returncode == 0
    after = {path: path.read_bytes() for path in playbook.rglob("*") if path.is_file()}
    assert after == before


def test_a_hook_stops_a_commit_and_says_where(playbook: Path) -> None:
    _break(playbook)
    done = _hook("collab-playbook-check", playbook)
    assert done.returncode == 1
    assert f"{TEAM}:6:15: PB102 There is no step 'gaol' [unknown-step]" in done.stdout


def test_the_hook_for_stories_stops_a_commit(playbook: Path) -> None:
    _mistell(playbook)
    assert _hook("collab-playbook-test", playbook).returncode == 1


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_looks_at_the_whole_once(name: str) -> None:
    hook = HOOKS[name]
    assert (hook["pass_filenames"], hook["require_serial"]) == (False, True)
    assert hook["language"] == "python"


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        (TEAM, True),
        ("clients/acme/templates/goal_sheet/body.md.j2", True),
        ("playbook/stories/one.yaml", True),
        ("README.md", False),
        ("src/steps.py", False),
    ],
)
def test_hooks_run_for_files_of_a_playbook(file: str, wanted: bool) -> None:
    assert {bool(re.search(hook["files"], file)) for hook in HOOKS.values()} == {wanted}


@pytest.mark.parametrize("file", ["workspace.yaml", "acme/journal.jsonl", "answers/01-goal.yaml"])
def test_the_check_runs_for_files_of_a_workspace_too(file: str) -> None:
    assert re.search(HOOKS["collab-playbook-check"]["files"], file)


# -- GitHub ------------------------------------------------------------------------------------


def _step(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs a step of the action, its inputs as GitHub hands them over."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("name") == name)
    given = {key: value.get("default", "") for key, value in ACTION["inputs"].items()}
    given |= {key.replace("_", "-"): value for key, value in inputs.items()}
    environment = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], value)
        for key, value in step["env"].items()
    }
    return _bash(step["run"], folder, **environment)


def test_the_action_checks_and_tells_stories(playbook: Path) -> None:
    assert _step("Check", playbook).returncode == 0
    assert _step("Tell the stories", playbook, walks="2").returncode == 0


def test_the_action_marks_the_place_and_fails(playbook: Path) -> None:
    _break(playbook)
    done = _step("Check", playbook, sarif="check.sarif")
    assert done.returncode == 1
    assert f"::error file={TEAM},line=6," in done.stdout
    assert json.loads((playbook / "check.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert _step("Check", playbook, fail_on="never").returncode == 0
    assert _step("Check", playbook, ignore="PB102").returncode == 0
    assert _step("Check", playbook, select="PB3").returncode == 0


def test_the_action_takes_a_folder_whatever_its_name(playbook: Path) -> None:
    _mistell(playbook)
    assert _step("Check", playbook.parent, path=playbook.name).returncode == 0
    assert _step("Tell the stories", playbook.parent, path=playbook.name).returncode == 1
    assert _step("Tell the stories", playbook.parent).returncode == 0


def test_no_input_of_the_action_is_pasted_into_a_script() -> None:
    assert [step["name"] for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")] == []


def test_every_input_of_the_action_is_used_and_no_other() -> None:
    text = (REPOSITORY / "action.yml").read_text("utf-8")
    used = set(re.findall(r"inputs\.([\w-]+)", text))
    assert used == ACTION["inputs"].keys()


# -- GitLab ------------------------------------------------------------------------------------


def _job(name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    lines = "\n".join(GITLAB[name]["script"])
    return _bash(lines, folder, **{**GITLAB["variables"], **variables})


def test_the_job_writes_reports_whether_it_fails_or_not(playbook: Path) -> None:
    reports = GITLAB["check-playbook"]["artifacts"]["reports"]
    assert _job("check-playbook", playbook).returncode == 0
    assert json.loads((playbook / reports["codequality"]).read_text("utf-8")) == []
    _break(playbook)
    done = _job("check-playbook", playbook)
    assert done.returncode == 1
    assert f"{TEAM}:6:15: PB102" in done.stdout
    (found,) = json.loads((playbook / reports["codequality"]).read_text("utf-8"))
    assert found["location"]["path"] == TEAM
    assert "<testsuites" in (playbook / reports["junit"]).read_text("utf-8")
    assert _job("check-playbook", playbook, PLAYBOOK_FAIL_ON="never").returncode == 0


def test_the_job_for_stories_keeps_what_was_found(playbook: Path) -> None:
    _mistell(playbook)
    assert _job("test-playbook", playbook, PLAYBOOK_WALKS="1").returncode == 1
    (kept,) = GITLAB["test-playbook"]["artifacts"]["paths"]
    told = json.loads((playbook / kept).read_text("utf-8"))
    assert [story["as_told"] for story in told["stories"]] == [False]
    assert len(told["walks"]) == 1
