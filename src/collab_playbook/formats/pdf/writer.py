"""Content as a PDF that is tagged for screen readers (PDF/UA-1), set with Typst.

The same content and look give the same bytes. The fonts are those that the brand brings as files
and those that come with the compiler, so that a page is the same everywhere; what is installed on
the machine is never used.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

import typst

from collab_playbook.errors import PlaybookError
from collab_playbook.formats.content import Content, Heading, Opening, plain
from collab_playbook.formats.drawn import drawn
from collab_playbook.formats.fonts import font_folder
from collab_playbook.formats.look import readable
from collab_playbook.formats.pdf.markup import blocks_of, inlines, literal, table_of
from collab_playbook.formats.words import CONTENTS, SAVE_ANEW, in_language
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.formats.look import Logo, Look

_LATIN = "\u024f"
_NO_GLYPH = "could not be displayed"
_MISSING = "□"
_ONE_LINE = 90
"""So many characters, of the organisation and the title, stand beside each other at the head."""
_REGION = {"en": "GB", "fr": "FR"}

_STYLE = """\
set text(font: "Libertinus Serif", size: 10.5pt, hyphenate: true,
  costs: (hyphenation: 300%))
set par(leading: 0.68em, spacing: 1.05em, justify: false, linebreaks: "optimized")
set block(spacing: 1.05em)
set list(indent: 0.4em, body-indent: 0.6em, spacing: 0.7em)
set enum(indent: 0.4em, body-indent: 0.6em, spacing: 0.7em)
set table(
  align: left + top,
  stroke: (x, y) => (top: if y == 0 { 0.8pt + rule } else { 0.5pt + luma(195) },
    bottom: 0.5pt + luma(195)),
)
show table: set par(leading: 0.55em)
let th(body) = table.cell(fill: ground, text(weight: "bold", fill: on-ground, {
  show link: set text(fill: on-ground)
  body
}))
show heading: set text(fill: ink, hyphenate: false)
show heading: set par(justify: false, leading: 0.5em)
show heading.where(level: 1): set text(16pt)
show heading.where(level: 1): set block(above: 1.9em, below: 0.75em)
show heading.where(level: 2): set text(12.5pt)
show heading.where(level: 2): set block(above: 1.6em, below: 0.75em)
show heading.where(level: 3): set text(11pt)
show heading.where(level: 3): set block(above: 1.5em, below: 0.7em)
show link: set text(fill: ink, hyphenate: false)
show link: underline
show outline: set par(leading: 0.55em)
show outline: it => { show link: set text(fill: black); show underline: u => u.body; it }
show outline.entry.where(level: 1): set block(above: 1em)
show outline.entry.where(level: 1): set text(weight: "bold")
show raw: set text(font: "DejaVu Sans Mono", hyphenate: false)
show raw.where(block: true): it => block(width: 100%, fill: luma(245), inset: 8pt, it)
show quote.where(block: true): it => block(
  width: 100%, stroke: (left: 2.5pt + edge), inset: (left: 12pt, y: 3pt), it.body)
