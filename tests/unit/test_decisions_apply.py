"""Decisions on the doubtful cells of a matrix."""

import dataclasses
import datetime

import pytest

from raci_graph.decisions import apply_decisions
from raci_graph.model import Basis, Decision, Place
from raci_graph.parse import parse
from raci_graph.readers import read_document

TEXT = """R: responsible
A: accountable
I: informed

Activity Venue Shop
Sell tickets RA
Print plans I RA
Refund tickets I
"""
PLACE = Place("d.toml", 1)


@pytest.fixture
def reading():
    return parse(read_document(TEXT.encode(), "a.txt"))


def decide(row, column, letters, **other):
    fields = {"basis": Basis.JUDGEMENT, "who": "Jo", "reason": "by phone", "place": PLACE, **other}
    return Decision(f"{row}-{column}", (row,), column, letters, **fields)


def remark(name, rows, column):
    return Decision(name, rows, column, None, Basis.EXPLICIT, "Jo", "a remark", place=PLACE)


def apply(reading, *decisions):
    return apply_decisions(reading.matrices[0], reading.findings, decisions)


def cells(matrix, row):
    return [(cell.printed, cell.roles, cell.basis.value, cell.decision) for cell in matrix.activities[row - 1].cells]


def told(findings):
    return [(each.code, each.severity.value, str(each.place), each.message, each.done) for each in findings]


def test_a_decision_settles_its_cell_and_leaves_the_others_blank_on_the_same_ground(reading):
    matrix, findings = apply(reading, decide(1, "Shop", "RA"))
    assert cells(matrix, 1) == [
        ("", (), "Judgement", "1-Shop"),
        ("RA", ("Responsible", "Accountable"), "Judgement", "1-Shop"),
    ]
    assert [finding.code for finding in findings] == ["P02"]
    assert matrix.activities[0].unplaced == ()
    assert matrix.decisions == (decide(1, "Shop", "RA"),)


def test_a_settled_cell_has_the_place_of_its_mark(reading):
    matrix, _ = apply(reading, decide(1, "Shop", "RA"))
    assert [str(cell.place) for cell in matrix.activities[0].cells] == ["a.txt:6:1", "a.txt:6:14"]


def test_no_decision_changes_nothing(reading):
    assert apply(reading) == (reading.matrices[0], reading.findings)


def test_several_rows_are_settled_by_their_own_decisions(reading):
    matrix, findings = apply(reading, decide(3, "Venue", "I"), decide(1, "Venue", "RA"))
    assert findings == ()
    assert [cell.printed for cell in matrix.cells] == ["RA", "", "I", "RA", "I", ""]


def test_a_decision_may_say_that_a_cell_is_blank_beside_the_one_with_the_mark(reading):
    matrix, findings = apply(reading, decide(1, "Shop", "RA"), decide(1, "Venue", ""))
    assert cells(matrix, 1)[0] == ("", (), "Judgement", "1-Venue")
    assert [finding.row for finding in findings if finding.code == "P06"] == []


def test_the_same_decision_from_two_hands_is_no_conflict(reading):
    other = decide(1, "Shop", "RA", basis=Basis.SECOND_SOURCE, source="b.md")
    matrix, findings = apply(reading, decide(1, "Shop", "RA"), other)
    assert cells(matrix, 1)[1] == ("RA", ("Responsible", "Accountable"), "SecondSource", "1-Shop")
    assert [finding.code for finding in findings] == ["P02"]


@pytest.mark.parametrize(
    ("decision", "problem"),
    [
        (decide(9, "Shop", "RA"), "there is no row 9, the matrix has 3"),
        (decide(1, "Web", "RA"), "there is no column 'Web', only Venue, Shop"),
        (decide(1, "Shop", "RA", activity="Print plans"), "row 1 is 'Sell tickets', not 'Print plans'"),
        (decide(2, "Shop", "RA"), "no cell of row 2 is in doubt"),
        (remark("order", (1, 9), "Shop"), "there is no row 9, the matrix has 3"),
    ],
    ids=["row", "column", "activity", "settled", "remark"],
)
def test_a_decision_that_does_not_fit_is_left_out_and_told(reading, decision, problem):
    matrix, findings = apply(reading, decision)
    assert matrix == reading.matrices[0]
    message = f"the decision '{decision.name}' does not fit: {problem}"
    assert told(findings)[-1] == ("P06", "violation", "d.toml:1", message, "the decision is left out")
    assert [finding.code for finding in findings] == ["P02", "P02", "P06"]


@pytest.mark.parametrize(
    ("decisions", "problem"),
    [
        ([decide(1, "Shop", "R")], "they place 'R', the row leaves 'RA' without a column"),
        ([decide(1, "Shop", "")], "they place nothing, the row leaves 'RA' without a column"),
        (
            [decide(1, "Shop", "RA"), decide(1, "Venue", "RA")],
            "they place 'RA', 'RA', the row leaves 'RA' without a column",
        ),
        ([decide(1, "Shop", "RA"), decide(1, "Shop", "AR")], "for Shop they say 'RA' and 'AR'"),
    ],
    ids=["other letters", "no letters", "twice", "contradiction"],
)
def test_decisions_that_do_not_account_for_the_marks_leave_the_row_unsettled(reading, decisions, problem):
    matrix, findings = apply(reading, *decisions)
    assert matrix == reading.matrices[0]
    message = f"the decisions on row 1 do not fit: {problem}"
    assert told(findings)[-1] == ("P06", "violation", "d.toml:1", message, "the row is left unsettled")


