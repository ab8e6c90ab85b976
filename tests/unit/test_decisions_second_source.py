"""Decisions from another copy of the same table."""

import pytest

from raci_graph.decisions import apply_decisions, decisions_from
from raci_graph.model import Basis, Decision
from raci_graph.parse import parse
from raci_graph.readers import read_document

LEGEND = "R: responsible\nA: accountable\nI: informed\n\n"
FIRST = f"{LEGEND}1. One\nActivity Venue Shop\nSell tickets RA\nPrint plans I RA\n"
HEAD = "# 1. One\n\n| Activity | Venue | Shop |\n|---|---|---|\n"


def read(text, name):
    return parse(read_document(text.encode(), name)).matrices[0]


def compare(second, first=FIRST):
    """What ``decisions_from`` gives: row, column and letters of each decision; and the findings."""
    decisions, findings = decisions_from(read(first, "a.txt"), read(LEGEND + second, "b.md"), "b.md")
    return (
        [(each.rows[0], each.column, each.letters) for each in decisions],
        [(each.code, each.severity.value, str(each.place), each.message, each.done) for each in findings],
    )


def test_a_second_copy_that_agrees_settles_the_doubtful_row():
    second = read(f"{LEGEND}{HEAD}| Sell tickets | | RA |\n| Print plans | I | RA |\n", "b.md")
    decisions, findings = decisions_from(read(FIRST, "a.txt"), second, "b.md")
    assert findings == []
    assert decisions == [
        Decision(
            name="1-2",
            rows=(1,),
            column="Shop",
            letters="RA",
            basis=Basis.SECOND_SOURCE,
            who="raci-graph, by comparing the two sources",
            reason="The row's only doubtful marks stand in this column in b.md.",
            source="b.md",
            activity="Sell tickets",
        )
    ]


def test_its_decisions_can_be_applied():
    reading = parse(read_document(FIRST.encode(), "a.txt"))
    second = read(f"{LEGEND}{HEAD}| Sell tickets | RA | |\n| Print plans | I | RA |\n", "b.md")
    decisions, _ = decisions_from(reading.matrices[0], second, "b.md")
    matrix, findings = apply_decisions(reading.matrices[0], reading.findings, decisions)
    assert findings == ()
    assert [cell.printed for cell in matrix.cells] == ["RA", "", "I", "RA"]


def test_rows_and_parties_are_matched_without_case_and_in_any_order():
    head = "# 1. One\n\n| Activity | VENUE | **Shop** |\n|---|---|---|\n"
    assert compare(f"{head}| Print plans | I | RA |\n| SELL tickets | RA | |\n") == ([(1, "Venue", "RA")], [])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("| Sell tickets | | R |", "b.md has other letters in the row 'Sell tickets'"),
        ("| Sell tickets | | AR |", "b.md has other letters in the row 'Sell tickets'"),
        ("| Sell tickets | I | RA |", "b.md has other letters in the row 'Sell tickets'"),
        ("| Sell tickets | | |", "b.md has other letters in the row 'Sell tickets'"),
        ("| Sell tickets | RA |", "b.md leaves the row 'Sell tickets' in doubt too"),
    ],
)
def test_a_doubtful_row_on_which_the_copies_differ_stays_unsettled_and_is_told(row, problem):
    decisions, findings = compare(f"{HEAD}{row}\n| Print plans | I | RA |\n")
    assert decisions == []
    assert findings == [("P05", "violation", "a.txt:7:1", problem, "its cells are left unsettled")]


def test_a_doubtful_row_that_the_second_copy_words_otherwise_stays_unsettled_and_both_are_told():
    decisions, findings = compare(f"{HEAD}| Sell a ticket | | RA |\n| Print plans | I | RA |\n")
    assert decisions == []
    missing = "b.md has no row that is certainly this one: 'Sell tickets'"
    assert findings == [
        ("P05", "violation", "a.txt:7:1", missing, "its cells are left unsettled"),
        ("P05", "warning", "b.md:9", "only b.md has the row 'Sell a ticket'", "left out"),
    ]


def test_a_certain_row_with_other_letters_is_kept_and_told():
    decisions, findings = compare(f"{HEAD}| Sell tickets | | RA |\n| Print plans | RA | I |\n")
    problem = "b.md has other letters in the row 'Print plans'"
    assert decisions == [(1, "Shop", "RA")]
    assert findings == [("P05", "warning", "a.txt:8:1", problem, "the first source is kept")]


def test_a_certain_row_that_the_second_copy_does_not_have_is_no_doubt():
    assert compare(f"{HEAD}| Sell tickets | | RA |\n") == ([(1, "Shop", "RA")], [])


def test_a_row_that_only_the_second_copy_has_is_told_at_its_place_there():
    rows = "| Sell tickets | | RA |\n| Print plans | I | RA |\n| Count the till | RA | |\n"
    problem = "only b.md has the row 'Count the till'"
    assert compare(HEAD + rows) == ([(1, "Shop", "RA")], [("P05", "warning", "b.md:11", problem, "left out")])


def test_other_columns_settle_nothing():
    second = (
        "# 1. One\n\n| Activity | Shop | Venue |\n|---|---|---|\n| Sell tickets | | RA |\n| Print plans | RA | I |\n"
    )
    decisions, findings = compare(second)
    assert decisions == []
    assert [(each[1], each[3]) for each in findings] == [
        ("violation", "b.md has other columns in the row 'Sell tickets'"),
        ("warning", "b.md has other columns in the row 'Print plans'"),
    ]


# Rows with the same words

TWICE = f"{LEGEND}1. One\nActivity Venue Shop\nSell RA\n2. Two\nActivity Venue Shop\nSell RA\nPrint I RA\n"
OTHER = "\n# 2. Two\n\n| Activity | Venue | Shop |\n|---|---|---|\n"


def test_rows_with_the_same_words_are_matched_by_their_sections():
    second = f"{OTHER}| Sell | RA | |\n{HEAD}| Sell | | RA |\n"
    assert compare(second, TWICE) == ([(1, "Shop", "RA"), (2, "Venue", "RA")], [])


def test_of_rows_with_the_same_words_one_that_the_second_copy_lacks_stays_unsettled():
    decisions, findings = compare(f"{OTHER}| Sell | RA | |\n", TWICE)
    assert decisions == [(2, "Venue", "RA")]
    assert [(each[0], each[2]) for each in findings] == [("P05", "a.txt:7:1")]


def test_rows_with_the_same_words_in_one_section_go_in_their_order():
    first = f"{LEGEND}1. One\nActivity Venue Shop\nSell RA\nSell RA\nPrint I RA\n"
    assert compare(f"{HEAD}| Sell | | RA |\n| Sell | RA | |\n", first)[0] == [(1, "Shop", "RA"), (2, "Venue", "RA")]
    decisions, findings = compare(f"{HEAD}| Sell | | RA |\n", first)
    assert (decisions, [each[0] for each in findings]) == ([], ["P05", "P05"])


def test_a_row_in_another_section_is_matched_where_its_words_stand_once():
    assert compare("| Activity | Venue | Shop |\n|---|---|---|\n| Sell tickets | | RA |\n") == ([(1, "Shop", "RA")], [])
