"""How a table is laid out: found by its words and its letters, and said where it is not certain."""

import pytest

from raci_graph.model import Basis, Choice, Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document

KEY = "# RACI\n\nR: responsible\nA: accountable\nC: consulted\nI: informed\n\n"


def read(text, name="a.md"):
    return parse(read_document(text.encode(), name))


def table(*rows):
    head, *body = rows
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *body]) + "\n\n"


def cells(matrix):
    """Of each row with its label: the party and the letters of each role, in order."""
    return {
        row.label: [(mark.party or cell.party, mark.role[0]) for cell in row.cells for mark in cell.marks]
        for row in matrix.activities
    }


def told(reading):
    return [(each.code, each.severity.value, each.done) for each in reading.findings]


# Roles as columns

NAMES = table(
    "| Task | Responsible | Accountable | Informed |", "| Sell | Ann, Bob | Ann | |", "| Print | Bob | Ann | All |"
)


def test_columns_that_name_roles_hold_the_names_of_parties():
    [matrix] = read(NAMES).matrices
    assert matrix.layout is Layout.ROLES_AS_COLUMNS
    assert [(column.label, column.role) for column in matrix.columns] == [
        ("Responsible", "Responsible"),
        ("Accountable", "Accountable"),
        ("Informed", "Informed"),
    ]
    assert cells(matrix) == {
        "Sell": [("Ann", "R"), ("Bob", "R"), ("Ann", "A")],
        "Print": [("Bob", "R"), ("Ann", "A"), ("All", "I")],
    }


def test_letters_may_head_the_columns_of_names_and_words_of_another_language_too():
    letters = table("| Task | R | A | C | I |", "| Sell | Ann | Bob | | Cy |")
    assert cells(read(letters).matrices[0]) == {"Sell": [("Ann", "R"), ("Bob", "A"), ("Cy", "I")]}
    french = table("| Tâche | Réalise | Approuve | Consulté | Informé |", "| Vendre | Ann | Bob | | Cy |")
    assert cells(read(french).matrices[0]) == {"Vendre": [("Ann", "R"), ("Bob", "A"), ("Cy", "I")]}


def test_parties_that_are_named_as_letters_are_no_roles():
    [matrix] = read(KEY + table("| Activity | A | B | C |", "| Sell | R | A | |", "| Print | A | R | I |")).matrices
    assert matrix.layout is Layout.PARTIES_AS_COLUMNS
    assert cells(matrix) == {"Sell": [("A", "R"), ("B", "A")], "Print": [("A", "A"), ("B", "R"), ("C", "I")]}


@pytest.mark.parametrize(
    "rows",
    [
        ("| Task | Owner | Due |", "| Sell | Ann | May |"),
        ("| Name | R | A | C | I |", "| Ann | 4 | 2 | 0 | 1 |"),
        ("| Role | Meaning |", "| Responsible | does the work |"),
    ],
    ids=["one role", "counts", "glossary"],
)
def test_tables_that_only_look_like_roles_as_columns(rows):
    assert read("# RACI\n\n" + table(*rows)).matrices == ()


# Transposed


def test_a_corner_that_names_parties_turns_the_table():
    rows = ("| Role | Sell | Print | Mail |", "| Ann | R | A | |", "| Bob | A | R | RA |")
    reading = read(KEY + table(*rows))
    [matrix] = reading.matrices
    assert matrix.layout is Layout.TRANSPOSED
    assert [column.label for column in matrix.columns] == ["Ann", "Bob"]
    assert cells(matrix) == {
        "Sell": [("Ann", "R"), ("Bob", "A")],
        "Print": [("Ann", "A"), ("Bob", "R")],
        "Mail": [("Bob", "R"), ("Bob", "A")],
    }
    assert told(reading) == []


def test_a_corner_of_two_words_says_first_what_the_rows_are():
    rows = ("| Role / Phase | Sell | Print |", "| Ann | R | A |", "| Bob | A | R |")
    assert read(KEY + table(*rows)).matrices[0].layout is Layout.TRANSPOSED


@pytest.mark.parametrize(
    ("corner", "layout"),
    [
        ("Control", Layout.PARTIES_AS_COLUMNS),
        ("治理角色", Layout.TRANSPOSED),
        ("Project role", Layout.TRANSPOSED),
        ("Authors", Layout.TRANSPOSED),
    ],
)
def test_the_end_of_a_corner_counts_as_a_word_of_its_own_only(corner, layout):
    rows = (f"| {corner} | Sell | Print |", "| Ann | R | A |", "| Bob | A | R |")
    assert read(KEY + table(*rows)).matrices[0].layout is layout


def test_a_corner_that_the_letters_contradict_is_told():
    rows = ("| Role | Ann | Bob | Cy |", "| Sell | A | R | R |", "| Print | A | R | |", "| Mail | A | | R |")
    reading = read(KEY + table(*rows))
    assert reading.matrices[0].layout is Layout.PARTIES_AS_COLUMNS
    assert told(reading) == [("P17", "warning", "read as parties-as-columns")]


# What is no matrix, and what is said of it


@pytest.mark.parametrize(
    "rows",
    [
        ("| Table | Clerk | Admin |", "| Orders | CR | CRUD |", "| Users | R | CRUD |"),
        ("| Pupil | Maths | Art |", "| Ann | A | B |", "| Bob | C | A |"),
        ("| Standard | Text | R/A |", "| 1 | Locks | R |", "| 2 | Keys | A |"),
        ("| Menu | Guest | A |", "| Files | R | R/W/A |", "| Users | R | R |"),
    ],
    ids=["CRUD", "grades", "one column", "permissions"],
)
def test_letters_alone_make_no_matrix(rows):
    reading = read(table(*rows))
    assert reading.matrices == ()
    assert "P01" in [finding.code for finding in reading.findings]


def test_letters_of_a_table_that_is_not_read_are_told_where_a_matrix_is_announced():
    reading = read(KEY + table("| Name | Role |", "| Ann | R |"))
    assert reading.matrices == ()
    assert [(each.code, str(each.place)) for each in reading.findings] == [
        ("P01", "a.md"),
        ("P03", "a.md:10:9"),
        ("P17", "a.md:8"),
    ]


# Columns beside, section rows, repeated tables


def test_columns_of_ids_phases_and_notes_are_attributes():
    rows = ("| ID | Phase | Activity | Ann | Bob | Notes |", "| 1 | Start | Sell | R | A | soon |")
    [matrix] = read(KEY + table(*rows)).matrices
    assert [column.label for column in matrix.columns] == ["Ann", "Bob"]
    assert matrix.activities[0].attributes == {"ID": "1", "Phase": "Start", "Notes": "soon"}


