"""The logo on slides, in its own proportions and with words for whoever does not see it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from collab_playbook.errors import PlaybookError
from collab_playbook.formats.words import SAVE_ANEW
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.formats.look import Look
    from collab_playbook.formats.slides.area import Area


def add_logo(slide: Any, look: Look, area: Area) -> None:
    """The image at the right of an area, no larger than it; nothing where there is none.

    Args:
        slide: A slide or a layout.
        look: The brand.
        area: Where it may stand.

    Raises:
        PlaybookError: It is damaged, or no image that PowerPoint takes.
    """
    if look.logo is None:
        return
    try:
        part, relation = slide.part.get_or_add_image_part(BytesIO(look.logo.data))
        across, high = part.image.size
        scale = min(area.width / across, area.height / high)
    except (OSError, ValueError, SyntaxError, ZeroDivisionError) as error:  # as Pillow has it
        message = say(
            "PowerPoint cannot show the logo: the image is damaged, or of an unusual kind"
        )
        raise PlaybookError(message, SAVE_ANEW) from error
    wide, high = max(1.0, across * scale), max(1.0, high * scale)
    left = area.x + area.width - wide
    picture: Any = parse_xml(
        f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="30" name="Logo"/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
        f'<a:xfrm><a:off x="{Pt(left)}" y="{Pt(area.y)}"/><a:ext cx="{Pt(wide)}" cy="{Pt(high)}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    picture.nvPicPr.cNvPr.set("descr", look.organisation)
    slide.shapes._spTree.append(picture)  # noqa: SLF001 - python-pptx cannot put one on a layout
