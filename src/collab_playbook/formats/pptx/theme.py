"""The colours and the fonts of a deck, which its layouts, tables and charts take theirs from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

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
    brand = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    light, dark = (0x8D, 0x96, 0xA1), (0x4A, 0x52, 0x5C)
    shades = (brand, light, _tint(brand, 0.5), dark, _tint(brand, 0.25), (0xC4, 0xCA, 0xD1))
    return tuple("".join(f"{part:02X}" for part in shade) for shade in shades)


def _tint(colour: tuple[int, ...], share: float) -> tuple[int, ...]:
    """A colour thinned with white, of which it keeps a share."""
    return tuple(round(255 - (255 - part) * share) for part in colour)