def test_a_row_of_one_bold_text_heads_those_below_it():
    rows = ("| Activity | Ann | Bob |", "| **Before** |", "| Sell | R | A |", "| **After** | | |", "| Mail | A | R |")
    reading = read(KEY + table(*rows))
    [matrix] = reading.matrices
    assert [section.label for section in matrix.sections] == ["Before", "After"]
    assert [(row.label, row.section) for row in matrix.activities] == [("Sell", "before"), ("Mail", "after")]
    assert told(reading) == []


def test_bold_activities_are_no_sections():
    rows = ("| Activity | Ann | Bob |", "| **Sell** | R | A |", "| **Print** | | |")
    [matrix] = read(KEY + table(*rows)).matrices
    assert [row.label for row in matrix.activities] == ["Sell", "Print"]


def test_the_same_table_twice_is_told():
    same = table("| Activity | Ann | Bob |", "| Sell | R | A |", "| Print | A | R |")
    assert told(read(KEY + same + same)) == [("P15", "warning", "its rows are read again")]


# Words and names


def test_words_in_cells_are_read_and_those_of_two_meanings_by_the_words_beside_them():
    rows = ("| Activity | Ann | Bob | Cy |", "| Sell | Owns | Execute | Helps |", "| Print | Execute | Owns | N/A |")
    [matrix] = read("# RACI\n\n" + table(*rows)).matrices
    assert cells(matrix) == {
        "Sell": [("Ann", "A"), ("Bob", "R"), ("Cy", "S")],
        "Print": [("Ann", "R"), ("Bob", "A")],
    }
    assert [entry.letter for entry in matrix.legend][4:] == ["Owns", "Execute", "Helps"]


@pytest.mark.parametrize(
    "cell",
    [
        "Ann and Bob",
        "A1-A3",
        "others",
        "Sales/Support",
        "CFO/GC",
        "Ann for small, Bob for large",
        "[Team lead]",
        "[name] - CTO",
        "{{owner}}",
        "\\<owner>",
        "Cy or Dee",
        "Cy oder Dee",
        "Ann 또는 Bob",
        "those who do the daily work.",
        "Ann on request",
        "Ann, Bob bei Bedarf",
    ],
)
def test_names_that_are_not_plain_leave_their_cell_unsettled(cell):
    reading = read(table("| Task | Responsible | Accountable |", f"| Sell | {cell} | Cy |"))
    [matrix] = reading.matrices
    assert [each.basis for each in matrix.cells] == [Basis.UNSETTLED, Basis.EXPLICIT]
    assert told(reading) == [("P18", "violation", "the cell is left unsettled")]


def test_joined_names_are_parted_where_each_stands_alone_elsewhere():
    rows = ("| Task | Responsible | Accountable |", "| Sell | Ann and Bob | Ann |", "| Print | Bob | QA/QC |")
    [matrix] = read(table(*rows)).matrices
    assert cells(matrix)["Sell"] == [("Ann", "R"), ("Bob", "R"), ("Ann", "A")]
    assert cells(matrix)["Print"] == [("Bob", "R"), ("QA/QC", "A")]


def test_the_handle_of_a_team_is_one_name():
    rows = ("| Task | Responsible | Accountable |", "| Sell | @shop/bakers, @shop/night-crew | Ann |")
    reading = read(table(*rows))
    assert cells(reading.matrices[0])["Sell"] == [("@shop/bakers", "R"), ("@shop/night-crew", "R"), ("Ann", "A")]
    assert told(reading) == []


@pytest.mark.parametrize(("times", "is_read"), [(10, True), (25, False)])
def test_a_remark_in_brackets_may_be_longer_than_a_name(times, is_read):
    name = f"Ann ({'oven ' * times}first)"
    [matrix] = read(table("| Task | Responsible | Accountable |", f"| Sell | {name} | Cy |")).matrices
    first = matrix.activities[0].cells[0]
    assert [mark.party for mark in first.marks] == ([name] if is_read else [])
    assert first.basis is (Basis.EXPLICIT if is_read else Basis.UNSETTLED)


@pytest.mark.parametrize("name", ["BC/DR planner", "I/T desk", "Head of UX/UI"])
def test_a_short_name_with_a_slash_is_one_beside_other_words(name):
    [matrix] = read(table("| Task | Responsible | Accountable |", f"| Sell | {name} | Ann |")).matrices
    assert cells(matrix) == {"Sell": [(name, "R"), ("Ann", "A")]}


@pytest.mark.parametrize(
    ("cell", "parties"),
    [
        ("Ann + Bob", ["Ann", "Bob"]),
        ("Dee + Bob + Eve (by night)", ["Dee", "Bob", "Eve (by night)"]),
        *(("Dee + Eve", None), ("Bob + 2 helpers", None), ("Bob & Dee", None), ("Bob + Dee or Eve", None)),
        *(("Bob + Dee & Eve", None), ("Bob + all others", None)),
    ],
)
def test_a_plus_between_blanks_parts_names_one_of_which_stands_alone(cell, parties):
    [matrix] = read(
        table("| Task | Responsible | Accountable |", f"| Sell | {cell} | Cy |", "| Print | Cy | Bob |")
    ).matrices
    first = matrix.activities[0].cells[0]
    assert ([mark.party for mark in first.marks], first.basis) == (
        (parties, Basis.EXPLICIT) if parties else ([], Basis.UNSETTLED)
    )


@pytest.mark.parametrize("sign", ["+", "&"])
def test_a_sign_without_blanks_joins_words_and_no_single_letters(sign):
    rows = ("| Task | Responsible | Accountable |", f"| Sell | Ann{sign}Bob | R{sign}D |", "| Print | Bob | Ann |")
    [matrix] = read(table(*rows)).matrices
    assert cells(matrix)["Sell"] == [("Ann", "R"), ("Bob", "R"), (f"R{sign}D", "A")]
    reading = read(table(*rows[:2], "| Print | Bob | Cy |"))
    assert [cell.marks for cell in reading.matrices[0].cells][:1] == [()]
    assert told(reading) == [("P18", "violation", "the cell is left unsettled")]


def test_a_semicolon_that_ends_an_entity_parts_no_names():
    rows = (
        "| Task | Responsible | Accountable |",
        "| Sell | R&amp;D; Zo&euml; | Ann &amp; R&amp;D |",
        "| Print | Ann | |",
    )
    [matrix] = read(table(*rows)).matrices
    assert cells(matrix)["Sell"] == [("R&D", "R"), ("Zoë", "R"), ("Ann", "A"), ("R&D", "A")]
    assert [(mark.text, mark.position) for mark in matrix.cells[0].marks] == [("R&amp;D", 1), ("Zo&euml;", 10)]


