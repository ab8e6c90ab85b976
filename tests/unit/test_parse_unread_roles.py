"""Texts that say who has which role, and are not read."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

BEHIND = "this text has letters of roles behind names, but it is no table and no list of activities"
LABELLED = "these lines say who has which role, but not of which activity"


def told(text):
    reading = parse(read_document(text.encode(), "a.md"))
    assert reading.matrices == ()
    return [(str(each.place), each.message) for each in reading.findings if each.code == "P17"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "## Bake\n\nOwner: Ann (R), Bob (A).\n\nMore.\n\n## Sell\n\nOwner: Cy (R), Ann (A).\n",
            ["a.md:3:1", "a.md:9:1"],
        ),
        ("- Bake bread — Ann (shop) R, Bob A, Cy C\n- Sell — Cy R, Bob (web) A\n", ["a.md:1:1"]),
        ("RACI: fair — Ann (R), Bob (A), Cy (C). Feast — Cy (R), Dan (A).\n", ["a.md:1:1"]),
    ],
    ids=["under headings", "without brackets", "a line that calls itself RACI"],
)
def test_letters_behind_names_are_told_once_in_each_section(text, places):
    assert told(text) == [(place, BEHIND) for place in places]


@pytest.mark.parametrize(
    "text",
    [
        "Ann (R), Bob (A).\n",
        "- Vitamins (A), (C)\n- Ann (C), Bob (I)\n- Cy (C), Ann (I)\n",
        "Bake R, sell A and more\n\nAnn is in the shop.\n",
        "- Only one of us is Accountable (A) for a day\n- At least one of us must be Responsible (R) for it\n",
    ],
    ids=["one line", "nobody does the work", "prose", "rules with one letter each"],
)
def test_other_letters_behind_words_are_not(text):
    assert told(text) == []


def test_a_label_for_each_role_is_told_in_each_group_of_lines():
    groups = "#### Bake\n\nWhen: at dawn Who:\n\n\\- R: Ann\n\n\\- A: Bob\n\nSell\n\n\\- R: Cy\n\n\\- A: Bob\n"
    assert told(groups.replace("####", "\\####")) == [("a.md:5:1", LABELLED), ("a.md:11:1", LABELLED)]


@pytest.mark.parametrize(
    "text",
    [
        "R: Ann\n\nMore.\n\nA: Bob\n",
        "C: Ann\n\nI: Bob\n\nC: Cy\n\nI: Dan\n",
        "R: does the work\n\nA: answers for it\n\nC: is asked\n\nI: is told\n",
    ],
    ids=["one group of two", "nobody does the work", "what explains the letters"],
)
def test_other_labels_are_not(text):
    assert told(text) == []


def test_other_lines_of_an_item_may_stand_above_its_roles():
    text = "- Bake\n  - Due: at dawn\n  - Responsible: Ann\n  - Accountable: Bob\n- Sell\n  - Responsible: Bob\n"
    [matrix] = parse(read_document(text.encode(), "a.md")).matrices
    assert [(row.label, [cell.printed for cell in row.cells]) for row in matrix.activities] == [
        ("Bake", ["Ann", "Bob"]),
        ("Sell", ["Bob", ""]),
    ]


def test_other_lines_of_an_item_may_stand_among_its_roles():
    text = "- Bake\n  - R: Ann\n  - Tools: oven\n  - A: Bob\n  - Due: May\n- Sell\n  - R: Bob\n  - A: Ann\n"
    [matrix] = parse(read_document(text.encode(), "a.md")).matrices
    assert [(row.label, [cell.printed for cell in row.cells]) for row in matrix.activities] == [
        ("Bake", ["Ann", "Bob"]),
        ("Sell", ["Bob", "Ann"]),
    ]
    maps = (
        "bake:\n  responsible: ann\n  accountable: bob\n  tools: [oven]\n",
        "sell:\n  responsible: bob\n  accountable: ann\n",
    )
    [matrix] = parse(read_document("".join(maps).encode(), "raci.yaml")).matrices
    assert [[cell.printed for cell in row.cells] for row in matrix.activities] == [["ann", "bob"], ["bob", "ann"]]


def test_codes_above_letters_of_roles_are_a_list_of_codes():
    assert told("- Codes of the shop\n  - H: hold it\n  - SW: sweep\n  - R: Ann\n  - A: Bob\n") == []
