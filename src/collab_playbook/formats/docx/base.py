"""The client's own Word file as what a document starts from.

Its styles, theme, fonts, page, headers and footers stay; its text goes. What our writer needs and
it lacks is added, in the look of the brand.
"""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from collab_playbook.errors import PlaybookError
from collab_playbook.formats.docx.outside import cut_off
from collab_playbook.formats.docx.parts import (
    Ground,
    abstract_list,
    described,
    style_definitions,
)
from collab_playbook.formats.office import language_of
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document as WordDocument

    from collab_playbook.formats.look import Look

_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_SMALLEST = 2835
"""The least width of text, in twips, on which a table can be set: 5 cm."""


def based_on(data: bytes, look: Look, title: str) -> Ground:
    """The client's file without its text, ready to be written in.

    Args:
        data: The file, which was found to be sound.
        look: The brand and the language.
        title: What its properties say it is called.

    Raises:
        PlaybookError: It is no file that can be written in after all.
    """
    with sound():
        document = Document(BytesIO(as_document(data)))
        cut_off(document)
        _empty(document)
        language = language_of(look)
        _style(document, look, language)
        lists = _lists(document)
        _settle(document, language)
        described(document, look, title)
        full, turned = _widths(document)
    return Ground(document, full, turned, lists, furnished=True)


@contextmanager
def sound() -> Iterator[None]:
    """Tells of a file that python-docx cannot work on; it checks little, and fails in many ways.

    Raises:
        PlaybookError: It cannot.
    """
    try:
        yield
    except (LookupError, ValueError, AttributeError, TypeError, SyntaxError) as error:
        message = say("A Word file cannot be written in: {reason}", reason=error)
        hint = say("Open it in Word and save it anew as .docx.")
        raise PlaybookError(message, hint) from error


def as_document(data: bytes, parts: Mapping[str, str] | None = None) -> bytes:
    """The package; that of a template says that it is a document.

    Args:
        data: A Word file.
        parts: Those of its parts that say something else now, by name.
    """
    new = parts or {}
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in dict.fromkeys(source.namelist()):
            part = new[name].encode() if name in new else source.read(name)
            target.writestr(name, part.replace(_TEMPLATE, _DOCUMENT) if name == _TYPES else part)
    return made.getvalue()


def _empty(document: WordDocument) -> None:
    """Takes the text out; the last section keeps what it took over from those before it."""
    body = document.element.body
    last: Any = body.get_or_add_sectPr()
    handed: dict[tuple[str, str], Any] = {}
    for section in body.iter(qn("w:sectPr")):
        for reference in section.iterchildren(qn("w:headerReference"), qn("w:footerReference")):
            handed[reference.tag, reference.get(qn("w:type"))] = reference
    for key, reference in handed.items():
        own = {(r.tag, r.get(qn("w:type"))) for r in last}
        if key not in own:
            last.insert(0, reference)
    for child in list(body):
        if child is not last:
            body.remove(child)
    for start in last.findall(qn("w:pgNumType")):
        start.attrib.pop(qn("w:start"), None)  # sections that follow would begin anew


def _style(document: WordDocument, look: Look, language: str) -> None:
    """Adds the styles that are lacking; those that are there are found by Word's own names.

    Those names are English in whatever language the file was made: ``heading 1`` for ``Titre 1``.
    """
    styles: Any = document.styles.element
    theirs = _by_name(styles)
    ids = {style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))}
    new: dict[str, str] = {}
    added = []
    for ours in parse_xml(f"<w:styles {nsdecls('w')}>{style_definitions(look)}</w:styles>"):
        own = ours.get(qn("w:styleId"))
        known = theirs.get(_name(ours).lower())
        if known is not None and known.get(qn("w:type")) == ours.get(qn("w:type")):
            known.find(qn("w:name")).set(qn("w:val"), _name(ours))
            new[own] = known.get(qn("w:styleId"))
            continue
        if known is not None:  # one of another kind, such as of paragraphs where ours is of letters
            known.find(qn("w:name")).set(qn("w:val"), f"{_name(known)} (2)")
        new[own] = _free(own, ids)
        ids.add(new[own])
        ours.set(qn("w:styleId"), new[own])
        added.append(ours)
    if "normal table" in theirs:
        new["TableNormal"] = theirs["normal table"].get(qn("w:styleId"))
    for style in added:
        _join(style, new, is_default="normal" not in theirs)
        styles.append(style)
    _speak(styles, language)


def _by_name(styles: Any) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for style in styles.findall(qn("w:style")):
        if style.find(qn("w:name")) is not None:
            named.setdefault(_name(style).lower(), style)
    return named


def _name(style: Any) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val")))


def _join(style: Any, new: Mapping[str, str], *, is_default: bool) -> None:
    """Ties a style of ours to those of the file that it rests on."""
    for link in list(style.iter(qn("w:basedOn"), qn("w:next"))):
        known = new.get(link.get(qn("w:val")))
        style.remove(link) if known is None else link.set(qn("w:val"), known)
    for count in list(style.iter(qn("w:numPr"))):
        count.getparent().remove(count)  # every list is counted on its own
    if not is_default:
        style.attrib.pop(qn("w:default"), None)


def _free(wanted: str, taken: set[str]) -> str:
    names = (f"{wanted}{at or ''}" for at in range(len(taken) + 1))
    return next(name for name in names if name not in taken)


def _speak(styles: Any, language: str) -> None:
    """Says the language where the file says one, and where Word looks for it first."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {nsdecls('w')}/>")
        styles.insert(0, defaults)
    inner = defaults
    for name in ("w:rPrDefault", "w:rPr", "w:lang"):
        found = inner.find(qn(name))
        if found is None:
            found = parse_xml(f"<{name} {nsdecls('w')}/>")
            inner.insert(0, found) if name == "w:rPrDefault" else inner.append(found)
        inner = found
    inner.set(qn("w:val"), language)
    for tongue in styles.iter(qn("w:lang")):
        if tongue.get(qn("w:val")) is not None:
            tongue.set(qn("w:val"), language)


def _lists(document: WordDocument) -> tuple[int, int]:
    """Our bullets and numbers beside the lists of the file: the numbers of their definitions."""
    numbering = _numbering(document)
    used = [int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))]
    first = max(used, default=-1) + 1
    at = len(used) + len(numbering.findall(qn("w:numPicBullet")))
    for kind in (0, 1):
        numbering.insert(at + kind, abstract_list(kind, first + kind, tied=False))
    return first, first + 1


def _numbering(document: WordDocument) -> Any:
    """The lists of the file; python-docx cannot make the part where there is none."""
    for rel in document.part.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return rel.target_part.element
    element: Any = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    name = PackURI("/word/numbering.xml")
    part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, element, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return element


def _settle(document: WordDocument, language: str) -> None:
    settings: Any = document.settings.element
    for name in ("w:attachedTemplate", "w:mailMerge", "w:documentProtection", "w:trackRevisions"):
        for found in settings.findall(qn(name)):
            settings.remove(found)
    tongue = settings.find(qn("w:themeFontLang"))
    if tongue is not None:
        tongue.set(qn("w:val"), language)


def _widths(document: WordDocument) -> tuple[int, int]:
    """The width of the text on a page that stands and on one that lies, in twips."""
    section = document.sections[-1]
    margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    sides = sorted((section.page_width or 0, section.page_height or 0))
    full, turned = ((side - margins) // 635 for side in sides)
    if full < _SMALLEST:
        raise ValueError(say("its pages leave no room for text"))
    return full, turned
