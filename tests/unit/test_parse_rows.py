"""Raw tables into rows of cells under named columns."""

import pytest

from raci_graph.parse.cell_counts import count_cells
from raci_graph.parse.frame import frame_of
from raci_graph.parse.layout import Found, Ground, find_layout
from raci_graph.parse.rows import Header, letters_left_out, rows_of, rows_too_long
from raci_graph.readers import read_document

RACI = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}


def table(*rows):
    head, *body = rows
    dashes = "|---" * (head.count("|") - 1) + "|"
    [block] = read_document("\n".join([head, dashes, *body]).encode(), "a.md").page.blocks
    return block


def table_rows(block, legend, counts=None):
    """The rows of a table under a legend, or None; and what is said of it."""
    frame = frame_of(block, legend)
    counts = counts or count_cells([(frame, legend)])
    found = find_layout(frame, legend, counts, Ground(legend=True, announced=False))
    if not isinstance(found, Found):
        return None, rows_too_long(frame, legend)
    said = []
    return rows_of(frame, found, legend, counts, said), said


def rows(*lines):
    """Of each row: its activity, the text of its cells (None: not shown), its unplaced marks."""
    found, _ = table_rows(table(*lines), RACI)
    return [
        (row.activity.plain, [cell and cell.text for cell in row.cells], [mark.text for mark in row.unplaced])
        for row in found.rows
    ]


def findings(*lines):
    return [(each.code, each.severity.value, str(each.place), each.done) for each in table_rows(table(*lines), RACI)[1]]


def parties(*lines):
    return [header.cell.plain for header in table_rows(table(*lines), RACI)[0].headers]


def test_each_row_has_its_activity_and_a_cell_a_column():
    lines = ("| Activity | Venue | Shop |", "| Sell | RA | |", "| Print | I | R/A |")
    assert rows(*lines) == [("Sell", ["RA", ""], []), ("Print", ["I", "R/A"], [])]
    assert findings(*lines) == []


def test_headers_keep_their_printed_column_and_source_text():
    found, _ = table_rows(table("| **Activity** | **Venue** |", "| Sell | RA |"), RACI)
    assert [(header.printed_column, header.cell.text, header.cell.plain) for header in found.headers] == [
        (2, "**Venue**", "Venue")
    ]
    assert (found.language, found.columns) == ("en", ("parties-as-columns", "venue"))


def test_the_activities_stand_under_their_header_wherever_it_is():
    found, _ = table_rows(table("| Venue | Activity | Shop |", "| R | Sell | A |"), RACI)
    assert (found.rows[0].activity.plain, found.rows[0].printed) == ("Sell", (1, 3))


def test_without_a_known_header_the_first_column_has_the_activities():
    found, _ = table_rows(table("| Gnarl | Venue | Shop |", "| Verkaufen | R | |"), RACI)
    assert (found.rows[0].activity.plain, found.language) == ("Verkaufen", None)


@pytest.mark.parametrize(
    "lines",
    [
        ("| Activity | Owner |", "| Sell | Ann |"),
        ("| Activity | Venue |", "| Sell | |"),
        ("| Activity | Venue |", "| Sell | X |"),
        ("| Letter | Meaning |", "| R | works |"),
    ],
    ids=["names", "blank", "another letter", "legend"],
)
def test_a_table_without_letters_is_no_matrix(lines):
    assert table_rows(table(*lines), RACI) == (None, [])


def test_a_blank_row_is_no_row():
    assert rows("| Activity | Venue |", "| | |", "| Sell | R |") == [("Sell", ["R"], [])]


# Columns


def test_a_blank_column_with_a_header_is_a_party():
    assert parties("| Activity | Venue | Shop |", "| Sell | RA | |") == ["Venue", "Shop"]


def test_a_column_of_other_things_is_an_attribute_and_is_told():
    lines = ("| Activity | Venue | Wait |", "| Sell | R | four hours |")
    found, said = table_rows(table(*lines), RACI)
    assert found.rows[0].attributes == (("Wait", "four hours"),)
    assert found.rows[0].printed == (2,)
    assert findings(*lines) == [("P12", "info", "a.md:1:22", "kept as an attribute in the parsed form")]
    assert said[0].message == "the column 'Wait' is not read as a party's, for its cells hold other things than letters"


@pytest.mark.parametrize("cell", ["X", "?", "4h", "Z"])
def test_a_column_of_unknown_signs_alone_deserves_a_look(cell):
    lines = ("| Activity | Venue | Shop |", f"| Sell | R | {cell} |")
    assert parties(*lines) == ["Venue"]
    assert findings(*lines) == [("P12", "warning", "a.md:1:22", "kept as an attribute in the parsed form")]


