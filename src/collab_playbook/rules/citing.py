"""Marks in texts: the sources, steps and terms that they name exist, and every source is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.near import did_you_mean
from collab_playbook.model.marks import LINK, SOURCES, keys_cited
from collab_playbook.model.problem import Problem, place_in
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from collab_playbook.rules.checked import Checked

_ELSEWHERE = ("playbook/example/", "playbook/stories/")
"""Files in which a mark is somebody's answer, or what a story expects."""


def unknown_source(checked: Checked) -> Iterator[Problem]:
    """A text names a source that the catalogue of sources does not hold.

    Why:
        Readers see the mark as it stands, and nobody can look up what the figure rests on.
    Bad:
        # file: playbook/catalogues/sources.yaml
        id: sources
        title: Sources
        records:
          - {id: nielsen_2006, title: "Nielsen, 2006"}
        <!-- file: steps/02-team/guide.md -->
        One in ten contributes [@nielsen_2006], at best [@nielson_2006].
    Good:
        # file: playbook/catalogues/sources.yaml
        id: sources
        title: Sources
        records:
          - {id: nielsen_2006, title: "Nielsen, 2006"}
        <!-- file: steps/02-team/guide.md -->
        One in ten contributes [@nielsen_2006].
    Says:
        steps/02-team/guide.md:2:50: PB124 There is no source 'nielson_2006' [unknown-source]
    """
    known = _sources(checked)
    for name, text in _marked(checked, "[@"):
        for key, at in keys_cited(text):
            if key not in known:
                hint = did_you_mean(key, known) or say(
                    "Add it to playbook/catalogues/{sources}.yaml.", sources=SOURCES
                )
                place = place_in(name, text, at, at + len(key) + 1)
                message = say("There is no source '{key}'", key=key)
                yield Problem("PB124", "unknown-source", message, place, hint, anchor=name)


def unknown_link(checked: Checked) -> Iterator[Problem]:
    """A guide points to a step or a term that does not exist.

    Why:
        The reader is sent somewhere and finds nothing.
    Bad:
        <!-- file: steps/02-team/guide.md -->
        Begin with [the aim](step:gaol).
    Good:
        <!-- file: steps/02-team/guide.md -->
        Begin with [the aim](step:goal).
    Says:
        steps/02-team/guide.md:2:22: PB125 There is no step 'gaol' [unknown-link]
    """
    playbook = checked.playbook
    known = {"step": playbook.step_by_id, "term": {term.id for term in playbook.glossary}}
    for name, text in _marked(checked, "]("):
        for link in LINK.finditer(text):
            kind, target = link[2], link[3]
            if target not in known[kind] and (f"{kind}s", target) not in checked.holes:
                hint = did_you_mean(target, known[kind]) or say(
                    "Name a {kind} that there is.", kind=kind
                )
                place = place_in(name, text, link.start(2), link.end(3))
                message = say("There is no {kind} '{target}'", kind=kind, target=target)
                yield Problem("PB125", "unknown-link", message, place, hint, anchor=name)


def uncited_source(checked: Checked) -> Iterator[Problem]:
    """A source is listed, and no text names it.

    Why:
        A list of sources tells readers what the figures rest on. One that nothing rests on lends
        them a weight that they do not have.
    Bad:
        # file: playbook/catalogues/sources.yaml
        id: sources
        title: Sources
        records:
          - {id: nielsen_2006, title: "Nielsen, 2006"}
          - {id: lecko_2014, title: "Lecko, 2014"}
        <!-- file: steps/02-team/guide.md -->
        One in ten contributes [@nielsen_2006].
    Good:
        # file: playbook/catalogues/sources.yaml
        id: sources
        title: Sources
        records:
          - {id: nielsen_2006, title: "Nielsen, 2006"}
        <!-- file: steps/02-team/guide.md -->
        One in ten contributes [@nielsen_2006].
    Says:
        playbook/catalogues/sources.yaml:6:10: PB422 Nothing names the source 'lecko_2014'
          [uncited-source]
    """
    known = _sources(checked)
    if not known or not checked.texts or checked.holes:
        return
    named = {key for _, text in _marked(checked, "[@") for key, _ in keys_cited(text)}
    for key in known:
        if key not in named:
            path = ("catalogues", SOURCES, "records", key)
            yield Problem(
                "PB422",
                "uncited-source",
                say("Nothing names the source '{key}'", key=key),
                checked.places.of(*path, "id"),
                say("Name it with [@{key}] where something rests on it, or remove it.", key=key),
                anchor="/".join(path),
            )


def _sources(checked: Checked) -> Collection[str]:
    listed = checked.playbook.catalogue_by_id.get(SOURCES)
    return {each.id: each for each in listed.records} if listed is not None else {}


def _marked(checked: Checked, mark: str) -> Iterator[tuple[str, str]]:
    for name in sorted(checked.texts):
        if not name.startswith(_ELSEWHERE):
            text = checked.texts[name]
            if mark in text:
                yield name, text


RULES: tuple[Rule, ...] = (
    Rule("PB124", "unknown-source", unknown_source),
    Rule("PB125", "unknown-link", unknown_link),
    Rule("PB422", "uncited-source", uncited_source, "warning"),
)
