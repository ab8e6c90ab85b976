"""Tables of an activity each that name different roles."""

from raci_graph.model import Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document

HEAD = "| Role | Who |\n|---|---|\n"


def read(text):
    return parse(read_document(text.encode(), "a.md"))


def test_their_columns_are_the_roles_of_all():
    bake = f"## Bake\n{HEAD}| Responsible | Ann |\n| Accountable | Bob |\n"
    sell = f"## Sell\n{HEAD}| Accountable | Bob |\n| Informed | Cy, Dee |\n"
    reading = read(f"# Shop\n\n{bake}\n{sell}\n## Clean\n{HEAD}| R | Cy |\n| C | Bob |\n")
    [matrix] = reading.matrices
    assert matrix.layout is Layout.TABLE_PER_ACTIVITY
    assert [
        (row.label, [(mark.role, mark.party) for cell in row.cells for mark in cell.marks]) for row in matrix.activities
    ] == [
        ("Bake", [("Responsible", "Ann"), ("Accountable", "Bob")]),
        ("Sell", [("Accountable", "Bob"), ("Informed", "Cy"), ("Informed", "Dee")]),
        ("Clean", [("Responsible", "Cy"), ("Consulted", "Bob")]),
    ]
    assert [each.code for each in reading.findings if each.code in ("P12", "P17")] == []


def test_one_alone_is_told():
    reading = read(f"# Shop\n\n## Bake\n{HEAD}| Responsible | Ann |\n| Accountable | Bob |\n")
    assert reading.matrices == ()
    assert [(each.message, each.done) for each in reading.findings if each.code == "P17"] == [
        (
            "a table that names who has which role stands alone, and no activity is certainly meant",
            "left out; --table 1 reads it",
        )
    ]


COLUMNS = "| R | A | C | I |\n|---|---|---|---|\n"


def told(text):
    reading = read(text)
    assert reading.matrices == ()
    return [(each.place.line, each.message) for each in reading.findings if each.code == "P17"]


def test_the_roles_may_head_all_columns():
    bake = f"## Bake\n\n{COLUMNS}| Ann | [[Bob]] | Cy, [[Dee]] | |\n"
    reading = read(f"# Shop\n\n{bake}\n## Sell\n\nEach day.\n\n{COLUMNS}| Cy | Bob | | Ann |\n")
    [matrix] = reading.matrices
    assert matrix.layout is Layout.TABLE_PER_ACTIVITY
    assert [
        (row.label, str(row.place), [(mark.role, mark.party) for cell in row.cells for mark in cell.marks])
        for row in matrix.activities
    ] == [
        (
            "Bake",
            "a.md:3",
            [("Responsible", "Ann"), ("Accountable", "Bob"), ("Consulted", "Cy"), ("Consulted", "Dee")],
        ),
        ("Sell", "a.md:9", [("Responsible", "Cy"), ("Accountable", "Bob"), ("Informed", "Ann")]),
    ]
    assert reading.findings == ()


def test_so_it_is_with_daci():
    head = "| D | A | C | I |\n|---|---|---|---|\n"
    [matrix] = read(f"# DACI\n\n## Bake\n{head}| Ann | Bob | Cy | Dee |\n\n## Sell\n{head}| Cy | Bob | | |\n").matrices
    assert matrix.scheme == "DACI"
    assert [[(mark.role, mark.party) for cell in row.cells for mark in cell.marks] for row in matrix.activities] == [
        [("Driver", "Ann"), ("Approver", "Bob"), ("Contributor", "Cy"), ("Informed", "Dee")],
        [("Driver", "Cy"), ("Approver", "Bob")],
    ]


def test_a_table_of_roles_whose_activity_is_not_certain_is_told():
    row = "| Ann | Bob | Cy | Dee |\n"
    said = "the table looks like a matrix, but each of its headers names a role, so none heads activities"
    alone = "a table that names who has which role stands alone, and no activity is certainly meant"
    code = "this table stands in code, so it may be an example"
    assert told(f"# Shop\n\n## Bread\n\n**Bake**\n\n{COLUMNS}{row}\n**Sell**\n\n{COLUMNS}{row}") == [
        (7, said),
        (13, said),
    ]
    assert told(f"## Bake\n\n{COLUMNS}{row}{row}") == [(3, said)]
    assert told(f"## RACI\n\n{COLUMNS}{row}") == [(3, said)]
    assert told(f"## Bake\n\n{COLUMNS}{row}") == [(3, alone)]
    assert told(f"## Bake\n\n```\n{COLUMNS}{row}```\n") == [(4, code)]


def test_a_table_that_explains_the_roles_is_none():
    words = "| Does the work, and is responsible | Is accountable for it | Is consulted | Is informed |\n"
    assert told(f"## Roles\n\n{COLUMNS}{words}") == []
