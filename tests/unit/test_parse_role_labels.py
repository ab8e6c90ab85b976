"""Labels of roles that stand alone over items, or as headings, and what stands below names."""

import pytest

from raci_graph.model import Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document

BAKERY = [
    ("Bake", "Ann", "Responsible"),
    ("Bake", "Bob", "Responsible"),
    ("Bake", "Cy", "Accountable"),
    ("Sell", "Ann", "Responsible"),
    ("Sell", "Bob", "Accountable"),
]
FORMS = {
    "labels over items": (
        "# RACI\n\n## Bake\n\n**Responsible:**\n- Ann\n- Bob\n\n**Accountable:**\n- Cy\n\n"
        "## Sell\n\n**Responsible:**\n- Ann\n\n**Accountable:**\n- Bob\n"
    ),
    "items over items": (
        "# RACI\n\n- Bake\n  - Responsible:\n    - Ann\n    - Bob\n  - Accountable:\n    - Cy\n"
        "- Sell\n  - Responsible:\n    - Ann\n  - Accountable:\n    - Bob\n"
    ),
    "headings": (
        "# RACI\n\n## Bake\n\n### Responsible\n\n- Ann\n- Bob\n\n### Accountable\n\n- Cy\n\n"
        "## Sell\n\n### Responsible\n\nAnn\n\n### Accountable\n\n* Bob\n"
    ),
    "letters": ("# RACI\n\n## Bake\n\n- R:\n  - Ann\n  - Bob\n- A: Cy\n\n## Sell\n\n- R: Ann\n- A:\n  - Bob\n"),
}


def read(text, name="a.md"):
    return parse(read_document(text.encode(), name))


def assigned(reading):
    return [
        (row.label, mark.party, mark.role)
        for matrix in reading.matrices
        for row in matrix.activities
        for cell in row.cells
        for mark in cell.marks
    ]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_names_stand_as_items_below_the_label_of_their_role(text):
    reading = read(text)
    assert (assigned(reading), reading.findings) == (BAKERY, ())
    assert {matrix.layout for matrix in reading.matrices} == {Layout.LIST}


def test_in_html_too():
    items = "<h2>{}</h2><h3>Responsible</h3><ul><li>{}</li></ul><h3>Accountable</h3><p>{}</p>"
    reading = read(f"<h1>RACI</h1>{items.format('Bake', 'Ann', 'Cy')}{items.format('Sell', 'Bob', 'Cy')}", "a.html")
    assert assigned(reading) == [
        ("Bake", "Ann", "Responsible"),
        ("Bake", "Cy", "Accountable"),
        ("Sell", "Bob", "Responsible"),
        ("Sell", "Cy", "Accountable"),
    ]


def test_lines_below_names_are_told_and_assign_nothing():
    card = "## {}\n\n**R (Responsible)**: {}\n- heats the oven\n- cleans it\n\n**A (Accountable)**: Cy\n- signs\n\n"
    reading = read(f"# RACI\n\n{card.format('Bake', 'Ann')}{card.format('Sell', 'Bob')}")
    assert assigned(reading) == [
        ("Bake", "Ann", "Responsible"),
        ("Bake", "Cy", "Accountable"),
        ("Sell", "Bob", "Responsible"),
        ("Sell", "Cy", "Accountable"),
    ]
    said = "the line '- heats the oven' stands below the names of a role, and so is taken for what they do"
    assert [(each.code, str(each.severity), str(each.place), each.message) for each in reading.findings] == [
        ("P18", "warning", "a.md:6:1", said),
        ("P18", "warning", "a.md:15:1", said),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Words\n\n## Responsible\n\nDoes the work.\n\n## Accountable\n\nAnswers for the work.\n",
        "# Words\n\n## RACI\n\n### Responsible\n\n- does the work\n\n### Accountable\n\n- answers for the work\n",
        (
            "# Posts\n\n## Baker\n\n### Responsible\n\n- heats the oven at four\n- cleans all of the shop\n\n"
            "## Seller\n\n### Responsible\n\n- opens the shop at six\n"
        ),
    ],
    ids=["headings that explain", "items that explain", "duties"],
)
def test_what_is_no_name_makes_no_list(text):
    assert read(text).matrices == ()


def test_the_name_of_a_party_may_have_a_word_for_a_role_beside_it_in_a_list_of_several():
    text = "# RACI\n\n- Bake (R: Ann, C: Support, A: Bob)\n- Sell (R: Bob, A: Ann)\n"
    assert ("Bake", "Support", "Consulted") in assigned(read(text))
