"""Tables of plain text whose cells tabs part."""

import pytest

from raci_graph.blocks import RawTable, TextLines
from raci_graph.model import Place
from raci_graph.readers.plaintext import page

LINES = "Who does what\n\nTask\tAnn\tBob\nBake\tR\t\nSell\t\t A \n\nBye\n"


def test_lines_with_as_many_tabs_are_a_table_with_its_blank_cells():
    first, table, last = page(LINES.encode(), "a.txt").blocks
    assert [[cell.text for cell in row.cells] for row in (table.header, *table.rows)] == [
        ["Task", "Ann", "Bob"],
        ["Bake", "R", ""],
        ["Sell", "", "A"],
    ]
    assert table.headed is False
    assert table.rows[1].cells[2].place == Place("a.txt", 5, 8)
    assert [each.lines[0].plain for each in (first, last)] == ["Who does what", "Bye"]


@pytest.mark.parametrize(
    "text",
    [
        "Task\tAnn\tBob\nBake\tR\t\nSell\tA\n",  # fewer tabs
        "Task\t\tBob\nBake\tR\t\n",  # a column without a header
        "Task\tAnn\tBob\nBake\tR\tA\n",  # no blank cell
        "Task\tAnn\nBake\t\n",  # one tab
    ],
)
def test_other_lines_with_tabs_are_lines(text):
    blocks = page(text.encode(), "a.txt").blocks
    assert not any(isinstance(block, RawTable) for block in blocks)
    assert isinstance(blocks[0], TextLines)