def test_letters_that_head_columns_among_many_others_are_no_roles():
    rows = ("| Plain | A | B | C | D | I |", "| Hidden | W | E | B | R | Q |", "| Again | K | Q | U | V | T |")
    assert read(table(*rows)).matrices == ()
    head, *body = ("| Task | R | A | C | I | X |", "| Sell | Ann | Bob | - | - | Cy |", "| Print | Bob | Ann | | | |")
    reading = read(KEY + table(head, *body))
    assert cells(reading.matrices[0])["Sell"] == [("Ann", "R"), ("Bob", "A")]
    assert told(reading) == [("P12", "warning", "kept in the parsed form")]
    assert reading.findings[0].message == "the column 'X' is kept as an attribute, for nothing explains the letter 'X'"


def test_what_is_said_in_brackets_of_when_a_party_is_asked_is_a_part_of_its_name():
    rows = ("| Task | Responsible | Accountable |", "| Sell | Ann (on request) | Cy |")
    assert cells(read(table(*rows)).matrices[0]) == {"Sell": [("Ann (on request)", "R"), ("Cy", "A")]}


# A table for each activity


def test_tables_of_roles_under_headings_are_one_matrix():
    one, other = (
        f"## {name}\n\n" + table("| Role | Who |", "| Responsible | Ann |", "| Accountable | Bob |")
        for name in ("Sell", "Print")
    )
    [matrix] = read(f"# RACI\n\n{one}{other}").matrices
    assert matrix.layout is Layout.TABLE_PER_ACTIVITY
    assert cells(matrix) == {name: [("Ann", "R"), ("Bob", "A")] for name in ("Sell", "Print")}
    assert told(read(f"# RACI\n\n{one}"))[-1] == ("P17", "warning", "left out; --table 1 reads it")


def test_a_table_of_letters_for_each_heading_takes_the_heading_for_its_activity():
    one = "## Sell\n\n" + table("| Role | Ann | Bob |", "| RACI | R | A |")
    other = "## Print\n\n" + table("| Role | Bob | Ann |", "| RACI | R | A |")
    assert [cells(matrix) for matrix in read(f"{KEY}{one}{other}").matrices] == [
        {"Sell": [("Ann", "R"), ("Bob", "A")]},
        {"Print": [("Bob", "R"), ("Ann", "A")]},
    ]


# Sheets and other tables without a marked header


def test_the_header_of_a_csv_file_is_found_below_a_title():
    text = "Who does what,,\nMay 2026,,\nTask,Ann,Bob\nSell,R,A\nPrint,A,R\n"
    [matrix] = read(text, "raci.csv").matrices
    assert [column.label for column in matrix.columns] == ["Ann", "Bob"]
    assert cells(matrix) == {"Sell": [("Ann", "R"), ("Bob", "A")], "Print": [("Ann", "A"), ("Bob", "R")]}


def test_two_rows_of_headers_of_an_html_table_are_joined():
    head = "<tr><th rowspan=2>Task</th><th colspan=2>Shop</th></tr><tr><th>Ann</th><th>Bob</th></tr>"
    rows = "<tr><td>Sell<td>R<td>A</tr><tr><td>Print<td>A<td>R</tr>"
    [matrix] = read(f"<h1>RACI</h1><table>{head}{rows}</table>", "a.html").matrices
    assert [column.label for column in matrix.columns] == ["Ann", "Bob"]
    assert cells(matrix)["Sell"] == [("Ann", "R"), ("Bob", "A")]


def test_a_column_that_numbers_steps_says_that_the_rows_are_activities():
    steps = table("| Step Id | Name | Ann | Bob |", "| 1 | Sell | A | C |", "| 2 | Print | C | A |")
    reading = read(KEY + steps)
    assert reading.matrices[0].layout is Layout.PARTIES_AS_COLUMNS
    assert cells(reading.matrices[0]) == {"Sell": [("Ann", "A"), ("Bob", "C")], "Print": [("Ann", "C"), ("Bob", "A")]}
    assert told(reading) == [("P12", "info", "kept in the parsed form")]


def test_a_table_of_roles_that_is_read_under_its_heading_is_not_told_as_left_out():
    one = table("| Role | Who |", "| Responsible | Ann |", "| Accountable | Bob |")
    reading = read(KEY + f"## Sell\n\n{one}## Print\n\n{one}")
    assert [matrix.layout for matrix in reading.matrices] == [Layout.TABLE_PER_ACTIVITY]
    assert told(reading) == []


# What looks like another layout


def test_a_party_whose_name_is_made_of_letters_keeps_its_column_among_roles():
    text = "# RACI\n\n" + table(
        "| Task | Responsible | Accountable | Informed |",
        "| Sell | AI | Ann | Bob |",
        "| Print | AI | Bob | Cy |",
        "| Bake | Ann | Bob | Cy |",
    )
    [matrix] = read(text).matrices
    assert cells(matrix)["Print"] == [("AI", "R"), ("Bob", "A"), ("Cy", "I")]


def test_letters_under_headers_of_roles_assign_nothing():
    text = "# RACI\n\n" + table("| Role | R | A | C |", "| Ann | A (rules) | | C |", "| Bob | C | R (work) | |")
    reading = read(text)
    assert reading.matrices == ()
    [finding] = [each for each in reading.findings if each.code == "P17"]
    assert finding.message.endswith("its headers name roles, so the letters below them may be roles or names")


def test_a_header_of_several_roles_gives_each_of_them_to_the_names_below_it():
    text = table("| Task | A / R | C | I |", "| Sell | Ann | Bob, Cy | – |", "| Print | Bob? (x) | Ann | Cy |")
    reading = read(f"# RACI\n\n{text}")
    [matrix] = reading.matrices
    assert [(column.label, column.role, column.printed_column) for column in matrix.columns] == [
        ("A / R", "Accountable", 2),
        ("A / R", "Responsible", 2),
        ("C", "Consulted", 3),
        ("I", "Informed", 4),
    ]
    assert cells(matrix)["Sell"] == [("Ann", "A"), ("Ann", "R"), ("Bob", "C"), ("Cy", "C")]


def test_rows_that_are_headed_as_parties_and_duties_in_cells_are_no_matrix():
    duties = table("| Role | R (does) | A (answers) | C (asks) |", "| Ann | plan, code | merge | review |")
    reading = read(f"# RACI\n\n{duties}")
    assert reading.matrices == ()
    [finding] = [each for each in reading.findings if each.code == "P17"]
    assert "its rows are headed 'Role', so they are parties, and its cells name none" in finding.message


