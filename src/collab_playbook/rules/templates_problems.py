"""What is found in templates: codes with their names, and how a finding becomes a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.near import is_it, nearest
from collab_playbook.model.problem import Fix, Label, Problem, TextEdit
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.templates_source import Source, Span

NAMES: Mapping[str, str] = {
    "PB404": "template-unknown-name",
    "PB411": "template-unknown-part",
    "PB412": "template-unknown-function",
    "PB413": "template-no-list",
    "PB414": "template-unknown-choice",
    "PB415": "template-syntax",
    "PB416": "template-not-found",
    "PB417": "template-wrong-arguments",
    "PB418": "template-out-of-reach",
    "PB419": "template-hidden-condition",
    "PB420": "template-open-answer",
    "PB421": "template-wrong-kind",
}

_OF_SOUND_ONES = frozenset({"PB419", "PB420"})


class Findings:
    """The problems of templates as they are found, each once.

    Args:
        checked: The playbook, for where things are defined.
    """

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._found: dict[tuple[object, ...], Problem] = {}
        self.muted = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found, in the order in which it was.

        What a template leaves open is told only where nothing else is wrong with it: a condition
        that is misspelt protects nothing, and is one mistake.
        """
        found = self._found.values()
        faulty = {each.place.file for each in found if each.code not in _OF_SOUND_ONES}
        return tuple(
            each
            for each in found
            if each.code not in _OF_SOUND_ONES or each.place.file not in faulty
        )

    def add(  # noqa: PLR0913 - the parts of one problem
        self,
        code: str,
        source: Source,
        span: Span,
        message: str,
        *,
        hint: str = "",
        known: Iterable[str] | None = None,
        defined: tuple[str | int, ...] = (),
        missing: str = "",
    ) -> None:
        """Tells one.

        Args:
            code: Which rule it belongs to.
            source: The template.
            span: The characters that it is about.
            message: What is wrong.
            hint: What to do.
            known: What could stand there instead; a near one becomes the hint, and the edit.
            defined: Where what it is about is defined.
            missing: The name that leads nowhere, with its owners before it.
        """
        if self.muted:
            return
        place = source.place(span)
        word = source.text[span.start : span.end]
        close = near(word, known) if known is not None else ""
        fix = None
        if close:
            hint = is_it(close)
            edit = TextEdit(place, close)
            fix = (
                Fix(say("Write '{close}'", close=close), (edit,), safe=False)
                if word != close
                else None
            )
        labels = (Label(self._checked.places.of(*defined), say("defined here")),) if defined else ()
        anchor = f"templates/{source.path}/{word}"
        problem = Problem(
            code,
            NAMES[code],
            message,
            place,
            hint,
            labels=labels,
            fix=fix,
            anchor=anchor,
            missing=missing,
        )
        self._found.setdefault((code, place, message), problem)


def near(word: str, known: Iterable[str]) -> str:
    """The known word that is most like another; empty where none is."""
    names = [name for name in known if word.startswith("_") or not name.startswith("_")]
    return nearest(word, names)


def some_of(names: Iterable[str]) -> str:
    """A hint that lists the first of the names there are."""
    listed = list(names)
    more = ", ..." if len(listed) > 8 else ""
    return say("It has {list_}{more}.", list_=", ".join(listed[:8]), more=more) if listed else ""
