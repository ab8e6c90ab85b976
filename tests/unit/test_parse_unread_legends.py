"""Legends in forms that are not read, and legends whose letters are headings."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

TABLE = "\n\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n| Sell | A | R |\n"


def read(text):
    return parse(read_document(text.encode(), "a.md"))


def said(reading):
    return [
        (each.code, str(each.severity), str(each.place), each.message)
        for each in reading.findings
        if each.code == "P10"
    ]


@pytest.mark.parametrize(
    ("line", "place", "letter", "words"),
    [
        ("r = Accountable, a = Responsible, c = Consulted", "a.md:3:1", "R", "Accountable"),
        ("R~Accountable, A~Responsible", "a.md:3:1", "R", "Accountable"),
        ("- r ... Aprovador\n- a ... Responsável", "a.md:3:1", "R", "Aprovador"),
        ("R | the accountable role\n\nC | the consulted role", "a.md:3:1", "R", "the accountable role"),
        ("### r: Accountable\n\n### a: Responsible", "a.md:3", "R", "Accountable"),
    ],
    ids=["small letters", "another sign", "another language", "bars", "headings"],
)
def test_lines_that_exchange_letters_and_are_no_legend_are_told(line, place, letter, words):
    message = f"'{letter}' stands before '{words}' here, and nothing was read as its legend"
    assert said(read(f"# RACI\n\n{line}{TABLE}")) == [("P10", "warning", place, message)]


@pytest.mark.parametrize(
    "line",
    [
        "r-Responsible, a-Accountable",
        "A responsible person bakes.",
        "Bakers (C, I) - responsible for the oven; sellers (R, A) - informed.",
        "A: Approver\nR: Responsible",
        "C-suite: Responsible\nR&D: Accountable",
    ],
    ids=["their usual meaning", "one word", "letters behind names", "a word that begins so", "other words"],
)
def test_other_lines_are_not(line):
    assert all("nothing was read" not in message for *_, message in said(read(f"# RACI\n\n{line}{TABLE}")))


@pytest.mark.parametrize(
    "decorated",
    ['"{}": ', "'{}' = ", "{}. - ", "{}) = ", "{}/ ", '"{}" - ', "{} ... ", "{}-", "({})-", "“{}” – "],
)
def test_a_letter_may_have_quotes_or_signs_around_it(decorated):
    words = {"R": "Accountable", "A": "Responsible"}
    [matrix] = read(
        "# RACI\n\n" + "\n".join(f"{decorated.format(each)}{word}" for each, word in words.items()) + TABLE
    ).matrices
    assert {each.letter: each.role for each in matrix.legend} == words
    assert [cell.marks[0].role for cell in matrix.activities[0].cells] == ["Accountable", "Responsible"]


HEADINGS = "### {}\n\nMore of it.\n\n- and\n- more\n\n"


@pytest.mark.parametrize("form", ["{} — {}", "{}: {}", "{} ({})", "**{}** - {}"])
def test_headings_may_each_explain_a_letter(form):
    words = {"R": "Accountable", "A": "Responsible", "C": "Consulted"}
    text = "".join(HEADINGS.format(form.format(*each)) for each in words.items())
    for reading in (read(f"# RACI\n\n{text}## Table{TABLE}"), read(f"# RACI{TABLE}\n## Roles\n\n{text}")):
        assert {each.letter: each.role for each in reading.matrices[0].legend} == words
        assert [cell.marks[0].role for cell in reading.matrices[0].activities[0].cells] == [
            "Accountable",
            "Responsible",
        ]
        assert [code for code, *_ in said(reading)] == ["P10", "P10"]


@pytest.mark.parametrize(
    "headings",
    [
        ["A — Baking", "B — Selling", "C — Cleaning"],
        ["R — Accountable", "A — Responsible"],
        ["R — Accountable", "Baking", "A — Responsible", "Selling", "C — Consulted"],
    ],
    ids=["sections with letters", "two", "others between"],
)
def test_other_headings_are_no_legend(headings):
    text = "".join(HEADINGS.format(each) for each in headings)
    assert [each.place for each in read(f"# RACI\n\n{text}## Table{TABLE}").matrices[0].legend] == [None] * 4


def test_a_table_between_headings_ends_their_legend():
    rest = "### A — Responsible\n\n### C — Consulted\n"
    reading = read(f"# RACI\n\n### R — Accountable{TABLE}\n{rest}")
    assert {each.letter: each.role for each in reading.matrices[0].legend}["R"] == "Responsible"
    assert [place for _, _, place, _ in said(reading)] == ["a.md:3"]