def test_rows_that_are_headed_as_parties_are_activities_where_the_cells_name_parties_again_and_again():
    text = table(
        "| Role | Responsible | Accountable |", "| Sell | Ann | Bob |", "| Print | Ann | Bob |", "| Bake | Bob | Ann |"
    )
    reading = read(f"# RACI\n\n{text}")
    assert list(cells(reading.matrices[0])) == ["Sell", "Print", "Bake"]
    assert told(reading) == [("P17", "warning", "read as roles-as-columns")]


def test_a_column_of_dashes_alone_holds_no_activities():
    text = "# RACI\n\n" + table("| | Ann | Bob | Other roles |", "| Sell | R | A | – |", "| Print | A | R | – |")
    [matrix] = read(text).matrices
    assert [column.label for column in matrix.columns] == ["Ann", "Bob", "Other roles"]
    assert list(cells(matrix)) == ["Sell", "Print"]


@pytest.mark.parametrize(
    "text",
    [
        table("| Owner | Reviewer | First gate | Status |", "| Ann | Bob | A | Draft |"),
        table("| Code | Meaning |", "| R | does |", "| R/A | both |"),
    ],
    ids=["a table of meta data", "an attribute"],
)
def test_one_column_of_letters_without_activities_is_no_matrix(text):
    assert read(f"# RACI\n\n{text}").matrices == ()


def test_codes_beside_texts_are_no_activities():
    text = table("| WP | Title | R | A | C |", "| WP1 | Plan | Ann | Bob | Cy |", "| WP2 | Work | Bob | Ann | Cy |")
    [matrix] = read(f"# RACI\n\n{text}").matrices
    assert list(cells(matrix)) == ["Plan", "Work"]


def test_a_table_in_code_is_told_and_read_where_it_is_chosen():
    text = "# Guide\n\n```markdown\n" + table("| Task | Ann | Bob |", "| Sell | R | A |", "| Print | A | R |") + "```\n"
    reading = read(text)
    assert reading.matrices == ()
    assert ("P17", "warning", "left out; --table 1 reads it") in told(reading)
    document = read_document(text.encode(), "a.md")
    [matrix] = parse(document, choice=Choice(table=1)).matrices
    assert list(cells(matrix)) == ["Sell", "Print"]


# Faults that the property tests found


def test_names_around_a_line_break_are_two_parties():
    [matrix] = read(table("| Task | Responsible | Accountable |", "| Sell | Ann<br>Bob | Cy<BR/>Dee |")).matrices
    assert cells(matrix) == {"Sell": [("Ann", "R"), ("Bob", "R"), ("Cy", "A"), ("Dee", "A")]}


@pytest.mark.parametrize("heads", ["Responsible | Accountable", "R | A", "Réalise (R) | Rend compte (A)"])
def test_columns_headed_by_roles_are_no_parties_whatever_letters_stand_below(heads):
    reading = read("# RACI\n\n" + table(f"| Task | {heads} |", "| Sell | A | RA |", "| Print | RA | A |"))
    assert reading.matrices == ()
    assert "its headers name roles" in next(each.message for each in reading.findings if each.code == "P17")


def test_beside_columns_of_names_a_column_of_a_party_that_is_called_ra_holds_names():
    rows = ("| Task | Responsible | Accountable | Consulted |", "| Sell | Ann | Bob | RA |", "| Print | Bob | Ann | |")
    [matrix] = read(table(*rows)).matrices
    assert cells(matrix)["Sell"] == [("Ann", "R"), ("Bob", "A"), ("RA", "C")]


def test_rows_of_parties_may_have_one_that_is_called_by_a_letter():
    rows = ("| Role | Sell | Print |", "| A | R | A |", "| PMO | A | R |", "| Product owner | I | I |")
    [matrix] = read("# RACI\n\n" + table(*rows)).matrices
    assert [column.label for column in matrix.columns] == ["A", "PMO", "Product owner"]


def test_a_table_of_letters_and_names_under_a_heading_is_a_card_and_nothing_is_told_of_it():
    page = "".join(
        f"## {name}\n\n" + table("| Role | Who |", "| R | Anna, Bob |", "| A | Support |", "| C | - |", "| I | Carla |")
        for name in ("Sell", "Print")
    )
    reading = read(f"# RACI\n\n{page}")
    assert cells(reading.matrices[0])["Print"] == [("Anna", "R"), ("Bob", "R"), ("Support", "A"), ("Carla", "I")]
    assert told(reading) == []


def test_an_activity_with_the_name_of_the_scheme_in_it_keeps_its_name():
    item = "- {}\n  - R: Ann\n  - A: Bob\n"
    [matrix] = read("## Before\n\n" + item.format("Sell") + item.format("RACI upkeep")).matrices
    assert [row.label for row in matrix.activities] == ["Sell", "RACI upkeep"]
    one = "## Sell\n\n" + table("| Task | Ann | Bob |", "| RACI upkeep | R | A |")
    assert [row.label for row in read(KEY + one).matrices[0].activities] == ["RACI upkeep"]


def test_nested_lists_of_asciidoc_are_read():
    [matrix] = read("= RACI\n\n* Sell\n** R: Ann\n** A: Bob\n* Print\n** R: Bob\n** A: Ann\n", "a.adoc").matrices
    assert cells(matrix) == {"Sell": [("Ann", "R"), ("Bob", "A")], "Print": [("Bob", "R"), ("Ann", "A")]}


def test_rows_merged_over_the_table_do_not_hide_its_header():
    wide = "<tr><td colspan=3>{}</td></tr>"
    rows = (
        "<tr><td><td>Ann<td>Bob</tr>" + wide.format("Before") + "<tr><td>Sell<td>A<td>R</tr><tr><td>Print<td><td>A</tr>"
    )
    rows += wide.format("After") + "<tr><td>Pay<td><td>N/A</tr><tr><td>Mail<td>C<td>C/I</tr>"
    [matrix] = read(f"<h1>RACI</h1><table>{rows}</table>", "a.html").matrices
    assert [column.label for column in matrix.columns] == ["Ann", "Bob"]
    assert [(row.label, row.section) for row in matrix.activities] == [
        *[("Sell", "before"), ("Print", "before")],
        *[("Pay", "after"), ("Mail", "after")],
    ]


def test_a_dash_and_a_letter_in_a_column_explain_nothing():
    rows = (
        "| Role | Sell | Print | Mail |",
        "| Ann | - | Consulted | R, A |",
        "| Bob | I | Informed / Responsible | A |",
    )
    [matrix] = read("# RACI\n\n" + table(*rows)).matrices
    assert [column.label for column in matrix.columns] == ["Ann", "Bob"]


def test_a_long_row_of_stars_behind_a_name_takes_no_time():
    [matrix] = read(table("| Task | Responsible | Accountable |", f"| Sell | Ann {'§' * 50}x | Bob |")).matrices
    assert matrix.cells[0].marks[0].party == f"Ann {'§' * 50}x"


