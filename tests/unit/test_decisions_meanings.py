"""What a person says that words and signs mean: how it is written, what is read by it, and what it leaves."""

import datetime

import pytest

from raci_graph.decisions import dump_decisions, load_meanings, open_words
from raci_graph.errors import InputError, UsageError
from raci_graph.graph.write import to_graph
from raci_graph.importing import import_document
from raci_graph.model import Layout, Meaning, Place
from raci_graph.validation import validate

WHO = 'who = "Jo Doe"\nreason = "asked the author"\n'
OWNERS = """# Who decides

| Decision | Owner | Approver | Consulted |
|---|---|---|---|
| Bake | Ann | Bob | Cy, Di |
| Sell | Bob | Ann | - |
"""
CHECKED = """# Shared responsibility

| Responsibility | AWS | Customer |
|---|---|---|
| Bake | ✅ | ❌ |
| Sell | ❌ | ✅ |
"""


def entry(word, role, more=WHO):
    return f'[[meaning]]\nword = "{word}"\nrole = "{role}"\n{more}\n'


@pytest.fixture
def read(tmp_path):
    """``read(text, entries)``: the source that a document gives with such a decisions file."""

    def imported(text, entries, name="page.md", **more):
        page, decisions = tmp_path / name, tmp_path / "decisions.toml"
        page.write_text(text, "utf-8")
        decisions.write_text(entries, "utf-8")
        return import_document(page, decisions=decisions, **more)

    return imported


def cells(source):
    (matrix,) = source.matrices
    return {
        row.label: [
            (mark.party or cell.party, mark.role, cell.basis.value) for cell in row.cells for mark in cell.marks
        ]
        for row in matrix.activities
    }


def said(source):
    return [(each.code, each.place.line, each.message, each.done) for each in source.findings]


def test_without_a_meaning_the_table_is_left_out_and_the_finding_says_what_has_it_read(read):
    source = read(OWNERS, "")
    assert source.matrices == ()
    message = "the table looks like a matrix, but its headers may mean several roles (Owner, Approver)"
    done = "left out; a [[meaning]] in a decisions file has it read"
    assert said(source)[1:] == [("P17", 3, message, done)]


def test_headers_are_read_as_they_are_meant(read):
    source = read(OWNERS, entry("owner", "R") + entry("Approver", "accountable"))
    assert said(source) == []
    assert source.matrices[0].layout is Layout.ROLES_AS_COLUMNS
    assert cells(source) == {
        "Bake": [
            ("Ann", "Responsible", "Judgement"),
            ("Bob", "Accountable", "Judgement"),
            ("Cy", "Consulted", "Explicit"),
            ("Di", "Consulted", "Explicit"),
        ],
        "Sell": [("Bob", "Responsible", "Judgement"), ("Ann", "Accountable", "Judgement")],
    }


def test_the_matrix_has_a_decision_for_each_meaning_that_it_uses(read):
    (matrix,) = read(OWNERS, entry("Owner", "R") + entry("Approver", "A")).matrices
    assert [(each.name, each.rows, each.who, each.reason) for each in matrix.decisions] == [
        ("meaning-owner", (1, 2), "Jo Doe", "'Owner' means Responsible: asked the author"),
        ("meaning-approver", (1, 2), "Jo Doe", "'Approver' means Accountable: asked the author"),
    ]
    assert {cell.decision for cell in matrix.cells} == {"meaning-owner", "meaning-approver", None}


def test_its_graph_is_well_formed_and_has_the_decisions(read):
    (matrix,) = read(OWNERS, entry("Owner", "R") + entry("Approver", "A")).matrices
    turtle = to_graph(matrix).turtle()["matrix.ttl"]
    assert turtle.count("prov:wasInfluencedBy decision:meaning-owner") == 2
    assert "raci:reason \"'Owner' means Responsible: asked the author\"" in turtle


def test_one_column_is_enough_where_a_person_said_what_it_means(read):
    page = "# Plan\n\n| Aufgabe | Zuständig | Frist |\n|---|---|---|\n| Backen | Ann | Montag |\n"
    assert cells(read(page, entry("Zuständig", "Responsible"))) == {"Backen": [("Ann", "Responsible", "Judgement")]}


