"""The board for people: phases, steps, states in words and marks, what is due, what is next.

Marks and words carry the meaning; colour only repeats it. On a narrow window the columns become
lines, in line mode sentences.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.asking import asked_of
from collab_playbook.engine.circles import scope_state
from collab_playbook.engine.derive import Board, Standing, progress
from collab_playbook.engine.gates import gate_standings
from collab_playbook.engine.pressing import due_now
from collab_playbook.engine.showing import shown_date
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import PROGRAMME
from collab_playbook.terminal.layout import Line, Span, columns, table, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from collab_playbook.engine.following import Next
    from collab_playbook.engine.signing import Lapsed
    from collab_playbook.model.standing import Derived
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words

MARKS: Mapping[Derived, str] = {
    "done": "[x]",
    "skipped": "[-]",
    "active": "[>]",
    "ready": "[ ]",
    "blocked": "[.]",
    "awaiting_approval": "[?]",
    "stale": "[!]",
    "not_applicable": "[/]",
}
_STYLES: Mapping[Derived, str] = {
    "done": "good",
    "active": "open",
    "awaiting_approval": "open",
    "stale": "bad",
    "blocked": "faint",
    "not_applicable": "faint",
    "skipped": "faint",
}
_WIDE = 90
"""From this many columns on, what a step waits for has a column of its own."""
_STATE_COLUMNS = 17
_ANSWERED_COLUMNS = 7


def put_board(  # noqa: PLR0913, PLR0917 - the parts of the board
    console: Console,
    board: Board,
    words: Words,
    title: str,
    coming: Next,
    altered: Sequence[str] = (),
) -> None:
    """The whole board: title, progress, phases with their steps, and what to do now.

    ``altered`` tells of documents that say something else than when they were signed.
    """
    done, total = progress(board.standings.values())
    console.put((Span(title, "title"),), words("board.progress", done=done, total=total))
    titles = max((columns(s.step.title) for s in board.standings.values()), default=0)
    for heading, standings in _groups(board, words):
        if not standings:
            continue
        finished, applying = progress(standings)
        counted = words("board.phase", title=heading, done=finished, total=applying)
        console.put("", (Span(counted, "title"),))
        console.put(*step_lines(console, board, words, standings, titles))
    due = _due_gates(console, board, words)
    if due:
        console.put("", (Span(words("board.gates_due"), "title"),), *due)
    if altered:
        console.put("", (Span(words("board.altered"), "title"),))
        console.put(*(line for text in altered for line in wrapped(text, console.width, "  ")))
    console.put("", *next_lines(console, words, coming))


def put_due(console: Console, board: Board, words: Words) -> None:
    """What is due or overdue, the most pressing first."""
    pressing = due_now(board)
    if not pressing:
        console.put(words("board.nothing_due"))
    for each in pressing:
        when = words(f"board.{each.flag}", date=_date(words, each.due))
        console.put(*wrapped(f"{each.path}: {each.what}; {when}", console.width, "", "  "))


def _due_gates(console: Console, board: Board, words: Words) -> list[Line]:
    """What gates ask for by a day: open conditions, and holds that are looked at again."""
    lines: list[Line] = []
    for stands in gate_standings(board.view):
        if stands.due is None:
            continue
        flag = next(iter(stands.flags), "coming")
        when = words(f"board.gate_{flag}", date=_date(words, stands.due))
        told = f"{stands.at.path}: {words(f'gate.{stands.state}')}; {when}"
        lines += wrapped(told, console.width)
        lines += [
            line for c in stands.open_conditions for line in wrapped(c.text, console.width, "    ")
        ]
    return lines


def _groups(board: Board, words: Words) -> Iterator[tuple[str, Sequence[Standing]]]:
    """The programme's steps by phase, then each circle and community as a whole."""
    standings = tuple(board.standings.values())
    for phase in board.view.process.playbook.phases:
        mine = (s for s in standings if s.instance.scope == PROGRAMME and s.step.phase == phase.id)
        yield phase.title, tuple(mine)
    for scope in board.view.scopes:
        if scope != PROGRAMME:
            inside = tuple(s for s in standings if s.instance.scope == scope)
            yield owner_heading(board, words, scope), inside


def owner_heading(board: Board, words: Words, scope: str) -> str:
    """The heading of a circle or community: its title, its id, where it stands."""
    state = scope_state(board.view.process.playbook, board.view.state, scope)
    title, said = board.view.state.title(scope), words(f"state.{state}")
    return words("board.owner", title=title, scope=scope, state=said)


def step_lines(
    console: Console, board: Board, words: Words, standings: Sequence[Standing], titles: int
) -> list[Line]:
    """The steps of one group, as a table, as lines, or as sentences.

    ``titles`` is how many columns the longest title of the whole board takes.
    """
    if console.is_line_mode:
        return [_sentence(board, words, standing) for standing in standings]
    if console.width >= _WIDE:
        return [*_wide_table(console, board, words, standings, titles)]
    return [*_narrow_lines(console, board, words, standings)]


