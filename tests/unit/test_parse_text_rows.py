"""Lines of a table that has lost its columns into rows."""

import pytest

from raci_graph.model import Place
from raci_graph.parse import parse
from raci_graph.parse.text_rows import stray_rows, text_rows
from raci_graph.readers.base import Document
from raci_graph.readers.plaintext import page

RACI = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}


def group(*lines):
    [found] = page("\n".join(lines).encode(), "a.txt").blocks
    return found


def rows(*lines):
    """Of each row: its activity, the text of its cells (None: not shown), its unplaced marks."""
    found, _ = text_rows(group(*lines), None, RACI)
    return [
        (row.activity.plain, [cell and cell.text for cell in row.cells], [mark.text for mark in row.unplaced])
        for row in found.rows
    ]


def findings(*lines):
    _, said = text_rows(group(*lines), None, RACI)
    return [(each.code, each.severity.value, str(each.place), each.done) for each in said]


def test_a_row_with_a_mark_for_each_column_is_certain():
    lines = ("Activity Venue Shop", "Sell tickets RA I", "Print  the plan I R/A")
    assert rows(*lines) == [("Sell tickets", ["RA", "I"], []), ("Print the plan", ["I", "R/A"], [])]
    assert findings(*lines) == []


def test_cells_and_activity_have_their_places():
    found, _ = text_rows(group("Activity Venue Shop", "  Sell tickets RA I"), None, RACI)
    [row] = found.rows
    assert (row.activity.text, row.activity.place) == ("Sell tickets", Place("a.txt", 2, 3))
    assert [cell.place for cell in row.cells] == [Place("a.txt", 2, 16), Place("a.txt", 2, 19)]
    assert [(header.cell.text, header.printed_column) for header in found.headers] == [("Venue", 2), ("Shop", 3)]


def test_a_lone_mark_is_not_placed_and_is_told():
    lines = ("Activity Venue Shop", "Print I RA", "Sell tickets RA")
    assert rows(*lines)[1] == ("Sell tickets", [None, None], ["RA"])
    assert findings(*lines) == [("P02", "violation", "a.txt:3:14", "its cells are left unsettled")]
    assert text_rows(group(*lines), None, RACI)[1][0].message == (
        "'RA' may stand under Venue or Shop: the text does not show which, for it has lost its empty cells"
    )


def test_a_lone_mark_under_a_single_party_is_certain():
    lines = ("Activity Venue", "Sell tickets RA")
    assert (rows(*lines), findings(*lines)) == ([("Sell tickets", ["RA"], [])], [])


def test_more_marks_than_columns_are_not_placed_and_are_told():
    lines = ("Activity Venue Shop", "Print I RA", "Fill in annex C RA I")
    assert rows(*lines)[1] == ("Fill in annex", [None, None], ["C", "RA", "I"])
    assert findings(*lines) == [("P02", "violation", "a.txt:3:15", "its cells are left unsettled")]


@pytest.mark.parametrize("line", ["Sell tickets", "Sell tickets RX", "Sell tickets RA -", "RA", "Sell tickets RA I."])
def test_a_line_that_ends_in_no_mark_is_told_and_left_out(line):
    lines = ("Activity Venue Shop", "Print I RA", line)
    assert rows(*lines) == [("Print", ["I", "RA"], [])]
    assert findings(*lines) == [("P09", "violation", "a.txt:3:1", "left out")]


def test_a_header_of_more_words_than_any_row_has_marks_is_told():
    lines = ("Activity Service Provider Shop", "Print I RA")
    assert rows(*lines) == [("Print", [None, None, None], ["I", "RA"])]
    assert findings(*lines) == [
        ("P12", "warning", "a.txt:1:1", "read as one column a word"),
        ("P02", "violation", "a.txt:2:7", "its cells are left unsettled"),
    ]


def test_the_header_of_an_earlier_table_binds_a_later_one():
    earlier, _ = text_rows(group("Activity Venue Shop", "Print I RA"), None, RACI)
    found, said = text_rows(group("Activity Venue Shop", "Sell RA"), earlier.headers, RACI)
    assert [each.code for each in said] == ["P02"]
    assert len(found.headers) == 2


def test_a_table_with_a_known_header_and_no_marks_at_all_is_told():
    earlier, _ = text_rows(group("Activity Venue Shop", "Print I RA"), None, RACI)
    found, said = text_rows(group("Activity Venue Shop", "Sell"), earlier.headers, RACI)
    assert (found.rows, [each.code for each in said]) == ((), ["P09"])


@pytest.mark.parametrize(
    "lines",
    [
        ("Activity Venue Shop",),
        ("Venue Shop", "Sell RA I"),
        ("Activity report", "of the year"),
        ("Activity", "Sell RA"),
    ],
    ids=["header alone", "no word for activities", "prose", "no party"],
)
def test_lines_that_are_no_table(lines):
    assert text_rows(group(*lines), None, RACI) == (None, [])


# Headers with wide gaps


