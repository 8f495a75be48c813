"""Hand edits to the table of readings, as the three-way difference between then, it and now.

As with sheets of answers, a table that is merely behind changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.measuring import Judged, Measured, Misfit
from collab_playbook.files.codes import (
    READING_MISFIT,
    RECORDED_SINCE,
    UNKNOWN_HEADS,
    YAML_SYNTAX,
)
from collab_playbook.files.merged_sheet import sides
from collab_playbook.files.readings import Readings, Row, read_rows
from collab_playbook.files.readings_stamp import READINGS, stamp_in
from collab_playbook.files.sheets import digest_of_file, read_sheet
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import capitalised, say

if TYPE_CHECKING:
    from pathlib import Path

    from collab_playbook.files.journal import Journal

Judge = Callable[[Measured], tuple[Judged | None, list[Misfit]]]
_Said = tuple[str, str, str]
"""Value, source and note."""


class ReadingEdit(NamedTuple):
    """A reading that a person wrote into the view, changed there, or took out of it."""

    reading: Judged
    place: Place


@dataclass(frozen=True)
class AbsorbedReadings:
    """What the view says beyond the journal; ``seen`` is the digest of a file without problems."""

    edits: tuple[ReadingEdit, ...] = ()
    problems: tuple[Problem, ...] = ()
    seen: str = ""


def absorb_readings(
    root: Path,
    journal: Journal,
    *,
    now: Readings,
    then: Callable[[tuple[str, ...]], Readings],
    judge: Judge,
) -> AbsorbedReadings:
    """Finds what people changed in the view; an untouched one is not even parsed.

    Args:
        root: The workspace.
        journal: The journal as read.
        now: The readings in force.
        then: The readings that were in force at some heads, given as full ids.
        judge: Gives the stored form of a reading, or the reasons against it.
    """
    data = read_sheet(root, READINGS)
    if data is None:
        return AbsorbedReadings()
    text = data.decode("utf-8", "replace")
    texts = sides(text)
    compared = _Compared(journal, _by_key(now), then, judge)
    if len(texts) == 1:
        compared.compare(data)
    else:
        compared.compare_sides(text, texts)
    clean = not any(problem.severity == "error" for problem in compared.problems)
    seen = digest_of_file(data) if clean else ""
    return AbsorbedReadings(tuple(compared.edits), tuple(compared.problems), seen)


def _by_key(readings: Readings) -> dict[tuple[str, str, str], _Said]:
    return {
        (scope, name, reading.period): (reading.value, reading.source, reading.note)
        for (scope, name), held in readings.items()
        for reading in held
    }


class _Compared:
    """The view against the journal."""

    def __init__(
        self,
        journal: Journal,
        now: Mapping[tuple[str, str, str], _Said],
        then: Callable[[tuple[str, ...]], Readings],
        judge: Judge,
    ) -> None:
        self.journal, self.now, self.then, self.judge = journal, now, then, judge
        self.edits: list[ReadingEdit] = []
        self.problems: list[Problem] = []

    def compare_sides(self, text: str, texts: tuple[str, ...]) -> None:
        """Joins what both sides of a conflict of git say, each held against its own heads."""
        for side in texts:
            self.compare(side.encode())
        line = text.count("\n", 0, text.index("<<<<<<< ")) + 1
        place = Place(READINGS, line, 1, line, 8)
        joined: dict[tuple[str, str, str], ReadingEdit] = {}
        agree = True
        for edit in self.edits:
            other = joined.setdefault(edit.reading.key, ReadingEdit(edit.reading, place))
            agree = agree and other.reading == edit.reading
        self.edits = list(joined.values())
        if not agree or any(problem.severity == "error" for problem in self.problems):
            self.edits = []
            message = say("A merge conflict is left in the file")
            self.problems = [YAML_SYNTAX.at(place, message, say("Keep one side."))]

    def compare(self, data: bytes) -> None:
        stamp = stamp_in(data.decode("utf-8", "replace"))
        if stamp is not None and stamp[1]:
            return
        rows, problems = read_rows(data, READINGS)
        self.problems += problems
        if problems:
            return
        base = self.now if stamp is None else self._base(stamp[0])
        present: dict[tuple[str, str, str], Place] = {}
        for row in rows:
            self._row(row, base, present)
        if stamp is not None and not self.problems:
            for key in sorted(base.keys() - present.keys()):
                self._differ(key, None, base[key], Place(READINGS))

    def _base(self, heads: tuple[str, ...]) -> Mapping[tuple[str, str, str], _Said]:
        ids = self.journal.ids_of(heads)
        if ids is None:
            message = say("This file was written from events that the journal does not hold")
            hint = say(
                "Restore journal.jsonl from git; until then this file counts as edited by hand."
            )
            self.problems.append(UNKNOWN_HEADS.at(Place(READINGS), message, hint, "warning"))
            return self.now
        return _by_key(self.then(ids))

    def _row(
        self,
        row: Row,
        base: Mapping[tuple[str, str, str], _Said],
        present: dict[tuple[str, str, str], Place],
    ) -> None:
        raw = row.measured
        key = (raw.scope, raw.indicator, raw.period)
        said = (raw.value, raw.source, raw.note)
        if base.get(key) != said:
            reading, misfits = self.judge(raw)
            for misfit in misfits:
                message = capitalised(misfit.message)
                hint = say("Nothing is recorded for it.")
                place = row.place_of(misfit.part)
                self.problems.append(READING_MISFIT.at(place, message, hint))
            if reading is None:
                return
            key = reading.key
            if reading.value is None:
                return  # an empty value is a row taken out
            said = (reading.value, reading.source, reading.note)
        if key in present:
            message = say("'{key}' is read twice for {key_2}", key=key[1], key_2=key[2])
            place = row.place_of("period")
            self.problems.append(
                READING_MISFIT.at(place, message, say("Keep one of the two rows."))
            )
            return
        present[key] = row.start
        self._differ(key, said, base.get(key), row.place_of("value"))

    def _differ(
        self, key: tuple[str, str, str], said: _Said | None, was: _Said | None, place: Place
    ) -> None:
        current = self.now.get(key)
        if said in (was, current):
            return
        if current != was:
            message = say(
                "'{key}' for {key_2} was changed here and recorded elsewhere since",
                key=key[1],
                key_2=key[2],
            )
            hint = say(
                "Write the other reading here, or record this one: collab-playbook indicator"
            )
            self.problems.append(
                RECORDED_SINCE.at(place, message, say("{hint} record ...", hint=hint))
            )
            return
        self.edits.append(ReadingEdit(Judged(*key, *(said or (None, "", ""))), place))
