"""The matrix against the publisher's table, row by row."""

from raci_graph.graph.read import from_graph

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def test_the_table_has_49_rows(truth):
    assert len(truth) == 49


def test_each_row_has_the_section_the_words_and_the_cells_of_the_table(graph, rows, truth):
    found = {}
    for activity in graph.of_type("Activity"):
        number, section = int(graph.value(activity, "rowNumber")), graph.value(activity, "inSection")
        heading = graph.value(section, "sectionNumber"), graph.value(section, LABEL)
        found[number] = (*heading, graph.value(activity, LABEL), *rows[number])
    assert found == {row.number: (row.section, row.heading, row.activity, row.customer, row.provider) for row in truth}


def test_each_row_has_the_type_of_the_table(graph, truth):
    top = "https://w3id.org/raci-graph/id/activity-type/"
    found = {int(graph.value(row, "rowNumber")): graph.value(row, "activityType") for row in graph.of_type("Activity")}
    assert found == {row.number: top + row.type for row in truth}


def test_each_row_states_its_letters_and_no_others(assignments, truth):
    names = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
    stated = [
        (row.number, party, names[letter])
        for row in truth
        for party, cell in (("Customer", row.customer), ("OVHcloud", row.provider))
        for letter in cell
    ]
    assert assignments == sorted(stated)


def test_each_mark_stands_at_its_position_in_its_cell(graph):
    for assignment in graph.of_type("Assignment"):
        text = graph.value(graph.value(assignment, "statedIn"), "sourceText")
        at, mark = int(graph.value(assignment, "letterPosition")), graph.value(assignment, "markText")
        assert text[at - 1 : at - 1 + len(mark)] == mark


def test_each_cell_counts_its_marks(graph):
    stated = [cell for _, cell in graph.pairs("statedIn")]
    counts = {cell: int(graph.value(cell, "markCount")) for cell in graph.of_type("Cell")}
    assert counts == {cell: stated.count(cell) for cell in counts}
    assert counts == {cell: len(graph.value(cell, "sourceText")) for cell in counts}


def test_ir_and_ri_are_kept_as_printed(rows):
    assert {row: cells[1] for row, cells in rows.items() if set(cells[1]) == set("RI")} == {
        18: "IR",
        22: "RI",
        46: "RI",
    }


def test_the_matrix_read_from_its_graph_prints_the_table(parsed, truth):
    (matrix,) = from_graph([each for triples in parsed.values() for each in triples], "graph")
    printed = [
        (row.row, row.section, row.source_text, *(cell.printed for cell in row.cells)) for row in matrix.activities
    ]
    assert printed == [(row.number, row.section, row.activity, row.customer, row.provider) for row in truth]
    assert [column.text for column in matrix.columns] == ["Customer", "OVHcloud"]
