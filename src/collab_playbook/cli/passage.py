"""One passage of a document: found by its line or its words, and told with what made it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.documents.fault import NOWHERE, UNTOLD
from collab_playbook.documents.naming import told
from collab_playbook.documents.passages import likest, passage_at, passages_with
from collab_playbook.documents.standing import changed_since
from collab_playbook.engine.people import name_alone
from collab_playbook.engine.showing import shown, shown_date
from collab_playbook.errors import UsageError
from collab_playbook.files.tracing import passages_on_disk, traced
from collab_playbook.model.event import PROGRAMME
from collab_playbook.saying import say
from collab_playbook.terminal.speech import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.cli.desk import Desk
    from collab_playbook.documents.account import Account
    from collab_playbook.documents.fault import TemplateLine
    from collab_playbook.documents.influence import Influence
    from collab_playbook.documents.passages import Passage
    from collab_playbook.documents.standing import Entry
    from collab_playbook.engine.state import Given
    from collab_playbook.engine.values import Stored
    from collab_playbook.files.site import Site
    from collab_playbook.model.question import Question

_LONGEST = 160
"""Characters of a passage or a value that are shown."""
_LINE = re.compile(r"(?P<file>.+):(?P<line>[1-9]\d{0,6})", re.DOTALL)
_KINDS = {
    "heading": say("heading"),
    "paragraph": say("paragraph"),
    "item": say("item of a list"),
    "row": say("row of a table"),
    "code": say("block of code"),
}


class Pointed(NamedTuple):
    """What a command line points at: a document, and a line or words in it.

    Attributes:
        document: Its id, or a file.
        line: The line; 0 where none is named.
        words: The words; empty where none are given.
    """

    document: str
    line: int = 0
    words: str = ""


def pointed_at(document: str, words: str | None) -> Pointed:
    """What the arguments point at.

    Raises:
        UsageError: A line and words are given, or the words are none.
    """
    match = _LINE.fullmatch(document)
    pointed = Pointed(match["file"], int(match["line"])) if match else Pointed(document)
    if words is None:
        return pointed
    if pointed.line:
        message = say("a line and words are two ways to point at one passage")
        raise UsageError(message, say("Leave the line or the words out."))
    if not words.strip():
        raise UsageError(say("the words are empty"), say("Quote a few words of the passage."))
    return pointed._replace(words=words)


def account_for(site: Site, entries: Sequence[Entry], pointed: Pointed) -> tuple[Entry, Account]:
    """The passage that is pointed at, and what made it.

    Raises:
        UsageError: It is not there, or more than one is.
        PlaybookError: The document cannot be read or rendered.
    """
    lying = [(entry, passages_on_disk(site, entry)) for entry in entries]
    found = [(e, p, each) for e, p in lying for each in _meant(p, pointed)]
    if len(found) > 1:
        message = say("'{words}' stands in {count} places", words=pointed.words, count=len(found))
        raise UsageError(message, _where([(entry, passage) for entry, _, passage in found]))
    if not found:
        raise _not_found(lying, pointed)
    ((entry, passages, passage),) = found
    return entry, traced(site, entry, passage, passages)


def _meant(passages: Sequence[Passage], pointed: Pointed) -> tuple[Passage, ...]:
    if pointed.words:
        return passages_with(passages, pointed.words)
    passage = passage_at(passages, pointed.line)
    return () if passage is None else (passage,)


def _not_found(lying: Sequence[tuple[Entry, tuple[Passage, ...]]], pointed: Pointed) -> UsageError:
    if pointed.words:
        near = [(e, each) for e, passages in lying for each in likest(passages, pointed.words)]
        message = say("no passage says '{words}'", words=_begun(pointed.words))
        return UsageError(message, _where(near) or say("Quote words as they stand there."))
    entry, passages = lying[0]
    nearest = [each for each in passages if each.line > pointed.line][:1] or passages[-1:]
    message = say(
        "no passage stands in line {line} of '{path}'", line=pointed.line, path=entry.path
    )
    return UsageError(message, _where([(entry, each) for each in nearest]))


def _where(found: Sequence[tuple[Entry, Passage]]) -> str:
    """Where passages stand, each as it can be named on the line of a command."""
    lines = [f"  {entry.path}:{each.line}  {_begun(each.text, 60)}" for entry, each in found[:6]]
    return "\n".join([spoken(say("Name one by its line:")), *lines]) if lines else ""


def _begun(text: str, longest: int = _LONGEST) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def passage_lines(desk: Desk, site: Site, entry: Entry, account: Account) -> Iterator[str]:
    """An account for people, its first line at the margin and all others set in."""
    passage = account.passage
    kind = spoken(say(_KINDS[passage.kind]))
    yield f"{entry.path}:{passage.line}  ({kind})"
    yield f"  {_begun(passage.text)}"
    for depth, line in _told(desk, site, entry, account):
        yield f"{'  ' * depth}{spoken(line)}"


def _told(desk: Desk, site: Site, entry: Entry, account: Account) -> Iterator[tuple[int, str]]:
    """The lines about a passage, each with how far it is set in."""
    if account.made_by == "earlier":
        changed = dict.fromkeys(told(name) for name in changed_since(entry, site.digest))
        yield 1, say("written by an earlier build, and now it would read otherwise")
        if changed:
            yield 1, say("changed since: {what}", what=", ".join(map(spoken, changed)))
        return
    if account.made_by == "hand":
        yield 1, say("these words were put there by hand")
        if not account.replaced:
            return
        yield 1, say("in the place of: {text}", text=_begun(account.replaced))
    yield 1, _writer_of(account.origin)
    if not account.influences:
        yield 1, say("fixed text of the template: no answer changes it")
    yield from _influences_told(desk, account.influences)


def _writer_of(origin: TemplateLine) -> str:
    if origin == UNTOLD:
        return say("written by one of its templates; which line cannot be told")
    if origin == NOWHERE:
        return say("written by the program, from what the document cites")
    return say("written by templates/{template}:{line}", **origin._asdict())


def _influences_told(desk: Desk, influences: Sequence[Influence]) -> Iterator[tuple[int, str]]:
    answers = [each for each in influences if each.is_answer]
    others = dict.fromkeys(told(each.part) for each in influences if not each.is_answer)
    for worded in (True, False):
        mine = [each for each in answers if each.worded is worded]
        if mine:
            because = say("says what was answered to:"), say("stands here because of:")
            yield 1, because[0 if worded else 1]
        for each in mine:
            yield 2, _value_line(desk, each)
            yield 3, _given_line(desk, each)
    if others:
        yield 1, say("besides: {others}", others=", ".join(map(spoken, others)))


def _value_line(desk: Desk, influence: Influence) -> str:
    question, stored, _ = _answer(desk, influence.part)
    if question is None or question.sensitive:
        return say("{answer}: (sensitive)", answer=influence.part)
    entries = [stored[at - 1] for at in influence.entries]
    choices = desk.process.playbook.choices_of(question)
    record = question.model_copy(update={"type": "record"})
    if entries and question.type == "records":
        value = "; ".join(shown(record, each, choices, desk.language) for each in entries)
    else:
        value = shown(question, entries or stored, choices, desk.language)
    if not entries or len(entries) == len(stored):
        return say("{answer}: {value}", answer=influence.part, value=_begun(value))
    parts = {
        "answer": influence.part,
        "numbers": ", ".join(map(str, influence.entries)),
        "value": _begun(value),
    }
    if len(entries) == 1:
        return say("{answer}, entry {numbers}: {value}", **parts)
    return say("{answer}, entries {numbers}: {value}", **parts)


def _given_line(desk: Desk, influence: Influence) -> str:
    _, _, given = _answer(desk, influence.part)
    if given is None:
        return say("worked out from other answers, or taken over")
    name = name_alone(given.giver)
    day = shown_date(date.fromisoformat(given.at[:10]), desk.language)
    return say("{name} on {day}", name=name, day=day)


def _answer(desk: Desk, part: str) -> tuple[Question | None, Stored, Given | None]:
    """The question behind a part, its answer, and how it was given."""
    home, _, name = part.rpartition(".")
    owner, _, step = home.rpartition("/")
    view = desk.view
    scope = next((s for s in view.scopes if s.partition(":")[2] == owner), PROGRAMME)
    question = desk.process.playbook.question(step, name)
    return question, view.answers_of(scope, step).get(name), view.given(scope, step, name)


def passage_content(desk: Desk, account: Account) -> dict[str, Any]:
    """An account for programs."""
    passage, origin = account.passage, account.origin
    answers = [each for each in account.influences if each.is_answer]
    return {
        "kind": passage.kind,
        "line": passage.line,
        "end_line": passage.end,
        "text": passage.text,
        "made_by": account.made_by,
        "replaced": account.replaced,
        "template": f"templates/{origin.template}" if origin.template else "",
        "template_line": max(origin.line, 0),
        "answers": [_answer_content(desk, each) for each in answers],
        "others": [told(each.part) for each in account.influences if not each.is_answer],
    }


def _answer_content(desk: Desk, influence: Influence) -> dict[str, Any]:
    question, stored, given = _answer(desk, influence.part)
    hidden = question is None or question.sensitive
    return {
        "answer": influence.part,
        "entries": list(influence.entries),
        "worded": influence.worded,
        "value": None if hidden else stored,
        "sensitive": hidden,
        "by": given.by if given is not None else "",
        "at": given.at if given is not None else "",
    }


def is_copy(path: str) -> bool:
    """Whether a file is a copy in another format, which has no lines to count."""
    return PurePosixPath(path).suffix not in {"", ".md"}
