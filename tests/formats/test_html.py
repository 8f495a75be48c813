from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import violations
from collab_playbook.formats.look import Logo, Look
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.page.writer import html_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

GOLDEN = Path(__file__).parents[1] / "cases/documents/golden"
LOOK = Look("en", "Acme & Sons", "#8a1f3d", "Source Sans", "Confidential <draft>")
HOSTILE = (
    '# <script>alert(1)</script> "&amp;"\n\n'
    '[x](https://example.org/?"onmouseover=alert(1)) &lt;b&gt; \u202eabc \U0001f600 '
    + "w" * 10_000
    + "\n\n| <img src=x onerror=alert(1)> |\n|---|\n"
    + "| </table></style><script>alert(2)</script> |\n" * 500
)


class _Reader(HTMLParser):
    """The elements of a page by name, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def page(markdown: str, look: Look = LOOK) -> str:
    return html_of(content_of(markdown), look).decode()


def read(markdown: str, look: Look = LOOK) -> _Reader:
    reader = _Reader()
    reader.feed(page(markdown, look))
    return reader


def test_every_kind_of_block_has_its_element() -> None:
    text = page(
        "# T\n\n1. a\n   - b\n\n> q\n\n```\nx < y\n```\n\n***\n\n**s** *e* `c`\\\n[l](https://e.org)"
    )

    assert text.partition("<main>")[2].partition("</main>")[0].strip() == (
        "<h1>T</h1>\n<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul></li>\n</ol>\n"
        "<blockquote><p>q</p></blockquote>\n"
        '<pre tabindex="0"><code>x &lt; y</code></pre>\n<hr>\n'
        "<p><strong>s</strong> <em>e</em> <code>c</code><br>"
        '<a href="https://e.org">l</a></p>'
    )


def test_a_list_that_does_not_begin_with_one_says_so() -> None:
    assert '<ol start="3">' in page("3. three\n4. four\n")


def test_what_was_typed_is_text() -> None:
    reader = read(HOSTILE)

    assert not {"script", "img"} & set(reader.names)
    assert '<script>alert(1)</script> "&"' in reader.text
    assert "</table></style><script>alert(2)</script>" in reader.text
    assert "Confidential <draft>" in reader.text


def test_the_font_of_a_brand_cannot_end_the_style() -> None:
    look = LOOK._replace(font="</style><script>'}")

    assert set(read("# T\n", look).names) == set(read("# T\n").names)


def test_a_long_document_begins_with_links_to_its_sections() -> None:
    text = page("# T\n" + "".join(f"## Part {n} & more\n" for n in range(1, 11)))

    assert text.index('<nav aria-label="Contents">') < text.index('<h2 id="section-1">')
    assert '<li><a href="#section-10">Part 10 &amp; more</a></li>' in text
    assert "<nav" not in page("# T\n## One\n")


def test_the_logo_stands_in_the_file_with_a_name() -> None:
    look = LOOK._replace(logo=Logo(b"\x89PNG", "image/png"))

    assert '<img src="data:image/png;base64,iVBORw==" alt="Acme &amp; Sons">' in page("# T\n", look)


@pytest.mark.parametrize(
    ("path", "look"),
    [
        ("en/01-leadership/leadership_brief.md", LOOK),
        ("fr/18-moderation/moderation_guide.md", Look("fr", "Ateliers Brévent")),
        ("", LOOK),
    ],
)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_core_finds_nothing_and_nothing_is_wider_than_the_window(
    offline: BrowserContext, tmp_path: Path, path: str, look: Look, width: int
) -> None:
    markdown = (GOLDEN / path).read_text("utf-8") if path else HOSTILE
    file = tmp_path / "page.html"
    file.write_bytes(html_of(content_of(markdown), look))
    opened = offline.new_page()
    opened.set_viewport_size({"width": width, "height": 900})
    opened.goto(file.as_uri())

    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(opened) == []
