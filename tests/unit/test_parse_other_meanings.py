"""Letters and signs that the document explains as something else than roles, or not at all."""

import pytest

from raci_graph.model import Choice
from raci_graph.parse import parse
from raci_graph.readers import read_document

GRID = "# Responsibility matrix\n\n{}\n\n| Task | Ann | Bob | Cleo |\n|---|---|---|---|\n| Bake | {} |\n| Sell | {} |\n"


def read(text):
    return parse(read_document(text.encode(), "a.md"))


def told(reading):
    return [(each.code, each.message) for each in reading.findings if each.code in {"P01", "P17"}]


@pytest.mark.parametrize(
    ("list_", "rows"),
    [
        ("R = read, W = write", ("R | W | R", "W | R | R")),
        ("```\nR=read | W=write\n```", ("R | W | R", "W | R | R")),
    ],
)
def test_a_list_that_gives_the_letters_another_meaning_is_told(list_, rows):
    reading = read(GRID.format(list_, *rows))
    said = "the table looks like a matrix, but the document explains 'R' as 'read', so its letters may be no roles"
    assert reading.matrices == ()
    assert told(reading) == [("P01", "there is no responsibility matrix in this document"), ("P17", said)]


def test_a_list_of_other_things_beside_a_matrix_is_none_of_it():
    reading = read(GRID.format("- A: keep it\n- B: sell it", "R | A | C", "A | R | I"))
    assert [matrix.activities[0].cells[0].marks[0].role for matrix in reading.matrices] == ["Responsible"]
    assert told(reading) == []


def test_names_with_letters_are_no_legend():
    text = "- Bake: Ann (R), Bob (A), Cleo (I)\n- Sell: Bob (R), Cleo (A), Support (I)\n\n"
    reading = read(text + GRID.format("", "R | A | C", "A | R | I"))
    assert [[column.label for column in matrix.columns] for matrix in reading.matrices] == [
        ["Responsible", "Accountable", "Informed"],
        ["Ann", "Bob", "Cleo"],
    ]
    assert [mark.party for cell in reading.matrices[0].activities[1].cells for mark in cell.marks] == [
        *("Bob", "Cleo", "Support")
    ]
    assert [entry.role for entry in reading.matrices[1].legend] == [
        "Responsible",
        "Accountable",
        "Consulted",
        "Informed",
    ]


def test_shapes_are_letters_where_a_legend_explains_them():
    reading = read(GRID.format("◎ = Responsible, ○ = Accountable, ● = Informed", "◎ | ○ | ●", "○ ● | ◎ | - "))
    [matrix] = reading.matrices
    assert [[[mark.role for mark in cell.marks] for cell in row.cells] for row in matrix.activities] == [
        [["Responsible"], ["Accountable"], ["Informed"]],
        [["Accountable", "Informed"], ["Responsible"], []],
    ]
    assert reading.findings == ()


def test_shapes_that_say_what_is_supported_are_none():
    reading = read(GRID.format("● = full support, ○ = partial support", "● | ○ | ●", "○ | ● | ●").replace("Resp", "X"))
    assert reading.matrices == ()


def test_activities_may_be_called_by_letters_under_headers_that_name_roles():
    head = "| Flow | Responsible (R) | Accountable (A) |\n|---|---|---|\n"
    [matrix] = read(f"# Flows\n\n{head}| A | Ann | Bob |\n| B | Cleo | Bob |\n").matrices
    assert [row.label for row in matrix.activities] == ["A", "B"]


def test_signs_that_no_legend_explains_are_told():
    reading = read(GRID.format("", "R1 | PE | R2", "R2 | PE | R1"))
    said = "the table looks like a matrix, but no legend explains the signs in its cells (R1, R2, PE)"
    assert told(reading) == [("P01", "there is no responsibility matrix in this document"), ("P17", said)]


def test_small_check_marks_that_no_legend_explains_are_told():
    reading = read(GRID.format("", "**x** | x |  ", " | x | x"))
    said = "the table looks like a matrix, but no legend explains the signs in its cells (x)"
    assert told(reading) == [("P01", "there is no responsibility matrix in this document"), ("P17", said)]


@pytest.mark.parametrize(
    ("heads", "is_told"),
    [
        ("Responsibilities of Ann | Responsibilities of Bob", True),
        ("Obowiązki i odpowiedzialność Ann | Odpowiedzialność Bob", True),
        ("Zuständigkeit Ann | Zuständigkeit Bob", True),
        ("Ann | Responsibilities of Bob", False),
        ("Responsibility | Responsibility", False),
    ],
)
def test_headers_of_several_duties_announce_a_matrix(heads, is_told):
    reading = read(f"# Bread\n\n| Task | {heads} |\n|---|---|---|\n| Bake | ✓ | |\n| Sell | | ✓ |\n| Mop | ✓ | ✓ |\n")
    assert [code for code, _ in told(reading)] == (["P01", "P17"] if is_told else ["P01"])


