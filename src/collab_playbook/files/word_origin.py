"""A company's own Word template as what the Word copy of a document is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.fault import RenderFault, Sheet
from collab_playbook.documents.naming import key
from collab_playbook.documents.standing import changed_since, reason_of
from collab_playbook.engine.digest import digest_of
from collab_playbook.files.origins import Fill, FillError, Origin
from collab_playbook.files.word_file import WordFileError
from collab_playbook.files.word_parts import WITHIN, WORD, in_paragraph, loose_message, word_parts
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from collab_playbook.documents.copies import Copy
    from collab_playbook.documents.due import Due
    from collab_playbook.files.site import Site
    from collab_playbook.files.word_parts import WordParts
    from collab_playbook.files.worker import Job


WORD_FORMAT = "docx"
"""The format whose copies a Word template is filled for."""


class _Filled(NamedTuple):
    parts: Mapping[str, str]
    open: tuple[str, ...]
    read: tuple[str, ...]


def word_template_of(document: str, language: str, templates: Container[str]) -> str:
    """The path of a document's Word template, in its language if there is one; empty for none."""
    names = (f"{document}/body.{language}{WORD}", f"{document}/body{WORD}")
    return next((name for name in names if name in templates), "")


def from_word(  # noqa: PLR0913, PLR0917 - what a copy is made from, and how it stood
    site: Site, each: Due, template: str, copy: Copy | None, fill: Fill | None, final: bool
) -> Origin:
    """The Word template and the answers that it reads, as an origin.

    Args:
        site: The workspace.
        each: The document.
        template: The template, by path below ``templates/``.
        copy: What was made before.
        fill: Puts filled parts into the file; ``None`` where what that needs is not installed.
        final: Whether the document is final.

    Raises:
        FillError: The template cannot be filled.
    """
    changed = changed_since(copy, site.digest) if copy is not None else ()
    told = reason_of(changed) or (
        say("final version asked for") if final else say("it is now made from other data")
    )
    if fill is None:
        return Origin("", told, None)
    if (
        copy is not None
        and copy.basis
        and copy.source == _source(copy.basis, final)
        and not changed
    ):
        return Origin(
            copy.source,
            "",
            lambda: _bytes(site, template, _filled(site, each, template, final), fill),
            copy.basis,
        )
    filled = _filled(site, each, template, final)
    basis = {name: site.digest(name) for name in filled.read}
    source = _source(basis, final)
    return Origin(source, told, lambda: _bytes(site, template, filled, fill), basis, filled.open)


def _source(basis: Mapping[str, str], final: bool) -> str:
    return digest_of([dict(basis), final])


def _bytes(site: Site, template: str, filled: _Filled, fill: Fill) -> bytes:
    return fill(site.words[template], filled.parts)


def _filled(site: Site, each: Due, template: str, final: bool) -> _Filled:
    """The parts of the template, filled in the worker."""
    from collab_playbook.files.worker import Job  # noqa: PLC0415 - only where there is such a template
    from collab_playbook.files.workshop import Workshop  # noqa: PLC0415 - likewise

    file = f"templates/{template}"
    try:
        word = word_parts(site.words[template])
    except WordFileError as error:
        message = say("The Word template {reason}", reason=error)
        raise FillError(RenderFault(file, 1, 1, message, error.hint)) from error
    if word.loose is not None:
        hint = say("Close each tag in the paragraph in which it begins.")
        number = word.loose.number
        raise FillError(RenderFault(file, number, 1, loose_message(word.loose), hint))
    names = {f"{template}{WITHIN}{name}": part.source for name, part in word.parts.items()}
    document, place = each.document, each.place
    jobs = [
        Job(document.id, document.step, place.instance, final, document.restricted, name)
        for name in names
    ]
    with Workshop() as workshop:
        material = site.parts.payload((place.instance,))
        made = workshop.write_all(jobs, names, material, place.language)
    sheets = [_sheet(one, job, word) for one, job in zip(made, jobs, strict=False)]
    parts = {
        job.template.partition(WITHIN)[2]: sheet.text
        for job, sheet in zip(jobs, sheets, strict=True)
    }
    read = {key("template", template)}
    read |= {name for sheet in sheets for name in sheet.read if not name.startswith("template(")}
    opened = dict.fromkeys(path for sheet in sheets for path in sheet.open)
    return _Filled(parts, tuple(opened), tuple(sorted(read)))


def _sheet(made: Sheet | RenderFault, job: Job, word: WordParts) -> Sheet:
    """A filled part.

    Raises:
        FillError: It could not be filled; told with the paragraph that is to blame.
    """
    if isinstance(made, Sheet):
        return made
    name, _, part = job.template.partition(WITHIN)
    passage = word.passage(part, made.line)
    message = in_paragraph(made.message, passage) if passage.number else made.message
    raise FillError(RenderFault(f"templates/{name}", max(passage.number, 1), 1, message, made.hint))
