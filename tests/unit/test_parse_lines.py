"""Lines of a plain text into headings and tables."""

import pytest

from raci_graph.blocks import Heading, Paragraph, TextLines
from raci_graph.parse.lines import split_lines
from raci_graph.readers.plaintext import page


def parts(text):
    """Each block: the text of a heading, or the list of the lines of a group."""
    split = split_lines(page(text.encode(), "a.txt").blocks)
    return [each.text if isinstance(each, Heading) else [line.text for line in each.lines] for each in split]


def test_numbered_lines_are_headings_and_part_the_tables():
    text = "1. One\nActivity Venue Shop\nSell RA I\n1.1. Deep\nActivity Venue Shop\nPrint I RA\n"
    assert parts(text) == [
        "1. One",
        ["Activity Venue Shop", "Sell RA I"],
        "1.1. Deep",
        ["Activity Venue Shop", "Print I RA"],
    ]


def test_the_level_of_a_heading_is_the_length_of_its_number():
    [one, deep] = split_lines(page(b"1. One\n1.2.3. Deep", "a.txt").blocks)
    assert (one.level, deep.level, deep.place.line) == (1, 3, 2)


@pytest.mark.parametrize("row", ["24 hours a day RA", "3. Sell R/A", "3.1 Sell RA I"])
def test_a_numbered_line_of_a_table_that_ends_in_marks_is_a_row(row):
    assert parts(f"Activity Venue Shop\nPrint I RA\n{row}\n") == [["Activity Venue Shop", "Print I RA", row]]


def test_a_table_begins_at_its_header_within_other_lines():
    assert parts("Some words\nActivity Venue Shop\nSell RA I\n") == [
        ["Some words"],
        ["Activity Venue Shop", "Sell RA I"],
    ]


def test_a_header_that_heads_a_table_elsewhere_heads_one_wherever_it_stands():
    text = (
        "Words\nActivity Venue Shop\nSell nothing\n\nActivity Venue Shop\nSell RA I\nActivity Venue Shop\nPrint I RA\n"
    )
    head = "Activity Venue Shop"
    assert parts(text) == [["Words"], [head, "Sell nothing"], [head, "Sell RA I"], [head, "Print I RA"]]


def test_another_header_behind_a_heading_and_other_words_heads_its_table():
    text = "Activity Venue Shop\nPrint I RA\n2. Two\nWords\nTask Web App\nSell RA I\n"
    assert parts(text)[1:] == ["2. Two", ["Words"], ["Task Web App", "Sell RA I"]]


def test_a_row_that_begins_with_a_word_for_activities_is_no_header():
    text = "Activity Venue Shop\nProcess orders RA I\nProcess refunds I RA\n\nProcess gifts RA I\nProcess bills RA I\n"
    assert parts(text) == [
        ["Activity Venue Shop", "Process orders RA I", "Process refunds I RA"],
        ["Process gifts RA I", "Process bills RA I"],
    ]


@pytest.mark.parametrize("line", ["Venue Shop", "Activity", "Process orders RA"])
def test_a_line_that_is_no_header_begins_no_table(line):
    assert parts(f"Words\n{line}\nSell RA I\n") == [["Words", line, "Sell RA I"]]


def test_a_numbered_line_behind_a_heading_is_a_heading_even_if_it_ends_in_letters():
    assert parts("Activity Venue Shop\nSell RA I\n2. Two\n2.1. Plan A\n") == [
        ["Activity Venue Shop", "Sell RA I"],
        "2. Two",
        "2.1. Plan A",
    ]


def test_blocks_of_other_kinds_stay_as_they_are():
    paragraph = Paragraph(page(b"1. One", "a.txt").blocks[0].lines)
    assert split_lines([paragraph]) == [paragraph]
    assert split_lines([TextLines(())]) == []
