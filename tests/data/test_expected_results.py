"""The figures of the Hosted Exchange matrix, counted in its triples and held against the written numbers."""

from collections import Counter

import pytest

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
CUSTOMER, OVHCLOUD = "Customer", "OVHcloud"
ROWS = range(1, 50)
LONE_CUSTOMER = [1, 9, 11, 15, 26, 44, 45]
LONE_OVHCLOUD = [3, 7, 12, 14, 16, 17, 19, 24, 27, *range(29, 35), 36, 37, 41, 43]


def test_sections_and_activities(graph):
    sections = graph.of_type("Section")
    holding = {graph.value(activity, "inSection") for activity in graph.of_type("Activity")}
    assert (len(sections), len(holding), len(graph.of_type("Activity"))) == (24, 17, 49)


def test_cells(graph, rows):
    printed = [text for cells in rows.values() for text in cells]
    blank = Counter(
        party for cells in rows.values() for party, text in zip((CUSTOMER, OVHCLOUD), cells, strict=True) if not text
    )
    assert (len(graph.of_type("Cell")), len(printed), sum(map(bool, printed))) == (98, 98, 72)
    assert blank == {CUSTOMER: 19, OVHCLOUD: 7}


def test_assignments_by_party_and_role(assignments):
    counts = Counter((party, role) for _, party, role in assignments)
    assert len(assignments) == 122
    assert counts == {
        (CUSTOMER, "Responsible"): 14,
        (CUSTOMER, "Accountable"): 16,
        (CUSTOMER, "Informed"): 14,
        (OVHCLOUD, "Responsible"): 36,
        (OVHCLOUD, "Accountable"): 33,
        (OVHCLOUD, "Informed"): 9,
    }


def test_patterns_of_cells(rows):
    assert Counter(rows.values()) == {
        ("", "RA"): 19,
        ("I", "RA"): 14,
        ("RA", ""): 7,
        ("RA", "I"): 6,
        ("A", "RI"): 2,
        ("RA", "IR"): 1,
    }


def test_each_row_has_exactly_one_accountable(parties):
    assert Counter(len(found) for found in parties("Accountable").values()) == {1: 49}


def test_row_18_has_two_responsible_and_no_other_has(parties):
    assert {row: len(found) for row, found in parties("Responsible").items() if len(found) != 1} == {18: 2}


def test_the_accountable_of_rows_22_and_46_does_none_of_the_work(parties):
    answering, doing = parties("Accountable"), parties("Responsible")
    assert [row for row in ROWS if not answering[row] & doing[row]] == [22, 46]


def test_work_is_handed_over_in_rows_18_22_and_46(parties):
    answering, doing = parties("Accountable"), parties("Responsible")
    assert [row for row in ROWS if doing[row] - answering[row]] == [18, 22, 46]
    assert {row: answering[row] for row in (18, 22, 46)} == {row: {CUSTOMER} for row in (18, 22, 46)}


def test_a_party_does_the_work_and_is_informed_in_rows_18_22_and_46(parties):
    doing, told = parties("Responsible"), parties("Informed")
    assert {row: doing[row] & told[row] for row in ROWS if doing[row] & told[row]} == {
        row: {OVHCLOUD} for row in (18, 22, 46)
    }


def test_the_letter_c_is_in_the_legend_and_in_no_cell(graph, assignments):
    letters = {graph.value(entry, "letter"): graph.value(entry, "legendRole") for entry in graph.of_type("LegendEntry")}
    used = {role for _, _, role in assignments}
    assert letters == {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
    assert [letter for letter, role in letters.items() if role not in used] == ["C"]


def test_one_section_label_stands_twice(graph):
    numbers = [(graph.value(each, LABEL), graph.value(each, "sectionNumber")) for each in graph.of_type("Section")]
    twice = [text for text, count in Counter(text for text, _ in numbers).items() if count > 1]
    assert twice == ["Reversibility model"]
    assert sorted(number for text, number in numbers if text in twice) == ["2.2", "4.1"]


def test_accountable_by_top_section(graph, parties):
    counts = Counter()
    for activity in graph.of_type("Activity"):
        section = graph.value(activity, "inSection")
        while graph.values(section, "parentSection"):
            section = graph.value(section, "parentSection")
        (party,) = parties("Accountable")[int(graph.value(activity, "rowNumber"))]
        counts[graph.value(section, "sectionNumber"), party] += 1
    tops = [(counts[number, CUSTOMER], counts[number, OVHCLOUD]) for number in "12345"]
    assert tops == [(2, 2), (2, 4), (8, 25), (4, 0), (0, 2)]


def test_nobody_is_consulted_or_informed_in_26_rows(parties):
    asked, told = parties("Consulted"), parties("Informed")
    assert [row for row in ROWS if not asked[row] | told[row]] == sorted([*LONE_CUSTOMER, *LONE_OVHCLOUD])
    assert len(LONE_CUSTOMER) + len(LONE_OVHCLOUD) == 26


@pytest.mark.parametrize(("column", "lone"), [(0, LONE_CUSTOMER), (1, LONE_OVHCLOUD)], ids=[CUSTOMER, OVHCLOUD])
def test_a_lone_mark_stands_in_these_rows(column, lone, rows):
    assert [row for row, cells in rows.items() if cells[column] and not cells[1 - column]] == lone


def test_ownership_is_33_of_the_provider_13_of_the_customer_and_3_shared(graph, parties):
    (service,) = graph.of_type("Service")
    provider, consumer = (graph.value(graph.value(service, each), LABEL) for each in ("providedBy", "consumedBy"))
    assert (provider, consumer) == (OVHCLOUD, CUSTOMER)
    answering, doing = parties("Accountable"), parties("Responsible")
    taking_part = Counter(frozenset(answering[row] | doing[row]) for row in ROWS)
    assert taking_part == {frozenset({provider}): 33, frozenset({consumer}): 13, frozenset({provider, consumer}): 3}
