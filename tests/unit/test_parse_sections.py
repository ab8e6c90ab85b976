"""Headings into the sections of a matrix."""

import pytest

from raci_graph.blocks import Heading
from raci_graph.model import Place, Section
from raci_graph.parse import parse
from raci_graph.parse.sections import Outline, split_number
from raci_graph.readers import read_document


@pytest.fixture
def outline():
    """``outline((level, text), ...)``: an outline with these headings, in lines 1, 2, 3 …"""

    def make(*headings):
        made = Outline()
        for line, (level, text) in enumerate(headings, 1):
            made.add(Heading(level, text, text.strip("*"), Place("a.md", line)))
        return made

    return make


def keys(outline, used):
    return [(section.key, section.parent) for section in outline.sections(used)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.1.2. Access", ("3.1.2", "Access")),
        ("3 Access", ("3", "Access")),
        ("3) Access", ("3", "Access")),
        ("3.Access", (None, "3.Access")),
        ("2025 plans", (None, "2025 plans")),
        ("24/7 support", (None, "24/7 support")),
        ("Access", (None, "Access")),
    ],
)
def test_the_number_before_a_heading(text, expected):
    assert split_number(text) == expected


def test_a_section_has_number_label_source_text_parent_and_place(outline):
    made = outline((3, "1. Before"), (4, "**1.1. Set up**"))
    assert made.sections([1]) == (
        (
            Section("1", "Before", "1. Before", "1", None, Place("a.md", 1)),
            Section("1.1", "Set up", "**1.1. Set up**", "1.1", "1", Place("a.md", 2)),
        ),
        {0: "1", 1: "1.1"},
    )


def test_numbers_and_not_levels_tell_what_lies_in_what(outline):
    made = outline((3, "1. One"), (5, "1.1.1. Deep"), (2, "1.2. Two"))
    assert keys(made, [1, 2]) == [("1", None), ("1.1.1", "1"), ("1.2", "1")]


def test_headings_without_number_are_keyed_by_their_path(outline):
    made = outline((1, "Shop"), (2, "Sales"), (3, "By phone"), (2, "Refunds"))
    assert keys(made, [2, 3]) == [("sales", None), ("sales/by-phone", "sales"), ("refunds", None)]


def test_a_heading_over_every_table_is_no_section_but_the_title(outline):
    made = outline((1, "Shop"), (2, "Sales"), (2, "Refunds"))
    assert keys(made, [1, 2]) == [("sales", None), ("refunds", None)]
    assert made.title() == "Shop"


def test_a_heading_over_all_tables_but_one_is_a_section(outline):
    assert keys(outline((1, "Shop"), (2, "Sales")), [None, 1]) == [("shop", None), ("shop/sales", "shop")]


def test_two_top_headings_name_no_document(outline):
    assert outline((1, "Shop"), (1, "Web")).title() is None


def test_a_number_that_stands_twice_keeps_both_sections(outline):
    made = outline((3, "1. One"), (3, "1. Another"))
    assert [(each.key, each.number, each.label) for each in made.sections([0, 1])[0]] == [
        ("1", "1", "One"),
        ("1-2", "1", "Another"),
    ]


def test_a_heading_without_tables_under_it_is_no_section(outline):
    made = outline((2, "RACI definition"), (3, "1. One"), (3, "2. Two"))
    assert keys(made, [1]) == [("1", None)]


def test_a_table_above_every_heading_stands_in_no_section(outline):
    assert outline().here() is None
    assert outline().sections([None]) == ((), {})


def sections_of(*rows):
    body = "\n".join(f"| {row} | {marks} |" for row, marks in rows)
    text = f"# RACI\n\n| Task | Shop | Web |\n|---|---|---|\n{body}\n"
    reading = parse(read_document(text.encode(), "a.md"))
    [matrix] = reading.matrices
    said = [(each.code, each.place.line, each.done) for each in reading.findings if each.code == "P09"]
    return [(row.label, row.section) for row in matrix.activities], said


def test_rows_without_marks_that_part_the_table_head_the_rows_below_them_and_that_is_told():
    rows, said = sections_of(
        ("Before", " | "), ("Plan", "R | A"), ("Buy", "A | R"), ("After", " | "), ("Sell", "R | A")
    )
    assert rows == [("Plan", "before"), ("Buy", "before"), ("Sell", "after")]
    assert said == [("P09", line, "read as the heading of the rows below it") for line in (5, 8)]


@pytest.mark.parametrize(
    "rows",
    [
        (("Before", " | "), ("Plan", "R | A"), ("Sell", "A | R")),
        (("Plan", "R | A"), ("Rest", " | "), ("Sell", "A | R"), ("Sing", " | "), ("Bake", "R | A")),
        (("Before", " | "), ("Plan", "R | A"), ("Rest", " | "), ("Sing", " | "), ("Sell", "A | R")),
        (("Before", " | "), ("Plan", "R | A"), ("Rest", " | ")),
        (("Before", " | "), ("Plan", "– | A"), ("Rest", "– | –"), ("Sell", "R | A")),
    ],
    ids=["one alone", "not the first", "two together", "the last", "dashes"],
)
def test_rows_without_marks_are_activities_where_they_do_not_part_the_table(rows):
    assert sections_of(*rows) == ([(row, None) for row, _ in rows], [])
