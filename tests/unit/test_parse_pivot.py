"""Tables with a row for each party of an activity: check marks under roles, or a role in a cell of its own."""

import pytest

from raci_graph.model import Basis, Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document


def read(text):
    return parse(read_document(text.encode(), "a.md"))


def table(*rows):
    head, *body = rows
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *body]) + "\n\n"


def cells(matrix):
    """Of each activity: the party and the letters of each role, in order."""
    return [
        (row.label, [(mark.party or cell.party, mark.role[0]) for cell in row.cells for mark in cell.marks])
        for row in matrix.activities
    ]


def told(reading):
    return [(each.code, each.severity.value, str(each.place), each.done) for each in reading.findings]


TOGETHER = "its rows are put together by activity"
CHECKED = table(
    "| Activity | Team | R | A | C | I |",
    "| Sell | Shop | ✓ | | | |",
    "| | Web | | x | X | |",
    "| Print | Web; Ann | ☑ | | | R |",
)


def test_check_marks_under_roles_give_the_party_of_their_row():
    reading = read(CHECKED.replace("| R |\n", "| |\n"))
    [matrix] = reading.matrices
    assert matrix.layout is Layout.ROLES_AS_COLUMNS
    assert cells(matrix) == [
        ("Sell", [("Shop", "R"), ("Web", "A"), ("Web", "C")]),
        ("Print", [("Web", "R"), ("Ann", "R")]),
    ]
    assert [(str(cell.place), cell.printed_column) for cell in matrix.activities[0].cells[:2]] == [
        ("a.md:3:17", 3),
        ("a.md:4:13", 4),
    ]
    assert told(reading) == [("P12", "info", "a.md:1", TOGETHER)]


@pytest.mark.parametrize("sign", ["○", "×", "?"])
def test_a_sign_that_means_yes_or_no_is_a_doubt(sign):
    reading = read(CHECKED.replace("| R |\n", f"| {sign} |\n"))
    cell = reading.matrices[0].activities[1].cells[3]
    assert (cell.printed, cell.marks, cell.basis) == (sign, (), Basis.UNSETTLED)
    assert told(reading)[0] == ("P18", "violation", "a.md:5:30", "the cell is left unsettled")


def test_another_sign_among_check_marks_is_no_check_mark():
    text = CHECKED.replace("| ☑ |", "| Ann |").replace("| R |\n", "| Bob |\n")
    assert all(finding.done != TOGETHER for finding in read(text).findings)


def test_the_letter_of_the_column_is_a_check_mark_too_where_others_are():
    reading = read(CHECKED.replace("| R |\n", "| I |\n"))
    assert cells(reading.matrices[0])[1] == ("Print", [("Web", "R"), ("Ann", "R"), ("Web", "I"), ("Ann", "I")])


def test_check_marks_beside_no_column_of_parties_are_left_out_and_told():
    reading = read(table("| Activity | R | A | C | I |", "| Sell | x | | | |", "| Print | | x | | |"))
    assert reading.matrices == ()
    assert told(reading) == [
        ("P01", "violation", "a.md", "nothing was read"),
        ("P17", "warning", "a.md:1", "left out"),
    ]


def test_check_marks_of_parties_below_a_heading_are_about_it():
    one = table("| Team | R | A |", "| Shop | x | |", "| Web | | x |")
    reading = read(f"# Sell\n\n{one}# Print\n\n{one}")
    [matrix] = reading.matrices
    assert matrix.layout is Layout.TABLE_PER_ACTIVITY
    assert cells(matrix) == [("Sell", [("Shop", "R"), ("Web", "A")]), ("Print", [("Shop", "R"), ("Web", "A")])]
    assert matrix.sections == ()


LONG = table(
    "| Phase | Task | Person | RACI |",
    "| One | Sell | Ann | R/A |",
    "| One | Sell | Bob | C |",
    "| Two | Sell | Bob | R |",
    "| Two | Print | Bob | **A** |",
    "| | | Ann | Informed |",
)


