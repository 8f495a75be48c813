"""Text on slides: runs with their marks, paragraphs with their bullets and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from collab_playbook.formats.content import Break, Inlines
from collab_playbook.formats.slides.text import AIR, DEEPEST, STEP, indent_of, size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.formats.slides.deck import Line

_MONOSPACE: Final = "Consolas"


def write(paragraph: Any, text: Inlines, language: str, size: float | None = None) -> None:
    """Text as runs; the words go in as they are.

    Args:
        paragraph: An empty one.
        text: What it says.
        language: The language it is in, as in ``fr-FR``.
        size: Of the text, in points; that of the layout where there is none.
    """
    for part in text:
        if isinstance(part, Break):
            paragraph.add_line_break()
            continue
        run = paragraph.add_run()
        run.text = part.text.replace("\n", " ")
        font = run.font
        if size is not None:
            font.size = Pt(size)
        font.bold = True if part.strong else None
        font.italic = True if part.emphasis else None
        if part.code:
            font.name = _MONOSPACE
        if part.address:
            run.hyperlink.address = part.address
        run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001 - no call for a language
    properties = paragraph._p.get_or_add_endParaRPr()  # noqa: SLF001 - likewise
    properties.set("lang", language)
    if size is not None:
        properties.set("sz", str(round(size * 100)))


def write_lines(frame: Any, lines: Sequence[Line], size: float, language: str) -> None:
    """Paragraphs into an empty frame of text.

    Args:
        frame: That of a placeholder or of a box of text.
        lines: What they say.
        size: Of the text.
        language: The language it is in.
    """
    starts = _starts(lines)
    for at, (line, start) in enumerate(zip(lines, starts, strict=True)):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        write(paragraph, line.text, language, size_of(line, size))
        if line.kind in {"heading", "key"}:
            for run in paragraph.runs:
                run.font.bold = True
                run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
        paragraph.space_before = Pt(AIR * size if at else 0)
        _mark(paragraph, line, size, start)


def _mark(paragraph: Any, line: Line, size: float, start: int) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx has no call for a list
    indent = indent_of(line, size)
    marked = line.kind in {"bullet", "number"} and not line.goes_on
    properties.set("marL", str(Pt(indent)))
    properties.set("indent", str(-Pt(STEP * size) if marked else 0))
    if line.depth:
        properties.set("lvl", str(min(line.depth, DEEPEST)))
    if not marked:
        _append(properties, "a:buNone")
    elif line.kind == "number":
        _append(properties, "a:buFont").set("typeface", "+mj-lt")
        counted = _append(properties, "a:buAutoNum")
        counted.set("type", "arabicPeriod")
        if start != 1:
            counted.set("startAt", str(start))
    else:
        _append(properties, "a:buFont").set("typeface", "Arial")
        _append(properties, "a:buChar").set("char", "•" if line.depth == 0 else "\u2013")


def _append(element: Any, name: str) -> Any:
    child = element.makeelement(qn(name), {})
    element.append(child)
    return child


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where the list of each paragraph starts to count; 1 for what is not counted."""
    starts: list[int] = []
    last: dict[int, tuple[int, int]] = {}
    for line in lines:
        if line.kind == "number" and not line.goes_on:
            before, start = last.get(line.depth, (0, 0))
            start = start if before == line.number - 1 and start else line.number
            last = {d: at for d, at in last.items() if d < line.depth}
            last[line.depth] = (line.number, start)
            starts.append(start)
        else:
            last = {d: at for d, at in last.items() if d < line.depth}
            starts.append(1)
    return starts
