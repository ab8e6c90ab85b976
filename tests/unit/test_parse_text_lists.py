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


STEPS = [
    (Layout.LIST, "Bake bread", [("Responsible", "Ann"), ("Responsible", "Dan"), ("Accountable", "Bob")]),
    (Layout.LIST, "Sell bread", [("Responsible", "Cy"), ("Accountable", "Bob")]),
]


@pytest.mark.parametrize(
    "text",
    [
        "Bake bread\n  R: Ann, Dan; A: Bob\nSell bread\n  R: Cy; A: Bob\n",
        "Bake bread\n  R: Ann, Dan, A: Bob\nSell bread\n  R: Cy, A: Bob\n",
        "Bake bread\nR: Ann,\nDan\nA: Bob\nSell bread\nR: Cy\nA: Bob\n",
        "Bake bread\n\n  R: Ann, Dan / A: Bob\n\nSell bread\n\n  R: Cy / A: Bob\n",
    ],
    ids=["semicolons", "commas", "a line each", "blank lines"],
)
def test_letters_that_several_steps_give_are_read(text):
    found = rows(read(f"Duties of the week (RACI)\n\n{text}\nNext meeting: 3 May\n"))
    assert [(layout, label, sorted(marks)) for layout, label, marks in found] == [
        (layout, label, sorted(marks)) for layout, label, marks in STEPS
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Letters\nR: does it\nA: answers for it\n\nAgain\nR: bakes it\nA: pays for it\n",
        "Letters\nR: Responsible\nA: Accountable\nC: Consulted\nI: Informed\n",
        "Bake bread\nR: Ann\nA: Bob\n",
    ],
    ids=["two legends", "one legend", "one step"],
)
def test_letters_that_may_be_a_legend_are_not(text):
    assert rows(read(text)) == []


def test_steps_of_one_group_are_parted_where_a_role_comes_again():
    steps = [("1) Bake bread", "Ann"), ("2) Sell bread", "Cy")]
    text = "".join(f"{step}\n   Responsible: {who}\n   Accountable: Bob\n" for step, who in steps)
    assert rows(read(text)) == [
        (Layout.LIST, "1) Bake bread", [("Responsible", "Ann"), ("Accountable", "Bob")]),
        (Layout.LIST, "2) Sell bread", [("Responsible", "Cy"), ("Accountable", "Bob")]),
    ]
