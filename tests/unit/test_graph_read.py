"""The way round: a matrix into a graph and back is the same matrix, and the graph of that the same graph."""

import datetime
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.decisions import apply_decisions, load_decisions
from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.model import About, Activity, Basis, Cell, Column, Layout, LegendEntry, Matrix, Place
from raci_graph.parse import parse
from raci_graph.parse.marks import read_cell
from raci_graph.readers import read_document

RACI = "https://w3id.org/raci-graph/ns#"
NAMED = About(base="https://example.org/id/", publisher="Example Ltd", id="mail", version="2026 a/ü", language="en-gb")
HEAD = "| Activity | Customer | Ops team |\n|---|---|---|\n"
LEGEND = "| Letter | Meaning |\n|---|---|\n| R | Responsible |\n| A | Accountable |\n| I | Informed |\n\n"
PAGES = {
    "blank cells": f"{HEAD}| Keep it | RA | |\n| Read it | | - |\n",
    "letters in places": f"{LEGEND}{HEAD}| Keep it | **A** | R/A |\n| Read it | IR | `I` , R |\n",
    "sections": f"# 1. Run\n## 1.1. Daily\n{HEAD}| Keep it | A | R |\n# 2 End\n{HEAD}| Stop it | A | R |\n",
    "sections without number": f"# Run\n## Daily\n{HEAD}| a | A | R |\n# Stop\n## Daily\n{HEAD}| b | A | R |\n",
    "a section called section": f"# Run\n## Section\n### A\n{HEAD}| a | A | R |\n# A\n{HEAD}| b | A | R |\n",
    "no section": f"{HEAD}| Keep it | A | R |\n",
    "markup in a row": f"{HEAD}| **Keep** [it](https://example.org/) | A | R |\n",
    "one party in two columns": "| Activity | Ops | Ops |\n|---|---|---|\n| Keep it | A | R |\n",
    "names of one slug": "| Activity | C++ | C# |\n|---|---|---|\n| Keep it | A | R |\n",
    "own roles": f"{LEGEND.replace('| A | Accountable', '| Ü | Übt das Amt aus')}{HEAD}| Keep it | Ü | R |\n",
    "no language": f"# RACI\n\n{HEAD.replace('Activity', 'Zzz')}| Keep it | A | R |\n",
}
UNSETTLED = "Activity Customer Ops\nKeep it RA\nRead it A R\nMove it I\n"
DECISIONS = """\
[[decision]]
row = 1
column = "Ops"
letters = "RA"
basis = "SecondSource"
source = "page.md"
who = "Jo Doe"
date = 2026-11-25

[[decision]]
row = 3
column = "Customer"
letters = "I"
basis = "Judgement"
who = "Jo Doe"
reason = "They only read about it."

[[remark]]
name = "Order of letters / 1"
rows = [2]
column = "Ops"
who = "Jo Doe"
reason = "It means nothing."
"""


TEXTS = st.text(min_size=1, max_size=12)
CELLS = st.sampled_from(["", "R", "RA", "IR", "R/A", "**A** (since May)", "(R)", "`I` , R", "–", "R & A", "A\u2028"])
LETTERS = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}


@st.composite
def printed_tables(draw):
    """Names of columns, and rows of a text and a cell a column."""
    columns = draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
    row = st.tuples(TEXTS, st.lists(CELLS, min_size=len(columns), max_size=len(columns)))
    return columns, draw(st.lists(row, max_size=4))


def built(columns, rows):
    def cells(number, texts):
        for at, (party, text) in enumerate(zip(columns, texts, strict=True), 1):
            yield Cell(
                at, at + 1, party, text, read_cell(text, LETTERS).marks, Basis.EXPLICIT, Place("a b.md", number, at)
            )

    return Matrix(
        source="a b.md",
        sha256="0" * 64,
        table=1,
        place=None,
        title="T",
        language="en",
        layout=Layout.PARTIES_AS_COLUMNS,
        scheme="RACI",
        legend=tuple(LegendEntry(letter, role) for letter, role in LETTERS.items()),
        columns=tuple(Column(at, at + 1, name, name) for at, name in enumerate(columns, 1)),
        sections=(),
        activities=tuple(
            Activity(number, None, text, text, text, tuple(cells(number, texts)), None)
            for number, (text, texts) in enumerate(rows, 1)
        ),
    )