def test_signs_in_cells_are_read_as_they_are_meant_and_one_may_give_no_role(read):
    source = read(CHECKED, entry("✅", "Responsible") + entry("❌", "none"))
    assert [code for code, *_ in said(source)] == ["P08"]
    assert "✅" not in said(source)[0][2]
    assert cells(source) == {
        "Bake": [("AWS", "Responsible", "Judgement")],
        "Sell": [("Customer", "Responsible", "Judgement")],
    }
    assert [(each.name, each.rows) for each in source.matrices[0].decisions] == [
        ("meaning-✅", (1, 2)),
        ("meaning-❌", (1, 2)),
    ]


def test_a_sign_without_a_meaning_stays_in_doubt(read):
    source = read(CHECKED, entry("✅", "Responsible"))
    assert [(code, line) for code, line, *_ in said(source) if code == "P03"] == [("P03", 5), ("P03", 6)]


@pytest.mark.parametrize("spelling", ["Leads", "LEADS", "**leads**"])
def test_words_in_cells_are_read_as_they_are_meant(read, spelling):
    page = (
        f"# Shop\n\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | {spelling} | Helps |\n| Sell | Helps | {spelling} |\n"
    )
    source = read(page, entry("Leads", "Responsible") + entry("Helps", "Support"))
    assert cells(source)["Bake"] == [("Ann", "Responsible", "Judgement"), ("Bob", "Support", "Judgement")]


def test_a_meaning_goes_over_the_legend_and_answers_what_was_said_of_it(read):
    legend = "- R: Responsible\n- A: Assists\n- C: Consulted\n- I: Informed\n"
    page = f"# RACI\n\n{legend}\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n| Sell | R/A | I |\n"
    assert [code for code, *_ in said(read(page, ""))] == ["P10"]
    source = read(page, entry("A", "Accountable"))
    assert said(source) == []
    assert cells(source) == {
        "Bake": [("Ann", "Responsible", "Explicit"), ("Bob", "Accountable", "Judgement")],
        "Sell": [
            ("Ann", "Responsible", "Judgement"),
            ("Ann", "Accountable", "Judgement"),
            ("Bob", "Informed", "Explicit"),
        ],
    }
    assert {each.letter: each.role for each in source.matrices[0].legend}["A"] == "Accountable"
    findings = validate(to_graph(source.matrices[0]).each_triple())
    assert [each.code for each in findings if each.code[0] in "SF"] == []


PLAIN = "# RACI\n\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | R/A | I |\n| Sell | A | R |\n"


def test_letters_may_be_exchanged_and_are_no_more_told_as_usual(read):
    source = read(PLAIN, entry("R", "A") + entry("A", "R"))
    assert cells(source)["Sell"] == [("Ann", "Responsible", "Judgement"), ("Bob", "Accountable", "Judgement")]
    [(code, _, message, _)] = said(source)
    assert code == "P08"
    assert message.endswith("(C Consulted, I Informed)")


def test_each_meaning_in_a_cell_of_several_is_used(read):
    source = read(PLAIN.replace("| Sell | A | R |", "| Sell | I | C |"), entry("R", "A") + entry("A", "R"))
    assert [code for code, *_ in said(source)] == ["P08"]
    assert [each.name for each in source.matrices[0].decisions] == ["meaning-r", "meaning-a"]


def test_a_meaning_of_several_letters_together_is_none_and_is_told(read):
    source = read(PLAIN, entry("R/A", "Responsible"))
    assert [code for code, *_ in said(source)] == ["P06", "P08"]
    assert cells(source)["Bake"][:2] == [("Ann", "Responsible", "Explicit"), ("Ann", "Accountable", "Explicit")]


def test_a_letter_that_the_legend_explains_twice_is_settled(read):
    legend = "- R: Responsible\n- A: Accountable\n- C: Consulted\n- I: Informed\n- I: Inspects\n"
    page = f"# RACI\n\n{legend}\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | I |\n| Sell | A | R/I |\n"
    assert "P11" in [code for code, *_ in said(read(page, ""))]
    source = read(page, entry("I", "Informed"))
    assert said(source) == []
    assert cells(source)["Sell"][1:] == [("Bob", "Responsible", "Judgement"), ("Bob", "Informed", "Judgement")]


