"""What goes into a package of a small playbook: its head and its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.documents.due import Place
from collab_playbook.documents.packing import Head, Sheet
from collab_playbook.documents.signed import Signed

if TYPE_CHECKING:
    from collab_playbook.model.playbook import Playbook

HEAD = Head(
    "Acme", "A process", ("small", "1.0.0"), "en", "2026-11-27", ("h",),
    unrecorded=False, unmasked=False,
)  # fmt: skip


def sheet(of: Playbook, document: str, scope: str = "programme", **keys: Any) -> Sheet:
    """A draft in Markdown and PDF, unless a test says otherwise."""
    base = Sheet(
        of.document_by_id[document],
        Place(document, scope, "en"),
        final=False,
        open=(),
        edited=False,
        masked=False,
        signed=Signed(),
        files={"md": b"m", "pdf": b"p"},
    )
    return base._replace(**keys)