def test_columns_of_dashes_hold_no_activities():
    rows = ("| | Ann | Bob | Cy |", "| Sell | - | - | R |", "| Print | - | - | - |")
    [matrix] = read("# RACI\n\n" + table(*rows)).matrices
    assert [column.label for column in matrix.columns] == ["Ann", "Bob", "Cy"]
    assert cells(matrix) == {"Sell": [("Cy", "R")], "Print": []}


def test_a_row_of_dashes_is_no_header():
    [matrix] = read(",Ann,A\nSell,-,-\nPrint,-,R\n", "raci.csv").matrices
    assert cells(matrix) == {"Sell": [], "Print": [("A", "R")]}


def test_many_names_are_no_sentence_that_explains_a_letter():
    names = "Product owner, Account manager, Ops team"
    [matrix] = read(f"# RACI\n\n- Sell\n  - R: Ann\n  - A: Bob\n- Print\n  - R: {names}\n  - A: {names}\n").matrices
    assert [row.label for row in matrix.activities] == ["Sell", "Print"]


def test_names_are_parted_where_they_head_columns_of_another_table():
    letters = table("| Task | Dev | Ops |", "| Sell | R | A |", "| Bake | A | R |")
    names = table("| Task | Responsible | Accountable |", "| Ship | Dev + Ops | Ops |", "| Send | Dev & Web | Ops |")
    first, second = read(f"# RACI\n\n{letters}## Names\n\n{names}").matrices
    assert cells(second)["Ship"] == [("Dev", "R"), ("Ops", "R"), ("Ops", "A")]
    assert second.activities[1].cells[0].basis is Basis.UNSETTLED
    assert first.layout is Layout.PARTIES_AS_COLUMNS


@pytest.mark.parametrize(
    ("name", "whom"),
    [
        *(("All", "every party"), ("Todos", "every party"), ("全員", "every party"), ("All teams", "every party")),
        *(
            ("All shop crews", "several parties"),
            ("Alle Bäcker", "several parties"),
            ("Tous les boulangers", "several parties"),
        ),
    ],
)
def test_a_cell_that_names_everyone_is_read_and_told(name, whom):
    text = table("| Task | Responsible | Informed |", f"| Sell | Ann | {name} |", "| Bake | Bob | Ann |")
    reading = read(f"# RACI\n\n{text}")
    assert cells(reading.matrices[0])["Sell"] == [("Ann", "R"), (name, "I")]
    assert told(reading) == [("P18", "warning", "read as the name of a party")]
    [message] = [each.message for each in reading.findings if each.code == "P18"]
    assert message == f"'{name}' in the cell of Informed means {whom}, and is no name of one"


@pytest.mark.parametrize(
    "name",
    [
        *("All other crews", "All affected crews", "All crews except sales", "All these crews"),
        *("Alle anderen Bäcker", "Everyone on the floor", "Jeder Bäcker", "All who work in the shop by night"),
    ],
)
def test_a_group_some_of_which_are_meant_is_a_doubt(name):
    text = table("| Task | Responsible | Informed |", f"| Sell | Ann | {name} |", "| Bake | Bob | Ann |")
    reading = read(f"# RACI\n\n{text}")
    assert cells(reading.matrices[0])["Sell"] == [("Ann", "R")]
    assert told(reading) == [("P18", "violation", "the cell is left unsettled")]
    [message] = [each.message for each in reading.findings if each.code == "P18"]
    assert message == f"the cell '{name}' of Informed cannot be read: '{name}' does not say who"


@pytest.mark.parametrize("cell", ["[TODO]", "[TBD]", "TBD", "—", "[n/a], [tbd]"])
def test_a_place_that_says_nobody_is_blank(cell):
    reading = read(table("| Task | Responsible | Accountable |", f"| Sell | {cell} | Cy |"))
    assert cells(reading.matrices[0]) == {"Sell": [("Cy", "A")]}
    assert told(reading) == []


def test_of_two_known_names_only_one_of_which_is_meant_neither_is_taken():
    rows = ("| Task | Responsible | Accountable |", "| Sell | Ann or Cy | Cy |", "| Print | Ann | Cy |")
    reading = read(table(*rows))
    assert cells(reading.matrices[0]) == {"Sell": [("Cy", "A")], "Print": [("Ann", "R"), ("Cy", "A")]}
    assert told(reading) == [("P18", "violation", "the cell is left unsettled")]


def test_bars_and_signs_of_full_width_part_names():
    text = "Task,Responsible,Accountable\nSell,Ann|Bob、Dee；Eve,Cy（chief）\n"  # noqa: RUF001 - of full width
    [matrix] = read(f"RACI,,\n{text}", "a.csv").matrices
    assert cells(matrix) == {
        "Sell": [("Ann", "R"), ("Bob", "R"), ("Dee", "R"), ("Eve", "R"), ("Cy(chief)", "A")],
    }


def test_a_footnote_sign_is_no_part_of_the_name_of_a_party():
    [matrix] = read(KEY + table("| Activity | Venue[^1] | Night crew\\*\\* |", "| Sell | R | A |")).matrices
    assert [(column.text, column.label) for column in matrix.columns] == [
        ("Venue[^1]", "Venue"),
        ("Night crew\\*\\*", "Night crew"),
    ]


FULL_WIDTH = ["R／A", "R、A", "R（by day）/A"]  # noqa: RUF001 - of full width


@pytest.mark.parametrize("cell", ["Responsible and Accountable", "responsible & accountable", *FULL_WIDTH])
def test_joined_words_and_signs_of_full_width_are_read(cell):
    [matrix] = read(KEY + table("| Activity | Venue | Shop |", f"| Sell | {cell} | · |")).matrices
    assert cells(matrix) == {"Sell": [("Venue", "R"), ("Venue", "A")]}


def test_ambiguous_words_that_are_joined_stay_a_doubt():
    rows = ("| Tarea | Ventas | Legal |", "| Firmar | Responsable y Aprobador | Consultado |")
    others = ("| Archivar | Responsable | Informado |", "| Pagar | Aprueba | Consultado |")
    reading = read("# RACI\n\n" + table(*rows, *others))
    assert cells(reading.matrices[0])["Firmar"] == [("Legal", "C")]
    assert ("P03", "violation", "the cell is left unsettled") in told(reading)


def test_a_header_may_join_two_roles_by_a_word():
    rows = ("| Task | Responsible and Accountable | Consulted |", "| Sell | Ann | Bob |")
    [matrix] = read(table(*rows)).matrices
    assert cells(matrix) == {"Sell": [("Ann", "R"), ("Ann", "A"), ("Bob", "C")]}


