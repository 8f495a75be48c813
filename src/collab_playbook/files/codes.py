"""Codes and names of the problems that reading files can find, and nothing else."""

from __future__ import annotations

from typing import Literal, NamedTuple

from collab_playbook.language.quoting import in_line
from collab_playbook.model.problem import Place, Problem


class Code(NamedTuple):
    """A code and the name beside it."""

    code: str
    name: str

    def at(
        self,
        place: Place,
        message: str,
        hint: str = "",
        severity: Literal["error", "warning"] = "error",
    ) -> Problem:
        """A problem of this code."""
        return Problem(self.code, self.name, in_line(message), place, in_line(hint), severity)


YAML_SYNTAX = Code("PB001", "yaml-syntax")
DUPLICATE_KEY = Code("PB002", "duplicate-key")
UNKNOWN_KEY = Code("PB003", "unknown-key")
MISSING_KEY = Code("PB004", "missing-key")
WRONG_TYPE = Code("PB005", "wrong-type")
NOT_ALLOWED_VALUE = Code("PB006", "not-allowed-value")
ENCODING = Code("PB007", "encoding")
YAML_FEATURE = Code("PB008", "yaml-feature")
TOO_LARGE = Code("PB010", "too-large")
OUTSIDE_FOLDER = Code("PB011", "outside-folder")
MISSING_FILE = Code("PB012", "missing-file")
DUPLICATE_ID = Code("PB101", "duplicate-id")
FOLDER_NAME = Code("PB109", "folder-name")
ALTERED_EVENT = Code("PB801", "altered-event")
EVIDENCE = Code("PB804", "evidence-missing")
UNREADABLE_EVENT = Code("PB805", "unreadable-event")
MISSING_EVENT = Code("PB806", "missing-event")
TORN_EVENT = Code("PB807", "torn-event")
JOURNAL_CONFLICT = Code("PB808", "journal-conflict")
NEWER_EVENT = Code("PB809", "newer-event")
ANSWER_MISFIT = Code("PB810", "answer-misfit")
ANSWERED_SINCE = Code("PB811", "answered-since")
UNKNOWN_HEADS = Code("PB812", "unknown-heads")
UNKNOWN_ANSWERS = Code("PB813", "unknown-answers")
READING_MISFIT = Code("PB830", "reading-misfit")
RECORDED_SINCE = Code("PB831", "recorded-since")
WORD_TEMPLATE = Code("PB425", "word-template")
BRAND_FILE = Code("PB840", "brand-file")
