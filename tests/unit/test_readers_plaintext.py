"""Plain text into groups of lines with their places."""

import pytest

from raci_graph.blocks import LostTable, RawCell, TextLines
from raci_graph.model import Place
from raci_graph.readers.plaintext import page


def test_blank_lines_part_the_groups():
    found = page(b"one\ntwo\n\n \t\nthree\n", "a.txt").blocks
    assert [[line.text for line in group.lines] for group in found] == [["one", "two"], ["three"]]


def test_a_line_keeps_its_text_and_says_where_it_begins():
    [group] = page(b"\n  a \t b  \n", "a.txt").blocks
    assert group == TextLines((RawCell("a \t b", "a b", Place("a.txt", 2, 3)),))


def test_a_blank_text_has_no_groups():
    assert page(b" \n\n", "a.txt").blocks == ()


def test_a_table_that_is_drawn_with_characters_has_columns():
    text = (
        "Who does what\n+------+---+---+\n| Task | X | Y |\n+======+===+===+\n| Sell | R |   |\n+------+---+---+\nend\n"
    )
    first, table, last = page(text.encode(), "a.txt").blocks
    assert [[cell.text for cell in row.cells] for row in (table.header, *table.rows)] == [
        ["Task", "X", "Y"],
        ["Sell", "R", ""],
    ]
    assert (first.lines[0].plain, last.lines[0].plain) == ("Who does what", "end")
    assert table.rows[0].cells[1].place == Place("a.txt", 5, 10)


def texts(table):
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


ROWS = [["Task", "X", "Y"], ["Sell", "R", ""], ["Bake", "", "A"]]


@pytest.mark.parametrize(
    "text",
    [
        "| Task | X | Y |\n|------|---|---|\n| Sell | R |   |\n| Bake |   | A |\n",
        "| Task | X | Y |\n|------+---+---|\n| Sell | R |   |\n|------+---+---|\n| Bake |   | A |\n|------+---+---|\n",
        " Task | X | Y\n------+---+---\n Sell | R |  \n Bake |   | A\n",
        "| Task | X | Y |\n| Sell | R |   |\n| Bake |   | A |\n",
    ],
    ids=["Markdown", "Org", "psql", "bars alone"],
)
def test_a_table_of_bars_has_columns(text):
    first, table, last = page(f"Who\n\n{text}\nend\n".encode(), "a.txt").blocks
    assert texts(table) == ROWS
    assert (first.lines[0].plain, last.lines[0].plain) == ("Who", "end")
    assert page(f"{text}\nend\n".encode(), "a.txt").title is None


def test_bars_in_lines_of_several_widths_make_no_table():
    found = page(b"| a | b |\n| c | d | e |\n", "a.txt").blocks
    assert found == (LostTable("they have no line of dashes below a header", Place("a.txt", 1)),)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("From: Ann <ann@example.org>\nSubject: RACI  for the move\n\nHello,\n", "RACI for the move"),
        ("Von: ann@example.org\nBetreff:\n  lang\nDatum: heute\n\nHallo,\n", "Hallo,"),
        ("\nFrom: ann@example.org\nTo: bob@example.org\nHello,\n", "Hello,"),
        ("From: the shop\nTo: the venue\n", "From: the shop"),
        ("Subject: plans\n\nSent: today\n", "Subject: plans"),
        ("A: answers\nSubject: plans\n", "A: answers"),
    ],
)
def test_the_title_is_the_subject_of_a_mail_or_what_follows_its_head(head, title):
    assert page(head.encode(), "a.txt").title == title


def test_a_table_above_a_text_leaves_it_without_a_title():
    text = "From: ann@example.org\nTo: bob@example.org\n\n| a | b |\n|---|---|\n| c | d |\n\nend\n"
    assert page(text.encode(), "a.txt").title is None
