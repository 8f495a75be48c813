"""The schedule as a picture: an SVG text of its own, the same bytes for the same schedule.

Shape says what colour repeats: full is done, hollow is to come, a thick edge is critical, a dashed
one waits, a thin line below is the plan. Class names begin with ``gantt-``, so that the picture
may stand in a page beside others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from collab_playbook.engine.wording import in_words
from collab_playbook.saying import ENGLISH
from collab_playbook.schedule.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.saying import Translation
    from collab_playbook.schedule.schedule import Dated, GateDay, Schedule, Stretch

_WIDTH, _LEFT, _RIGHT = 1000, 330, 60
_ROW, _TOP, _BOTTOM = 22, 96, 46
_TITLE_LETTERS = 46
"""As many letters of a title as the column on the left holds."""
_MOST_LABELS = 18
_EVERY = (1, 2, 3, 6, 12)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_STYLE = """\
.gantt-page { fill: #ffffff; }
.gantt-text { fill: #1b1f24; font: 12px system-ui, sans-serif; }
.gantt-small { fill: #57606a; font: 11px system-ui, sans-serif; }
.gantt-head { font-weight: 600; }
.gantt-title { font-size: 16px; font-weight: 600; }
.gantt-rule { stroke: #d8dee4; stroke-width: 1; }
.gantt-today { stroke: #8250df; stroke-width: 1.5; stroke-dasharray: 2 3; }
.gantt-plan { stroke: #8c959f; stroke-width: 2; }
.gantt-bar { fill: #ffffff; stroke: #0b5cad; stroke-width: 1.2; }
.gantt-done { fill: #0b5cad; }
.gantt-critical { stroke: #b42318; stroke-width: 3; }
.gantt-waiting { stroke-dasharray: 3 2; }
.gantt-gate { fill: #1b1f24; }
@media screen and (prefers-color-scheme: dark) {
.gantt-page { fill: #0d1117; }
.gantt-text { fill: #e6edf3; }
.gantt-small { fill: #9da7b3; }
.gantt-rule { stroke: #30363d; }
.gantt-today { stroke: #bc8cff; }
.gantt-plan { stroke: #7d8590; }
.gantt-bar { fill: #0d1117; stroke: #6cb6ff; }
.gantt-done { fill: #6cb6ff; }
.gantt-critical { stroke: #ff8f7a; }
.gantt-gate { fill: #e6edf3; }
}"""


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day begins, in pixels from the left."""
        days = (self.last - self.first).days + 1
        return _LEFT + (day - self.first).days * (_WIDTH - _LEFT - _RIGHT) / days

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.at(day + timedelta(days=1))


def drawn(schedule: Schedule, title: str, translation: Translation = ENGLISH) -> str:
    """The picture of a schedule.

    Args:
        schedule: What to draw.
        title: What it is the schedule of, such as the organisation's name.
        translation: The language of its words and dates.
    """
    words = Words(translation)
    heading = words("gantt.heading", title=title)
    lines = sum(1 + len(stretch.rows) for stretch in schedule.stretches)
    lines += 1 + len(schedule.gates) if schedule.gates else 0
    height = _TOP + lines * _ROW + _BOTTOM
    parts = [
        _opening(height),
        f'<title id="gantt-title">{_text(heading)}</title>',
        f'<desc id="gantt-desc">{_text(described(schedule, translation))}</desc>',
        f"<style>\n{_STYLE}\n</style>",
        f'<rect class="gantt-page" width="{_WIDTH}" height="{height}"/>',
        _label(16, 28, heading, "text gantt-title"),
        _label(16, 48, _summary(schedule, words), "small"),
    ]
    if schedule.rows:
        scale = _scale(schedule)
        parts += _axis(scale, schedule.today, height, words)
        parts += _body(schedule, scale, words)
        parts.append(_label(16, height - 16, words("gantt.legend"), "small"))
    return "\n".join((*parts, "</svg>", ""))


def _opening(height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        ' aria-labelledby="gantt-title gantt-desc">'
    )


def described(schedule: Schedule, translation: Translation = ENGLISH) -> str:
    """The picture in words: the end, the critical path, every step and gate with its days."""
    words = Words(translation)
    sentences = [_summary(schedule, words)]
    if schedule.path:
        steps = ", ".join(row.task.title for row in schedule.path)
        sentences.append(words("gantt.path", steps=steps))
    sentences += [f"{_of_row(row, words)}." for row in schedule.rows]
    sentences += [f"{_of_gate(gate, words)}." for gate in schedule.gates]
    return " ".join(sentences)


def _summary(schedule: Schedule, words: Words) -> str:
    if not schedule.rows:
        return words("gantt.nothing")
    key = "gantt.ended" if schedule.is_finished else "gantt.ends"
    slip = words.slip(schedule.slip) or words("gantt.planned")
    return words(key, end=words.day(schedule.end), slip=slip)


def _of_row(row: Dated, words: Words) -> str:
    span, task = row.forecast, row.task
    told = words(
        "gantt.row",
        number=task.number,
        title=task.title,
        start=words.day(span.start),
        end=words.day(span.end),
        state=in_words("done" if task.ended is not None else task.state),
    )
    return ", ".join(part for part in (told, words.slip(row.slip)) if part)


def _of_gate(gate: GateDay, words: Words) -> str:
    verdict = in_words(gate.verdict) if gate.verdict else words("gantt.undecided")
    return words("gantt.gate", title=gate.title, day=words.day(gate.on), verdict=verdict)


def _scale(schedule: Schedule) -> _Scale:
    rows = schedule.rows
    days = [schedule.today, *(gate.on for gate in schedule.gates)]
    days += [span.start for row in rows for span in (row.planned, row.forecast)]
    days += [span.end for row in rows for span in (row.planned, row.forecast)]
    return _Scale(min(days), max(days))


def _axis(scale: _Scale, today: date, height: int, words: Words) -> Iterator[str]:
    """Months, as many as there is room for, and today."""
    months = [
        date(year, month, 1)
        for year in range(scale.first.year, scale.last.year + 1)
        for month in range(1, 13)
        if scale.first <= date(year, month, 1) <= scale.last
    ]
    every = next((n for n in _EVERY if len(months) <= n * _MOST_LABELS), _EVERY[-1])
    named = [month for month in months if (month.month - 1) % every == 0]
    for number, month in enumerate(named):
        x = scale.at(month)
        begins = number == 0 or month.year != named[number - 1].year
        yield _line("rule", (x, _TOP - 16), (x, height - _BOTTOM + 8))
        yield _label(x + 3, _TOP - 8, words.month(month), "small")
        if begins:
            yield _label(x + 3, _TOP - 22, str(month.year), "small gantt-head")
    x = scale.at(today)
    yield _line("today", (x, _TOP - 16), (x, height - _BOTTOM + 8))


def _body(schedule: Schedule, scale: _Scale, words: Words) -> Iterator[str]:
    y = _TOP
    for stretch in schedule.stretches:
        yield _heading(y, _named(stretch))
        y += _ROW
        for row in stretch.rows:
            yield from _row(row, scale, y, words)
            y += _ROW
    if schedule.gates:
        yield _heading(y, words("gantt.gates"))
        y += _ROW
    for gate in schedule.gates:
        x, middle = scale.at(gate.on), y + _ROW / 2
        yield f"<g><title>{_text(_of_gate(gate, words))}</title>"
        yield _label(16, y + 15, _cut(gate.title), "text")
        yield (f'<path class="gantt-gate" d="M{x:.1f} {middle - 6:.1f}l6 6l-6 6l-6 -6z"/></g>')
        y += _ROW


def _named(stretch: Stretch) -> str:
    return f"{stretch.title} ({stretch.slip:+d})" if stretch.slip else stretch.title


def _heading(y: float, text: str) -> str:
    return _label(16, y + 15, text, "text gantt-head")


def _row(row: Dated, scale: _Scale, y: float, words: Words) -> Iterator[str]:
    task, span = row.task, row.forecast
    kind = "bar gantt-done" if task.ended is not None else "bar"
    kind += " gantt-critical" if row.is_critical else ""
    worked = min(span.worked, span.end)
    yield f"<g><title>{_text(_of_row(row, words))}</title>"
    yield _label(16, y + 15, f"{task.number}. {_cut(task.title)}", "text")
    yield _line(
        "plan", (scale.at(row.planned.start), y + 18), (scale.after(row.planned.end), y + 18)
    )
    if worked < span.end:
        yield _bar(f"{kind} gantt-waiting", scale.after(worked), scale.after(span.end), y)
    yield _bar(kind, scale.at(span.start), scale.after(worked), y)
    if row.slip:
        yield _label(scale.after(span.end) + 5, y + 14, f"{row.slip:+d}", "small")
    yield "</g>"


def _bar(kind: str, start: float, end: float, y: float) -> str:
    width = max(end - start, 2.0)
    return (
        f'<rect class="gantt-{kind}" x="{start:.1f}" y="{y + 5:.1f}" width="{width:.1f}"'
        ' height="10" rx="1"/>'
    )


def _line(kind: str, start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (to_x, to_y) = start, end
    return f'<path class="gantt-{kind}" d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"/>'


def _label(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="gantt-{kind}" x="{x:.1f}" y="{y:.1f}">{_text(text)}</text>'


def _cut(title: str) -> str:
    short = title if len(title) <= _TITLE_LETTERS else title[: _TITLE_LETTERS - 1].rstrip() + "…"
    return short.replace("\n", " ")


def _text(text: str) -> str:
    """A text as XML holds it, without the characters that it cannot hold."""
    return escape(_NOT_XML.sub("", text))
