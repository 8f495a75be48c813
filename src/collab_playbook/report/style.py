"""How the page looks, as CSS: light and dark, from a telephone to a sheet of A4.

Every pair of text and ground has a contrast of at least 4.5 to 1; words and marks say whatever a
colour says.
"""

from __future__ import annotations

from typing import Final

STYLE: Final = """\
:root { color-scheme: light dark;
  --ground: #ffffff; --raised: #f4f6f8; --ink: #16202a; --soft: #4a5763; --rule: #d3dae0;
  --link: #12508f; --good: #17642f; --bad: #a3290f; --open: #12508f; --held: #6a5306;
  --accent: #1f5fa8; }
@media screen and (prefers-color-scheme: dark) { :root {
  --ground: #12181d; --raised: #1b232b; --ink: #eef3f7; --soft: #b4c0ca; --rule: #3a4650;
  --link: #8fc1f5; --good: #7fd69c; --bad: #ffab94; --open: #8fc1f5; --held: #e3c567;
  --accent: #7db4f0; } }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
  overflow-wrap: break-word }
header, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 1.5rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 .75rem }
h3 { font-size: 1.05rem; line-height: 1.3; margin: 1.25rem 0 .35rem }
p, ul, ol, table, .reason { margin: 0 0 .75rem }
ul, ol { padding-left: 1.2rem }
li { margin: .15rem 0 }
a { color: var(--link) }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px }
.skip { position: absolute; left: -100rem; background: var(--ground); padding: .5rem 1rem }
.skip:focus { left: .5rem; top: .5rem; z-index: 1 }
.soft { color: var(--soft) }
.soft, .small { font-size: .9em }
section { margin: 2.25rem 0 0; padding-top: 1.25rem; border-top: 1px solid var(--rule) }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
  margin: 1.25rem 0 0; border: 0; padding: 0 }
.card { background: var(--raised); border: 1px solid var(--rule); border-radius: 6px;
  margin: 0; padding: 1rem 1.1rem }
.card h2 { font-size: 1.05rem; margin: 0 0 .5rem }
.card ul { list-style: none; padding: 0; margin: 0 }
.card li { padding: .35rem 0; border-top: 1px solid var(--rule) }
.card li:first-child { border-top: 0; padding-top: 0 }
.big { font-size: 1.35rem; font-weight: 650; line-height: 1.25; margin: 0 0 .5rem }
.bar { height: .6rem; border: 1px solid var(--accent); border-radius: .3rem; overflow: hidden;
  margin: 0 0 .75rem }
.bar span { display: block; height: 100%; background: var(--accent) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; padding: 0;
  margin: 1.25rem 0 0 }
nav li { margin: 0 }
.mark { font-weight: 600 }
.plain { color: var(--soft) }
.good { color: var(--good) } .bad { color: var(--bad) }
.open { color: var(--open) } .held { color: var(--held) }
table { border-collapse: collapse; width: 100% }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap }
th, td { text-align: left; vertical-align: top; padding: .45rem .8rem .45rem 0;
  border-top: 1px solid var(--rule) }
thead th { border-top: 0; border-bottom: 2px solid var(--rule); font-size: .9em;
  color: var(--soft); font-weight: 600 }
tbody th { font-weight: 600 }
td ul { list-style: none; padding: 0; margin: 0 }
details { margin: 0 0 .75rem }
summary { cursor: pointer; color: var(--link); padding: .25rem 0 }
details[open] > summary { margin-bottom: .5rem }
figure { margin: 0 0 1rem }
.drawn { overflow-x: auto; border: 1px solid var(--rule); border-radius: 6px; margin: 0 0 .5rem }
.drawn svg { display: block; width: 100%; height: auto; margin: 0 auto }
.drawn.process svg { max-width: 60rem }
.spark { font-family: ui-monospace, monospace; letter-spacing: 0; color: var(--accent);
  overflow-wrap: normal; white-space: nowrap }
footer { margin-top: 2.5rem; padding-bottom: 2rem }
footer p { border-top: 1px solid var(--rule); padding-top: 1rem }
@media screen and (max-width: 45rem) {
  .drawn svg { min-width: 44rem }
  table, tbody, tr, th, td { display: block; width: 100% }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  tr { border-top: 1px solid var(--rule); padding: .5rem 0 }
  th, td { border: 0; padding: .1rem 0 }
  td:empty { display: none }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-size: .9rem }
}
@page { size: A4; margin: 16mm 14mm }
@media print {
  html { font-size: 10pt }
  body { font-size: 1rem; line-height: 1.4 }
  header, main, footer { max-width: none; padding: 0 }
  nav, .skip { display: none }
  section { margin-top: 8mm; padding-top: 5mm }
  h2, h3, caption, thead, summary { break-after: avoid }
  tbody tr:first-child { break-before: avoid }
  tr, li, .card, .gate-head { break-inside: avoid }
  .cards { grid-template-columns: 1fr 1fr 1fr; gap: 4mm }
  .card { padding: 3mm; font-size: 9.5pt }
  .drawn { overflow: visible; border: 0 }
  .drawn svg { width: auto; max-width: 100%; max-height: 205mm }
  .bar { print-color-adjust: exact }
  [aria-labelledby="schedule"], [aria-labelledby="process"] { break-before: page }
  figure { break-inside: avoid }
  summary { color: inherit; list-style: none }
  details.screen { display: none }
  details.printed::details-content { content-visibility: visible; block-size: auto }
  a { color: inherit; text-decoration: none }
  a[href^="http"]::after { content: " (" attr(href) ")" }
}
"""
