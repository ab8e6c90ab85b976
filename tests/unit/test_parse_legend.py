"""What a document says that its letters mean."""

import pytest

from raci_graph.model import LegendEntry, Place
from raci_graph.parse import parse
from raci_graph.parse.legend import USUAL, find_legends, legends_for
from raci_graph.readers import read_document

RACI = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
MATRIX = "| Activity | Venue |\n|---|---|\n| Sell | RA |\n"


def blocks(text):
    return read_document(text.encode(), "a.md").page.blocks


def legends(text):
    return [legend.roles for legend in find_legends(blocks(text)).legends]


def findings(text):
    said = [each for legend in find_legends(blocks(text)).legends for each in legend.said]
    return [(each.code, each.severity.value, str(each.place), each.done) for each in said]


def test_the_usual_meaning_is_that_of_raci():
    assert USUAL.roles == RACI
    assert all(entry.text is None and entry.place is None for entry in USUAL.entries)


def test_a_table_of_one_column_is_a_legend_with_its_wordings_and_places():
    [legend] = find_legends(
        blocks("| Roles |\n|---|\n| R: Is in charge of carrying out it |\n|A : Accountable for it|\n")
    ).legends
    assert legend.entries == (
        LegendEntry("R", "Responsible", "Is in charge of carrying out it", Place("a.md", 3, 3)),
        LegendEntry("A", "Accountable", "Accountable for it", Place("a.md", 4, 2)),
    )
    assert legend.language == "en"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (
            "| | |\n|---|---|\n| R | is responsible |\n| A | is accountable |\n",
            [("is responsible", "a.md:3:3"), ("is accountable", "a.md:4:3")],
        ),
        (
            "| Role | Letter | Says |\n|---|---|---|\n| Responsible | R | works |\n| Accountable | A | |\n",
            [("Responsible: works", "a.md:3:17"), ("Accountable", "a.md:4:17")],
        ),
        ("R = Responsible, A = Accountable\n", [("Responsible", "a.md:1:1"), ("Accountable", "a.md:1:1")]),
    ],
    ids=["table", "glossary", "line"],
)
def test_an_entry_keeps_its_wording_and_its_place(text, entries):
    [legend] = find_legends(blocks(text)).legends
    assert [(entry.text, str(entry.place)) for entry in legend.entries] == entries


def test_legends_in_one_stretch_of_text_are_one_and_others_are_several():
    one, other = "R: responsible\nA: accountable\n\n", "C: consulted\nI: informed\n\n"
    table = "| | |\n|---|---|\n| C | is consulted |\n| I | is informed |\n\n"
    parts = [{"R": "Responsible", "A": "Accountable"}, {"C": "Consulted", "I": "Informed"}]
    assert legends(one + other) == [parts[0] | parts[1]]
    assert legends(f"{one}# 1. One\n\n{other}") == parts
    assert legends(one + table) == parts
    assert legends(table + one) == parts[::-1]


@pytest.mark.parametrize(
    "text",
    [
        "R: is responsible\nA: is accountable\n",
        "- R: is responsible\n- A: is accountable\n",
        "R = Responsible, A = Accountable\n",
        "Legend: R = Responsible, A = Accountable\n",
        "*Legend: R = Responsible, A = Accountable, - = nobody\n",
        "**R** – Responsible; **A** – Accountable\n",
        "R - Responsible | A - Accountable\n",
        "| | |\n|---|---|\n| **R** | is responsible |\n| **A** | is accountable |\n",
        "| Role | Letter | Meaning |\n|---|---|---|\n| Responsible | R | works |\n| Accountable | A | decides |\n",
        "| Role | Letter |\n|---|---|\n| Responsible | R |\n| Accountable | A |\n",
    ],
    ids=["lines", "list", "equals", "introduced", "emphasis", "dashes", "bars", "table", "glossary", "short glossary"],
)
def test_the_forms_of_a_legend(text):
    assert legends(text) == [{"R": "Responsible", "A": "Accountable"}]
    assert findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "R: is responsible\n",
        "Note: A – the first hall\n",
        MATRIX,
        "| Activity | Venue |\n|---|---|\n| Inform guests | I |\n| Consult the halls | C |\n",
        "| Role | Code |\n|---|---|\n| Responsible | R |\n| Accountable | R |\n",
        "| Role | Code |\n|---|---|\n| Responsible | R |\n| Accountable | RA |\n",
        "| | |\n|---|---|\n| r | responsible |\n| a | accountable |\n",
        "| Name | Team |\n|---|---|\n| Ann | A |\n| Bob | B |\n",
        "| Task | Shop |\n|---|---|\n| A | R, A |\n| B | R/A/C |\n",
    ],
    ids=[
        "one letter",
        "note",
        "matrix",
        "matrix of role words",
        "codes alike",
        "longer code",
        "small letters",
        "list of people",
        "letters as tasks",
    ],
)
def test_what_is_no_legend(text):
    assert legends(text) == []
    assert findings(text) == []


