"""Tables that no legend, heading or word for activities makes a matrix, but their cells."""

import re

import pytest

from raci_graph.model import Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document


def read(*rows):
    head, *body = rows
    text = "\n".join([head, "|---" * (head.count("|") - 1) + "|", *body])
    return parse(read_document(text.encode(), "a.md"))


def roles(matrix):
    rows = matrix.activities
    return {row.label: ["".join(mark.role[0] for mark in cell.marks) for cell in row.cells] for row in rows}


FOUR = ("| Lan | Ann | Bob | Cy | Dee |", "| Saldu | A | R | C | I |", "| Erosi | C | A/R | I | I |")


def test_all_four_letters_and_nothing_else_make_a_matrix_in_any_language():
    reading = read(*FOUR[:2], "| **Amarat** | | | | |", FOUR[2])
    [matrix] = reading.matrices
    assert matrix.layout is Layout.PARTIES_AS_COLUMNS
    assert roles(matrix) == {"Saldu": ["A", "R", "C", "I"], "Erosi": ["C", "AR", "I", "I"]}
    assert [each.code for each in reading.findings] == ["P08"]


@pytest.mark.parametrize(
    "rows",
    [
        (FOUR[0], FOUR[1], "| Erosi | C | A | I | B |"),
        (FOUR[0], FOUR[1], "| Erosi | C | A | I | ok |"),
        (FOUR[0], "| Saldu | A | R | C | C |", "| Erosi | C | A | R | R |"),
        (FOUR[0], FOUR[1], "| Erosi | C | A | I | C |"),
        FOUR[:2],
    ],
    ids=["another letter", "another sign", "three letters", "nobody who does it", "few cells"],
)
def test_other_letters_do_not(rows):
    reading = read(*rows)
    assert reading.matrices == ()
    assert [each.code for each in reading.findings] == ["P01", "P17"]


WORDS = (
    "| Area | Shop | Office |",
    "| Bread | Accountable | Consulted |",
    "| Cake | Consulted | Accountable/responsible |",
    "| Rolls | Watches the oven | Informed |",
    "| Tea | Accountable | Informed |",
    "| Milk | Accountable | Informed |",
)


def test_words_of_roles_in_cells_make_one_beside_others():
    reading = read(*WORDS)
    [matrix] = reading.matrices
    assert roles(matrix) == {
        "Bread": ["A", "C"],
        "Cake": ["C", "AR"],
        "Rolls": ["", "I"],
        "Tea": ["A", "I"],
        "Milk": ["A", "I"],
    }
    assert [(each.code, each.place.line) for each in reading.findings if each.code == "P03"] == [("P03", 5)]


def test_one_such_word_alone_does_not():
    one = [re.sub("Consulted|Informed|Accountable/responsible", "Accountable", row) for row in WORDS]
    reading = read(*one)
    assert reading.matrices == ()
    assert [each.code for each in reading.findings] == ["P01", "P17"]


def test_letters_that_nobody_explains_among_many_others_do_not():
    rows = (
        "| Tills | A | R/S |",
        "| Ovens | A | S |",
        "| Shelves | R/A | S/C |",
        "| Bins | R | R |",
        "| Doors | C | A |",
    )
    reading = read("| Task | admin | clerk |", *rows)
    assert reading.matrices == ()
    assert [each.code for each in reading.findings] == ["P01", "P17"]
    [matrix] = read("| Task | admin | clerk |", *rows[:1], *rows[3:], rows[3], rows[4]).matrices
    assert roles(matrix)["Bins"] == ["R", "R"]


def test_confidentiality_integrity_and_availability_are_no_roles():
    rows = ("| Recipes | High | Moderate | Low |", "| Orders | Low | High | Moderate |")
    assert read("| Kind | C | I | A |", *rows).matrices == ()
    assert len(read("| Kind | R | I | A |", *rows).matrices) == 1


def test_they_are_roles_beside_a_letter_that_is_not_known():
    rows = ("| Bake | Ann | Bob | Cy | Dee |", "| Sell | Bob | Ann | Dee | Cy |")
    [matrix] = read("| Task | D | A | C | I |", *rows).matrices
    assert {column.role for column in matrix.columns} >= {"Accountable", "Consulted", "Informed"}
