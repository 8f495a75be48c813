"""The commands in plain sight, each with what one line says of it; listing them imports nothing."""

from __future__ import annotations

from collections.abc import Mapping

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Walk": {
        "init": "Make a workspace for an organisation, or the worked sample company.",
        "run": "Go through the steps, question by question; stop anywhere, resume there.",
        "status": "Show the board: where each step stands, what is due, who must act.",
        "next": "Say what to do now, by whom, by when.",
        "schedule": "Say when each step is due, what drives the end, and what is late.",
        "why": "Show the reasons behind a step's state.",
        "show": "Show a step: guide, questions, criteria, roles, documents.",
        "answer": "Answer without prompts, one by one or from a file.",
    },
    "Decide": {
        "submit": "Hand a step in.",
        "approve": "Approve a submitted step in a role.",
        "refuse": "Send a submitted step back, with the reason.",
        "skip": "Pass a step over; it stays visible.",
        "reopen": "Take a finished step up again.",
        "reaffirm": "Say that a stale step still holds.",
        "undo": "Take back the last thing you did.",
    },
    "Open up": {
        "circle": "Plan, list, show or close circles of people that the programme opens to.",
        "community": "Add, list, show or close communities.",
        "gate": "Show a gate with its criteria and evidence, or give the verdict on it.",
    },
    "Measure and learn": {
        "indicator": "Record what was measured, and see its course.",
        "lesson": "Keep what was learned with the change it made, and offer it further out.",
        "evidence": "Attach files to a step as evidence.",
    },
    "Produce": {
        "build": "Write the documents.",
        "report": "Write one page for the committee: progress, gates, dates, risks, indicators.",
    },
    "Author": {
        "check": "Find every fault of a playbook or a workspace, with its place and remedy.",
        "explain": "Explain a rule of check: what, why, wrong, right, how it is mended.",
    },
    "Write a playbook": {
        "new": "Begin a playbook, or add a step, a document or a story.",
        "test": "Tell a playbook's stories; say which steps, conditions and branches they cover.",
        "graph": "Draw the process, live or as defined: Mermaid, DOT, SVG or SCXML.",
        "schema": "Print the JSON Schemas of the files, for your editor.",
    },
    "Look back": {
        "log": "Show the journal.",
        "verify": "Prove that no line of the journal was altered or lost.",
    },
}

COMMANDS: Mapping[str, str] = {
    name: text for section in SECTIONS.values() for name, text in section.items()
}

ACTS: Mapping[str, Mapping[str, str]] = {
    "circle": {
        "add": "Plan a circle; a gate opens it.",
        "list": "Show the circles, from nearest to furthest.",
        "show": "Show a circle: gate, steps, lessons.",
        "close": "Close a circle for good.",
    },
    "community": {
        "add": "Add a community to a circle.",
        "list": "Show the communities.",
        "show": "Show a community and its steps.",
        "close": "Close a community for good.",
    },
    "gate": {
        "list": "Show every gate with its verdict.",
        "show": "Show each criterion of a gate with its verdict and evidence.",
        "decide": "Give the verdict: go, go_with_conditions, hold or stop.",
        "settle": "Say that a condition of a verdict is met.",
    },
    "indicator": {
        "record": "Record a reading, or many from a table.",
        "list": "Show the indicators that are read or chosen.",
        "show": "Show an indicator with all its readings.",
    },
    "lesson": {
        "add": "Keep what was learned, with the change that it made.",
        "list": "Show the lessons.",
        "apply": "Say what a lesson changed elsewhere.",
        "export": "Write an experience report without names, to share with peers.",
    },
    "evidence": {
        "attach": "Attach a file to a step.",
        "list": "Show what is attached.",
    },
}
"""The acts of commands that have several; each is a function of their module: ``do_list``."""
