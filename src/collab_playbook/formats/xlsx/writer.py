"""A workbook to the bytes of an Excel file: real numbers and dates, tables, checks, native charts.

Text enters as text and nothing else: whatever was typed is read, never calculated.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter import Workbook as Book

from collab_playbook.formats.office import XLSX_OPTIONS, moment_of
from collab_playbook.formats.words import in_language
from collab_playbook.formats.xlsx.charts import CHARTS, Place, draw
from collab_playbook.formats.xlsx.manner import is_nearly_a_page
from collab_playbook.formats.xlsx.sheet import HEAD, SheetWriter, reference
from collab_playbook.formats.xlsx.styles import Styles
from collab_playbook.formats.xlsx.text import line, sheet_names, told

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.sheets import Sheet, Workbook
    from collab_playbook.formats.look import Look

_A4: Final = 9
_FOOTED: Final = 90
"""What each part of a footer may take: all of it has 255 characters."""
_LISTS: Final = {"en": "Lists", "fr": "Listes"}
_PAGE: Final = {"en": "Page &P of &N", "fr": "Page &P sur &N"}


def xlsx_of(workbook: Workbook, look: Look) -> bytes:
    """The workbook as an Excel file; the same workbook and look give the same bytes.

    Args:
        workbook: What it holds.
        look: The brand; its colour is ``#rrggbb``.
    """
    data = BytesIO()
    with Book(data, dict(XLSX_OPTIONS)) as book:
        _BookWriter(book, workbook, look).write()
    return data.getvalue()


class _BookWriter:
    """Writes one workbook: each sheet, the page with its charts, the words of lists."""

    def __init__(self, book: Book, workbook: Workbook, look: Look) -> None:
        self._book = book
        self._workbook = workbook
        self._look = look
        self._styles = Styles(book, look)
        self._lists: dict[tuple[str, ...], int] = {}
        titles = [sheet.title for sheet in workbook.sheets]
        drawn = [self._charts_of(sheet) for sheet in workbook.sheets]
        names = sheet_names([*titles, *drawn, in_language(_LISTS, look.language)])
        self._tabs = names[: len(titles)]
        self._pages = names[len(titles) : -1]
        self._lists_tab = names[-1]

    def write(self) -> None:
        """All of it."""
        for at, sheet in enumerate(self._workbook.sheets):
            page = self._opened(self._tabs[at], sheet.title)
            if sheet.note:
                page.write_string(2, 0, line(sheet.note), self._styles.below_title(note=True))
            page.freeze_panes(HEAD + 1, sheet.named)
            page.repeat_rows(HEAD)
            page.fit_to_pages(1, 1 if is_nearly_a_page(sheet.columns, sheet.rows) else 0)
            SheetWriter(page, sheet, self._styles, self._look, self._listed).write(self._tabs)
            if sheet.charts:
                page = self._opened(self._pages[at], self._charts_of(sheet))
                draw(self._book, page, sheet, Place(self._tabs[at], HEAD + 1), self._look, HEAD)
        if self._lists:
            self._write_lists()
        self._describe()

    def _opened(self, name: str, title: str) -> Worksheet:
        """A new sheet with its first lines, set up to be printed on A4 that lies on its side."""
        page: Any = self._book.add_worksheet(name)
        whose = (self._workbook.title, self._look.organisation)
        page.write_string(0, 0, told(title), self._styles.title())
        page.write_string(
            1,
            0,
            line(" \N{MIDDLE DOT} ".join(part for part in whose if part)),
            self._styles.below_title(),
        )
        page.set_row(0, 24)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_footer(self._footer(), {"margin": 0.3})
        return page

    def _charts_of(self, sheet: Sheet) -> str:
        return in_language(CHARTS, self._look.language).format(title=sheet.title)

    def _footer(self) -> str:
        """Whose it is, what it is and the page; Excel admits 255 characters, signs included."""
        left = _for_footer(self._look.footer or self._look.organisation)
        middle = _for_footer(self._workbook.title)
        page = in_language(_PAGE, self._look.language)
        return f"&L&8 {left}&C&8 {middle}&R&8 {page}"

    def _listed(self, words: tuple[str, ...]) -> str:
        """Where some words stand; they are written once all sheets are."""
        at = self._lists.setdefault(words, len(self._lists))
        return f"={reference(self._lists_tab, at, 1, len(words))}"

    def _write_lists(self) -> None:
        page: Any = self._book.add_worksheet(self._lists_tab)
        for words, at in self._lists.items():
            for row, word in enumerate(words):
                page.write_string(row, at, told(word))
        page.hide()

    def _describe(self) -> None:
        look = self._look
        self._book.set_properties(
            {
                "title": line(self._workbook.title, 250),
                "subject": line(self._workbook.about, 250),
                "author": line(look.organisation, 250),
                "company": line(look.organisation, 250),
                "created": moment_of(look),
            }
        )
        self._book.set_custom_property("Language", look.language)


def _for_footer(text: str) -> str:
    """A text as a footer writes it, where an ampersand begins a command."""
    room = _FOOTED
    while len(escaped := line(text, room).replace("&", "&&")) > _FOOTED:
        room -= 1
    return escaped
