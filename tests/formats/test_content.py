from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.documents.markdown import block
from collab_playbook.formats.content import (
    Break,
    Code,
    Content,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    plain,
)
from collab_playbook.formats.markdown import content_of

DOCUMENT = """\
# Charter of *work*

One **strong** word, `code`, [a link](https://example.org/?a=1&b=2)\\
and a new line
that goes on.

> - quoted

3. three
4. four

   - inner

| Who | |
|---|---|
| Ann | a \\| b |

```
x < y
```

---
"""


UNWRITABLE = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)} - {"\t"}


def said(text: str) -> tuple[Span, ...]:
    return (Span(text),)


def test_a_document_is_read_whole() -> None:
    assert content_of(DOCUMENT) == Content(
        (
            Heading(1, (Span("Charter of "), Span("work", emphasis=True))),
            Paragraph(
                (
                    Span("One "),
                    Span("strong", strong=True),
                    Span(" word, "),
                    Span("code", code=True),
                    Span(", "),
                    Span("a link", address="https://example.org/?a=1&b=2"),
                    Break(),
                    Span("and a new line that goes on."),
                )
            ),
            Quote((Listing(((Paragraph(said("quoted")),),)),)),
            Listing(
                (
                    (Paragraph(said("three")),),
                    (Paragraph(said("four")), Listing(((Paragraph(said("inner")),),))),
                ),
                numbered=True,
                start=3,
            ),
            Table((said("Who"), ()), ((said("Ann"), said("a | b")),)),
            Code("x < y"),
            Rule(),
        )
    )


def test_its_title_is_its_first_heading() -> None:
    assert content_of(DOCUMENT).title == "Charter of work"
    assert content_of("## Part\n").title == ""


def test_it_is_long_from_ten_sections_on() -> None:
    assert not content_of("# T\n" + "## S\n" * 9).is_long
    assert content_of("# T\n" + "## S\n" * 10).is_long


def test_a_tag_is_text() -> None:
    assert content_of("a <b>c</b>\n\n<div>d</div>\n") == Content(
        (Paragraph(said("a <b>c</b>")), Paragraph(said("<div>d</div>")))
    )


def test_an_address_that_could_do_harm_leads_nowhere() -> None:
    for address in ("relative.md", "tel:1", "//example.org"):
        assert content_of(f"[a]({address})") == Content((Paragraph(said("a")),))
    assert content_of("<mailto:a@example.org>").blocks == (
        Paragraph((Span("mailto:a@example.org", address="mailto:a@example.org"),)),
    )


def test_an_image_leaves_its_description() -> None:
    assert content_of("![A plan](https://example.org/plan.png)") == Content(
        (Paragraph(said("A plan")),)
    )


@given(st.text())
def test_any_text_is_some_content_that_a_file_can_hold(text: str) -> None:
    blocks = content_of(text).blocks
    words = "".join(plain(b.text) for b in blocks if isinstance(b, Paragraph | Heading))

    assert not set(words) & UNWRITABLE
    words.encode()  # no half of a pair is left


@given(st.text(st.characters(categories=("L", "N", "P", "S"), max_codepoint=0x2FF), min_size=1))
def test_an_answer_comes_back_as_it_was_typed(text: str) -> None:
    written = block(text)
    found = content_of(f"{written}\n").blocks

    assert [plain(b.text) for b in found if isinstance(b, Paragraph)] == [text]
