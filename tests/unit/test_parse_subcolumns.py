"""A column for each role under each party, with check marks: read as letters of the party."""

import pytest

from raci_graph.model import Basis
from raci_graph.parse import parse
from raci_graph.readers import read_document

HEAD = (
    "<h2>RACI</h2><table><tr><th rowspan=2>Step</th><th colspan=2>Dock</th><th colspan=2>Yard</th></tr>\n"
    "<tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr>\n"
)


def read(*rows, heads=("R", "A", "R", "A")):
    cells = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows]
    return parse(read_document((HEAD.format(*heads) + "".join(cells) + "</table>").encode(), "a.html"))


def letters(reading):
    [matrix] = reading.matrices
    return {row.label: {cell.party: cell.printed for cell in row.cells} for row in matrix.activities}


def told(reading):
    return [(each.code, each.severity.value, each.place.line, each.done) for each in reading.findings]


def test_the_marks_of_a_party_are_its_letters():
    reading = read(("Load", "✓", "x", "", ""), ("Lift", "", "", "R", "A"), ("Wait", "", "—", "", "✓"))
    assert letters(reading) == {
        "Load": {"Dock": "R/A", "Yard": ""},
        "Lift": {"Dock": "", "Yard": "R/A"},
        "Wait": {"Dock": "", "Yard": "A"},
    }
    assert ("P12", "info", 2, "the marks of a party are put together as letters") in told(reading)


def test_words_and_different_roles_may_stand_below_the_parties():
    reading = read(
        ("Load", "x", "", "", "x"), ("Lift", "", "x", "x", ""), heads=("Responsible", "Accountable", "R", "C")
    )
    assert letters(reading) == {
        "Load": {"Dock": "Responsible", "Yard": "C"},
        "Lift": {"Dock": "Accountable", "Yard": "R"},
    }


def test_what_is_no_mark_among_them_leaves_its_cell_unsettled():
    rows = [(f"Load {number}", "x", "", "", "x") for number in range(10)]
    reading = read(*rows, ("Lift", "soon", "x", "", ""))
    [matrix] = reading.matrices
    assert [cell.basis for cell in matrix.activities[-1].cells] == [Basis.UNSETTLED, Basis.EXPLICIT]
    assert [each.code for each in reading.findings if each.severity.value == "violation"] == ["P03"]


def test_names_below_the_roles_are_no_marks():
    reading = read(("Load", "Ann", "Bob", "Cy", "Dee"), ("Lift", "Ann", "Bob", "Cy", "Dee"))
    assert {cell.basis for cell in reading.matrices[0].cells} == {Basis.UNSETTLED}
    assert [each.code for each in reading.findings if each.severity.value == "violation"] == ["P03"] * 8


@pytest.mark.parametrize("heads", [("R", "R", "A", "A"), ("x", "y", "x", "y")])
def test_rows_that_do_not_name_roles_of_each_party_are_no_such_header(heads):
    assert all(
        "column for each role" not in each.message for each in read(("Load", "x", "", "", "x"), heads=heads).findings
    )


def test_a_second_row_of_the_header_that_is_not_understood_is_no_activity():
    reading = read(("Load", "R", "A", "C", "I"), ("Lift", "I", "R", "A", "C"), heads=("R", "north", "R", "south"))
    activities = [row.label for matrix in reading.matrices for row in matrix.activities]
    assert "Step" not in activities