def test_wide_gaps_part_the_words_of_a_header():
    lines = ("Activity   Service Provider   Shop", "Sell   RA   I")
    found, said = text_rows(group(*lines), None, RACI)
    assert [header.cell.plain for header in found.headers] == ["Service Provider", "Shop"]
    assert (rows(*lines), said) == ([("Sell", ["RA", "I"], [])], [])


def test_letters_with_a_narrow_gap_below_a_wide_header_may_be_one_cell():
    lines = ("Activity\tVenue\tShop", "Sell\tR A")
    assert rows(*lines) == [("Sell", [None, None], ["R", "A"])]
    assert findings(*lines) == [("P02", "violation", "a.txt:2:6", "its cells are left unsettled")]


@pytest.mark.parametrize("rule", ["-----------------", "====  ====  ====", "\u2500\u2500\u2500\u2500"])
def test_dashes_in_columns_with_wide_gaps_are_blank_cells_and_rules_are_no_rows(rule):
    lines = (
        "Activity         Venue  Shop  Web",
        rule,
        "Sell - tickets   RA     -     I",
        "Print            \u2013      -     R",
        "Fold by R        -      A     -",
        "Rest             -      -     -",
    )
    assert rows(*lines) == [
        ("Sell - tickets", ["RA", "-", "I"], []),
        ("Print", ["\u2013", "-", "R"], []),
        ("Fold by R", ["-", "A", "-"], []),
        ("Rest", ["-", "-", "-"], []),
    ]
    assert findings(*lines) == []


def test_rows_with_fewer_or_torn_cells_are_doubted_without_their_dashes():
    lines = ("Activity   Venue   Shop   Web", "Sell   R   -", "Print R - A", "Rest   -   -", "Plan - A   R   I")
    assert rows(*lines) == [
        ("Sell", [None, None, None], ["R"]),
        ("Print", [None, None, None], ["R", "A"]),
        ("Plan -", [None, None, None], ["A", "R", "I"]),
    ]
    assert findings(*lines) == [
        ("P02", "violation", "a.txt:2:8", "its cells are left unsettled"),
        ("P02", "violation", "a.txt:3:7", "its cells are left unsettled"),
        ("P09", "violation", "a.txt:4:1", "left out"),
        ("P02", "violation", "a.txt:5:8", "its cells are left unsettled"),
    ]


def test_a_dash_between_two_marks_with_narrow_gaps_is_a_blank_cell():
    lines = ("Activity Venue Shop Web", "Plan - R - A", "Print R I A")
    assert rows(*lines) == [("Plan -", ["R", "-", "A"], []), ("Print", ["R", "I", "A"], [])]


# Lines beside the tables

HEADS = {"Activity Venue Shop"}


def stray(*lines, begun=True):
    return [
        (each.code, each.severity.value, str(each.place))
        for each in stray_rows(group(*lines), HEADS, RACI, begun=begun)
    ]


def test_a_line_that_ends_in_letters_outside_of_a_table_is_told():
    assert stray("Some words", "Sell tickets RA") == [("P09", "violation", "a.txt:2:1")]
    assert stray("Sell tickets RA", begun=False) == [("P09", "violation", "a.txt:1:1")]


def test_a_title_that_ends_in_all_letters_is_no_row_above_the_first_table():
    assert stray("Ticket shop RACI", begun=False) == []
    assert stray("Ticket shop RACI") == [("P09", "violation", "a.txt:1:1")]


def test_lines_below_a_header_are_told_even_without_letters():
    assert stray("Words", "Activity Venue Shop", "Sell tickets") == [("P09", "violation", "a.txt:3:1")]
    assert stray("Words", "Sell tickets") == []


AGENDA = "Item        Time    Lead   Paper\nMinutes     09:00   RA  A\nBudget      09:10   AC  C\n"


def test_lines_with_letters_that_nothing_announces_and_none_of_which_has_a_place_are_no_matrix():
    reading = parse(Document("day.txt", "0" * 64, page(AGENDA.encode(), "day.txt")))
    assert reading.matrices == ()
    [told] = [each for each in reading.findings if each.code != "P01"]
    assert (told.code, told.severity.value, told.place.line, told.done) == ("P17", "warning", 2, "left out")


def test_a_title_that_announces_a_matrix_makes_them_one():
    text = "RACI of the day\n\n" + AGENDA
    [matrix] = parse(Document("day.txt", "0" * 64, page(text.encode(), "day.txt"))).matrices
    assert [(row.label, [mark.text for mark in row.unplaced]) for row in matrix.activities] == [
        ("Minutes 09:00", ["RA", "A"]),
        ("Budget 09:10", ["AC", "C"]),
    ]


@pytest.mark.parametrize(("above", "told"), [("            Big    Small", True), ("OUR SHOP", False), ("  Big", False)])
def test_a_line_above_the_columns_of_a_header_is_told(above, told):
    text = f"{above}\nTask        venue  shop\nSell        R      A\nPrint       A      R\n"
    found = parse(Document("raci.txt", "0" * 64, page(text.encode(), "raci.txt"))).findings
    message = f"the line above the header may be a part of it: '{' '.join(above.split())}'"
    assert [each.place.line for each in found if each.message == message] == ([1] if told else [])
