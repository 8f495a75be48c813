"""The formats of the cells of a workbook, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from collab_playbook.drawing.tints import tint
from collab_playbook.formats.xlsx.manner import TEXTS, blank_format
from collab_playbook.formats.xlsx.text import line

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.format import Format

    from collab_playbook.documents.sheets import Column, Kind
    from collab_playbook.formats.look import Look

GREY: Final = "#595959"
RULED: Final = "#D9D9D9"
_GOOD, _NOT_YET = "#1B6E3C", "#8A4B00"
_FONT: Final = "Calibri"


class Styles:
    """The formats of one workbook.

    Args:
        book: The workbook.
        look: The brand.
    """

    def __init__(self, book: Book, look: Look) -> None:
        self._book = book
        self._look = look
        self._font = line(look.font, 31) or _FONT
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def title(self) -> Format:
        """The first line of a sheet."""
        return self._format(bold=True, font_size=16, font_color=self._look.colour)

    def below_title(self, *, note: bool = False) -> Format:
        """The lines between the title and the table."""
        return self._format(font_size=9 if note else 10, italic=note, font_color=GREY)

    def head(self, kind: Kind) -> Format:
        """A heading."""
        upright = {"rotation": 90, "align": "center", "valign": "bottom"}
        lying = {"indent": 1, "align": "left"} if kind in TEXTS else {"align": "center"}
        return self._format(
            **{
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": self._look.colour,
                "text_wrap": kind != "mark",
                "valign": "vcenter",
                **(upright if kind == "mark" else lying),
            }
        )

    def cell(self, kind: Kind, number: str = "") -> Format:
        """A cell with a value of a kind, in a number format."""
        return self._format(**_cell(kind, number), bottom=1, bottom_color=RULED)

    def blank(self, kind: Kind) -> Format:
        """A cell that somebody may still fill in."""
        return self._format(**_cell(kind, blank_format(kind, self._look.language)))

    def total(self, kind: Kind) -> Format:
        """A sum, or what stands before it."""
        side = {"align": "right", "indent": 1} if kind == "number" else {"indent": 1}
        ruled = {"top": 1, "top_color": self._look.colour}
        return self._format(bold=True, num_format="#,##0", **ruled, **side)

    def meant(self, column: Column) -> list[tuple[str, Format]]:
        """What certain words in a column look like, whoever writes them there."""
        colour = self._look.colour
        if column.kind == "verdict":
            good, *_, bad = column.choices
            told = {good: {"font_color": _GOOD}, bad: {"font_color": _NOT_YET}}
        elif column.kind == "mark":
            first, second, *_ = column.choices
            told = {
                first: {"bg_color": colour, "font_color": "#FFFFFF"},
                second: {"bg_color": tint(colour, 0.2)},
            }
        else:
            return []
        return [
            (word, self._book.add_format({**style, "bold": True})) for word, style in told.items()
        ]

    def _format(self, **told: Any) -> Format:
        key = tuple(sorted(told.items()))
        if key not in self._made:
            font = {"font_name": self._font, "font_size": 10}
            self._made[key] = self._book.add_format({**font, **told})
        return self._made[key]


def _cell(kind: Kind, number: str) -> dict[str, Any]:
    told: dict[str, Any] = {"valign": "top", "text_wrap": kind in TEXTS}
    if number:
        told["num_format"] = number
    if kind == "mark":
        return {**told, "align": "center"}
    return {**told, "align": "left" if kind in TEXTS else "right", "indent": 1}