def test_one_assignment_a_row_gives_a_column_for_each_party():
    reading = read(LONG)
    [matrix] = reading.matrices
    assert matrix.layout is Layout.PARTIES_AS_COLUMNS
    assert [column.label for column in matrix.columns] == ["Ann", "Bob"]
    assert cells(matrix) == [
        ("Sell", [("Ann", "R"), ("Ann", "A"), ("Bob", "C")]),
        ("Sell", [("Bob", "R")]),
        ("Print", [("Ann", "I"), ("Bob", "A")]),
    ]
    assert [row.attributes for row in matrix.activities] == [{"Phase": "One"}, {"Phase": "Two"}, {"Phase": "Two"}]
    assert [str(cell.place) for cell in matrix.activities[2].cells] == ["a.md:7:13", "a.md:6:23"]


def test_two_rows_of_one_party_are_one_cell():
    reading = read(LONG.replace("| One | Sell | Bob | C |", "| One | Sell | Ann | C |"))
    cell = reading.matrices[0].activities[0].cells[0]
    assert (cell.printed, cell.roles) == ("R/A, C", ("Responsible", "Accountable", "Consulted"))


def test_the_same_letter_twice_for_a_party_is_a_doubt():
    reading = read(LONG.replace("| One | Sell | Bob | C |", "| One | Sell | Ann | R |"))
    cell = reading.matrices[0].activities[0].cells[0]
    assert (cell.printed, cell.basis) == ("R/A, R", Basis.UNSETTLED)
    assert ("P03", "violation", "a.md:3:22", "the cell is left unsettled") in told(reading)


def test_a_role_a_row_with_several_names_gives_a_column_for_each_role():
    text = table(
        "| Task | Role | Names |",
        "| Sell | Responsible | Ann, Bob |",
        "| Sell | Accountable | Bob |",
        "| Print | Responsible | Bob |",
        "| Print | Boss | Cy |",
    )
    reading = read(text)
    [matrix] = reading.matrices
    assert matrix.layout is Layout.ROLES_AS_COLUMNS
    assert cells(matrix) == [("Sell", [("Ann", "R"), ("Bob", "R"), ("Bob", "A")]), ("Print", [("Bob", "R")])]
    assert ("P03", "violation", "a.md:6:11", "it assigns nothing") in told(reading)


def test_a_row_that_names_no_party_is_told_and_so_is_one_without_an_activity_and_a_short_one():
    text = table("| Task | Person | RACI |", "| | Ann | R |", "| Sell | | A |", "| Sell | Bob | R |", "| Print | A |")
    reading = read(text)
    assert cells(reading.matrices[0]) == [("Sell", [("Bob", "R")])]
    assert [each for each in told(reading) if each[1] == "violation"] == [
        ("P03", "violation", "a.md:4", "its roles are left out"),
        ("P04", "violation", "a.md:6", "left out"),
        ("P09", "violation", "a.md:3", "left out"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        table("| Key area | Step | Role |", "| Plan | Scope | A/R |", "| | Cost | R/C |", "| | Risk | R |"),
        table("| Task | Department | Ann |", "| Sell | Shop | R |", "| Print | Shop | A |"),
        table("| Name | Role | RACI |", "| Ann | Chief | A |", "| Bob | Clerk | R |"),
    ],
    ids=["one party", "a department beside", "contacts"],
)
def test_other_tables_with_one_column_of_letters_are_not_put_together(text):
    assert all(finding.done != TOGETHER for finding in read(text).findings)


def test_a_remark_beside_a_check_mark_is_told():
    reading = read(CHECKED.replace("| ✓ |", "| ✓ (lead) |").replace("| R |\n", "| |\n"))
    assert cells(reading.matrices[0])[0] == ("Sell", [("Shop", "R"), ("Web", "A"), ("Web", "C")])
    assert ("P12", "info", "a.md:3:17", "the remark is left out") in told(reading)


