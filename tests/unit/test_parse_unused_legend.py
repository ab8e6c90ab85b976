"""What may be a legend of roles in a document of which no matrix was read."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

ITEMS = "- Bake: Ann (V), Bob (M)\n- Sell: Bob (V), Ann (T)\n"


def told(text):
    reading = parse(read_document(text.encode(), "a.md"))
    return [(str(each.place), each.message) for each in reading.findings if each.code == "P17"]


def test_letters_whose_words_may_mean_several_roles_are_told_where_nothing_was_read():
    said = "'V: Verantwortlich' looks like a legend of roles, but nothing that it is about was read"
    assert told(f"# Brot\n\nV = Verantwortlich | M = Mitwirkend | T = Teilnehmend\n\n{ITEMS}") == [("a.md:3:1", said)]


@pytest.mark.parametrize(
    "line",
    ["V = Verantwortlich", "V = voll | M = mittel | T = teilweise", "R = Responsible, A = Accountable", "V bis T"],
    ids=["one letter", "no role", "a legend without a doubt", "no legend"],
)
def test_other_lines_are_not(line):
    assert told(f"# Brot\n\n{line}\n") == []


CARD = """# Crew

**Watch the ovens**

| Role | Duty |
|---|---|
| R (Responsible) | Dough team |
| A (Approves) | Head of shop |
| C (Consulted) | Miller (about flour) |
| I (Informed) | Ann, Bob |
"""


def test_names_beside_letters_with_their_words_are_told_where_nothing_was_read():
    assert told(CARD) == [("a.md:5", "the table may explain letters, or name who has each role of one activity")]


@pytest.mark.parametrize(
    "change",
    [
        ("Dough team", "does the work"),
        ("R (Responsible)", "R"),
        ("R (Responsible)", "B (Baker)"),
    ],
    ids=["a meaning", "a letter alone", "another word"],
)
def test_what_is_a_legend_or_something_else_is_not(change):
    text = CARD.replace(*change).replace("Head of shop", "answers for it").replace("Miller (about flour)", "is asked")
    assert told(text) == []
