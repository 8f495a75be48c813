"""A package for a client: what goes in, what is masked, and that the workspace stays as it is."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from collab_playbook.cli.completing import part_ids
from collab_playbook.cli.opening import reading
from collab_playbook.cli.options import Options
from collab_playbook.formats import registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from commandline import Cli

SHEET = "documents/01-goal/goal_sheet"
IN_IT = "01 Set the goal/Goal sheet"
BUDGET = "12,345"
TOPS = ["Calendar.ics", "Committee report.html", "Schedule.svg", "index.html", "package.json"]


@pytest.fixture
def small(small: Path) -> Path:
    """The small playbook, with one document that is a page too, for named readers only."""
    shutil.rmtree(small / "templates/team_list")
    with (small / "templates/goal_sheet/document.yaml").open("a", encoding="utf-8") as file:
        file.write("formats: [md, html]\nrestricted: true\n")
    return small


@pytest.fixture
def secret(cli: Cli, answered: Path) -> Path:
    """A workspace in which something sensitive was answered."""
    assert cli("answer", "goal.budget=12345 EUR", cwd=answered).code == 0
    return answered


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "cache"
    }


def packed(cli: Cli, workspace: Path, *more: str, code: int = 0) -> dict[str, bytes]:
    """The files of a package made as a folder."""
    target = workspace.parent / "out"
    said = cli("package", "-o", str(target), *more, cwd=workspace)
    assert said.code == code, said.err
    return tree(target) if target.exists() else {}


def told(files: Mapping[str, bytes]) -> Any:
    return json.loads(files["package.json"])


def page(files: Mapping[str, bytes]) -> str:
    return unescape(files["index.html"].decode())


def test_what_was_never_built_is_made_for_it_and_the_workspace_stays_as_it_is(
    cli: Cli, answered: Path
) -> None:
    before = tree(answered)

    files = packed(cli, answered)

    assert sorted(files) == [f"{IN_IT}.html", f"{IN_IT}.md", *TOPS]
    assert "Halve the waiting time" in files[f"{IN_IT}.html"].decode()
    links = {unquote(link) for link in re.findall('href="([^"#]+)"', files["index.html"].decode())}
    assert links == set(files) - {"index.html"}
    assert tree(answered) == before


def test_without_a_place_it_is_a_zip_of_the_day_that_git_does_not_see(
    cli: Cli, answered: Path
) -> None:
    said = cli("package", "--format", "json", cwd=answered)

    path = answered / "packages/acme-2026-11-16.zip"
    assert (said.code, said.data["state"]) == (0, "written")
    with ZipFile(path) as source:
        assert source.namelist() == sorted([f"{IN_IT}.html", f"{IN_IT}.md", *TOPS])
        held = json.loads(source.read("package.json"))
    assert {**said.data, "target": "", "state": ""} == {**held, "target": "", "state": ""}
    assert (answered / "packages/.gitignore").read_text() == "*\n"


def test_the_same_workspace_and_day_give_the_same_bytes(
    cli: Cli, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = answered.parent / "one.zip"
    cli("package", "-o", str(target), cwd=answered)
    first = target.read_bytes()

    assert "is up to date" in cli("package", "-o", str(target), cwd=answered).out
    assert target.read_bytes() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764235800")
    assert "holds 1 document in 7 files" in cli("package", "-o", str(target), cwd=answered).out
    with ZipFile(target) as source:
        assert {entry.date_time[:3] for entry in source.infolist()} == {(2025, 11, 27)}


def test_what_was_written_by_hand_goes_in(cli: Cli, answered: Path) -> None:
    cli("build", "--to", "html", cwd=answered)
    with (answered / f"{SHEET}.md").open("a", encoding="utf-8") as file:
        file.write("\nAgreed over lunch.\n")
    cli("answer", "goal.aim=Answer within a day", cwd=answered)

    files = packed(cli, answered, "--unmasked")

    for ending in ("md", "html"):
        text = files[f"{IN_IT}.{ending}"].decode()
        assert "Agreed over lunch." in text
        assert "Answer within a day" in text
    assert told(files)["documents"][0]["edited"] is True


def test_a_copy_that_somebody_changed_is_taken_as_it_is(cli: Cli, answered: Path) -> None:
    cli("build", "--to", "html", cwd=answered)
    (answered / f"{SHEET}.html").write_text("mine", encoding="utf-8")

    assert packed(cli, answered, "--unmasked")[f"{IN_IT}.html"] == b"mine"


def test_conflicts_are_refused_each_by_name(cli: Cli, answered: Path) -> None:
    cli("build", "--to", "html", cwd=answered)
    text = (answered / f"{SHEET}.md").read_text("utf-8")
    (answered / f"{SHEET}.md").write_text(text.replace("Halve", "Double"), encoding="utf-8")
    (answered / f"{SHEET}.html").write_text("mine", encoding="utf-8")
    cli("answer", "goal.aim=Answer within a day", cwd=answered)

    said = cli("package", "--unmasked", cwd=answered)

    assert said.code == 3
    assert f"{SHEET}.md: goal.aim changed, in lines that were edited by hand" in said.err
    assert not (answered / "packages").exists()


def test_final_is_refused_while_answers_are_open_and_names_them_all(
    cli: Cli, workspace: Path
) -> None:
    cli("answer", "org.company=Acme", cwd=workspace)

    said = cli("package", "--final", cwd=workspace)

    assert said.code == 3
    assert f"{SHEET}.md: goal.aim, goal.until, goal.pace" in said.err
    cli("answer", "goal.aim=Halve the waiting time", "goal.until=2026-12-31", cwd=workspace)
    files = packed(cli, workspace)
    assert "1 document (drafts: 1)." in page(files)
    assert "1 answer is open" in page(files)
    assert "<li><bdi>Pace</bdi></li>" in page(files)
    cli("answer", "goal.pace=calm", cwd=workspace)
    assert told(packed(cli, workspace, "--final"))["documents"][0]["state"] == "final"


def test_sensitive_answers_are_masked_unless_somebody_asks(cli: Cli, secret: Path) -> None:
    cli("build", "--to", "html", cwd=secret)
    assert BUDGET in (secret / f"{SHEET}.md").read_text("utf-8")

    masked = packed(cli, secret)
    clear = packed(cli, secret, "--unmasked")

    assert not [name for name, data in masked.items() if BUDGET in data.decode()]
    assert "Sensitive answers are masked." in page(masked)
    assert (told(masked)["masked"], told(masked)["documents"][0]["masked"]) == (True, True)
    assert [name for name, data in clear.items() if BUDGET in data.decode()] == [
        f"{IN_IT}.html", f"{IN_IT}.md",
    ]  # fmt: skip
    assert "For named readers only" in page(clear)
    said = cli("package", "--unmasked", "--dry-run", cwd=secret)
    assert "packages/acme-2026-11-16-unmasked.zip" in said.out.replace("\\", "/")


def test_a_restricted_document_that_was_edited_is_left_out_and_the_index_says_so(
    cli: Cli, secret: Path
) -> None:
    cli("build", cwd=secret)
    with (secret / f"{SHEET}.md").open("a", encoding="utf-8") as file:
        file.write("\nIn all, 12,345 euros.\n")

    files = packed(cli, secret)
    said = cli("package", cwd=secret)

    assert sorted(files) == sorted(TOPS)
    assert "Goal sheet: it was edited by hand" in said.err
    assert "Left out: it was edited by hand" in page(files)
    assert "1 document (left out: 1)." in page(files)
    assert told(files)["documents"][0]["left_out"] == [
        {
            "format": "",
            "reason": "it was edited by hand, "
            "and sensitive answers in what was written cannot be masked",
        }
    ]


def test_a_restricted_copy_that_was_edited_is_left_out_alone(cli: Cli, secret: Path) -> None:
    cli("build", "--to", "html", cwd=secret)
    (secret / f"{SHEET}.html").write_text("12,345", encoding="utf-8")

    files = packed(cli, secret)

    assert sorted(files) == sorted([f"{IN_IT}.md", *TOPS])
    assert "Web page left out: somebody changed this file" in page(files)
    assert BUDGET not in files[f"{IN_IT}.md"].decode()


def test_a_part_is_named_by_step_number_or_phase_and_holds_no_report(
    cli: Cli, answered: Path
) -> None:
    by_number = packed(cli, answered, "1", "--to", "md")

    assert sorted(by_number) == [f"{IN_IT}.md", "index.html", "package.json"]
    assert "A part of the whole: Set the goal." in page(by_number).replace("<bdi>", "")
    assert told(by_number)["chosen"] == ["goal"]
    assert told(packed(cli, answered, "begin", "team", "--to", "md"))["chosen"] == ["begin", "team"]
    said = cli("package", "begn", cwd=answered)
    assert (said.code, said.err) == (
        2,
        "Error: there is no step and no phase 'begn'\nDid you mean 'begin'?\n",
    )
    assert cli("package", "look_back", cwd=answered).code == 3


def test_what_the_programme_serves_for_the_default_circle_is_the_programme_alone(
    cli: Cli, answered: Path
) -> None:
    files = packed(cli, answered, "--circle", "employees", "--to", "md")

    assert told(files)["instance"] == "programme"
    assert "A part of the whole: the programme alone." in page(files).replace("<bdi>", "")
    said = cli("package", "--circle", "employees", "--dry-run", cwd=answered)
    assert "acme-2026-11-16-programme.zip" in said.out


def test_the_shell_offers_phases_and_steps(answered: Path) -> None:
    class Line:
        params: ClassVar = {"workspace": answered, "playbook": None}

        def find_root(self) -> Line:
            return self

    assert part_ids(Line(), "") == ["begin", "live", "goal", "team", "look_back"]
    assert part_ids(Line(), "l") == ["live", "look_back"]


def test_a_signature_shows_until_the_text_is_another(cli: Cli, answered: Path) -> None:
    cli("build", "--final", cwd=answered)
    cli("submit", "goal", cwd=answered)
    assert cli("approve", "goal", "--as", "sponsor", "--by", "Sam", cwd=answered).code == 0
    signed = packed(cli, answered)
    cli("answer", "goal.aim=Answer within a day", cwd=answered)
    altered = packed(cli, answered)

    assert told(signed)["documents"][0]["state"] == "signed"
    assert "Signed by Sam on 16 November 2026." in page(signed)
    assert told(altered)["documents"][0]["state"] != "signed"
    assert "Changed since it was signed by Sam on 16 November 2026." in page(altered)


def test_a_dry_run_says_what_would_be_in_it_and_writes_nothing(cli: Cli, answered: Path) -> None:
    before = tree(answered)

    said = cli("package", "--dry-run", cwd=answered)

    assert said.out.splitlines()[0] == f"draft     {IN_IT}.md, {IN_IT}.html"
    assert "would hold 1 document in 7 files" in said.out
    assert tree(answered) == before


def test_what_cannot_be_written_here_is_told_and_what_was_asked_for_is_refused(
    cli: Cli, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = registry.Format(("html", "html_of"), "office", "no_such_package_anywhere")
    monkeypatch.setattr(registry, "FORMATS", {**registry.FORMATS, "html": absent})

    said = cli("package", "-o", "../out", cwd=answered)

    assert said.code == 0
    assert "is not installed: html. Install it with: pip install 'collab-playbook[office]'" in (
        " ".join(said.err.split())
    )
    assert cli("package", "--to", "html", cwd=answered).code == 3
    assert cli("package", "--to", "rtf", cwd=answered).code == 2


def test_a_document_that_is_not_made_in_a_format_is_no_gap(
    cli: Cli, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = registry.FORMATS["html"]._replace(named=True)
    monkeypatch.setattr(registry, "FORMATS", {**registry.FORMATS, "slides": named})

    said = cli("package", "--to", "slides", cwd=answered)

    assert (said.code, said.err) == (
        3,
        (
            "Error: none of these documents is made in the formats asked for\n"
            "Leave --to out for the formats that each is meant for.\n"
        ),
    )


def test_names_from_people_lead_nowhere(cli: Cli, answered: Path) -> None:
    company = "../../Acme: <b>&\u202e\x07 con/"
    assert cli("answer", f"org.company={company}", cwd=answered).code == 0

    said = cli("package", "--format", "json", cwd=answered)

    assert (answered / "packages/acme-b-con-2026-11-16.zip").is_file()
    assert said.code == 0
    with ZipFile(answered / "packages/acme-b-con-2026-11-16.zip") as source:
        index = source.read("index.html").decode()
    assert "<b>" not in index
    assert "\u202e" not in index


def test_the_folder_that_one_stands_in_can_be_the_place(
    cli: Cli, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (answered.parent / "here" / "below").mkdir(parents=True)
    monkeypatch.chdir(answered.parent / "here")

    assert cli("package", "-o", "..", cwd=answered).code == 3
    assert cli("package", "-o", "below", cwd=answered).out.startswith("'below' holds")
    monkeypatch.chdir(answered.parent / "here" / "below")
    assert "is up to date" in cli("package", "-o", ".", cwd=answered).out


def test_a_link_in_the_workspace_is_not_followed(cli: Cli, answered: Path) -> None:
    elsewhere = answered.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "goal_sheet.md").write_text("of somebody else", encoding="utf-8")
    (answered / "documents/01-goal").symlink_to(elsewhere)

    said = cli("package", cwd=answered)

    assert said.code == 3
    assert "'documents/01-goal' is a link" in said.err


def test_a_broken_template_is_told_and_nothing_is_written(cli: Cli, small: Path) -> None:
    (small / "templates/goal_sheet/body.md.j2").write_text("{{ goal.nothing }}", encoding="utf-8")
    workspace = small.parent / "broken"
    cli("init", str(workspace), "--playbook", str(small), "--no-input")

    said = cli("package", cwd=workspace)

    assert said.code in {1, 3}
    assert not (workspace / "packages").exists()


# -- the sample company ----------------------------------------------------------------------------


def words(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from words(each)
    elif isinstance(value, list):
        for each in value:
            yield from words(each)


def secrets_of(workspace: Path) -> set[str]:
    """What stands in sensitive answers and nowhere else."""
    desk = reading(Options(workspace=workspace))
    view, playbook = desk.view, desk.process.playbook
    sensitive: set[str] = set()
    known = {text for person in desk.opened.workspace.people for text in words(list(person))}
    for scope in view.scopes:
        for step in ("org", *playbook.step_by_id):
            for name, value in view.answers_of(scope, step).items():
                question = playbook.question(step, name)
                kept = sensitive if question is not None and question.sensitive else known
                kept.update(words(value))
    return {text for text in sensitive if len(text) > 12 and not any(text in k for k in known)}


def texts(name: str, data: bytes) -> Iterator[str]:
    """What can be read in a file, in what it packs too."""
    if name.endswith((".docx", ".pptx", ".xlsx")):
        with ZipFile(BytesIO(data)) as source:
            for inside in source.namelist():
                yield from texts(inside, source.read(inside))
    else:
        yield unescape(data.decode("utf-8", "ignore")).replace("\\", "").replace("<wbr>", "")


def leaks(files: Mapping[str, bytes], secrets: set[str]) -> list[tuple[str, str]]:
    return [
        (name, secret)
        for name, data in files.items()
        for text in texts(name, data)
        for secret in secrets
        if secret in text
    ]


def test_no_file_of_a_masked_package_of_the_sample_company_holds_a_sensitive_answer(
    cli: Cli, sample: Path
) -> None:
    secrets = secrets_of(sample)
    assert len(secrets) > 30
    told_by_markdown = {"html", "pdf"}
    formats = [
        name
        for name, each in registry.FORMATS.items()
        if each.is_installed and name not in told_by_markdown
    ]

    whole = packed(cli, sample, "--to", "md")
    part = packed(cli, sample, "leadership", "barriers", "--to", ",".join(("md", *formats)))
    clear = packed(cli, sample, "leadership", "--unmasked", "--to", "md")

    assert len(whole) > 100
    assert leaks(whole, secrets) == leaks(part, secrets) == []
    assert leaks(clear, secrets) != []


def test_circles_have_folders_of_their_own_in_the_language_of_the_documents(
    cli: Cli, sample: Path
) -> None:
    asked = ("--circle", "customers", "--language", "fr", "--to", "md")

    files = packed(cli, sample, "founders", *asked)

    folders = {tuple(name.split("/")[:-1]) for name in files if "/" in name}
    ((circle, step),) = folders
    assert circle.endswith(" - Customers who mount our components")
    assert step == "07 Quels premiers membres inviter"
    assert (told(files)["language"], told(files)["instance"]) == ("fr", "circle:customers")
    assert '<html lang="fr">' in files["index.html"].decode()
    assert "Customers who mount our components.</bdi>" in page(files)
