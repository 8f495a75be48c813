"""What a Word document has besides its text: page, styles, numbering, settings, package.

The definitions are Word's own markup, since the order of its elements matters and python-docx
names only some of them. Nothing a person wrote goes into that markup as text: a colour is made of
numbers, a font is set as an attribute.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from docx import Document
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Twips

from collab_playbook.formats.look import tint
from collab_playbook.formats.office import PROPERTY, language_of, moment_of, repacked

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from collab_playbook.formats.look import Look

_MARGIN = 1417
PAGE = (11906, 16838)
"""A4, in twips, which are twentieths of a point."""
FULL, TURNED = (side - 2 * _MARGIN for side in PAGE)
"""The width of the text on a page that stands, and on one that lies on its side."""
STEP = 360
"""How far a list goes in, in twips."""
QUOTED = 284
"""How far a quotation goes in, in twips."""
PADDING = 85
"""What stands free on each side of a cell, in twips."""
STYLED = 3
"""How many levels of a list have a style of their own, as in Word."""
LEVELS = 9
"""How many levels a list can have in Word."""
TABLE = "Document Table"

_FONT, _MONOSPACE = "Calibri", "Consolas"
_FONTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
_HEADS = ("title", "heading ", "toc heading")
_GREY = '<w:color w:val="595959"/>'
_PICTURE = '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
_BIG, _SUBTITLE = ('<w:spacing w:before="0" w:after="240"/>', '<w:spacing w:after="60"/>')


class Ground(NamedTuple):
    """A document without text, and what is to be known of it to write in it.

    Attributes:
        document: The document.
        full: The width of its text, in twips, on a page that stands.
        turned: The same on a page that lies on its side.
        lists: The definitions of its bullets and of its numbers.
        furnished: Whether it has headers and footers of its own, and with them a logo.
    """

    document: WordDocument
    full: int = FULL
    turned: int = TURNED
    lists: tuple[int, int] = (0, 1)
    furnished: bool = False


def blank(look: Look, title: str) -> Ground:
    """A document without text, in the brand.

    Args:
        look: The brand and the language.
        title: What its properties say it is called.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Twips(PAGE[0]), Twips(PAGE[1])
    section.left_margin = section.right_margin = Twips(_MARGIN)
    section.top_margin = section.bottom_margin = Twips(_MARGIN)
    language = language_of(look)
    _drop_extras(document)
    _restyle(document.styles.element, look, language)
    _renumber(document.part.numbering_part.element)
    _settle(document.settings.element, language)
    described(document, look, title)
    return Ground(document)


def described(document: WordDocument, look: Look, title: str) -> None:
    """Says in its properties what it is called, whose it is, and no day."""
    about = document.core_properties
    about.title, about.author = title[:PROPERTY], look.organisation[:PROPERTY]
    about.last_modified_by = about.author
    about.language, about.comments, about.revision = language_of(look)[:PROPERTY], "", 1
    about.created = about.modified = moment_of(look)


def packed(document: WordDocument, look: Look) -> bytes:
    """The file, in which nothing but its properties tells when and where it was made."""
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue(), moment_of(look))


def new_list(document: WordDocument, lists: tuple[int, int], level: int, start: int | None) -> int:
    """The number of a list of its own, which counts from ``start``; a bulleted one without."""
    numbering: Any = document.part.numbering_part.element
    num = numbering.add_num(lists[start is not None])
    if start is not None:
        num.add_lvlOverride(level).add_startOverride(min(start, 32767))  # Word counts no further
    return int(num.numId)


