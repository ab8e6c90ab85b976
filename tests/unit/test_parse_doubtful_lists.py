"""Lists that may be no matrix, such as lines of roles that stand alone: told, and read where a person chose lists."""

import pytest

from raci_graph.model import Choice, Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document

ROLES = "- Responsible: Ann\n- Accountable: Bob, Cy\n"
LISTS = Choice(layout=Layout.LIST)


def read(text, choice=None, name="a.md"):
    return parse(read_document(text.encode(), name), choice=choice)


def assigned(reading):
    return [
        (row.label, mark.role, mark.party)
        for matrix in reading.matrices
        for row in matrix.activities
        for cell in row.cells
        for mark in cell.marks
    ]


def test_they_are_told_with_what_reads_them():
    reading = read(f"# Bake\n\n## RACI\n\n{ROLES}")
    assert reading.matrices == ()
    said = [(str(each.place), each.message, each.done) for each in reading.findings if each.code == "P17"]
    message = "lines that name who has which role stand alone, and no activity is certainly meant"
    assert said == [("a.md:3", message, "left out; --layout list reads them")]


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("# Bake\n\n## RACI\n\n{}", "Bake"),
        ("# Bake\n\n## Bread\n\nText\n\n## RACI\n\n{}\n## Rolls\n", "Bake"),
        ("# Shop\n\n## Bread\n\n### Roles and RACI\n\n{}", "Bread"),
        ("# Shop\n\n## Status: draft\n\n### RACI\n\n{}", "Shop"),
        ("# Shop\n\n## Who bakes\n\n{}", "Who bakes"),
        ("---\ntitle: Bread\n---\n\n## RACI\n\n{}", "Bread"),
        ("## RACI\n\n{}", "RACI"),
    ],
)
def test_where_lists_are_chosen_the_heading_around_them_is_the_activity(text, activity):
    reading = read(text.format(ROLES), LISTS)
    assert assigned(reading) == [
        (activity, "Responsible", "Ann"),
        (activity, "Accountable", "Bob"),
        (activity, "Accountable", "Cy"),
    ]
    assert [each.code for each in reading.findings if each.code == "P17"] == []


@pytest.mark.parametrize("item", ["Bake (R: Ann, A: Bob)", "Bake: R=Ann, A=Bob", "Bake - A: Bob; R: Ann"])
def test_a_single_item_that_names_its_roles_is_its_own_activity(item):
    text = f"# Shop\n\n- {item}\n- Bread\n"
    reading = read(text)
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P01", "a.md"), ("P17", "a.md:3:3")]
    assert sorted(assigned(read(text, LISTS))) == [("Bake", "Accountable", "Bob"), ("Bake", "Responsible", "Ann")]


def test_items_of_which_no_name_comes_again_are_read_all():
    text = "- Bake (R: Ann, A: Cleo)\n- Sell (R: Bob, A: Dora)\n"
    assert assigned(read(text)) == []
    assert [(label, party) for label, _, party in assigned(read(text, LISTS))] == [
        ("Bake", "Ann"),
        ("Bake", "Cleo"),
        ("Sell", "Bob"),
        ("Sell", "Dora"),
    ]


def test_an_item_whose_roles_cannot_be_told_apart_is_told_and_left_out():
    text = "- Bake (R: Ann, A: Cleo)\n- Sell (R: Bob, R: Dora)\n"
    reading = read(text, LISTS)
    assert {label for label, _, _ in assigned(reading)} == {"Bake"}
    said = [(str(each.place), each.message) for each in reading.findings if each.code == "P18"]
    assert said == [("a.md:2:3", "the roles that 'Sell' names cannot be told apart")]


def test_a_heading_behind_them_on_the_same_line_is_not_around_them():
    text = "<h1>Bake</h1><h2>RACI</h2><ul><li>Responsible: Ann<li>Accountable: Bob</ul><h1>Sell</h1><p>Bread"
    assert {label for label, _, _ in assigned(read(text, LISTS, "a.html"))} == {"Bake"}


def test_another_layout_reads_none():
    reading = read(f"# Bake\n\n## RACI\n\n{ROLES}", Choice(layout=Layout.TRANSPOSED))
    assert (reading.matrices, [each.code for each in reading.findings]) == ((), ["P01"])
