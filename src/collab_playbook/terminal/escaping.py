"""Texts from people and playbooks made harmless for a terminal: no control character reaches it."""

from __future__ import annotations

from collab_playbook.terminal.speech import spoken

_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
_SEPARATORS = (0x2028, 0x2029, 0xFEFF)
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *_BIDI, *_SEPARATORS)
_VISIBLE = {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in _CONTROLS}
_LINE = str.maketrans(_VISIBLE)
_LINES = str.maketrans({code: text for code, text in _VISIBLE.items() if chr(code) not in "\n\t"})


def safe(text: str) -> str:
    """The text with control and direction characters written out; lines and tabs stay."""
    return str(spoken(text)).translate(_LINES)


def safe_line(text: str) -> str:
    """The text on one line: line ends and tabs become spaces, other control characters visible."""
    text = str(spoken(text))
    return text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ").translate(_LINE)