def _drop_extras(document: WordDocument) -> None:
    """What the template of python-docx carries for other documents than ours."""
    for rels in (document.part.rels, document.part.package.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/stylesWithEffects", "/customXml", "/thumbnail")):
                del rels[key]


def _settle(settings: Any, language: str) -> None:
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    mode = settings.find(f"{qn('w:compat')}/{qn('w:compatSetting')}")
    mode.set(qn("w:val"), "15")  # else Word opens it as a document of 2010


def _restyle(styles: Any, look: Look, language: str) -> None:
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), language)
    fonts = defaults.find(qn("w:rFonts"))
    fonts.attrib.clear()  # a font of the theme would win over a named one
    kept = {"DefaultParagraphFont", "TableNormal", "NoList"}
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
    for style in parse_xml(f"<w:styles {nsdecls('w')}>{style_definitions(look)}</w:styles>"):
        styles.append(style)
    normal = next(s for s in styles if s.get(qn("w:styleId")) == "Normal")
    for element in (fonts, normal.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")):
        _set_font(element, look.font or _FONT)
    for style in styles.findall(qn("w:style")) if look.heading_font else ():
        if style.find(qn("w:name")).get(qn("w:val")).lower().startswith(_HEADS):
            _set_font(style.get_or_add_rPr().get_or_add_rFonts(), look.heading_font)


def _set_font(element: Any, name: str) -> None:
    for kind in _FONTS:
        element.set(qn(kind), name)


def style_definitions(look: Look) -> str:
    """The styles that the writer uses, as Word's own markup."""
    colour = look.colour
    cover = _style("Cover Text", _SUBTITLE, _GREY + _size(24)) if look.cover_lines else ""
    heads = f'<w:color w:val="{look.on_accent[1:]}"/>' if look.accent else ""
    own = f'<w:color w:val="{int(colour[1:], 16):06x}"/>'
    code = f'<w:rFonts w:ascii="{_MONOSPACE}" w:hAnsi="{_MONOSPACE}" w:cs="{_MONOSPACE}"/>'
    cell = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{FULL}"/></w:tabs>'
    dotted = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{FULL}"/></w:tabs>'
    block = '<w:spacing w:after="120" w:line="240" w:lineRule="auto"/>'
    flat = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    return "".join(
        (
            _style("Normal", '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>', _run(21)),
            _style("Title", f"<w:keepNext/><w:keepLines/>{_BIG}", f"<w:b/>{own}{_size(52)}"),
            _style("Subtitle", _SUBTITLE, f"{_GREY}{_size(28)}"),
            *(_heading(level, own) for level in range(1, 7)),
            _style("TOC Heading", "<w:pageBreakBefore/>" + _BIG, f"<w:b/>{own}{_size(32)}"),
            _style("toc 1", dotted + '<w:spacing w:before="80" w:after="40"/>'),
            _style("toc 2", dotted + f'<w:spacing w:after="20"/><w:ind w:left="{STEP}"/>'),
            *(_listed(kind, level) for kind in (0, 1) for level in range(STYLED)),
            _style("List Continue", f'<w:spacing w:after="80"/><w:ind w:left="{STEP}"/>'),
            _style("Quote", f'{_edge("left", look.line, 12, 8)}<w:ind w:left="{QUOTED}"/>', _GREY),
            _style(
                "Code Block", '<w:shd w:val="clear" w:fill="F2F2F2"/>' + block, code + _size(18)
            ),
            _style("Picture", f"<w:keepLines/>{_PICTURE}"),
            _style("Rule", _edge("bottom", "#a6a6a6", 6, 1) + '<w:spacing w:before="120"/>'),
            _style("Table Text", cell, _size(19)),
            _style("Table Heading", f"<w:keepNext/>{cell}", f"<w:b/>{heads}{_size(19)}"),
            _style("Table End", '<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>'),
            _style("header", tab + flat, _GREY + _size(18)),
            _style("footer", tab + flat, _GREY + _size(18)),
            _style("Code", "", code, "character"),
            _style("Hyperlink", "", f'{own}<w:u w:val="single"/>', "character"),
            _table(look),
            cover,
        )
    )


def _style(name: str, paragraph: str, run: str = "", kind: str = "paragraph") -> str:
    root = kind == "paragraph" and name == "Normal"
    based = "" if root or kind == "character" else '<w:basedOn w:val="Normal"/>'
    first = 'w:default="1" ' if root else ""
    follows = "" if kind == "character" else '<w:next w:val="Normal"/>'
    if name.startswith(("List", "Table Text", "Code Block")):
        follows = ""
    return (
        f'<w:style w:type="{kind}" {first}'
        f'w:styleId="{name.title().replace(" ", "")}"><w:name w:val="{name}"/>{based}{follows}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    ).replace("<w:pPr></w:pPr>", "")


def _heading(level: int, own: str) -> str:
    size, before = ((32, 360), (26, 240), (23, 200))[min(level, 3) - 1]
    around = f'<w:spacing w:before="{before}" w:after="100"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(
        f"heading {level}", f"<w:keepNext/><w:keepLines/>{around}", f"<w:b/>{own}{_size(size)}"
    )


def _listed(kind: int, level: int) -> str:
    name = ("List Bullet", "List Number")[kind] + (f" {level + 1}" if level else "")
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{kind + 1}"/></w:numPr>'
    inset = f'<w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/>'
    return _style(name, f'{number}<w:spacing w:after="80"/>{inset}')


def _table(look: Look) -> str:
    ground = look.accent[1:] if look.accent else tint(look.colour)[1:]
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
        for side in ("top", "bottom", "insideH", "insideV")
    )
    sides = f'<w:left w:w="{PADDING}" w:type="dxa"/><w:right w:w="{PADDING}" w:type="dxa"/>'
    under = f'<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{look.line[1:]}"/>'
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="DocumentTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>{under}'
        f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{ground}"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


def _edge(side: str, colour: str, size: int, space: int) -> str:
    line = f'w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour[1:]}"'
    return f"<w:pBdr><w:{side} {line}/></w:pBdr>"


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _run(half_points: int) -> str:
    return "<w:rFonts/>" + _size(half_points)


def _renumber(numbering: Any) -> None:
    """Bullets and numbers of nine levels each, and the lists that the styles count in."""
    for child in list(numbering):
        numbering.remove(child)
    for kind in (0, 1):
        numbering.append(abstract_list(kind, kind))
    for kind in (0, 1):
        numbering.add_num(kind)


def abstract_list(kind: int, number: int, *, tied: bool = True) -> Any:
    """The definition of bullets or numbers, of nine levels.

    Args:
        kind: 0 for bullets, 1 for numbers.
        number: What it is known by.
        tied: Whether our styles of lists count in it.
    """
    levels = "".join(_level(kind, level, tied=tied) for level in range(LEVELS))
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(kind: int, level: int, *, tied: bool) -> str:
    form = ("bullet", "decimal")[kind]
    text = f"%{level + 1}." if kind else "•◦"[level % 2]
    style = ("ListBullet", "ListNumber")[kind] + (str(level + 1) if level else "")
    tie = f'<w:pStyle w:val="{style}"/>' if tied and level < STYLED else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{tie}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
    )