def test_a_legend_table_is_known_from_a_matrix():
    [legend, matrix] = blocks("| Roles |\n|---|\n| R: works |\n| A: answers |\n\n" + MATRIX)
    assert find_legends([legend, matrix]).tables == {0}


def test_a_legend_that_exchanges_r_and_a_is_followed_and_told():
    text = "R: Accountable for the work\nA: Responsible for doing the work\n"
    assert legends(text) == [{"R": "Accountable", "A": "Responsible"}]
    assert findings(text) == [
        ("P10", "warning", "a.md:1:1", "read as Accountable"),
        ("P10", "warning", "a.md:2:1", "read as Responsible"),
    ]


def test_approval_beside_the_letters_of_raci_is_accountable_and_told():
    text = "R : Est en charge de la réalisation\nA : Est approbateur de la réalisation\nC : consulté\nI : informé\n"
    assert legends(text) == [RACI]
    assert findings(text) == [("P10", "warning", "a.md:2:1", "read as Accountable")]


@pytest.mark.parametrize("wording", ["Review", "Writes, informs and assists"], ids=["none", "several"])
def test_a_wording_that_names_no_role_keeps_the_letter_and_is_told(wording):
    text = f"R: {wording}\nA: Accountable\n"
    assert legends(text) == [{"R": "R", "A": "Accountable"}]
    assert findings(text) == [("P10", "warning", "a.md:1:1", "read as a role of this matrix alone")]


def test_a_wording_that_names_several_roles_with_the_usual_one_means_the_usual_one():
    text = "A: Accountable, supports those who are responsible\nC: consulted\n"
    assert legends(text) == [{"A": "Accountable", "C": "Consulted"}]
    assert findings(text) == []


def test_a_letter_that_raci_does_not_have_may_mean_a_known_role():
    assert legends("R: responsible\nS: supports\n") == [{"R": "Responsible", "S": "Support"}]
    assert findings("R: responsible\nS: supports\n") == []


@pytest.mark.parametrize("rest", ["| **Support (S)** | lends a hand | |\n", ""], ids=["with support", "without"])
def test_a_letter_whose_name_is_not_known_keeps_it_whatever_explains_the_name(rest):
    rows = "| **Responsible (R)** | does it | |\n| **Accountable (A)** | answers for it | |\n"
    text = f"| Role | What | Who |\n|---|---|---|\n{rows}{rest}| **Witness (W)** | gives moral support | Elders |\n"
    assert legends(text)[0]["W"] == "W"
    assert findings(text)[-1][:2] == ("P10", "warning")
    assert legends("R: does it\nA: accountable\nH: gives support\n")[0]["H"] == "Support"


def test_a_letter_with_two_meanings_is_left_out_and_told():
    text = "R: responsible\nA: accountable\nR: Review\n"
    assert legends(text) == [{"A": "Accountable"}]
    assert findings(text) == [
        ("P10", "warning", "a.md:3:1", "read as a role of this matrix alone"),
        ("P11", "violation", "a.md:3:1", "cells with this letter are left unsettled"),
    ]


def test_a_letter_that_is_explained_twice_alike_is_no_doubt():
    text = "R: responsible\nA: accountable\nR: in charge of carrying out\n"
    assert legends(text) == [{"R": "Responsible", "A": "Accountable"}]
    assert findings(text) == []


FIRST, SECOND = "R: responsible\nA: accountable\n\n", "R: Review\nA: Approval\n\n"