@pytest.mark.parametrize("head", ["| Responsible | Ann |", "| **R** | Ann |"])
def test_a_table_of_roles_without_a_header_below_a_heading_is_about_what_that_says(head):
    text = "# RACI\n\n## Sell\n\n" + table(head, "| Accountable | Bob |")
    text += "## Print\n\n" + table(head.replace("Ann", "Cy"), "| Accountable | Bob |")
    [matrix] = read(text).matrices
    assert matrix.layout is Layout.TABLE_PER_ACTIVITY
    assert cells(matrix) == {"Sell": [("Ann", "R"), ("Bob", "A")], "Print": [("Cy", "R"), ("Bob", "A")]}


def test_tables_with_the_same_header_are_laid_out_alike():
    head = "| Role | Sell | Print | Pack |"
    first = table(head, "| Ann | A | A | A |", "| Bob | R | R | R |")
    second = table(head, "| Cy | I | C | C |")
    matrices = read("# RACI\n\n" + first + "## More\n\n" + second).matrices
    assert [matrix.layout for matrix in matrices] == [Layout.TRANSPOSED, Layout.TRANSPOSED]


def test_a_column_headed_name_may_hold_either_and_that_is_told():
    reading = read(KEY + table("| Name | Ann | Bob |", "| Sell | R | A |", "| Print | A | C |"))
    assert [matrix.layout for matrix in reading.matrices] == [Layout.TRANSPOSED]
    assert ("P17", "warning", "read as transposed") in told(reading)
    posts = read(KEY + table("| Name | Sell | Print |", "| Shop manager | R | A |", "| Clerk | A | C |"))
    assert told(posts) == []


def test_letters_under_the_name_of_daci_are_daci_s():
    reading = read(
        "# DACI\n\n" + table("| Decision | Ann | Bob | Cy |", "| Price | D | A | C |", "| Place | A | D | I |")
    )
    [matrix] = reading.matrices
    assert [(entry.letter, entry.role) for entry in matrix.legend] == [
        ("D", "Driver"),
        ("A", "Approver"),
        ("C", "Contributor"),
        ("I", "Informed"),
    ]
    assert matrix.scheme == "DACI"
    assert "DACI's usual meaning" in reading.findings[0].message


def test_a_line_that_begins_another_role_is_no_name():
    reading = read(
        "- Bake\n  - responsible: Ann\n  - reviewer: Bob\n  - informed: Cy\n- Sell\n  - R: Ann\n  - A: Bob\n"
    )
    names = {mark.party for matrix in reading.matrices for cell in matrix.cells for mark in cell.marks}
    assert names <= {"Ann", "Bob", "Cy"}
    assert [each.code for each in reading.findings if each.severity.value == "violation"] == ["P18"]


def test_a_column_whose_header_may_mean_a_role_is_told_where_it_is_not_read_as_one():
    rows = ("| Task | Driver | Coordinator | Informed |", "| Sell | Ann | Bob | Cy |")
    reading = read("# Roles and responsibilities\n\n" + table(*rows))
    said = [
        each.message for each in reading.findings if each.code in {"P12", "P17"} and each.severity.value == "warning"
    ]
    assert len(said) == 1
    assert "Coordinator" in said[0]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("| Job | doer(R) | boss (A) | adviser (C) |", True),
        ("| Job | Responsible (R)<br>does it | Accountable (A)<br>signs it | Consulted (C)<br>is asked |", True),
        ("| Job | Ann (R) | Bob (A) | Cy (C) |", False),
    ],
)
def test_a_letter_in_brackets_behind_a_word_heads_a_role_above_names_alone(head, names):
    row = "| Sell | Dee | Eve | Flo |" if names else "| Sell | A | C | R |"
    [matrix] = read("# RACI\n\n" + table(head, row)).matrices
    assert [column.role is not None for column in matrix.columns] == [names] * 3
    assert [letter for _, letter in cells(matrix)["Sell"]] == (["R", "A", "C"] if names else ["A", "C", "R"])


@pytest.mark.parametrize("sign", ["* ", "• ", "- ", "1. ", "2) "])
def test_the_marks_of_a_list_are_no_part_of_a_name(sign):
    [matrix] = read(f'RACI,,\nTask,Responsible,Accountable\nSell,"{sign}Ann\n{sign}Bob",Cy\n', "a.csv").matrices
    assert cells(matrix) == {"Sell": [("Ann", "R"), ("Bob", "R"), ("Cy", "A")]}
    found = [mark for cell in matrix.cells for mark in cell.marks]
    assert matrix.cells[0].printed[found[0].position - 1 :][:3] == "Ann"


@pytest.mark.parametrize(
    ("name", "plain"), [("Head of Sales", True), ("Board of Directors", True), ("Ann of Bob", False)]
)
def test_an_english_of_is_no_dutch_or(name, plain):
    [matrix] = read(table("| Task | Responsible | Accountable |", f"| Sell | {name} | Cy |")).matrices
    assert [cell.basis is Basis.EXPLICIT for cell in matrix.cells] == [plain, True]


def test_a_column_of_codes_holds_no_activities_where_texts_stand_beside():
    rows = ("| Control | Title | Ann | Bob |", "| A.5.1 | Policies | R | A |", "| A.5.9 | Inventory | A | C |")
    reading = read(KEY + table(*rows))
    assert list(cells(reading.matrices[0])) == ["Policies", "Inventory"]
    assert ("P17", "warning", "read as parties-as-columns") in told(reading)


def test_of_a_merged_header_the_last_column_holds_the_activities():
    page = (
        "<h1>RACI</h1><table><tr><th colspan=2>Task</th><th>Nurse</th><th>Doctor</th></tr>"
        "<tr><th rowspan=2>In</th><td>History</td><td>R</td><td>A</td></tr>"
        "<tr><td>Check</td><td>I</td><td>A/R</td></tr></table>"
    )
    [matrix] = read(page, "a.html").matrices
    assert cells(matrix) == {
        "History": [("Nurse", "R"), ("Doctor", "A")],
        "Check": [("Nurse", "I"), ("Doctor", "A"), ("Doctor", "R")],
    }


@pytest.mark.parametrize("number", ["1", "2.1", "IV.", "B"])
def test_a_number_before_a_merged_heading_is_a_part_of_it(number):
    page = (
        "<h1>RACI</h1><table><tr><th>Ref</th><th>Step</th><th>Chef</th><th>Clerk</th></tr>"
        f"<tr><td>{number}</td><td colspan=3>Mornings</td></tr><tr><td>x1</td><td>Bake</td><td>R</td><td>A</td></tr>"
        "<tr><td>9</td><td colspan=3>Nights</td></tr><tr><td>x2</td><td>Sell</td><td>A</td><td>R</td></tr></table>"
    )
    reading = read(page, "a.html")
    [matrix] = reading.matrices
    assert [section.label for section in matrix.sections] == ["Mornings", "Nights"]
    assert cells(matrix) == {"Bake": [("Chef", "R"), ("Clerk", "A")], "Sell": [("Chef", "A"), ("Clerk", "R")]}
    assert [each for each in reading.findings if each.severity.value != "info"] == []


