"""What a language promises and lacks: files, texts, choices, and templates that differ."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from collab_playbook.files.playbook import shipped_root
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.rules.languages import RULES
from collab_playbook.rules.languages_texts import Named, named

SMALL = Path(__file__).parents[1] / "cases" / "templates" / "playbook"
BODY = "templates/note/body"
STEP = "steps/02-later/step.fr.yaml"
WHOLE_STEP = """\
title: Plus tard
purpose: Pour en avoir un autre.
questions:
  - {id: lesson, ask: Qu'avez-vous appris ?}
  - {id: mood, ask: "Comment va l'ambiance ?"}
"""


def said(folder: Path, files: dict[str, str], languages: str = "en, fr") -> list[str]:
    """What the rules say of the playbook with these files, but for missing files."""
    root = Path(shutil.copytree(SMALL, folder / "playbook"))
    head = root / "playbook/playbook.yaml"
    text = head.read_text("utf-8")
    head.write_text(text.replace("languages: [en]", f"languages: [{languages}]"), "utf-8")
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    found = check_playbook(root, RULES).problems
    return [f"{p.place} {p.code} {p.message}" for p in found if "is missing, and" not in p.message]


def missing(folder: Path, files: dict[str, str]) -> list[str]:
    """The files that are said to be missing."""
    root = Path(shutil.copytree(SMALL, folder / "missing"))
    head = root / "playbook/playbook.yaml"
    head.write_text(head.read_text("utf-8").replace("[en]", "[en, fr]"), "utf-8")
    for name, content in files.items():
        (root / name).write_text(content, "utf-8")
    found = check_playbook(root, RULES).problems
    return [p.message.split("'")[1] for p in found if "is missing, and" in p.message]


def test_the_shipped_playbook_keeps_what_it_promises() -> None:
    assert check_playbook(shipped_root(), RULES).problems == ()


def test_a_language_without_a_file_is_told_once(tmp_path: Path) -> None:
    assert said(tmp_path, {}) == [
        "playbook/playbook.yaml:4:17 PB701 'fr' is listed, and no file is translated into it"
    ]


def test_one_file_that_is_translated_makes_the_others_missing(tmp_path: Path) -> None:
    assert missing(tmp_path, {STEP: WHOLE_STEP}) == [
        "playbook/catalogues/barriers.fr.yaml",
        "playbook/catalogues/roles.fr.yaml",
        "playbook/playbook.fr.yaml",
        "steps/01-plan/step.fr.yaml",
        "templates/note/body.fr.md.j2",
        "templates/note/document.fr.yaml",
        "templates/secret_note/body.fr.md.j2",
        "templates/secret_note/document.fr.yaml",
    ]


def test_a_step_with_all_its_words_is_translated(tmp_path: Path) -> None:
    assert said(tmp_path, {STEP: WHOLE_STEP}) == []


def test_each_text_without_words_is_told_where_the_source_has_it(tmp_path: Path) -> None:
    lines = WHOLE_STEP.splitlines(keepends=True)
    without = "".join(line for line in lines if "purpose" not in line and "mood" not in line)
    assert said(tmp_path, {STEP: without}) == [
        "steps/02-later/step.yaml:5:10 PB701 This text has no words in 'fr'",
        "steps/02-later/step.yaml:11:33 PB701 This text has no words in 'fr'",
    ]


def test_words_that_are_the_same_in_both_languages_are_words(tmp_path: Path) -> None:
    same = WHOLE_STEP.replace("Plus tard", "Later")
    assert said(tmp_path, {STEP: same}) == []
    assert (
        said(tmp_path / "folded", {STEP: same.replace("title: Later", "title: >-\n  Later")}) == []
    )


def test_a_choice_without_words_is_told_as_a_choice(tmp_path: Path) -> None:
    step = (
        "questions:\n"
        "  - {id: cadence, choices: [{id: weekly, text: Chaque semaine}]}\n"
        "  - id: rhythms\n"
        "    choices: [{id: weekly, text: Chaque semaine}, {id: monthly, text: Chaque mois}]\n"
        "  - id: items\n"
        "    fields: [{id: kind, choices: [{id: must, text: Il faut}, {id: may, text: On peut}]}]\n"
    )
    found = said(tmp_path, {"steps/01-plan/step.fr.yaml": step})
    assert [line for line in found if "PB704" in line] == [
        "steps/01-plan/step.yaml:26:29 PB704 This choice has no words in 'fr'"
    ]


def test_texts_of_catalogues_are_told_with_their_own_fields(tmp_path: Path) -> None:
    catalogue = "title: Freins\nrecords: [{id: no_time, title: Pas le temps}]\n"
    found = said(tmp_path, {"playbook/catalogues/barriers.fr.yaml": catalogue})
    assert found == [
        "playbook/catalogues/barriers.yaml:4:55 PB701 This text has no words in 'fr'",
        "playbook/catalogues/barriers.yaml:5:37 PB701 This text has no words in 'fr'",
    ]


@pytest.mark.parametrize(
    ("english", "french", "expected"),
    [
        ("{{ plan.name }}", "{{ plan.name }}", []),
        ("{{ plan.name }} {{ plan.people }}", "{{ plan.people }} {{ plan.name | upper }}", []),
        ("{{ plan.cadence }}", "{{ plan.cadence.text }}", []),
        ("{{ org.company }}", "{{ organisation.company }}", []),
        (
            "{{ plan.name }}\n{{ plan.people }}",
            "{{ plan.name }}",
            [f"{BODY}.md.j2:2:4 PB702 'plan.people' is read here and not in '{BODY}.fr.md.j2'"],
        ),
        (
            "{{ plan.name }}",
            "{{ plan.name }} {% for b in catalogue.barriers %}{{ b.title }}{% endfor %}",
            [
                (
                    f"{BODY}.fr.md.j2:1:29 PB702"
                    f" 'catalogue.barriers' is read here and not in '{BODY}.md.j2'"
                )
            ],
        ),
        (
            "{{ programme.plan.name }}",
            "{{ plan.name }}",
            [
                f"{BODY}.fr.md.j2:1:4 PB702 'plan.name' is read here and not in '{BODY}.md.j2'",
                (
                    f"{BODY}.md.j2:1:4 PB702 'programme.plan.name' is read here and not in"
                    f" '{BODY}.fr.md.j2'"
                ),
            ],
        ),
    ],
)
def test_two_versions_of_a_document_read_the_same_answers(
    english: str, french: str, expected: list[str], tmp_path: Path
) -> None:
    assert said(tmp_path, {f"{BODY}.md.j2": english, f"{BODY}.fr.md.j2": french}) == expected


def test_a_translation_stands_beside_its_source(tmp_path: Path) -> None:
    files = {
        "steps/01-plan/guide.fr.md": "Un guide.",
        "templates/other/body.fr.md.j2": "Rien.",
        STEP: WHOLE_STEP,
    }
    found = said(tmp_path, files)
    assert [line for line in found if "PB703" in line] == [
        f"{name}:1:1 PB703 There is no '{source}' that this could translate"
        for name, source in (
            ("steps/01-plan/guide.fr.md", "steps/01-plan/guide.md"),
            ("templates/other/body.fr.md.j2", "templates/other/body.md.j2"),
        )
    ]


def test_a_language_that_is_not_listed_is_told_once(tmp_path: Path) -> None:
    files = {STEP: WHOLE_STEP, "steps/01-plan/step.fr.yaml": "title: Le plan\n"}
    assert said(tmp_path, files, languages="en") == [
        (
            "playbook/playbook.yaml:4:12 PB705 The language 'fr' is not listed,"
            " and 'steps/01-plan/step.fr.yaml' is written in it"
        )
    ]


def test_files_that_people_read_words_in_are_told_from_others() -> None:
    files = [
        "playbook/playbook.fr-CH.yaml",
        "steps/01-plan/guide.md",
        "steps/01-plan/notes.fr.md",
        "templates/_parts/head.fr.md.j2",
        "templates/note/body.md.j2",
        "templates/note/body.fr.md.j2",
        "playbook/catalogues/roles.yaml",
    ]
    assert named(files) == (
        Named("playbook/catalogues/roles.yaml", "playbook/catalogues/roles.yaml", ""),
        Named("playbook/playbook.fr-CH.yaml", "playbook/playbook.yaml", "fr-CH"),
        Named("steps/01-plan/guide.md", "steps/01-plan/guide.md", ""),
        Named("templates/note/body.fr.md.j2", "templates/note/body.md.j2", "fr"),
        Named("templates/note/body.md.j2", "templates/note/body.md.j2", ""),
    )
