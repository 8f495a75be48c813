"""Mermaid and DOT: the text for a small process, and titles that they would misread."""

from __future__ import annotations

import re

from figures import HOSTILE, titled, under_way

from collab_playbook.drawing.definition import figure_of_playbook
from collab_playbook.drawing.dot import dot, quoted
from collab_playbook.drawing.figuring import figure_of_board
from collab_playbook.drawing.mermaid import escaped, mermaid

MERMAID = """\
%% Test
flowchart TB
  subgraph group_1["Frame"]
    direction TB
    step_aim["1 · Agree on the aim<br/>done"]:::done
    step_team(["2 · Find the team<br/>ready"]):::ready
  end
  subgraph group_2["Do"]
    direction TB
    gate_ready{"Ready to build<br/>not decided"}:::gate_closed
    step_build("3 · Build it<br/>blocked"):::blocked
    step_rules("4 · Write the rules<br/>blocked"):::blocked
  end
  step_team --> gate_ready
  gate_ready -. waits .-> step_build
  gate_ready -. waits .-> step_rules
  step_aim --> step_team
  step_team -. waits .-> step_build
  step_rules -.-> step_build
  step_aim --> step_rules
  step_rules ==>|sends back| step_aim
"""


def test_a_board_as_mermaid() -> None:
    text = mermaid(figure_of_board(under_way().board))
    graph, styles = text[: len(MERMAID)], text[len(MERMAID) :].splitlines()
    assert graph == MERMAID
    assert [line.split()[:2] for line in styles] == [
        ["classDef", "done"],
        ["classDef", "ready"],
        ["classDef", "blocked"],
        ["classDef", "gate_closed"],
        ["linkStyle", "1,2,4"],
        ["linkStyle", "5"],
    ]


def test_labels_of_mermaid_hold_nothing_that_it_would_read() -> None:
    text = mermaid(figure_of_playbook(titled()))
    labels = re.findall(r'\["(.*)"\]', text)
    assert len(labels) == len(HOSTILE) + 1
    for label in labels:
        assert not re.search(r'["<>`*_~\\$\[\]{}|]', label), label
        assert not re.search(r"[#&;]", re.sub(r"#\d+;", "", label)), label
    assert " end[" not in text
    assert escaped('a "b" #c;') == "a #34;b#34; #35;c#59;"


def test_a_board_as_dot() -> None:
    text = dot(figure_of_board(under_way().board))
    assert '"team" -> "build" [style=dashed, label="waits"];' in text
    assert '"rules" -> "build" [style=dotted, penwidth=0.7, constraint=false];' in text
    assert '"gate:ready" [label="Ready to build\\nnot decided", shape=diamond' in text
    assert 'tooltip="The aim does not hold."' in text
    assert text.count("subgraph cluster_") == 2


def test_texts_of_dot_are_read_as_they_are() -> None:
    assert quoted('a "b" &amp; \\N\nc') == '"a \\"b\\" &amp;amp; \\\\N\\nc"'
    text = dot(figure_of_playbook(titled()))
    without = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert '"' not in without
    assert "<" not in without.replace("->", "")
