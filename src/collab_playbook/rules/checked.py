"""What rules look at: a playbook as far as it could be read, its texts, and every place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from collab_playbook.engine.process import Process
from collab_playbook.language.names import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.language.types import Type
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.story import Story
    from collab_playbook.rules.placing import Placing


@dataclass(frozen=True)
class Checked:
    """A playbook under examination.

    Attributes:
        playbook: What could be read of it, in its source language.
        places: Where its values stand.
        templates: Texts under ``templates/`` by path below it (``goal_sheet/body.md.j2``).
        guides: Texts of the guides by step id.
        files: Every file of the playbook, relative to its root.
        holes: Parts that could not be read, as ``(kind, id)``; rules stay silent about them.
        translations: By language, the same playbook as read in that language.
        texts: The text of any other file of the playbook, by name, for suppressions and fixes.
        stories: The stories that could be read, by file.
    """

    playbook: Playbook
    places: Placing
    templates: Mapping[str, str] = field(default_factory=dict)
    guides: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    holes: frozenset[tuple[str, str]] = frozenset()
    translations: Mapping[str, Playbook] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)

    @cached_property
    def process(self) -> Process:
        """The playbook with its guards parsed."""
        return Process(self.playbook)

    @cached_property
    def names(self) -> Mapping[str, Type]:
        """The types of the names that guards and templates may use."""
        return names_of(self.playbook)
