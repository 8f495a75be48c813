"""The documents of a package: what a build would put in place now, without touching the workspace.

A masked package shows restricted documents as everybody may read them. They are rendered for it;
what somebody wrote into one by hand cannot be masked, so that one stays out, and is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.documents.copies import copy_path
from collab_playbook.documents.due import SOURCE
from collab_playbook.documents.packing import LeftOut, Sheet
from collab_playbook.documents.signed import Signed, signed
from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import RefusedError
from collab_playbook.files.copies import copies_of, formats_for, settled_text
from collab_playbook.files.origins import FillError, origin_of
from collab_playbook.files.output import digest_at
from collab_playbook.files.settling import for_everybody, masked, problems_of, settled
from collab_playbook.files.writing import told
from collab_playbook.saying import say, say_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from collab_playbook.documents.copies import Copied
    from collab_playbook.documents.due import Due, Place
    from collab_playbook.documents.plan import Outcome, Row
    from collab_playbook.engine.view import View
    from collab_playbook.files.copies import Press
    from collab_playbook.files.playbook import Loaded
    from collab_playbook.files.site import Site
    from collab_playbook.files.worker import Limits
    from collab_playbook.model.problem import Problem

EDITED: Final = say(
    "it was edited by hand, and sensitive answers in what was written cannot be masked"
)
COPY_EDITED: Final = say("somebody changed this file, and sensitive answers in it cannot be masked")


class Order(NamedTuple):
    """What a package is asked for.

    Attributes:
        press: What makes the formats besides Markdown.
        source: ``True`` for the Markdown of every document, ``False`` for that of none, ``None``
            where its document names it among its formats.
        final: Final or draft; ``None`` leaves each document as it is.
        unmasked: Whether sensitive answers stay readable in restricted documents.
    """

    press: Press
    source: bool | None = None
    final: bool | None = None
    unmasked: bool = False


class Gathered(NamedTuple):
    """The documents of a package; or the faults of the templates that stop it."""

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()


def gathered(  # noqa: PLR0913, PLR0917 - what is packed, from where, as asked
    site: Site,
    view: View,
    loaded: Loaded,
    chosen: Sequence[Due],
    order: Order,
    limits: Limits | None = None,
) -> Gathered:
    """The documents of a package, as they would lie there after a build.

    Args:
        site: The workspace.
        view: Where the programme stands.
        loaded: The playbook with its templates.
        chosen: The documents.
        order: What is asked for.
        limits: What rendering may use.

    Raises:
        RefusedError: A document or copy is in conflict, or lacks answers and is to be final; the
            message names each.
        PlaybookError: A file cannot be read, or a path is unsafe.
    """
    try:
        return _gathered(site, view, loaded, chosen, order, limits)
    except FillError as error:
        return Gathered(problems=problems_of((error.fault,)))


def _gathered(  # noqa: PLR0913, PLR0917 - likewise
    site: Site,
    view: View,
    loaded: Loaded,
    chosen: Sequence[Due],
    order: Order,
    limits: Limits | None,
) -> Gathered:
    outcomes = settled(site, loaded, chosen, order.final, limits)
    if not isinstance(outcomes, dict):
        return Gathered(problems=outcomes)
    if order.final:
        _require_answers([outcomes[each.place].row for each in chosen])
    hidden = [] if order.unmasked else [each for each in chosen if each.document.restricted]
    clear = [each for each in chosen if order.unmasked or not each.document.restricted]
    press, formats = order.press, [formats_for(site, each, order.press) for each in chosen]
    total = sum(len(names) for names in formats)
    copied = copies_of(
        site, clear, outcomes, press._replace(seen=lambda done, _: press.seen(done, total))
    )
    _require_settled(chosen, outcomes, copied)
    if order.final:
        _require_answers([each.row for each in copied])
    whole = [each for each in hidden if not _is_edited(site, each, outcomes[each.place])]
    texts = masked(
        site, loaded, [(each, outcomes[each.place].entry.final) for each in whole], limits
    )
    if not isinstance(texts, dict):
        return Gathered(problems=texts)
    packer = _Packer(site, view, order, outcomes, texts, copied)
    sheets = []
    for done, each in enumerate(chosen, 1):
        sheets.append(packer.packed(each))
        press.seen(max(len(copied), total * done // len(chosen)), total)
    return Gathered(tuple(sheets))


def _require_answers(rows: Sequence[Row]) -> None:
    """Refuses a final package of documents that lack answers.

    Raises:
        RefusedError: Some do.
    """
    lacking = [
        say("{path}: {open}", path=row.path, open=", ".join(row.open)) for row in rows if row.open
    ]
    if lacking:
        message = say(
            "answers are still open in these documents:\n  {documents}",
            documents=say_all("\n  ", lacking),
        )
        raise RefusedError(
            message,
            say("Answer them, name the steps that are complete, or leave --final out."),
        )


def _require_settled(
    chosen: Sequence[Due], outcomes: Mapping[Place, Outcome], copied: Sequence[Copied]
) -> None:
    """Refuses documents that changed on both sides.

    Raises:
        RefusedError: Some did.
    """
    rows = (*(outcomes[each.place].row for each in chosen), *(each.row for each in copied))
    clashes = [
        say("{path}: {reason}", path=row.path, reason=row.reason)
        for row in rows
        if row.state == "conflict"
    ]
    if clashes:
        message = say(
            "these changed on both sides:\n  {documents}", documents=say_all("\n  ", clashes)
        )
        raise RefusedError(
            message, say("Run collab-playbook build, settle what it puts beside them, pack again.")
        )


def _is_edited(site: Site, each: Due, outcome: Outcome) -> bool:
    """Whether the Markdown says something else than the program would have written."""
    text = settled_text(site.root, each, outcome)
    return text is None or digest_of(text) != outcome.entry.output


class _Packer(NamedTuple):
    """Puts the parts of each document together."""

    site: Site
    view: View
    order: Order
    outcomes: Mapping[Place, Outcome]
    masked: Mapping[Place, str]
    copied: Sequence[Copied]

    def packed(self, each: Due) -> Sheet:
        """A document as it goes into the package."""
        outcome = self.outcomes[each.place]
        is_hidden = each.document.restricted and not self.order.unmasked
        files, left_out = self._masked_files(each) if is_hidden else self._files(each)
        text = self.masked.get(each.place)
        return Sheet(
            document=each.document,
            place=each.place,
            final=outcome.entry.final,
            open=outcome.row.open,
            edited=_is_edited(self.site, each, outcome),
            masked=text is not None and text != self._text(each),
            signed=self._signed(each),
            files=files,
            left_out=left_out,
        )

    def _files(self, each: Due) -> tuple[dict[str, bytes], tuple[LeftOut, ...]]:
        """The files as they lie there, or as a build would put them there."""
        files = {SOURCE: self._text(each).encode()} if self._wants_source(each) else {}
        left_out = []
        for copied in self.copied:
            row = copied.row
            if (row.id, row.instance) != (each.place.document, each.place.instance):
                continue
            if not self._is_meant_for(each, row.format):
                continue
            if row.state == "outdated":
                left_out.append(LeftOut(row.format, row.reason, is_edited=False))
                continue
            made = dict(copied.files).get(row.path)
            files[row.format] = made if made is not None else _lying(self.site, row.path)
        return files, tuple(left_out)

    def _masked_files(self, each: Due) -> tuple[dict[str, bytes], tuple[LeftOut, ...]]:
        """The files of a restricted document as everybody may read them."""
        text = self.masked.get(each.place)
        if text is None:
            return {}, (LeftOut("", EDITED),)
        files = {SOURCE: text.encode()} if self._wants_source(each) else {}
        left_out = []
        names = formats_for(self.site, each, self.order.press)
        for name in (name for name in names if self._is_meant_for(each, name)):
            if self._is_changed(each, name):
                left_out.append(LeftOut(name, COPY_EDITED))
                continue
            write = self._writer(for_everybody(each), text, name)
            if write is None:
                reason = say("what makes {format} is not installed", format=name)
                left_out.append(LeftOut(name, reason, is_edited=False))
            else:
                files[name] = write()
        return files, tuple(left_out)

    def _is_meant_for(self, each: Due, format_: str) -> bool:
        """Whether there is anything to make: not of text in a format that holds data alone."""
        writers = self.order.press.ready()
        data = writers.by_data.get(format_)
        return data is None or format_ in writers.by_format or data.applies(each.document)

    def _writer(self, each: Due, text: str, format_: str) -> Callable[[], bytes] | None:
        """What makes a copy anew, from the data or from the text, as everybody may read both."""
        writers, final = self.order.press.ready(), self.outcomes[each.place].entry.final
        origin = origin_of(self.site, each, format_, writers, lambda: text, final=final)
        return origin and origin.write

    def _text(self, each: Due) -> str:
        return settled_text(self.site.root, each, self.outcomes[each.place]) or ""

    def _wants_source(self, each: Due) -> bool:
        wanted = self.order.source
        return SOURCE in each.document.formats if wanted is None else wanted

    def _is_changed(self, each: Due, format_: str) -> bool:
        """Whether a person's own copy lies there."""
        lying = digest_at(self.site.root, copy_path(each.path, format_))
        copy = self.site.manifest.copies.get(each.place._replace(format=format_))
        return bool(lying) and (copy is None or lying != copy.output)

    def _signed(self, each: Due) -> Signed:
        """The signatures, against the text that goes into the package."""
        entry = self.outcomes[each.place].entry
        here = {each.path: digest_of(self._text(each))}
        return signed(self.view, each.place, entry, each.path, here)


def _lying(site: Site, path: str) -> bytes:
    """The bytes of a copy on disk.

    Raises:
        PlaybookError: It cannot be read.
    """
    with told(say("'{path}' cannot be read", path=path)):
        return (site.root / path).read_bytes()