def read(text, about=NAMED, file="page.md"):
    return parse(read_document(text.encode(), file), about)


def there_and_back(matrix):
    graph = to_graph(matrix)
    (again,) = from_graph(graph.triples, "graph.ttl")
    return replace(matrix, iri=graph.iri), again


def as_graphs_know_it(matrix):
    """A matrix without what graphs do not hold: where in a decisions file a decision stands, and its row's words."""
    decisions = (replace(each, place=None, activity=None) for each in matrix.decisions)
    title = replace(matrix.about, title=matrix.title, language=matrix.language)
    ordered = tuple(sorted(decisions, key=lambda each: each.name))
    return replace(matrix, decisions=ordered, about=title)


@pytest.fixture
def settled():
    reading = read(UNSETTLED, file="page.txt")
    decisions = load_decisions(DECISIONS, "decisions.toml", ["Customer", "Ops"])
    matrix, findings = apply_decisions(reading.matrices[0], reading.findings, decisions)
    assert [finding.code for finding in findings] == ["P08"]
    return matrix


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("about", [NAMED, About()], ids=["named", "unnamed"])
def test_a_page_into_a_graph_and_back_is_the_same_matrix(name, about):
    (matrix,) = read(PAGES[name], about).matrices
    before, after = there_and_back(matrix)
    assert as_graphs_know_it(after) == as_graphs_know_it(before)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "about",
    [
        NAMED,
        About(),
        About(base="https://example.org/x#", id="mail", version="1"),
        About(base="https://example.org/", id="deep/er/mail", version="1"),
        About(base="https://example.org/"),
    ],
    ids=["named", "unnamed", "hash", "no publisher", "only a base"],
)
def test_the_graph_of_what_was_read_from_a_graph_is_the_same_graph(name, about):
    (matrix,) = read(PAGES[name], about).matrices
    _, after = there_and_back(matrix)
    assert to_graph(after).turtle() == to_graph(matrix).turtle()


@given(printed_tables())
@settings(max_examples=120, deadline=None, derandomize=True, database=None)
def test_any_table_comes_back_from_its_turtle_character_for_character(table):
    matrix = built(*table)
    graph = to_graph(matrix)
    triples = [each for text in graph.turtle().values() for each in ox.parse(text, ox.RdfFormat.TURTLE)]
    (after,) = from_graph(triples, "graph.ttl")
    assert as_graphs_know_it(after) == replace(as_graphs_know_it(matrix), iri=graph.iri)


def test_decisions_and_the_cells_that_rest_on_them_come_back(settled):
    before, after = there_and_back(settled)
    assert as_graphs_know_it(after) == as_graphs_know_it(before)
    assert [cell.basis for cell in after.cells] == [
        *[Basis.SECOND_SOURCE] * 2,
        *[Basis.EXPLICIT] * 2,
        *[Basis.JUDGEMENT] * 2,
    ]
    assert [cell.decision for cell in after.cells] == ["1-2", "1-2", None, "Order of letters / 1", "3-1", "3-1"]
    assert to_graph(after).turtle() == to_graph(settled).turtle()


def test_unplaced_marks_and_unsettled_cells_come_back():
    (matrix,) = read(UNSETTLED, file="page.txt").matrices
    _, after = there_and_back(matrix)
    assert [[mark.text for mark in row.unplaced] for row in after.activities] == [["RA"], [], ["I"]]
    assert [(cell.printed, cell.marks) for cell in after.cells if cell.basis is Basis.UNSETTLED] == [(None, ())] * 4
    assert to_graph(after).turtle() == to_graph(matrix).turtle()


def test_equal_unplaced_marks_of_a_row_come_back_each_and_in_printed_order():
    page = "Activity Ops Customer Auditor\nPlan RA I\nBuild I I\nRun RA I I\n"
    (matrix,) = read(page, file="page.txt").matrices
    _, after = there_and_back(matrix)
    assert [[mark.text for mark in row.unplaced] for row in after.activities] == [["RA", "I"], ["I", "I"], []]


