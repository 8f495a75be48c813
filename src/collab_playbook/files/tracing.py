"""A passage of a document traced to its template and its answers; the worker does the rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from collab_playbook.documents.account import found_in
from collab_playbook.documents.choosing import template_of
from collab_playbook.documents.fault import RenderFault
from collab_playbook.documents.influence import influences_of, moves_of
from collab_playbook.documents.passages import passages_of
from collab_playbook.documents.varying import closer_variants, variants_of
from collab_playbook.errors import PlaybookError, RefusedError
from collab_playbook.files.manifest import read_base
from collab_playbook.files.output import NotTextError, read_document
from collab_playbook.files.worker import Job
from collab_playbook.files.workshop import Workshop
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.documents.account import Account
    from collab_playbook.documents.due import Due
    from collab_playbook.documents.fault import Sheet
    from collab_playbook.documents.passages import Passage
    from collab_playbook.documents.standing import Entry
    from collab_playbook.documents.varying import Variant
    from collab_playbook.files.site import Site
    from collab_playbook.files.worker import Limits


_PATIENCE = 30.0
"""Seconds for all variants of a document; those of the longest shipped one take about one."""


def passages_on_disk(site: Site, entry: Entry) -> tuple[Passage, ...]:
    """The passages of a document as it lies there.

    Raises:
        PlaybookError: It is gone, or is no text.
    """
    try:
        text = read_document(site.root, entry.path)
    except NotTextError as error:
        message = say("'{path}' is not text", path=entry.path)
        raise PlaybookError(message, say("Restore it, or delete it and build again.")) from error
    if text is None:
        message = say("'{path}' is missing", path=entry.path)
        raise PlaybookError(message, say("Build it with: collab-playbook build"))
    return passages_of(text)


def traced(
    site: Site,
    entry: Entry,
    passage: Passage,
    lying: tuple[Passage, ...],
    limits: Limits | None = None,
) -> Account:
    """Whose words a passage holds, and what made them.

    Args:
        site: The workspace.
        entry: The document.
        passage: One of ``lying``.
        lying: Its passages on disk.
        limits: What rendering may use.

    Raises:
        RefusedError: The document does not apply any more.
        PlaybookError: Its template cannot be carried out.
    """
    due = next((each for each in site.wanted if each.place == entry.place), None)
    if due is None:
        raise RefusedError(
            say("'{path}' does not apply any more: nothing would write it now", path=entry.path),
            say("Ask for the whole document: collab-playbook why-document {path}", path=entry.path),
        )
    built = read_base(site.root, entry.path, entry.output) or ""
    read = sorted(entry.basis)
    variants = variants_of(read, site.parts)
    with Workshop(limits) as workshop, Workshop(limits) as second:  # the second warms up meanwhile
        bench = _Bench(site, due, entry.final)
        first, made = bench.rendered(workshop, variants)
        account, written = found_in(passage, lying, built, first)
        if written is None:
            return account
        now = passages_of(first.text)
        moves = moves_of(written, now, variants, made)
        moving = [each.variant.part for each in moves]
        closer = closer_variants(moving, read, site.parts)
        if closer:
            _, made = bench.rendered(second, closer)
            moves += moves_of(written, now, closer, made)
    return account._replace(influences=influences_of(moves))


class _Bench(NamedTuple):
    """A document that is rendered with one change after another."""

    site: Site
    due: Due
    final: bool

    def rendered(
        self, workshop: Workshop, variants: Sequence[Variant]
    ) -> tuple[Sheet, list[Sheet | RenderFault]]:
        """The document as it is, then with each change.

        Raises:
            PlaybookError: Its template cannot be carried out, or not within the limits.
        """
        document, place = self.due.document, self.due.place
        template = template_of(document.id, place.language, self.site.templates)
        job = Job(
            document.id,
            document.step,
            place.instance,
            self.final,
            document.restricted,
            template,
            traced=True,
        )
        jobs = [job, *(job._replace(changes=each.changes, traced=False) for each in variants)]
        material = self.site.parts.payload((place.instance,))
        made = workshop.write_all(jobs, self.site.templates, material, place.language, _PATIENCE)
        if made and isinstance(made[0], RenderFault):
            raise PlaybookError(
                say("the template cannot be carried out: {fault}", fault=made[0]),
                made[0].hint or say("Mend it, then ask again."),
            )
        if len(made) < len(jobs):
            raise PlaybookError(
                say("the template takes too long to try every answer on it"),
                say("Ask for the whole document, or mend the template."),
            )
        return cast("Sheet", made[0]), made[1:]
