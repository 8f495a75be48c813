"""How the index of a package looks, as CSS: the client's colour and font, by day, by night, on A4.

The brand's colour reads on white, so white reads on it; by night links take a lighter one of the
same hue. The logo stands on white, as logos are made for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.drawing.tints import parts_of
from collab_playbook.formats.page.style import faces_of, font_of, heading_font_of

if TYPE_CHECKING:
    from collab_playbook.formats.look import Look

_SHARE: Final = 0.62
"""How much white is mixed into the colour by night: even black then reads on the dark ground."""

_STYLE: Final = """\
:root { color-scheme: light dark;
  --ground: #fff; --raised: #f4f6f8; --ink: #1a2026; --soft: #4a5763; --rule: #d3dae0;
  --link: var(--brand); --good: #17642f; --held: #6a5306; --bad: #a3290f }
@media screen and (prefers-color-scheme: dark) { :root {
  --ground: #12181d; --raised: #1b232b; --ink: #eef3f7; --soft: #b4c0ca; --rule: #3a4650;
  --link: var(--light); --good: #7fd69c; --held: #e3c567; --bad: #ffab94 } }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 var(--font);
  overflow-wrap: anywhere }
header { background: var(--brand); color: #fff; border-bottom: 6px solid var(--accent) }
header > div, main, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem }
header > div { display: flex; flex-wrap: wrap; align-items: center; gap: 1.25rem 2rem;
  padding-top: 1.75rem; padding-bottom: 1.75rem }
header > div > div { flex: 1 1 20rem }
header img { display: block; max-height: 5rem; max-width: min(16rem, 100%); padding: .75rem;
  background: #fff; border-radius: 4px }
h1, h2, h3, h4 { font-family: var(--heading-font) }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem }
header p { margin: 0; font-size: 1.05rem }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; color: var(--link) }
h3 { font-size: 1rem; line-height: 1.35; margin: 1.5rem 0 0; padding-bottom: .35rem;
  border-bottom: 2px solid var(--rule) }
h4 { font-size: 1rem; line-height: 1.35; margin: 0 }
p { margin: 0 0 .5rem }
ul { margin: 0; padding: 0; list-style: none }
a { color: var(--link) }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px }
.skip { position: absolute; left: -100rem; background: var(--ground); padding: .5rem 1rem }
.skip:focus { left: .5rem; top: .5rem; z-index: 1 }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap }
.soft { color: var(--soft); font-size: .9rem }
.lead { font-size: 1.15rem; margin: 1.75rem 0 .5rem }
.notice { border-left: 4px solid var(--held); padding: .35rem 0 .35rem .9rem }
section { margin: 2.5rem 0 0 }
nav { margin: 1.25rem 0 0; padding: 1rem 1.25rem; background: var(--raised); border-radius: 6px }
nav h2 { font-size: 1rem; margin: 0 0 .35rem; color: inherit }
nav ul { columns: 2 20rem; column-gap: 2rem }
nav li { break-inside: avoid; padding: .15rem 0 }
nav .soft { white-space: nowrap }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)) }
.overview h2 { margin-bottom: .75rem }
.cards li { padding: .9rem 1.1rem; background: var(--raised); border-radius: 6px;
  border-top: 3px solid var(--link) }
.cards p { margin: .25rem 0 0 }
.documents > li { display: grid; grid-template-columns: minmax(0, 1fr) 6rem 13rem;
  gap: .25rem 1.5rem; padding: .8rem 0; border-bottom: 1px solid var(--rule) }
.documents p { margin: .15rem 0 0 }
.documents .mark { margin: 0; font-weight: 600; white-space: nowrap }
.good { color: var(--good) } .held { color: var(--held) } .bad { color: var(--bad) }
.formats { display: flex; flex-wrap: wrap; gap: .4rem; align-content: flex-start }
.formats a { display: block; padding: .15rem .65rem; border: 1px solid var(--link);
  border-radius: 1rem; font-size: .875rem; text-decoration: none }
.formats a:hover { text-decoration: underline }
details { margin: .25rem 0 0 }
summary { cursor: pointer; color: var(--link); font-size: .9rem }
details ul { list-style: disc; padding-left: 1.25rem; font-size: .9rem }
footer { margin-top: 3rem; padding-bottom: 2rem; font-size: .875rem; color: var(--soft) }
footer p { margin: 0; padding-top: .75rem }
footer p:first-child { border-top: 1px solid var(--rule) }
@media screen and (max-width: 45rem) {
  h1 { font-size: 1.5rem }
  header > div { padding-top: 1.25rem; padding-bottom: 1.25rem }
  .documents > li { grid-template-columns: minmax(0, 1fr) }
  .formats a { padding: .35rem .9rem }
}
@page { size: A4; margin: 16mm 15mm }
@media print {
  html { font-size: 10pt }
  body { font-size: 1rem }
  header { background: none; color: inherit; border-bottom: 3px solid var(--line) }
  header > div { padding-top: 0 }
  header img { padding: 0 }
  header > div, main, footer { max-width: none; padding-left: 0; padding-right: 0 }
  nav, .skip { display: none }
  .cards li { border: 1px solid var(--rule); border-top: 3px solid var(--brand) }
  section { margin-top: 8mm }
  h2, h3 { break-after: avoid }
  li, .notice { break-inside: avoid }
  .documents > li { grid-template-columns: minmax(0, 1fr) 20mm 42mm }
  .formats a { border: 0; padding: 0 }
  .formats li + li::before { content: "\\00b7\\00a0" }
  .formats li { display: flex }
  a { color: inherit; text-decoration: none }
  summary { color: inherit; list-style: none }
  details::details-content { content-visibility: visible; block-size: auto }
}
"""


def index_style_of(look: Look) -> str:
    """The style of the page as CSS.

    Args:
        look: Whose colour and fonts; the colour reads on white, and the fonts whose files the brand
            brings are carried along.
    """
    named = (
        f"--brand: {look.colour}",
        f"--accent: {look.accent or look.colour}",
        f"--light: {lightened(look.colour)}",
        f"--line: {look.line}",
        f"--font: {font_of(look)}",
        f"--heading-font: {heading_font_of(look)}",
    )
    return "".join((*faces_of(look), f":root {{ {'; '.join(named)} }}\n{_STYLE}"))


def lightened(colour: str) -> str:
    """A colour that reads on white as one of its hue that reads on a dark ground."""
    parts = (part + (255 - part) * _SHARE for part in parts_of(colour))
    return "#" + "".join(f"{round(part):02x}" for part in parts)
