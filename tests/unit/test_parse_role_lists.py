"""Tables in which one cell names all roles of an activity."""

import pytest

from raci_graph.model import Basis, Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document

NO_MATRIX = "there is no responsibility matrix in this document"


def read(*cells, head="RACI", title="# Bread\n\n"):
    rows = "".join(f"| {task} | {cell} |\n" for task, cell in zip(("Bake", "Sell", "Wrap"), cells, strict=False))
    return parse(read_document(f"{title}| Task | {head} |\n|---|---|\n{rows}".encode(), "a.md"))


def assigned(reading):
    return [
        (row.label, mark.party, mark.role)
        for matrix in reading.matrices
        for row in matrix.activities
        for cell in row.cells
        for mark in cell.marks
    ]


def told(reading):
    return [(each.code, each.severity.value, str(each.place), each.message, each.done) for each in reading.findings]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("R: Ann; A: Bob; C: Cleo, Dora", "R: Bob; A: Ann"),
        ("R: Ann, A: Bob, C: Cleo, Dora", "R: Bob, A: Ann"),
        ("**R**: Ann<br>**A**: Bob<br/>**C**: Cleo, Dora", "**R:** Bob<br>**A:** Ann"),
        ("R=Ann; A = Bob; C=Cleo, Dora", "R=Bob; A=Ann"),
        ("R - Ann · A - Bob · C - Cleo, Dora", "R - Bob · A - Ann"),
        ("Responsible: Ann; Accountable: Bob; Consulted: Cleo, Dora", "Responsible: Bob; Accountable: Ann"),
        ("Ann (R), Bob (A), Cleo (C), Dora (C)", "Bob (R), Ann (A)"),
        ("Ann (R); **Bob** (A); Cleo [C]; Dora (consulted)", "Bob (R)<br>Ann (A)"),
        ("Ann: R, Bob: A, Cleo: C, Dora: C", "Bob: R, Ann: A"),
        ("Ann - R; Bob - A; Cleo - C; Dora - C", "Bob - R; Ann - A"),
    ],
)
def test_the_roles_of_a_row_stand_in_one_cell(first, second):
    reading = read(first, second)
    [matrix] = reading.matrices
    assert matrix.layout is Layout.ROLES_AS_COLUMNS
    assert [column.role for column in matrix.columns] == ["Responsible", "Accountable", "Consulted"]
    assert assigned(reading) == [
        ("Bake", "Ann", "Responsible"),
        ("Bake", "Bob", "Accountable"),
        ("Bake", "Cleo", "Consulted"),
        ("Bake", "Dora", "Consulted"),
        ("Sell", "Bob", "Responsible"),
        ("Sell", "Ann", "Accountable"),
    ]
    done = "read as a column for each: Responsible, Accountable, Consulted"
    assert told(reading) == [("P12", "info", "a.md:3:10", "the cells under 'RACI' name all roles of their row", done)]


def test_letters_together_give_their_names_each_role_and_a_blank_cell_none():
    reading = read("R/A: Ann; I: Bob", "", "R: Bob; A: Ann")
    assert assigned(reading) == [
        ("Bake", "Ann", "Responsible"),
        ("Bake", "Ann", "Accountable"),
        ("Bake", "Bob", "Informed"),
        ("Wrap", "Bob", "Responsible"),
        ("Wrap", "Ann", "Accountable"),
    ]
    assert [cell.printed for cell in reading.matrices[0].activities[1].cells] == ["", "", ""]


def test_each_name_has_its_place_and_the_text_that_was_printed():
    [matrix] = read("R: Ann; A: **Bob**", "R: Bob; A: Ann").matrices
    assert [(cell.printed, str(cell.place)) for cell in matrix.activities[0].cells] == [
        ("Ann", "a.md:5:13"),
        ("**Bob**", "a.md:5:21"),
    ]


def test_a_name_that_may_be_several_is_left_open():
    reading = read("R: Ann/Bob; A: Cleo", "R: Cleo; A: Ann")
    cell = reading.matrices[0].activities[0].cells[0]
    assert (cell.printed, cell.basis, cell.marks) == ("Ann/Bob", Basis.UNSETTLED, ())
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P18", "a.md:5:13"), ("P12", "a.md:3:10")]


