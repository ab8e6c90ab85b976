"""Lists of roles in plain text."""

import pytest

from raci_graph.model import Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document


def read(text):
    return parse(read_document(text.encode(), "day.txt"))


def rows(reading):
    return [
        (matrix.layout, row.label, [(mark.role, mark.party) for cell in row.cells for mark in cell.marks])
        for matrix in reading.matrices
        for row in matrix.activities
    ]


@pytest.mark.parametrize("number", ["{}. ", ""])
def test_lines_of_roles_below_steps_are_read_as_lists(number):
    steps = [("Bake bread", "Ann", "Bob"), ("Sell bread", "Bob", "Ann, Cy")]
    text = "\n\n".join(
        f"{number.format(at)}{step}\n   Responsible: {one}\n   Accountable: {two}"
        for at, (step, one, two) in enumerate(steps, 1)
    )
    assert rows(read(f"OUR SHOP\n\n{text}\n\nClosed on Mondays.\n")) == [
        (Layout.LIST, f"{number.format(1)}Bake bread", [("Responsible", "Ann"), ("Accountable", "Bob")]),
        (
            Layout.LIST,
            f"{number.format(2)}Sell bread",
            [("Responsible", "Bob"), ("Accountable", "Ann"), ("Accountable", "Cy")],
        ),
    ]


def test_lines_that_explain_the_roles_are_none():
    told = (
        "Who is who\nResponsible: does all of the work that is to be done\nAccountable: answers for what comes of it\n"
    )
    assert rows(read(told)) == []
