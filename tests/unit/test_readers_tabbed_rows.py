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


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["rows right below", "a blank line below the header"])
def test_all_cells_may_be_filled_and_a_blank_line_may_stand_below_the_header(gap):
    table, last = page(f"Task\tDoes it\tAnswers{gap}Bake\tAnn\tBob\nSell\tBob\tAnn\n\nBye\n".encode(), "a.txt").blocks
    assert [[cell.text for cell in row.cells] for row in (table.header, *table.rows)] == [
        ["Task", "Does it", "Answers"],
        ["Bake", "Ann", "Bob"],
        ["Sell", "Bob", "Ann"],
    ]
    assert [row.place.line for row in table.rows] == [1 + len(gap), 2 + len(gap)]
    assert last.lines[0].plain == "Bye"


def test_the_corner_of_a_full_column_may_be_blank():
    [table] = page(b"\tAnn\tBob\nBake\tR\t\nSell\t\tA\n", "a.txt").blocks
    assert [[cell.text for cell in row.cells] for row in (table.header, *table.rows)] == [
        ["", "Ann", "Bob"],
        ["Bake", "R", ""],
        ["Sell", "", "A"],
    ]


def test_lines_with_far_fewer_tabs_beyond_a_blank_line_are_none_of_its_rows():
    legend, table = page(b"R\tDoes it\nA\tAnswers\n\nTask\tAnn\tBob\tCy\nBake\tR\tA\tA\n", "a.txt").blocks
    assert [line.text for line in legend.lines] == ["R\tDoes it", "A\tAnswers"]
    assert [cell.text for cell in table.rows[0].cells] == ["Bake", "R", "A", "A"]


@pytest.mark.parametrize(
    "text",
    [
        "\tAnn\tBob\nBake\tR\t\n\t\tA\n",  # a row without a first cell below a blank corner
        "Task\tAnn\tBob\nBake\tR\t\nSell\tA\n",  # fewer tabs
        "Task\t\tBob\nBake\tR\t\n",  # a column without a header
        "Task\tAnn\tBob\n\n\nBake\tR\tA\n",  # two blank lines below the header
        "Task\tAnn\tBob\nBake\tR\tA\n\nSell\tA\n",  # fewer tabs behind a blank line
        "Task\tAnn\nBake\t\n",  # one tab
    ],
)
def test_other_lines_with_tabs_are_lines(text):
    blocks = page(text.encode(), "a.txt").blocks
    assert not any(isinstance(block, RawTable) for block in blocks)
    assert isinstance(blocks[0], TextLines)


def test_each_line_may_have_a_blank_one_below():
    lines = "Rota\n\nTask\tR\tA\n\nBake\tAnn\tBob\n\nSell\tBob\tAnn\n\nNext\n\nTask\tR\tA\n\nWash\tAnn\tBob\n\n\nBye\n"
    blocks = page(lines.encode(), "a.txt").blocks
    tables = [block for block in blocks if isinstance(block, RawTable)]
    assert [[row.cells[0].text for row in (table.header, *table.rows)] for table in tables] == [
        ["Task", "Bake", "Sell"],
        ["Task", "Wash"],
    ]
    assert [block.lines[0].plain for block in blocks if isinstance(block, TextLines)] == ["Rota", "Next", "Bye"]
    assert tables[1].rows[0].place == Place("a.txt", 13)
