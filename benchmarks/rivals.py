"""Other ways from a Markdown file to a document; nothing of the program is imported here.

As a command it makes one file once and throws it away: ``rivals.py pandoc pdf charter.md``.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COMPANY: Final = "Ateliers Brévent"
PANDOC_TO: Final[Mapping[str, str]] = {
    "html": "html",
    "docx": "docx",
    "pptx": "pptx",
    "pdf": "typst",
}
"""What pandoc writes for a format; its PDF is set from its typst markup by the typst of ours."""


def missing() -> list[str]:
    """Which of them are not installed, with the command that installs them."""
    needs = {"pandoc": "pypandoc_binary", "docxtpl": "docxtpl"}
    modules = {"pandoc": "pypandoc", "docxtpl": "docxtpl"}
    return [
        f"{name} is left out: pip install {needs[name]}"
        for name, module in modules.items()
        if not find_spec(module)
    ]


def pandoc_command(format_: str) -> list[str]:
    """The command that makes a format of the file named behind it, to standard output."""
    import pypandoc  # noqa: PLC0415 - not of the program

    command = [pypandoc.get_pandoc_path(), "--standalone", "--from", "gfm", "--output", "-"]
    command += ["--to", PANDOC_TO[format_], "--metadata", "title=Document"]
    return [*command, "--embed-resources"] if format_ == "html" else command


def pandoc(format_: str) -> Callable[[Path], bytes]:
    """Makes a format with a process of pandoc for each file."""
    command = pandoc_command(format_)

    def make(path: Path) -> bytes:
        made = subprocess.run([*command, str(path)], capture_output=True, check=True).stdout
        return _set(made) if format_ == "pdf" else made

    return make


def _set(source: bytes) -> bytes:
    import typst  # noqa: PLC0415 - so that its import counts

    made: bytes = typst.compile(source, ignore_system_fonts=True, format="pdf")
    return made


def template_of(path: Path) -> Path:
    """The Word file of a Markdown file, with a tag for the name of the company."""
    return path.with_suffix(".template.docx")


def docxtpl(path: Path) -> bytes:
    """Fills the Word file that holds the text of a Markdown file."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - not of the program

    template = DocxTemplate(template_of(path))
    template.render({"company": COMPANY}, autoescape=True)
    made = BytesIO()
    template.save(made)
    return made.getvalue()


if __name__ == "__main__":
    tool, wanted, file = sys.argv[1:]
    (docxtpl if tool == "docxtpl" else pandoc(wanted))(Path(file))
