"""Differences in sentences: one of each kind, word by word."""

from dataclasses import replace

import pytest
from raci_documents.versions import LEGEND, version, with_attributes

from raci_graph.compare import Settled, diff_matrices
from raci_graph.compare.changes import Kind
from raci_graph.compare_formats import Compared
from raci_graph.compare_formats.sentences import groups, quoted, roles_said, summary
from raci_graph.model import LegendEntry


def said(old, new, kind, settled=None, parties=None):
    """The sentences about one kind of change."""
    found = groups(diff_matrices(old, new, settled, parties))
    return [sentence for group in found if group.kind is kind for sentence in group.sentences]


def of_rows(old, new, kind):
    return said(version(old), version(new), kind)


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (
            "R | A",
            "A | R",
            [
                "Responsible for 'Keep' moved from Ann to Bob (row 1)",
                "Accountable for 'Keep' moved from Bob to Ann (row 1)",
            ],
        ),
        ("R | C", "R | I", ["Bob is now Informed of 'Keep' (row 1)", "Bob is no longer Consulted on 'Keep' (row 1)"]),
        ("R | ", "R | R", ["Bob is now Responsible for 'Keep' (row 1)"]),
        (
            "I | I",
            " | ",
            ["Ann is no longer Informed of 'Keep' (row 1)", "Bob is no longer Informed of 'Keep' (row 1)"],
        ),
    ],
)
def test_who_gained_or_lost_which_role(old, new, sentences):
    assert of_rows(f"Keep | {old}", f"Keep | {new}", Kind.REASSIGNED) == sentences


def test_a_role_that_only_the_legend_knows_stands_in_quotation_marks():
    legend = (*LEGEND, LegendEntry("W", "W", "Bears witness"))
    old, new = (version(f"Wash | R\nKeep | {cells}", legend=legend) for cells in ("W", " | W"))
    assert said(old, new, Kind.REASSIGNED) == ["'Bears witness' in 'Keep' moved from Ann to Bob (row 2)"]


def test_rows_that_are_added_or_dropped_say_where_and_who():
    old, new = "# 1 Run\nKeep | RA | I", "# 1 Run\nKeep | RA | I\n## Stop\nBuy | I | RA\nWash | ?\nSit | "
    rows = [
        "'Buy' (row 2, Stop): Ann: Informed; Bob: Responsible, Accountable",
        "'Wash' (row 3, Stop): not settled",
        "'Sit' (row 4, Stop): nobody",
    ]
    assert of_rows(old, new, Kind.ADDED) == rows
    assert of_rows(new, old, Kind.DROPPED) == rows
    assert of_rows(new, "Keep | R", Kind.DROPPED)[:1] == rows[:1]
    assert of_rows("Buy | R", "# 1 Run\nKeep | R", Kind.ADDED) == ["'Keep' (row 1, 1 Run): Ann: Responsible"]


def test_a_question():
    assert of_rows("Keep 2 days | R", "Wash | R\nKeep 3 days | R", Kind.QUESTION) == [
        (
            "Is 'Keep 2 days' (row 1 before) the same work as 'Keep 3 days' (row 2 now)? "
            "They are 91 % alike; the numbers differ"
        )
    ]


def test_a_rewording_says_on_what_ground():
    old, new = version("Keep the mails | R"), version("Keep all the mails | R")
    text = "'Keep the mails' is now 'Keep all the mails' (row 1; "
    assert said(old, new, Kind.REWORDED) == [f"{text}88 % alike)"]
    one = frozenset({(1, 1)})
    assert said(old, new, Kind.REWORDED, Settled(recorded=one)) == [f"{text}recorded as one; 88 % alike)"]
    assert said(old, new, Kind.REWORDED, Settled(same=one)) == [f"{text}decided to be one; 88 % alike)"]


def test_a_move():
    old, new = "Keep | R\n# 1 Run\n## Now\nWash | R", "# 1 Run\nKeep | R\n## Now\nWash | R"
    assert of_rows(old, new, Kind.MOVED) == ["'Keep' moved from no section to 'Run' (row 1)"]
    assert of_rows(new, old, Kind.MOVED) == ["'Keep' moved from 'Run' to no section (row 1)"]


def test_remarks():
    old = with_attributes(version("Keep | R (daily) | A"), SLA=["4 h"])
    new = with_attributes(version("Keep | R | A (once)"), SLA=["8 h"])
    assert said(old, new, Kind.REMARKED) == [
        "Beside Ann in 'Keep' stood 'daily', and stands nothing now (row 1)",
        "Beside Bob in 'Keep' stood nothing, and stands 'once' now (row 1)",
        "Beside SLA in 'Keep' stood '4 h', and stands '8 h' now (row 1)",
    ]


