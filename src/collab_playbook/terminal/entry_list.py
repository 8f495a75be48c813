"""The entries of a list so far, with the one being filled in: kept at every change."""

from __future__ import annotations

from typing import Any

from collab_playbook.terminal.records import Entry, Form, standing_of


class EntryList:
    """What has been entered for a ``records`` question and is not recorded yet.

    Args:
        form: The fields of the question in a conversation.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self.entries: list[dict[str, Any]] = []
        self.open_entry: Entry | None = None
        self.open_number: int | None = None

    @property
    def fewest(self) -> int:
        """How many entries are wanted at least."""
        question = self._form.prompt.question
        least = int(question.min) if question.min is not None and question.min.isdigit() else 0
        return max(least, 1 if question.required else 0)

    def resume(self) -> None:
        """Takes up what was kept of an earlier session, else the answer in force or the default."""
        talk, prompt = self._form.talk, self._form.prompt
        kept = talk.session.unfinished(prompt.path)
        if not (isinstance(kept, dict) and isinstance(kept.get("entries"), list)):
            self.entries = [dict(values) for values in standing_of(prompt) or ()]
            return
        talk.say_resumed(prompt.path)
        self.entries = [entry for entry in map(self._form.sound, kept["entries"]) if entry]
        self._resume_entry(kept.get("entry"))

    def _resume_entry(self, kept: Any) -> None:
        self.open_entry = self._form.resumed(kept)
        number = kept.get("number") if isinstance(kept, dict) else None
        is_old = isinstance(number, int) and 0 < number <= len(self.entries)
        self.open_number = number if is_old else None

    def keep(self) -> None:
        """Keeps all of it outside the journal."""
        kept: dict[str, Any] = {"entries": self.entries}
        if self.open_entry is not None:
            kept["entry"] = {**self.open_entry.kept(), "number": self.open_number}
        self._form.talk.keep_unfinished(self._form.prompt.path, kept)

    def say(self) -> None:
        """Shows the entries by number, each with the first two things it says."""
        asker, words = self._form.talk.asker, self._form.talk.words
        asker.say("")
        count = len(self.entries)
        asker.tell(words("records.count", count=count) if count else words("records.none"))
        for number, values in enumerate(self.entries, start=1):
            asker.tell(self._head(values), "", f"{number:>3}. ")
        if count < self.fewest:
            asker.tell(words("records.wanted", count=self.fewest))

    def _head(self, values: dict[str, Any]) -> str:
        shown = (
            self._form.shown(part, values[part.id])
            for part in self._form.fields
            if values.get(part.id) is not None
        )
        return ", ".join([text for text in shown if text][:2])
