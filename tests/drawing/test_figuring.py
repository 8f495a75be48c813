"""What a drawing shows of a definition and of a board."""

from __future__ import annotations

from figures import two_phases, under_way

from collab_playbook.drawing.definition import figure_of_playbook
from collab_playbook.drawing.figure import Edge, Figure, Group, Node, one_line
from collab_playbook.drawing.figuring import figure_of_board

BACK = Edge("rules", "aim", "reopen", reason="The aim does not hold.")


def test_a_definition_shows_steps_gates_hints_and_ways_back() -> None:
    assert figure_of_playbook(two_phases()) == Figure(
        "Test",
        (Group("frame", "Frame"), Group("do", "Do")),
        (
            Node("aim", "step", "Agree on the aim", "frame", 1),
            Node("team", "step", "Find the team", "frame", 2),
            Node("gate:ready", "gate", "Ready to build", "do"),
            Node("build", "step", "Build it", "do", 3),
            Node("rules", "step", "Write the rules", "do", 4, says="also in each circle"),
        ),
        (
            Edge("team", "gate:ready", "gate"),
            Edge("gate:ready", "build", "gate"),
            Edge("gate:ready", "rules", "gate"),
            Edge("aim", "team", "need"),
            Edge("team", "build", "need"),
            Edge("rules", "build", "hint"),
            Edge("aim", "rules", "need"),
            BACK,
        ),
    )


def test_all_of_a_definition_adds_the_kinds_of_circle_behind_their_gates() -> None:
    plain, whole = (figure_of_playbook(two_phases(), circles=wanted) for wanted in (False, True))
    assert set(whole.nodes) - set(plain.nodes) == {
        Node("circle:employees", "circle", "Employees", "circles"),
        Node("gate:friends/outward", "gate", "To friends", "circles"),
        Node("circle:friends", "circle", "Friends", "circles"),
    }
    assert whole.edges[-2:] == (
        Edge("circle:employees", "gate:friends/outward", "gate"),
        Edge("gate:friends/outward", "circle:friends", "gate"),
    )


def test_a_board_shows_states_and_what_still_holds_up_what() -> None:
    figure = figure_of_board(under_way().board)
    assert [(node.id, node.state, node.says) for node in figure.nodes] == [
        ("aim", "done", "done"),
        ("team", "ready", "ready"),
        ("gate:ready", "undecided", "not decided"),
        ("build", "blocked", "blocked"),
        ("rules", "blocked", "blocked"),
    ]
    assert {(edge.source, edge.target) for edge in figure.edges if edge.blocks} == {
        ("team", "build"),
        ("gate:ready", "build"),
        ("gate:ready", "rules"),
    }


def test_a_circle_shows_its_gate_its_steps_and_what_they_need_of_the_programme() -> None:
    figure = figure_of_board(under_way().board, ("circle:fans",))
    assert [(group.heading) for group in figure.groups] == ["Frame", "Fans", "Fans: Do"]
    assert [(node.id, node.says) for node in figure.nodes] == [
        ("aim", "done"),
        ("gate:fans/outward", "not decided · circle planned"),
        ("fans/rules", "blocked"),
    ]
    assert figure.edges == (
        Edge("gate:fans/outward", "fans/rules", "gate", blocks=True),
        Edge("aim", "fans/rules", "need"),
        Edge("fans/rules", "aim", "reopen", reason="The aim does not hold."),
    )


def test_all_scopes_come_together() -> None:
    board = under_way().board
    ids = [node.id for node in figure_of_board(board, board.view.scopes).nodes]
    assert ids == ["aim", "team", "gate:ready", "build", "rules", "gate:fans/outward", "fans/rules"]


def test_a_title_becomes_one_line_that_turns_nothing_around() -> None:
    assert one_line("a\nb\x07c \u202ed\u202c  e") == "a b c d e"
