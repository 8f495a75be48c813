"""Every sentence that the index page of a package says by itself, in plain sight."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_playbook.documents.formatting import is_one, manner_of
from collab_playbook.engine.showing import shown_date, shown_number
from collab_playbook.saying import Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.saying import Translation

ENGLISH: Mapping[str, str] = {
    # -- the head ---------------------------------------------------------------------------------
    "title": "{organisation}: documents of {day}",
    "skip": "Go to the documents",
    "head.made": "Documents of {day}",
    # -- what it holds ----------------------------------------------------------------------------
    "count.one": "{number} document",
    "count.many": "{number} documents",
    "count.signed": "signed: {number}",
    "count.final": "final: {number}",
    "count.draft": "drafts: {number}",
    "count.left_out": "left out: {number}",
    "counted": "{what} ({how}).",
    "all.signed": "{what}, all signed.",
    "all.final": "{what}, all final.",
    "all.draft": "{what}, all drafts.",
    "all.left_out": "{what}, all left out.",
    "chosen": "A part of the whole: {titles}.",
    "masked": "Sensitive answers are masked.",
    "unmasked": "For named readers only: sensitive answers stand here in clear.",
    "contents": "Contents",
    "overview": "The programme at a glance",
    "extra.report": "Report to the steering committee",
    "extra.report.purpose": "Progress, gates, dates, risks and indicators on one page.",
    "extra.schedule": "Schedule",
    "extra.schedule.purpose": "When each step begins and ends, as a picture.",
    "extra.calendar": "Calendar",
    "extra.calendar.purpose": "The dates, for the calendar of whoever takes part.",
    "extra.report.name": "Committee report",
    "extra.schedule.name": "Schedule",
    "extra.calendar.name": "Calendar",
    # -- the documents ----------------------------------------------------------------------------
    "phase.none": "Other documents",
    "circle": "Circle: {title}",
    "community": "Community: {title}",
    "step": "{number}. {title}",
    "audience": "For: {audience}",
    "state.signed": "Signed",
    "state.final": "Final",
    "state.draft": "Draft",
    "state.left_out": "Left out",
    "signed.by": "Signed by {names}.",
    "signed.on": "{name} on {day}",
    "altered": "Changed since it was signed by {names}.",
    "masked.one": "Sensitive answers in it are masked.",
    "left_out.document": "Left out: {reason}.",
    "left_out.format": "{format} left out: {reason}.",
    "open.one": "{number} answer is open",
    "open.many": "{number} answers are open",
    "formats": "Formats of {title}",
    "format.html": "Web page",
    # -- the foot ---------------------------------------------------------------------------------
    "foot": "Each file with its checksum:",
}


NAMES: Mapping[str, str] = {
    "md": "Markdown",
    "docx": "Word",
    "pdf": "PDF",
    "pptx": "PowerPoint",
    "xlsx": "Excel",
}
"""Formats that people call by a name, in every language the same."""


class Words(Sentences):
    """The sentences of the index in one language, and its way with numbers and dates."""

    def __init__(self, translation: Translation) -> None:
        super().__init__(ENGLISH, translation)
        self._manner = manner_of(self.language)

    def counted(self, key: str, number: int) -> str:
        """The sentence for one or for many."""
        form = "one" if is_one(Decimal(number), self._manner) else "many"
        return self(f"{key}.{form}", number=shown_number(number, self.language))

    def day(self, day: str) -> str:
        """A day, from its ten letters, with its month in words."""
        return shown_date(date.fromisoformat(day), self.language)

    def format(self, name: str) -> str:
        """What people call a format."""
        return self("format.html") if name == "html" else NAMES.get(name, name.upper())
