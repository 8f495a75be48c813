"""The layouts of a deck as PowerPoint's own markup, since python-pptx reads and does not make them.

Nothing that a person wrote goes into it: numbers and the words of this module only.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from collab_playbook.formats.slides.area import (
    FOOT,
    FULL,
    MARGIN,
    SIZES,
    TEXT,
    TITLE_HEIGHT,
    TITLE_TOP,
    TITLE_WIDTH,
    TOP,
    WIDTH,
    Area,
    column_of,
)
from collab_playbook.formats.slides.cover import TEXT_HEIGHT, TEXT_WIDTH
from collab_playbook.formats.slides.text import AIR, STEP
from collab_playbook.formats.slides.title import SIZES as TITLE_SIZES

COVER_HEIGHT: Final = 330.0
"""Of the field in the brand's colour on the first slide."""
FOOTER, PAGE = 11, 12
"""The numbers of the places for the footer and for the number of the slide."""
NUMBER: Final = (
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    '<a:rPr lang="en-GB"/><a:t>#</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p>'
)
"""The paragraph that shows the number of the slide."""
_LEVELS: Final = 6
_TITLE: Final = Area(MARGIN, TITLE_TOP, TITLE_WIDTH, TITLE_HEIGHT)
_COVER_TITLE: Final = Area(MARGIN, 96, FULL, COVER_HEIGHT - 96 - 36)
_COVER_TEXT: Final = Area(MARGIN, COVER_HEIGHT + 28, TEXT_WIDTH, TEXT_HEIGHT)
_FOOT: Final = Area(MARGIN, FOOT, FULL - 90, 22)
_PAGE: Final = Area(WIDTH - MARGIN - 80, FOOT, 80, 22)
_ACCENT: Final = Area(MARGIN, TOP - 16, 56, 3)
_COVER: Final = Area(0, 0, WIDTH, COVER_HEIGHT)
_RECTANGLE: Final = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec='
    '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


class _Holder(NamedTuple):
    """A place for text: its name, what it is, where it stands, its text and how that is set."""

    name: str
    kind: str
    area: Area | None = None
    text: str = "<a:p><a:endParaRPr/></a:p>"
    anchor: str = "t"
    style: str = ""


def master_shapes() -> str:
    """What stands on every slide but the first."""
    text = _Holder("Text", 'type="body" idx="1"', TEXT)
    return _block(_ACCENT) + _holders(_title(_TITLE), text, *_feet(3, 4))


def cover_shapes() -> str:
    """The first slide: a field in the brand's colour, the title on it, the facts below."""
    title = f'<a:lvl1pPr><a:defRPr sz="4400" b="1">{_fill("bg1")}</a:defRPr></a:lvl1pPr>'
    facts = '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2000"/></a:lvl1pPr>'
    return _block(_COVER) + _holders(
        _Holder("Title", 'type="ctrTitle"', _COVER_TITLE, anchor="b", style=title),
        _Holder("Subtitle", 'type="subTitle" idx="1"', _COVER_TEXT, style=facts),
    )


def slide_shapes(columns: int) -> str:
    """Any other slide, with as many columns of text."""
    half = ' sz="half"' if columns > 1 else ""
    texts = (
        _Holder(f"Text {at + 1}", f'idx="{at + 1}"{half}', column_of(at, columns))
        for at in range(columns)
    )
    return _holders(_title(None), *texts, *_feet(FOOTER, PAGE))


def _title(area: Area | None) -> _Holder:
    return _Holder("Title", 'type="title"', area, anchor="b")


def _feet(footer: int, page: int) -> tuple[_Holder, _Holder]:
    """The foot; told in every layout anew, since not all programs look it up in the master."""
    kind = 'type="{}" sz="quarter" idx="{}"'
    return (
        _Holder("Footer", kind.format("ftr", footer), _FOOT, anchor="ctr", style=_small("l")),
        _Holder("Slide number", kind.format("sldNum", page), _PAGE, NUMBER, "ctr", _small("r")),
    )


def _small(side: str) -> str:
    properties = f'{_fill("tx2")}<a:latin typeface="+mn-lt"/>'
    return f'<a:lvl1pPr algn="{side}"><a:defRPr sz="1200">{properties}</a:defRPr></a:lvl1pPr>'


def _holders(*holders: _Holder) -> str:
    return "".join(_holder(number, each) for number, each in enumerate(holders, 2))


def _holder(number: int, holder: _Holder) -> str:
    where, body = "", "<a:bodyPr/>"
    if holder.area is not None:
        where = _place(holder.area) + _RECTANGLE
        inset = 'lIns="0" tIns="0" rIns="0" bIns="0"'
        body = f'<a:bodyPr vert="horz" {inset} anchor="{holder.anchor}"><a:normAutofit/></a:bodyPr>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {holder.kind}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{where}</p:spPr><p:txBody>{body}<a:lstStyle>{holder.style}</a:lstStyle>"
        f"{holder.text}</p:txBody></p:sp>"
    )


def _block(area: Area) -> str:
    """A field in the brand's colour, of which no screen reader is told."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="20" name="Brand">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_place(area)}{_RECTANGLE}{_fill("accent1")}'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _place(area: Area) -> str:
    x, y, width, height = map(Pt, area)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def text_styles() -> str:
    """How titles, text and all else are set where nothing says otherwise."""
    tight = '<a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>'
    title = _level(1, _run(TITLE_SIZES[0], "accent1", "mj", ' b="1"'), tight)
    step = Pt(SIZES[0] * STEP)
    before = f'<a:spcBef><a:spcPts val="{round(AIR * SIZES[0] * 100)}"/></a:spcBef>'
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    bullet = f'{before}<a:buClr><a:schemeClr val="accent1"/></a:buClr>{mark}'
    body = "".join(
        _level(at, _run(SIZES[0], "tx1", "mn"), bullet, f' marL="{at * step}" indent="-{step}"')
        for at in range(1, _LEVELS + 1)
    )
    other = "".join(_level(at, _run(18, "tx1", "mn")) for at in range(1, _LEVELS + 1))
    return (
        f"<p:txStyles {nsdecls('p', 'a')}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}"
        f"</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _level(at: int, run: str, paragraph: str = "", indent: str = "") -> str:
    return f'<a:lvl{at}pPr{indent} algn="l" rtl="0">{paragraph}{run}</a:lvl{at}pPr>'


def _run(size: float, colour: str, font: str, more: str = "") -> str:
    fonts = "".join(f'<a:{script} typeface="+{font}-{name}"/>' for script, name in _SCRIPTS)
    return f'<a:defRPr sz="{round(size * 100)}" kern="1200"{more}>{_fill(colour)}{fonts}</a:defRPr>'


_SCRIPTS: Final = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
