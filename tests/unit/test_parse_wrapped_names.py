"""Names whose lines end where their column does, in drawn cells, reST and AsciiDoc: which breaks part names."""

import pytest

from raci_graph.model import Basis
from raci_graph.parse import parse
from raci_graph.readers import read_document

GRID = """\
RACI

+-------+----------------+-----------+
| Task  | Responsible    | Informed  |
+=======+================+===========+
| Bake  | {:14} | Bo        |
|       | {:14} |           |
+-------+----------------+-----------+
| Sell  | Head baker     | Ann       |
+-------+----------------+-----------+
"""
LIST = """\
.. list-table:: RACI
   :header-rows: 1

   * - Task
     - Responsible
     - Informed
   * - Bake
     - {}
       {}
     - Bo
   * - Sell
     - Head baker
     - Ann
"""
ADOC = """\
= RACI

[%header]
|===
|Task |Responsible |Informed

|Bake
|{}
{}
|Bo

|Sell |Head baker |Ann
|===
"""


def cell(text, name):
    reading = parse(read_document(text.encode(), name))
    [found, _] = reading.matrices[0].activities[0].cells
    doubts = [(each.code, each.severity, each.message) for each in reading.findings if each.code != "P08"]
    return found, doubts


@pytest.fixture(params=[(GRID, "a.rst"), (GRID, "a.txt"), (GRID, "a.md"), (LIST, "a.rst"), (ADOC, "a.adoc")])
def source(request):
    return request.param


@pytest.mark.parametrize(
    ("first", "second", "parties"),
    [
        ("Head", "baker", ["Head baker"]),  # it stands in a cell of its own
        ("Ann,", "Cy", ["Ann", "Cy"]),
        ("Head", "baker, Cy", ["Head baker", "Cy"]),
        ("Bo", "Ann", ["Bo", "Ann"]),  # each does
        ("Shop", "keeper", ["Shop keeper"]),  # a small letter goes on
        ("Cy (since", "May)", ["Cy (since May)"]),
        ("Cy", "(since May)", ["Cy (since May)"]),
    ],
)
def test_lines_are_joined_or_parted_where_that_is_plain(source, first, second, parties):
    text, name = source
    found, doubts = cell(text.format(first, second), name)
    assert ([mark.party for mark in found.marks], doubts) == (parties, [])
    assert found.printed == f"{first}\n{second}"


@pytest.mark.parametrize(("first", "second"), [("Shop", "Keeper"), ("Ann", "Cy"), ("Cy, Shop", "Keeper")])
def test_other_lines_are_a_doubt(source, first, second):
    text, name = source
    found, doubts = cell(text.format(first, second), name)
    why = f"'{first} {second}' may be one name or several"
    said = f"the cell '{first}\n{second}' of Responsible cannot be read: {why}"
    assert (found.marks, found.basis, doubts) == ((), Basis.UNSETTLED, [("P18", "violation", said)])


def test_lines_joined_by_a_sign_are_asked_of_it(source):
    text, name = source
    found, _ = cell(text.format("Bo &", "Ann"), name)
    assert [mark.party for mark in found.marks] == ["Bo", "Ann"]


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [("Cy +", "Shop", "a.adoc"), ("Cy", "\nShop", "a.adoc"), ("| Cy", "| Shop", "a.rst"), ("- Cy", "- Shop", "a.rst")],
    ids=["a plus at the end of a line", "a blank line", "a block of lines", "items"],
)
def test_breaks_that_are_shown_part_names(first, second, name):
    found, doubts = cell((ADOC if name == "a.adoc" else LIST).format(first, second), name)
    assert ([mark.party for mark in found.marks], doubts) == (["Cy", "Shop"], [])


def test_a_literal_cell_of_asciidoc_shows_its_lines():
    found, doubts = cell(ADOC.replace("\n|{}", "\nl|{}").format("Cy", "Shop"), "a.adoc")
    assert ([mark.party for mark in found.marks], doubts) == (["Cy", "Shop"], [])
