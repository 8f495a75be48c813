"""Evidence for people: which file is attached to what, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.terminal.layout import Line, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.engine.openings import Attachment
    from collab_playbook.model.event import Instance
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words


def put_evidence(
    console: Console, words: Words, found: Iterable[tuple[Instance, Attachment, str]]
) -> None:
    """Each file with the step, the criterion and the place of its copy; on stdout."""
    lines: list[Line] = []
    for instance, attachment, path in found:
        what = f"{instance.path}, {attachment.criterion}" if attachment.criterion else instance.path
        lines += wrapped(f"{what}: {told_attachment(attachment, words)}", console.width, "", "  ")
        lines += wrapped(path or words("evidence.missing"), console.width, "  ")
    console.put(*(lines or [words("evidence.none")]))


def told_attachment(attachment: Attachment, words: Words) -> str:
    """A file with who attached it and what it shows."""
    note = words("evidence.note", note=attachment.note) if attachment.note else ""
    return words(
        "evidence.line",
        name=attachment.name,
        who=attachment.by.partition(" <")[0],
        date=attachment.at[:10],
        note=note,
    )
