"""How a document looks as a page: the client's colour and font, on a screen and on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collab_playbook.formats.look import Look

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
_FALLBACK: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"


def style_of(look: Look) -> str:
    """The style of a page as CSS.

    Args:
        look: Whose colour and font; the font is named, not carried along, and the reader's own
            font stands in where it is not installed.
    """
    return f":root {{ --brand: {look.colour}; --font: {font_of(look)} }}\n{_STYLE}"


def font_of(look: Look) -> str:
    """The fonts of a page as CSS, the brand's first."""
    return f"{_quoted(look.font)}, {_FALLBACK}" if look.font else _FALLBACK


def _quoted(name: str) -> str:
    """A name as a CSS string that ends nowhere but at its end, in HTML as in CSS."""
    plain = "".join(c if c.isalnum() or c in " -_" else f"\\{ord(c):x} " for c in name)
    return f"'{plain}'"
