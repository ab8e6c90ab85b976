"""Lines of running text that bars part and that plainly are the rows of a matrix."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

A, R = ("Accountable",), ("Responsible",)


def read(*lines):
    return parse(read_document("\n".join(["# Shop", "", *lines, ""]).encode(), "a.md"))


def rows(reading):
    [matrix] = reading.matrices
    return [(row.label, [(cell.party, cell.roles) for cell in row.cells]) for row in matrix.activities]


def told(reading):
    return [(each.code, each.severity.value, str(each.place), each.done) for each in reading.findings]


@pytest.mark.parametrize("name", ["", "#RACI|", "RACI matrix | "])
def test_lines_parted_by_bars_are_rows(name):
    reading = read(f"{name}Task|Ann|Bob", "**Bake**|R|A", "Sell | A/R |")
    assert rows(reading) == [
        ("Bake", [("Ann", R), ("Bob", A)]),
        ("Sell", [("Ann", A + R), ("Bob", ())]),
    ]
    bake, sell = reading.matrices[0].activities
    assert [str(cell.place) for row in (bake, sell) for cell in row.cells] == [
        *("a.md:4:10", "a.md:4:12", "a.md:5:8", "a.md:5:13"),
    ]
    assert told(reading) == [
        ("P07", "warning", "a.md:3:1", "read as a table"),
        ("P08", "info", f"a.md:3:{len(name) + 6}", "read with the usual meaning"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Task|Ann|Bob", "Bake|R|A", "Sell|A|R", "Clean|A"),
        ("Task|Ann|Bob", "Bake|R|A", "Sell|A|R", "Clean|A|who knows"),
        ("Shop|Task|Ann|Bob", "Bake|R|A", "Sell|A|R"),
        ("Shop|Ann|Bob", "Bake|R|A", "Sell|A|R"),
        ("Task|Ann|Ann", "Bake|R|A", "Sell|A|R"),
    ],
    ids=["a part less", "a sentence", "a header too long", "no word for activities", "a party twice"],
)
def test_lines_whose_letters_have_no_sure_place_are_told(lines):
    reading = read(*lines)
    assert reading.matrices == ()
    assert ("P17", "warning", "a.md:4:1", "left out") in told(reading)


def test_one_row_below_a_header_is_no_table():
    reading = read("Task|Ann|Bob", "Bake|R|A")
    assert (reading.matrices, [each.code for each in reading.findings]) == ((), ["P01"])