def test_a_single_row_counts_under_a_header_that_says_so():
    assert assigned(read("R: Ann; A: Bob")) == [("Bake", "Ann", "Responsible"), ("Bake", "Bob", "Accountable")]
    assert assigned(read("R: Ann; A: Bob", head="Who")) == []


def test_a_cell_of_another_form_among_them_refuses_the_table():
    reading = read("R: Ann; A: Bob", "R: Bob; A: Ann", "Ann, see the note: later")
    problem = "a cell names several roles, and 'Ann, see the note: later' cannot be taken apart so"
    assert told(reading) == [
        ("P01", "violation", "a.md", NO_MATRIX, "nothing was read"),
        ("P17", "warning", "a.md:3", f"the table looks like a matrix, but {problem}", "left out"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("R: does the work; A: answers for it", "R: does all the work of a day; A: answers for all of it later on"),
        ("C: Ann; I: Bob", "C: Bob; I: Ann"),
        ("R: 5; A: 3", "R: 2; A: 1"),
        ("R: Ann; R: Bob", "R: Bob; R: Ann"),
        ("A: R; R: A", "R: A; A: R"),
        ("Start: May; End: June", "Start: June; End: July"),
        ("Who: Ann (R), Bob (A)", "Who: Bob (R), Ann (A)"),
        ("R/A - from May", "I/R: on Mondays"),
        ("Responsible: drafts it; Informed: of all", "Informed: by mail; Responsible: sends it"),
    ],
    ids=[
        *("meanings", "nobody does the work", "counts", "a role twice", "letters for names", "other labels"),
        *("a label before the first name", "letters with a remark", "words with remarks"),
    ],
)
def test_what_names_no_roles_stays_as_it_is(first, second):
    assert assigned(read(first, second)) == []


def test_letters_with_remarks_under_a_party_stay_its_own():
    rows = "| Bake | R/A - from May | I |\n| Sell | I/R: on Mondays | A |\n"
    [matrix] = parse(read_document(f"# RACI\n\n| Task | Ann | Bob |\n|---|---|---|\n{rows}".encode(), "a.md")).matrices
    assert [
        [(cell.party, "".join(mark.text for mark in cell.marks)) for cell in row.cells] for row in matrix.activities
    ] == [
        [("Ann", "RA"), ("Bob", "I")],
        [("Ann", "IR"), ("Bob", "A")],
    ]


def test_a_merged_cell_names_the_roles_of_all_its_rows_and_a_merged_row_stays_a_heading():
    rows = (
        '<tr><td>Bake</td><td rowspan="2">R: Ann; A: Bob</td></tr><tr><td>Sell</td></tr>'
        '<tr><td colspan="2">Evening</td></tr><tr><td>Wash</td><td>R: Bob; A: Ann</td></tr>'
    )
    page = f"<h1>RACI</h1><table><tr><th>Task</th><th>RACI</th></tr>{rows}</table>"
    [matrix] = parse(read_document(page.encode(), "a.html")).matrices
    assert [(row.label, [cell.printed for cell in row.cells]) for row in matrix.activities] == [
        ("Bake", ["Ann", "Bob"]),
        ("Sell", ["Ann", "Bob"]),
        ("Wash", ["Bob", "Ann"]),
    ]
    assert [section.label for section in matrix.sections] == ["Evening"]


@pytest.mark.parametrize(
    "rows",
    [
        "| Bake bread (R/A) | Bake bread (C) | Sell (A) |\n| Sell (C) | Sell (R) | |\n",
        "| Bake (R/A); Sell (C) | Bake (C); Sell (R) | Sell (A) |\n",
    ],
    ids=["a row for each", "one row"],
)
def test_columns_of_work_with_letters_behind_it_are_told(rows):
    reading = parse(read_document(f"# RACI\n\n| Ann | Bob | Cy |\n|---|---|---|\n{rows}".encode(), "a.md"))
    problem = "the cells under 'Ann' and 'Bob' hold texts with letters of roles behind them"
    assert told(reading) == [
        ("P01", "violation", "a.md", NO_MATRIX, "nothing was read"),
        ("P17", "warning", "a.md:3", f"the table looks like a matrix, but {problem}", "left out"),
    ]
