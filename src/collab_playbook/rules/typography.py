"""French typography in the French texts of a playbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.documents.typography import slips
from collab_playbook.model.problem import Fix, Problem, TextEdit, place_in
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.checked import Checked

_FRENCH = re.compile(r"\.fr(?:-[A-Z]{2})?\.(?:yaml|md|md\.j2)$")


def french_typography(checked: Checked) -> Iterator[Problem]:
    """A French text departs from the rules of French typography.

    Signs that need a space before them have a no-break one, so that none begins a line; apostrophes
    are typographic, quotation marks are guillemets, and capitals keep their accents.

    Why:
        Readers of French see it at once, and a document that goes to a board looks like a
        translation.
    Bad:
        # file: playbook/playbook.yaml
        languages: [en, fr]
        <!-- file: steps/01-goal/guide.fr.md -->
        Qui l'a décidé ?
    Good:
        # file: playbook/playbook.yaml
        languages: [en, fr]
        <!-- file: steps/01-goal/guide.fr.md -->
        Qui l’a décidé ?
    Says:
        steps/01-goal/guide.fr.md:2:6: PB706 In French, the apostrophe is ’ [french-typography]
        steps/01-goal/guide.fr.md:2:15: PB706 In French, a narrow no-break space stands before ; ?
          and ! [french-typography]
    Fix:
        The right sign takes the place of the other. Safe: no word changes.
    """
    for name in sorted(checked.files):
        if not _FRENCH.search(name):
            continue
        text = checked.texts.get(name, "")
        for slip in slips(text, prose=not name.endswith(".yaml")):
            place = place_in(name, text, slip.start, slip.end)
            yield Problem(
                "PB706",
                "french-typography",
                say("In French, {rule}", rule=slip.rule),
                place,
                say("check --fix puts it in."),
                anchor=name,
                fix=Fix(say("Put the right sign"), (TextEdit(place, slip.right),)),
            )


RULES: tuple[Rule, ...] = (
    Rule("PB706", "french-typography", french_typography, "warning", fix="safe"),
)
