"""A part of a Word file as a template: read, filled, and every way in which it can be wrong."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from collab_playbook.documents.context import Subject
from collab_playbook.documents.fault import RenderFault, Sheet
from collab_playbook.documents.parts import Parts
from collab_playbook.documents.render import Writer
from collab_playbook.documents.word_template import Part, read_part
from collab_playbook.documents.word_values import plain
from documents.world import PEOPLE, answered

HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
NAME = "charter/body.docx!word/document.xml"


def paragraph(*runs: str) -> str:
    """A paragraph as Word writes it: a run for each text."""
    texts = (each.replace("&", "&amp;").replace("<", "&lt;") for each in runs)
    return "<w:p>" + "".join(f"<w:r><w:t>{each}</w:t></w:r>" for each in texts) + "</w:p>"


def part(*paragraphs: str) -> str:
    inside = "".join(p if p.startswith("<w:") else paragraph(p) for p in paragraphs)
    return f"{HEAD}<w:body>{inside}</w:body></w:document>"


def filled(*paragraphs: str, language: str = "en", final: bool = False, **answers: Any) -> Any:
    read = read_part(part(*paragraphs))
    assert not read.loose
    parts = Parts(answered(**answers).view, PEOPLE)
    writer = Writer({NAME: read.source, "_parts/x.md.j2": "x"}, parts, language)
    return writer.fill(Subject("charter", "plan", final=final), NAME, restricted=False)


def texts(sheet: Any) -> list[str]:
    """The paragraphs of a filled part as Word shows them."""
    assert isinstance(sheet, Sheet), sheet
    shown = []
    for inside in re.findall(r"<w:p>(.*?)</w:p>", sheet.text, re.DOTALL):
        marked = re.sub(r"<w:br/>", "\n", inside.replace("\n", ""))
        shown.append(unescape(re.sub(r"<[^>]+>", "", marked)))
    return shown


def test_a_tag_that_word_has_cut_is_read_as_one() -> None:
    made = filled(paragraph("Dear ", "{", "{ pl", "an.", "people }", "}", ", hello"))

    assert texts(made) == ["Dear 1,250, hello"]


def test_quotes_and_blanks_that_word_sets_are_read_as_meant() -> None:
    made = filled("{% if\u00a0plan.cadence.id == \u2018weekly\u2019 %}yes{% endif %}")

    assert texts(made) == ["yes"]


def test_a_paragraph_with_nothing_but_tags_gives_way_to_them() -> None:
    made = filled("{% for each in plan.items %}", "- {{ each.text }}", "{%p endfor %}", "end")

    assert texts(made) == ["- beta", "- Alpha", "- gamma", "end"]


def test_a_row_with_nothing_but_tags_gives_way_to_them() -> None:
    rows = ("{%tr for each in plan.items %}", "{{ each.text }}", "{% endfor %}")
    cell = "<w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr>"
    table = "".join(cell.format(paragraph(row)) for row in rows)

    made = filled(f"<w:tbl>{table}</w:tbl>")

    assert made.text.count("<w:tr>") == 3
    assert texts(made) == ["beta", "Alpha", "gamma"]


def test_paragraphs_are_counted_as_in_word_the_empty_ones_too() -> None:
    read = read_part(part("one", "<w:p/>", "{{ three }}"))

    assert read.passages == ("one", "", "{{ three }}")
    assert read.lines == (0, 1, 2, 3)
    assert read.source.split("\n")[3].count("{{ three }}") == 1
    assert read.words(3) == "{{ three }}"


def test_nothing_else_of_a_part_is_changed() -> None:
    xml = part('<w:p a="x > y"><w:r><w:t>a &amp; b</w:t></w:r></w:p>')

    assert read_part(xml).source.replace("\n", "") == xml


def test_brackets_outside_the_text_are_no_tags() -> None:
    xml = part('<w:p a="{{ x }}{% y %}"><w:r><w:t>z</w:t></w:r></w:p>')

    assert read_part(xml).source.count("&#123;") == 2
    assert "{{" not in read_part(xml).source


@pytest.mark.parametrize("text", ["{{ plan.people", "plan.people }}", "{% if x", "a {# b"])
def test_a_tag_that_is_not_whole_is_found(text: str) -> None:
    assert read_part(part("one", text, "three }")).loose == 2


@pytest.mark.parametrize(
    "typed",
    [
        'R&D <Core> "q"',
        "</w:t></w:r></w:p><w:p/>",
        "{{ org.company }} {% x %} {# y #}",
        "&amp; &#65; ]]> <!-- <?x?>",
        "5 * 3 * 2, a_b, __init__, #1, 1. x",
        "C:\\new\\*.docx [y](z) `c` ~~d~~",
        "מימין לשמאל \U0001f9ed \U00020000",
        "w" * 10_000,
    ],
)
def test_what_was_typed_is_read_as_typed(typed: str) -> None:
    assert texts(filled("<{{ plan.name }}>", name=typed)) == [f"<{typed}>"]


def test_control_characters_and_marks_of_direction_go() -> None:
    made = filled("{{ plan.name }}", '{{ "a\\x0bb\\x00" }}', name="a\x07b\x1f\u202ec\ufffe")

    assert texts(made) == ["abc", "ab"]


def test_a_long_text_keeps_its_lines_and_loses_its_asterisks() -> None:
    typed = "First **bold** & *slanted*.\n\n# Then\n- `one`\n* 2 * 3\n\nSee [us](https://e.org)."

    made = filled("{{ plan.vision }}", vision=typed)

    assert texts(made) == [
        "First bold & slanted.\n\nThen\n• one\n• 2 * 3\n\nSee us (https://e.org)."
    ]


def test_values_and_filters_print_as_in_every_document() -> None:
    made = filled(
        "{{ plan.budget }}, {{ plan.start }}, {{ plan.sponsor }}, {{ plan.site }}",
        "{{ plan.items | map(attribute='text') | join(', ') | upper }}",
        "{% set kept = plan.people %}{{ kept ~ ' & ' ~ plan.name }}",
        "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(plan.name) }}",
    )

    assert texts(made) == [
        "EUR 12,000, 5 January 2026, Claire_F, https://example.org/a%7Cb?c=%3Cd%3E",
        "BETA, ALPHA, GAMMA",
        "1,250 & A *bold* | plan",
        "<A *bold* | plan>",
    ]


def test_french_is_set_as_french() -> None:
    assert texts(filled("{{ plan.name }}", name="Enfin : oui !", language="fr")) == [
        "Enfin\u00a0: oui\u202f!"
    ]


def test_an_open_answer_is_a_placeholder_and_is_told() -> None:
    made = filled("For {{ plan.empty }}")

    assert texts(made) == ["For [to complete: Never answered]"]
    assert made.open == ("plan.empty",)
    assert "plan.empty" in made.read


def test_a_sensitive_answer_stays_out() -> None:
    assert texts(filled("{{ plan.secret }}")) == ["[confidential]"]


@pytest.mark.parametrize(
    ("body", "message", "hint"),
    [
        ("{{ plan.peopel }}", "'plan' has no part 'peopel'", "Did you mean 'people'?"),
        ("{{ paln.people }}", "There is no 'paln' here", "Did you mean 'plan'?"),
        ("{{ plan.name | uper }}", "No filter named 'uper'", "Did you mean 'upper'?"),
        ("{{ plan.name | }}", "Expected token 'name', got 'end of print statement'", ""),
        (
            "{{ cycler.__init__.__globals__ }}",
            "There is no 'cycler' here",
            "Did you mean 'circle'?",
        ),
        (
            "{{ plan.name.__class__.__mro__ }}",
            "'__class__' is out of reach: no name begins with '_'",
            "",
        ),
        (
            "{% include '_parts/x.md.j2' %}!",
            "There is no template '_parts/x.md.j2'",
            "Only files below templates/ can be included.",
        ),
        (
            "{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}!",
            "The template does more than 500,000 pieces of work; is a loop without end?",
            "",
        ),
    ],
)
def test_a_fault_names_the_line_of_its_paragraph(body: str, message: str, hint: str) -> None:
    made = filled("one", "two", body, "four")

    assert isinstance(made, RenderFault)
    assert (made.line, made.message, made.hint) == (4, message, hint)


def test_a_loop_that_begins_in_one_cell_and_ends_in_another_is_a_fault() -> None:
    cells = (f"<w:tc>{paragraph(text)}</w:tc>" for text in ("a {% if 1 == 2 %}", "b {% endif %}"))
    made = filled(f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>", "<w:p/>")
    assert isinstance(made, Sheet)  # cut from text to text, and still whole

    made = filled(
        f"<w:tbl><w:tr><w:tc>{paragraph('a {% if 1 == 2 %}')}</w:tc></w:tr></w:tbl>",
        "b {% endif %}",
    )
    assert isinstance(made, RenderFault)
    assert made.message == "A loop or condition begins in one cell or row and ends in another"


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**[to complete: x]**", "[to complete: x]"),
        (r"A \*b\* \<c\> \&amp; \\", r"A *b* <c> &amp; \\".replace("\\\\", "\\")),
        ("- a\n- b", "• a\n• b"),
        ("a\\\nb  \nc", "a\nb\nc"),
        ("<https://e.org/x>", "https://e.org/x"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_markdown_is_read_as_by_one_who_does_not_know_it(markdown: str, words: str) -> None:
    assert plain(markdown) == words


def test_a_part_of_many_paragraphs_is_read_in_no_time() -> None:
    xml = part(*("{% if plan.people %}x {{ plan.name }}{% endif %}" for _ in range(3000)))

    read: Part = read_part(xml)

    assert len(read.passages) == 3000