def test_what_cannot_be_compared():
    assert of_rows("Keep | ?", "Keep | R", Kind.UNSETTLED) == [
        "Who has which role in 'Keep' is not settled before (row 1; mail.md:1)"
    ]
    assert of_rows("Wash | R\nKeep | R", "Keep | ?\nWash | R", Kind.UNSETTLED) == [
        "Who has which role in 'Keep' is not settled now (row 1, was row 2; mail.md:1)"
    ]
    assert of_rows("Keep | ? | A", "Keep | ? | R", Kind.UNSETTLED) == [
        "Who has which role in 'Keep' is not settled before nor now (row 1; mail.md:1)"
    ]


def test_parties():
    rows = version("Keep | RA | I\nSell | R | A\nWash | C | RA", ("A Team", "Shop"))
    assert said(rows, replace_parties(rows, "A-Team", "Store"), Kind.PARTIES) == [
        "A Team is called A-Team now (the same words)",
        "Shop is called Store now (the same roles in 3 of 3 rows)",
    ]
    assert said(rows, replace_parties(rows, "A Team", "Store"), Kind.PARTIES, None, {"Shop": "Store"}) == [
        "Shop is called Store now (as you say)"
    ]
    assert said(version("Keep | R", ("Ann",)), version("Keep | R", ("Bob",)), Kind.PARTIES) == [
        "Ann is gone",
        "Bob is new",
    ]


def replace_parties(matrix, *names):
    columns = tuple(replace(each, label=name) for each, name in zip(matrix.columns, names, strict=True))
    rows = tuple(
        replace(each, cells=tuple(replace(cell, party=name) for cell, name in zip(each.cells, names, strict=True)))
        for each in matrix.activities
    )
    return replace(matrix, columns=columns, activities=rows)


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("# 1 Run", "# 2 Run", ["'Run' has another number (number 1, now 2)"]),
        ("# Run", "# 2 Run", ["'Run' has another number (number none, now 2)"]),
        ("# 1 Run", "# 1 Do", ["'Run' is called 'Do' now"]),
        ("# 1 Run", "# 2 Do", ["'Run' is called 'Do' now (number 1, now 2)"]),
        ("# A\nX1 | R\n## Run", "# A\nX1 | R\n# B\n## Run", ["'A / Run' stands elsewhere: 'B / Run'", "'B' is new"]),
        ("# Void\n# Run", "# Run", ["'Void' is gone"]),
    ],
)
def test_sections(old, new, sentences):
    assert of_rows(f"{old}\nKeep | R", f"{new}\nKeep | R", Kind.SECTIONS) == sentences


def test_the_legend():
    legends = (
        (LegendEntry("R", "Responsible", "Does it"), LegendEntry("X", "X")),
        (LegendEntry("R", "Responsible", "Runs it"), LegendEntry("A", "Accountable")),
    )
    old, new = (version("Keep | R", legend=legend) for legend in legends)
    assert said(old, new, Kind.LEGEND) == [
        "R was 'Does it', and is 'Runs it' now",
        "X is gone; it was 'X'",
        "A is new: 'Accountable'",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Keep | R", "Keep | R", "No difference in 1 row."),
        ("Keep | R\nBuy | R", "Keep | R\nBuy | R", "No difference in 2 rows."),
        ("Keep | R\nBuy | R", "Keep | A", "1 row reassigned, 1 row dropped; 1 row is in both, of 2 before and 1 now."),
        ("Keep | R\nBuy | R", "Keep | A\nBuy | A", "2 rows reassigned; 2 rows are in both, of 2 before and 2 now."),
        ("Keep | R", "Zap | R", "1 row added, 1 row dropped; 0 rows are in both, of 1 before and 1 now."),
    ],
)
def test_the_summary_counts(old, new, sentence):
    old, new = version(old), version(new)
    assert summary(Compared(old, new, diff_matrices(old, new))) == sentence


def test_the_summary_of_a_matrix_that_is_alone():
    assert summary(Compared(None, version("Keep | R"))) == "Only the new side has this matrix."
    assert summary(Compared(version("Keep | R"), None)) == "Only the old side has this matrix."


def test_what_changed_hands_stands_first():
    old, new = version("Keep | R\nBuy | R"), version("Keep | A\nZap | R")
    assert [(each.kind, each.heading) for each in groups(diff_matrices(old, new))] == [
        (Kind.REASSIGNED, "Changed hands"),
        (Kind.ADDED, "Added"),
        (Kind.DROPPED, "Dropped"),
    ]


def test_texts_are_said_in_one_line():
    assert quoted(" a\n  b ") == "'a b'"
    assert roles_said(version("Keep | IA | ?").activities[0], {}) == "not settled"
    assert roles_said(version("Keep | IAR").activities[0], {}) == "Ann: Responsible, Accountable, Informed"
