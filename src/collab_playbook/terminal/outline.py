"""What is shown around a question: the header, the numbered list, help, reasons and the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.terminal.guide import guide_lines
from collab_playbook.terminal.layout import columns
from collab_playbook.terminal.learned import say_offered
from collab_playbook.terminal.words import COMMANDS_HELP, Words

if TYPE_CHECKING:
    from collab_playbook.engine.interview import Interview, Prompt
    from collab_playbook.engine.outline import Header, OutlineRow
    from collab_playbook.model.question import Field, Question
    from collab_playbook.terminal.asker import Asker

_ROW_STYLES = {"answered": "good", "open": "open", "passed": "faint", "not_asked": "faint"}


def say_header(asker: Asker, words: Words, interview: Interview) -> None:
    """Where the session stands: the step, how much is answered, how long it may take."""
    header = interview.header()
    asker.say("")
    asker.tell(_title(words, header), "title")
    if header.instance.scope != PROGRAMME:
        asker.tell(words("header.where", path=header.instance.path))
    if header.instance.occurrence > 1:
        asker.tell(words("header.again", occurrence=header.instance.occurrence))
    asker.tell(progress(words, header))
    if header.instance.step != ORGANISATION:
        steps = words("header.steps", done=header.done_steps, total=header.total_steps)
        asker.tell(steps, "faint")
    say_offered(asker, interview.view, header.instance, words)
    asker.tell(words("hint.rich" if asker.is_rich else "hint.line"), "faint")


def progress(words: Words, header: Header) -> str:
    """How many questions have their reply, and the minutes left."""
    if header.answered >= header.total:
        return words("header.finished", total=header.total)
    return words(
        "header.progress",
        answered=header.answered,
        total=header.total,
        minutes=header.minutes_left,
    )


def _title(words: Words, header: Header) -> str:
    if header.step_number is None:
        return words("header.profile", title=header.step_title)
    return words(
        "header.step",
        number=header.step_number,
        total=header.total_steps,
        title=header.step_title,
    )


def say_list(asker: Asker, words: Words, interview: Interview) -> None:
    """The questions of the step, numbered, each with its answer."""
    asker.say("")
    asker.tell(words("list.title"), "title")
    for row in interview.outline():
        _say_row(asker, words, row)


def _say_row(asker: Asker, words: Words, row: OutlineRow) -> None:
    here = f" {words('row.here')}" if row.current else ""
    state = words(f"row.{row.state}")
    if row.state == "open" and row.required:
        state = f"{state}, {words('row.required')}"
    number = f"{row.number:>3}. "
    asker.tell(f"{row.question.short}: {state}{here}", _ROW_STYLES[row.state], number)
    if row.shown:
        asker.tell(row.shown, "", " " * columns(number))


def say_criteria(asker: Asker, words: Words, interview: Interview) -> None:
    """The exit criteria with their verdicts in words."""
    criteria = interview.criteria()
    if not criteria:
        return
    asker.say("")
    asker.tell(words("review.criteria"), "title")
    for view in criteria:
        style = {"met": "good", "unmet": "bad", "unknown": "open"}.get(view.verdict, "")
        asker.tell(f"{view.verdict}: {view.text}", style, "  - ")
        if view.missing:
            missing = words("review.missing", paths=", ".join(view.missing))
            asker.tell(missing, "", "    ")


def say_help(asker: Asker, words: Words, part: Question | Field, hints: tuple[str, ...]) -> None:
    """What a consultant would add, an example, and what may be typed."""
    lines = [part.help] if part.help else []
    if part.example:
        lines.append(words("problem.example", example=part.example))
    lines.extend(f"{choice.text}: {choice.help}" for choice in part.choices if choice.help)
    lines.extend(hint for hint in hints if hint)
    asker.say("")
    for line in lines or [words("help.none")]:
        asker.tell(line)


def say_why(asker: Asker, interview: Interview) -> None:
    """Why the question is asked, and what rests on its answer."""
    asker.say("")
    for line in interview.why():
        asker.tell(line, "", "- ")


def say_guide(asker: Asker, words: Words, guide: str) -> None:
    """The guide of the step, its sources and links in words."""
    asker.say("")
    for line in guide_lines(guide, 0) or [words("guide.none")]:
        if isinstance(line, str):
            asker.tell(line)
        else:
            asker.tell(line[0].text, line[0].style)


def say_commands(asker: Asker, words: Words) -> None:
    """What may be typed at any prompt."""
    asker.say("")
    asker.tell(words("commands.title"), "title")
    widest = max(len(sign) for sign, _ in COMMANDS_HELP)
    for sign, does in COMMANDS_HELP:
        asker.tell(words.said(does), "", f"  {sign:<{widest}}  ")


def note_of(words: Words, prompt: Prompt) -> str:
    """Where the question stands in its step."""
    need = words("need.required" if prompt.required else "need.optional")
    return words("note", position=prompt.position, total=prompt.total, need=need)
