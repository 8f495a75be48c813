"""What a Word file fetches from elsewhere when it is opened, and how it is cut off.

A template on a server, a picture by its address, a field that includes another file: each would
make the document of one client ask somebody for something. An address that a reader has to click
stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HOLDERS = ("drawing", "pict", "object", "altChunk", "subDoc", "attachedTemplate", "mailMerge")
"""What is taken out whole where something in it lies elsewhere."""
_FETCHES = re.compile(r"\s*\\?(INCLUDE|IMPORT|LINK|DDE|RD\b|DATABASE)", re.IGNORECASE)
"""How the code of a field begins that reads another file."""


def cut_off(document: WordDocument) -> None:
    """Drops whatever lies outside the file; an address that a reader has to click stays."""
    for part in document.part.package.iter_parts():
        outside = {
            key
            for key, rel in part.rels.items()
            if rel.is_external and rel.reltype != RELATIONSHIP_TYPE.HYPERLINK
        }
        root: Any = getattr(part, "element", None)
        if root is not None:
            _cut(root, outside)
        elif str(part.partname).endswith(".xml"):
            root = parse_xml(part.blob)
            if outside or _reads_elsewhere(root):
                _cut(root, outside)
                part._blob = serialize_part_xml(root)  # noqa: SLF001 - a part that is only carried
        for key in outside:
            del part.rels[key]


def _cut(root: Any, outside: set[str]) -> None:
    for element in list(root.iter()):
        names = [n for n, v in element.attrib.items() if n.startswith(_RELATION) and v in outside]
        if not names:
            continue
        for name in names:
            del element.attrib[name]
        if not any(name.startswith(_RELATION) for name in element.attrib):
            _drop(element)
    for run in _reads_elsewhere(root):
        run.text = ""
    for simple in list(root.iter(qn("w:fldSimple"))):
        if _FETCHES.match(simple.get(qn("w:instr"), "")):
            simple.set(qn("w:instr"), "")


def _reads_elsewhere(root: Any) -> list[Any]:
    """The pieces of code of fields that read another file when they are brought up to date."""
    found: list[Any] = []
    pieces: list[Any] = []
    for element in root.iter(qn("w:fldChar"), qn("w:instrText")):
        if element.tag == qn("w:instrText"):
            pieces.append(element)
            continue
        if _FETCHES.match("".join(piece.text or "" for piece in pieces)):
            found += pieces
        pieces = []
    return found


def _drop(element: Any) -> None:
    """Takes out what holds an element, else the element."""
    holder = element
    for ancestor in (element, *element.iterancestors()):
        if ancestor.tag.rpartition("}")[2] in _HOLDERS:
            holder = ancestor
            break
    parent = holder.getparent()
    if parent is not None:
        parent.remove(holder)