def test_groups_above_or_below_the_names_of_parties_are_a_part_of_them():
    body = "<tr><td>Back up</td><td>R</td><td>A</td><td>I</td><td>A/R</td></tr>" * 2
    parties = "<tr><td>{}</td><td>We</td><td>You</td><td>We</td><td>You</td></tr>".format("Jobs")
    groups = "<tr><td>Plan</td><td colspan=2>Basic</td><td colspan=2>Full</td></tr>"
    for rows in (parties + groups, groups + parties):
        [matrix] = read(f"<h1>RACI</h1><table>{rows}{body}</table>", "a.html").matrices
        assert [column.label for column in matrix.columns] == ["Basic / We", "Basic / You", "Full / We", "Full / You"]
        assert [activity.label for activity in matrix.activities] == ["Back up", "Back up"]


def test_a_blank_corner_over_long_headers_is_told():
    reading = read(KEY + table("| | Sell bread | Bake rolls |", "| Aron | R | A |", "| Bela | I | R |"))
    assert [matrix.layout for matrix in reading.matrices] == [Layout.PARTIES_AS_COLUMNS]
    assert told(reading) == [("P17", "warning", "read as parties-as-columns")]
    assert told(read(KEY + table("| | Ann | Bob |", "| Sell bread | R | A |"))) == []


def test_a_column_of_words_with_letters_among_them_is_told():
    rows = ("| Activity | Ann | Robots |", "| Bake | A/R | Oven watch I |", "| Mop | A | floor R |")
    assert ("P12", "warning", "kept as an attribute in the parsed form") in told(read(KEY + table(*rows)))


def test_headers_of_most_roles_of_rapid_are_told():
    head = "| Shelf | Owner (P = Perform) | Recommend | Agree | Input | Decide |"
    reading = read(table(head, "| Bread | Ann | Bob | Cy | All | Dee |"))
    heads = "Owner (P = Perform), Recommend, Agree, Decide"
    said = f"the table looks like a matrix, but its headers may mean several roles ({heads})"
    assert [(each.code, each.message) for each in reading.findings] == [
        ("P01", "there is no responsibility matrix in this document"),
        ("P17", said),
    ]


def test_names_with_a_dot_between_are_a_doubt():
    reading = read(table("| Task | Responsible | Accountable |", "| Sell | 법무팀·재무팀 | Cy |"))
    assert [cell.basis for cell in reading.matrices[0].cells] == [Basis.UNSETTLED, Basis.EXPLICIT]


def test_words_of_headers_with_underscores_are_words():
    rows = "task_id,task_name,responsible,accountable\nT-1,Paint,Ann,Bob\n"
    [matrix] = read(rows, "raci.csv").matrices
    assert cells(matrix) == {"Paint": [("Ann", "R"), ("Bob", "A")]}


@pytest.mark.parametrize(
    ("head", "letters"),
    [
        ("| Attività | R: sforna | A: ne risponde | Note |", "R: sforna, A: ne risponde"),
        ("| Shelf | R (baker) | A (boss) | Note |", "R (baker), A (boss)"),
        ("| Task | R | A | Note |", "R, A"),
    ],
)
def test_letters_of_roles_over_names_that_nothing_announces_are_told(head, letters):
    reading = read(table(head, "| Bake | Ann | Bob | |", "| Sell | Cy | Bob | at noon |"))
    said = f"the table looks like a matrix, but the letters of its headers may be those of roles ({letters})"
    assert reading.matrices == ()
    assert [(each.code, each.message) for each in reading.findings if each.code == "P17"] == [("P17", said)]


@pytest.mark.parametrize(
    "row", ["| Bake | <PM> | Bob |", "| Bake | Roy, roy@example.org | Bob |", "| Bake | <PM> | <PO> |"]
)
def test_one_row_of_names_to_be_filled_in_is_told_too(row):
    said = "the table looks like a matrix, but the letters of its headers may be those of roles (R, A)"
    reading = read(table("| Task | R | A |", row))
    assert reading.matrices == ()
    assert [(each.code, each.message) for each in reading.findings if each.code == "P17"] == [("P17", said)]


@pytest.mark.parametrize(
    "rows",
    [
        ("| Task | R | A |", "| Bake | 1.5 | 2 |"),
        ("| Shelf | R | A |", "| Bread | Ann | Bob |"),
        ("| Task | R: sforna | B: altro |", "| Bake | Ann | Bob |"),
        ("| Task | R: sforna | A: ne risponde |", "| Bake | | |"),
    ],
    ids=["numbers", "nothing heads activities", "another letter", "blank"],
)
def test_other_letters_as_headers_are_not(rows):
    assert [each.code for each in read(table(*rows)).findings] == ["P01"]


@pytest.mark.parametrize("letters", ["{} if asked", "{}?", "{} → Zoe", "{}/C as agreed"])
def test_letters_with_more_behind_them_in_all_cells_are_told(letters):
    rows = [[letters.format(each) for each in pair] for pair in ("RA", "AR")]
    reading = read(
        table("| Task | Ann | Bob |", *(f"| Bake {at} | {' | '.join(each)} |" for at, each in enumerate(rows)))
    )
    first = letters.format("R")
    why = f"its cells begin with letters of roles and have more behind them ('{first}')"
    assert reading.matrices == ()
    said = [each.message for each in reading.findings if each.code == "P17"]
    assert said == [f"the table looks like a matrix, but {why}"]


def test_one_column_that_is_called_raci_is_enough_for_that():
    reading = read(table("| Who | RACI type |", "| Ann | R if asked |", "| Bob | A, later |", "| Cy | S for a week |"))
    why = "its cells begin with letters of roles and have more behind them ('R if asked')"
    said = [each.message for each in reading.findings if each.code == "P17"]
    assert said == [f"the table looks like a matrix, but {why}"]


@pytest.mark.parametrize("cells", ["| B+ | C- |", "| I think so | I do not |", "| A. Smith | A. Jones |"])
def test_other_texts_that_begin_with_a_letter_are_not(cells):
    assert [
        each.code for each in read(table("| Task | Ann | Bob |", f"| Bake {cells}", f"| Sell {cells}")).findings
    ] == ["P01"]


