"""Hostile answers through the real command line into every format: text in, the same text out."""

from __future__ import annotations

import json
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from robustness.every_format import ALL, HERE, begun, cells_of, parts_of, path_in, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from commandline import Cli

HOSTILE: Mapping[str, tuple[str, str | None]] = {
    "markdown": ("# No *bold* _i_ `c` [x](javascript:alert(1)) ![i](x.png) ~~s~~ **", None),
    "list": ("1. one - two + three > four | five \\ six", None),
    "chart": ("<!-- chart: bars, Mine -->", None),
    "html": ("<script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; &amp;amp;", None),
    "style": ("</style></title></td></table><base href='//x.example'>", None),
    "word": ("</w:t></w:r><w:br/> ]]> <?x y?> <!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]> &b;", None),
    "quotes": ("R&D <Core> \"q\" 'p' «\u00a0o\u00a0»", None),
    "template": ("{{ 7 * 7 }} {% raw %} {# gone #} ${7*7} #{7*7} {%tr for x in y %}", None),
    "typst": ('#import "x": * #panic() $x^2$ \\u{41} @x <y> #[ // gone /* gone */ "); #', None),
    "field": ("{ PAGE } { HYPERLINK x } MERGEFIELD TOC \\o", None),
    "hyperlink": ('=HYPERLINK("http://x.example","x")', None),
    "command": ("=cmd|' /C calc'!A0", None),
    "plus": ("+1+1", None),
    "minus": ("-2+3", None),
    "at": ("@SUM(A1:A9)", None),
    "number": ("00123", None),
    "calendar": ("END:VEVENT;x,y\\n BEGIN:VALARM", None),
    "paths": ("../../etc/passwd C:\\con\\nul ~/.ssh %2e%2e/ \\\\host\\share", None),
    "controls": ("bell\a esc\x1b[31mred del\x7f end\x85", "bell esc[31mred del end"),
    "turning": ("abc\u202edcba\u202c \u2066x\u2069 \ufeff\u200fy", "abcdcba x y"),
    "letters": ("\u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629", None),
    "astral": ("\U0001f9ed \U0001d518 \U00020000 \U0001f469\u200d\U0001f467", None),
    "combining": ("e\u0301 a\u0323\u0302 z" + "\u0351\u0315\u0489" * 9, None),
    "word_of_ten_thousand": ("w" * 10_000, None),
    "bars": ("|" * 2_000, None),
    "escapes": ("\\" * 9 + "x", None),
}
"""What is typed by what it tries, with what is shown where that is not the same."""
ROWS = 500
PAGE_OF_ONE_WORD = 1_000
NOT_IN_PDF = frozenset(
    {"turning", "letters", "astral", "combining"}  # no font of ours has them, or read otherwise
)
"""Those of which the pages have boxes, or letters that a reader of pages puts elsewhere."""
BODY = """\
# Charter

{% for goal in plan.goals %}
{% if goal.target is answered %}
{{ goal.name }}

- {{ goal.name | inline }}

| First | Second |
|---|---|
| {{ goal.name | cell }} | x |

{% endif %}
{% endfor %}
## All

| Goal | Target |
|---|---|
{% for goal in plan.goals %}
| {{ goal.name | cell }} | {{ goal.target }} |
{% endfor %}
"""


@pytest.fixture(scope="session")
def _once() -> dict[str, Path]:
    return {}


@pytest.fixture(scope="session")
def known() -> dict[str, str]:
    return {}


@pytest.fixture
def hostile(cli: Cli, _once: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose charter was made of all of it in every format."""
    if "hostile" not in _once:
        folder = tmp_path_factory.mktemp("hostile")
        workspace, answers = begun(cli, folder), folder / "answers.json"
        (template,) = workspace.glob(".collab-playbook/playbook/*/templates/charter/body.md.j2")
        template.write_text(BODY, "utf-8")
        goals: list[dict[str, object]] = [{"name": v, "target": 1} for v, _ in HOSTILE.values()]
        goals += [{"name": f"=Row&{number};"} for number in range(ROWS)]
        answers.write_text(json.dumps({"plan": {"aim": "<b>", "goals": goals}}), "utf-8")
        said = cli("answer", "--from", str(answers), cwd=workspace)
        assert said.code == 0, said.err
        said = cli("build", "--to", ALL, cwd=workspace)
        assert said.code == 0, said.err
        _once["hostile"] = workspace
    return _once["hostile"]


def joined(text: str) -> str:
    """Without what a page puts between and within words to set them."""
    return "".join(text.replace("-", "").replace("\u200b", "").split())


@pytest.mark.parametrize("format_", HERE)
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_was_typed_is_what_is_read(
    hostile: Path, known: dict[str, str], format_: str, kind: str
) -> None:
    typed, shown = HOSTILE[kind]
    expected = " ".join(unicodedata.normalize("NFC", shown or typed).split())
    if format_ not in known:
        known[format_] = words_of(format_, (hostile / path_in(format_)).read_bytes())
    words = known[format_]
    if format_ == "pdf":
        if kind in NOT_IN_PDF:
            pytest.skip("its letters are boxes on the page, or are read in another order")
        words, expected = joined(words), joined(expected)
    if len(expected) > PAGE_OF_ONE_WORD and format_ not in {"html", "docx"}:
        words = "".join(letter for letter in words if letter == expected[0])  # across its pages
    times = 4 if format_ in {"html", "docx", "pdf"} else 1
    assert words.count(expected) >= times


@pytest.mark.parametrize("format_", HERE)
def test_a_table_of_five_hundred_rows_is_whole(hostile: Path, format_: str) -> None:
    words = words_of(format_, (hostile / path_in(format_)).read_bytes())

    assert [n for n in range(ROWS) if f"=Row&{n};" not in words] == []


class _Acting(HTMLParser):
    """What a page could do by itself, and the addresses that it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "object", "embed", "form", "base", "img"}:
            self.acts.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in {"href", "src"} and not _is_harmless(value)):
                self.acts.append(f"{tag} {name}={value}")


def _is_harmless(address: str | None) -> bool:
    return (address or "").startswith(("https:", "http:", "mailto:", "#"))


@pytest.mark.parametrize("format_", HERE)
def test_nothing_in_a_file_acts(hostile: Path, format_: str) -> None:
    data = (hostile / path_in(format_)).read_bytes()
    if format_ == "html":
        page = _Acting()
        page.feed(data.decode())
        assert page.acts == []
    elif data.startswith(b"PK"):
        parts = parts_of(data)
        leading = [part for name, part in parts.items() if name.endswith(".rels")]
        assert not [part for part in leading if b'TargetMode="External"' in part]
        assert not [name for name in parts if "vba" in name or "embeddings" in name]
        if format_ == "xlsx":
            assert [each for each in cells_of(data) if each.data_type == "f"] == []
    else:
        assert b"/JavaScript" not in data
        assert b"/Launch" not in data
