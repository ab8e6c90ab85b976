"""Headers that are the letter of a role with a word behind it, beside letters that stand alone."""

import pytest

from raci_graph.parse import parse
from raci_graph.parse.qualified_letters import qualified_letters, sure_letters
from raci_graph.readers import read_document

KEY = "# Yard\n\nR: responsible\nA: accountable\nC: consulted\nI: informed\n\n"
ROLES = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}


def read(head, *rows):
    line = "|---" * (head.count("|") - 1) + "|"
    return parse(read_document((KEY + "\n".join([head, line, *rows]) + "\n").encode(), "a.md"))


def cells(reading):
    [matrix] = reading.matrices
    return {
        row.label: [(mark.party, mark.role[0]) for cell in row.cells for mark in cell.marks]
        for row in matrix.activities
    }


@pytest.mark.parametrize(
    "head",
    [
        "| Field | A | R desk | R ship | C must | I |",
        "| Field | A | R - desk | R \u2013 ship | C: must | I |",
        "| Field | A | R (desk) | R [ship] | C must be | I |",
    ],
)
def test_several_columns_of_one_letter_give_its_role_to_the_names_of_each(head):
    reading = read(head, "| Ropes | Ann | Bob | Cy | Dee | Eve |", "| Sails | Ann | Bob | Bob | - | Eve |")
    assert cells(reading) == {
        "Ropes": [("Ann", "A"), ("Bob", "R"), ("Cy", "R"), ("Dee", "C"), ("Eve", "I")],
        "Sails": [("Ann", "A"), ("Bob", "R"), ("Bob", "R"), ("Eve", "I")],
    }
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("header", "role"),
    [("R backup", "Responsible"), ("A comment", "Accountable"), ("R desk", "Responsible")],
)
def test_a_column_beside_its_letter_alone_is_told_and_no_activity(header, role):
    reading = read(f"| {header} | Field | R | A | C | I |", "| Flo | Ropes | Ann | Bob | Cy | Dee |")
    assert cells(reading) == {"Ropes": [("Ann", "R"), ("Bob", "A"), ("Cy", "C"), ("Dee", "I")]}
    message = f"the column '{header}' is kept as an attribute, for its header may mean {role}"
    assert [(each.code, each.severity.value, each.message) for each in reading.findings] == [
        ("P12", "warning", message)
    ]


def test_a_word_for_another_role_behind_the_letter_is_a_doubt():
    reading = read("| Field | R | A | C approver | I |", "| Ropes | Ann | Bob | Cy | Dee |")
    assert cells(reading) == {"Ropes": [("Ann", "R"), ("Bob", "A"), ("Dee", "I")]}
    assert [each.code for each in reading.findings] == ["P12"]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("| R desk | A | C | I | R ship |", "each of its headers begins with the letter of a role, so none heads"),
        ("| A ship | R | A | C | I |", "its column 'A ship' may name who is Accountable, and no other one holds"),
    ],
)
def test_without_another_column_for_activities_the_table_is_told(head, why):
    reading = read(head, "| Ropes | Ann | Bob | Cy | Dee |", "| Sails | Ann | Bob | Cy | Dee |")
    assert reading.matrices == ()
    [message] = [each.message for each in reading.findings if each.code == "P17"]
    assert message == f"the table looks like a matrix, but {why} activities"


def test_an_article_before_a_word_for_activities_is_no_letter():
    reading = read("| A task | R | A | C | I |", "| Ropes | Ann | Bob | Cy | Dee |")
    assert cells(reading) == {"Ropes": [("Ann", "R"), ("Bob", "A"), ("Cy", "C"), ("Dee", "I")]}
    assert reading.findings == ()


def test_letters_count_beside_two_that_stand_alone():
    assert qualified_letters(["Job", "R desk", "R ship", "A"], ROLES) == {}
    assert qualified_letters(["Job", "R desk", "Crew", "A", "I"], ROLES) == {1: "Responsible"}
    assert sure_letters(["Job", "R desk", "A", "I", "A ship"], ROLES) == {1: "Responsible"}
