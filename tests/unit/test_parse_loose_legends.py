"""Legends in the rows of sheets, and what else is no part of a table."""

from dataclasses import replace

import pytest

from raci_graph.blocks import RawCell, RawRow, RawTable
from raci_graph.model import Place
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.readers.base import Document, Page

TABLE = "Task,Ann,Bob\nSell,R,A\nPrint,A,R\n"


def read(text, name="a.csv"):
    return parse(read_document(text.encode(), name))


def roles(reading):
    [matrix] = reading.matrices
    return [(row.label, [cell.roles for cell in row.cells]) for row in matrix.activities]


A, R = ("Accountable",), ("Responsible",)
EXCHANGED = [("Sell", [A, R]), ("Print", [R, A])]


@pytest.mark.parametrize(
    "text",
    [
        f"R = Accountable\nA = Responsible\n{TABLE}",
        f"{TABLE}R = Accountable,,\nA = Responsible,,\n",
        f"{TABLE}\nR = Accountable\nA = Responsible\n",
        f'"R = Accountable, A = Responsible",,\n{TABLE}',
        f'{TABLE}Legend:,"R = Accountable, A = Responsible",\n',
        f"{TABLE}\nR,Accountable\nA,Responsible\n",
        f"{TABLE}\nLegend,\nCode,Meaning\nR,Accountable\nA,Responsible\n",
        f"R,Accountable,\nA,Responsible,\n,,\n{TABLE}",
        "RACI,,,,R Accountable\nTask,Ann,Bob,,A Responsible\nSell,R,A,,I Informed\nPrint,A,R,,C Consulted\n",
        f"{TABLE},,\nR = Accountable,A = Responsible,I = Informed\n",
    ],
    ids=[
        "above",
        "below",
        "apart",
        "one cell",
        "beside its name",
        "two cells",
        "with headers",
        "two cells above",
        "in a side column",
        "spread over a row",
    ],
)
def test_a_legend_in_the_cells_of_a_sheet_decides_what_the_letters_mean(text):
    reading = read(text)
    assert roles(reading) == EXCHANGED
    assert {finding.code for finding in reading.findings} == {"P10"}


def test_section_rows_with_a_letter_are_no_legend():
    text = "# RACI,,\nTask,Ann,Bob\nA - Before,,\nSell,R,A\nB - After,,\nPrint,A,R\n"
    [matrix] = read(text).matrices
    assert [row.label for row in matrix.activities if any(cell.roles for cell in row.cells)] == ["Sell", "Print"]
    assert {entry.letter: entry.role for entry in matrix.legend}["A"] == "Accountable"


def test_a_legend_whose_words_name_no_role_makes_no_matrix():
    reading = read(f'{TABLE}\n"A = agree, R = reject, I = indifferent"\n')
    assert reading.matrices == ()
    [finding] = [each for each in reading.findings if each.code == "P17"]
    assert "there is no legend of roles" in finding.message


def test_the_letters_and_numbers_around_a_sheet_are_no_part_of_its_table():
    rows = [
        ("", "A", "B", "C"),
        ("1", "Task", "Ann", "Bob"),
        ("", "", "", ""),
        ("2", "Sell", "R", "A"),
        ("3", "Print", "A", "R"),
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in rows)
    reading = read(f"<h1>RACI</h1><table>{cells}</table>", "a.html")
    assert roles(reading) == [("Sell", [R, A]), ("Print", [A, R])]
    assert [column.label for column in reading.matrices[0].columns] == ["Ann", "Bob"]


def test_a_column_of_activities_or_phases_that_names_roles_in_words_is_no_partys():
    head = "# RACI\n\n| No | Phase | Task | Ann | Bob |\n|---|---|---|---|---|\n"
    reading = read(f"{head}| 1 | Inform | Execute | R | A |\n| 2 | Close | Check | A | R |\n", "a.md")
    assert roles(reading) == [("Execute", [R, A]), ("Check", [A, R])]
    assert [row.attributes for row in reading.matrices[0].activities] == [
        {"No": "1", "Phase": "Inform"},
        {"No": "2", "Phase": "Close"},
    ]


