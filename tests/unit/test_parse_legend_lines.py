"""Forms in which people write legends; each here exchanges R and A, so one that is passed over gives wrong roles."""

import pytest

from raci_graph.blocks import RawCell
from raci_graph.model import Place
from raci_graph.parse import parse
from raci_graph.parse.legend_lines import cell_entry, line_entries
from raci_graph.readers import read_document

TABLE = "\n\n| Task | Ann | Bob |\n|---|---|---|\n| Draft | R | A |\n"

FORMS = {
    "sign": "R = Accountable, A = Responsible",
    "bold and sign": "**R** = Accountable · **A** = Responsible",
    "bold alone": "**R** Accountable, **A** Responsible, **C** Consulted",
    "code alone": "- `R` Accountable\n- `A` Responsible",
    "code and words of two meanings": "`A` does the work · `R` owns it · `C` consulted · `I` informed",
    "arrow": "R → Accountable, A → Responsible",
    "full width": "R\uff1aAccountable\u3001A\uff1aResponsible",
    "full width brackets": "- R\uff08Accountable\uff09\n- A\uff08Responsible\uff09",
    "brackets behind": "R (Accountable), A (Responsible)",
    "brackets before": "Accountable (R), Responsible (A)",
    "letter in brackets": "(R) Accountable; (A) Responsible",
    "bold label": "- **R - Accountable:** who is asked\n- **A - Responsible:** who works",
    "nested below": "- **R - Accountable**\n  - who is asked\n- **A - Responsible**\n  - who works",
    "quote": "> R = Accountable\n> A = Responsible",
    "list in a quote": "> - R: Accountable\n> - A: Responsible",
    "code block": "```\nR = Accountable\nA = Responsible\n```",
    "indented code": "Key:\n\n    R \\= Accountable (the boss)\n\n    A \\= Responsible",
    "after a sentence": "Who does what at Acme. Legend: R = Accountable, A = Responsible.",
    "emphasis behind": "Notes:\n- **R**: *Accountable*\n- **A**: *Responsible*",
    "means": "R means Accountable, A stands for Responsible",
    "is and and": "R is Accountable, A is Responsible, C is Consulted and I is Informed.",
    "in brackets": "As agreed (R accountable, A responsible):",
    "line breaks": "R = Accountable <br>\nA = Responsible <br>",
    "table": "| Letter | Meaning |\n|---|---|\n| R | Accountable |\n| A | Responsible |",
    "words in brackets": "| Role | Means |\n|---|---|\n| (R) Accountable | signs |\n| (A) Responsible | works |",
    "letters and dashes": "| L | here |\n|---|---|\n| **R** — accountable | signs |\n| **A** — responsible | works |",
    "both": "| Code | Means |\n|---|---|\n| R/A | both at once |\n| R | Accountable |\n| A | Responsible |",
    "two dashes": "- R -- Accountable\n- A -- Responsible",
    "two lists": "- P: Plan\n- A: Act\n- R: Rest\n\n- R: Accountable\n- A: Responsible",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_legend_of_any_form_decides_what_the_letters_mean(form):
    [matrix] = parse(read_document(f"# RACI\n\n{FORMS[form]}{TABLE}".encode(), "a.md")).matrices
    assert [cell.roles for cell in matrix.cells] == [("Accountable",), ("Responsible",)]


def test_the_and_before_the_last_letter_is_no_part_of_the_wording_before_it():
    assert line_entries(line("R is Responsible, C is Consulted and I is Informed.")) == [
        ("R", "is Responsible"),
        ("C", "is Consulted"),
        ("I", "is Informed."),
    ]


@pytest.mark.parametrize("form", ["**R**esponsible", "_R_esponsible", "*R*esponsible: works"])
def test_a_letter_that_is_set_off_in_its_word_is_an_entry(form):
    reading = parse(read_document(f"# RACI\n\n- {form}\n- **A**ccountable{TABLE}".encode(), "a.md"))
    assert [entry.role for entry in reading.matrices[0].legend] == ["Responsible", "Accountable"]
    assert reading.findings == ()


def line(text):
    return RawCell(text, text, Place("a.md", 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "A team that does the work",
        "A responsible team is named for each task",
        "See Plan B: it is better",
        "I informed Ann",
        "Manage access A R",
        "R & D",
        "",
    ],
)
def test_prose_explains_no_letters(text):
    found = line_entries(line(text))
    assert len({letter for letter, _ in found}) < 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Team A: sells; Team B: prints", [("A", "sells; Team"), ("B", "prints")]),
        ("Key: R: works, A: signs", [("R", "works"), ("A", "signs")]),
        ("- = not involved", [("-", "not involved")]),
        ("R - does - it", [("R", "does - it")]),
        ("Key (R): works, Plan (A): signs", [("R", "works, Plan"), ("A", "signs")]),
        (
            "Responsible (R): works Accountable person (A): signs and Consulted (C) – is asked Informed (I): is told",
            [
                ("R", "Responsible: works"),
                ("A", "Accountable person: signs"),
                ("C", "Consulted: is asked"),
                ("I", "Informed: is told"),
            ],
        ),
    ],
)
def test_the_wording_of_a_letter_ends_where_the_next_one_begins(text, found):
    assert line_entries(line(text)) == found


