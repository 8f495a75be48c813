"""The page of one step: purpose, state, people, questions, criteria, documents, guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.derive import Board, Standing, judge
from collab_playbook.engine.outline import outline_of
from collab_playbook.engine.showing import shown_period
from collab_playbook.engine.wording import in_words
from collab_playbook.language.period import Period
from collab_playbook.terminal.attached import told_attachment
from collab_playbook.terminal.board import MARKS, remarks
from collab_playbook.terminal.guide import guide_lines, told_guide
from collab_playbook.terminal.layout import Line, Span, wrapped
from collab_playbook.terminal.learned import offered_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from collab_playbook.model.event import Instance
    from collab_playbook.model.step import Step
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words


def put_step_page(  # noqa: PLR0913, PLR0917 - the parts of the page
    console: Console,
    board: Board,
    instance: Instance,
    words: Words,
    guide: str,
    signed: Mapping[str, str] | None = None,
) -> None:
    """Everything about a step, on stdout; the guide, being the longest, comes last."""
    console.put(*page_lines(console, board, instance, words, signed))
    told = told_guide(guide, board.view.process.playbook, words)
    lines = guide_lines(told, console.width)
    if lines:
        console.put("", *lines)


def page_lines(
    console: Console,
    board: Board,
    instance: Instance,
    words: Words,
    signed: Mapping[str, str] | None = None,
) -> list[Line]:
    """The page without the guide; ``signed`` says who signed a document, by its id."""
    stands, width = board.standing(instance), console.width
    step = stands.step
    title = words("page.title", number=step.number, title=step.title)
    lines: list[Line] = [(Span(line, "title"),) for line in wrapped(title, width)]
    lines += wrapped(step.purpose, width)
    state = f"{MARKS[stands.state]} {in_words(stands.state)}"
    lines += ["", *wrapped("; ".join((state, *remarks(board, words, stands))), width)]
    for heading, items in _sections(board, stands, words, signed or {}):
        shown = list(items)
        if shown:
            lines += ["", (Span(heading, "title"),)]
            for mark, text in shown:
                lines += wrapped(text, width, f"  {mark}")
    return lines


def _sections(
    board: Board, stands: Standing, words: Words, signed: Mapping[str, str]
) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    step, instance = stands.step, stands.instance
    yield words("page.facts"), (("- ", fact) for fact in _facts(board, step, words))
    yield words("lesson.title"), offered_lines(board.view, instance, words)
    yield words("page.questions"), _questions(board, instance, words)
    yield words("page.criteria"), _criteria(board, stands)
    yield words("page.evidence"), _evidence(board, instance, words)
    yield words("page.documents"), _documents(board, step, signed)
    yield words("page.pitfalls"), (("- ", pitfall) for pitfall in step.pitfalls)


def _facts(board: Board, step: Step, words: Words) -> Iterator[str]:
    roles = board.view.process.playbook.catalogue_by_id.get("roles")
    titles = {record.id: record.title for record in roles.records} if roles else {}

    def named(ids: Iterable[str]) -> str:
        return ", ".join(titles.get(role, role) for role in ids)

    yield words("page.accountable", roles=named((step.roles.accountable,)))
    yield words("page.responsible", roles=named(step.roles.responsible))
    if step.roles.consulted:
        yield words("page.consulted", roles=named(step.roles.consulted))
    if step.roles.informed:
        yield words("page.informed", roles=named(step.roles.informed))
    if step.sign_off:
        yield words("page.sign_off", roles=named(step.sign_off.roles))
    key = "page.duration_waiting" if step.duration.waiting_days else "page.duration"
    yield words(key, days=step.duration.work_days, waiting=step.duration.waiting_days)
    by_id = board.view.process.playbook.step_by_id
    if step.needs:
        needed = (by_id[n.step].title for n in step.needs if n.step in by_id)
        yield words("page.needs", steps=", ".join(needed))
    if step.repeat:
        every = shown_period(Period.parse(step.repeat.every), words.language)
        asked = (step.question(i) for i in step.repeat.questions)
        names = ", ".join(question.short for question in asked if question)
        yield words("page.repeat", every=every, questions=names)


def _questions(board: Board, instance: Instance, words: Words) -> Iterator[tuple[str, str]]:
    for row in outline_of(board.view, instance, None, words.language):
        need = f" ({words('need.required')})" if row.required else ""
        state = f" [{words(f'row.{row.state}')}]" if row.state != "answered" else ""
        yield f"{row.number:>2}. ", f"{row.question.ask}{need}{state}"
        if row.shown:
            yield "    ", row.shown


def _criteria(board: Board, stands: Standing) -> Iterator[tuple[str, str]]:
    for judged in judge(board.view, stands.step, stands.instance):
        yield "- ", f"{judged.verdict}: {judged.criterion.text}"


def _documents(board: Board, step: Step, signed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for document in board.view.process.playbook.documents:
        if document.step == step.id:
            by = f", {signed[document.id]}" if document.id in signed else ""
            yield "- ", f"{document.title} ({document.audience}){by}"


def _evidence(board: Board, instance: Instance, words: Words) -> Iterator[tuple[str, str]]:
    for attachment in board.view.state.evidence.get(instance._replace(occurrence=1), ()):
        criterion = f"{attachment.criterion}: " if attachment.criterion else ""
        yield "- ", f"{criterion}{told_attachment(attachment, words)}"
