"""Every sentence of the drawings of the process, in plain sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.saying import Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.saying import Translation

ENGLISH: Mapping[str, str] = {
    "draw.gate": "gate: {title}",
    "draw.after": "after {names}",
    "draw.group": "{heading}: {entries}.",
    "draw.waits": "waits",
    "draw.sends_back": "sends back",
    "legend.need": "comes before",
    "legend.waits": "still holds it up",
    "legend.hint": "better after",
    "legend.reopen": "may send back",
}


class Words(Sentences):
    """The sentences in one language."""

    def __init__(self, translation: Translation) -> None:
        super().__init__(ENGLISH, translation)
