"""Pipe tables that no blank line parts."""

import pytest

from raci_graph.blocks import Paragraph, RawTable
from raci_graph.readers.markdown import page

FIRST = "| Name | Desk |\n|---|---|\n| Ann | till |\n"
SECOND = "| Task | Ann | Bob |\n|---|:-:|---|\n| Bake | R | A |\n"


def tables(found):
    return [
        [[cell.text for cell in row.cells] for row in (block.header, *block.rows)]
        for block in found.blocks
        if isinstance(block, RawTable)
    ]


@pytest.mark.parametrize("text", ["", "R: does it, A: answers for it\n"], ids=["none", "text between"])
def test_a_line_of_dashes_below_a_header_begins_another_table(text):
    found = page((FIRST + text + SECOND).encode(), "a.md")
    assert tables(found) == [[["Name", "Desk"], ["Ann", "till"]], [["Task", "Ann", "Bob"], ["Bake", "R", "A"]]]
    lines = [line.text for block in found.blocks if isinstance(block, Paragraph) for line in block.lines]
    assert lines == text.splitlines()
    assert [(each.code, each.severity.value, each.place.line, each.done) for each in found.findings] == [
        ("P07", "warning", 5 if text else 4, "read as a table of its own")
    ]


@pytest.mark.parametrize(
    "rows",
    ["| Bob | - |\n|---|---|\n", "| Bob |\n|---|---|\n| Cy | desk |\n", "|  | till |\n|---|---|\n| Cy | desk |\n"],
    ids=["no row below", "fewer cells", "one text"],
)
def test_other_lines_of_dashes_are_rows(rows):
    found = page((FIRST + rows).encode(), "a.md")
    assert (len(tables(found)), found.findings) == (1, ())
