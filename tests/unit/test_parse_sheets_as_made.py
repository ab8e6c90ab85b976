"""What people write around a matrix in a table without a marked header: notes, legends, groups, names of columns."""

import io

import pytest
import xlsxwriter

from raci_graph.parse import parse
from raci_graph.readers import read_document


def read(*rows):
    return parse(read_document("\n".join(rows).encode(), "raci.csv"))


def roles(reading):
    return {
        (row.label, mark.party or cell.party): mark.role[0]
        for matrix in reading.matrices
        for row in matrix.activities
        for cell in row.cells
        for mark in cell.marks
    }


BODY = ("Bake,R,A,C", "Sell,A,R,C", "Mop,R,A,")
USUAL = {
    ("Bake", "Ann"): "R",
    ("Bake", "Bob"): "A",
    ("Bake", "Cy"): "C",
    ("Sell", "Ann"): "A",
    ("Sell", "Bob"): "R",
    ("Sell", "Cy"): "C",
    ("Mop", "Ann"): "R",
    ("Mop", "Bob"): "A",
}
TURNED = {key: {"R": "A", "A": "R"}.get(letter, letter) for key, letter in USUAL.items()}
HEAD = "Chore,Ann,Bob,Cy"


@pytest.mark.parametrize(
    "rows",
    [
        ("R,Accountable,,", "A,Responsible,,", "C,Consulted,,", HEAD, *BODY),
        ("R,Accountable,A,Responsible,C,Consulted", f"{HEAD},,", *(f"{row},," for row in BODY)),
        ("Key,R,Accountable,A,Responsible,C,Consulted", f"{HEAD},,,", *(f"{row},,," for row in BODY)),
        (f"{HEAD},,R,Accountable", f"{BODY[0]},,A,Responsible", f"{BODY[1]},,C,Consulted", f"{BODY[2]},,,"),
        (f"{HEAD},,Key,", f"{BODY[0]},,R,Accountable", f"{BODY[1]},,A,Responsible", f"{BODY[2]},,C,Consulted"),
        ("R,Accountable,Signs it,", "A,Responsible,Does it,", "C,Consulted,Is asked,", HEAD, *BODY),
        ("Project,Till,,", "R,Accountable,,", "A,Responsible,,", "C,Consulted,,", "", HEAD, *BODY),
    ],
    ids=[
        "rows of pairs",
        "pairs in a row",
        "behind a word",
        "two columns",
        "below a word",
        "more words",
        "above a gap",
    ],
)
def test_letters_with_wordings_in_cells_of_their_own_are_a_legend(rows):
    reading = read(*rows)
    assert roles(reading) == TURNED
    assert {each.code for each in reading.findings} == {"P10"}


def pipes(*rows):
    head, *body = ("| " + row.replace(",", " | ") + " |" for row in rows)
    text = "\n".join([head, "|---" * (head.count("|") - 1) + "|", *body])
    return parse(read_document(text.encode(), "a.md"))


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, *BODY, "Legend,,,", "R,Accountable,,", "A,Responsible,,", "C,Consulted,,"),
        (HEAD, *BODY, "R = Accountable,,,", "A = Responsible,,,", "C = Consulted,,,"),
        (f"{HEAD},,R,Accountable", f"{BODY[0]},,A,Responsible", f"{BODY[1]},,C,Consulted", f"{BODY[2]},,,"),
    ],
    ids=["rows of pairs", "rows of texts", "two columns"],
)
def test_so_it_is_in_a_table_that_marks_its_header(rows):
    reading = pipes(*rows)
    assert roles(reading) == TURNED
    assert {each.code for each in reading.findings} == {"P10"}


@pytest.mark.parametrize(
    "rows",
    [
        ("Project,Till,,", "Owner,Ann,,", HEAD, *BODY),
        ("Project,Till,,", "", HEAD, *BODY),
        (",Shop,,Office", HEAD, *BODY),
        ("Project,Till,,", HEAD, "", *BODY),
        (",Shop,Office,", HEAD, "", *BODY),
        (HEAD.replace("Chore", ""), *BODY),
        ("Date,May,,", HEAD.replace("Chore", ""), *BODY),
        (f"{HEAD.replace('Chore', '')},Deliverable", f"{BODY[0]},Loaf of rye", f"{BODY[1]},", f"{BODY[2]},"),
        (f"Phase,{HEAD.replace('Chore', '')}", f"Open,{BODY[0]}", f",{BODY[1]}", f"Close,{BODY[2]}"),
    ],
)
def test_notes_groups_and_blank_rows_leave_the_header_what_it_is(rows):
    reading = read(*rows)
    assert roles(reading) == USUAL
    assert {each.severity.value for each in reading.findings} == {"info"}


def test_two_rows_of_names_are_told():
    reading = read(",Baker,Clerk,Owner", ",Ann,Bob,Cy", *BODY)
    [finding] = [each for each in reading.findings if each.severity.value == "warning"]
    assert finding.message == "its parties may be called 'Baker, Clerk, Owner' or 'Ann, Bob, Cy'"


