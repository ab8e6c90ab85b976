"""Tables of an activity each that name different roles."""

from raci_graph.model import Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document

HEAD = "| Role | Who |\n|---|---|\n"


def read(text):
    return parse(read_document(text.encode(), "a.md"))


def test_their_columns_are_the_roles_of_all():
    bake = f"## Bake\n{HEAD}| Responsible | Ann |\n| Accountable | Bob |\n"
    sell = f"## Sell\n{HEAD}| Accountable | Bob |\n| Informed | Cy, Dee |\n"
    reading = read(f"# Shop\n\n{bake}\n{sell}\n## Clean\n{HEAD}| R | Cy |\n| C | Bob |\n")
    [matrix] = reading.matrices
    assert matrix.layout is Layout.TABLE_PER_ACTIVITY
    assert [
        (row.label, [(mark.role, mark.party) for cell in row.cells for mark in cell.marks]) for row in matrix.activities
    ] == [
        ("Bake", [("Responsible", "Ann"), ("Accountable", "Bob")]),
        ("Sell", [("Accountable", "Bob"), ("Informed", "Cy"), ("Informed", "Dee")]),
        ("Clean", [("Responsible", "Cy"), ("Consulted", "Bob")]),
    ]
    assert [each.code for each in reading.findings if each.code in ("P12", "P17")] == []


def test_one_alone_is_told():
    reading = read(f"# Shop\n\n## Bake\n{HEAD}| Responsible | Ann |\n| Accountable | Bob |\n")
    assert reading.matrices == ()
    assert [each.message for each in reading.findings if each.code == "P17"] == [
        "a table that names who has which role stands alone, and no activity is certainly meant"
    ]
