"""CSV on the Web: the tables are valid, readable, and give the triples of the graph again."""

import csv
import io

import pyoxigraph as ox
import pytest
from csv_to_rdf import assignments_of, csv2rdf
from csvw import CSVW

from raci_graph.dist.collect import ReleaseGraph
from raci_graph.dist.counting import table_problems
from raci_graph.dist.tables import csvw_files
from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.importing import import_document

FILES = ("table.csv", "assignments.csv", "csv-metadata.json")
ROLES = """
| Activity | Responsible | Accountable |
|---|---|---|
| Run the mail | Ann, Bob | Ann |
"""


@pytest.fixture
def valid(tmp_path):
    """``valid(files)``: what the package csvw says of tables."""

    def check(files):
        for name in FILES:
            (tmp_path / name).write_bytes(files[name])
        tables = CSVW(str(tmp_path / "csv-metadata.json"), validate=True)
        return tables.is_valid, [str(each.message) for each in tables.warnings]

    return check


@pytest.fixture
def files(inside, folder):
    return {name: inside[f"{folder}/{name}"] for name in FILES}


def release_graph(matrix):
    graph = to_graph(matrix)
    (again,) = from_graph(graph.matrix, "matrix.ttl")
    return again, ReleaseGraph("data/x/matrix", graph.iri, graph.matrix, {})


def test_the_tables_are_valid(files, valid):
    assert valid(files) == (True, [])


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("assignments.csv", b"\r\n1,Customer", b"\r\none,Customer", "assignments.csv:2:1 row: Invalid value for decimal"),
        ("assignments.csv", b"\r\n49,", b"\r\n50,", "assignments.csv:121 Key `50` not found in table table.csv"),
        ("table.csv", b"\r\n2,", b"\r\n1,", "table.csv:3 duplicate primary key: 1"),
    ],
    ids=["a row that is no number", "a row that is not in the table", "a row twice"],
)
def test_a_wrong_table_is_told(name, old, new, said, files):
    assert old in files[name]
    wrong = {f"x/{file}": data.replace(old, new, 1) if file == name else data for file, data in files.items()}
    assert table_problems(wrong, {"matrices": [{"folder": "x"}]}) == [f"x/csv-metadata.json: {said}"]


def test_the_table_is_that_of_the_publisher(files, truth):
    header, *rows = csv.reader(io.StringIO(files["table.csv"].decode(), newline=""))
    assert header == ["row", "section", "section title", "activity", "Customer", "OVHcloud"]
    assert [(section, activity, *marks) for _, section, _, activity, *marks in rows] == truth
    assert [row[0] for row in rows] == [str(number) for number in range(1, 50)]


def test_an_assignment_has_row_party_role_and_mark(files):
    header, *rows = csv.reader(io.StringIO(files["assignments.csv"].decode(), newline=""))
    assert header == ["row", "party", "role", "mark", "column", "position", "party IRI", "role IRI"]
    assert len(rows) == 122
    assert [row[:6] for row in rows if row[0] == "22"] == [
        ["22", "Customer", "Accountable", "A", "1", "1"],
        ["22", "OVHcloud", "Responsible", "R", "2", "1"],
        ["22", "OVHcloud", "Informed", "I", "2", "2"],
    ]


def test_the_triples_of_the_tables_are_those_of_the_graph(files, inside, folder, triples_of):
    graph = triples_of(inside[f"{folder}/matrix.ttl"], ox.RdfFormat.TURTLE)
    made = csv2rdf(files)
    assert assignments_of(made) == assignments_of(graph)
    assert len(assignments_of(graph)) == 122 * 7
    assert made - graph == set()


def test_a_cell_in_doubt_says_so_and_gives_no_triple(repository, valid, triples_of):
    text = (repository / "tests/queries/data/lending-2026.ttl").read_bytes()
    triples = triples_of(text, ox.RdfFormat.TURTLE)
    (matrix,) = from_graph(triples, "lending-2026.ttl")
    files = csvw_files(matrix, ReleaseGraph("data/x/matrix", matrix.iri, tuple(triples), {}))
    doubtful = sum(cell.printed is None for cell in matrix.cells)
    assert doubtful > 0
    assert files["table.csv"].decode().count("(unsettled)") == doubtful
    assert valid(files) == (True, [])
    assert csv2rdf(files) - triples == set()
    assert assignments_of(csv2rdf(files)) == assignments_of(triples)


def test_a_matrix_with_roles_as_columns_and_no_base_has_tables_too(valid, tmp_path):
    (tmp_path / "mail.md").write_text(ROLES)
    (found,) = import_document(tmp_path / "mail.md").matrices
    matrix, graph = release_graph(found)
    files = csvw_files(matrix, graph)
    assert files["table.csv"].decode().splitlines() == [
        "row,section,section title,activity,Responsible,Accountable",
        '1,,,Run the mail,"Ann, Bob",Ann',
    ]
    assert [line.split(",")[:6] for line in files["assignments.csv"].decode().splitlines()[1:]] == [
        ["1", "Ann", "Responsible", "Ann", "1", "1"],
        ["1", "Bob", "Responsible", "Bob", "1", "6"],
        ["1", "Ann", "Accountable", "Ann", "2", "1"],
    ]
    assert valid(files) == (True, [])
    assert assignments_of(csv2rdf(files)) == assignments_of(set(graph.triples))
    assert csv2rdf(files) - set(graph.triples) == set()
