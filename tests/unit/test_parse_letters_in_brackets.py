"""Cells that hold words with the letters of their roles in brackets behind them."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

HEAD = "# RACI\n\n| Task | Shop | Office |\n|---|---|---|\n"
KNOWN = (
    "| Bake | Sees to it (R) | Signs it off (A) |",
    "| Sell | Is informed (I) | Sees to it (R) |",
    "| Mop | Scrubs hard (R) | Signs it off (A) |",
    "| Lock | Shuts it (A/R) | Is informed (I) |",
)


def read(*rows):
    return parse(read_document((HEAD + "\n".join(rows) + "\n").encode(), "a.md"))


def roles(matrix):
    rows = matrix.activities
    return {row.label: ["".join(mark.role[0] for mark in cell.marks) for cell in row.cells] for row in rows}


def test_letters_behind_words_that_come_again_are_roles_and_the_words_remarks():
    reading = read(*KNOWN)
    [matrix] = reading.matrices
    assert roles(matrix) == {"Bake": ["R", "A"], "Sell": ["I", "R"], "Mop": ["R", "A"], "Lock": ["AR", "I"]}
    assert [each.code for each in reading.findings] == ["P08"]
    lock = matrix.activities[3].cells[0]
    assert (lock.printed, lock.comment) == ("Shuts it (A/R)", "Shuts it")
    assert [(mark.text, mark.position) for mark in lock.marks] == [("A", 11), ("R", 13)]


NAMES = (
    "| Bake | Ann (R) | Bob (A) |",
    "| Sell | Bob (I) | Ann (R) |",
    "| Mop | Cy (R) | Bob (A) |",
    "| Lock | Dee (A/R) | Ann (I) |",
)
UNKNOWN = [
    row.replace("Signs it off", "Scrubs").replace("Is informed", "Hears").replace("Sees to it", "Wipes")
    for row in KNOWN
]
OTHER = [row.replace("Signs it off (A)", "Is informed (A)") for row in KNOWN]


@pytest.mark.parametrize("rows", [NAMES, UNKNOWN, OTHER, KNOWN[:2]], ids=["names", "unknown", "other words", "few"])
def test_others_are_left_open(rows):
    reading = read(*rows)
    assert [row for each in reading.matrices for row in roles(each).values() if any(row)] == []
    assert {each.severity.value for each in reading.findings} & {"warning", "violation"}
