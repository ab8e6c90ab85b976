"""Lines and cells that name roles and people, and are read as no row."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

LINE = "Responsible: Ann (lead), Accountable: Bob, Informed: Cy + Dee"


def told(text):
    reading = parse(read_document(text.encode(), "a.md"))
    return [(each.code, each.place.line, each.done) for each in reading.findings if each.code == "P17"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"# Shop\n\nSell - RACI: {LINE}\n", 3),
        (f"- Duties\n- RACI: {LINE.replace(',', ';')}\n", 2),
        (f"| Id | Need | Rank |\n|---|---|---|\n| 1 | Sell | low |\n| 2 | Watch: {LINE} | M |\n", 4),
    ],
    ids=["paragraph", "item", "cell"],
)
def test_a_text_that_says_who_has_which_role_is_told(text, line):
    assert told(text) == [("P17", line, "left out")]


@pytest.mark.parametrize(
    "line",
    [
        "Responsible: does the work, Accountable: answers for it, Informed: is told",
        "Responsible: Accountable for parts, Accountable: The one, Informed: All",
        "Responsible: Ann, Accountable: Bob",
        "Consulted: Ann, Informed: Bob, Support: Cy",
        "Responsible: Ann, Accountable: Bob, Informed: Cy, Responsible: Dee",
    ],
)
def test_what_says_less_or_explains_roles_is_not_told(line):
    assert told(f"# Shop\n\n{line}\n") == []
