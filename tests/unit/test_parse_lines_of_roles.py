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
        "Consulted: Ann, Informed: Bob, Support: Cy",
    ],
)
def test_what_says_less_or_explains_roles_is_not_told(line):
    assert told(f"# Shop\n\n{line}\n") == []


DUTIES = [("Ann", "(A/R) Bake bread. (C) New dishes."), ("Bob", "(R) Sweep the floor.")]
LIST = "".join(f"- {who}: {what}\n" for who, what in DUTIES)
TABLE = "| Who | Duties |\n|---|---|\n" + "".join(f"| {who} | {what} |\n" for who, what in DUTIES)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"# RACI\n\n{LIST}", 3),
        (f"# RACI\n\n{TABLE}", 5),
        (f"# Shop\n\n{TABLE.replace('Duties', 'Duties (RACI)')}", 5),
        (f"# Shop\n\n{LIST}", None),
        ("# RACI\n\n- Responsible (R) does it\n- Accountable (A) answers for it\n- Consulted (C) is asked\n", None),
    ],
    ids=["list", "table", "header", "not announced", "legend"],
)
def test_letters_before_duties_are_told_where_a_matrix_is_announced(text, line):
    assert told(text) == ([("P17", line, "left out")] if line else [])


def test_labels_of_roles_that_stand_there_again_with_other_words_are_told():
    duties = "- R: {} when the night is over and the shop is closed\n- A: {} for all that is sold there on that day\n"
    text = f"# Posts\n\n## Ann\n\n{duties.format('bakes', 'pays')}\n## Bob\n\n{duties.format('sells', 'cleans')}"
    assert told(text) == [("P17", 5, "left out")]
    assert told(text.split("\n## Bob", maxsplit=1)[0]) == []


def test_letters_before_names_in_brackets_of_a_sentence_are_told():
    text = "The chart says: bread (R: Ovens, A: Ann Lee, C: Shop); rolls (R: Bob; A: Ann Lee; I: Shop).\n"
    assert told(text) == [("P17", 1, "left out")]
    assert told("The letters (R: does it, A: answers for it, C: is asked) are few.\n") == []
    assert told("The chart says: bread (R: Ovens, C: Shop, I: Ann Lee).\n") == []


@pytest.mark.parametrize(
    "line",
    ["**RACI:** R Ann, A Bob, C Cy/Dee", "- **RACI:** R: Ann (oven, shop) · A: Bob · C: — · I: —"],
    ids=["letters before blanks", "letters with signs"],
)
def test_one_line_that_is_called_as_a_matrix_is_told(line):
    assert told(f"**Owner:** Ann\n{line}\n**Status:** new\n") == [("P17", 2, "left out")]


@pytest.mark.parametrize(
    "line",
    [
        "RACI: R Responsible, A Accountable",
        "RACI: a chart of R, A, C and I",
        "Note: R Ann, A Bob",
        "RACI: R Ann, C Bob",
    ],
    ids=["a legend", "words", "another label", "nobody answers"],
)
def test_another_line_with_a_label_is_not(line):
    assert told(f"**Owner:** Ann\n{line}\n**Status:** new\n") == []
