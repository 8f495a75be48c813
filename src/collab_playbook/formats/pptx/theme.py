"""The colours and the fonts of a deck, which its layouts, tables and charts take theirs from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from collab_playbook.drawing.tints import tint

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from collab_playbook.formats.look import Look

INK: Final = "262B33"
"""The colour of text."""
GREY: Final = "5B6470"
"""The colour of what stands around the text; 6 to 1 on white."""
_PALE: Final = "E6E9ED"
_FONT: Final = "Calibri"
_NAMES: Final = (
    *("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5"),
    *("accent6", "hlink", "folHlink"),
)


def paint(deck: Presentation, look: Look) -> None:
    """Puts the brand into the theme of a deck."""
    part: Any = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme: Any = parse_xml(part.blob)
    colours = palette(look.colour)
    every = (INK, "FFFFFF", GREY, _PALE, *colours, colours[0], GREY)
    for name, colour in zip(_NAMES, every, strict=True):
        element = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>'))
    for latin in theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", look.font or _FONT)
    part._blob = serialize_part_xml(theme)  # noqa: SLF001 - python-pptx has no call for a theme


def palette(colour: str) -> tuple[str, ...]:
    """Six colours that are told apart in print too: the brand's, then tints and greys."""
    brand, half, quarter = (thinned(colour, share) for share in (1, 0.5, 0.25))
    return (brand, "8D96A1", half, "4A525C", quarter, "C4CAD1")


def thinned(colour: str, share: float) -> str:
    """So much of a colour on white, as the markup of PowerPoint writes it."""
    return tint(colour, share)[1:].upper()