def test_a_table_of_names_with_letters_beside_others_is_told():
    rows = "| Bake | Ann (R) |\n| Sell | Bob (A), Ann (C) |\n| Wrap | whoever is in |\n| Rest | all of us |\n"
    reading = read(f"# Bread\n\n| Step | Who |\n|---|---|\n{rows}")
    said = "the table looks like a matrix, but its cells hold names with letters behind them ('Ann (R)')"
    assert told(reading) == [("P01", "there is no responsibility matrix in this document"), ("P17", said)]


def test_a_form_whose_cells_are_all_blank_is_told_and_read_on_demand():
    text = "# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n| Bake |  |  |\n| Sell | - |  |\n"
    reading = read(text)
    said = "the table looks like a matrix, but all cells under its roles are blank"
    assert told(reading) == [("P01", "there is no responsibility matrix in this document"), ("P17", said)]
    assert reading.findings[-1].done == "left out; --table 1 reads it"
    chosen = parse(read_document(text.encode(), "a.md"), choice=Choice(table=1))
    assert [[cell.printed for cell in row.cells] for row in chosen.matrices[0].activities] == [["", ""], ["-", ""]]


def test_a_form_without_activities_is_not_said_to_be_read_on_demand():
    rows = "|  |  |  |\n|  | - |  |\n"
    reading = read(f"# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n{rows}")
    assert [each.done for each in reading.findings if each.code == "P17"] == ["left out"]


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ("Aufgabe | Verantwortlich | Unterstützung", "Verantwortlich, Unterstützung"),
        ("Tâche | Responsable | Soutien", "Responsable, Soutien"),
        ("Attività | Responsabile | Approvazione o verifica", "Responsabile, Approvazione o verifica"),
    ],
)
def test_a_word_of_two_roles_beside_one_for_another_is_told(headers, said):
    reading = read(f"# Brot\n\n| {headers} |\n|---|---|---|\n| Backen | Ann | Bob |\n| Verkaufen | Bob | Ann |\n")
    message = f"the table looks like a matrix, but its headers may mean several roles ({said})"
    assert told(reading) == [("P01", "there is no responsibility matrix in this document"), ("P17", message)]


def test_a_header_with_several_letters_behind_it_stands_for_each():
    [matrix] = read(
        "# RACI\n\n| Task | Owner (R/A) | Consulted |\n|---|---|---|\n| Bake | Ann | Bob |\n| Sell | Bob | Ann |\n"
    ).matrices
    marks = [(mark.party, mark.role) for cell in matrix.activities[0].cells for mark in cell.marks]
    assert marks == [("Ann", "Responsible"), ("Ann", "Accountable"), ("Bob", "Consulted")]


def test_a_letter_that_only_a_style_sets_off_stands_before_its_word():
    html = "<th>Task</th><th><b>R</b>Responsible</th><th><b>A</b>Accountable</th>"
    text = f"<h1>RACI</h1><table><tr>{html}</tr><tr><td>Bake</td><td>Ann</td><td>Bob</td></tr></table>"
    [matrix] = parse(read_document(text.encode(), "a.html")).matrices
    assert [column.role for column in matrix.columns] == ["Responsible", "Accountable"]


def test_the_activity_of_a_list_is_no_heading_that_announces_it():
    text = "# Cash\n\n## 2. Flow and RACI\n\n- **RACI matrix**:\n  - **Responsible**: Ann\n  - **Accountable**: Bob\n"
    assert [row.label for row in read(text).matrices[0].activities] == ["Cash"]


def test_a_form_of_places_to_be_filled_in_is_blank_too():
    reading = read("# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n| Bake | [TBD] | [TODO] |\n")
    assert [each.code for each in reading.findings] == ["P01", "P17"]


def test_a_place_to_be_filled_in_may_stand_inside_of_a_name():
    reading = read("# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n| Bake | @{agent} | Ann |\n")
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P18", "a.md:5:10")]


def test_shapes_with_words_are_told_where_no_legend_explains_them():
    reading = read(GRID.replace("Task", "Area").format("", "● leads | ○ helps | ● leads", "○ helps | ● leads | - "))
    said = "the table looks like a matrix, but no legend explains the signs in its cells (● leads, ○ helps)"
    assert told(reading) == [("P01", "there is no responsibility matrix in this document"), ("P17", said)]


def test_one_list_below_a_sentence_may_say_who_does_what_in_general():
    reading = read("Because we are few:\n\n- **Responsible (R):** Ann\n- **Accountable (A):** Ann\n")
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P01", "a.md"), ("P17", "a.md:1:1")]


