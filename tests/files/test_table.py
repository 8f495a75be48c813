from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.engine.scalars import clean_line
from collab_playbook.files.table import cell_text, read_table, text_in_cell

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("'=+-@\",;")).map(
    clean_line
)


@given(st.lists(LINES, min_size=2, max_size=4))
def test_what_is_written_to_cells_is_read_from_them(texts: list[str]) -> None:
    row = ",".join(["x", *(cell_text(text) for text in texts)])
    (heading, cells) = read_table(f"a,b,c,d,e\n{row}\n".encode(), "t.csv").rows
    assert len(heading) == 5
    assert [text_in_cell(cell.text) for cell in cells[1:]] == texts


@given(LINES)
def test_no_text_becomes_a_formula(text: str) -> None:
    assert read_table(b"a\n" + cell_text(text).encode(), "t.csv").rows[1:] == () or (
        read_table(b"a\n" + cell_text(text).encode(), "t.csv").rows[1][0].text[:1]
        not in set("=+-@")
    )


def test_cells_know_their_lines_and_columns_whatever_sets_them_apart() -> None:
    data = '\ufeff# a remark;;\r\nname;note\r\n\r\nAnn;"two\r\nlines ""here"""\r\nBen;x\r\n'
    table = read_table(data.encode(), "t.csv")
    assert table.problems == ()
    assert [[(c.text, *c.place[1:3]) for c in row] for row in table.rows] == [
        [("name", 2, 1), ("note", 2, 6)],
        [("Ann", 4, 1), ('two\nlines "here"', 4, 5)],
        [("Ben", 6, 1), ("x", 6, 5)],
    ]


def test_a_quote_that_nothing_closes_and_a_file_that_is_no_text_are_told() -> None:
    told = [str(p) for p in read_table(b'a,b\n1,"2\n', "t.csv").problems]
    assert told == [
        (
            "t.csv:2:3: PB001 This cell begins with a quote that nothing closes [yaml-syntax]"
            " Close it, or remove it."
        )
    ]
    (problem,) = read_table(b"a,b\n\xe9,1\n", "t.csv").problems
    assert problem.hint == "Save it as CSV in UTF-8."
