"""The guides: whole, sourced, linked; and the French titles of the steps, which are given."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from collab_playbook.files.playbook import Loaded, load_playbook, shipped_root
from collab_playbook.model.marks import LINK
from content.texts import LANGUAGES, ROOT, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.playbook import Playbook

TITLES = (
    "Obtenir le soutien des leaders",
    "Constituer son comité de pilotage",
    "Définir les objectifs",
    "Définir les indicateurs de performance",
    "Exemples d’indicateurs pour mesurer la performance",
    "Choisir une thématique qui a du sens",
    "Quels premiers membres inviter\u202f?",
    "Construire avec les premiers membres",
    "Quelques règles pour être efficace",
    "À propos de gouvernance",
    "Gamification et RH",
    "Gamification, reconnaissance et marketing communautaire",
    "Communiquer en interne autour du projet",
    "Communiquer sur le lancement du projet externe",
    "Partager des informations utiles pour plus d’engagement",
    "Process à respecter et guide de bonnes pratiques",
    "Animation au quotidien",
    "À propos de la modération",
    "Soutenir les leaders",
    "Le comité de pilotage en pratique",
    "Supprimer les freins",
    "Ouvrir des communautés externes pour une entreprise étendue",
    "Intégrer de nouvelles parties prenantes dans le projet",
    "Insérer la participation dans le parcours utilisateur",
    "En synthèse\u00a0: travailler autrement",
)
"""The titles of the article that the process comes from, its misprint in the eighth mended."""
HEADINGS = {
    "en": (
        *("Why this step", "How to do it this week", "An example", "Good and bad"),
        *("What goes wrong", "When it is stuck", "If you are 50, 800 or 20,000"),
    ),
    "fr": (
        *("Pourquoi cette étape", "Comment s’y prendre cette semaine", "Un exemple"),
        *("Ce qui est bien, ce qui ne l’est pas", "Ce qui tourne mal", "Quand cela bloque"),
        "Si vous êtes 50, 800 ou 20\u202f000",
    ),
}
WORDS = {"en": (500, 900), "fr": (500, 1050)}
"""Fewest and most words of a guide; French takes a tenth more for the same."""
SOURCED_CHART = re.compile(r"<!-- chart: .*?-->\n\n(?:\|.*\n)+\n.*\[@.*")
"""A chart has no room for a source in it; the line below has."""
FIGURE = re.compile(
    r"\d[\s\u00a0]?%|\bper cent\b|\bone in (?:two|three|four|five|ten|twenty)\b"
    r"|\bun sur (?:deux|trois|quatre|cinq|dix|vingt)\b"
    r"|\b(?:twice|three times|four times|deux fois|trois fois|quatre fois) (?:as|plus)\b",
    re.IGNORECASE,
)
"""What somebody measured or claims: a share, or how many times more."""
SAMPLE = frozenset({"An example", "Un exemple", "Good and bad", HEADINGS["fr"][3]})
"""Sections that tell of the sample company, whose figures are its own."""
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
STEPS = sorted(path.name for path in (ROOT / "steps").iterdir() if path.is_dir())
EACH = list(product(LANGUAGES, STEPS))


@cache
def loaded(language: str) -> Loaded:
    return load_playbook(shipped_root(), language)


@cache
def playbook(language: str) -> Playbook:
    found = loaded(language).playbook
    assert found is not None
    return found


def guide(language: str, step: str) -> str:
    return loaded(language).guides[step.partition("-")[2]]


def sections(text: str) -> Iterator[tuple[str, str]]:
    for section in text.split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        yield heading, body


def blocks(text: str) -> Iterator[str]:
    """Paragraphs, items of lists and rows of tables."""
    yield from re.split(r"\n\s*\n|\n(?=[-|]|\d+\. )", text)


def test_the_french_titles_are_those_of_the_article() -> None:
    steps = sorted(playbook("fr").steps, key=lambda step: step.number)

    assert tuple(step.title for step in steps) == TITLES


@pytest.mark.parametrize(("language", "step"), EACH)
def test_a_guide_has_every_section_and_a_readable_length(language: str, step: str) -> None:
    text = guide(language, step)
    title = playbook(language).step_by_id[step.partition("-")[2]].title
    words = len(re.findall(r"\w+(?:['’]\w+)*", prose(text)))

    assert text.startswith(f"# {title}\n")
    assert tuple(heading for heading, _ in sections(text)) == HEADINGS[language]
    fewest, most = WORDS[language]
    assert fewest <= words <= most


@pytest.mark.parametrize(("language", "step"), EACH)
def test_a_guide_points_to_other_steps_and_to_the_glossary(language: str, step: str) -> None:
    found = [(link[2], link[3]) for link in LINK.finditer(guide(language, step))]

    assert any(kind == "step" and target != step.partition("-")[2] for kind, target in found)
    assert any(kind == "term" for kind, _ in found)


@pytest.mark.parametrize("step", STEPS)
def test_both_guides_of_a_step_rest_on_the_same_sources_and_links(step: str) -> None:
    def marks(language: str) -> set[str]:
        return set(re.findall(r"@[a-z0-9_]+|step:[a-z_]+|term:[a-z_]+", guide(language, step)))

    assert marks("en") == marks("fr")


@pytest.mark.parametrize(("language", "step"), EACH)
def test_every_figure_of_a_guide_has_its_source(language: str, step: str) -> None:
    bare = [
        block
        for heading, body in sections(guide(language, step))
        for block in blocks(body)
        if heading not in SAMPLE and FIGURE.search(block) and "[@" not in block
    ]

    assert bare == []


@pytest.mark.parametrize("name", sorted(loaded("en").templates))
def test_every_figure_that_a_document_states_has_its_source(name: str) -> None:
    text = re.sub(r"\{#.*?#\}", "", loaded("en").templates[name], flags=re.DOTALL)
    text = SOURCED_CHART.sub("", text)
    bare = [
        block for block in blocks(text) if FIGURE.search(JINJA.sub("", block)) and "[@" not in block
    ]

    assert bare == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_help_or_pitfall_has_its_source(language: str) -> None:
    short = {each.title for each in playbook(language).catalogue_by_id["sources"].records}
    bare = [
        f"{step.id}: {text}"
        for step in playbook(language).steps
        for text in (
            *step.pitfalls,
            *(q.help for q in step.questions),
            *(q.why for q in step.questions),
        )
        if FIGURE.search(text) and not any(title in text for title in short)
    ]

    assert bare == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_benchmark_names_its_source(language: str) -> None:
    records = playbook(language).catalogue_by_id["indicators"].records

    assert [r.id for r in records if not (r.model_extra or {}).get("source")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_helps_to_think(language: str) -> None:
    lacking = [
        f"{s.id}.{q.id}" for s in playbook(language).steps for q in s.questions if not q.help
    ]

    assert lacking == []


def test_a_step_asks_six_to_eleven_questions() -> None:
    """When it is walked first: what comes back later and what depends on an answer is apart."""
    counts = {
        step.id: sum(
            not question.when and question.id not in (step.repeat.questions if step.repeat else ())
            for question in step.questions
        )
        + sum(
            question.id in (step.repeat.questions if step.repeat else ()) and question.required
            for question in step.questions
        )
        for step in playbook("en").steps
    }

    assert {name: count for name, count in counts.items() if not 6 <= count <= 11} == {}