@pytest.mark.parametrize("cell", ["~~A~~", "R?", "P-R"])
def test_a_column_of_signs_with_letters_in_them_is_a_party_in_doubt(cell):
    lines = ("| Activity | Venue | Shop |", f"| Sell | R | {cell} |")
    assert parties(*lines) == ["Venue", "Shop"]
    assert findings(*lines) == []


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("| Activity | Venue | Shop | Stand |", "| Sell | R | Z | A |", "| Print | A | - | R |"), "Venue Shop Stand"),
        (("| Activity | Venue | Shop |", "| Sell | R | V |", "| Print | A | - |"), "Venue Shop"),
        (("| Activity | Venue | Shop |", "| Sell | R | Y |", "| Print | A | N |"), "Venue"),
        (("| Activity | Size | Venue |", "| Sell | S | R |", "| Print | S | A |"), "Venue"),
    ],
    ids=["between", "of a variant", "behind", "before"],
)
def test_a_column_of_letters_that_no_legend_has_is_a_party_among_others(lines, names):
    assert parties(*lines) == names.split()


def test_a_column_headed_as_an_attribute_is_a_party_among_others_of_hardly_anything_but_letters():
    lines = ("| Activity | Venue | Risk | Shop |", "| Sell | R | A | I |", "| Print | A | P-C | R |")
    assert parties(*lines) == ["Venue", "Risk", "Shop"]
    assert findings(*lines) == [("P12", "warning", "a.md:1:22", "read as a party's")]
    before = ("| Risk | Activity | Venue | Shop |", "| A | Sell | R | I |", "| C? | Print | A | R |")
    assert parties(*before) == ["Venue", "Shop"]
    assert findings(*before) == [("P12", "info", "a.md:1:3", "kept in the parsed form")]
    many = (
        "| Risk | Activity | Venue | Shop |",
        "| A | Sell | R | I |",
        "| high | Print | A | R |",
        "| C | Do | A | R |",
    )
    assert findings(*many) == [("P12", "warning", "a.md:1:3", "kept in the parsed form")]


def test_letters_in_a_column_of_words_are_told_one_by_one():
    lines = (
        "| Activity | Venue | Wait |",
        "| Sell | R | A |",
        "| Print | I | see page 4 |",
        "| Mail | I | later on |",
    )
    assert parties(*lines) == ["Venue"]
    assert findings(*lines) == [
        ("P12", "info", "a.md:1:22", "kept as an attribute in the parsed form"),
        ("P03", "violation", "a.md:3:14", "it assigns nothing"),
    ]


def test_a_column_of_letters_and_other_signs_is_a_party():
    assert parties("| Activity | Venue |", "| Sell | R |", "| Print | R* |", "| Mail | tbd |") == ["Venue"]


def test_letters_under_a_blank_header_are_told_and_assign_nothing():
    lines = ("| Activity | Venue | |", "| Sell | R | A |")
    assert parties(*lines) == ["Venue"]
    assert ("P03", "violation", "a.md:3:14", "it assigns nothing") in findings(*lines)
    assert table_rows(table(*lines), RACI)[1][1].message == (
        "the cell 'A' stands in a column without a header, so it is not known whose it is"
    )


def test_a_table_in_which_no_header_names_a_party_is_told_and_no_matrix():
    lines = ("| Activity | |", "| Sell | R |")
    assert table_rows(table(*lines), RACI)[0] is None
    frame = frame_of(table(*lines), RACI)
    said = find_layout(frame, RACI, count_cells([(frame, RACI)]), Ground(legend=True, announced=False))
    assert said == "its letters stand under no name"
    assert [(each.code, str(each.place)) for each in letters_left_out(frame, RACI)] == [("P03", "a.md:3:10")]


def test_a_blank_column_with_a_blank_header_is_nothing():
    lines = ("| Activity | Venue | |", "| Sell | R | |")
    assert (parties(*lines), findings(*lines)) == (["Venue"], [])


def test_tables_with_the_same_header_decide_together_what_a_column_is():
    one, other = (table("| Activity | Venue |", f"| Sell | {cell} |") for cell in ("R", "?"))
    assert table_rows(other, RACI) == (None, [])
    counts = count_cells([(frame_of(each, RACI), RACI) for each in (one, other)])
    found, said = table_rows(other, RACI, counts)
    assert [cell.text for cell in found.rows[0].cells] == ["?"]
    assert said == []


# Ragged rows


def test_a_short_row_keeps_its_marks_without_a_column_and_is_told():
    lines = ("| Activity | Venue | Shop |", "| Sell | RA |")
    assert rows(*lines) == [("Sell", [None, None], ["RA"])]
    assert findings(*lines) == [("P04", "violation", "a.md:3", "its cells are left unsettled")]


def test_a_row_with_blank_cells_to_the_end_is_not_short():
    assert findings("| Activity | Venue | Shop |", "| Sell | RA | |", "| Print | RA || |") == []