@pytest.mark.parametrize("owner", ["Owner", "OWNER", "**Owner**"])
def test_labels_of_lines_are_read_as_they_are_meant(read, owner):
    lines = f"- {owner}: {{}}\n- Approver: {{}}\n- Consulted: Cy\n"
    page = f"# RACI\n\n## Bake\n{lines.format('Ann', 'Bob')}\n## Sell\n{lines.format('Bob', 'Ann')}"
    assert said(read(page, ""))[1][3] == "left out; a [[meaning]] in a decisions file has it read"
    source = read(page, entry("Owner", "R") + entry("Approver", "A"))
    assert cells(source)["Sell"][:2] == [("Bob", "Responsible", "Judgement"), ("Ann", "Accountable", "Judgement")]


def test_the_header_of_a_table_that_marks_none_is_below_its_title(read):
    page = "Who decides,,,\nDecision,Owner,Approver,Consulted\nBake,Ann,Bob,Cy\nSell,Bob,Ann,Cy\n"
    source = read(page, entry("Owner", "R") + entry("Approver", "A"), "page.csv")
    assert cells(source)["Bake"][:2] == [("Ann", "Responsible", "Judgement"), ("Bob", "Accountable", "Judgement")]


def test_a_meaning_that_nothing_needs_is_told(read):
    source = read(OWNERS, entry("Owner", "R") + entry("Approver", "A") + entry("Driver", "Driver"))
    message = "the meaning of 'Driver' does not fit: no header and no cell that was read needs it"
    assert said(source) == [("P06", 13, message, "the meaning is left out")]


def test_the_matrices_of_a_document_share_the_meanings(read):
    other = "\n## Shop\n\n| Task | Owner | Informed |\n|---|---|---|\n| Clean | Cy | Ann |\n"
    source = read(OWNERS + other, entry("Owner", "R") + entry("Approver", "A"))
    assert [[each.name for each in matrix.decisions] for matrix in source.matrices] == [
        ["meaning-owner", "meaning-approver"],
        ["meaning-owner"],
    ]
    row = '[[decision]]\nrow = 1\ncolumn = "Ann"\nletters = "R"\nbasis = "Judgement"\n'
    with pytest.raises(UsageError, match="decisions settle the cells of one"):
        read(OWNERS + other, entry("Owner", "R") + row + WHO)


def test_meanings_and_choices_of_cells_go_together(read):
    page = OWNERS.replace("| Ann | Bob | Cy, Di |", "| Ann/Bob | Bob | Cy |")
    meanings = entry("Owner", "R") + entry("Approver", "A")
    choice = '[[decision]]\nrow = 1\ncolumn = "Responsible"\nletters = "Ann; Bob"\nbasis = "Judgement"\n'
    (matrix,) = read(page, meanings + choice + WHO).matrices
    assert [each.name for each in matrix.decisions] == ["meaning-owner", "meaning-approver", "1-1"]
    assert [mark.party for mark in matrix.activities[0].cells[0].marks] == ["Ann", "Bob"]
    assert matrix.activities[0].cells[0].decision == "1-1"


def test_a_second_source_is_read_by_the_same_meanings(read, tmp_path):
    other = tmp_path / "other.md"
    other.write_text(OWNERS, "utf-8")
    source = read(OWNERS, entry("Owner", "R") + entry("Approver", "A"), second_source=other)
    assert said(source) == []


def test_what_is_dumped_is_read_again(read):
    text = entry("Owner", "R", f"date = 2026-11-29\n{WHO}") + entry("Approver", "A")
    (matrix,) = read(OWNERS, text).matrices
    written = dump_decisions(matrix.decisions, (), matrix.types, matrix.meanings)
    assert [(each.word, each.role, each.on) for each in load_meanings(written, "decisions.toml")] == [
        ("Owner", "Responsible", datetime.date(2026, 11, 29)),
        ("Approver", "Accountable", None),
    ]
    assert "remark" not in written


