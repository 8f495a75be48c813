"""Rules of a workspace: its playbook, its record, its documents, and its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.near import did_you_mean
from collab_playbook.model.problem import Place, Problem
from collab_playbook.rules.examination import in_order
from collab_playbook.rules.workspace_checked import WorkspaceRule
from collab_playbook.rules.workspaces_people import PEOPLE_RULES
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.workspace_checked import WorkspaceChecked


def impossible_event(checked: WorkspaceChecked) -> Iterator[Problem]:
    """An event that no longer applies where a merge has put it.

    Why: Two people worked apart, and what one of them recorded cannot follow what the other did.
    The event stays in the journal and changes nothing, so somebody has to know.

    Bad: Two branches submit the same step; git keeps both lines.

    Good: One branch submits it.

    Says: journal.jsonl:9:1: PB802 This event has no effect: goal: was already submitted [impossible-event]
    """  # noqa: E501 - the line as it is printed
    for oddity in checked.state.oddities:
        place = checked.lines.get(oddity.event, Place("journal.jsonl"))
        message = say("This event has no effect: {reason}", reason=oddity.reason)
        hint = say("Look at it with 'collab-playbook log', and record again what still holds.")
        yield Problem(
            "PB802",
            "impossible-event",
            message,
            place,
            hint,
            "warning",
            anchor=f"journal/{oddity.event}",
        )


def definition_drift(checked: WorkspaceChecked) -> Iterator[Problem]:
    """The workspace's copy of its playbook is missing, faulty, or not the one it was pinned to.

    Why: What was answered and approved was answered and approved under one definition; under
    another, the same journal says something else.

    Bad: Somebody edits a step below ``.collab-playbook/playbook/``.

    Good: ``collab-playbook upgrade`` moves the workspace to another playbook.

    Says: workspace.yaml:3:11: PB803 The copy of the playbook says something else than when it was pinned [definition-drift]
    """  # noqa: E501 - the line as it is printed
    pin = checked.workspace.playbook
    restore = say("Restore '.collab-playbook/playbook' from git or a backup.")
    found: list[tuple[str, str, str]] = []
    if checked.copy == "missing":
        found.append(("digest", say("The copy of the playbook is missing"), restore))
    elif checked.copy == "faulty":
        found.append(("digest", say("The copy of the playbook has faults"), restore))
    elif checked.playbook is not None and checked.playbook.digest != pin.digest:
        message = say("The copy of the playbook says something else than when it was pinned")
        found.append(("digest", message, restore))
    elif checked.playbook is not None:
        for key, said, is_now in (
            ("id", pin.id, checked.playbook.id),
            ("version", pin.version, checked.playbook.version),
        ):
            if said != is_now:
                message = say(
                    "The {key} here is '{said}', and the playbook's is '{is_now}'",
                    key=key,
                    said=said,
                    is_now=is_now,
                )
                found.append((key, message, say("Write '{is_now}'.", is_now=is_now)))
    for key, message, hint in found:
        place = checked.places.of("workspace", "playbook", key)
        anchor = f"workspace/playbook/{key}"
        yield Problem("PB803", "definition-drift", message, place, hint, anchor=anchor)


def missing_document(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A document that was built is no longer in the folder.

    Why: The manifest says that people have it, and a later build would take it for unchanged.

    Bad: ``documents/charter.md`` is deleted by hand.

    Good: The next build writes it again.

    Says: .collab-playbook/manifest.json:9:12: PB814 The document 'documents/charter.md' was built and is gone [missing-document]
    """  # noqa: E501 - the line as it is printed
    for place, path in checked.unbuilt:
        message = say("The document '{path}' was built and is gone", path=path)
        hint = say("Build it again with: collab-playbook build")
        yield Problem(
            "PB814", "missing-document", message, place, hint, "warning", anchor=f"document/{path}"
        )


def unknown_zone(checked: WorkspaceChecked) -> Iterator[Problem]:
    """The time zone does not exist.

    Why: Days are counted in it; no command can tell which day it is.

    Bad: ``zone: Europe/Pariss``

    Good: ``zone: Europe/Paris``

    Says: workspace.yaml:9:7: PB818 There is no time zone 'Europe/Pariss' [unknown-zone]
    """
    if not checked.zone_known:
        message = say("There is no time zone '{zone}'", zone=checked.workspace.zone)
        place = checked.places.of("workspace", "zone")
        hint = say("Write one such as Europe/Paris.")
        yield Problem("PB818", "unknown-zone", message, place, hint, anchor="workspace/zone")


def unknown_country(checked: WorkspaceChecked) -> Iterator[Problem]:
    """The calendar names a country, or a part of one, whose public holidays are not known.

    Why: The schedule would count holidays as working days, so it is not made at all.

    Bad: ``calendar: {country: FX}``

    Good: ``calendar: {country: FR}``

    Says: workspace.yaml:16:12: PB823 No public holidays are known for the country 'FX' [unknown-country]
    """  # noqa: E501 - a line as it is printed
    if checked.country_fault is not None:
        message, hint = checked.country_fault
        place = checked.places.of("workspace", "calendar", "country")
        told = message[:1].upper() + message[1:]
        anchor = "workspace/calendar/country"
        yield Problem("PB823", "unknown-country", told, place, hint, anchor=anchor)


def unknown_language(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A language of the workspace that its playbook is not written in.

    Why: Documents in it would come out in the playbook's first language.

    Bad: ``languages: [en, de]`` for a playbook in English and French.

    Good: ``languages: [en, fr]``

    Says: workspace.yaml:7:17: PB819 The playbook has no texts in 'de' [unknown-language]
    """
    if checked.playbook is None:
        return
    known = checked.playbook.languages
    for number, language in enumerate(checked.workspace.languages):
        if language not in known:
            hint = did_you_mean(language, known) or say("It has {known}.", known=", ".join(known))
            yield Problem(
                "PB819",
                "unknown-language",
                say("The playbook has no texts in '{language}'", language=language),
                checked.places.of("workspace", "languages", number),
                hint,
                anchor=f"workspace/languages/{language}",
            )


WORKSPACE_RULES: tuple[WorkspaceRule, ...] = (
    WorkspaceRule("PB802", "impossible-event", impossible_event, "warning"),
    WorkspaceRule("PB803", "definition-drift", definition_drift),
    WorkspaceRule("PB814", "missing-document", missing_document, "warning"),
    *PEOPLE_RULES,
    WorkspaceRule("PB818", "unknown-zone", unknown_zone),
    WorkspaceRule("PB819", "unknown-language", unknown_language),
    WorkspaceRule("PB823", "unknown-country", unknown_country),
)
"""Every rule of a workspace, beside what reading its files finds by itself."""


def workspace_problems(checked: WorkspaceChecked) -> tuple[Problem, ...]:
    """What is wrong with a workspace that could be read, in the order of files and lines."""
    return in_order(problem for rule in WORKSPACE_RULES for problem in rule.check(checked))