def test_text_beyond_the_header_is_told_and_left_out():
    lines = ("| Activity | Venue |", "| Sell | RA | I |")
    assert rows(*lines) == [("Sell", ["RA"], [])]
    assert findings(*lines) == [("P04", "violation", "a.md:3", "the cells beyond the header are left out")]


def test_letters_beyond_the_header_of_a_table_without_others_are_told():
    lines = ("| Activity | Venue |", "| Sell | | RA |", "| Print | | four |")
    assert table_rows(table(*lines), RACI)[0] is None
    assert findings(*lines) == [("P04", "violation", "a.md:3", "the cells beyond the header are left out")]


@pytest.mark.parametrize("row", ["| | RA | I |", "| <br> | RA | I |", "|  | RA |"])
def test_marks_without_an_activity_are_told_and_left_out(row):
    lines = ("| Activity | Venue | Shop |", "| Sell | R | A |", row)
    assert rows(*lines) == [("Sell", ["R", "A"], [])]
    assert findings(*lines) == [("P09", "violation", "a.md:4", "left out")]


def test_a_row_that_ends_before_its_activity_is_left_out():
    lines = ("| Venue | Shop | Activity |", "| R | A | Sell |", "| R | A |")
    assert rows(*lines) == [("Sell", ["R", "A"], [])]
    assert findings(*lines) == [("P09", "violation", "a.md:4", "left out")]


def test_a_header_is_a_value():
    cell = table("| Activity | Venue |", "| Sell | R |").header.cells[1]
    assert Header(2, cell) == Header(printed_column=2, cell=cell)


def test_a_column_whose_texts_all_head_the_rows_below_is_no_attribute():
    lines = ("| Section | Activity | Shop |", "| Day | | |", "| | Sell | RA |", "| Night | | |", "| | Print | R |")
    found, said = table_rows(table(*lines), RACI)
    assert [([cell.plain for cell in row.headings], row.activity.plain) for row in found.rows] == [
        (["Day"], "Sell"),
        (["Night"], "Print"),
    ]
    assert said == []


def test_a_column_with_one_text_beside_an_activity_is_told_as_an_attribute():
    lines = ("| Section | Activity | Shop |", "| Day | | |", "| | Sell | RA |", "| Night | Print | R |")
    assert findings(*lines) == [("P12", "info", "a.md:1:3", "kept in the parsed form")]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["| 1 Day | | |", "| 1.1 Morning | | |", "| | Sell | RA |", "| 2 Night | | |", "| | Print | R |"],
            [(["1 Day", "1.1 Morning"], "Sell"), (["2 Night"], "Print")],
        ),
        (
            ["| 1 Day | | |", "| | Sell | RA |", "| 10 Night | | |", "| | Print | R |"],
            [(["1 Day"], "Sell"), (["10 Night"], "Print")],
        ),
        (
            ["| 1 Day | | |", "| Break | | |", "| | Sell | RA |", "| 1.1 Noon | | |", "| | Print | R |"],
            [(["Break"], "Sell"), (["1.1 Noon"], "Print")],
        ),
    ],
)
def test_headings_of_rows_stand_within_one_another_by_their_numbers(lines, found):
    read, said = table_rows(table("| Section | Activity | Shop |", *lines), RACI)
    assert [([cell.plain for cell in row.headings], row.activity.plain) for row in read.rows] == found
    assert said == []


def test_headings_of_rows_stand_within_one_another_by_their_columns():
    lines = ("| Section | Part | Activity | Shop |", "| Day | | | |", "| | Morning | | |", "| | | Sell | RA |")
    more = ("| | Noon | | |", "| | | Eat | R |", "| Night | | | |", "| | | Print | R |")
    read, _ = table_rows(table(*lines, *more), RACI)
    assert [([cell.plain for cell in row.headings], row.activity.plain) for row in read.rows] == [
        (["Day", "Morning"], "Sell"),
        (["Day", "Noon"], "Eat"),
        (["Night"], "Print"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("| raci-graph id | Doing | Shop | Mill |", "| urn:x:1 | Sell | RA | I |", "| R | Print | I | R |"),
        ("| Doing | Shop | Mill | raci-graph id |", "| Sell | RA | I | urn:x:1 |", "| Print | I | R | R |"),
    ],
)
def test_the_ids_of_our_workbooks_are_an_attribute_and_nothing_is_said(lines):
    read, said = table_rows(table(*lines), RACI)
    assert [header.cell.plain for header in read.headers] == ["Shop", "Mill"]
    assert [(row.activity.plain, row.attributes) for row in read.rows] == [
        ("Sell", (("raci-graph id", "urn:x:1"),)),
        ("Print", (("raci-graph id", "R"),)),
    ]
    assert said == []
