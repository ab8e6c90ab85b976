"""Tables of HTML that other elements make."""

import pytest

from raci_graph.blocks import Paragraph, RawTable, Span
from raci_graph.readers.html import page


def blocks(text, kind):
    return [block for block in page(text.encode(), "a.html").blocks if isinstance(block, kind)]


def tables(text):
    return [
        [[cell.plain for cell in row.cells] for row in (table.header, *table.rows)] for table in blocks(text, RawTable)
    ]


ROWS = [["Task", "Ann", "Bob"], ["Bake bread", "R", "A"]]


def shown(name):
    return f'style="color: red; display: {name}"'


@pytest.mark.parametrize(
    ("table", "group", "row", "head", "first", "cell"),
    [
        *[
            (f'role="{name}"', 'role="rowgroup"', 'role="row"', 'role="columnheader"', 'role="rowheader"', each)
            for name, each in (("table", 'role="cell"'), ("grid", "role=gridcell"))
        ],
        tuple(shown(f"table{each}") for each in ("", "-row-group", "-row", "-cell", "-cell", "-cell")),
    ],
    ids=["table", "grid", "styles"],
)
@pytest.mark.parametrize("name", ["div", "span"])
def test_elements_with_the_roles_or_styles_of_a_table_are_one(name, table, group, row, head, first, cell):  # noqa: PLR0913
    def part(about, *inner):
        return f"<{name} {about}>{' '.join(inner)}</{name}>"

    top = part(row, *(part(head, text) for text in ROWS[0]))
    below = part(row, part(first, "Bake <div>bread</div>"), part(cell, "<b>R</b>"), part(cell, "A"))
    text = part(table, part(group, top), part(group, below))
    assert tables(f"<h1>Shop</h1>{text}<p>End</p>") == [ROWS]
    assert [line.plain for each in blocks(text + "<p>End</p>", Paragraph) for line in each.lines] == ["End"]


def test_a_cell_says_how_many_columns_it_covers():
    row = '<div role="row"><div role="cell" aria-colspan="2">R</div></div>'
    [table] = blocks(
        f'<div role="table"><div role="row"><i role="cell">a</i><i role="cell">b</i></div>{row}</div>', RawTable
    )
    assert [(cell.plain, cell.span) for cell in table.rows[0].cells] == [("R", None), ("R", Span.ACROSS)]


@pytest.mark.parametrize("about", ['role="list"', 'class="row"', 'style="display: flex"', 'data-role="row"'])
def test_other_elements_are_none(about):
    assert tables(f"<div {about}><div {about}>Bake</div><div>R</div></div>") == []


def test_the_elements_of_a_table_keep_their_names():
    text = '<table role="presentation"><tr role="row"><td role="columnheader">a</td><td>b</td></tr></table>'
    assert tables(text) == [[["a", "b"]]]