def test_two_tables_side_by_side_are_told_and_left_out():
    reading = read("RACI,,,,\nTask,Ann,Bob,,Task,Ann,Bob\nSell,R,A,,Print,A,R\nBake,A,R,,Send,R,A\n")
    assert reading.matrices == ()
    [finding] = [each for each in reading.findings if each.code == "P17"]
    assert "'Task' heads several of its columns, so it may be two tables side by side" in finding.message


def test_surnames_before_first_names_are_a_doubt():
    head = "# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n"
    text = f"{head}| Sell | Bell, Ann | Roy, Bo |\n| Bake | Roy, Bo | Bell, Ann |\n"
    reading = read(text, "a.md")
    assert [cell.marks for cell in reading.matrices[0].cells] == [()] * 4
    assert [each.code for each in reading.findings] == ["P18"] * 4
    assert "'Bell, Ann' may be one name with its surname first" in reading.findings[0].message


def test_an_r_that_reviews_is_not_consulted():
    reading = read(f"{TABLE}\nR = Reviews\nA = Accountable\nE = Executes\nI = Informed\n")
    assert roles(reading) == [("Sell", [("R",), A]), ("Print", [A, ("R",)])]


def test_a_table_of_another_sheet_is_named_by_its_cell():
    cell = RawCell("", "", Place("b.xlsx", sheet="x", cell="A1"))
    tables = []
    for sheet, party in (("One", "Ann"), ("Two", "Cy")):
        rows = []
        for number, texts in enumerate([("Task", party, "Bob"), ("Sell", "R", "A"), ("Bake", "A", "R")], 1):
            places = [Place("b.xlsx", sheet=sheet, cell=f"{column}{number}") for column in "ABC"]
            cells = [replace(cell, text=text, plain=text, place=at) for text, at in zip(texts, places, strict=True)]
            rows.append(RawRow(tuple(cells), places[0]))
        tables.append(RawTable(rows[0], tuple(rows[1:]), headed=False, name=sheet))
    reading = parse(Document("b.xlsx", "0", Page(tuple(tables))))
    [finding] = [each for each in reading.findings if each.code == "P12"]
    assert finding.message == "the columns of this table are not those of the table at One!B1 (Ann, Bob)"


def test_letters_that_mean_something_else_keep_a_table_from_being_a_matrix():
    text = f'{TABLE},,\n"R = refresher due, A = advanced, I = in training, C = certified",,\n'
    assert read(text.replace("Task", "Skill")).matrices == ()


@pytest.mark.parametrize("word", ["—", "blank", "(empty)", "leer"])
def test_a_legend_may_explain_an_empty_cell_too(word):
    legend = f"| Sign | Role |\n|---|---|\n| R | Accountable |\n| A | Responsible |\n| {word} | takes no part |\n\n"
    table = "| Task | Ann | Bob |\n|---|---|---|\n| Sell | R | A |\n| Print | A | R |\n"
    assert roles(read(legend + table, "a.md")) == EXCHANGED


def test_a_heading_may_be_a_legend():
    table = "| Task | Ann | Bob |\n|---|---|---|\n| Sell | R | A |\n| Print | A | R |\n"
    assert roles(read(f"# RACI (R = Accountable, A = Responsible)\n\n{table}", "a.md")) == EXCHANGED


def test_letters_together_do_not_end_a_legend():
    lines = "<p>A</p><p>Responsible for it</p><p>A/R</p><p>both</p><p>R</p><p>Accountable for it</p>"
    rows = "<tr><td>Sell</td><td>R</td><td>A</td></tr><tr><td>Print</td><td>A</td><td>R</td></tr>"
    table = f"<table><tr><th>Task</th><th>Ann</th><th>Bob</th></tr>{rows}</table>"
    assert roles(read(lines + table, "a.html")) == EXCHANGED


def test_what_the_letters_of_another_column_mean_is_no_legend_of_roles():
    text = (
        '"Status: O = open, C = closed, I = in progress",,,\n'
        '"R responsible / A accountable / C consulted / I informed",,,\n'
        "Task,Ann,Bob,Status\nSell,R,A,O\nPrint,A,R,C\nPack,C,A/R,O\n"
    )
    reading = read(text)
    [matrix] = reading.matrices
    assert [(entry.letter, entry.role) for entry in matrix.legend] == [
        ("R", "Responsible"),
        ("A", "Accountable"),
        ("C", "Consulted"),
        ("I", "Informed"),
    ]
    assert [column.label for column in matrix.columns] == ["Ann", "Bob"]