def test_a_column_name_that_stands_twice_is_refused():
    text = "| Activity | Shop | Shop |\n|---|---|---|\n| Print | R | A |\n| Sell | RA |\n"
    reading = parse(read_document(text.encode(), "a.md"))
    matrix, findings = apply(reading, decide(2, "Shop", "RA"))
    assert matrix == reading.matrices[0]
    assert "the decision '2-Shop' does not fit: 2 columns bear the name 'Shop'" in [each.message for each in findings]


def test_a_remark_names_its_cells_and_settles_nothing(reading):
    matrix, findings = apply(reading, remark("order", (2, 3), "Shop"))
    assert [cell.decision for cell in matrix.cells] == [None, None, None, "order", None, "order"]
    assert matrix.decisions == (remark("order", (2, 3), "Shop"),)
    assert findings == reading.findings


def test_a_remark_does_not_take_the_place_of_a_decision(reading):
    matrix, _ = apply(reading, remark("order", (1,), "Shop"), decide(1, "Shop", "RA"))
    assert cells(matrix, 1)[1][3] == "1-Shop"
    assert [decision.name for decision in matrix.decisions] == ["order", "1-Shop"]


# Cells of Markdown

SHORT = "| Activity | Venue | Shop |\n|---|---|---|\n| Print | R | A |\n| Sell | RA |\n"
UNREADABLE = "| Activity | Venue | Shop |\n|---|---|---|\n| Print | R | A |\n| Sell | R | X |\n"


def test_a_row_that_is_too_short_is_settled_and_no_longer_told():
    reading = parse(read_document(SHORT.encode(), "a.md"))
    matrix, findings = apply(reading, decide(2, "Shop", "RA"))
    assert [cell.printed for cell in matrix.activities[1].cells] == ["", "RA"]
    assert [finding.code for finding in findings] == ["P08"]


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        ("Shop", "'X' is not in the legend"),
        ("Venue", "the cell of Venue is 'R' and was never in doubt"),
    ],
)
def test_an_unreadable_cell_cannot_be_settled_and_stays_told(column, problem):
    reading = parse(read_document(UNREADABLE.encode(), "a.md"))
    matrix, findings = apply(reading, decide(2, column, "X"))
    assert matrix == reading.matrices[0]
    assert [finding.code for finding in findings] == ["P03", "P06", "P08"]
    assert findings[1].message == f"the decisions on row 2 do not fit: {problem}"


def test_a_choice_of_letters_that_stand_in_an_unreadable_cell_settles_it():
    reading = parse(read_document(UNREADABLE.replace("X", "R?").encode(), "a.md"))
    matrix, findings = apply(reading, decide(2, "Shop", "R"))
    assert cells(matrix, 2)[1] == ("R?", ("Responsible",), "Judgement", "2-Shop")
    assert matrix.activities[1].unplaced == ()
    assert [finding.code for finding in findings] == ["P08"]


def test_letters_that_do_not_stand_in_an_unreadable_cell_are_refused():
    reading = parse(read_document(UNREADABLE.replace("X", "A?").encode(), "a.md"))
    matrix, findings = apply(reading, decide(2, "Shop", "R"))
    assert matrix == reading.matrices[0]
    assert findings[1].message == "the decisions on row 2 do not fit: 'R' does not stand in the cell 'A?'"


def test_a_person_may_say_that_an_unreadable_cell_gives_no_role():
    reading = parse(read_document(UNREADABLE.encode(), "a.md"))
    matrix, findings = apply(reading, decide(2, "Shop", ""))
    assert cells(matrix, 2)[1] == ("X", (), "Judgement", "2-Shop")
    assert [finding.code for finding in findings] == ["P08"]


def test_names_that_could_not_be_told_apart_are_settled_by_a_choice():
    page = "# RACI\n\n| Activity | Responsible | Accountable |\n|---|---|---|\n| Sell | Writer and Editor | Ann |\n"
    reading = parse(read_document(page.encode(), "a.md"))
    matrix, findings = apply(reading, decide(1, "Responsible", "Writer; Editor"))
    assert [(mark.text, mark.position, mark.party) for mark in matrix.cells[0].marks] == [
        ("Writer", 1, "Writer"),
        ("Editor", 12, "Editor"),
    ]
    assert findings == ()


# The bundled matrix


def test_the_bundled_decisions_settle_the_bundled_text(repository):
    from raci_graph.decisions import load_decisions

    folder = repository / "data/ovhcloud/hosted-exchange/2022-11-15"
    reading = parse(read_document((folder / "source.txt").read_bytes(), "source.txt"))
    decisions = load_decisions(
        (folder / "decisions.toml").read_text("utf-8"), "decisions.toml", ["Customer", "OVHcloud"]
    )
    matrix, findings = apply_decisions(reading.matrices[0], reading.findings, decisions)
    assert findings == ()
    assert [cell.basis.value for cell in matrix.cells].count("SecondSource") == 52
    assert sum(len(cell.roles) for cell in matrix.cells) == 122


def test_a_decision_is_a_value():
    decision = decide(1, "Shop", "RA", on=datetime.date(2025, 3, 3))
    assert dataclasses.replace(decision, who="Jo") == decision