def _wide_table(
    console: Console, board: Board, words: Words, standings: Sequence[Standing], titles: int
) -> list[tuple[Span, ...]]:
    room = console.width - 3 - 2 - _STATE_COLUMNS - _ANSWERED_COLUMNS - 5 * 2
    title_columns = min(room * 6 // 10, titles)
    widths = (3, 2, title_columns, _STATE_COLUMNS, _ANSWERED_COLUMNS, room - title_columns)
    rows = [
        (
            Span(MARKS[s.state], _STYLES.get(s.state, "")),
            Span(f"{s.step.number:>2}"),
            Span(s.step.title),
            Span(in_words(s.state), _STYLES.get(s.state, "")),
            Span(_answered(board, s)),
            Span("; ".join(remarks(board, words, s)), "bad" if "overdue" in s.flags else ""),
        )
        for s in standings
    ]
    return table(rows, widths)


def _narrow_lines(
    console: Console, board: Board, words: Words, standings: Sequence[Standing]
) -> Iterator[Line]:
    for s in standings:
        rows = [
            (
                Span(MARKS[s.state], _STYLES.get(s.state, "")),
                Span(f"{s.step.number:>2}"),
                Span(s.step.title),
                Span(in_words(s.state), _STYLES.get(s.state, "")),
            )
        ]
        yield from table(rows, (3, 2, console.width - 3 - 2 - _STATE_COLUMNS - 6, _STATE_COLUMNS))
        told = [
            text for text in (_answered_words(board, words, s), *remarks(board, words, s)) if text
        ]
        if told:
            yield from wrapped("; ".join(told), console.width, " " * 9)


def _sentence(board: Board, words: Words, standing: Standing) -> str:
    told = (_answered_words(board, words, standing), *remarks(board, words, standing))
    rest = "".join(f" {text[:1].upper()}{text[1:]}." for text in told if text)
    state = in_words(standing.state)
    return f"{standing.step.number}. {standing.step.title}: {state}.{rest}"


def _answered(board: Board, standing: Standing) -> str:
    """Answers of questions, for a step that has any to give."""
    if standing.state in {"not_applicable", "skipped", "blocked"}:
        return ""
    asked = [a for a in asked_of(board.view, standing.instance) if a.in_force]
    if not asked:
        return ""
    return f"{sum(1 for a in asked if not a.is_open)}/{len(asked)}"


def _answered_words(board: Board, words: Words, standing: Standing) -> str:
    answered = _answered(board, standing) if standing.state != "done" else ""
    if not answered:
        return ""
    done, _, total = answered.partition("/")
    return words("board.answered", done=done, total=total)


def remarks(board: Board, words: Words, standing: Standing) -> tuple[str, ...]:
    """What to know beside the state: when it is due, what it waits for, what has changed."""
    told = []
    if standing.due is not None:
        flag = next((f for f in ("overdue", "due", "due_soon") if f in standing.flags), "coming")
        told.append(words(f"board.{flag}", date=_date(words, standing.due)))
    told += _waits(board, words, standing)
    lapsed = standing.signing.lapsed if standing.signing is not None else ()
    told += [lapse(words, each) for each in lapsed]
    named = {path for each in lapsed for path in each.changed}
    changed = [path for path in standing.changed if path not in named]
    if changed:
        told.append(words("board.changed", paths=", ".join(changed)))
    return tuple(told)


def lapse(words: Words, lapsed: Lapsed) -> str:
    """A signature that no longer counts, because of what was changed since."""
    approval = lapsed.approval
    day = _date(words, date.fromisoformat(approval.at[:10]))
    paths = ", ".join(lapsed.changed) or "?"
    return words("board.lapsed", who=approval.by.partition(" <")[0], date=day, paths=paths)


def _waits(board: Board, words: Words, standing: Standing) -> Iterator[str]:
    """What stands in the way: steps by number, anything else in its own words."""
    number_by_path = {i.path: s.step.number for i, s in board.standings.items()}
    steps = [b for b in standing.blocked_by if b.kind == "step" and b.id in number_by_path]
    if len(steps) == 1:
        yield words("board.waits", number=number_by_path[steps[0].id])
    elif steps:
        *first, last = map(str, sorted(number_by_path[b.id] for b in steps))
        yield words("board.waits_many", numbers=", ".join(first), last=last)
    owner = standing.instance.scope.partition(":")[2]
    for blocker in standing.blocked_by:
        if blocker.kind == "gate" and owner and blocker.id.startswith(f"{owner}/"):
            yield words("board.own_gate", gate=blocker.id)
        elif blocker not in steps:
            yield blocker.text


def next_lines(console: Console, words: Words, coming: Next) -> list[Line]:
    """What to do now: the question that a session would ask, then commands with who and why."""
    lines: list[Line] = [(Span(words("next.title"), "title"),)]
    if coming.question is not None:
        wanted = coming.question
        path = f"{wanted.instance.path}.{wanted.asked.question.id}"
        asked = words("next.question", path=path, ask=wanted.asked.question.ask)
        lines += wrapped(asked, console.width, "  ")
        lines += wrapped(words("next.run", path=wanted.instance.path), console.width, "    ")
    for action in coming.actions:
        lines += wrapped(action.command, console.width, "  ", "    ")
        due = words("next.due", date=_date(words, action.due)) if action.due else ""
        who = words("next.who", why=action.why, who=action.who, due=due)
        lines += wrapped(who, console.width, "    ")
    if coming.until is not None:
        told = words("next.until", date=_date(words, coming.until), why=coming.waiting)
        lines += wrapped(told, console.width, "  ")
    if len(lines) == 1:
        lines += [f"  {words('next.nothing')}"]
    return lines


def _date(words: Words, day: date) -> str:
    return shown_date(day, words.language)
