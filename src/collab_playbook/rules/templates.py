"""Templates: each name, part, filter and value in them fits the questions and the playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.rules.rule import Rule
from collab_playbook.rules.template_types import EXAMINED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.checked import Checked


def are_read(checked: Checked) -> bool:
    """Whether a rule has read the templates already, which brings Jinja and takes its time."""
    return EXAMINED in vars(checked)


def _found(checked: Checked, code: str) -> Iterator[Problem]:
    from collab_playbook.rules.templates_reading import (  # noqa: PLC0415 - it brings Jinja
        examined,
    )

    return (problem for problem in examined(checked).problems if problem.code == code)


def unknown_name(checked: Checked) -> Iterator[Problem]:
    """A template names a step, question, catalogue or variable that there is none of.

    Why:
        A document that reads an unknown name cannot be written, and this shows only when
        somebody builds it, months after the question was renamed.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        Our aim: {{ goal.aims }}.
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        Our aim: {{ goal.aim }}.
    Says:
        templates/goal_sheet/body.md.j2:2:18: PB404 'goal' has no part 'aims'
          [template-unknown-name]
    Fix:
        A name that is near is put in its place: unsafe, since the author may have meant
        another one.
    """
    return _found(checked, "PB404")


def unknown_part(checked: Checked) -> Iterator[Problem]:
    """A template reads a part that a record, choice, person or catalogue record does not have.

    Why:
        Each type of answer has its own parts. A part that is not there stops the document,
        or prints nothing at all where a record of a catalogue lacks it.
    Bad:
        {# file: templates/team_list/body.md.j2 #}
        {% for member in team.members %}
        - {{ member.nam }}
        {% endfor %}
    Good:
        {# file: templates/team_list/body.md.j2 #}
        {% for member in team.members %}
        - {{ member.name }}
        {% endfor %}
    Says:
        templates/team_list/body.md.j2:3:13: PB411 A record of 'members' has no part 'nam'
          [template-unknown-part]
    Fix:
        A name that is near is put in its place: unsafe, since the author may have meant
        another one.
    """
    return _found(checked, "PB411")


def unknown_function(checked: Checked) -> Iterator[Problem]:
    """A template uses a filter, test, macro or function that does not exist.

    Why:
        Templates know a short list of filters and tests and nothing besides, whatever Jinja
        offers elsewhere.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        {{ goal.aim | uper }}
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {{ goal.aim | upper }}
    Says:
        templates/goal_sheet/body.md.j2:2:15: PB412 There is no filter 'uper'
          [template-unknown-function]
    Fix:
        A name that is near is put in its place: unsafe, since the author may have meant
        another one.
    """
    return _found(checked, "PB412")


def no_list(checked: Checked) -> Iterator[Problem]:
    """A template loops over a value that is no list, or hands it to a filter for lists.

    Why:
        A text, a number or a single record cannot be gone through. The document fails as
        soon as the question is answered.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% for line in goal.aim %}
        - {{ line }}
        {% endfor %}
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {{ goal.aim | bullets }}
    Says:
        templates/goal_sheet/body.md.j2:2:16: PB413 A loop goes through a list, and
          'goal.aim' is a text [template-no-list]
    """
    return _found(checked, "PB413")


def unknown_choice(checked: Checked) -> Iterator[Problem]:
    """A template compares a choice with an id that it can never have.

    Why:
        The comparison is false for every answer, so that the branch never shows, and
        nothing says so.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% if goal.pace.id == 'fats' %}We hurry.{% endif %}
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% if goal.pace.id == 'fast' %}We hurry.{% endif %}
    Says:
        templates/goal_sheet/body.md.j2:2:24: PB414 'fats' is none of the ids that this can
          be [template-unknown-choice]
    Fix:
        A name that is near is put in its place: unsafe, since the author may have meant
        another one.
    """
    return _found(checked, "PB414")


def syntax(checked: Checked) -> Iterator[Problem]:
    """A template is not valid Jinja.

    Why:
        A tag that is not closed or a character too many keeps the whole document from being
        written.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% if goal.budget is answered %}
        There is money.
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% if goal.budget is answered %}
        There is money.
        {% endif %}
    Says:
        templates/goal_sheet/body.md.j2:2:4: PB415 The tag 'if' is not closed
          [template-syntax]
    """
    return _found(checked, "PB415")


def not_found(checked: Checked) -> Iterator[Problem]:
    """A template imports or includes a file that is not there, or itself.

    Why:
        Only files below templates/ can be named, by their path from there.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% import "_parts/heads.md.j2" as parts with context %}
        {{ parts.head() }}
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% import "_parts/head.md.j2" as parts with context %}
        {{ parts.head() }}
    Says:
        templates/goal_sheet/body.md.j2:2:12: PB416 There is no template
          '_parts/heads.md.j2' [template-not-found]
    Fix:
        A name that is near is put in its place: unsafe, since the author may have meant
        another one.
    """
    return _found(checked, "PB416")


def wrong_arguments(checked: Checked) -> Iterator[Problem]:
    """A macro, filter or test is called with too many values, too few, or an unknown name.

    Why:
        A value that is missing stops the document; one too many was meant to change
        something and changes nothing.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% macro line(label, value) %}{{ label }}: {{ value }}{% endmacro %}
        {{ line("Aim") }}
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% macro line(label, value) %}{{ label }}: {{ value }}{% endmacro %}
        {{ line("Aim", goal.aim) }}
    Says:
        templates/goal_sheet/body.md.j2:3:4: PB417 The macro 'line' is not given 'value'
          [template-wrong-arguments]
    """
    return _found(checked, "PB417")


def out_of_reach(checked: Checked) -> Iterator[Problem]:
    """A template reaches for the inside of the program, or for a method of Python.

    Why:
        Templates come with the playbook, from somebody else. They read answers and nothing
        behind them; filters do what methods would.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        {{ goal.aim.upper() }}
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {{ goal.aim | upper }}
    Says:
        templates/goal_sheet/body.md.j2:2:13: PB418 'upper' is out of reach of templates
          [template-out-of-reach]
    """
    return _found(checked, "PB418")


def hidden_condition(checked: Checked) -> Iterator[Problem]:
    """A condition looks into a sensitive answer in a document that does not show it.

    Why:
        In a document for everybody a sensitive answer is hidden from its conditions too: a
        comparison with it is never true, whatever was answered. The branch looks right and
        is not.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% if goal.budget > 1000 %}A large project.{% endif %}
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% if goal.budget is answered %}There is a budget.{% endif %}
    Says:
        templates/goal_sheet/body.md.j2:2:7: PB419 'goal.budget' is sensitive, so that it
          decides nothing in this document [template-hidden-condition]
    """
    return _found(checked, "PB419")


def open_answer(checked: Checked) -> Iterator[Problem]:
    """A template prints an answer that need not be given, and does not ask whether it is there.

    Why:
        A missing answer prints a placeholder, and a document with a placeholder cannot be
        made final. Required answers, those with a default and those that a criterion of
        their step asks for are always there in the end.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        Employees: {{ org.headcount }}
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        {% if org.headcount is answered %}
        Employees: {{ org.headcount }}
        {% endif %}
    Says:
        templates/goal_sheet/body.md.j2:2:15: PB420 'org.headcount' need not be answered,
          and is printed all the same [template-open-answer]
    """
    return _found(checked, "PB420")


def wrong_kind(checked: Checked) -> Iterator[Problem]:
    """A template does with a value what its kind does not allow.

    Why:
        Texts cannot be added, dates not be rounded, a number is never equal to a text, and
        a step cannot be printed as a whole. The document stops, or a branch never shows.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        Until {{ goal.until + 1 }}.
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        Until {{ goal.until }}.
    Says:
        templates/goal_sheet/body.md.j2:2:10: PB421 '+' works on numbers, not on a date and
          a number [template-wrong-kind]
    """
    return _found(checked, "PB421")


RULES: tuple[Rule, ...] = (
    Rule("PB404", "template-unknown-name", unknown_name, fix="unsafe"),
    Rule("PB411", "template-unknown-part", unknown_part, fix="unsafe"),
    Rule("PB412", "template-unknown-function", unknown_function, fix="unsafe"),
    Rule("PB413", "template-no-list", no_list),
    Rule("PB414", "template-unknown-choice", unknown_choice, fix="unsafe"),
    Rule("PB415", "template-syntax", syntax),
    Rule("PB416", "template-not-found", not_found, fix="unsafe"),
    Rule("PB417", "template-wrong-arguments", wrong_arguments),
    Rule("PB418", "template-out-of-reach", out_of_reach),
    Rule("PB419", "template-hidden-condition", hidden_condition, "warning"),
    Rule("PB420", "template-open-answer", open_answer, "warning"),
    Rule("PB421", "template-wrong-kind", wrong_kind),
)
