"""Workbooks as people make them: titles, notes, legends, sections, numbers and totals around a matrix on a sheet."""

from hypothesis import given
from hypothesis import strategies as st
from raci_documents.profile import tries
from raci_documents.sheets import PARTIES, Sheet, features, rows

from raci_graph.parse import parse
from raci_graph.readers import read_document


def expected(sheet):
    means = dict(zip("RACI", sheet.words, strict=True))
    return {
        (label, party): {means[letter] for letter in letters}
        for label, each in sheet.body
        for party, letters in zip(sheet.parties, each, strict=True)
        if letters
    }


@tries(250)
@given(features, st.sampled_from(PARTIES), rows)
def test_what_people_write_around_a_matrix_changes_nothing_in_it(case, parties, drawn):
    body = []
    for number, (label, letters) in enumerate(drawn):
        cells = list(letters[: len(parties)])
        cells[number % len(parties)] = "RA" if number % 3 == 0 else "R"
        if number % 3:
            cells[(number + 1) % len(parties)] = "A"
        body.append((label, cells))
    sheet = Sheet(case, parties, body)
    reading = parse(read_document(sheet.data.getvalue(), "raci.xlsx"))
    found = {
        (row.label, cell.party): {mark.role for mark in cell.marks}
        for matrix in reading.matrices
        for row in matrix.activities
        for cell in row.cells
        if cell.marks
    }
    told = [each for each in reading.findings if each.code in {"P01", "P17"} or "is not read" in each.message]
    assert found == expected(sheet) or (case["gap"] and told)