def test_tables_that_name_who_has_each_letter_are_no_second_legends():
    form = "| **R - Responsible** | {} |\n|---|---|\n| **A - Accountable** | {} |\n| **I - Informed** | {} |\n\n"
    legend = form.format("who does it", "who answers", "who is told")
    card = "## {0}\n\n" + form.format("{1}", "{2}", "All staff")
    people = [("Bake", "Ann Smith", "Bob Baker"), ("Sell", "Bob Baker", "Ann Smith")]
    [matrix] = read(f"# RACI\n\n{legend}{''.join(card.format(*each) for each in people)}").matrices
    assert [[row.label, *(cell.printed for cell in row.cells)] for row in matrix.activities] == [
        [*each, "All staff"] for each in people
    ]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("VP, Transport", "'VP, Transport' may be one name or several"),
        ("Ann; Head of Sales, Europe", "'Head of Sales, Europe' may be one name or several"),
        ("Ann<br>Sales, Europe", "'Sales, Europe' may be one name or several"),
        ("Roy, shop@example.org", "'Roy, shop@example.org' may be a name with its address or several"),
        ("Ann, SLD-<team>", "'<team>' is a place to be filled in"),
        ("<PM>", "'<PM>' is a place to be filled in"),
        ("_TEAM_LEAD_", "'_TEAM_LEAD_' is a place to be filled in"),
        ("Ann, `_TEAM_LEAD_`", "'_TEAM_LEAD_' is a place to be filled in"),
    ],
)
def test_a_comma_behind_a_title_or_between_other_signs_may_belong_to_a_name(cell, problem):
    reading = read(f"# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n| Bake | {cell} | Cleo |\n")
    assert [(each.code, each.message.partition(": ")[2]) for each in reading.findings] == [("P18", problem)]


def test_a_comma_parts_names_that_stand_elsewhere_without_one():
    rows = "| Bake | Ann, Bob; Cleo | Bob |\n| Sell | Cleo | Ann |\n"
    [matrix] = read(f"# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n{rows}").matrices
    assert [mark.party for mark in matrix.activities[0].cells[0].marks] == ["Ann", "Bob", "Cleo"]


@pytest.mark.parametrize("cell", ["ann@example.org, bob@example.org", "Cleo, ann@example.org"])
def test_addresses_are_names_beside_other_addresses_and_beside_names_that_stand_alone_elsewhere(cell):
    rows = f"| Bake | {cell} | Cleo |\n| Sell | Cleo | ann@example.org |\n"
    [matrix] = read(f"# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n{rows}").matrices
    assert [mark.party for mark in matrix.activities[0].cells[0].marks] == cell.split(", ")


def test_a_tag_that_is_closed_is_no_place_to_be_filled_in():
    rows = "| Bake | <custom-name>Ann</custom-name> | Cleo |\n"
    [matrix] = read(f"# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n{rows}").matrices
    assert [mark.party for mark in matrix.activities[0].cells[0].marks] == ["Ann"]


def test_a_header_that_begins_with_a_role_is_no_mere_attribute():
    head = "| Task | Responsible | Accountable/decision | Consulted |\n|---|---|---|---|\n"
    reading = read(f"# RACI\n\n{head}| Bake | Ann | Bob | Cleo |\n| Sell | Bob | Ann | Cleo |\n")
    said = "the column 'Accountable/decision' is kept as an attribute, for its header may mean Accountable"
    assert [(each.code, each.severity, each.message) for each in reading.findings] == [("P12", "warning", said)]


def test_a_header_that_is_to_be_filled_in_is_told():
    reading = read(GRID.replace("Bob", "{{team}}").format("", "R | A | C", "A | R | I"))
    assert [str(each.place) for each in reading.findings if each.code == "P17"] == ["a.md:5:16"]


@pytest.mark.parametrize(
    "legend",
    [
        "C = Create, R = Read/View, U = Update, X = Execute action",
        "C: anlegen, R: lesen, X: ausführen, A: Accountable",
        "R = Executes, C = Consults within its permissions, X = No access",
        "图例 R=查看 C=创建 X=执行 A=审批",
        "R: xem, C: tạo, X: thực hiện, A: phê duyệt",
        "R = 조회, C = 생성, X = 삭제, A = Accountable",
    ],
)
def test_two_words_for_rights_make_no_legend_of_roles(legend):
    reading = read(GRID.format(legend, "R | CX | X", "C | R | A"))
    assert reading.matrices == ()
    assert [code for code, _ in told(reading)] == ["P01", "P17"]


@pytest.mark.parametrize("sign", ["<br>", "<br/> ", " <BR />"])
def test_brackets_below_a_name_belong_to_it(sign):
    rows = f"| Bake | Product{sign}(all){sign}Sales | Cleo |\n"
    [matrix] = read(f"# RACI\n\n| Task | Responsible | Accountable |\n|---|---|---|\n{rows}").matrices
    assert [(mark.text, mark.party) for mark in matrix.activities[0].cells[0].marks] == [
        ("Product (all)", "Product (all)"),
        ("Sales", "Sales"),
    ]


