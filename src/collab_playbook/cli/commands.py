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
    "Produce": {
        "build": "Write the documents.",
    },
    "Author": {
        "check": "Find every fault of a playbook or a workspace, with its place and remedy.",
        "explain": "Explain a rule of check: what, why, wrong, right, how it is mended.",
    },
    "Write a playbook": {
        "new": "Begin a playbook, or add a step, a document or a story.",
        "test": "Tell a playbook's stories; say which steps, conditions and branches they cover.",
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
