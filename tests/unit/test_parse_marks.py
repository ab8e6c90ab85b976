"""The grammar of a cell."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from raci_graph.blocks import RawCell
from raci_graph.model import Mark, Place
from raci_graph.parse import parse
from raci_graph.parse.cell_words import words_in
from raci_graph.parse.marks import CellReading, _read_whole, is_blank, read_cell, read_raw
from raci_graph.readers import read_document
from raci_graph.vocab import SCHEMES, USUAL_LETTERS

RACI = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}


def offsets(text):
    return [(mark.text, mark.position) for mark in read_cell(text, RACI).marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R", [("R", 1)]),
        ("RA", [("R", 1), ("A", 2)]),
        ("IR", [("I", 1), ("R", 2)]),
        ("RI", [("R", 1), ("I", 2)]),
        ("R/A", [("R", 1), ("A", 3)]),
        ("R, A & C", [("R", 1), ("A", 4), ("C", 8)]),
        ("R; A·C+I", [("R", 1), ("A", 4), ("C", 6), ("I", 8)]),
        ("**R**", [("R", 3)]),
        ("**R**/*A*", [("R", 3), ("A", 8)]),
        ("__R/A__ `I`", [("R", 3), ("A", 5), ("I", 10)]),
        ("***R***", [("R", 4)]),
        ("(R)", [("R", 2)]),
    ],
)
def test_letters_stand_in_printed_order_with_their_offsets(text, expected):
    assert offsets(text) == expected


def test_a_letter_means_what_the_legend_says():
    swapped = {"R": "Accountable", "A": "Responsible"}
    assert read_cell("RA", swapped).marks == (Mark("R", "Accountable", 1), Mark("A", "Responsible", 2))


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "—", "/", "N/A", "n/a", "**-**", "&nbsp;", "\u200b", "n.a."])
def test_a_dash_or_nothing_is_a_blank_cell(text):
    assert read_cell(text, RACI) == CellReading()


def test_a_remark_in_brackets_is_a_comment():
    assert read_cell("**A** (since May)", RACI) == CellReading((Mark("A", "Accountable", 3),), "since May")
    assert read_cell("R (lead) / A (acting)", RACI).comment == "lead; acting"
    assert read_cell("R ()", RACI) == read_cell("R", RACI) == CellReading((Mark("R", "Responsible", 1),), None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("X", "'X' is not in the legend"),
        ("RX", "'RX' is not in the legend"),
        ("Owns", "'Owns' may mean Responsible or Accountable"),
        ("RACI", "'RACI' may be the name of the scheme"),
        ("R / Dances", "'Dances' is not in the legend"),
        ("P-R", "'P-R' is not in the legend"),
        ("car", "'car' is not in the legend"),
        ("R1", "'R1' is not in the legend"),
        ("~~R~~", "it is struck out"),
        ("?", "'?' is not in the legend"),
        ("R (A)", "'(A)' may be a remark or letters"),
        ("(R) (A/C)", "'(R)' may be a remark or letters"),
        ("(since May)", "'since' is not in the legend"),
        ("R (", "'(' is not in the legend"),
        ("RR", "the letter 'R' stands twice"),
        ("R/A/R", "'R' stands twice"),
        ("&", "it holds no letter of the legend"),
        ("()", "it holds no letter of the legend"),
        ("R " * 300, "it has 600 characters"),
    ],
)
def test_what_is_not_certain_is_a_problem_and_gives_no_marks(text, problem):
    reading = read_cell(text, RACI)
    assert (reading.marks, reading.problem) == ((), problem)


@pytest.mark.parametrize(
    ("text", "marks", "comment"),
    [
        ("R*", [("R", 1)], "*"),
        ("R\\*", [("R", 1)], "*"),
        ("A†/R", [("A", 1), ("R", 4)], "†"),
        ("**R**[^2]", [("R", 3)], "[^2]"),
        ("A<sup>1</sup>", [("A", 1)], "<sup>1</sup>"),
        ("R²", [("R", 1)], "²"),
        ("R<br>A", [("R", 1), ("A", 6)], None),
        ("[R](https://example.org)", [("R", 2)], None),
        ("R\u200b", [("R", 1)], None),
        ("R\u00a0A", [("R", 1), ("A", 3)], None),
        ("R / Helps", [("R", 1), ("Helps", 5)], None),
        ("Responsible, accountable", [("Responsible", 1), ("accountable", 14)], None),
        ("R: drafts the text", [("R", 1)], "drafts the text"),
        ("A – signs off", [("A", 1)], "signs off"),
        ("[A]", [("A", 2)], None),
    ],
)
def test_footnotes_words_markup_and_remarks(text, marks, comment):
    reading = read_cell(text, RACI)
    assert ([(mark.text, mark.position) for mark in reading.marks], reading.comment) == (marks, comment)
    assert reading.look_alike is None


@pytest.mark.parametrize(
    ("text", "roles", "said"),
    [
        ("\u0410", ["Accountable"], "the letters '\u0410' look like 'A'"),
        ("R/\u0421", ["Responsible", "Consulted"], "the letters 'R/\u0421' look like 'R/C'"),
        ("\uff32", ["Responsible"], "the letters '\uff32' look like 'R'"),
        ("r/a", ["Responsible", "Accountable"], "the letters 'r/a' are small ones for 'R/A'"),
    ],
)
def test_letters_of_the_shape_of_others_are_read_and_said(text, roles, said):
    reading = read_cell(text, RACI)
    assert [mark.role for mark in reading.marks] == roles
    assert (reading.look_alike, reading.marks[-1].text) == (said, text[-1])


def test_a_comment_is_kept_beside_a_problem():
    assert read_cell("X (lead)", RACI) == CellReading(comment="lead", problem="'X' is not in the legend")


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from("RACIX */,&_`()-é"), max_size=12))
def test_the_marks_with_what_stands_between_them_give_the_text_back(text):
    reading = read_cell(text, RACI)
    rebuilt, at = "", 0
    for mark in reading.marks:
        rebuilt += text[at : mark.position - 1] + mark.text
        at = mark.position - 1 + len(mark.text)
    assert rebuilt + text[at:] == text
    assert reading.problem is None or reading.marks == ()


@settings(deadline=None, derandomize=True, database=None)
@given(st.permutations("RACI"), st.sampled_from(["", "/", ", ", " & "]), st.sampled_from(["", "*", "**", "_", "`"]))
def test_any_order_separator_and_emphasis_gives_each_letter_once(letters, between, sign):
    text = sign + between.join(letters) + sign
    assume("".join(letters) not in text or "".join(letters) not in SCHEMES)
    assert [(mark.text, mark.role) for mark in read_cell(text, RACI).marks] == [(each, RACI[each]) for each in letters]


# What the source shows, where its markup is of another kind


@pytest.mark.parametrize(
    ("text", "plain", "found", "comment"),
    [
        ("R footnote:[veto]", "R (veto)", [("R", 1)], "veto"),
        ("[red]#R#/[red]#A#", "R/A", [("R", 7), ("A", 16)], None),
        ("`A <R>`_", "A", [("A", 2)], None),
        ("*I* [#f]_", "I [#f]", [("I", 2)], "[#f]_"),
        ("**R** (x)", "A", [("R", 3)], "x"),
    ],
)
def test_a_cell_that_cannot_be_read_is_read_as_it_is_shown(text, plain, found, comment):
    reading = read_raw(RawCell(text, plain, Place("a.adoc", 1, 1)), RACI)
    assert [(mark.text, mark.position) for mark in reading.marks] == found
    assert (reading.problem, reading.comment) == (None, comment)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("~~R~~", "R"), ("[.line-through]#A#", "A"), ("&#82;", "R"), ("Rx", "Q")],
    ids=["struck", "struck in AsciiDoc", "a letter that is not in the text", "no letter"],
)
def test_what_is_shown_does_not_count_where_it_is_struck_out_or_not_in_the_text(text, plain):
    reading = read_raw(RawCell(text, plain, Place("a.adoc", 1, 1)), RACI)
    assert reading.marks == ()
    assert reading.problem is not None


@pytest.mark.parametrize(("text", "note"), [("R [1]_", "[1]_"), ("R [#]_", "[#]_"), ("R [#why]_", "[#why]_")])
def test_the_footnotes_of_restructuredtext_are_remarks(text, note):
    assert read_cell(text, RACI) == CellReading((Mark("R", "Responsible", 1),), note)


@pytest.mark.parametrize("text", ["RACI", "R\u0410\u0421\u0406", "\uff32\uff21\uff23\uff29"])
def test_the_name_of_the_scheme_is_a_doubt_in_letters_of_the_same_shape_too(text):
    assert read_cell(text, RACI).problem == f"'{text}' may be the name of the scheme"


@given(
    st.lists(
        st.sampled_from(
            ["Pack", "the", "None", "owns", "R", "A/R", "it", " ", "  ", ",", "(", ")", ":", "-", "*", "~~", "é"]
        ),
        min_size=1,
        max_size=7,
    )
)
@settings(deadline=None, derandomize=True, database=None, max_examples=500)
def test_a_text_that_begins_with_a_word_is_read_as_any_other(pieces):
    text = "".join(pieces).strip()
    assert read_cell(text, RACI) == _read_whole(text, RACI)


@pytest.mark.parametrize("text", ["None", "Pack it", "Pack it (R)", "Pack: R", "Owns", "Raci", "Pack ~~it~~", "Packé"])
def test_a_word_first_is_a_letter_only_where_it_is_one(text):
    assert read_cell(text, RACI) == _read_whole(text, RACI)


@pytest.mark.parametrize(
    ("text", "letters", "comment"),
    [
        ("**A** R — leads", "AR", "leads"),
        ("A R — sets them", "AR", "sets them"),
        ("A R: sets them", "AR", "sets them"),
        ("A, C — heavy; owns the trade-offs", "AC", "heavy; owns the trade-offs"),
        ("A · R – on the record", "AR", "on the record"),
        ("A R 50 %", "AR", "50 %"),
    ],
)
def test_letters_with_blanks_between_have_a_remark_too(text, letters, comment):
    reading = read_cell(text, RACI)
    assert ("".join(mark.text for mark in reading.marks), reading.comment) == (letters, comment)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("A R leads", "'A R leads' may mean Responsible, and has the letter 'A'"),
        ("I responsible", "'I responsible' may mean Responsible, and has the letter 'I'"),
        ("C/A responsible", "'A responsible' may mean Responsible, and has the letter 'A'"),
    ],
)
def test_a_word_beside_a_letter_of_another_role_cannot_be_read(text, problem):
    reading = read_cell(text, RACI)
    assert (reading.marks, reading.problem) == ((), problem)


def test_a_rare_word_leaves_no_other_one_open():
    cells = [*["Owns"] * 20, *["Execute"] * 10, *["Helps"] * 12, "Coordinates"]
    assert words_in(cells, {}) == {"Owns": "Accountable"}
    assert words_in([*cells[19:21], "Helps", "Coordinates"], {}) == {}


def test_words_of_cells_count_wherever_the_activities_stand_that_have_words_of_roles_too():
    activities = [f"Owner of shop {number}, in support of sales" for number in range(20)]
    assert words_in([*activities, "Owns", "Execute"], {}) == {"Owns": "Accountable"}


@pytest.mark.parametrize(
    ("text", "letters", "comment"),
    [
        ("A 10%", "A", "10%"),
        ("R/A 12.5 %", "RA", "12.5 %"),
        ("A.", "A", None),
        ("A\\C", "AC", None),
        ("R – drafts", "R", "drafts"),
    ],
)
def test_shares_dots_and_backslashes(text, letters, comment):
    reading = read_cell(text, RACI)
    assert ("".join(mark.text for mark in reading.marks), reading.comment, reading.problem) == (letters, comment, None)


def test_a_remark_that_names_another_role_is_a_doubt():
    for remark in ("Release head Accountable", "Ann, A: Bob", "Ann; A = Bob", "Ann A/C: Bob", "Ann · A – Bob"):
        reading = read_cell(f"R – {remark}", RACI)
        assert (reading.marks, reading.problem) == ((), f"'{remark}' may be a remark or another role")
    assert read_cell("R – as in e.g.: the shop", RACI).comment == "as in e.g.: the shop"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Accountable / Responsible (A/R)", ["Accountable", "Responsible"]),
        ("Responsible and Accountable (RA)", ["Responsible", "Accountable"]),
        ("Accountable / Responsible (A)", None),
        ("Accountable (A/R)", None),
        ("R (A)", None),
        ("R (R)", None),
    ],
)
def test_words_with_their_letters_in_brackets(text, roles):
    reading = read_cell(text, {"R": "Responsible", "A": "Accountable"})
    assert (None if reading.problem else [mark.role for mark in reading.marks]) == roles


@pytest.mark.parametrize(
    ("text", "blank"),
    [("\uff0d", True), ("____", True), ("No role", True), ("__x", False)],
)
def test_more_that_says_nothing(text, blank):
    assert is_blank(text) is blank


def test_a_word_that_others_settle_may_stand_beside_another():
    legend = {"Decides": "Accountable", "R": "Responsible", "C": "Consulted"}
    assert [mark.role for mark in read_cell("Decides and Informed", legend).marks] == ["Accountable", "Informed"]
    assert read_cell("R or C", legend).problem == "'or' is not in the legend"


@pytest.mark.parametrize(
    ("text", "marks", "comment"),
    [
        ("**A** ⛔", [("A", 3)], "⛔"),
        ("R ⭐ (draft)", [("R", 1)], "draft; ⭐"),
        ("🔒 R", [("R", 3)], "🔒"),
        ("A* ⚠️", [("A", 1)], "*; ⚠"),
        ("R 🔒 / A 🚀🔑", [("R", 1), ("A", 7)], "🔒; 🚀; 🔑"),
        ("⭐ Informed", [("Informed", 3)], "⭐"),
    ],
)
def test_an_emoji_beside_a_letter_is_a_note(text, marks, comment):
    assert offsets(text) == marks
    assert (read_cell(text, RACI).problem, read_cell(text, RACI).comment) == (None, comment)


@pytest.mark.parametrize(
    "text", ["⛔", "A ✅", "A ☆", "R ❌", "R ⭕", "R ❓", "R 🚫", "R 🔁 A", "R ➡ A", "R 🅰", "A ✅ ⛔"]
)
def test_what_may_be_a_mark_of_its_own_or_deny_a_letter_is_no_note(text):
    reading = read_cell(text, RACI)
    assert (reading.marks, reading.problem is None) == ((), False)


@pytest.mark.parametrize(
    "line", ["- 🔒 = Accountable", "Accountable: 🔒", "| Sign | Meaning |\n|---|---|\n| 🔒 | is accountable |"]
)
def test_an_emoji_that_the_document_explains_as_a_role_is_a_doubt(line):
    table = "| Task | Ann | Bob |\n|---|---|---|\n| Bake | R 🔒 | A |\n| Sell | A | R ⭐ |\n"
    reading = parse(read_document(f"# RACI\n\n{line}\n\n{table}".encode(), "a.md"))
    [matrix] = reading.matrices
    assert [[mark.role for mark in cell.marks] for row in matrix.activities for cell in row.cells] == [
        [],
        ["Accountable"],
        ["Accountable"],
        ["Responsible"],
    ]
    assert [each.message for each in reading.findings if "R 🔒" in each.message] == [
        "the cell 'R 🔒' of Ann cannot be read: '🔒' may be a note or the role that the document explains it as"
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("RResponsible", [("R", 1)]),
        ("RResponsibleAAccountable", [("R", 1), ("A", 13)]),
        ("==R==/A", [("R", 3), ("A", 7)]),
        ("RAccountable", []),
        ("RResponsibleRResponsible", []),
    ],
    ids=["tip", "tips", "highlight", "tip of another", "twice"],
)
def test_a_letter_may_have_its_word_right_behind_and_be_highlighted(text, marks):
    reading = read_cell(text, USUAL_LETTERS)
    assert [(mark.text, mark.position) for mark in reading.marks] == marks
    assert (reading.problem is None) == bool(marks)
