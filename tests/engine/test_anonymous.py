from __future__ import annotations

import pytest

from build import Journal, process, question, step
from collab_playbook.engine.anonymous import Namings, Neutral, namings_of
from collab_playbook.model.event import Draft
from collab_playbook.model.workspace import Person

ORG = [question("company"), question("sector"), question("platform", label="Platform")]
OWNER = question("owner", type="person", ask="Who owns the rules?")
PEOPLE = (Person(name="Élodie Roux-Martin", email="elodie@acme.example", roles=("sponsor",)),)
ROLES = {"id": "roles", "title": "Roles", "records": [{"id": "sponsor", "title": "Sponsor"}]}


def _neutral() -> Neutral:
    journal = Journal(process(step("a", questions=[OWNER]), org=ORG, catalogues=[ROLES]))
    answers = {
        ("org", "company"): "Acmé Rules",
        ("org", "sector"): "Pumps for Acmé",
        ("org", "platform"): "Agora",
        ("a", "owner"): {"name": "Kevin Brossard"},
    }
    for (name, asked), value in answers.items():
        data = {"question": asked, "value": value}
        journal.append([Draft("answered", "programme", name, 1, data)])
    return Neutral(namings_of(journal.view, PEOPLE))


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        ("Élodie Roux-Martin said so", "A sponsor said so"),
        ("we asked ELODIE and roux-martin", "we asked a sponsor and a sponsor"),
        ("The rules of Acme Rules hold", "The rules of the company hold"),
        ("Acmé's rules", "The company's rules"),
        ("Kevin's night shift on AGORA", "A colleague's night shift on the platform"),
        (
            "write to k.b@acme.example, or acme.example",
            "write to an address, or the company's site",
        ),
        ("see https://x.example/a?b=1.", "see a link."),
        ("call +33 6 12 34 56 78", "call a number"),
        ("in 2026, 12 500 people", "in 2026, 12 500 people"),
        ("we met in Grenoble on Monday", "we met in [name] on Monday"),
        ("so Jean-Luc Petit came", "so [name] came"),
        ("because the Rules hold", "because the Rules hold"),
    ],
)
def test_names_become_neutral_words(text: str, neutral: str) -> None:
    assert _neutral()(text) == neutral


def test_what_was_replaced_and_what_cannot_be_told_is_remembered() -> None:
    neutral = _neutral()
    neutral("Yesterday Kevin met Kevin at the CSE. Agora was down")
    assert neutral.replaced == {"Kevin": ("a colleague", 2), "Agora": ("the platform", 1)}
    assert list(neutral.doubtful) == ["Yesterday", "CSE"]


def test_a_longer_name_goes_before_a_shorter_one() -> None:
    namings = Namings({"Brévent": "a mountain", "Ateliers Brévent": "the company"}, frozenset())
    assert Neutral(namings)("with Ateliers Brevent at Brevent") == "with the company at a mountain"
