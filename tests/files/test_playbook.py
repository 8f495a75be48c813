"""Loading a playbook: every fault of every file in one pass, and a cache that changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from collab_playbook.files.playbook import Loaded, load_playbook, shipped_root
from collab_playbook.model.question import Computed
from files.folders import FILES, FIRST, INDICATORS, PLAYBOOK, SECOND, lay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def faults(root: Path, changes: Mapping[str, str | bytes | None]) -> list[str]:
    loaded = load_playbook(lay(root, changes))
    assert (loaded.playbook is None) == bool(loaded.problems)
    return [str(problem) for problem in loaded.problems]


def what(loaded: Loaded) -> tuple[Any, ...]:
    """Everything that a loaded playbook says."""
    places = [
        loaded.places.of("steps", "first", "questions", "items", "fields", "target"),
        loaded.places.of("org", "org", "questions", "company", "ask"),
        loaded.places.offset_place(("steps", "first", "done_when", "said", "that"), 4, 9),
    ]
    texts = (dict(loaded.templates), dict(loaded.guides))
    return (repr(loaded.playbook), loaded.playbook, loaded.problems, places, texts, loaded.example)


def test_a_playbook_is_read_with_all_its_parts(tmp_path: Path) -> None:
    loaded = load_playbook(lay(tmp_path))
    assert loaded.problems == ()
    playbook = loaded.playbook
    assert playbook is not None
    assert [step.id for step in playbook.steps] == ["first", "second"]
    assert playbook.steps[0].questions[2].default == Computed.model_validate({"from": "today"})
    assert [r.__pydantic_extra__ for r in playbook.catalogues[0].records] == [
        {"unit": "percent"},
        {"unit": "people"},
    ]
    assert playbook.glossary[0].means == "Who looks after a community."
    assert playbook.documents[0].step == "first"
    assert dict(loaded.templates) == {
        "_parts/document.md.j2": "part\n",
        "brief/body.md.j2": "# {{ first.vision }}\n",
    }
    assert dict(loaded.guides) == {"first": "# First\n"}
    assert loaded.example is None
    assert str(
        loaded.places.of("steps", "first", "questions", "cadence", "choices", "monthly")
    ) == ("steps/01-first/step.yaml:18:9")
    assert str(loaded.places.of("org", "org", "questions", "headcount", "ask")) == (
        "playbook/playbook.yaml:16:41"
    )
    assert str(loaded.places.of("phases", "build", "gate", "criteria", "vision_said", "that")) == (
        "playbook/playbook.yaml:13:60"
    )
    assert str(loaded.places.of("catalogues", "indicators", "records", "active_members")) == (
        "playbook/catalogues/indicators.yaml:5:5"
    )


def test_every_fault_of_every_file_comes_in_one_pass(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        {
            "playbook/playbook.yaml": PLAYBOOK.replace("title: A sample", "titel: A sample"),
            "steps/01-first/step.yaml": FIRST.replace("type: date", "type: dates").replace(
                "work_days: 5", "work_days: soon"
            ),
            "steps/02-second/step.yaml": SECOND + "questions: []\nextra: 1\n",
            "templates/brief/document.yaml": "id: brief\ntitle: [unclosed\n",
        },
    ) == [
        (
            "playbook/playbook.yaml:3:1: PB003 Unknown key 'titel' in 'sample' [unknown-key] "
            "Did you mean 'title'?"
        ),
        (
            "steps/01-first/step.yaml:7:23: PB005 'soon' does not fit 'work_days': write "
            "a whole number, "
            "digits only [wrong-type]"
        ),
        (
            "steps/01-first/step.yaml:20:11: PB006 'dates' is not allowed for 'type' "
            "[not-allowed-value] "
            "Did you mean 'date'?"
        ),
        (
            "steps/02-second/step.yaml:14:1: PB002 The key 'questions' stands twice; "
            "first in line 10 "
            "[duplicate-key] Keep one of them."
        ),
        (
            "steps/02-second/step.yaml:15:1: PB003 Unknown key 'extra' in 'second' [unknown-key] "
            "Known keys: id, number, title, phase, scopes, purpose, needs, better_after, "
            "when, required, "
            "roles, duration, questions, done_when, sign_off, repeat, reopens, pitfalls."
        ),
        (
            "templates/brief/document.yaml:2:8: PB001 This list is not closed [yaml-syntax] "
            "Add the missing ] or comma."
        ),
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"playbook/playbook.yaml": None},
            [
                ("playbook/playbook.yaml:1:1: PB012 The file 'playbook/playbook.yaml' is missing "
                "[missing-file] A playbook is a folder that holds "
                "playbook/playbook.yaml, steps/ and "
                "templates/.")
            ],
        ),
        (
            {"steps/02-second/step.yaml": None, "steps/02-second/guide.md": "x"},
            [
                ("steps/02-second/step.yaml:1:1: PB012 The folder 'steps/02-second' has "
                 "no step.yaml "
                "[missing-file] Add the file, or remove the folder.")
            ],
        ),
        (
            {"templates/brief/document.yaml": None},
            [
                ("templates/brief/document.yaml:1:1: PB012 The folder 'templates/brief' has no "
                "document.yaml [missing-file] Add the file, or remove the folder.")
            ],
        ),
        (
            {"steps/02-second/step.yaml": ""},
            [("steps/02-second/step.yaml:1:1: PB005 The file is empty [wrong-type] "
                "Fill it, or remove it.")],
        ),
        (
            {"steps/02-second/step.yaml": SECOND.replace("number: 2", "number: 3")},
            [
                ("steps/02-second/step.yaml:1:5: PB109 The folder 'steps/02-second' is "
                 "not named after "
                "the id inside [folder-name] Rename it to 'steps/03-second', or mend the id.")
            ],
        ),
        (
            {"playbook/catalogues/other.yaml": INDICATORS},
            [
                ("playbook/catalogues/other.yaml:1:5: PB101 The id 'indicators' is taken by "
                "playbook/catalogues/indicators.yaml [duplicate-id] Give one of them another id."),
                ("playbook/catalogues/other.yaml:1:5: PB109 "
                 "'playbook/catalogues/other.yaml' is not "
                "named after the id inside [folder-name] Rename it to "
                "'playbook/catalogues/indicators.yaml', or mend the id."),
            ],
        ),
        (
            {"steps/01-first/step.yaml": FIRST.replace("id: cadence", "id: vision")},
            [
                ("steps/01-first/step.yaml:13:9: PB101 The id 'vision' stands twice in this list; "
                "first in line 9 [duplicate-id] Give one of them another id.")
            ],
        ),
        (
            {"steps/01-first/step.yaml": FIRST.replace("id: monthly", "id: weekly")},
            [
                ("steps/01-first/step.yaml:18:14: PB101 The id 'weekly' stands twice in this list; "
                "first in line 17 [duplicate-id] Give one of them another id.")
            ],
        ),
        (
            {"playbook/playbook.yaml": PLAYBOOK + "documents: []\n"},
            [
                ("playbook/playbook.yaml:17:1: PB003 Unknown key 'documents' in 'sample' "
                "[unknown-key] Known keys: id, version, title, languages, phases, gates, org, "
                "schedule, load, report.")
            ],
        ),
        (
            {"steps/01-first/step.yaml": FIRST.encode() + b"\xff"},
            [
                ("steps/01-first/step.yaml:36:1: PB007 The file is not UTF-8: the byte "
                 "0xFF is not text "
                "[encoding] Save the file as UTF-8.")
            ],
        ),
        (
            {"steps/01-first/step.yaml": FIRST.replace("- {id: title", "- &t {id: title")},
            [
                ("steps/01-first/step.yaml:31:9: PB008 The anchor &t is not allowed [yaml-feature] "
                "Write the value out where it is needed.")
            ],
        ),
        (
            {"playbook/playbook.yaml": PLAYBOOK.replace("phases:", "phase:")},
            [("playbook/playbook.yaml:5:1: PB003 Unknown key 'phase' in 'sample' [unknown-key] "
             "Did you mean 'phases'?")],
        ),
        (
            {"steps/01-first/step.yaml": FIRST.replace("type: long_text\n", "type: record\n")},
            [
                ("steps/01-first/step.yaml:9:5: PB006 `fields` belongs to the types "
                 "record and records, "
                "and to no other [not-allowed-value]")
            ],
        ),
    ],
    ids=lambda value: "" if isinstance(value, list) else next(iter(value)),
)  # fmt: skip
def test_a_fault_is_told_at_its_place(
    tmp_path: Path, changes: dict[str, str], told: list[str]
) -> None:
    assert faults(tmp_path, changes) == told


def test_a_step_id_in_two_folders_names_the_first(tmp_path: Path) -> None:
    told = faults(tmp_path, {"steps/03-first/step.yaml": FIRST})
    assert told[0] == (
        "steps/03-first/step.yaml:1:5: PB101 The id 'first' is taken by steps/01-first/step.yaml "
        "[duplicate-id] Give one of them another id."
    )


def test_what_can_be_read_is_there_in_spite_of_problems(tmp_path: Path) -> None:
    broken = FIRST.replace("type: date", "type: dates")
    loaded = load_playbook(lay(tmp_path, {"steps/01-first/step.yaml": broken}))
    assert loaded.playbook is None
    assert loaded.readable is not None
    assert [step.id for step in loaded.readable.steps] == ["second"]
    assert loaded.holes == {("steps", "first")}


def test_links_out_of_the_folder_are_refused_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/guide.md").write_text("secret")
    root = lay(tmp_path / "playbook")
    (root / "steps/02-second/guide.md").symlink_to(tmp_path / "secret/guide.md")
    (root / "steps/03-third").symlink_to(tmp_path / "secret")
    (root / "templates/passwd.md.j2").symlink_to("/etc/passwd")
    (root / "templates/loop").symlink_to(root)
    loaded = load_playbook(root)
    assert [str(p) for p in loaded.problems] == [
        f"{name}:1:1: PB011 This link leads out of the folder [outside-folder] "
        "Put the file itself here."
        for name in ("steps/02-second/guide.md", "steps/03-third", "templates/passwd.md.j2")
    ]
    assert dict(loaded.guides) == {"first": "# First\n"}
    assert "secret" not in repr(list(loaded.templates.values()))


def test_a_pipe_among_the_files_is_passed_over(tmp_path: Path) -> None:
    root = lay(tmp_path)
    os.mkfifo(root / "steps/02-second/guide.md")
    assert load_playbook(root).problems == ()


def test_templates_and_guides_that_are_no_text_are_told(tmp_path: Path) -> None:
    changes = {"steps/01-first/guide.md": b"caf\xe9\n", "templates/brief/body.md.j2": b"\n\n x\xff"}
    loaded = load_playbook(lay(tmp_path, changes))
    assert loaded.problems == ()
    assert [str(p) for p in loaded.text_problems()] == [
        (
            "steps/01-first/guide.md:1:4: PB007 The file is not UTF-8: the byte 0xE9 is "
            "not text [encoding] "
            "Save the file as UTF-8."
        ),
        (
            "templates/brief/body.md.j2:3:3: PB007 The file is not UTF-8: the byte 0xFF "
            "is not text "
            "[encoding] Save the file as UTF-8."
        ),
    ]


def test_a_translation_replaces_texts_and_nothing_else(tmp_path: Path) -> None:
    french = """\
