"""Files and entries that nothing uses: templates, roles, catalogues, documents, terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.circles import CATALOGUE as CIRCLES
from collab_playbook.engine.readings import CATALOGUE as INDICATORS
from collab_playbook.language.syntax import Logic
from collab_playbook.model.marks import SOURCES
from collab_playbook.model.problem import Label, Place, Problem
from collab_playbook.rules.domains_judging import Judging
from collab_playbook.rules.domains_terms import Around
from collab_playbook.rules.guards_examined import examined, problem_at
from collab_playbook.rules.names import deciding_roles
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.templates_reading import Examined as Templates

_BODY = re.compile(r"([^/]+)/body(\.[a-z]{2,3})?\.md\.j2")
_ROLES = "roles"
_KEPT = (_ROLES, CIRCLES, INDICATORS, SOURCES)
"""Catalogues that commands and marks take their ids from, whatever a playbook asks."""
_NO_TEXTS = ("playbook/glossary", "playbook/example/", "playbook/stories/")
"""Files in which a term may stand and nobody meets it."""


def orphan_template(checked: Checked) -> Iterator[Problem]:
    """A template is neither the body of a document nor part of another template.

    Why:
        It looks as if it were used: people mend it and wonder why no document changes.
    Bad:
        {# file: templates/_parts/foot.md.j2 #}
        Made by {{ org.company }}
    Good:
        {# file: templates/team_list/body.md.j2 #}
        {% for member in team.members %}
        | {{ member.name | cell }} | {{ member.hours | cell }} |
        {% endfor %}
    Says:
        templates/_parts/foot.md.j2:1:1: PB402 Nothing uses the template '_parts/foot.md.j2'
          [orphan-template]
    """
    if any(kind == "documents" for kind, _ in checked.holes):
        return
    used = _included(checked)
    if used is None:
        return
    for name in sorted(checked.templates):
        body = _BODY.fullmatch(name)
        is_body = body is not None and body.group(1) in checked.playbook.document_by_id
        if name.endswith(".j2") and not is_body and name not in used:
            yield Problem(
                "PB402",
                "orphan-template",
                say("Nothing uses the template '{name}'", name=name),
                Place(f"templates/{name}"),
                say("Import it where it is needed, or remove it."),
                anchor=f"templates/{name}",
            )


def _included(checked: Checked) -> set[str] | None:
    """The templates that others import; ``None`` where one is named only at run time."""
    from jinja2 import nodes  # noqa: PLC0415 - needed only where there are templates

    used: set[str] = set()
    kinds: Any = (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)
    for source in _templates(checked).sources.values():
        if source.tree is None:
            return None
        for node in source.tree.find_all(kinds):
            named = node.template
            listed = named.items if isinstance(named, nodes.List | nodes.Tuple) else [named]
            for each in listed:
                if not isinstance(each, nodes.Const):
                    return None
                used |= set(each.value) if isinstance(each.value, tuple) else {each.value}
    return used


def unused_role(checked: Checked) -> Iterator[Problem]:
    """A role takes part in no step and signs nothing.

    Why:
        Whoever is given the role waits for work that never comes.
    Bad:
        # file: playbook/catalogues/roles.yaml
        records:
          - {id: lead, title: Project lead}
          - {id: sponsor, title: Sponsor}
          - {id: auditor, title: Auditor}
    Good:
        # file: playbook/catalogues/roles.yaml
        records:
          - {id: lead, title: Project lead}
          - {id: sponsor, title: Sponsor}
    Says:
        playbook/catalogues/roles.yaml:5:10: PB403 The role 'auditor' takes part in no step
          [unused-role]
    """
    roles = checked.playbook.catalogue_by_id.get(_ROLES)
    if roles is None or any(kind == "steps" for kind, _ in checked.holes):
        return
    used: set[str] = set()
    for step in checked.playbook.steps:
        parts = step.roles
        used |= {parts.accountable, *parts.responsible, *parts.consulted, *parts.informed}
        used |= set(step.sign_off.roles) if step.sign_off else set()
    used |= {mention.name for mention in deciding_roles(checked.playbook)}
    for record in roles.records:
        if record.id not in used:
            path = ("catalogues", _ROLES, "records", record.id)
            yield Problem(
                "PB403",
                "unused-role",
                say("The role '{id}' takes part in no step", id=record.id),
                checked.places.of(*path, "id"),
                say("Name it in the roles of a step, or remove it."),
                anchor="/".join(path),
            )


def unused_catalogue(checked: Checked) -> Iterator[Problem]:
    """No question takes its choices from a catalogue, and no template prints it.

    Why:
        It is kept up to date, and nobody ever sees it.
    Bad:
        # file: playbook/catalogues/rituals.yaml
        id: rituals
        title: Rituals
        records:
          - {id: coffee, title: Coffee at ten}
    Good:
        # file: playbook/catalogues/rituals.yaml
        id: rituals
        title: Rituals
        records:
          - {id: coffee, title: Coffee at ten}
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?}
          - {id: habits, type: choices, ask: What do you keep?, catalogue: rituals}
        repeat: {every: P1M, questions: [learnt, on_track, habits]}
    Says:
        playbook/catalogues/rituals.yaml:2:5: PB406 Nothing uses the catalogue 'rituals'
          [unused-catalogue]
    """
    playbook = checked.playbook
    if checked.holes:
        return
    used = {*_KEPT, *(question.catalogue for question in playbook.org)}
    for step in playbook.steps:
        for question in step.questions:
            used |= {question.catalogue, *(field.catalogue for field in question.fields)}
    left = [catalogue for catalogue in playbook.catalogues if catalogue.id not in used]
    if not left:
        return
    texts = "\n".join(checked.templates.values())
    if re.search(r"\bcatalogue\s*\[", texts):
        return  # which one is told only at run time
    for catalogue in left:
        if not re.search(rf"\bcatalogue\.{re.escape(catalogue.id)}\b", texts):
            path = ("catalogues", catalogue.id)
            yield Problem(
                "PB406",
                "unused-catalogue",
                say("Nothing uses the catalogue '{id}'", id=catalogue.id),
                checked.places.of(*path, "id"),
                say("Let a question or a template use it, or remove it."),
                anchor="/".join(path),
            )


def document_never_built(checked: Checked) -> Iterator[Problem]:
    """A document is built only where the step that it comes from does not apply.

    Why:
        The two conditions exclude each other, so that nobody ever sees the document.
    Bad:
        # file: steps/02-team/step.yaml
        when: goal.pace == 'fast'
        # file: templates/team_list/document.yaml
        when: goal.pace == 'calm'
    Good:
        # file: steps/02-team/step.yaml
        when: goal.pace == 'fast'
        # file: templates/team_list/document.yaml
        when: goal.pace == 'fast'
    Says:
        templates/team_list/document.yaml:2:7: PB408 'team_list' is never built: this excludes the
          condition of 'team' [document-never-built]
    """
    applies = {
        g.step: g.sound for g in examined(checked) if g.use == "applies" and g.sound is not None
    }
    for guard in examined(checked):
        about = checked.playbook.document_by_id.get(guard.site.path.owner)
        if guard.use != "document" or guard.sound is None or about is None:
            continue
        step = applies.get(about.step)
        if step is None:
            continue
        judging = Judging(Around(checked.playbook))
        both = Logic(guard.sound.span, "&&", (guard.sound, step))
        alone = [judging.outcomes(node) for node in (guard.sound, step)]
        if judging.outcomes(both) == frozenset({False}) and all(a and True in a for a in alone):
            label = Label(
                checked.places.of("steps", about.step, "when"), say("the step applies here")
            )
            yield problem_at(
                checked,
                guard,
                ("PB408", "document-never-built"),
                say(
                    "'{id}' is never built: this excludes the condition of '{step}'",
                    id=about.id,
                    step=about.step,
                ),
                guard.sound.span,
                hint=say("Mend one of the two conditions."),
                labels=(label,),
            )


def unused_term(checked: Checked) -> Iterator[Problem]:
    """A term of the glossary occurs in no text of the playbook.

    Why:
        A glossary explains what readers meet; a term that they never meet was renamed or dropped.
    Bad:
        # file: playbook/glossary.yaml
        terms:
          - {id: aim, term: Aim, means: What you want to reach.}
          - {id: sprint, term: Sprint, means: Two weeks of work.}
    Good:
        # file: playbook/glossary.yaml
        terms:
          - {id: aim, term: Aim, means: What you want to reach.}
    Says:
        playbook/glossary.yaml:4:24: PB409 The term 'Sprint' occurs nowhere in the playbook
          [unused-term]
    """
    if not checked.playbook.glossary or not checked.texts:
        return
    names = [name for name in checked.texts if not name.startswith(_NO_TEXTS)]
    texts = "\n".join(checked.texts[name] for name in names).casefold()
    for term in checked.playbook.glossary:
        if not any(re.search(form, texts) for form in _forms(term.term)):
            path = ("glossary", term.id)
            yield Problem(
                "PB409",
                "unused-term",
                say("The term '{term}' occurs nowhere in the playbook", term=term.term),
                checked.places.of(*path, "term"),
                say("Use it in a text, or take it out of the glossary."),
                anchor="/".join(path),
            )


def _forms(term: str) -> Iterator[str]:
    """Patterns of the term, of what it says in brackets, and of what a plural begins with."""
    for piece in (re.sub(r"\(.*?\)", " ", term), *re.findall(r"\((.*?)\)", term)):
        words = re.findall(r"\w+", piece.casefold())
        if words:
            yield r"\W+".join(words).removesuffix("y")


def _templates(checked: Checked) -> Templates:
    from collab_playbook.rules.templates_reading import (  # noqa: PLC0415 - it brings Jinja
        examined as templates,
    )

    return templates(checked)


RULES: tuple[Rule, ...] = (
    Rule("PB402", "orphan-template", orphan_template, "warning"),
    Rule("PB403", "unused-role", unused_role, "warning"),
    Rule("PB406", "unused-catalogue", unused_catalogue, "warning"),
    Rule("PB408", "document-never-built", document_never_built),
    Rule("PB409", "unused-term", unused_term, "warning"),
)