@pytest.mark.parametrize(
    ("text", "entry"),
    [("R", ("R", "")), ("(R) works", ("R", "works")), ("R — works", ("R", "works")), ("R/A", None), ("Role", None)],
)
def test_a_cell_of_a_legend_names_one_letter(text, entry):
    assert cell_entry(line(text)) == entry


def legend(text):
    [matrix] = parse(read_document(f"# RACI\n\n{text}{TABLE}".encode(), "a.md")).matrices
    return {entry.letter: entry.role for entry in matrix.legend}


USUAL = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}


@pytest.mark.parametrize(
    "text",
    [
        "`A` owns it · `R` does the work · `C` input before · `I` told after",
        "- R: does the work\n- A: watches who does the work\n- C: consulted\n- I: informed",
        "- R: does the work\n- A: accountable\n- C: contributor\n- I: informed",
    ],
    ids=["words that nobody knows", "words of another letter", "a role of another scheme"],
)
def test_a_letter_of_raci_is_not_taken_for_what_its_words_only_touch(text):
    assert legend(text) == USUAL


@pytest.mark.parametrize("text", ["**C**reate **R**ead **U**pdate **A**pprove", "**R**ed **A**mber **G**reen"])
def test_initials_of_other_words_are_no_legend(text):
    reading = parse(read_document(f"# Rights\n\n{text}{TABLE}".encode(), "a.md"))
    assert all(entry.role != entry.letter for matrix in reading.matrices for entry in matrix.legend)


PAGES = {
    "bold letters": "<p><b>R</b> Accountable <b>A</b> Responsible</p>",
    "spans without blanks": "<div>Key<span><b>R</b> Accountable</span><span><b>A</b> Responsible</span></div>",
    "definitions": "<dl><dt>R<dd>Accountable<dt>A<dd>Responsible</dl>",
    "badges": "<div>R</div><div><b>Accountable</b><i>Signs it</i></div><div>A</div><div>Responsible</div>",
}


@pytest.mark.parametrize("form", PAGES)
def test_a_legend_of_a_web_page_decides_what_the_letters_mean(form):
    table = "<table><tr><th>Task<th>Ann<th>Bob<tr><td>Draft<td>R<td>A</table>"
    [matrix] = parse(read_document(f"<h1>RACI</h1>{PAGES[form]}{table}".encode(), "a.html")).matrices
    assert [cell.roles for cell in matrix.cells] == [("Accountable",), ("Responsible",)]


def test_initials_that_a_web_page_sets_off_are_a_legend():
    page = "<h1>RACI</h1><p><b>R</b>esponsible, <b>A</b>ssists</p>"
    table = "<table><tr><th>Task<th>Ann<th>Bob<tr><td>Draft<td>R<td>A</table>"
    [matrix] = parse(read_document(f"{page}{table}".encode(), "a.html")).matrices
    assert [cell.roles for cell in matrix.cells] == [("Responsible",), ("Support",)]


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("Duties (◎ leads  ○ helps △ informed)", [("◎", "leads"), ("○", "helps"), ("△", "informed")]),
        (
            "P perform · A accountable · C control · I informed",
            [("P", "perform"), ("A", "accountable"), ("C", "control"), ("I", "informed")],
        ),
        (
            "R Responsible / A Accountable / C Consulted / I Informed / S Stands by",
            [(name[0], name) for name in ("Responsible", "Accountable", "Consulted", "Informed", "Stands by")],
        ),
        ("● the whole of this line is about one thing", []),
        ("● first and all that there is to say of it ○ second", []),
        ("✓ done ✓ sold", []),
    ],
)
def test_shapes_and_letters_in_a_row_need_no_sign(line, entries):
    assert line_entries(RawCell(line, line, Place("a.md", 1))) == entries


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("a — accountable", [("A", "accountable")]),
        ("- i: informiert", [("I", "informiert")]),
        ("a: responsible", []),
        ("a - note about accountable people", []),
        ("b: accountable", []),
        ("a accountable", []),
    ],
)
def test_a_small_letter_counts_before_the_word_for_its_usual_role(line, entries):
    assert list(line_entries(RawCell(line, line, Place()))) == entries


