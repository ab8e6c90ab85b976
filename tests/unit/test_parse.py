"""Documents into matrices: which tables, under which legend, in which sections, and what is said of the rest."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.model import About, Basis, Choice, LegendEntry, Mark, Place, Section
from raci_graph.parse import parse
from raci_graph.readers import read_document

LEGEND = "R: responsible\nA: accountable\nC: consulted\nI: informed\n\n"
HEAD = "| Activity | Venue | Shop |\n|---|---|---|\n"


@pytest.fixture
def page(repository):
    return (repository / "tests/unit/data/page.md").read_bytes()


@pytest.fixture
def lines(repository):
    return (repository / "tests/unit/data/page.txt").read_bytes()


@pytest.fixture(scope="module")
def bundled(repository):
    path = repository / "data/ovhcloud/hosted-exchange/2022-11-15/source.txt"
    return parse(read_document(path.read_bytes(), path.name))


def read(data, name="a.md"):
    return parse(read_document(data.encode() if isinstance(data, str) else data, name))


def printed(reading):
    """Of each matrix, each row: its section, its activity, and the printed text of its cells."""
    return [
        [(row.section, row.text, *(cell.printed for cell in row.cells)) for row in matrix.activities]
        for matrix in reading.matrices
    ]


def told(reading):
    return [(each.code, each.severity.value, str(each.place), each.done) for each in reading.findings]


# The publisher's layout

ROWS = [
    ("1.1", "Choose the halls | stages on sale", "RA", ""),
    ("1.1", "Print the seat plan", "I", "R/A"),
    ("2.1.1", "Sell tickets", "**A** (since May)", "RI"),
    ("2.1.1", "Refund tickets", "", "IR"),
]


def test_tables_under_one_legend_with_the_same_parties_are_one_matrix(page):
    reading = read(page)
    assert printed(reading) == [ROWS]
    assert reading.findings == ()


def test_carriage_returns_and_a_byte_order_mark_change_nothing_but_the_digest(page):
    crlf = read(b"\xef\xbb\xbf" + page.replace(b"\n", b"\r\n")).matrices[0]
    [matrix] = read(page).matrices
    assert crlf.sha256 != matrix.sha256
    assert (crlf.activities, crlf.sections, crlf.legend) == (matrix.activities, matrix.sections, matrix.legend)


def test_the_matrix_says_what_the_page_says_of_it(page):
    [matrix] = read(page, "page.md").matrices
    assert (matrix.source, matrix.table, matrix.title) == ("page.md", 1, "Ticket shop Responsibility model")
    assert (matrix.language, matrix.scheme, matrix.layout.value) == ("en-gb", "RACI", "parties-as-columns")
    assert matrix.place == Place("page.md", 23, 18)


def test_the_legend_table_is_the_legend_and_no_matrix(page):
    [matrix] = read(page).matrices
    assert [(entry.letter, entry.role) for entry in matrix.legend] == [
        ("R", "Responsible"),
        ("A", "Accountable"),
        ("C", "Consulted"),
        ("I", "Informed"),
    ]
    assert matrix.legend[3] == LegendEntry(
        "I", "Informed", "Is informed of the results of the process", Place("a.md", 17, 3)
    )


def test_numbered_headings_are_sections_and_others_are_not(page):
    [matrix] = read(page).matrices
    assert [(each.key, each.label, each.parent) for each in matrix.sections] == [
        ("1", "Before opening", None),
        ("1.1", "Set up the shop", "1"),
        ("2", "Operations", None),
        ("2.1.1", "Sales", "2"),
    ]
    assert matrix.sections[3] == Section("2.1.1", "Sales", "**2.1.1. Sales**", "2.1.1", "2", Place("a.md", 30))


def test_a_cell_has_its_marks_its_comment_and_its_place(page):
    [matrix] = read(page).matrices
    cell = matrix.activities[2].cells[0]
    assert (cell.party, cell.column, cell.printed_column, cell.basis) == ("Venue", 1, 2, Basis.EXPLICIT)
    assert (cell.marks, cell.comment) == ((Mark("A", "Accountable", 3),), "since May")
    assert cell.place == Place("a.md", 34, 18)


def test_an_activity_keeps_its_source_text_beside_its_text(page):
    [matrix] = read(page).matrices
    row = matrix.activities[1]
    assert (row.row, row.text, row.source_text) == (2, "Print the seat plan", "Print the **seat plan**")
    assert row.place == Place("a.md", 26)
    assert row.is_settled


def test_columns_keep_their_header_as_it_was_written(page):
    [matrix] = read(page).matrices
    assert [(each.number, each.printed_column, each.text, each.label) for each in matrix.columns] == [
        (1, 2, "**Venue**", "Venue"),
        (2, 3, "**Shop**", "Shop"),
    ]


def test_what_is_said_beside_the_table_wins(page):
    about = About(id="shop", title="Another", language="en")
    [matrix] = parse(read_document(page, "a.md"), about).matrices
    assert (matrix.title, matrix.language, matrix.about) == ("Another", "en", about)


# Plain text


def test_lone_marks_of_a_plain_text_are_left_unsettled(lines):
    reading = read(lines, "page.txt")
    assert printed(reading) == [
        [
            ("1.1", "Choose the halls | stages on sale", None, None),
            ("1.1", "Print the seat plan", "I", "R/A"),
            ("2.1.1", "Sell tickets", "A", "RI"),
            ("2.1.1", "Refund tickets", None, None),
        ]
    ]
    assert told(reading) == [
        ("P02", "violation", "page.txt:13:35", "its cells are left unsettled"),
        ("P02", "violation", "page.txt:20:16", "its cells are left unsettled"),
    ]


def test_an_unsettled_row_keeps_its_mark_with_its_place(lines):
    [matrix] = read(lines, "page.txt").matrices
    row = matrix.activities[3]
    assert [(mark.text, str(mark.place)) for mark in row.unplaced] == [("IR", "page.txt:20:16")]
    assert [(cell.printed, cell.marks, cell.basis) for cell in row.cells] == [(None, (), Basis.UNSETTLED)] * 2


def test_a_plain_text_has_the_sections_of_its_page(page, lines):
    [text], [marked] = read(lines, "page.txt").matrices, read(page).matrices
    assert [(each.key, each.label, each.parent) for each in text.sections] == [
        (each.key, each.label, each.parent) for each in marked.sections
    ]


def test_the_bundled_plain_text_has_26_lone_marks(bundled):
    [matrix] = bundled.matrices
    assert (len(matrix.activities), len(matrix.sections)) == (49, 24)
    assert [finding.code for finding in bundled.findings] == ["P02"] * 26
    assert [row.row for row in matrix.activities if row.unplaced] == [
        *(1, 3, 7, 9, 11, 12, 14, 15, 16, 17, 19, 24, 26, 27),
        *(29, 30, 31, 32, 33, 34, 36, 37, 41, 43, 44, 45),
    ]


def test_the_bundled_plain_text_alone_states_70_roles(bundled):
    [matrix] = bundled.matrices
    assert sum(len(cell.roles) for cell in matrix.cells) == 70


@pytest.mark.parametrize(
    "text",
    [
        "Activity Venue Shop\nPrint I RA\n\nSell RA I\n",
        "Activity Venue Shop\nPrint I RA\n24 hours support\nSell RA I\n",
        "Activity Venue Shop\nPrint I RA\n2. Two\nSell RA I\n",
        "Activity Venue Shop\n\nSell RA I\n\nActivity Venue Shop\nPrint I RA\n",
        "Sell RA I\n\nActivity Venue Shop\nPrint I RA\n",
        "Activity Venue Shop\nPrint I RA\n\nActivity Venue Shop\nSell\n",
        "Activity Venue Shop\nPrint I RA\n\nWords\nActivity Venue Shop\nSell\n",
    ],
    ids=["blank line", "number", "lost header", "blank below header", "before", "no marks", "no marks, behind words"],
)
def test_a_row_of_a_plain_text_that_is_not_read_is_told(text):
    reading = read(LEGEND + text, "a.txt")
    line = next(number for number, each in enumerate((LEGEND + text).splitlines(), 1) if each.startswith("Sell"))
    assert [row[1] for row in printed(reading)[0]] == ["Print"]
    assert told(reading) == [("P09", "violation", f"a.txt:{line}:1", "left out")]


def test_the_title_of_a_plain_text_may_end_in_all_letters_and_a_row_may_not():
    table = "Activity Venue Shop\nPrint I RA\n"
    assert told(read(f"Ticket shop RAI\n\n{LEGEND}{table}", "a.txt")) == [("P09", "violation", "a.txt:1:1", "left out")]
    assert told(read(f"Ticket shop RACI\n\n{LEGEND}{table}", "a.txt")) == []
    assert told(read(f"{LEGEND}{table}\nSell RACI\n", "a.txt")) == [("P09", "violation", "a.txt:9:1", "left out")]


def test_a_row_of_all_letters_behind_a_header_alone_is_told():
    text = f"{LEGEND}Activity Venue Shop\n\nSell RACI\n\nActivity Venue Shop\nPrint I RA\n"
    assert told(read(text, "a.txt")) == [("P09", "violation", "a.txt:8:1", "left out")]


def test_a_stray_row_is_told_by_the_letters_of_the_legend_or_else_by_those_of_raci():
    table = "Activity Venue Shop\nPrint W RW\n\nSell W\n"
    legend = "R: responsible\nW: Witness\n\n"
    assert ("P09", "violation", "a.txt:7:1", "left out") in told(read(legend + table, "a.txt"))
    usual = "Activity Venue Shop\nPrint I RA\n\nSell RA\n"
    assert ("P09", "violation", "a.txt:4:1", "left out") in told(read(usual, "a.txt"))


def test_a_plain_text_without_a_table_has_no_stray_rows():
    assert told(read(f"{LEGEND}Sell RA I\n", "a.txt")) == [("P01", "violation", "a.txt:1:1", "nothing was read")]


def test_a_later_table_of_lone_marks_is_bound_by_the_header_of_an_earlier_one():
    text = f"{LEGEND}1. One\nActivity Venue Shop\nPrint I RA\n2. Two\nActivity Venue Shop\nSell RA\n"
    reading = read(text, "a.txt")
    assert printed(reading) == [[("1", "Print", "I", "RA"), ("2", "Sell", None, None)]]
    assert [finding.code for finding in reading.findings] == ["P02"]


# Each finding of the reader, and a near case without it


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Words.\n", ("P01", "violation", "a.md:1:1", "nothing was read")),
        (
            f"{HEAD}| Sell | R | RX |\n| Print | A | I |\n",
            ("P03", "violation", "a.md:8:14", "the cell is left unsettled"),
        ),
        (
            f"{HEAD}| Sell | R | ~~A~~ |\n| Print | A | I |\n",
            ("P03", "violation", "a.md:8:14", "the cell is left unsettled"),
        ),
        (f"{HEAD}| Sell | R |\n| Print | A | I |\n", ("P04", "violation", "a.md:8", "its cells are left unsettled")),
        (f"{HEAD}| Sell | R | A | I |\n", ("P04", "violation", "a.md:8", "the cells beyond the header are left out")),
        (f"{HEAD}| Sell | R | A |\n\n| Print | R |\n", ("P07", "violation", "a.md:10", "left out")),
        ("| Activity | Web | Shop |\n|---|---|\n| Sell | R | A |\n", ("P07", "warning", "a.md:6", "read as a table")),
        (f"{HEAD}| | R | A |\n| Print | R | A |\n", ("P09", "violation", "a.md:8", "left out")),
        (
            f"X: Witness\n\n{HEAD}| Sell | R | A |\n",
            ("P10", "warning", "a.md:6:1", "read as a role of this matrix alone"),
        ),
        (
            f"R: Witness\n\n{HEAD}| Sell | A | I |\n",
            ("P11", "violation", "a.md:6:1", "cells with this letter are left unsettled"),
        ),
    ],
    ids=["P01", "P03", "P03 struck", "P04 short", "P04 long", "P07 blank line", "P07 header", "P09", "P10", "P11"],
)
def test_a_doubt_is_told_with_its_place_and_what_was_done(text, finding):
    assert finding in told(read(LEGEND + text))


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}| Sell | R | A |\n",
        f"{HEAD}| Sell | R | – |\n| Print | A | **I** |\n",
        f"{HEAD}| Sell | R | |\n| Print | A | I | |\n",
        f"{HEAD}| Sell \\| lend | R | A |\n\nR | A\n",
        "| Activity | Web \\| Shop |\n|---|---|\n| Sell | R |\n",
        f"{HEAD}| | | |\n| Print | R | A |\n",
        f"R: responsible, and informed\n\n{HEAD}| Sell | R | A |\n",
    ],
    ids=["P01", "P03", "P04", "P07 blank line", "P07 header", "P09", "P10 and P11"],
)
def test_a_near_case_is_certain(text):
    reading = read(LEGEND + text)
    assert told(reading) == []
    assert len(reading.matrices) == 1


def test_a_document_without_legend_is_read_with_the_usual_meaning_and_told():
    reading = read(f"{HEAD}| Sell | R | A |\n")
    assert told(reading) == [("P08", "info", "a.md:1:14", "read with the usual meaning")]
    assert reading.matrices[0].cells[0].roles == ("Responsible",)
    assert all(entry.text is None for entry in reading.matrices[0].legend)


def test_a_legend_that_exchanges_r_and_a_gives_the_exchanged_roles():
    reading = read(f"R: accountable\nA: responsible\n\n{HEAD}| Sell | R | RA |\n")
    assert [cell.roles for cell in reading.matrices[0].cells] == [("Accountable",), ("Accountable", "Responsible")]
    assert [finding.code for finding in reading.findings] == ["P10", "P10"]


def test_a_letter_with_a_meaning_of_its_own_is_a_role_of_no_scheme():
    reading = read(f"R: Review\nA: accountable\n\n{HEAD}| Sell | R | A |\n")
    assert [cell.roles for cell in reading.matrices[0].cells] == [("R",), ("Accountable",)]
    assert reading.matrices[0].scheme is None


def test_cells_with_a_letter_of_two_meanings_are_left_unsettled():
    reading = read(f"{LEGEND}R: Witness\n\n{HEAD}| Sell | R | A |\n| Print | A | I |\n")
    assert [finding.code for finding in reading.findings] == ["P03", "P11", "P10"]
    assert reading.matrices[0].cells[0].basis is Basis.UNSETTLED


def test_the_letters_of_a_legend_are_read_that_raci_does_not_have():
    reading = read(f"R: responsible\nS: supports\n\n{HEAD}| Sell | S | RS |\n")
    assert [cell.roles for cell in reading.matrices[0].cells] == [("Support",), ("Responsible", "Support")]
    assert (reading.matrices[0].scheme, reading.findings) == ("RASCI", ())


def test_the_same_doubt_in_two_tables_is_told_twice():
    table = f"{HEAD}| Sell | RA |\n| Print | R | A |\n"
    assert [(code, place) for code, _, place, _ in told(read(f"{LEGEND}{table}\n{table}"))] == [
        ("P04", "a.md:8"),
        ("P04", "a.md:13"),
        ("P15", "a.md:11:14"),
    ]


@pytest.mark.parametrize("legend", ["", LEGEND])
def test_a_table_of_other_things_is_left_out_without_a_word(legend):
    names = "| Activity | Owner |\n|---|---|\n| Sell | Ann |\n\n"
    assert told(read(f"{LEGEND}{HEAD}| Sell | R | A |\n\n{names}")) == []
    assert [finding.code for finding in read(f"{legend}{names}").findings] == ["P01"]


def test_an_unreadable_cell_keeps_its_text_and_the_row_keeps_it_as_unplaced():
    row = read(f"{LEGEND}{HEAD}| Sell | R | X (web) |\n| Print | A | I |\n").matrices[0].activities[0]
    assert [(cell.printed, cell.roles, cell.basis.value) for cell in row.cells] == [
        ("R", ("Responsible",), "Explicit"),
        ("X (web)", (), "Unsettled"),
    ]
    assert row.cells[1].comment == "web"
    assert [mark.text for mark in row.unplaced] == ["X (web)"]


def test_the_only_row_of_a_table_may_be_unreadable_and_stays_in_its_matrix():
    text = f"{LEGEND}# 1. One\n\n{HEAD}| Sell | R | A |\n\n# 2. Two\n\n{HEAD}| Print | R | ? |\n"
    reading = read(text)
    assert printed(reading) == [[("1", "Sell", "R", "A"), ("2", "Print", "R", "?")]]
    assert told(reading) == [("P03", "violation", "a.md:16:15", "the cell is left unsettled")]


def test_a_table_whose_letters_are_not_in_its_legend_is_told_and_left_out():
    other = f"B: responsible\nT: accountable\n\n{HEAD}| Print | R | RA |\n"
    text = f"{LEGEND}# 1. One\n\n{HEAD}| Sell | R | A |\n\n# 2. Two\n\n{other}"
    reading = read(text)
    assert printed(reading) == [[("1", "Sell", "R", "A")]]
    assert ("P03", "violation", "a.md:17", "the table is left out") in told(reading)


# Several matrices


def test_other_parties_make_another_matrix_and_a_shared_party_is_told():
    text = f"{LEGEND}{HEAD}| Sell | R | A |\n\n| Activity | Venue | Web |\n|---|---|---|\n| Print | R | A |\n"
    reading = read(text)
    assert printed(reading) == [[(None, "Sell", "R", "A")], [(None, "Print", "R", "A")]]
    assert told(reading) == [("P12", "info", "a.md:10:14", "read as a matrix of its own")]
    assert [matrix.table for matrix in reading.matrices] == [1, 2]


def test_the_case_of_a_header_makes_no_other_matrix():
    text = f"{LEGEND}{HEAD}| Sell | R | A |\n\n| Activity | VENUE | **shop** |\n|---|---|---|\n| Print | R | A |\n"
    assert printed(read(text)) == [[(None, "Sell", "R", "A"), (None, "Print", "R", "A")]]


def test_another_legend_makes_another_matrix():
    other = "R: Review\nA: accountable\n\n"
    text = f"# 1. One\n\n{LEGEND}{HEAD}| Sell | R | A |\n\n# 2. Two\n\n{other}{HEAD}| Print | R | A |\n"
    reading = read(text)
    assert [[cell.roles for cell in matrix.cells] for matrix in reading.matrices] == [
        [("Responsible",), ("Accountable",)],
        [("R",), ("Accountable",)],
    ]
    assert [finding.code for finding in reading.findings] == ["P10"]


def test_the_second_matrix_of_a_document_has_an_id_of_its_own():
    text = f"{LEGEND}{HEAD}| Sell | R | A |\n\n| Activity | Web |\n|---|---|\n| Print | R |\n"
    reading = parse(read_document(text.encode(), "a.md"), About(id="shop"))
    assert [matrix.about.id for matrix in reading.matrices] == ["shop", "shop-2"]
    assert reading.findings == ()


def test_a_column_of_remarks_in_many_tables_is_told_once():
    head = "| Activity | Venue | Remarks |\n|---|---|---|\n"
    text = f"{LEGEND}{head}| Sell | R | in the morning |\n\n{head}| Print | A | |\n"
    reading = read(text)
    assert told(reading) == [("P12", "info", "a.md:6:22", "kept in the parsed form")]
    assert [row.attributes for row in reading.matrices[0].activities] == [{"Remarks": "in the morning"}, {}]


def test_a_cell_has_the_printed_column_of_its_own_table():
    wide = "| Number | Activity | Venue | Shop |\n|---|---|---|---|\n| one | Print | R | A |\n"
    [matrix] = read(f"{LEGEND}{HEAD}| Sell | R | A |\n\n{wide}").matrices
    assert [[cell.printed_column for cell in row.cells] for row in matrix.activities] == [[2, 3], [3, 4]]


@pytest.mark.parametrize(
    ("name", "language"), [("a.fr-ca.md", "fr-ca"), ("a.md", "en")], ids=["of the file", "of the word for activities"]
)
def test_the_language_of_the_document_or_of_its_words(name, language):
    assert read(f"{LEGEND}{HEAD}| Sell | R | A |\n", name).matrices[0].language == language


def test_a_language_that_nobody_tells_is_und():
    assert read("# RACI\n\n| Gnarl | Ort | Amt |\n|---|---|---|\n| Verkauf | R | A |\n").matrices[0].language == "und"


def test_findings_are_sorted_by_weight():
    reading = read(f"# RACI\n\n{HEAD}| Sell | R | X |\n| Print | R |\n| Mail | R | A |\n")
    assert [finding.code for finding in reading.findings] == ["P03", "P04", "P08"]


# Nothing is lost without a word

CELL = st.sampled_from(["R", "A", "RA", "I", "**R**", "R/A (web)", "", "-", "X", "R*", "R (A)", "<br>"])
HEADER = st.lists(st.sampled_from(["Activity", "Venue", "Shop", "Shop", "Web", ""]), min_size=2, max_size=5)
TABLE = st.tuples(HEADER, st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=4))
LETTERS = {"R", "A", "RA", "I", "**R**", "R/A (web)"}


@settings(deadline=None, derandomize=True, database=None)
@given(st.lists(TABLE, min_size=1, max_size=3))
def test_every_letter_beside_an_activity_stands_in_its_cell_or_is_told_with_its_line_or_its_table(tables):
    lines, wanted = LEGEND.splitlines(), {}
    for head, rows in tables:
        activities, begins = head.index("Activity") if "Activity" in head else 0, len(lines) + 1
        for cells in (head, ["---"] * len(head), *rows):
            lines.append(f"| {' | '.join(cells)} |")
            letters = [cell for at, cell in enumerate(cells) if at != activities and cell in LETTERS]
            wanted[len(lines)] = (letters, begins)
        lines.append("")
    reading = read("\n".join(lines))
    known = {finding.place.line for finding in reading.findings}
    refused = {
        finding.place.line for finding in reading.findings if finding.code == "P17" and "left out" in finding.done
    }
    settled = [cell for matrix in reading.matrices for cell in matrix.cells if cell.basis is Basis.EXPLICIT]
    for line, (letters, table) in wanted.items():
        found = [cell.printed for cell in settled if cell.place.line == line and cell.printed in LETTERS]
        assert not Counter(letters) - Counter(found) or line in known or table in refused


@pytest.mark.parametrize(("activity", "places"), [("Bake (rye and", ["a.md:8"]), ("Bake (rye)", []), ("Bake) it", [])])
def test_an_activity_that_ends_within_brackets_is_read_and_told(activity, places):
    reading = read(f"{LEGEND}{HEAD}| {activity} | R | A |\n| Sell | A | R |\n")
    assert [row.label for row in reading.matrices[0].activities] == [activity, "Sell"]
    assert [(each.code, str(each.severity), str(each.place)) for each in reading.findings] == [
        ("P09", "warning", place) for place in places
    ]


NAMED = "| Task | Responsible | Accountable |\n|---|---|---|\n| Bake | {} | Bob |\n| Sell | Bob | Ann |\n"


@pytest.mark.parametrize("clause", ["on the scored result", "with Bob", "after a review", "nach Absprache", "con Ana"])
def test_a_clause_among_names_is_no_name(clause):
    reading = read(NAMED.format(f"Ann, {clause}"))
    message = f"the cell 'Ann, {clause}' of Responsible cannot be read: '{clause}' says more than a name"
    assert [each.message for each in reading.findings if each.code == "P18"] == [message]


def test_a_name_may_begin_with_a_small_letter_and_a_word_that_begins_as_a_clause_does():
    [matrix] = read(NAMED.format("in-house crew, atelier")).matrices
    assert [mark.party for mark in matrix.activities[0].cells[0].marks] == ["in-house crew", "atelier"]


@pytest.mark.parametrize("choice", [Choice(), Choice(form="md"), Choice(encoding="utf-8")])
def test_what_is_left_unread_is_told_whatever_the_format_was_said_to_be(choice):
    table = "| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n| Sell | A | R |\n"
    text = f"# RACI\n\n{table}\n## RACI of Sundays\n\n```\nx\n```\n"
    reading = parse(read_document(text.encode(), "a.md", choice), choice=choice)
    assert [(each.code, each.place.line) for each in reading.findings if each.code == "P17"] == [("P17", 8)]
