"""How a drawing looks, as CSS: light by default, dark where the reader prefers it.

Plain rules without variables, since the programs that make PDF of a drawing know none.
"""

from __future__ import annotations

from typing import Final

from collab_playbook.drawing.colours import COLOURS

ARROWS: Final = ("arrow", "faint", "back")

_LIGHT: Final = """\
@ text { font-family: system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif;
  font-size: 9.5px; fill: #37424b; unicode-bidi: plaintext }
@ .name { font-size: 15px; font-weight: 600; fill: #16202a }
@ .phase { font-size: 11px; font-weight: 600; fill: #37424b;
  stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; paint-order: stroke }
@ .title { font-size: 11px }
@ .ground { fill: #ffffff }
@ .band0 { fill: #f6f8fa }
@ .band1 { fill: #ffffff }
@ .line { fill: none; stroke: #5b6b7a; stroke-width: 1.1 }
@ .line.hint { stroke: #8d99a4; stroke-width: .9; stroke-dasharray: 1 3 }
@ .line.reopen { stroke: #b3490f; stroke-width: 1.6 }
@ .line.waits { stroke-dasharray: 5 3 }
@ .tip-arrow { fill: #5b6b7a }
@ .tip-faint { fill: #8d99a4 }
@ .tip-back { fill: #b3490f }
@ .shape { stroke-width: 1.2 }
@ .active .shape { stroke-width: 2.6 }
@ .stale .shape { stroke-width: 2.6; stroke-dasharray: 9 3 }
"""
_DARK: Final = """\
@ text { fill: #d5dde3 }
@ .name { fill: #eef3f7 }
@ .phase { fill: #eef3f7; stroke: #12181d }
@ .ground { fill: #12181d }
@ .band0 { fill: #1a2128 }
@ .band1 { fill: #12181d }
@ .line { stroke: #9fb0bf }
@ .line.hint { stroke: #7b8894 }
@ .line.reopen { stroke: #f09a63 }
@ .tip-arrow { fill: #9fb0bf }
@ .tip-faint { fill: #7b8894 }
@ .tip-back { fill: #f09a63 }
"""


def style(prefix: str) -> str:
    """The rules for the drawing of that class alone, whatever page it stands in."""
    light, dark = _LIGHT, _DARK
    for name, colour in COLOURS.items():
        dashes = "; stroke-dasharray: 4 3" if colour.dashed else ""
        light += f"@ .{name} .shape {{ fill: {colour.fill}; stroke: {colour.line}{dashes} }}\n"
        light += f"@ .{name} .inside {{ fill: {colour.text} }}\n"
        dark += f"@ .{name} .shape {{ fill: {colour.dark_fill}; stroke: {colour.dark_line} }}\n"
        dark += f"@ .{name} .inside {{ fill: {colour.dark_text} }}\n"
    rules = f"{light}MEDIA screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"
    return f"<style>\n{rules.replace('@', f'.{prefix}').replace('MEDIA', '@media')}</style>"


def markers(prefix: str) -> str:
    """The heads of arrows, which lines name as ``<prefix>-<arrow>``."""
    made = [
        f'<marker id="{prefix}-{name}" class="tip-{name}" viewBox="0 0 8 8" refX="7" refY="4" '
        'markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0.8L8 4L0 7.2z"/></marker>'
        for name in ARROWS
    ]
    return f"<defs>{''.join(made)}</defs>"