@pytest.mark.parametrize(
    ("text", "letter_r"),
    [
        (f"{FIRST}{MATRIX}", "Responsible"),
        (f"{MATRIX}\n{FIRST}", "Responsible"),
        (f"{FIRST}# 1. One\n\n{MATRIX}", "Responsible"),
        (f"{FIRST}# 1. One\n\n{SECOND}# 2. Two\n\n{MATRIX}", "Responsible"),
        (f"{FIRST}# 1. One\n\n{MATRIX}\n{SECOND}", "R"),
        (f"{FIRST}{MATRIX}\n{SECOND}", "Responsible"),
        (f"# 1. One\n\n{MATRIX}\n# 2. Two\n\n{FIRST}", "Responsible"),
    ],
    ids=["above", "below", "earlier", "known roles", "right below before earlier", "right above first", "later"],
)
def test_which_legend_holds_for_a_table(text, letter_r):
    found = blocks(text)
    [at] = [index for index, block in enumerate(found) if hasattr(block, "header")]
    assert legends_for(find_legends(found).legends, found)[at].roles["R"] == letter_r


def test_a_document_without_legend_has_none_for_its_table():
    assert legends_for([], blocks(MATRIX)) == [None]


DACI = "D: Driver of the decision\nA: Approver\nC: Contributor\nI: Informed of it\n"


def test_the_letters_of_another_known_role_set_are_no_doubt():
    assert legends(DACI) == [{"D": "Driver", "A": "Approver", "C": "Contributor", "I": "Informed"}]
    assert findings(DACI) == []


def test_a_part_of_another_role_set_is_told():
    assert findings(DACI.replace("I: Informed of it\n", "")) == [
        ("P10", "warning", "a.md:2:1", "read as Approver"),
        ("P10", "warning", "a.md:3:1", "read as Contributor"),
    ]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("RASCI", {"S": "Support"}),
        ("RASIC", {"S": "Support"}),
        ("RACSI matrix", {"S": "Support"}),
        ("RACI-VS", {"V": "Verifier", "S": "Signatory"}),
        ("RACIVS of the shop", {"V": "Verifier", "S": "Signatory"}),
        ("RACVIS", {"V": "Verifier", "S": "Signatory"}),
    ],
)
def test_the_name_of_a_variant_says_what_its_further_letters_mean(name, letters):
    first, last = next(iter(letters)), "S"
    text = f"# {name}\n\n| Task | Ann | Bob |\n|---|---|---|\n| Sell | R | {first} |\n| Bake | A | {last}/I |\n"
    reading = parse(read_document(text.encode(), "a.md"))
    assert [cell.roles for cell in reading.matrices[0].cells] == [
        ("Responsible",),
        (letters[first],),
        ("Accountable",),
        (letters[last], "Informed"),
    ]
    [finding] = reading.findings
    said = ", ".join(f"{letter} {role}" for letter, role in {"I": "Informed", **letters}.items())
    assert (finding.code, said in finding.message) == ("P08", True)


SWAPPED = "R = accountable, A = responsible, C = consulted, I = informed"


@pytest.mark.parametrize(
    ("header", "role"),
    [(f"Task ({SWAPPED})", "Accountable"), ("Task (R = Responsible)", "Responsible"), ("Task", "Responsible")],
)
def test_a_header_explains_the_letters_of_its_table(header, role):
    text = f"| {header} | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n| Sell | A | R |\n"
    [matrix] = parse(read_document(f"# RACI\n\n{text}".encode(), "a.md")).matrices
    assert matrix.activities[0].cells[0].marks[0].role == role


def test_a_legend_in_a_header_wins_over_the_one_above():
    table = "| Task | {} | Bob |\n|---|---|---|\n| Bake | R | A |\n\n"
    text = f"R = responsible, A = accountable\n\n{table.format('Ann')}{table.format(f'Dee ({SWAPPED})')}"
    found = parse(read_document(text.encode(), "a.md")).matrices
    assert [matrix.activities[0].cells[0].marks[0].role for matrix in found] == ["Responsible", "Accountable"]


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("RACI-VS adds V (Verifier) and S (Signatory)\n", {"V": "Verifier", "S": "Signatory"}),
        ("S = Support, V = Verifier\n", {"S": "Support", "V": "Verifier"}),
    ],
)
def test_letters_of_a_variant_stand_beside_those_of_raci(line, more):
    assert legends(line) == [{**RACI, **more}]
    assert findings(line)[-1] == ("P10", "warning", "a.md:1:1", "these are read with their usual meaning")


