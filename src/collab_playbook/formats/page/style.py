"""How a document looks as a page: the client's colours and fonts, on a screen and on A4."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.formats.look import Font, Look

_STYLE: Final = """\
:root { --ink: #1a2026; --soft: #4a5763; --rule: #cfd6dc; --raised: #f4f6f8 }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0 auto; max-width: 54rem; padding: 0 1.25rem 3rem; background: #fff;
  color: var(--ink); font: 16px/1.55 var(--font); overflow-wrap: anywhere }
header { margin: 1.5rem 0 2rem; padding-bottom: .75rem; border-bottom: 3px solid var(--brand);
  color: var(--soft); font-weight: 600 }
header p { margin: 0 }
header img { display: block; max-height: 3.5rem; max-width: 16rem }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--rule);
  color: var(--soft); font-size: .875rem }
h1, h2, h3, h4, h5, h6 { color: var(--brand); line-height: 1.25; break-after: avoid }
h1 { font-size: 2rem; margin: 0 0 1rem }
h2 { font-size: 1.35rem; margin: 2.25rem 0 .6rem }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .4rem }
h4, h5, h6 { font-size: 1rem; margin: 1.25rem 0 .3rem }
p, ul, ol, pre, blockquote { margin: 0 0 .8rem }
ul, ol { padding-left: 1.4rem }
li { margin: .2rem 0 }
li > ul, li > ol { margin-bottom: .2rem }
a { color: var(--brand) }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px }
nav { margin: 1.5rem 0 0; padding: .9rem 1.2rem; background: var(--raised) }
nav p { margin: 0 0 .3rem; font-weight: 600 }
nav ol { columns: 2; column-gap: 2rem; margin: 0 }
nav li { break-inside: avoid; margin: 0; padding: .1rem 0 }
blockquote { padding: .1rem 0 .1rem 1rem; border-left: 4px solid var(--brand) }
blockquote > :last-child { margin-bottom: 0 }
pre { padding: .8rem 1rem; overflow-x: auto; background: var(--raised); font-size: .9rem }
figure { margin: 1.2rem 0 1rem }
figure svg { display: block; width: 100%; max-width: 48rem; height: auto; overflow: visible }
figcaption { margin: 0 0 .5rem; font-weight: 600 }
hr { border: 0; border-top: 1px solid var(--rule); margin: 2rem 0 }
.wide { overflow-x: auto; margin: 0 0 1.2rem }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; overflow-wrap: break-word }
th, td { padding: .45rem .6rem; border: 1px solid var(--rule); text-align: left;
  vertical-align: top }
thead th, thead td { background: var(--raised); border-bottom: 2px solid var(--brand) }
@media (max-width: 40rem) { nav ol { columns: 1 } h1 { font-size: 1.6rem } }
@media print {
  @page { size: A4; margin: 20mm 18mm }
  body { max-width: none; padding: 0; font-size: 10.5pt }
  table { font-size: 9.5pt }
  .wide { overflow: visible }
  tr, blockquote, figure { break-inside: avoid }
  p, li { orphans: 3; widows: 3 }
  a { color: inherit }
}
"""
_ACCENTED: Final = """\
header, blockquote { border-color: var(--line) }
table { border-bottom: 2px solid var(--line) }
thead th, thead td { background: var(--accent); border-color: var(--accent);
  color: var(--on-accent); -webkit-print-color-adjust: exact; print-color-adjust: exact }
thead a { color: inherit }
"""
_HEADED: Final = "h1, h2, h3, h4, h5, h6, header, nav > p { font-family: var(--heading-font) }\n"
_COVERED: Final = "header .cover { margin-top: .6rem; font-weight: 400; font-size: .9375rem }\n"
_FALLBACK: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
_SERIF: Final = "Georgia, Cambria, 'Times New Roman', Times, serif"
_OPENTYPE, _TRUETYPE = ("opentype", "otf"), ("truetype", "ttf")
_SERIFS: Final = (
    *("serif", "antiqua", "baskerville", "bodoni", "cambria", "caslon", "century", "constantia"),
    *("crimson", "didot", "garamond", "georgia", "goudy", "libertin", "lora", "merriweather"),
    *("minion", "palatino", "playfair", "roman", "sabon", "times"),
)
"""What stands in the name of a font with serifs, of those that companies most often have."""


def style_of(look: Look) -> str:
    """The style of a page as CSS.

    Args:
        look: Whose colours and fonts; a font is carried along where the brand brings its files,
            else it is named, and a common one like it stands in where it is not installed.
    """
    named = [f"--brand: {look.colour}", f"--font: {font_of(look)}"]
    rules = [_STYLE]
    if look.accent:
        named.append(f"--accent: {look.accent}; --on-accent: {look.on_accent}; --line: {look.line}")
        rules.append(_ACCENTED)
    if look.heading_font:
        named.append(f"--heading-font: {heading_font_of(look)}")
        rules.append(_HEADED)
    rules += [_COVERED] if look.cover_lines else []
    return "".join((*faces_of(look), f":root {{ {'; '.join(named)} }}\n", *rules))


def _family(name: str) -> str:
    """A font by its name, and those that stand in where it is not there."""
    if not name:
        return _FALLBACK
    plain = name.lower()
    has_serifs = "sans" not in plain and any(word in plain for word in _SERIFS)
    return f"{_quoted(name)}, {_SERIF if has_serifs else _FALLBACK}"


def faces_of(look: Look) -> Iterator[str]:
    """The fonts that the page is set in and the brand brings, in the page itself."""
    for font in carried(look):
        kind, short = _OPENTYPE if font.data.startswith(b"OTTO") else _TRUETYPE
        data = b64encode(font.data).decode("ascii")
        yield (
            f"@font-face {{ font-family: {_quoted(font.family)}; font-weight: {font.weight}; "
            f"font-style: {'italic' if font.italic else 'normal'};\n"
            f"  src: url(data:font/{short};base64,{data}) format('{kind}') }}\n"
        )


def carried(look: Look) -> tuple[Font, ...]:
    """The font files that a page carries along."""
    wanted = {name.lower() for name in (look.font, look.heading_font)}
    return tuple(font for font in look.fonts if font.family.lower() in wanted)


def font_of(look: Look) -> str:
    """The fonts of a page as CSS, the brand's first."""
    return _family(look.font)


def heading_font_of(look: Look) -> str:
    """The fonts of headings as CSS; those of the page where the brand names none."""
    return _family(look.heading_font or look.font)


def _quoted(name: str) -> str:
    """A name as a CSS string that ends nowhere but at its end, in HTML as in CSS."""
    plain = "".join(c if c.isalnum() or c in " -_" else f"\\{ord(c):x} " for c in name)
    return f"'{plain}'"
