"""Every format that is installed: a playbook whose document is made in all of them, read back."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from html.parser import HTMLParser
from shutil import which
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from collab_playbook.documents.copies import copy_path
from collab_playbook.formats.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from commandline import Cli

HERE = tuple(name for name, each in FORMATS.items() if each.is_installed)
FROM_TEXT = tuple(name for name in HERE if not getattr(FORMATS[name], "from_data", False))
"""Those that are made from the Markdown; the others are made from the data themselves."""
CHARTER = "documents/01-plan/charter.md"
ALL = ",".join(HERE)
MINE = b"What a person made of it.\n"
FILES: Mapping[str, str] = {
    "playbook/playbook.yaml": """\
id: every_format
version: 1.0.0
title: Every format
languages: [en]
phases:
  - {id: begin, title: Begin, purpose: Know what for.}
org:
  - {id: company, type: text, ask: What is the organisation called?, label: Organisation}
""",
    "playbook/catalogues/roles.yaml": """\
id: roles
title: Roles
records:
  - {id: lead, title: Project lead}
""",
    "steps/01-plan/step.yaml": """\
id: plan
number: 1
title: Plan
phase: begin
purpose: Everybody pulls the same way.
roles: {accountable: lead, responsible: [lead]}
duration: {work_days: 5}
questions:
  - {id: aim, type: text, ask: What for?, label: Aim, required: true}
  - {id: people, type: integer, ask: How many people?, label: People, min: 1, max: 500}
  - {id: until, type: date, ask: Until when?, label: Until}
  - id: goals
    type: records
    ask: What are the goals?
    label: Goals
    fields:
      - {id: name, type: long_text, label: Goal, required: true}
      - {id: target, type: integer, label: Target}
""",
    "steps/01-plan/guide.md": "# Plan\n\nTalk first.\n",
    "templates/charter/document.yaml": f"""\
id: charter
title: Charter
audience: Everybody
step: plan
kind: charter
formats: [md, {", ".join(HERE)}]
{"workbook: [{id: goals, title: Goals, from: plan.goals}]" if "xlsx" in HERE else ""}
""",
    "templates/charter/body.md.j2": """\
# Charter of {{ org.company }}

Made so that everybody knows.

## Aim

{{ plan.aim }}

## Goals

| Goal | Target |
|---|---|
{% for goal in plan.goals %}
| {{ goal.name | cell }} | {{ goal.target }} |
{% endfor %}
""",
}
ANSWERS = {
    "org": {"company": "Acme"},
    "plan": {
        "aim": "Halve the waiting time",
        "people": 12,
        "until": "2026-12-31",
        "goals": [{"name": "Faster replies", "target": 4}, {"name": "Fewer forms", "target": 3}],
    },
}


def lay(folder: Path) -> Path:
    """Writes the playbook."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def begun(cli: Cli, folder: Path) -> Path:
    """A workspace of the playbook, ``workspace/`` beside ``playbook/``."""
    said = cli(
        "init", str(folder / "workspace"), "--playbook", str(lay(folder / "playbook")), "--no-input"
    )
    assert said.code == 0, said.err
    return folder / "workspace"


def answered(cli: Cli, workspace: Path, *goals: str) -> None:
    """Records other goals, which every format shows."""
    given = {"plan": {"goals": [{"name": name, "target": 1} for name in goals]}}
    file = workspace.parent / "goals.json"
    file.write_text(json.dumps(given), "utf-8")
    said = cli("answer", "--from", str(file), cwd=workspace)
    assert said.code == 0, said.err


def path_in(format_: str, mark: str = "") -> str:
    """Where the charter lies in a format; the file put beside it with a mark such as ``new``."""
    path = copy_path(CHARTER, format_) if format_ != "md" else CHARTER
    return path.replace("charter.", f"charter.{mark}.") if mark else path


def under(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def words_of(format_: str, data: bytes) -> str:
    """All words of a file in reading order, one blank between them, as its own reader has them."""
    return " ".join(READERS[format_](data).split())


class _Page(HTMLParser):
    """The texts of a page, without what is for the browser alone."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.silent += tag in {"style", "script", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"style", "script", "title"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


def _html(data: bytes) -> str:
    page = _Page()
    page.feed(data.decode())
    page.close()
    return "".join(page.texts)


def _docx(data: bytes) -> str:
    import docx  # noqa: PLC0415 - an extra
    from docx.table import Table  # noqa: PLC0415 - an extra

    texts = []
    for each in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(each, Table):
            texts += [cell.text for row in each.rows for cell in row.cells]
        else:
            texts.append(each.text)
    return "\n".join(texts)


def _pdf(data: bytes) -> str:
    if which("pdftotext") is None:
        pytest.skip("pdftotext reads PDF here, and it is not installed")
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def _xlsx(data: bytes) -> str:
    return "\n".join(str(cell.value) for cell in cells_of(data) if cell.value is not None)


def cells_of(data: bytes) -> Iterator[Any]:
    """Every cell of a workbook."""
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    for sheet in load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            yield from row


def _pptx(data: bytes) -> str:
    from pptx import Presentation  # noqa: PLC0415 - an extra

    return "\n".join(
        text
        for slide in Presentation(io.BytesIO(data)).slides
        for shape in slide.shapes
        for text in _of_shape(shape)
    )


def _of_shape(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield shape.text_frame.text
    if getattr(shape, "has_table", False):
        yield from (cell.text for row in shape.table.rows for cell in row.cells)


def _ics(data: bytes) -> str:
    text = data.decode().replace("\r\n ", "")
    for mark, meant in (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\")):
        text = text.replace(mark, meant)
    return text


READERS: Mapping[str, Callable[[bytes], str]] = {
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "pptx": _pptx,
    "ics": _ics,
}


def parts_of(data: bytes) -> dict[str, bytes]:
    """The XML parts of an office file; every one has to be well formed, and every part is whole.

    Raises:
        AssertionError: A part is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        parts = {name: package.read(name) for name in package.namelist()}
    texts = {name: part for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    for part in texts.values():
        ET.fromstring(part)  # noqa: S314 - of our own making
    return texts