@pytest.mark.parametrize(
    "line", ["D = Driver, S = Support\n", "R = Responsible, S = Support\n", "Д = Responsible, Ж = Accountable\n"]
)
def test_other_letters_do_not(line):
    assert all(set("RACI") - set(legend) for legend in legends(line))


def test_a_letter_whose_role_another_letter_has_keeps_a_meaning_of_its_own():
    text = "R: Responsible, A: Accountable, E: Executes, D: Does it\n"
    assert legends(text) == [{"R": "Responsible", "A": "Accountable", "E": "E", "D": "D"}]
    [first, second] = [each for legend in find_legends(blocks(text)).legends for each in legend.said]
    said = "speaks of Responsible, which another letter means already, so 'E' keeps a meaning of its own"
    assert (first.code, first.message) == ("P10", f"the legend's 'E: Executes' {said}")
    assert (second.code, second.done) == ("P10", "read as a role of this matrix alone")
    assert legends("X: Executes, A: Accountable\n") == [{"X": "Responsible", "A": "Accountable"}]


def test_an_unknown_letter_of_raci_has_no_role_that_a_letter_beside_raci_has():
    text = "- **A** = Accountable\n- **R** = {} / Prepares\n- **X** = {}\n- **C** = Consulted\n- **I** = Informed\n"
    assert legends(text.format("Recommends", "Executes")) == [
        {"A": "Accountable", "R": "R", "X": "Responsible", "C": "Consulted", "I": "Informed"}
    ]
    assert findings(text.format("Recommends", "Executes")) == [
        ("P10", "warning", "a.md:2:1", "read as a role of this matrix alone")
    ]
    assert legends(text.format("Recommends", "Tastes"))[0]["R"] == "Responsible"
    assert ("P10", "warning", "a.md:2:1", "read as Responsible") in findings(text.format("Recommends", "Tastes"))


def test_a_row_for_a_letter_with_a_footnote_does_not_hide_the_others():
    rows = "| R | Reads the list only |\n| A | Responsible for it all |\n| A* | So with leave |\n"
    text = f"| Letter | Meaning |\n|---|---|\n{rows}| AP | Both |\n| I | Informed |\n"
    assert legends(text) == [{"R": "R", "A": "Responsible", "I": "Informed"}]
    assert findings(text) == [
        ("P10", "warning", "a.md:5:3", "read as 'A' with a note"),
        ("P10", "warning", "a.md:3:3", "read as a role of this matrix alone"),
        ("P10", "warning", "a.md:4:3", "read as Responsible"),
    ]


def test_a_table_whose_letters_mean_other_things_is_told():
    rows = "| P | Planner of it |\n| A | Allowed with leave |\n| A* | Allowed at night |\n| R | Read-only |\n"
    grid = "| Zone | Ann | Bob | Cy |\n|---|---|---|---|\n| Bread | P | R | A* |\n| Cake | R | A | P |\n"
    reading = parse(read_document(f"# Zones\n\n{grid}\n| Sign | Meaning |\n|---|---|\n{rows}".encode(), "a.md"))
    assert reading.matrices == ()
    said = "the table looks like a matrix, but there is no legend of roles, and nothing says that this is a"
    assert [(each.place.line, each.message) for each in reading.findings if each.code == "P17"] == [
        (3, f"{said} responsibility matrix")
    ]


def test_an_item_for_several_letters_or_one_with_a_footnote_does_not_part_a_legend():
    for item in ("A*: Accountable at times", "**A/R**: Both"):
        assert legends(f"- R: Responsible\n- A: Accountable\n- {item}\n- I: Informed\n") == [
            {"R": "Responsible", "A": "Accountable", "I": "Informed"}
        ]


NOTED = "read as '{}' with a note"
CODED = {
    "line": "R = Responsible, A = Accountable, P = Planner of it, {code} = {words}, I = Informed",
    "lines": "R = Responsible\nA = Accountable\nP = Planner of it\n{code} = {words}\nI = Informed",
    "list": "- R: Responsible\n- A: Accountable\n- P: Planner of it\n- **{code}**: {words}\n- I: Informed",
    "table": "| Letter | Meaning |\n|---|---|\n| R | Responsible |\n| A | Accountable |\n| P | Planner of it |\n"
    "| {code} | {words} |\n| I | Informed |",
}