def test_a_matrix_whose_columns_are_roles_comes_back():
    page = "| Task | Responsible | Accountable |\n|---|---|---|\n| Sell | Ann, **Bob** | Ann |\n| Print | Bob | - |\n"
    (matrix,) = read(page).matrices
    _, after = there_and_back(matrix)
    assert after.layout is Layout.ROLES_AS_COLUMNS
    assert [column.role for column in after.columns] == ["Responsible", "Accountable"]
    assert [[(mark.text, mark.party, mark.role, mark.position) for mark in cell.marks] for cell in after.cells] == [
        [("Ann", "Ann", "Responsible", 1), ("Bob", "Bob", "Responsible", 8)],
        [("Ann", "Ann", "Accountable", 1)],
        [("Bob", "Bob", "Responsible", 1)],
        [],
    ]
    assert [cell.printed for cell in after.cells] == [cell.printed for cell in matrix.cells]
    assert to_graph(after).turtle() == to_graph(matrix).turtle()


def test_what_is_said_beside_the_table_comes_back():
    about = replace(
        NAMED,
        title="Mail",
        service="The mail",
        provider="Ops team",
        consumer="Customer",
        license="https://creativecommons.org/licenses/by/4.0/",
        published_at="https://example.org/page",
        issued=datetime.date(2026, 1, 31),
        previous_version="2025/06",
        transcription_version="1.0.0",
    )
    (matrix,) = read(PAGES["blank cells"], about).matrices
    assert there_and_back(matrix)[1].about == about


def test_several_matrices_of_a_document_stay_apart():
    other = LEGEND.replace("Responsible", "Reviews the result").replace("Accountable", "Approves it")
    page = f"{LEGEND}{HEAD}| Keep it | A | R |\n\n{other}{HEAD}| Read it | A | R |\n"
    for about in (NAMED, About()):
        graphs = [to_graph(matrix) for matrix in read(page, about).matrices]
        after = from_graph([triple for graph in graphs for triple in graph.triples], "graph.ttl")
        roles = {matrix.iri: [cell.roles for cell in matrix.cells] for matrix in after}
        assert roles == {
            graphs[0].iri: [("Accountable",), ("Responsible",)],
            graphs[1].iri: [("A",), ("R",)],
        }
        assert {to_graph(matrix).iri for matrix in after} == {graph.iri for graph in graphs}


def test_matrices_come_in_order_of_their_iris_with_numbers_as_numbers():
    text = "".join(f"<http://e.org/m/{number}> a <{RACI}ResponsibilityMatrix> . " for number in (10, 9, 2))
    found = from_graph(ox.parse(text, ox.RdfFormat.TURTLE), "x")
    assert [matrix.iri for matrix in found] == ["http://e.org/m/2", "http://e.org/m/9", "http://e.org/m/10"]


def test_of_a_graph_that_breaks_the_rules_what_can_be_read_is_read():
    text = f"""
        @prefix r: <{RACI}> . @prefix : <http://e.org/> .
        :m a r:ResponsibilityMatrix . :a a r:Activity ; r:inMatrix :m ; r:rowNumber "many" .
        :c a r:Cell ; r:inRow :a ; r:readingBasis :Guess . _:x r:inMatrix :m .
    """
    (matrix,) = from_graph(ox.parse(text, ox.RdfFormat.TURTLE), "x.ttl")
    (row,) = matrix.activities
    assert (matrix.source, matrix.title, matrix.language, matrix.sha256) == ("x.ttl", "m", "und", None)
    assert (row.row, row.label, row.cells[0].basis, row.cells[0].column) == (0, "a", Basis.UNSETTLED, 0)


def test_a_graph_without_places_gives_a_matrix_without_them():
    (matrix,) = read(PAGES["sections"]).matrices
    (after,) = from_graph(to_graph(matrix).matrix, "graph.ttl")
    assert {cell.place for cell in after.cells} == {None}
    assert matrix.cells[0].place == Place("page.md", 5, 13)


def test_letters_of_an_unplaced_legend_stand_as_raci_and_then_by_letter():
    (matrix,) = read(
        LEGEND.replace("| I | Informed |", "| B | Bakes |\n| I | Informed |") + PAGES["no section"]
    ).matrices
    (after,) = from_graph(to_graph(matrix).matrix, "graph.ttl")
    assert [entry.letter for entry in after.legend] == ["R", "A", "I", "B"]
