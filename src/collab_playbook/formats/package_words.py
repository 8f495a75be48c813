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
    "count.signed.one": "{number} signed",
    "count.signed.many": "{number} signed",
    "count.final.one": "{number} final",
    "count.final.many": "{number} final",
    "count.draft.one": "{number} draft",
    "count.draft.many": "{number} drafts",
    "count.left_out.one": "{number} left out",
    "count.left_out.many": "{number} left out",
    "counted": "{what}: {how}.",
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
    "altered": "Changed since {names} signed it.",
    "masked.one": "Sensitive answers in it are masked.",
    "left_out.document": "Left out: {reason}.",
    "left_out.format": "{format} left out: {reason}.",
    "open.one": "{number} answer is open",
    "open.many": "{number} answers are open",
    "formats": "Formats of {title}",
    "format.html": "Web page",
    "format.md": "Markdown",
    "format.docx": "Word",
    "format.pdf": "PDF",
    "format.pptx": "PowerPoint",
    "format.xlsx": "Excel",
    # -- the foot ---------------------------------------------------------------------------------
    "foot": "Each file with its checksum:",
}


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
        known = f"format.{name}"
        return self(known) if known in ENGLISH else name.upper()
