"""Which answers made a passage say what it says, told by saying each of them otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collab_playbook.documents.account import Account, found_in
from collab_playbook.documents.context import Subject
from collab_playbook.documents.fault import UNTOLD, RenderFault, Sheet, TemplateLine
from collab_playbook.documents.influence import Influence, Move, influences_of, moves_of
from collab_playbook.documents.parts import Parts
from collab_playbook.documents.passages import passages_of
from collab_playbook.documents.render import Writer
from collab_playbook.documents.varying import closer_variants, variants_of
from documents.world import ANSWERS, PEOPLE, answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.documents.varying import Variant

BODY = "charter/body.md.j2"
SUBJECT = Subject("charter", "plan")


def influences(body: str, line: int = 1) -> list[tuple[str, tuple[int, ...], bool]]:
    """What the passage in a line of a document owes to which part."""
    parts = Parts(answered().view, PEOPLE)
    writer = Writer({BODY: body}, parts, "en")
    sheet = writer.write(SUBJECT, BODY, restricted=False)
    assert isinstance(sheet, Sheet), sheet
    passages = passages_of(sheet.text)
    passage = next(each for each in passages if each.line == line)

    def moves(variants: Sequence[Variant]) -> list[Move]:
        made = [
            writer.write(SUBJECT, BODY, restricted=False, changes=each.changes) for each in variants
        ]
        return list(moves_of(passage, passages, variants, made))

    found = moves(variants_of(sheet.read, parts))
    closer = closer_variants((each.variant.part for each in found), sheet.read, parts)
    told = influences_of([*found, *moves(closer)])
    return [(each.part, each.entries, each.worded) for each in told]


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in {"secret", "proof"}])
def test_an_answer_of_any_type_words_what_prints_it(name: str) -> None:
    body = f"{{{{ plan.{name} }}}}"
    if name in {"items", "mandate"}:
        body = "{% for each in [plan.mandate] %}{{ each.text }}{% endfor %}"
        body = body if name == "mandate" else "{% for i in plan.items %}{{ i.text }} {% endfor %}"

    part, entries, worded = influences(body)[0]

    assert (part, worded) == (f"plan.{name}", True)
    assert entries == {"items": (1, 2, 3), "rhythms": (1, 2)}.get(name, ())


def test_the_entry_of_a_list_that_a_row_shows_is_named() -> None:
    body = (
        "{% for i in plan.items %}\n| {{ i.text | cell }} | {{ i.target | cell }} |\n{% endfor %}"
    )

    assert influences(body, 2) == [("plan.items", (2,), True)]


def test_an_answer_counts_through_filters_and_numbers_of_items_do_not() -> None:
    body = (
        "{{ plan.items | length }} goals, {{ plan.name | upper }}\n\n"
        "1. {{ plan.name }}\n2. {{ plan.email }}\n"
    )

    assert [each[0] for each in influences(body)] == ["plan.items", "plan.name"]
    assert influences("{% if plan.name %}\n1. a\n{% endif %}\n2. {{ plan.email }}", 2) == [
        ("plan.email", (), True)
    ]


def test_what_a_passage_only_depends_on_is_told_apart_from_what_words_it() -> None:
    body = "Always\n{% if plan.agreed %}\n\nFixed, for {{ plan.name }}\n{% endif %}\n"

    assert influences(body) == []
    assert influences(body, 3) == [("plan.name", (), True), ("plan.agreed", (), False)]


def test_the_same_words_twice_are_told_apart_by_their_turn() -> None:
    body = "{% if plan.agreed %}\n- same\n{% endif %}\n- {{ plan.name }}\n- same\n"

    assert influences(body, 3) == []


def test_what_is_no_answer_is_named_too() -> None:
    body = "{{ (catalogue.barriers | first).title }} {{ (people | first).name }}"

    assert influences(body) == [
        ("catalogue(barriers)", (), True),
        ("people()", (), True),
    ]


def test_a_sensitive_answer_shows_as_the_reason_of_its_mask() -> None:
    assert influences("{{ plan.secret }}") == [("plan.secret", (), True)]


def test_a_change_that_breaks_the_template_tells_nothing() -> None:
    passages = passages_of("one\n")
    variants = variants_of((), {})
    fault = RenderFault("templates/x", 1, 1, "broken")

    assert moves_of(passages[0], passages, variants, [fault]) == ()
    assert Influence("plan.name", (), worded=True).is_answer


def test_a_line_that_cannot_be_told_is_not_guessed() -> None:
    lying = passages_of("One\n")

    found = found_in(lying[0], lying, "", Sheet("One\n", (), (), ()))

    assert found.account == Account(lying[0], "template", UNTOLD)


def test_words_are_told_by_whose_they_are() -> None:
    sheet = Sheet(
        "One\n\nThe aim is high\n", (), (), (), tuple(TemplateLine("t", n) for n in (1, 1, 2, 2))
    )
    lying = passages_of("One\n\nThe aim is quite high\n\nOld words\n\nMine alone\n")
    built = "One\n\nThe aim is high\n\nOld words\n"

    found = [found_in(each, lying, built, sheet) for each in lying]

    assert [each.account for each in found] == [
        Account(lying[0], "template", TemplateLine("t", 1)),
        Account(lying[1], "hand", TemplateLine("t", 2), (), "The aim is high"),
        Account(lying[2], "earlier"),
        Account(lying[3], "hand"),
    ]