def test_two_headers_that_may_name_roles_are_told_where_somebody_stands_below_both():
    said = "the table looks like a matrix, but its headers may mean several roles (Lead, Support)"
    rows = ("| Bake | Ann | Bob |", "| Sell | Bob | - |")
    assert [
        each.message for each in read(table("| Item | Lead | Support |", *rows)).findings if each.code == "P17"
    ] == [said]
    others = ("| Bake | Ann | by mail |", "| Sell | Bob | on site |")
    assert [each.code for each in read(table("| Item | Lead | Support |", *others)).findings] == ["P01"]


def test_numbers_are_the_activities_only_where_nothing_else_is():
    reading = read(
        table(
            "| # | Area | Responsible | Approver | Consulted |",
            "| 1 | Bread | Ann | Bob | Cy |",
            "| 2 | Milk | Bob | Ann | Cy |",
        )
    )
    assert [(row.label, row.attributes) for row in reading.matrices[0].activities] == [
        ("Bread", {"#": "1"}),
        ("Milk", {"#": "2"}),
    ]
    assert told(reading) == [("P12", "info", "kept in the parsed form")]
    bare = read(KEY + table("| # | Responsible | Accountable |", "| 1 | Ann | Bob |", "| 2 | Bob | Ann |"))
    assert [row.label for row in bare.matrices[0].activities] == ["1", "2"]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Backup", ", although it holds names that stand under its roles"),
        ("Independent Verifier", ", for its header may mean Verifier"),
        ("Tool", ""),
    ],
)
def test_a_column_beside_roles_that_may_be_one_of_a_role_is_a_warning(header, why):
    names = ("Oven", "Till") if header == "Tool" else ("Bob", "Ann")
    rows = [f"| Bake | Ann | Bob | Cy | {names[0]} |", f"| Sell | Bob | Ann | Cy | {names[1]} |"]
    [finding] = read(table(f"| Task | Responsible | Accountable | Consulted | {header} |", *rows)).findings
    severity = "warning" if why else "info"
    assert (finding.code, finding.severity.value) == ("P12", severity)
    assert finding.message == f"the column '{header}' is kept as an attribute{why}"


@pytest.mark.parametrize(("last", "is_told"), [("Ann", True), ("Bob", False), ("Hal", False)])
def test_a_quarter_of_the_names_beside_roles_are_enough_if_they_are_different(last, is_told):
    names = ("Bob", "Dee", "Eve", "Fay", "Gil", last)
    rows = [f"| Task {at} | Ann | Bob | {name} |" for at, name in enumerate(names)]
    [finding] = read(table("| Task | Responsible | Accountable | Sponsor |", *rows)).findings
    why = ", although it holds names that stand under its roles" if is_told else ""
    assert (finding.code, finding.message) == ("P12", f"the column 'Sponsor' is kept as an attribute{why}")


def test_a_table_in_code_that_is_no_sure_matrix_is_told_too():
    rows = table("| Shelf | Ann | Bob |", "| Bread | R | A |", "| Milk | A | R |")
    why = "there is no legend of roles, and nothing says that this is a responsibility matrix"
    said = [each.message for each in read(f"```\n{rows}```\n").findings if each.code == "P17"]
    assert said == [f"the table looks like a matrix, but {why}"]


@pytest.mark.parametrize("party", ["", "| Cy "])
def test_activities_in_the_last_column_make_no_legend_of_the_first(party):
    cell = "| C " if party else ""
    rows = (f"| R | A {cell}| Bake bread |", f"| I | R {cell}| Sell bread |", f"| R | I {cell}| Mop the floor |")
    reading = read(KEY + table(f"| Ann | Bob {party}| Task |", *rows))
    assert [row.label for row in reading.matrices[0].activities] == ["Bake bread", "Sell bread", "Mop the floor"]


@pytest.mark.parametrize("head", ["Domain,A,R,C,I,Reviewer", "Domain,A,R desk,R shop,C all,I"])
def test_letters_over_names_head_a_table_that_marks_no_header(head):
    rows = '"Bread, milk",Ann,Bob Ross,"Cy, Dee",Team,no\nCakes,Ann,Bob Ross,Cy,Team,yes\n'
    [matrix] = read(f"{head}\n{rows}", "raci.csv").matrices
    assert [row.label for row in matrix.activities] == ["Bread, milk", "Cakes"]
    assert [column.label for column in matrix.columns] == head.split(",")[1 : 5 + ("R desk" in head)]


def test_a_row_of_marks_above_blank_ones_is_no_header():
    [matrix] = read("Chore,Ann,Bob\nBake,R,A\nSell,R,A\nMop,-,-\n", "raci.csv").matrices
    assert [row.label for row in matrix.activities] == ["Bake", "Sell", "Mop"]


@pytest.mark.parametrize("activity", ['<a id="bake"></a>', "![](bread.png)", "<Task>"])
def test_a_row_whose_activity_is_not_shown_has_none(activity):
    reading = read(KEY + table("| Task | Ann | Bob |", "| Sell | R | A |", f"| {activity} | A | R |"))
    assert [row.label for row in reading.matrices[0].activities] == ["Sell"]
    assert [(each.code, each.message) for each in reading.findings] == [("P09", "the row has no activity")]


def test_check_marks_beside_words_for_roles_are_told():
    rows = ("| Bake | ✅ Responsible | - |", "| Sell | - | ✅ Responsible |")
    why = "its cells hold signs beside words for roles ('✅ Responsible')"
    said = [each.message for each in read(table("| Capability | Ann | Bob |", *rows)).findings if each.code == "P17"]
    assert said == [f"the table looks like a matrix, but {why}"]


def test_headers_of_roles_without_one_for_the_work_are_told():
    reading = read(table("| Phase | Accountability | Consulted | Informed |", "| Begin | Ann | Bob, Cy | Dee |"))
    why = "its headers name roles (Consulted, Informed), and none who does the work or answers for it"
    assert [each.message for each in reading.findings if each.code == "P17"] == [
        f"the table looks like a matrix, but {why}"
    ]


@pytest.mark.parametrize(
    ("corner", "rows", "codes"),
    [
        ("Component", ["Oven", "Till"], ["P08", "P17"]),
        ("Domain", ["1. Oven", "2.1 Till"], ["P08", "P17"]),
        ("Component", ["Heat the oven", "Open the till"], ["P08"]),
        ("Task", ["Oven", "Till"], ["P08"]),
    ],
    ids=["things over work", "numbered things", "work", "a word for work"],
)
def test_columns_that_may_be_activities_below_a_corner_that_says_nothing_are_told(corner, rows, codes):
    text = f"# RACI\n\n| {corner} | Knead dough | Sell bread |\n|---|---|---|\n"
    reading = read(text + "".join(f"| {row} | R | A |\n" for row in rows))
    assert sorted(each.code for each in reading.findings) == codes
