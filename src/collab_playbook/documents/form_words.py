"""What a questionnaire says besides the texts of the playbook, in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.engine.showing import shown_date
from collab_playbook.saying import ENGLISH as IN_ENGLISH
from collab_playbook.saying import Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from collab_playbook.saying import Translation

ENGLISH: Final[Mapping[str, str]] = {
    # -- the opening ------------------------------------------------------------------------------
    "title": "Questionnaire: {about}",
    "organisation": "Your organisation",
    "within": "{title} ({owner})",
    "asks": "{asker} asks you for these answers on behalf of {organisation}, for “{project}”.",
    "takes.one": "There is one question; allow about {minutes} minutes.",
    "takes.many": "There are {count} questions; allow about {minutes} minutes.",
    "filled": "What is known on {day} is filled in: read it, and change what is not right.",
    "becomes": (
        "Your answers go into the project's record under your name, and from there into its "
        "documents. What you leave empty is not an answer: nothing is recorded for it, and nothing "
        "that stands is deleted."
    ),
    "back": "Please send the completed questionnaire back to {back}. Thank you for your time.",
    "on_paper": (
        "Type into the boxes, or print the pages and write. Somebody copies these answers by hand; "
        "ask for the Excel form if you want them read by machine."
    ),
    # -- who answers ------------------------------------------------------------------------------
    "by": "Answered by",
    "by.name": "Name",
    "by.email": "E-mail",
    "by.date": "Date",
    # -- around a question ------------------------------------------------------------------------
    "number": "No.",
    "question": "Question",
    "answer": "Your answer",
    "how": "How to answer",
    "required": "Required",
    "why": "Why we ask: {why}",
    "example": "For example: {example}",
    "kept_back": "An answer is on record and not shown here. Leave this empty to keep it.",
    "last": "Last time: {answer}",
    "closed": "This one wants a file: send it along with the questionnaire.",
    "on_sheet": "Answer on the sheet “{sheet}” →",
    "back_to": "← Back to the questions",
    "sheet": "Answers",
    "row_each": "One line for each entry; add lines as you need them.",
    "tick": "Put an x beside each one that applies.",
    "tick_one": "Tick one.",
    "tick_all": "Tick each one that applies.",
    "parts": "Answer line by line below.",
    # -- kinds of answer --------------------------------------------------------------------------
    "hint.text": "A few words",
    "hint.long_text": "As many lines as you like",
    "hint.integer": "A whole number",
    "hint.decimal": "A number",
    "hint.money": "An amount with its currency",
    "hint.percent": "A percentage",
    "hint.date": "A date",
    "hint.period": "A length of time, such as 3 months",
    "hint.boolean": "Yes or no",
    "hint.choice": "Pick one from the list",
    "hint.choices": "One or several",
    "hint.choice_of": "One of these: {choices}",
    "hint.choices_in_cell": "One or several of these, with semicolons between them: {choices}",
    "hint.scale": "A mark from {low} to {high}",
    "hint.person": "Name <e-mail>, function",
    "hint.email": "An e-mail address",
    "hint.link": "A web address",
    "hint.file": "A file",
    "hint.record": "One line for each part",
    "hint.records": "A list",
    "bounds.both": "{hint}, from {low} to {high}",
    "bounds.low": "{hint}, {low} or more",
    "bounds.high": "{hint}, {high} at most",
    "bounds.from": "{hint}, not before {low}",
    "bounds.until": "{hint}, not after {high}",
    "bounds.between": "{hint}, between {low} and {high}",
    "bounds.length": "{hint}, at most {high} characters",
    "yes": "Yes",
    "no": "No",
    # -- what a spreadsheet says of a wrong entry -------------------------------------------------
    "wrong": "This does not fit",
    "wrong.list": "Please pick one of the list.",
    "wrong.date": "Please type a date: {hint}.",
    "wrong.number": "Please type a number: {hint}.",
    # -- conditions -------------------------------------------------------------------------------
    "only": "Only if {condition}.",
    "only.rests": "Only where it applies, which depends on {questions}.",
    "if.is": "“{question}” is answered with “{value}”",
    "if.is_not": "“{question}” is not answered with “{value}”",
    "if.yes": "the answer to “{question}” is yes",
    "if.no": "the answer to “{question}” is no",
    "if.has": "“{question}” is answered",
    "if.has_not": "“{question}” is not answered",
    "if.less": "“{question}” is below {value}",
    "if.most": "“{question}” is {value} or below",
    "if.more": "“{question}” is above {value}",
    "if.least": "“{question}” is {value} or above",
    "and": " and ",
    "or": " or ",
    "quoted": "“{text}”",
}


class FormWords(Sentences):
    """The words of a questionnaire in one language.

    Args:
        translation: The language; what it lacks is said in English.
    """

    def __init__(self, translation: Translation = IN_ENGLISH, language: str = "") -> None:
        super().__init__(ENGLISH, translation)
        self.language = language or translation.language

    def counted(self, key: str, count: int, **values: object) -> str:
        """The sentence for one or for many."""
        return self(f"{key}.{'one' if count == 1 else 'many'}", count=count, **values)

    def day(self, day: date) -> str:
        """A day with its month in words."""
        return shown_date(day, self.language)
