"""The dataclasses between reader and graph: places, and what cells and rows say of themselves."""

import dataclasses

import pytest

from raci_graph.model import About, Activity, Basis, Cell, Mark, Matrix, Place

PLACES = [
    (Place("source.txt", 32, 56), "source.txt:32:56"),
    (Place("source.txt", 32), "source.txt:32"),
    (Place("source.txt"), "source.txt"),
    (Place("c:/a.md", 1, 2), "c:/a.md:1:2"),
    (Place("book.xlsx", sheet="RACI", cell="C7"), "book.xlsx RACI!C7"),
    (Place(sheet="RACI", cell="C7"), "RACI!C7"),
]


@pytest.fixture
def cell():
    marks = (Mark("I", "Informed", 1), Mark("R", "Responsible", 2))
    return Cell(2, 3, "OVHcloud", "IR", marks, Basis.EXPLICIT, Place("a.md", 7, 9))


@pytest.mark.parametrize(("place", "text"), PLACES)
def test_a_place_is_written_and_read_back(place, text):
    assert str(place) == text
    assert Place.parse(text) == place


@pytest.mark.parametrize("text", ["a.md:0", "a.md:3:0", "a.md:007", f"a.md:{'9' * 5000}", "a.md:3:1234567890"])
def test_a_number_that_no_line_has_is_part_of_a_name(text):
    assert Place.parse(text) == Place(text)


def test_a_place_as_data_holds_what_is_known():
    assert Place("a.md", 3).as_dict() == {"file": "a.md", "line": 3}


def test_places_are_ordered_by_line_as_a_number():
    places = [Place("a.md", 10), Place("a.md", 9, 20), Place("a.md", 9, 3)]
    assert sorted(places, key=Place.sort_key) == [Place("a.md", 9, 3), Place("a.md", 9, 20), Place("a.md", 10)]


def test_the_roles_of_a_cell_keep_the_printed_order(cell):
    assert cell.roles == ("Informed", "Responsible")


@pytest.mark.parametrize(("second", "settled"), [(Basis.EXPLICIT, True), (Basis.UNSETTLED, False)])
def test_a_row_is_settled_when_each_of_its_cells_is(cell, second, settled):
    row = Activity(1, None, "a", "a", "a", (cell, dataclasses.replace(cell, basis=second)), None)
    assert row.is_settled is settled


@pytest.mark.parametrize("kind", [Place, Mark, Cell, Activity, Matrix, About])
def test_what_was_read_cannot_be_changed(kind):
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
