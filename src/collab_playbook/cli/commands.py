"""The commands in plain sight, each with what one line says of it; listing them imports nothing."""

from __future__ import annotations

from collections.abc import Mapping

from collab_playbook.saying import say

SECTIONS: Mapping[str, Mapping[str, str]] = {
    say("Walk"): {
        "init": say("Make a workspace for an organisation, or the worked sample company."),
        "run": say("Go through the steps, question by question; stop anywhere, resume there."),
        "status": say("Show the board: where each step stands, what is due, who must act."),
        "next": say("Say what to do now, by whom, by when."),
        "schedule": say("Say when each step is due, what drives the end, and what is late."),
        "why": say("Show the reasons behind a step's state."),
        "show": say("Show a step: guide, questions, criteria, roles, documents."),
        "answer": say("Answer without prompts, one by one or from a file."),
        "questionnaire": say("Make a form to send to people, and read it back with answer --from."),
    },
    say("Decide"): {
        "submit": say("Hand a step in."),
        "approve": say("Approve a submitted step in a role."),
        "refuse": say("Send a submitted step back, with the reason."),
        "skip": say("Pass a step over; it stays visible."),
        "reopen": say("Take a finished step up again."),
        "reaffirm": say("Say that a stale step still holds."),
        "undo": say("Take back the last thing you did."),
    },
    say("Open up"): {
        "circle": say("Plan, list, show or close circles of people that the programme opens to."),
        "community": say("Add, list, show or close communities."),
        "gate": say("Show a gate with its criteria and evidence, or give the verdict on it."),
    },
    say("Measure and learn"): {
        "indicator": say("Record what was measured, and see its course."),
        "lesson": say("Keep what was learned with the change it made, and offer it further out."),
        "evidence": say("Attach files to a step as evidence."),
    },
    say("Produce"): {
        "build": say("Write the documents."),
        "package": say("Put the documents for a client into one folder or zip, with an index."),
        "why-document": say("Say which answers and templates made a document."),
        "why-answer": say("Say which documents an answer reaches."),
        "report": say(
            "Write one page for the committee: progress, gates, dates, risks, indicators."
        ),
    },
    say("Author"): {
        "check": say("Find every fault of a playbook or a workspace, with its place and remedy."),
        "explain": say("Explain a rule of check: what, why, wrong, right, how it is mended."),
    },
    say("Write a playbook"): {
        "new": say("Begin a playbook, or add a step, a document or a story."),
        "test": say(
            "Tell a playbook's stories; say which steps, conditions and branches they cover."
        ),
        "graph": say("Draw the process, live or as defined: Mermaid, DOT, SVG or SCXML."),
        "schema": say("Print the JSON Schemas of the files, for your editor."),
    },
    say("Look back"): {
        "log": say("Show the journal."),
        "verify": say("Prove that no line of the journal was altered or lost."),
    },
}

COMMANDS: Mapping[str, str] = {
    name: text for section in SECTIONS.values() for name, text in section.items()
}

ACTS: Mapping[str, Mapping[str, str]] = {
    "circle": {
        "add": say("Plan a circle; a gate opens it."),
        "list": say("Show the circles, from nearest to furthest."),
        "show": say("Show a circle: gate, steps, lessons."),
        "close": say("Close a circle for good."),
    },
    "community": {
        "add": say("Add a community to a circle."),
        "list": say("Show the communities."),
        "show": say("Show a community and its steps."),
        "close": say("Close a community for good."),
    },
    "gate": {
        "list": say("Show every gate with its verdict."),
        "show": say("Show each criterion of a gate with its verdict and evidence."),
        "decide": say("Give the verdict: go, go_with_conditions, hold or stop."),
        "settle": say("Say that a condition of a verdict is met."),
    },
    "indicator": {
        "record": say("Record a reading, or many from a table."),
        "list": say("Show the indicators that are read or chosen."),
        "show": say("Show an indicator with all its readings."),
    },
    "lesson": {
        "add": say("Keep what was learned, with the change that it made."),
        "list": say("Show the lessons."),
        "apply": say("Say what a lesson from elsewhere changed here."),
        "export": say("Write an experience report without names, to share with peers."),
    },
    "evidence": {
        "attach": say("Attach a file to a step."),
        "list": say("Show what is attached."),
    },
}
"""The acts of commands that have several; each is a function of their module: ``do_list``."""