id: first
title: La première étape
questions:
  - id: cadence
    choices:
      - {id: monthly, text: Tous les mois}
  - {id: items, fields: [{id: target, label: Cible}]}
"""
    changes = {
        "steps/01-first/step.fr.yaml": french,
        "steps/01-first/guide.fr.md": "# Première\n",
        "playbook/catalogues/indicators.fr.yaml": "records:\n  - {id: reply_rate, title: Taux}\n",
    }
    root = lay(tmp_path, changes)
    english, loaded = load_playbook(root), load_playbook(root, "fr")
    assert loaded.problems == ()
    assert loaded.playbook is not None
    assert english.playbook is not None
    step = loaded.playbook.steps[0]
    assert step.title == "La première étape"
    assert [c.text for c in step.questions[1].choices] == ["Every week", "Tous les mois"]
    assert [f.label for f in step.questions[4].fields] == ["Title", "Cible", "Owner"]
    assert loaded.playbook.catalogues[0].records[0].title == "Taux"
    assert loaded.guides["first"] == "# Première\n"
    assert str(loaded.places.of("steps", "first", "title")) == "steps/01-first/step.fr.yaml:2:8"
    assert loaded.playbook.digest == english.playbook.digest


def test_a_translation_of_what_does_not_exist_is_told(tmp_path: Path) -> None:
    french = "titel: x\nquestions:\n  - {id: visoin, ask: x}\n  - {id: vision, type: text}\n"
    loaded = load_playbook(lay(tmp_path, {"steps/01-first/step.fr.yaml": french}), "fr")
    assert [str(p) for p in loaded.problems] == [
        (
            "steps/01-first/step.fr.yaml:1:1: PB003 'titel' is not a text to translate "
            "[unknown-key] "
            "Did you mean 'title'?"
        ),
        (
            "steps/01-first/step.fr.yaml:3:5: PB003 'visoin' does not exist in the source language "
            "[unknown-key] Did you mean 'vision'?"
        ),
        (
            "steps/01-first/step.fr.yaml:4:18: PB003 'type' is not a text to translate "
            "[unknown-key] "
            "A translation holds ids and texts only."
        ),
    ]


# -- the digest


def digest(root: Path, changes: Mapping[str, str | None] | None = None) -> str:
    playbook = load_playbook(lay(root, changes)).playbook
    assert playbook is not None
    return playbook.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"steps/01-first/step.yaml": FIRST.replace("What will be different?", "What changes?")},
        {"steps/01-first/step.yaml": "# a remark\n" + FIRST.replace("\n", "\r\n")},
        {"steps/01-first/step.yaml": FIRST.replace("text: Every week", "text: Weekly")},
        {"playbook/playbook.yaml": PLAYBOOK.replace("1.0.0", "1.0.1")},
        {"playbook/glossary.yaml": None},
        {
            "templates/brief/document.yaml": FILES["templates/brief/document.yaml"]
            + "formats: [md]\n"
        },
    ],
    ids=["question", "layout", "choice", "version", "glossary", "a default written out"],
)
def test_wording_does_not_change_the_digest(tmp_path: Path, changes: dict[str, str | None]) -> None:
    assert digest(tmp_path / "a", changes) == digest(tmp_path / "b")


@pytest.mark.parametrize(
    "changes",
    [
        {"steps/01-first/step.yaml": FIRST.replace("that: has(first.vision)", "that: true")},
        {"steps/01-first/step.yaml": FIRST.replace("required: true", "required: false")},
        {"steps/01-first/step.yaml": FIRST.replace("id: weekly", "id: often")},
        {"steps/01-first/step.yaml": FIRST.replace("{from: today}", "2026-01-05")},
        {"steps/02-second/step.yaml": SECOND.replace("needs: [first]", "needs: []")},
        {"playbook/catalogues/indicators.yaml": INDICATORS.replace("active_members", "members")},
        {"playbook/playbook.yaml": PLAYBOOK.replace("id: headcount", "id: people")},
    ],
    ids=["criterion", "required", "choice", "default", "needs", "catalogue", "org"],
)
def test_meaning_changes_the_digest(tmp_path: Path, changes: dict[str, str | None]) -> None:
    assert digest(tmp_path / "a", changes) != digest(tmp_path / "b")


def test_the_digest_is_the_same_on_every_machine(tmp_path: Path) -> None:
    assert digest(tmp_path) == "e1114a1e3a35e6e9b596f447"


# -- the cache


def test_a_cache_changes_nothing(tmp_path: Path) -> None:
    root, cache = lay(tmp_path / "playbook"), tmp_path / "cache"
    cold = what(load_playbook(root))
    assert what(load_playbook(root, use_cache=cache)) == cold
    assert len(list(cache.iterdir())) == 1
    assert what(load_playbook(root, use_cache=cache)) == cold


def test_a_cached_playbook_needs_no_yaml_reader(tmp_path: Path) -> None:
    root, cache = lay(tmp_path / "playbook"), tmp_path / "cache"
    load_playbook(root, use_cache=cache)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from collab_playbook.files.playbook import load_playbook\n"
        "loaded = load_playbook(Path(sys.argv[1]), use_cache=Path(sys.argv[2]))\n"
        "print(len(loaded.playbook.steps), 'yaml' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(root), str(cache)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "2 False\n"


def test_every_change_is_seen_even_of_the_same_size_and_time(tmp_path: Path) -> None:
    root, cache = lay(tmp_path / "playbook"), tmp_path / "cache"
    path = root / "steps/01-first/step.yaml"
    load_playbook(root, use_cache=cache)
    before = path.stat()
    path.write_text(path.read_text().replace("To begin.", "To start."))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    playbook = load_playbook(root, use_cache=cache).playbook
    assert playbook is not None
    assert playbook.steps[0].purpose == "To start."


def test_languages_are_kept_apart(tmp_path: Path) -> None:
    root = lay(tmp_path / "playbook", {"steps/01-first/step.fr.yaml": "title: Première\n"})
    cache = tmp_path / "cache"
    titles = []
    for language in ("en", "fr", "en", "fr"):
        playbook = load_playbook(root, language, use_cache=cache).playbook
        assert playbook is not None
        titles.append(playbook.steps[0].title)
    assert titles == ["The first step", "Première"] * 2


def test_problems_are_never_kept(tmp_path: Path) -> None:
    root = lay(tmp_path / "playbook", {"steps/01-first/step.yaml": "id: first\n"})
    cold = load_playbook(root).problems
    assert load_playbook(root, use_cache=tmp_path / "cache").problems == cold
    assert load_playbook(root, use_cache=tmp_path / "cache").problems == cold
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("damage", ["empty", "half", "flipped", "other", "locked", "file"])
def test_a_damaged_cache_is_no_cache(tmp_path: Path, damage: str) -> None:
    root, cache = lay(tmp_path / "playbook"), tmp_path / "cache"
    cold = what(load_playbook(root, use_cache=cache))
    kept = next(cache.iterdir())
    data = kept.read_bytes()
    match damage:
        case "empty":
            kept.write_bytes(b"")
        case "half":
            kept.write_bytes(data[: len(data) // 2])
        case "flipped":
            kept.write_bytes(data.replace(b"The first step", b"The worst step"))
        case "other":
            body = json.dumps({"id": "sample", "steps": "x"}).encode()
            kept.write_bytes(sha256(body).hexdigest().encode() + body)
        case "locked":
            kept.unlink()
            kept.mkdir()
        case "file":
            kept.unlink()
            cache.rmdir()
            cache.write_text("in the way")
    assert what(load_playbook(root, use_cache=cache)) == cold


def test_a_cache_does_not_grow_for_ever(tmp_path: Path) -> None:
    root, cache = lay(tmp_path / "playbook"), tmp_path / "cache"
    for number in range(60):
        lay(root, {"playbook/playbook.yaml": PLAYBOOK.replace("1.0.0", f"1.0.{number}")})
        load_playbook(root, use_cache=cache)
    assert len(list(cache.iterdir())) <= 48


# -- the playbook that comes with the program


def test_the_shipped_playbook_has_a_root() -> None:
    assert (shipped_root() / "playbook/playbook.yaml").is_file()


def test_the_shipped_playbook_reads_the_same_from_the_cache(tmp_path: Path) -> None:
    cold = load_playbook(shipped_root(), use_cache=tmp_path)
    warm = load_playbook(shipped_root(), use_cache=tmp_path)
    assert (repr(warm.playbook), warm.playbook) == (repr(cold.playbook), cold.playbook)