show divider: block(above: 1.6em, below: 1.6em, line(length: 100%, stroke: 0.5pt + luma(170)))
let small(body) = text(8.5pt, fill: luma(90), hyphenate: false, body)
let fitted(file, alt, high, wide) = context {
  let it = image(file, alt: alt, height: high)
  if measure(it).width > wide { image(file, alt: alt, width: wide) } else { it }
}
let drawn(svg, alt) = layout(size => {
  let shown = image.with(bytes(svg), format: "svg", alt: alt)
  let most = size.height * 80%
  let it = shown(width: calc.min(size.width, 453.5pt))
  if measure(it).height > most { shown(height: most) } else { it }
})
"""


class PdfError(RuntimeError):
    """A document that could not be set, or only with a warning: a fault of this program."""


class GlyphError(PdfError):
    """A character that none of the fonts has."""


def pdf_of(content: Content, look: Look) -> bytes:
    """The document as the bytes of a PDF file.

    A character that none of the fonts has, such as a Chinese one or an emoji, becomes a box.

    Raises:
        PlaybookError: The logo is damaged.
        PdfError: The compiler refuses something else, or gives a warning.
    """
    if look.logo is not None and not _is_image(look.logo):
        raise PlaybookError(say("a PDF cannot show the logo: the image is damaged"), SAVE_ANEW)
    source = typst_of(drawn(content, look), look)
    for attempt in (_as_it_is, _showable, _without_marks):
        try:
            return _compiled(attempt(source, look.fonts_at), look.fonts_at)
        except GlyphError:
            continue
    raise PdfError("The fonts cannot show this text.")


@lru_cache(maxsize=1)
def _is_image(logo: Logo) -> bool:
    try:
        _compiled(
            f'#set document(title: "t", date: none)\n#{{{_logo(logo)}\nimage(logo, alt: "l")}}'
        )
    except PdfError:
        return False
    return True


@lru_cache(maxsize=2)
def _fonts(fonts_at: str) -> typst.Fonts:
    """Those of the compiler, of charts and of the brand; none of the machine."""
    paths = [font_folder(), fonts_at] if fonts_at else [font_folder()]
    return typst.Fonts(include_system_fonts=False, font_paths=paths)


def _compiled(source: str, fonts_at: str = "") -> bytes:
    try:
        pdf, warnings = typst.compile_with_warnings(
            source.encode(), font_paths=_fonts(fonts_at), format="pdf", pdf_standards=["ua-1"]
        )
    except typst.TypstError as error:
        kind = GlyphError if _NO_GLYPH in error.message else PdfError
        raise kind(error.message) from error
    if warnings:
        raise PdfError("; ".join(str(warning) for warning in warnings))
    return pdf


def _as_it_is(source: str, _fonts_at: str) -> str:
    return source


def _showable(source: str, fonts_at: str) -> str:
    """With a box for each character that no font has.

    A Latin one, which may be part of the program and not of a text, stays as it is.
    """
    return "".join(c if c <= _LATIN or _has_glyph(c, fonts_at) else _MISSING for c in source)


def _without_marks(source: str, fonts_at: str) -> str:
    """Also without accents that a font has, but cannot set where they stand."""
    kept = (c for c in source if c <= _LATIN or category(c)[0] not in "MC")
    return _showable("".join(kept), fonts_at)


@cache
def _has_glyph(char: str, fonts_at: str) -> bool:
    """Whether one of the fonts has a character; only the compiler knows."""
    try:
        _compiled(f'#set document(title: "t", date: none)\n#par({literal(char)})', fonts_at)
    except GlyphError:
        return False
    return True


def typst_of(content: Content, look: Look) -> str:
    """The document as a Typst program."""
    title = content.title or look.organisation or "Document"
    frame = "\n".join((_about(title, look), _STYLE, *_branded(look), _logo(look.logo)))
    frame += "\n" + _page(title, look)
    opening = content.opening
    if content.is_long:
        front, body = _cover(opening, title, look) + _contents(look), opening.rest
    else:
        front = _top(opening.title, title, look)
        body = tuple(block for block in content.blocks if block is not opening.title)
    return "#{\n" + "\n".join((frame, front, blocks_of(body))) + "\n}\n"


def _about(title: str, look: Look) -> str:
    language, _, region = look.language.replace("_", "-").partition("-")
    region = region or _REGION.get(language, "")
    authors = f"({literal(look.organisation)},)" if look.organisation else "()"
    return (
        f"set document(title: {literal(title)}, author: {authors}, date: {_day(look)})\n"
        f"set text(lang: {literal(language)}, region: {literal(region) if region else 'none'})\n"
        f"let ink = rgb({literal(readable(look.colour))})\n{_accents(look)}"
    )


def _day(look: Look) -> str:
    if look.made is None:
        return "none"
    return f"datetime(year: {look.made.year}, month: {look.made.month}, day: {look.made.day})"


def _accents(look: Look) -> str:
    """The colours of lines and of the headings of tables: the accent, or made of the main one."""
    if not look.accent:
        return (
            "let rule = ink\nlet edge = ink.lighten(45%)\n"
            "let ground = ink.lighten(90%)\nlet on-ground = ink"
        )
    rule, ground, text = (literal(each) for each in (look.line, look.accent, look.on_accent))
    return (
        f"let rule = rgb({rule})\nlet edge = rule\nlet ground = rgb({ground})\n"
        f"let on-ground = rgb({text})"
    )


def _branded(look: Look) -> Iterator[str]:
    """What the brand sets otherwise than the style has it."""
    text, heading = (_family(name, look) for name in (look.font, look.heading_font))
    if text:
        yield f"set text(font: {text})"
    if heading:
        yield f"show heading: set text(font: {heading})\nshow title: set text(font: {heading})"


def _family(name: str, look: Look) -> str:
    """The font and the one that stands in for what it lacks; empty unless the brand brings it."""
    if not any(font.family.lower() == name.lower() for font in look.fonts):
        return ""
    return f'({literal(name)}, "Libertinus Serif")'


def _logo(logo: Logo | None) -> str:
    """The image goes into the program itself: no file is read."""
    if logo is None:
        return ""
    return f"let logo = bytes(({','.join(map(str, logo.data))},))"


def _page(title: str, look: Look) -> str:
    """What stands at the head of all pages but the first and at the foot of all."""
    columns = "auto, 1fr" if len(look.organisation + title) < _ONE_LINE else "1fr, 1fr"
    head = f"small(grid(columns: ({columns}), column-gutter: 2em, align: (left, right), \
{literal(look.organisation)}, {literal(title)}))"
    foot = f'small(grid(columns: (1fr, auto), column-gutter: 2em, align: (left, right), \
{literal(look.footer)}, counter(page).display("1 / 1", both: true)))'
    return (
        'set page(paper: "a4", margin: 2.5cm, '
        f"header: context {{ if here().page() > 1 {{ {head} }} }}, "
        f"footer: context {{ {foot} }})"
    )


def _cover(opening: Opening, title: str, look: Look) -> str:
    lines = ["page(header: none, {", "v(3.5cm)"]
    if look.logo:
        lines.append(f"block(fitted(logo, {_alt(title, look)}, 2.6cm, 9cm))\nv(1.2cm)")
    if look.organisation:
        lines.append(f"par(text(14pt, fill: luma(70), {literal(look.organisation)}))\nv(0.2cm)")
    lines += [_title(opening.title, 30), "v(0.2cm)\nline(length: 4cm, stroke: 2pt + rule)\nv(1cm)"]
    if look.cover_lines:
        lines.append(f"par(text(12pt, fill: luma(70), {_said(look)}))\nv(0.6cm)")
    lines += [table_of(opening.facts)] if opening.facts is not None else []
    return "\n".join((*lines, "})\n"))


def _contents(look: Look) -> str:
    named = in_language(CONTENTS, look.language[:2])
    return f"outline(title: {literal(named)}, depth: 2, indent: 1.2em)\npagebreak(weak: true)"


def _top(heading: Heading | None, title: str, look: Look) -> str:
    lines = []
    if look.logo:
        lines.append(f"block(below: 0.6cm, fitted(logo, {_alt(title, look)}, 1.2cm, 5cm))")
    lines.append(_title(heading, 22))
    if look.cover_lines:
        lines.append(f"block(below: 0.7cm, text(10.5pt, fill: luma(90), {_said(look)}))")
    return "\n".join(lines)


def _said(look: Look) -> str:
    """What the cover says besides, each line on its own."""
    return "{" + "; linebreak(); ".join(map(literal, look.cover_lines)) + "}"


def _alt(title: str, look: Look) -> str:
    return literal(look.organisation or title)


def _title(heading: Heading | None, size: int) -> str:
    """The title of the page; nothing where the document has none."""
    if heading is None or not plain(heading.text).strip():
        return ""
    return (
        f"block(below: 0.7cm, {{ set text({size}pt, fill: ink, hyphenate: false)\n"
        f"set par(leading: 0.4em)\nshow title: set text({size}pt)\n"
        f"title({inlines(heading.text)}) }})"
    )
