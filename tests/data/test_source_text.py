"""The graph against the text it was read from: each place, each line, and the digest."""

import hashlib
from collections import Counter

import pytest


@pytest.fixture(scope="module")
def places(parsed):
    """What each element's place says: (line, column), by the element."""
    found = {}
    for each in parsed["places.ttl"]:
        file, line, column = each.object.value.split(":")
        assert file == "source.txt"
        found[each.subject.value.partition("2022-11-15")[2].removeprefix("/")] = int(line), int(column)
    return found


@pytest.fixture(scope="module")
def text_at(places, source_lines):
    """``text_at(element)``: the line of the source from the element's place on."""

    def at(element):
        line, column = places[element]
        return source_lines[line - 1][column - 1 :]

    return at


def test_every_element_has_one_place(places):
    kinds = Counter(element.partition("/")[0] for element in places)
    assert kinds == {"": 1, "column": 2, "legend": 4, "section": 24, "activity": 49, "cell": 98}


def test_an_activity_begins_at_its_place(graph, places, text_at):
    for activity in graph.of_type("Activity"):
        assert places[activity][1] == 1
        assert text_at(activity).startswith(f"{graph.value(activity, 'sourceText')} ")


def test_a_mark_stands_at_the_place_of_its_cell_and_nothing_more(graph, text_at):
    printed = [cell for cell in graph.of_type("Cell") if graph.value(cell, "sourceText")]
    assert len(printed) == 72
    for cell in printed:
        assert text_at(cell).split(" ")[0] == graph.value(cell, "sourceText")


def test_marks_of_a_row_follow_its_words_in_the_order_of_the_columns(graph, places, source_lines):
    for row in range(1, 50):
        line, _ = places[f"activity/{row}"]
        marks = [f"cell/{row}-{column}" for column in (1, 2) if graph.value(f"cell/{row}-{column}", "sourceText")]
        texts = [graph.value(f"activity/{row}", "sourceText"), *(graph.value(mark, "sourceText") for mark in marks)]
        assert source_lines[line - 1] == " ".join(texts)
        assert {places[mark][0] for mark in marks} == {line}


def test_a_blank_cell_has_the_place_of_its_row(graph, places):
    blank = [cell for cell in graph.of_type("Cell") if not graph.value(cell, "sourceText")]
    assert len(blank) == 26
    assert all(places[cell] == places[graph.value(cell, "inRow")] for cell in blank)


def test_a_heading_and_a_column_begin_at_their_places(graph, text_at):
    for section in graph.of_type("Section"):
        assert text_at(section) == graph.value(section, "sourceText")
    assert [text_at(f"column/{number}") for number in (1, 2)] == ["Customer OVHcloud", "OVHcloud"]


def test_a_legend_entry_is_its_line(graph, text_at):
    for entry in graph.of_type("LegendEntry"):
        assert text_at(entry) == f"{graph.value(entry, 'letter')}: {graph.value(entry, 'sourceText')}"


def test_nothing_of_the_text_is_left_out_but_its_first_line(places, source_lines):
    told = {line for line, _ in places.values()}
    left = Counter(text for line, text in enumerate(source_lines, 1) if text and line not in told)
    assert left == {"RACI definition": 1, "Activity Customer OVHcloud": 16}  # the 17th header is the matrix's own place


def test_the_printed_rows_are_those_of_the_publishers_text(source_lines, truth):
    printed = [line for line in source_lines if line.split(" ")[-1] in {"R", "A", "C", "I", "RA", "RI", "IR"}]
    assert printed == [f"{row.activity} {row.marks}" for row in truth]


def test_the_digest_is_that_of_the_file(graph, folder):
    spdx = "http://spdx.org/rdf/terms#"
    prov = "http://www.w3.org/ns/prov#"
    matrix = "https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15"
    source = graph.value(matrix, f"{prov}wasDerivedFrom")
    checksum = graph.value(source, f"{spdx}checksum")
    assert graph.value(source, "http://purl.org/dc/terms/identifier") == "source.txt"
    assert (
        graph.value(checksum, f"{spdx}checksumValue")
        == hashlib.sha256((folder / "source.txt").read_bytes()).hexdigest()
    )