def test_a_sentence_before_the_first_name_of_a_role_is_no_part_of_it():
    line = "The following matrix defines the Responsible (R), Accountable (A), Consulted (C) and Informed (I) parties."
    found = line_entries(RawCell(line, line, Place()))
    assert [letter for letter, _ in found] == ["R", "A", "C", "I"]
    assert found[0] == ("R", "Responsible")


def test_a_legend_with_small_letters_among_capitals_explains_the_capitals():
    text = "**R** — responsible\n**a** — accountable" + TABLE
    reading = parse(read_document(text.encode(), "a.md"))
    assert [(each.letter, each.role) for each in reading.matrices[0].legend] == [
        ("R", "Responsible"),
        ("A", "Accountable"),
    ]
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("who", "answers"), [("Responsible", "Accountable"), ("Verantwortlich", "Rechenschaftspflichtig")]
)
def test_nor_is_it_a_list_of_parties(who, answers):
    text = f"# RACI\n\n**R** — {who}\n**a** — {answers}\n**C** — Consulted\n**i** — Informed{TABLE}"
    reading = parse(read_document(text.encode(), "a.md"))
    [matrix] = reading.matrices
    assert [(each.letter, each.role) for each in matrix.legend][:2] == [("R", "Responsible"), ("A", "Accountable")]
    assert reading.findings == ()


def test_a_legend_may_go_on_in_the_next_line_of_its_paragraph():
    text = "A RACI says it (R does it, A answers for it, C\nis consulted, I informed):\n" + TABLE
    [legend] = [reading.matrices[0].legend for reading in [parse(read_document(text.encode(), "a.md"))]]
    assert [each.letter for each in legend] == ["R", "A", "C", "I"]


def test_a_footnote_below_a_table_explains_no_letter():
    text = "R = Responsible, A = Accountable" + TABLE.replace("| R |", "| R* |") + "\n\\* R for the first week.\n"
    reading = parse(read_document(text.encode(), "a.md"))
    assert reading.findings == ()
    assert [mark.text for cell in reading.matrices[0].cells for mark in cell.marks] == ["R", "A"]


def test_a_sentence_that_speaks_of_r_and_a_is_no_legend():
    line = (
        "Each of the tasks in the table below has exactly one Accountable (A) party and some Responsible (R) parties."
    )
    assert list(line_entries(RawCell(line, line, Place()))) == []


def test_a_word_of_many_meanings_that_the_other_letters_settle_is_told():
    text = "# RACI\n\n- A = Accountable\n- P = Participant\n- C = Consulted\n- I = Informed\n"
    table = "\n| Task | Ann | Bob | Cy |\n|---|---|---|---|\n| Bake | A | P | C |\n| Sell | I | P | A |\n"
    reading = parse(read_document(f"{text}{table}".encode(), "a.md"))
    roles = {entry.letter: entry.role for matrix in reading.matrices for entry in matrix.legend}
    assert roles == {"A": "Accountable", "P": "Responsible", "C": "Consulted", "I": "Informed"}
    said = "the legend's 'P: Participant' may mean Responsible, Consulted, Contributor or Support"
    assert [(each.code, str(each.place), each.message) for each in reading.findings] == [("P10", "a.md:4:1", said)]


def test_of_two_words_with_a_stroke_between_them_a_letter_takes_its_own():
    text = "# RACI\n\nR = Responsável / Accountable, A = Autoridade / A, C = Consultado, I = Informado\n"
    table = "\n| Tarefa | Ana | Rui |\n|---|---|---|\n| Assar | R / A | C |\n| Vender | I | R / A |\n"
    [matrix] = parse(read_document(f"{text}{table}".encode(), "a.md")).matrices
    assert [entry.role for entry in matrix.legend] == ["Responsible", "Accountable", "Consulted", "Informed"]


def test_a_letter_with_a_sign_may_stand_right_behind_the_full_stop_of_the_one_before():
    line = "R = Responsible, the team that works. A = Accountable, being made.C = Consulted, before.I = Informed, after"
    entries = line_entries(RawCell(line, line, Place("a.md", 1)))
    assert [letter for letter, _ in entries] == ["R", "A", "C", "I"]


def test_a_sentence_that_goes_on_in_the_next_line_is_no_list_of_letters():
    text = "`A` es quien responde por el resultado, `R` quien lo ejecuta, `C` quien es\nconsultado e `I` informado.\n"
    [matrix] = parse(read_document(f"# RACI\n\n{text}{TABLE}".encode(), "a.md")).matrices
    assert [(entry.letter, entry.role) for entry in matrix.legend][:2] == [("R", "Responsible"), ("A", "Accountable")]
