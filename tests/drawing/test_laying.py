"""Rows, order and places: laws that hold for any figure."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from build import playbook, step
from collab_playbook.drawing.definition import figure_of_playbook
from collab_playbook.drawing.layering import MOST_IN_A_ROW, rows_of
from collab_playbook.drawing.letters import width, wrapped
from collab_playbook.drawing.ordering import FARTHEST, ordered
from collab_playbook.drawing.placing import BOX, MARGIN, placed
from collab_playbook.drawing.svg import svg
from collab_playbook.engine.process import Process

if TYPE_CHECKING:
    from collab_playbook.drawing.figure import Figure


def figure(seed: int, size: int) -> Figure:
    """A random process in three phases with gates, needs, hints and ways back."""
    random = Random(seed)
    steps = []
    for number in range(size):
        earlier = [f"s{other}" for other in range(number)]
        needs = random.sample(earlier, min(number, random.randrange(3)))
        hints = random.sample([f"s{other}" for other in range(size)], random.randrange(2))
        back = [{"when": "true", "step": random.choice(earlier), "reason": "No."}] if needs else []
        keys = {"needs": needs, "better_after": [h for h in hints if h != f"s{number}"]}
        phase = f"p{number * 3 // size}"
        steps.append(step(f"s{number}", number + 1, phase=phase, reopens=back, **keys))
    phases = [
        {"id": f"p{at}", "title": f"P{at}", "gate": {"id": f"g{at}", "title": "Gate"}}
        for at in range(3)
    ]
    return figure_of_playbook(Process(playbook(*steps, phases=phases)))


FIGURES = st.builds(figure, st.integers(0, 10_000), st.integers(1, 40))


@given(FIGURES)
def test_needs_lead_downwards_and_no_row_is_too_full(drawn: Figure) -> None:
    rows = rows_of(drawn)
    assert all(rows[e.source] < rows[e.target] for e in drawn.edges if e.kind in {"need", "gate"})
    held = [sum(1 for row in rows.values() if row == at) for at in range(max(rows.values()) + 1)]
    assert max(held) <= MOST_IN_A_ROW
    assert min(held) >= 1


@given(FIGURES)
def test_nothing_overlaps_and_nothing_stands_outside(drawn: Figure) -> None:
    place = placed(drawn)
    kind = {node.id: node.kind for node in drawn.nodes}
    for row in place.ordered.rows:
        for left, right in pairwise(row):
            reach = sum(BOX / 2 for s in (left, right) if not s.strand and kind[s.node] == "step")
            assert place.x[right] - place.x[left] >= reach + 1
    for slot, x in place.x.items():
        half = BOX / 2 if not slot.strand and kind[slot.node] == "step" else 0
        assert x - half >= MARGIN - 0.01
        assert x + half <= place.width - MARGIN + 0.01
    assert all(lower > upper for upper, lower in pairwise(place.top))


@given(FIGURES)
def test_every_edge_is_drawn_downwards_back_or_told(drawn: Figure) -> None:
    order = ordered(drawn)
    arrived = {
        (link.strand.source, link.lower.node) for link in order.links if not link.lower.strand
    }
    told = {(edge.source, edge.target) for edge in (*order.back, *order.far)}
    assert {(edge.source, edge.target) for edge in drawn.edges} == arrived | told


def test_steps_that_need_each_other_in_a_circle_are_drawn_all_the_same() -> None:
    circle = (step("a", 1, needs=["b"]), step("b", 2, needs=["a"]), step("c", 3, needs=["b"]))
    drawn = figure_of_playbook(Process(playbook(*circle)))
    assert set(rows_of(drawn)) == {"a", "b", "c"}
    assert svg(drawn).count('class="step plain"') == 3


def test_a_need_from_very_far_above_is_told_in_words() -> None:
    chain = [step(f"s{n}", n + 1, needs=[f"s{n - 1}"] if n else []) for n in range(FARTHEST + 5)]
    chain.append(step("last", len(chain) + 1, needs=["s0", f"s{len(chain) - 1}"]))
    drawn = figure_of_playbook(Process(playbook(*chain)))
    assert [(edge.source, edge.target) for edge in ordered(drawn).far] == [("s0", "last")]
    assert ">after 1</text>" in svg(drawn)


@given(st.text(max_size=200), st.integers(1, 4))
def test_words_are_broken_into_lines_that_fit(text: str, lines: int) -> None:
    made = wrapped(text, 11, 120, lines)
    assert len(made) <= lines
    assert all(width(line, 11) <= 120 or len(line) <= 2 for line in made)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrapped("one two three four five six", 10, 50, 2) == ("one two", "three…")
    assert wrapped("one", 10, 50, 2) == ("one",)
