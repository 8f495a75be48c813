"""Which slides a document makes, and what the speaker is told on each."""

from __future__ import annotations

from collab_playbook.formats.content import Span, Table
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.slides.deck import Deck, Line, Lines, Slide, deck_of


def deck(markdown: str) -> Deck:
    return deck_of(content_of(markdown))


def said(text: str) -> tuple[Span, ...]:
    return (Span(text),)


def test_a_section_is_a_slide_and_the_title_is_the_first() -> None:
    assert deck("# T\n\n## One\n\nText.\n\n## Two\n") == Deck(
        said("T"),
        (),
        (),
        (
            Slide(said("One"), (Lines((Line(said("Text.")),)),)),
            Slide(said("Two")),
        ),
    )


def test_the_table_under_the_title_is_the_facts_of_the_first_slide() -> None:
    assert deck("# T\n\n| For | Version |\n|---|---|\n| All | 1 |\n").facts == (
        ("For", "All"),
        ("Version", "1"),
    )
    rows = deck("# T\n\n| Granted | |\n|---|---|\n| Budget | 9 |\n| Start | May |\n")
    assert rows.facts == (("Budget", "9"), ("Start", "May"))


def test_what_is_quoted_is_for_the_speaker() -> None:
    found = deck("# T\n\n> Welcome.\n\n## One\n\nSeen.\n\n> Say this.\n>\n> 1. a\n> 2. b\n> - c\n")
    assert found.notes == ("Welcome.",)
    assert found.slides == (
        Slide(
            said("One"),
            (Lines((Line(said("Seen.")),)),),
            (),
            ("Say this.", "1. a", "2. b", "- c"),
        ),
    )


def test_text_before_the_first_section_has_a_slide_of_its_own() -> None:
    (first, second) = deck("# T\n\nBefore.\n\n> Say.\n\n## One\n\nx\n").slides
    assert (first.title, first.notes) == (said("T"), ("Say.",))
    assert second.title == said("One")


def test_two_or_three_headings_below_are_columns() -> None:
    (slide,) = deck("## S\n\nAbove.\n\n### A\n\n- a\n\n### B\n\nb\n").slides
    assert slide.parts == (Lines((Line(said("Above.")),)),)
    assert slide.columns == (
        (Lines((Line(said("A"), "heading"), Line(said("a"), "bullet"))),),
        (Lines((Line(said("B"), "heading"), Line(said("b")))),),
    )


def test_one_heading_below_or_four_are_no_columns() -> None:
    for count in (1, 4):
        (slide,) = deck("## S\n\n" + "### H\n\nx\n\n" * count).slides
        assert slide.columns == ()
        assert len(slide.parts) == 1


def test_lists_keep_their_numbers_and_their_depth() -> None:
    (slide,) = deck("## S\n\n3. a\n   - b\n\n     more\n4. c\n").slides
    assert slide.parts == (
        Lines(
            (
                Line(said("a"), "number", 0, 3),
                Line(said("b"), "bullet", 1),
                Line(said("more"), "text", 2),
                Line(said("c"), "number", 0, 4),
            )
        ),
    )


def test_a_number_that_powerpoint_cannot_count_is_written_out() -> None:
    (slide,) = deck("## S\n\n0. a\n1. b\n").slides
    assert slide.parts == (
        Lines(
            (
                Line((Span("0. "), Span("a")), "bullet"),
                Line((Span("1. "), Span("b")), "bullet"),
            )
        ),
    )


def test_a_paragraph_in_bold_is_a_key_figure() -> None:
    (slide,) = deck("## S\n\n**EUR 9**\n\n**Half** of it\n").slides
    (lines,) = slide.parts
    assert isinstance(lines, Lines)
    assert [line.kind for line in lines.lines] == ["key", "text"]


def test_a_table_parts_the_text_around_it() -> None:
    (slide,) = deck("## S\n\na\n\n| h |\n|---|\n| 1 |\n\nb\n").slides
    assert [type(part) for part in slide.parts] == [Lines, Table, Lines]
