"""The headings of sheets that are made from more than an answer, and the words in their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENGLISH: Final[Mapping[str, str]] = {
    "code": "Code",
    "indicator": "Indicator",
    "unit": "Unit",
    "better": "Good is",
    "baseline": "At the start",
    "month": "Month {number}",
    "last": "Last reading",
    "read_on": "Read on",
    "change": "Change",
    "aim": "Aimed at",
    "aim_now": "Aimed at now",
    "reached": "Aim reached",
    "course": "Course",
    "owner": "Owner",
    "period": "Period",
    "until": "Until",
    "value": "Value",
    "source": "Source",
    "note": "Note",
    "family": "Family",
    "followed": "Followed",
    "in_words": "What it means",
    "formula": "How it is counted",
    "data": "Data needed",
    "cadence": "How often",
    "benchmark": "Usual range",
    "step": "Step",
    "phase": "Phase",
    "role": "Role",
    "mission": "Mission",
    "holders": "Held by",
    "before": "Hours a week before launch",
    "after": "Hours a week after launch",
    "remark": "Remark",
    "month_column": "Month",
    "total": "Together",
    "sources": "Sources",
    "what": "What it is",
    "address": "Address",
    "hours_by_role": "Hours a month, by role",
    "hours_by_month": "Hours a month, all roles together",
    "yes": "yes",
    "no": "no",
    "readings_hint": "As in 2026-03, 2026-W12 or 2026-03-31",
    "marks_note": "A: accountable, the last word. R: does the work. C: is asked before. "
    "I: is told after.",
    "load_note": "Hours of all holders together, as agreed, else as usual for the role; a month "
    "counts as many weeks as it has working days.",
    "scorecard_note": "An aim is a hypothesis with a date, in months after the launch, in a circle "
    "after its opening. "
    "\u201cAimed at now\u201d is the last one that is due; until then, the first.",
}
_FRENCH: Final[Mapping[str, str]] = {
    "code": "Code",
    "indicator": "Indicateur",
    "unit": "Unité",
    "better": "Bon sens",
    "baseline": "Au départ",
    "month": "Mois {number}",
    "last": "Dernier relevé",
    "read_on": "Relevé au",
    "change": "Évolution",
    "aim": "Cible",
    "aim_now": "Cible du moment",
    "reached": "Cible atteinte",
    "course": "Parcours",
    "owner": "Responsable",
    "period": "Période",
    "until": "Jusqu’au",
    "value": "Valeur",
    "source": "Source",
    "note": "Remarque",
    "family": "Famille",
    "followed": "Suivi",
    "in_words": "Ce qu’il mesure",
    "formula": "Mode de calcul",
    "data": "Données nécessaires",
    "cadence": "Fréquence",
    "benchmark": "Ordre de grandeur",
    "step": "Étape",
    "phase": "Phase",
    "role": "Rôle",
    "mission": "Mission",
    "holders": "Tenu par",
    "before": "Heures par semaine avant le lancement",
    "after": "Heures par semaine après le lancement",
    "remark": "Remarque",
    "month_column": "Mois",
    "total": "Ensemble",
    "sources": "Sources",
    "what": "Contenu",
    "address": "Adresse",
    "hours_by_role": "Heures par mois et par rôle",
    "hours_by_month": "Heures par mois, tous rôles réunis",
    "yes": "oui",
    "no": "non",
    "readings_hint": "Par exemple 2026-03, 2026-W12 ou 2026-03-31",
    "marks_note": "A\u00a0: répond de l’étape et tranche. R\u00a0: fait le travail. "
    "C\u00a0: consulté avant. I\u00a0: informé après.",
    "load_note": "Heures de tous les titulaires réunis, telles que convenues, sinon telles que le "
    "rôle les demande d’ordinaire\u202f; un mois compte autant de semaines que ses jours ouvrés.",
    "scorecard_note": "Une cible est une hypothèse datée, en mois après le lancement, ou après "
    "l’ouverture d’un cercle. "
    "La «\u00a0cible du moment\u00a0» est la dernière échue\u202f; avant cela, la première.",
}
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"en": _ENGLISH, "fr": _FRENCH}
_MEASURES: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {
        "up": "hausse",
        "down": "baisse",
        "up, then flat": "hausse, puis stabilité",
        "near 1": "proche de 1",
        "low, but not nought": "bas, mais jamais nul",
        "down, never to nought": "baisse, jamais jusqu’à zéro",
        "number": "nombre",
        "people": "personnes",
        "currency": "monnaie",
        "ratio": "rapport",
        "minutes": "minutes",
        "hours": "heures",
        "days": "jours",
        "1 to 5": "1 à 5",
        "%": "%",
        "% return": "% de retour",
        "% change": "% d’évolution",
    }
}
"""What the catalogue of indicators says in English everywhere, because the program reads it."""


def words_in(language: str) -> Mapping[str, str]:
    """The words of a language; English for one that is not known yet."""
    return _WORDS.get(language.partition("-")[0], _ENGLISH)


def measure_in(language: str, told: str) -> str:
    """A unit or a direction of the catalogue in words of a language."""
    return _MEASURES.get(language.partition("-")[0], {}).get(told, told)