def test_a_sign_without_a_role_is_dumped_as_such():
    meaning = Meaning("❌", "", "Jo Doe", "it says no", place=Place("decisions.toml", 1))
    assert load_meanings(dump_decisions((), (), (), [meaning]), "decisions.toml") == (meaning,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry("Owner", "Boss"), r"^decisions.toml:1: there is no role 'Boss'. Write one of Accountable, .*, or none$"),
        (entry("Owner", "R") * 2, r"^decisions.toml:7: 'Owner' has two meanings. Keep one of them$"),
        (entry("Owner", "R") + entry("OWNER", "A"), r"^decisions.toml:7: 'OWNER' has two meanings"),
        (entry("", "R"), "^decisions.toml:1: word is blank"),
        (entry("Owner", "R", 'who = "Jo Doe"\n'), "^decisions.toml:1: the key 'reason' is missing"),
        (entry("Owner", "R", f"row = 1\n{WHO}"), "^decisions.toml:1: unknown key 'row'"),
        ('[[open-meaning]]\nword = "Owner"\nrole = "R"\n', r"Write \[\[meaning\]\] in place of \[\[open-meaning\]\]"),
        ('[meaning]\nword = "Owner"\n', r"'meaning' must be written as \[\[meaning\]\]"),
    ],
)
def test_what_is_wrong_in_an_entry_is_told_with_its_place(text, message):
    with pytest.raises(InputError, match=message):
        load_meanings(text, "decisions.toml")


UNKNOWN = """# RACI

| Vec | Dela | Pomaha |
|---|---|---|
| Bake | Ann | Bob |
| Sell | Bob | Ann |
| Pay | Ann | Bob |
"""


def test_headers_of_no_known_word_are_read_as_they_are_meant(read):
    source = read(UNKNOWN, entry("Dela", "Responsible") + entry("Pomaha", "Support"))
    assert cells(source)["Sell"] == [("Bob", "Responsible", "Judgement"), ("Ann", "Support", "Judgement")]


def started(source):
    """Each open word of a source, with the line of its place."""
    return [(each.word, each.place.line) for each in open_words(source.findings)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OWNERS, [("Owner", 3), ("Approver", 3)]),
        (CHECKED, [("✅", 3), ("❌", 3)]),
        ("# Plan\n\n| Aufgabe | Zuständig | Frist |\n|---|---|---|\n| Backen | Ann | Mai |\n", [("Zuständig", 3)]),
        ("# RACI\n\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n| Sell | A | X |\n", [("X", 6)]),
        (
            "# RACI\n\n| Task | Responsible | Accountable | Owner |\n|---|---|---|---|\n| Bake | Ann | Bob | Cy |\n",
            [("Owner", 3)],
        ),
        ("# RACI\n\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n", []),
        (UNKNOWN, [("Dela", 3), ("Pomaha", 3)]),
    ],
    ids=["headers", "signs", "one header", "a letter", "an attribute", "nothing in doubt", "no known word"],
)
def test_the_words_in_doubt_are_those_that_a_person_can_explain(read, text, words):
    assert started(read(text, "")) == words


def test_words_in_doubt_are_written_as_entries_to_be_filled_in(read):
    written = dump_decisions((), words=open_words(read(OWNERS, "").findings))
    why = "page.md:3: the table looks like a matrix, but its headers may mean several roles (Owner, Approver)"
    blanks = 'role = ""\nwho = ""\nreason = ""\n'
    assert written.split("\n\n") == [
        f'# {why}\n[[open-meaning]]\nword = "Owner"\n{blanks}'.rstrip("\n"),
        f'# {why}\n[[open-meaning]]\nword = "Approver"\n{blanks}',
    ]
    filled = written.replace("[[open-meaning]]", "[[meaning]]").replace('who = ""\nreason = ""\n', WHO)
    filled = filled.replace('role = ""', 'role = "R"', 1).replace('role = ""', 'role = "A"')
    assert said(read(OWNERS, filled)) == []