@pytest.mark.parametrize("form", CODED.values(), ids=CODED)
def test_letters_that_a_legend_explains_together_are_not_read_apart(form):
    text = "# RACI\n\n" + form.format(code="AP", words="Pays the bill") + "\n\n"
    [matrix] = parse(
        read_document(
            f"{text}| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | AP |\n| Sell | A | P/I |\n".encode(), "a.md"
        )
    ).matrices
    assert [[cell.roles for cell in row.cells] for row in matrix.activities] == [
        [("Responsible",), ("AP",)],
        [("Accountable",), ("P", "Informed")],
    ]
    said = "the legend explains 'AP: Pays the bill' apart from its letters, so 'AP' has a meaning of its own"
    told = [each for legend in find_legends(blocks(text)).legends for each in legend.said if "'AP" in each.message]
    assert [(each.code, each.severity.value, each.message, each.done) for each in told] == [
        ("P10", "warning", said, "read as a role of this matrix alone")
    ]


@pytest.mark.parametrize("form", CODED.values(), ids=CODED)
@pytest.mark.parametrize("words", ["Both of them", "A and P at once", "Accountable and planner (A, P)"])
def test_letters_explained_together_as_what_each_means_are_those_letters(form, words):
    text = form.format(code="AP", words=words) + "\n"
    assert legends(text) == [{"R": "Responsible", "A": "Accountable", "P": "P", "I": "Informed"}]


@pytest.mark.parametrize("form", [form for name, form in CODED.items() if name != "table"])
def test_a_line_for_a_letter_with_a_footnote_is_told(form):
    text = form.format(code="A\\*", words="Accountable by night") + "\n"
    assert legends(text) == [{"R": "Responsible", "A": "Accountable", "P": "P", "I": "Informed"}]
    told = [each for legend in find_legends(blocks(text)).legends for each in legend.said if "'A*" in each.message]
    assert [(each.code, each.message, each.done) for each in told] == [
        ("P10", "the legend explains 'A*: Accountable by night' apart from 'A'", "read as 'A' with a note")
    ]


@pytest.mark.parametrize("brackets", ["(A)", "\uff08A\uff09"])
def test_a_letter_in_brackets_behind_a_legend_is_a_mention_where_its_words_name_no_role(brackets):
    text = "R = Responsible, A = Accountable, I = Informed\n\nThe baker signs each of them {0}, tells the shop (I)\n"
    assert legends(text.format(brackets)) == [{"R": "Responsible", "A": "Accountable", "I": "Informed"}]
    told = [each for legend in find_legends(blocks(text.format(brackets))).legends for each in legend.said]
    assert [(each.code, str(each.place), each.message, each.done) for each in told] == [
        (
            "P10",
            "a.md:3:1",
            "the legend explains '(A): The baker signs each of them' apart from 'A'",
            NOTED.format("A"),
        ),
        ("P10", "a.md:3:1", "the legend explains '(I): tells the shop' apart from 'I'", NOTED.format("I")),
    ]


def test_a_letter_in_brackets_whose_words_name_another_role_is_explained_twice():
    text = "R = Responsible, A = Accountable, I = Informed\n\nConsulted by all (A), informed too (I).\n"
    assert legends(text) == [{"R": "Responsible", "I": "Informed"}]
    assert "P11" in [each[0] for each in findings(text)]


def test_a_line_below_a_legend_table_does_not_hide_it():
    rows = "| R | Responsible | Does the work |\n| A | Accountable | Answers for it |\n| I | Informed | Hears of it |\n"
    text = f"RACI\n\n| Letter | Name | Meaning |\n|---|---|---|\n{rows}In short: letters tell who does what.\n"
    reading = parse(read_document(text.encode(), "a.md"))
    assert (reading.matrices, [each.code for each in reading.findings]) == ((), ["P01"])


def test_a_row_without_a_letter_does_not_hide_the_others():
    rows = "| R | Does it | the work |\n| A | Accountable | for it |\n| I | Informed | later |\n| |- | nobody |\n"
    text = f"| Letter | Name | More |\n|---|---|---|\n{rows}\n{MATRIX}"
    reading = parse(read_document(text.encode(), "a.md"))
    assert [[column.label for column in matrix.columns] for matrix in reading.matrices] == [["Venue"]]
    assert legends(text) == [{"R": "Responsible", "A": "Accountable", "I": "Informed"}]
