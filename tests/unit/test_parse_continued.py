"""Tables that blank rows part, the lower ones without a header."""

import io

import pytest
from xlsxwriter import Workbook

from raci_graph.parse import parse
from raci_graph.readers import read_document

HEAD = "Place,Task,Ann,Bob,Notes\n"
SAID = "the rows below the blank one have no header of their own"


def read(text):
    return parse(read_document(text.encode(), "raci.csv"))


def cells(reading):
    return [
        [
            (row.label, [mark.role[0] + cell.party for cell in row.cells for mark in cell.marks])
            for row in matrix.activities
        ]
        for matrix in reading.matrices
    ]


def said(reading):
    return [(each.place.line, each.severity.value, each.done) for each in reading.findings if each.message == SAID]


GOES_ON = "read as rows of the table above"


def test_rows_below_a_blank_one_go_on_with_the_table_above():
    reading = read(HEAD + "Oven,Bake,R,A,\nOven,Clean,A,R,\n,,,,\nShop,Sell,R,A,by noon\nShop,Sweep,A,R,\n")
    assert cells(reading) == [
        [
            ("Bake", ["RAnn", "ABob"]),
            ("Clean", ["AAnn", "RBob"]),
            ("Sell", ["RAnn", "ABob"]),
            ("Sweep", ["AAnn", "RBob"]),
        ]
    ]
    assert said(reading) == [(5, "info", GOES_ON)]


def test_letters_below_a_header_with_no_letters_so_far_are_of_that_column():
    reading = read("Place,Task,Ann,Bob,Cy\nOven,Bake,R,A,\nOven,Clean,A,R,\n,,,,\nShop,Sell,,R,A\nShop,Sweep,R,,A\n")
    assert cells(reading)[0][2:] == [("Sell", ["RBob", "ACy"]), ("Sweep", ["RAnn", "ACy"])]


def test_a_header_with_a_title_above_a_blank_row_heads_what_stands_below_it():
    reading = read("The shop,,,\nPlace,Task,Ann,Bob\n,,,\nOven,Bake,R,A\nShop,Sell,A,R\n")
    assert cells(reading) == [[("Bake", ["RAnn", "ABob"]), ("Sell", ["AAnn", "RBob"])]]
    assert said(reading) == [(4, "info", GOES_ON)]


@pytest.mark.parametrize(
    "below",
    [
        "Place,Task,Cy,Dan\nShop,Sell,R,A\n",  # a header of its own
        "R,Responsible,,\nA,Accountable,,\n",  # a legend
        "Shop,R,A,\nOven,A,R,\n",  # letters in other columns
    ],
)
def test_other_tables_stand_for_themselves(below):
    reading = read("Place,Task,Ann,Bob\nOven,Bake,R,A\nOven,Clean,A,R\n,,,\n" + below)
    assert cells(reading)[0] == [("Bake", ["RAnn", "ABob"]), ("Clean", ["AAnn", "RBob"])]
    assert said(reading) == []


def read_sheet(*rows):
    data = io.BytesIO()
    with Workbook(data) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return parse(read_document(data.getvalue(), "raci.xlsx"))


@pytest.mark.parametrize(
    ("below", "labels", "told"),
    [
        (("Sell", "Informed", "Responsible"), ["Bake", "Mix", "Sell", "Sell"], [GOES_ON]),
        (("Sell", "Later", "Today"), ["Bake", "Mix"], []),
    ],
    ids=["words of the table above", "other words"],
)
def test_words_of_the_table_above_go_on_with_it(below, labels, told):
    above = [("Task", "Ann", "Bob"), ("Bake", "Responsible", "Informed"), ("Mix", "Accountable", "Responsible")]
    reading = read_sheet(*above, (), below, below)
    assert [label for matrix in cells(reading) for label, _ in matrix] == labels
    assert [each.done for each in reading.findings if each.message == SAID] == told


def test_a_last_row_that_is_too_short_to_head_what_stands_below_it_heads_nothing():
    reading = parse(read_document(b"Shop,Notes,More\nTask\n\nBake,R,A\nSell,A,R\n", "a.csv"))
    assert (reading.matrices, [each.code for each in reading.findings]) == ((), ["P01", "P17"])
