"""How the Excel form looks: the client's colour, room to write, and what is to be typed on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.formats.look import Look

_FONT: Final = "Calibri"
_INK: Final = "#262626"
_GREY: Final = "#666666"
_LINE: Final = "#BFBFBF"
_PAPER: Final = "#FFFBE8"
"""The colour of a cell that is to be filled in: of paper, not of an alarm."""
LINE: Final = 15
"""The height of a line of text, in points."""
SMALL: Final = 0.87
"""The height of a line of small text, in lines."""
NUMBER_FORMATS: Final = {
    "integer": "#,##0",
    "scale": "0",
    "decimal": "#,##0.##########",
    "percent": "0.##########%",
}


class Styles(NamedTuple):
    """The formats of a form; ``answers`` by type of answer."""

    band: Any
    head: Any
    section: Any
    purpose: Any
    opening: Any
    label: Any
    number: Any
    question: Any
    ask: Any
    small: Any
    small_strong: Any
    hint: Any
    choice: Any
    link: Any
    back: Any
    locked: Any
    answers: dict[str, Any]
    tick: Any
    blank: Any


def styles_of(workbook: Workbook, look: Look, day_format: str) -> Styles:
    """The formats, in the look's colour and font."""
    font = {"font_name": look.font or _FONT, "font_size": 11, "font_color": _INK, "valign": "top"}
    edge = {"bottom": 1, "bottom_color": _LINE}
    white, strong = {"font_color": "#FFFFFF", "bg_color": look.colour}, {"bold": True}
    wrap = {"text_wrap": True}
    small = {"font_size": 9.5, "font_color": _GREY}
    inset = {"indent": 1, "align": "left"}
    paper = {
        "bg_color": _PAPER, "border": 1, "border_color": _LINE, "locked": False, **wrap, **inset,
    }  # fmt: skip

    def made(*parts: dict[str, Any]) -> Any:
        return workbook.add_format({k: v for part in (font, *parts) for k, v in part.items()})

    answers = {
        "text": made(paper, {"num_format": "@"}),
        "date": made(paper, {"num_format": day_format, "align": "left"}),
        **{
            kind: made(paper, {"num_format": form, "align": "left"})
            for kind, form in NUMBER_FORMATS.items()
        },
    }
    return Styles(
        band=made(white, strong, {"font_size": 16, "valign": "vcenter", "indent": 1}),
        head=made(strong, {"bg_color": _tint(look.colour), "valign": "vcenter"}, inset, edge),
        section=made(
            strong, inset, {"font_size": 14, "font_color": look.colour, "valign": "bottom"}
        ),
        purpose=made(wrap, inset, {"italic": True, "font_color": _GREY}),
        opening=made(wrap, inset),
        label=made({"align": "right", "valign": "vcenter", "indent": 1}),
        number=made(strong, edge, {"font_color": look.colour, "align": "center"}),
        question=made(wrap, inset, edge),
        ask=made(strong),
        small=made(small),
        small_strong=made(small, strong, {"font_color": look.colour}),
        hint=made(wrap, inset, edge, small),
        choice=made(wrap, {"indent": 2}),
        link=made({"font_color": look.colour, "underline": 1}, wrap, inset, edge),
        back=made({"font_color": look.colour, "underline": 1}, inset),
        locked=made(wrap, inset, edge, {"italic": True, "font_color": _GREY}),
        answers=answers,
        tick=made(paper, strong, {"num_format": "@"}),
        blank=made({"locked": False}),
    )


def _tint(colour: str) -> str:
    """The colour, 85 parts in a hundred of it white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{255 - (255 - part) * 15 // 100:02X}" for part in parts)


def print_wide(sheet: Worksheet, foot: str, heads: tuple[int, int]) -> None:
    """How a sheet prints: across, as wide as a page, with its heading on every one."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(*heads)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    foot = foot[:100].replace("&", "&&")
    sheet.set_footer(f"&L&9{foot}&R&9&P / &N")


def lines_of(text: str, characters: int) -> int:
    """About how many lines a text takes in a column of so many characters."""
    return sum(1 + len(line) // max(1, characters) for line in text.split("\n")) if text else 0
