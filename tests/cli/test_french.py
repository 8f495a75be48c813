"""The command line in French: help, errors, the board, reasons, documents of another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

NO_BREAK = "\u00a0"


@pytest.fixture
def french(cli: Cli, tmp_path: Path) -> Path:
    folder = tmp_path / "atelier"
    said = cli("--language", "fr", "init", str(folder), "--set", "company=Atelier")
    assert said.code == 0
    return folder


def test_help_is_in_the_language_of_the_line_and_english_again_after_it(cli: Cli) -> None:
    told = cli("--language", "fr", "build", "--help").out
    listed = cli("--language", "fr", "--help").out

    assert "Écrire les documents" in told
    assert "Afficher cette aide et quitter." in told
    assert "Montrer le journal." in listed
    assert "Write the documents" in cli("build", "--help").out


def test_a_mistake_is_told_in_french_with_its_remedy(cli: Cli, french: Path) -> None:
    said = cli("answer", "objectives.horizn=x", cwd=french)

    assert said.code == 3
    assert said.err.startswith(f"Erreur{NO_BREAK}: rien n’a été enregistré")
    assert "ne pose pas de question" in said.err
    assert "Corrigez-les" in said.err


def test_the_board_and_its_reasons_are_in_french(cli: Cli, french: Path) -> None:
    board = cli("status", cwd=french).out
    reasons = cli("why", "committee", cwd=french).out

    assert "étapes terminées sur" in board
    assert "bloquée" in board
    assert "elle attend 1 étape" in reasons
    assert "Obtenir le soutien des leaders" in reasons


def test_machines_read_english_from_a_french_workspace(cli: Cli, french: Path) -> None:
    steps = cli("status", "--format", "json", cwd=french).data["steps"]

    committee = next(step for step in steps if step["id"] == "committee")
    assert committee["state"] == "blocked"
    assert committee["title"] == "Constituer son comité de pilotage"


def test_a_document_can_be_built_in_another_language(cli: Cli, sample: Path) -> None:
    assert cli("--language", "fr", "build", "leadership_brief", cwd=sample).code == 0

    folder = sample / "documents/01-leadership"
    text = (folder / "leadership_brief.fr.md").read_text("utf-8")
    assert text.startswith("# Note de cadrage") or "| Organisation | Destinataires |" in text
    assert "For | Version" not in text


def test_the_sample_company_is_there_in_french(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "brevent"

    assert cli("--language", "fr", "init", "--example", str(folder)).code == 0

    answers = (folder / "answers/01-leadership.yaml").read_text("utf-8")
    assert "Directrice générale" in answers
    assert "languages:" in (folder / "workspace.yaml").read_text("utf-8")
    assert cli("build", "--check", cwd=folder).code == 1
    assert cli("build", cwd=folder).code == 0
