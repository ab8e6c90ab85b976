"""Rows of a table that are no activity: sums, names of those who head the columns, notes below."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

HEAD = "RACI,,\nActivity,Chef,Clerk\n"


def read(*rows):
    return parse(read_document((HEAD + "\n".join(rows)).encode(), "a.csv"))


def labels(reading):
    return [row.label for matrix in reading.matrices for row in matrix.activities]


def told(reading):
    return [
        (each.code, each.severity.value, each.place.line, each.message)
        for each in reading.findings
        if each.code == "P09"
    ]


@pytest.mark.parametrize("label", ["Total", "Total R", "Anzahl A", "Итого", "合計"])
def test_a_row_of_sums_is_left_out_and_told(label):
    reading = read("Bake,R,A", "Sell,A,R", f"{label},1,1")
    assert labels(reading) == ["Bake", "Sell"]
    assert told(reading) == [("P09", "warning", 5, "the row sums up the others")]


def test_a_row_with_letters_is_an_activity_whatever_it_is_called():
    reading = read("Bake,R,A", "Sum of the day,A,R")
    assert labels(reading) == ["Bake", "Sum of the day"]
    assert told(reading) == []


@pytest.mark.parametrize("label", ["Name", "Nom", "姓名"])
def test_the_names_of_those_who_head_the_columns_are_no_activity(label):
    reading = read(f"{label},Ann,Bob", "Bake,R,A", "Sell,A,R")
    assert labels(reading) == ["Bake", "Sell"]
    assert told(reading) == [("P09", "warning", 3, "the row names those who head the columns")]


def test_such_a_row_further_down_is_a_doubt():
    reading = read("Bake,R,A", "Name,Ann,Bob", "Sell,A,R")
    assert labels(reading) == ["Bake", "Name", "Sell"]
    assert [each.code for each in reading.findings if each.severity.value == "violation"] == ["P03", "P03"]


@pytest.mark.parametrize("note", ["* only in summer", "1 with the mayor", "² by day", "(2) by night"])
def test_notes_below_the_matrix_are_no_activities(note):
    reading = read("Bake,R,A", "Sell,A,R", f"{note},,")
    assert labels(reading) == ["Bake", "Sell"]
    assert told(reading) == [("P09", "warning", 5, "the row stands below the matrix and is a note")]


def test_a_row_like_a_note_among_the_others_and_a_numbered_activity_are_activities():
    assert labels(read("Bake,R,A", "* Mix,,", "Sell,A,R", "4 Clean,,")) == ["Bake", "* Mix", "Sell", "4 Clean"]


def test_a_row_with_names_below_the_header_names_those_who_head_the_columns():
    reading = read("(holder),Ann Bell,vacant", "Bake,R,A", "(later),A,R", "Sell,A,R")
    assert labels(reading) == ["Bake", "(later)", "Sell"]
    assert told(reading) == [("P09", "warning", 3, "the row names those who head the columns")]


def test_a_last_row_in_brackets_is_a_note():
    reading = read("Bake,R,A", "(Flour) sieving,,", "Sell,A,R", "(bread only by day),,")
    assert labels(reading) == ["Bake", "(Flour) sieving", "Sell"]
    assert told(reading) == [("P09", "warning", 6, "the row stands below the matrix and is a note")]
