"""Tables that say who has each letter, one for each activity, and no legends."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

KEY = "## Letters\n\n| Letter | Meaning |\n|---|---|\n| R (Responsible) | does it |\n| A (Accountable) | signs it |\n"
KEY += "| B (Stand-in) | is there when R is not |\n\n"


def page(second, *tables):
    head = f"| Letter | {second} | Duty |\n|---|---|---|\n"
    parts = [
        f"## {name}\n\n{head}" + "".join(f"| **{row[0]}** | {row[1:]} | some |\n" for row in rows)
        for name, *rows in tables
    ]
    return parse(read_document(("# Yard\n\n" + KEY + "\n".join(parts)).encode(), "a.md"))


TWO = (("Ropes", "RAnn Lee", "ABob Orr", "BCy Poe"), ("Sails", "RDee Fox", "ABob Orr", "BEve Ray"))


@pytest.mark.parametrize("second", ["Person", "Named person", "\ub2f4\ub2f9 Position"])
def test_they_are_activities_under_the_letters_of_the_legend(second):
    [matrix] = page(second, *TWO).matrices
    assert {
        row.label: [(mark.party, mark.role) for cell in row.cells for mark in cell.marks] for row in matrix.activities
    } == {
        "Ropes": [("Ann Lee", "Responsible"), ("Bob Orr", "Accountable"), ("Cy Poe", "B")],
        "Sails": [("Dee Fox", "Responsible"), ("Bob Orr", "Accountable"), ("Eve Ray", "B")],
    }


def test_each_is_told_where_nothing_says_that_it_holds_names():
    reading = page("What stands here", *TWO)
    assert reading.matrices == ()
    message = "the table may name who has each role of one activity, but 'What stands here' heads no sure names"
    assert [(each.message, each.place.line) for each in reading.findings if each.code == "P17"] == [
        (message, 13),
        (message, 21),
    ]


def test_each_is_told_where_a_letter_is_not_known():
    reading = page("Person", ("Ropes", "RAnn Lee", "ZBob Orr"), ("Sails", "RDee Fox", "ZEve Ray"))
    assert reading.matrices == ()
    message = "the table may name who has each role of one activity, but not all of its letters and names are sure"
    assert [each.message for each in reading.findings if each.code == "P17"] == [message] * 2


def test_a_legend_that_stands_twice_stays_one():
    rows = ("RDoes it", "ASigns it", "BHelps out")
    reading = page("Named person", ("Here", *rows), ("There", *rows))
    assert reading.matrices == ()
    assert [each for each in reading.findings if each.code == "P17"] == []
