"""The types of rows in a decisions file: read, applied, refused where they do not fit, written, and in the graph."""

import datetime
import re

import pytest

from raci_graph.as_data import matrix_form
from raci_graph.cli import run
from raci_graph.decisions import apply_types, dump_decisions, load_decisions, load_types
from raci_graph.errors import InputError
from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.importing import import_document
from raci_graph.model import Place, TypeDecision
from raci_graph.vocab import DATA

TOP = f"{DATA}activity-type/"
TABLE = """
| Activity | Us | Them |
|---|---|---|
| Copy the data | RA | I |
| Open a ticket | I | RA |
"""
ONE = """# Types.
[[type]]
row = 1
activity = "Copy the data"
type = "make-backups"
who = "Jo Doe"
date = 2026-11-25
reason = "It says so"
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def matrix(page):
    return import_document(page).matrices[0]


def typed(page, text):
    path = page.with_name("decisions.toml")
    path.write_text(text, "utf-8")
    return import_document(page, decisions=path)


def test_a_table_is_read_with_its_place():
    assert load_types(ONE, "d.toml") == [
        TypeDecision(
            1,
            "make-backups",
            "Jo Doe",
            "It says so",
            datetime.date(2026, 11, 25),
            "Copy the data",
            Place("d.toml", 2),
        )
    ]
    assert load_decisions(ONE, "d.toml", ["Us"]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[type]]\nrow = 1\nwho = "Jo"\n', "d.toml:1: the key 'type' is missing"),
        ('\n[[type]]\nrow = 1\nwho = "Jo"\ntype = " "\n', "d.toml:2: type is blank"),
        ('[[type]]\nrow = 1\nwho = "Jo"\ntype = "a"\nletters = "R"\n', "d.toml:1: unknown key 'letters'"),
        ('[type]\nrow = 1\nwho = "Jo"\ntype = "a"\n', "d.toml: 'type' must be written as [[type]]"),
    ],
)
def test_a_table_of_another_form_is_refused_with_its_line(text, said):
    with pytest.raises(InputError, match=re.escape(said)):
        load_types(text, "d.toml")


def test_a_row_gets_its_type_in_the_matrix_the_graph_and_the_parsed_form(page):
    read = typed(page, ONE)
    matrix = read.matrices[0]
    assert [row.type for row in matrix.activities] == [f"{TOP}make-backups", None]
    assert [row.type for row in from_graph(to_graph(matrix).triples, "page.md")[0].activities] == [
        f"{TOP}make-backups",
        None,
    ]
    assert [row.get("type", "none") for row in matrix_form(matrix)["activities"]] == [f"{TOP}make-backups", "none"]
    assert [finding.code for finding in read.findings] == ["P08"]


@pytest.mark.parametrize(
    ("row", "kind", "said"),
    [
        ("row = 3", "make-backups", "row 3 does not fit: there is no row 3, the matrix has 2"),
        ("row = 2", "make-backups", "row 2 does not fit: row 2 is 'Open a ticket', not 'Copy the data'"),
        ("row = 1", "make-backup", "row 1 does not fit: there is no activity type 'make-backup'. Did you mean"),
    ],
)
def test_a_type_that_does_not_fit_is_left_out_and_reported(page, row, kind, said):
    read = typed(page, ONE.replace("row = 1", row).replace("make-backups", kind))
    (finding,) = (each for each in read.findings if each.code == "P06")
    assert finding.message.startswith(f"the type of {said}")
    assert (str(finding.place), finding.done) == ("decisions.toml:2", "the type is left out")
    assert [activity.type for activity in read.matrices[0].activities] == [None, None]


def test_a_second_type_of_a_row_is_left_out(matrix):
    choices = [TypeDecision(1, "make-backups", "Jo"), TypeDecision(1, "restore-data", "Jo")]
    done, (finding,) = apply_types(matrix, choices)
    assert finding.message == "the type of row 1 does not fit: it has one already"
    assert (done.activities[0].type, done.types) == (f"{TOP}make-backups", (choices[0],))


def test_what_is_dumped_is_read_again(page):
    matrix = typed(page, ONE).matrices[0]
    text = dump_decisions(matrix.decisions, types=matrix.types)
    assert text == ONE.partition("\n")[2]


def test_decisions_that_are_written_anew_keep_the_types(page, capsys):
    typed(page, ONE)
    path = page.with_name("decisions.toml")
    assert run(["import", str(page), "--decisions", str(path), "--write-decisions", str(path)]) == 0
    assert path.read_text("utf-8") == ONE.partition("\n")[2]
    capsys.readouterr()