def test_a_short_row_below_the_header_names_nobody():
    [matrix] = read("Ann,Bob,Task", "Dee,Cy", "R,A,Bake", "A,R,Sell").matrices
    assert [row.label for row in matrix.activities] == ["Bake", "Sell"]


def test_a_legend_that_explains_a_check_mark_alone_is_none():
    rows = (
        "-,Responsible,Deliverable,N/A,R = Responsible,✓,R",
        "C,Build it,,,Sell,Role,Activity",
        "C,,,,AI,ID,Support",
    )
    assert [each.code for each in read(*rows).findings if each.code == "P01"] == ["P01"]


def test_names_under_roles_beside_notes_alone_have_no_activity():
    reading = read("Responsible,Accountable,Note", "Ann,Bob,at night", "Cy,Ann,")
    assert (roles(reading), [each.code for each in reading.findings]) == ({}, ["P01", "P17"])
    assert reading.findings[1].message.endswith("beside its roles it has only 'Note', and no column of activities")


def test_activities_without_a_header_stand_before_deliverables():
    reading = read(",Responsible,Accountable,Deliverable", "Bake,Ann,Bob,Loaf", "Sell,Bob,Ann,")
    assert roles(reading) == {
        ("Bake", "Ann"): "R",
        ("Bake", "Bob"): "A",
        ("Sell", "Bob"): "R",
        ("Sell", "Ann"): "A",
    }


def test_letters_with_names_that_sound_like_roles_are_no_legend_without_letters_elsewhere():
    reading = read("Role,Name", "R,Product Owner", "A,Sponsor", "C,Consultant", "I,Support team")
    assert [each.code for each in reading.findings] == ["P01", "P03", "P17"]
    card = "# RACI\n\n## Bake\n\n| Role | Who | Note |\n|---|---|---|\n| R | Product Owner | daily |\n"
    card += "| A | Accountable manager | |\n| C | Consultant | |\n| I | Informed people | |\n"
    reading = parse(read_document(card.encode(), "a.md"))
    assert [each.code for each in reading.findings] == ["P01", "P17"]


def test_headers_over_a_row_of_other_things_assign_nothing():
    reading = read("Informed,Phase,Who,A: signs,Ann", "Total,2,r", "", "R = Responsible,Support", "Task,Task,2,Loaf,AI")
    assert roles(reading) == {}
    assert {each.code for each in reading.findings} == {"P04", "P08", "P12", "P17"}


def test_a_row_below_a_title_heads_columns_of_names_and_no_row_with_words_for_phases():
    rows = (
        ("Phase", "#", "Deliverable or Task", "R", "A"),
        ("Start", 1, "Sell", "Crew", "Boss"),
        ("Planning", 2, "Build", "Shop team", "Team"),
        ("Ex\u00e9cution", 3, "Bake", "Team", "Crew"),
    )
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("RACI")
        sheet.merge_range("A1:D1", "Our shop")
        for at, row in enumerate(rows, 1):
            sheet.write_row(at, 0, row)
    assert roles(parse(read_document(file.getvalue(), "a.xlsx"))) == {
        ("Sell", "Crew"): "R",
        ("Sell", "Boss"): "A",
        ("Build", "Shop team"): "R",
        ("Build", "Team"): "A",
        ("Bake", "Team"): "R",
        ("Bake", "Crew"): "A",
    }


def workbook(*rows, title=None):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("RACI")
        if title:
            sheet.merge_range("A1:D1", title)
        for at, row in enumerate(rows, 2 if title else 0):
            sheet.write_row(at, 0, row)
    return parse(read_document(file.getvalue(), "a.xlsx"))


def test_a_corner_with_arrows_heads_a_table_and_a_row_that_repeats_a_word_for_parties_does_not():
    reading = workbook(
        ("Role \u2192\nTask \u2193", "Durchf\u00fchrung", "Verantwortlich", "Mitwirkung", "Information", "Due date"),
        ("Morning", None, None, None, None),
        ("Mop", "Directeur", "Directeur", "Chef de projet", "Chef de projet", "May"),
        ("Noon", None, None, None, None),
        ("Sweep", "Chef de projet", "\u00c9quipe", None, "\u00c9quipe", "May"),
        ("Execution", None, None, None, None),
        ("Build", "Directeur", "Directeur", None, None),
        ("Closing", None, None, None, None),
        ("Train", "Chef de projet", "\u00c9quipe", "Chef de projet", "Chef de projet"),
        ("Test", "\u00c9quipe", "Chef de projet", None, "Chef de projet"),
        title="Roles and responsibilities",
    )
    assert (reading.matrices, "P17" in {each.code for each in reading.findings}) == ((), True)


def test_columns_of_names_behind_a_blank_one_belong_to_the_activities_with_their_headings():
    reading = workbook(
        ("No.", "Task", None, "R", "A", "Deliverable"),
        (None, "Morning", None, None, None, None),
        (1, "Bake", None, "Bakers", "Owners", "Loaf"),
        (None, "Noon", None, None, None, None),
        (2, "Sell", None, "Owners", "Bakers", None),
    )
    assert roles(reading) == {
        ("Bake", "Bakers"): "R",
        ("Bake", "Owners"): "A",
        ("Sell", "Owners"): "R",
        ("Sell", "Bakers"): "A",
    }