def test_tables_of_parties_with_a_role_each_below_headings_are_about_those():
    one = table("| Team | RACI |", "| Shop | R |", "| Web | A |", "| Bank | C |", "| Ann | C |")
    reading = read(f"# RACI\n\n## Sell\n\n{one}## Print\n\n{one.replace('| Ann | C |', '| Ann | I |')}")
    [matrix] = reading.matrices
    assert matrix.layout is Layout.TABLE_PER_ACTIVITY
    assert cells(matrix) == [
        ("Sell", [("Shop", "R"), ("Web", "A"), ("Bank", "C"), ("Ann", "C")]),
        ("Print", [("Shop", "R"), ("Web", "A"), ("Bank", "C"), ("Ann", "I")]),
    ]


def test_one_such_table_alone_is_told_and_left_out():
    reading = read("# RACI\n\n" + table("| Team | RACI |", "| Shop | R |", "| Web | A |"))
    assert reading.matrices == ()
    assert ("P17", "warning", "a.md:3:10", "left out; --table 1 reads it") in told(reading)


def test_of_two_columns_of_parties_that_of_persons_is_read_and_the_doubt_told():
    rows = ("| Task | Team | Person | RACI |", "| Sell | Shop | Ann | R |", "| Sell | Shop | Bob | A |")
    reading = read(table(*rows))
    assert cells(reading.matrices[0]) == [("Sell", [("Ann", "R"), ("Bob", "A")])]
    assert ("P17", "warning", "a.md:1", "those under 'Person' are read") in told(reading)


def test_check_marks_beside_several_columns_of_parties_alone_are_left_out():
    rows = ("| Stakeholder | Role | Responsible | Accountable |", "| Ann | Baker | x | |", "| Bob | Clerk | | x |")
    reading = read("# RACI\n\n" + table(*rows))
    assert reading.matrices == ()
    [said] = [each for each in reading.findings if each.code == "P17"]
    assert said.message.endswith("its parties may stand under 'Stakeholder' or under 'Role'")


def test_words_for_roles_in_a_column_of_their_own_beside_those_to_whom_they_are_assigned():
    rows = ("| Activity | Role | Assigned to |", "| Hire | Responsible | Ann |", "| Hire | Accountable | Bob |")
    [matrix] = read("# RACI\n\n" + table(*rows)).matrices
    assert cells(matrix) == [("Hire", [("Ann", "R"), ("Bob", "A")])]


def test_a_log_with_a_type_of_one_letter_is_no_matrix():
    rows = (
        "| ID | Type | Description | Owner |",
        "| 1 | R | Storm | Ann |",
        "| 2 | A | No wind | Bob |",
        "| 3 | I | Hail | Cy |",
    )
    assert read(table(*rows)).matrices == ()


def test_letters_in_a_column_that_is_none_of_them_are_told():
    rows = (
        "| Role | Task | Accountability | Consulted | Informed |",
        "| Ann | Sell | A | C | I |",
        "| Bob | Print | R | C | I |",
    )
    reading = read("# RACI\n\n" + table(*rows))
    assert ("P12", "warning", "a.md:3:17", "kept in the parsed form") in told(reading)


def test_a_column_of_modules_or_components_holds_the_activities():
    rows = ("| Module / Component | Responsible | Role (RACI) |", "| Till | Ann | R, A |", "| Oven | Bob | R |")
    reading = read("# RACI\n\n" + table(*rows, "| Oven | Ann | C |"))
    [matrix] = reading.matrices
    assert cells(matrix) == [("Till", [("Ann", "R"), ("Ann", "A")]), ("Oven", [("Ann", "C"), ("Bob", "R")])]
    assert [(each.code, each.done) for each in reading.findings] == [
        ("P08", "read with the usual meaning"),
        ("P12", TOGETHER),
    ]


def test_letters_of_several_roles_as_headers_make_no_long_form():
    text = (
        "# RACI\n\n| Role | R | A | C | I | Phase |\n|---|---|---|---|---|---|\n"
        "| Baker | Bread, cakes | A | Clerk | Owner | 0, 4 |\n| Clerk | Till, books | R | Baker | Owner | 1, 2 |\n"
    )
    reading = parse(read_document(text.encode(), "a.md"))
    assert reading.matrices == ()
    assert [each.code for each in reading.findings] == ["P01", "P03", "P17"]
