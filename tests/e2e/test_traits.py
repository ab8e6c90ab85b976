"""Traits of real documents, each in a small document of our own, with all that must be read from it.

``tests/fixtures/traits/traits.tsv`` has a line for each document of the corpus: a fixture and what is odd about it.
Beside each fixture stands what is expected of it, worked out by reading it. A workbook is made from a file of tabs,
with one sheet named RACI.

A file of expectations has a line for each thing::

    legend: R = R; W = Witness                  where it is another than that of the matrix before
    matrix: parties-as-columns
    columns: Baker; Shop                        where they stand for roles: R = Responsible
    5 [1.2]: Bake it {Step Id: 3} | R A | -     line or cell, section, activity, attributes, a text for each column
    finding: P04 violation 20

R, A, C and I are short for the roles of RACI; a letter that only its own legend knows stands in quotation marks. A cell
that is unsettled has a question mark before its text; marks whose column is not known stand in pointed brackets.
"""

import csv
from pathlib import Path

import pytest
import xlsxwriter

from raci_graph.model import Basis
from raci_graph.sources import read_document_source

FOLDER = Path(__file__).parent.parent / "fixtures" / "traits"
TRAITS = list(csv.DictReader((FOLDER / "traits.tsv").read_text("utf-8").splitlines(), delimiter="\t"))
TABS = ".tsv"
SHORT = {"Responsible": "R", "Accountable": "A", "Consulted": "C", "Informed": "I"}


@pytest.fixture
def read(tmp_path):
    """``read("short-rows.md")``: reads a fixture, or the workbook that is made from one."""

    def from_file(name):
        if (FOLDER / name).exists():
            return read_document_source(FOLDER / name)
        rows = csv.reader((FOLDER / (name + TABS)).read_text("utf-8").splitlines(), delimiter="\t")
        with xlsxwriter.Workbook(tmp_path / name, {"strings_to_numbers": True}) as workbook:
            sheet = workbook.add_worksheet("RACI")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return read_document_source(tmp_path / name)

    return from_file


def test_each_document_of_the_corpus_has_a_fixture_and_each_fixture_a_document():
    stand_there = {path.name.removesuffix(TABS) for path in FOLDER.iterdir() if path.name != "traits.tsv"}
    fixtures = {row["fixture"] for row in TRAITS}
    assert stand_there == fixtures | {expectations(name).name for name in fixtures}
    assert (len(TRAITS), len(fixtures), len({row["document"] for row in TRAITS})) == (29, 29, 29)


@pytest.mark.parametrize("row", TRAITS, ids=lambda row: row["fixture"])
def test_a_trait_is_read_as_expected(row, read):
    assert shown(read(row["fixture"])) == expectations(row["fixture"]).read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", ["legend-table-first.md", "two-scripts-in-a-name.md"])
def test_a_fixture_has_kept_its_line_ends(name):
    data = (FOLDER / name).read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 10


def test_two_languages_of_a_matrix_differ_in_one_cell_alone(read):
    english, french = (read(f"letters-alone-and-joined.{language}.md").matrices[0] for language in ("en", "fr"))
    pairs = zip(english.cells, french.cells, strict=True)
    assert [(one.roles, other.roles) for one, other in pairs if one.roles != other.roles] == [
        (("Accountable", "Informed"), ())
    ]


def expectations(name):
    """The file that says what is expected of a fixture."""
    return FOLDER / (name.rpartition(".")[0] + ".expected")


def shown(source):
    """What was read, in the form of the files of expectations."""
    lines, legend = [], None
    for matrix in source.matrices:
        said = "; ".join(f"{entry.letter} = {role(entry.role)}" for entry in matrix.legend)
        if said != legend:
            lines.append(f"legend: {said}")
        legend = said
        lines.append(f"matrix: {matrix.layout}")
        lines.append("columns: " + "; ".join(map(header, matrix.columns)))
        lines += [" | ".join([activity(row), *map(cell, row.cells)]) + unplaced(row) for row in matrix.activities]
    return lines + [f"finding: {each.code} {each.severity} {place(each.place)}".rstrip() for each in source.findings]


def header(column):
    return column.label if column.role is None else f"{column.label} = {role(column.role)}"


def activity(row):
    section = f" [{row.section}]" if row.section else ""
    attributes = "; ".join(f"{name}: {text}" for name, text in row.attributes.items())
    return f"{place(row.place)}{section}: {row.label}" + (f" {{{attributes}}}" if attributes else "")


def unplaced(row):
    return "".join(f" <{mark.text}>" for mark in row.unplaced)


def cell(each):
    if each.basis is Basis.UNSETTLED:
        return f"? {each.printed or ''}".rstrip()
    names = [mark.party for mark in each.marks if mark.party]
    text = ", ".join(names) if names else " ".join(map(role, each.roles))
    return (text or "-") + (f" ({each.comment})" if each.comment else "")


def role(name):
    return SHORT.get(name, f"'{name}'" if len(name) == 1 else name)


def place(where):
    """A place without its file."""
    return str(where).removeprefix(where.file).lstrip(" :")
