"""What a deck has besides its slides: size, brand, properties, and the layouts of slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from collab_playbook.formats.office import PROPERTY, language_of, moment_of
from collab_playbook.formats.pptx.logo import add_logo
from collab_playbook.formats.pptx.markup import (
    COVER_HEIGHT,
    cover_shapes,
    master_shapes,
    slide_shapes,
    text_styles,
)
from collab_playbook.formats.pptx.theme import paint
from collab_playbook.formats.slides.area import HEIGHT, MARGIN, TITLE_TOP, WIDTH, Area
from collab_playbook.formats.words import SLIDES, in_language

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

    from collab_playbook.formats.look import Look

COVER, TITLE_ONLY, CONTENT = range(3)
"""The layouts by number; from ``CONTENT`` on those of one, two and three columns."""
COVER_LOGO: Final = Area(WIDTH - MARGIN - 180, COVER_HEIGHT + 28, 180, 90)
_LOGO: Final = Area(WIDTH - MARGIN - 96, TITLE_TOP + 8, 96, 34)
_KINDS: Final = ("title", "titleOnly", "obj", "twoObj", "")
"""What PowerPoint calls the layouts; it has no word for the last."""
_DROPPED: Final = ("/printerSettings", "/thumbnail")
_EMPTY: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
)
_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def blank(look: Look, title: str) -> Deck:
    """A deck without slides, in the brand.

    Args:
        look: The brand and the language.
        title: What its properties say it is called.

    Raises:
        PlaybookError: The logo is damaged, or no image that PowerPoint takes.
    """
    deck = Presentation()
    root: Any = deck.part._element  # noqa: SLF001 - no call for its text style
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    root.sldSz.attrib.pop("type")  # it says 4:3
    _drop_extras(deck)
    paint(deck, look)
    _lay_out(deck, look)
    language = language_of(look)
    master: Any = deck.slide_master.element
    layouts = (layout.element for layout in deck.slide_layouts)
    for part in (master, *layouts, root):
        tell_language(part, language)
    about = deck.core_properties
    about.title, about.author = title[:PROPERTY], look.organisation[:PROPERTY]
    about.last_modified_by, about.language = about.author, language[:PROPERTY]
    about.revision = 1
    about.created = about.modified = moment_of(look)
    return deck


def _drop_extras(deck: Deck) -> None:
    """What the template of python-pptx carries from the machine it was made on."""
    for rels in (deck.part.rels, deck.part.package._rels):  # noqa: SLF001 - no call for them
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(_DROPPED):
                rels.pop(key)
            elif rel.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
                rel.target_part._blob = _APP  # noqa: SLF001 - likewise
    for layout in list(deck.slide_layouts)[len(_KINDS) :]:
        deck.slide_layouts.remove(layout)


def _lay_out(deck: Deck, look: Look) -> None:
    """Master and layouts, the logo on all but the first, which has it larger."""
    master: Any = deck.slide_master.element
    _fill(master, master_shapes())
    styles = master.find(qn("p:txStyles"))
    styles.getparent().replace(styles, parse_xml(text_styles()))
    names = in_language(SLIDES, look.language)
    for number, (layout, kind) in enumerate(zip(deck.slide_layouts, _KINDS, strict=True)):
        element: Any = layout.element
        element.attrib.pop("type", None)
        if kind:
            element.set("type", kind)
        element.find(qn("p:cSld")).set("name", names[number])
        if number == COVER:
            element.set("showMasterSp", "0")
            _fill(element, cover_shapes())
        else:
            _fill(element, slide_shapes(number - TITLE_ONLY))
            add_logo(layout, look, _LOGO)


def _fill(element: Any, shapes: str) -> None:
    """Puts shapes in place of all that an element showed."""
    tree = element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for extra in list(element.iter(qn("p:extLst"))):
        extra.getparent().remove(extra)
    new = parse_xml(f"<p:spTree {nsdecls('p', 'a', 'r')}>{_EMPTY}{shapes}</p:spTree>")
    tree.getparent().replace(tree, new)


def tell_language(element: Any, language: str) -> None:
    """Says of all text in an element which language it is in."""
    for name in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(name)):
            properties.set("lang", language)
            properties.attrib.pop("smtClean", None)
