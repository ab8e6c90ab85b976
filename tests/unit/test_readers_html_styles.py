"""Cells of HTML whose texts only a style shows."""

import pytest

from raci_graph.blocks import LostTable, RawTable
from raci_graph.readers.html import page

STYLE = "<style>td{color:red} .do::before{content:'R'} .own:after { font:bold; content: \"A\" }</style>"
HEAD = "<table><tr><th>Task</th><th>Ann</th><th>Bob</th></tr>"


def blocks(style, *rows):
    body = "".join(f"<tr><td>Bake</td>{row}</tr>" for row in rows)
    return page(f"{style}{HEAD}{body}</table>".encode(), "a.html").blocks


@pytest.mark.parametrize(
    "row",
    ['<td class="do"></td><td class="big own"></td>', "<td><span class=do></span></td><td><i class='own x'></i></td>"],
)
def test_a_table_whose_letters_only_a_style_shows_is_lost_and_told(row):
    [lost] = blocks(STYLE, row)
    assert isinstance(lost, LostTable)
    assert (lost.reason, lost.place.line) == ("a style alone shows what stands in 2 of its cells", 1)


@pytest.mark.parametrize(
    ("style", "row"),
    [
        (STYLE, '<td class="do">R</td><td class="own">A</td>'),
        (STYLE, '<td class="none"></td><td class="do"></td>'),
        ("<style>.do::before{content:''}</style>", '<td class="do"></td><td class="do"></td>'),
        ("", '<td class="do"></td><td class="own"></td>'),
    ],
)
def test_other_tables_are_read(style, row):
    [table] = blocks(style, row)
    assert isinstance(table, RawTable)