def test_a_legend_of_its_own_meanings_holds_for_no_table_below_another_heading_but_is_not_passed_over():
    table = "| Sum | Buyer | Chief |\n|---|---|---|\n| Small | R | A |\n| Large | R | A |\n"
    text = f"Legend: R = Review, A = Approve, C = Receive a copy\n\n## First\n\n{table}\n## Task sums\n\n{table}"
    text = text.replace("| Sum |", "| Task |")
    reading = parse(read_document(text.encode(), "a.md"))
    why = "the document explains 'A' as 'Approve', so its letters may be no roles"
    assert reading.matrices == ()
    assert [each.message for each in reading.findings if each.code == "P17"] == [
        f"the table looks like a matrix, but {why}"
    ] * 2


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Legend: R = Review, A = Approve", "RACI"),
        ("The baker (R) has asked, and the head of the shop (A) says it", "Task sums"),
    ],
    ids=["a matrix that is announced", "a sentence"],
)
def test_other_tables_keep_the_usual_meaning(words, heading):
    table = "| Task | Buyer | Chief |\n|---|---|---|\n| Small | R | A |\n| Large | A | R |\n| All | A/R | |\n"
    reading = parse(read_document(f"{words}\n\n# Next\n\nText.\n\n# {heading}\n\n{table}".encode(), "a.md"))
    assert len(reading.matrices) == 1


RIGHTS = "## {}\n\n| Action | Boss | Baker | Guest |\n|---|---|---|---|\n| See the shop | {} |\n| See the till | {} |\n"


@pytest.mark.parametrize(
    "heading", ["Permission Matrix by Area", "Berechtigungsmatrix", "Matriz de permisos", "Ma trận phân quyền"]
)
def test_a_heading_that_speaks_of_permissions_leaves_letters_in_doubt(heading):
    reading = read(RIGHTS.format(heading, "R | A | R", "A | R | "))
    said = f"the table looks like a matrix, but '{heading}' speaks of permissions, so its letters may be rights"
    assert reading.matrices == ()
    assert told(reading) == [("P01", "there is no responsibility matrix in this document"), ("P17", said)]
    chosen = parse(
        read_document(RIGHTS.format(heading, "R | A | R", "A | R | ").encode(), "a.md"), choice=Choice(table=1)
    )
    assert len(chosen.matrices) == 1


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("Permissions of staff: who grants them", "R | A | C", "A | R | I"),
        ("Permissions of staff", "Responsible | Consulted | Informed", "Consulted | Responsible | Informed"),
        ("RACI for permissions", "R | A | R", "A | R | "),
        ("Shop work", "R | A | R", "A | R | "),
    ],
)
def test_so_it_does_not_where_the_letters_or_the_heading_are_those_of_a_matrix(heading, first, second):
    [matrix] = read(RIGHTS.format(heading, first, second)).matrices
    assert [column.label for column in matrix.columns] == ["Boss", "Baker", "Guest"]


def test_one_letter_more_than_twice_in_a_row_makes_no_matrix_by_itself():
    reading = read(RIGHTS.format("Shop", "R | R | R", "R | R | "))
    assert reading.matrices == ()
    said = "there is no legend of roles, and nothing says that this is a responsibility matrix"
    assert ("P17", f"the table looks like a matrix, but {said}") in told(reading)
    [matrix] = read(RIGHTS.format("Shop", "R | R | ", "R | R | ")).matrices
    assert len(matrix.activities) == 2
    [matrix] = read(RIGHTS.format("RACI", "R | R | R", "R | R | ")).matrices
    assert len(matrix.activities) == 2
    [matrix] = read(RIGHTS.format("Shop", "R | | ", " | R | ")).matrices
    assert len(matrix.activities) == 2


@pytest.mark.parametrize(
    "legend",
    [
        "`R` read, `W` operate, `A` approve/high risk, `—` hidden.",
        "`R` view, `A` change",
        "R = Read-only, A = Approve changes",
        "**R** read; **A** approve",
    ],
)
def test_letters_set_off_before_words_for_rights_are_no_roles(legend):
    rows = "| Rye | R | A |\n| Bun | A | R |\n"
    reading = read(f"## Pages\n\n{legend}\n\n| Capability | Ann | Bob |\n|---|---|---|\n{rows}")
    assert reading.matrices == ()
    assert [code for code, message in told(reading) if message.endswith("so its letters may be no roles")] == ["P17"]


def test_letters_set_off_before_words_for_roles_are_a_legend_all_the_same():
    reading = read(GRID.format("`R` does it, `A` answers for it.", "R | A | C", "A | R | I"))
    assert [entry.role for entry in reading.matrices[0].legend][:2] == ["Responsible", "Accountable"]
