"""Which column holds the activities, and where that is not plain."""

import pytest

from raci_graph.model import Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document


def read(*rows, heading="# RACI\n\n"):
    head, *body = rows
    text = "\n".join([heading + head, "|---" * (head.count("|") - 1) + "|", *body])
    return parse(read_document((text + "\n").encode(), "a.md"))


def labels(reading):
    return [row.label for matrix in reading.matrices for row in matrix.activities]


def doubts(reading):
    return [each.message for each in reading.findings if each.code == "P17"]


LETTERS = ("| Dawn | Bake bread | R | A |", "| Noon | Sell bread | A | R |")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Phase", "Activity/Shop artifacts"),
        ("Phase", "Shop-related tasks or actions"),
        ("Time", "Activity"),
        ("フェーズ", "主な行動"),
        ("Wann", "Aufgaben der Bäckerei"),
    ],
)
def test_a_word_for_activities_among_others_heads_them(first, second):
    reading = read(f"| {first} | {second} | Ann | Bob |", *LETTERS)
    assert labels(reading) == ["Bake bread", "Sell bread"]
    assert doubts(reading) == []


def test_of_two_columns_with_other_headers_one_is_read_and_the_doubt_told():
    reading = read("| Zarn | Quell | Ann | Bob |", *LETTERS)
    assert labels(reading) == ["Bake bread", "Sell bread"]
    assert doubts(reading) == ["its activities may stand under 'Quell' or under 'Zarn'"]
    headless = read("| | Quell | Ann | Bob |", *LETTERS)
    assert doubts(headless) == ["its activities may stand under 'Quell' or under ''"]


def test_so_they_are_beside_columns_of_names():
    names = ("| Dawn | Bake bread | Ann | Bob |", "| Noon | Sell bread | Bob | Ann |")
    assert labels(read("| Timing | Main action | R | A |", *names)) == ["Bake bread", "Sell bread"]
    doubtful = read("| Zarn | Quell | R | A |", *names)
    assert labels(doubtful) == ["Dawn", "Noon"]
    assert doubts(doubtful) == ["its activities may stand under 'Zarn' or under 'Quell'"]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("| Task | Description | Who |", ("| 2.1 | Bake bread | Ann (A), Bob (R) |", "| 2.2 | Sell bread | Ann (A) |")),
        ("| Task | Description | R | A |", ("| 2.1 | Bake bread | Ann | Bob |", "| 2.2 | Sell bread | Bob | Ann |")),
        ("| Task | Description | Ann | Bob |", ("| 2.1 | Bake bread | R | A |", "| 2.2 | Sell bread | A | R |")),
    ],
)
def test_a_word_for_activities_over_codes_leaves_them_to_the_texts_behind(header, rows):
    legend = "R = Responsible, A = Accountable\n\n"
    reading = read(header, *rows, heading=legend)
    assert labels(reading) == ["Bake bread", "Sell bread"]
    assert "its activities may stand under 'Task' or under 'Description'" in doubts(reading)


def test_a_column_before_the_roles_holds_the_activities_rather_than_one_behind_them():
    names = ("| Bake bread | Ann | Bob | no |", "| Sell bread | Bob | Ann | the guild |")
    reading = read("| Scope | A | R | Requested work |", *names)
    assert labels(reading) == ["Bake bread", "Sell bread"]
    assert doubts(reading) == ["its activities may stand under 'Scope' or under 'Requested work'"]
    named = read("| Scope | A | R | Activity |", *names)
    assert labels(named) == ["no", "the guild"]


def test_a_column_that_is_called_as_a_party_holds_no_activities():
    rows = ("| Flood | Ann | Bob | Cy |", "| Fire | Ann | Cy | Bob |")
    reading = read("| Severity | Incident commander | Accountable | Consulted |", *rows)
    assert reading.matrices == ()
    reason = "its column 'Incident commander' is called as a party, and no column is headed as one of activities"
    assert doubts(reading) == [f"the table looks like a matrix, but {reason}"]


POSTS = ("| Project sponsor | A | I | A |", "| Shop owner | R | R | C |", "| Night manager | A | C | I |")


def test_rows_called_as_posts_below_activities_are_parties_and_that_is_told():
    reading = read("| | Business case | Kick-off | Shop charter |", *POSTS)
    [matrix] = reading.matrices
    assert matrix.layout is Layout.TRANSPOSED
    assert labels(reading) == ["Business case", "Kick-off", "Shop charter"]
    assert doubts(reading) == ["the names of its rows are those of parties and the headers of its columns are not"]


@pytest.mark.parametrize("head", ["| Activity | Bake it | Sell it | Eat it |", "| | Ann | Bob | Cy |"])
def test_a_word_for_activities_or_columns_called_as_persons_may_be_keep_them_columns(head):
    [matrix] = read(head, *POSTS).matrices
    assert matrix.layout is Layout.PARTIES_AS_COLUMNS


def test_letters_with_nothing_that_speaks_of_roles_are_no_matrix():
    rows = ("| Amy | A | C | R |", "| Ben | C | I | A |", "| Cleo | R | A | C |")
    reading = read("| Pupil | Maths | Drama | Chemistry |", *rows, heading="")
    assert reading.matrices == ()
    assert [(each.code, each.severity.value) for each in reading.findings] == [("P01", "violation"), ("P17", "warning")]
    both = read("| Pupil | Maths | Drama | Chemistry |", "| Amy | A/R | C | R |", *rows, heading="")
    assert len(both.matrices) == 1


def test_letters_as_headers_are_a_row_of_a_matrix_without_header():
    reading = read("| Bake | R,A | C | I |", "| Sell | I | R,A | C |", "| Sweep | C | R | A |")
    assert reading.matrices == ()
    assert "so its header may be a row of a matrix without one" in doubts(reading)[0]


@pytest.mark.parametrize(
    ("head", "heading"),
    [("| Step | Accountable |", None), ("| Area | Accountable |", ""), ("| Topic | Notes | Accountable |", "")],
    ids=["under a matrix's heading", "under none", "beside notes"],
)
def test_a_table_with_one_role_is_told(head, heading):
    rows = [head.replace(*each) for each in (("Accountable", "Ann"), ("Accountable", "Bob"))]
    reading = read(head, *rows) if heading is None else read(head, *rows, heading=heading)
    assert reading.matrices == ()
    assert doubts(reading) == [
        "the table looks like a matrix, but only one of its headers, 'Accountable', names a role"
    ]


def test_one_letter_with_its_words_over_names_is_told_below_a_legend():
    rows = ("| Oven heat | Ann | Bob | hot |", "| Shop keys | Bob | - | |")
    head = "| Values | A (owns the datum) | Given to | Notes |"
    reading = read(head, *rows, heading="R = does it, A = owns it, C = is asked, I = is told\n\n")
    assert reading.matrices == ()
    said = "the table looks like a matrix, but only one of its headers, 'A (owns the datum)', may name a role"
    assert doubts(reading) == [said]
    assert doubts(read(head.replace("A (owns the datum)", "Area (m)"), *rows, heading="")) == []


def test_one_column_of_who_does_the_work_is_told_under_a_matrix_s_heading_alone():
    assert doubts(read("| Step | Responsible |", "| Bake | Ann |", "| Sell | Bob |", heading="")) == []


def test_numbers_below_a_word_for_activities_are_none_beside_texts_below_another_one():
    rows = ("| 1 | Bake bread | R | A |", "| 2 | Sell bread | A | R |")
    for head in ("| Step | Activity | Ann | Bob |", "| Step | Activity | R | A |"):
        reading = read(
            head, *(rows if "Ann" in head else [row.replace("R", "Ann").replace("A |", "Bob |") for row in rows])
        )
        assert labels(reading) == ["Bake bread", "Sell bread"]
        assert doubts(reading) == []


def test_words_with_numbers_are_numbers():
    reading = read("| Step | Task | Ann | Bob |", "| Step 1 | Bake bread | R | A |", "| Step 2 | Sell bread | A | R |")
    assert labels(reading) == ["Bake bread", "Sell bread"]
    assert doubts(reading) == []


def test_of_two_words_for_activities_the_one_over_finer_texts_heads_them():
    rows = ("| Oven | Bake bread | R | A |", "| Oven | Bake cake | R | A |", "| Shop | Sell bread | A | R |")
    reading = read("| Job | Task | Ann | Bob |", *rows)
    assert labels(reading) == ["Bake bread", "Bake cake", "Sell bread"]
    assert doubts(reading) == []


def test_of_two_over_texts_alike_the_first_is_read_and_the_doubt_told():
    reading = read("| Job | Task | Ann | Bob |", "| Baking | Bake bread | R | A |", "| Selling | Sell bread | A | R |")
    assert labels(reading) == ["Baking", "Selling"]
    assert doubts(reading) == ["its activities may stand under 'Job' or under 'Task'"]


def test_a_deliverable_beside_a_word_for_tasks_among_others_is_told():
    rows = ("| Bake bread | Loaf | R | A |", "| Sell bread | Receipt | A | R |")
    reading = read("| Shop tasks | Deliverable | Ann | Bob |", *rows)
    assert labels(reading) == ["Bake bread", "Sell bread"]
    assert doubts(reading) == ["its activities may stand under 'Shop tasks' or under 'Deliverable'"]


def test_a_row_that_repeats_the_header_is_left_out_and_said():
    rows = ("| 1 | Bake bread | R | A |", "| Step | Activity | Ann | Bob |", "| 2 | Sell bread | A | R |")
    reading = read("| Step | Activity | Ann | Bob |", *rows)
    assert labels(reading) == ["Bake bread", "Sell bread"]
    told = [each for each in reading.findings if each.code == "P09"]
    assert [(each.severity.value, each.place.line, each.message) for each in told] == [
        ("info", 6, "the row repeats the header of its table")
    ]


def test_letters_over_half_of_the_columns_are_a_row_of_a_matrix_too():
    reading = read("| Bake | R | A | at dawn |", "| Sell | I | R,A | C |", "| Sweep | C | R | A |")
    assert reading.matrices == ()
    assert "so its header may be a row of a matrix without one" in doubts(reading)[0]


@pytest.mark.parametrize(("first", "second"), [("RW", "R/W"), ("CRU", "CRUD"), ("RWX", "RO")])
def test_letters_of_rights_to_data_are_no_letters_of_roles(first, second):
    legend = "R Responsible, A Accountable, C Consulted, I Informed\n\n"
    rows = (f"| Menu | R | {first} | C |", f"| Prices | {second} | R | R |", "| Safe | R | R | A |")
    reading = read("| Task | Ann | Bob | Cy |", *rows, heading=legend)
    assert reading.matrices == ()
    reason = f"its cells may hold rights to read, write or delete ('{second}')"
    assert doubts(reading) == [f"the table looks like a matrix, but {reason}"]


def test_rights_beside_check_marks_are_seen_in_columns_without_letters():
    rows = ("| Menu | R | R | CRUD |", "| Prices | R | R | CRUD |", "| Till | | | ✔ |")
    reading = read("| Task | Ann | Bob | Cy |", *rows, heading="")
    assert reading.matrices == ()
    assert doubts(reading) == [
        "the table looks like a matrix, but its cells may hold rights to read, write or delete ('CRUD')"
    ]


def test_numbers_beside_names_under_roles_may_be_parties():
    rows = ("| Bake | 1 | 2 |", "| Sell | 2 | all |", "| Wash | 3 | 1 |")
    reading = read("| Task | R | A |", *rows)
    assert reading.matrices == ()
    reason = "the cells under its roles hold numbers, which may be parties or counts ('1')"
    assert doubts(reading) == [f"the table looks like a matrix, but {reason}"]
    assert doubts(read("| Party | R | A |", "| Ann | 1 | 2 |", "| Bob | 3 | 1 |")) == []


def test_a_word_for_activities_among_the_parties_may_begin_a_table_beside():
    rows = ("| Bake | R | A | Mop | A | R |", "| Sell | A | R | Wash | R | A |")
    reading = read("| Task | Ann | Bob | Job | Cy | Dan |", *rows)
    assert reading.matrices == ()
    reason = "'Job' stands among its parties, so it may be two tables side by side"
    assert doubts(reading) == [f"the table looks like a matrix, but {reason}"]


def test_parties_called_by_letters_in_their_order_are_parties():
    rows = ("| Bake | R | A | C | I |", "| Sell | A | R | I | C |")
    [matrix] = read("| Task | A | B | C | D |", *rows).matrices
    assert [column.label for column in matrix.columns] == ["A", "B", "C", "D"]


def test_roles_above_a_row_of_headers_are_no_header():
    reading = parse(
        read_document(b"RACI of [Shop],,\nResponsible,Accountable,Consulted\nID,Task,[Role 1]\n1,[Task],\n", "raci.csv")
    )
    assert reading.matrices == ()
    assert [each.code for each in reading.findings] == ["P01"]


@pytest.mark.parametrize(
    "head", ["| Area | Responsible | Reviewer | Consulted |", "| 事项 | Responsible | Reviewer | Consulted |"]
)
def test_a_column_that_a_role_may_head_holds_no_activities_and_is_told(head):
    reading = read(head, "| Bread | Ann | Bob | Cy |", "| Cake | Bob | Ann | Cy, Di |")
    assert labels(reading) == ["Bread", "Cake"]
    said = "the column 'Reviewer' is kept as an attribute, for its header may mean Consulted or Approver or Verifier"
    assert [each.message for each in reading.findings if each.code == "P12"] == [said]


def test_groups_behind_the_letters_that_some_rows_lack_are_told():
    rows = ("| R | A | Bread |", "| A | R | |", "| R | A | Rolls |")
    assert doubts(read("| Ann | Bob | Deliverable |", *rows)) == [
        "its activities stand under 'Deliverable' behind its letters, and some rows have none"
    ]
    assert doubts(read("| Ann | Bob | Deliverable |", rows[0], rows[2])) == []
    first = [f"| {chore} {row}" for chore, row in zip(("Bake", "Mix", "Eat"), rows, strict=True)]
    plain = read("| | Ann | Bob | Deliverable |", *first)
    assert (labels(plain), doubts(plain)) == (["Bake", "Mix", "Eat"], [])


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Shop tasks and roles", []),
        ("Goods", ["its activities may stand under 'Goods' or under 'Deliverable'"]),
    ],
)
def test_deliverables_behind_names_are_no_activities_beside_other_texts(head, said):
    reading = read(
        f"| Phase | {head} | Responsible | Accountable | Deliverable |",
        "| One | Bake bread | Ann | Bob | Loaf |",
        "| Two | Sell bread | Bob | Ann | |",
    )
    assert (labels(reading), doubts(reading)) == (["Bake bread", "Sell bread"], said)


def test_duties_beside_roles_are_no_activities_where_the_roles_are_posts_and_the_other_headers_are_not():
    rows = (
        "| Oven owner | Says when the oven is hot | R | C | A |",
        "| SME | Knows all about rye | C | R | I |",
        "| Shop manager | Sells what is there | I | A | R |",
    )
    reading = read("| Role | Responsibilities | Heat | Mix | Sell |", *rows)
    assert (reading.matrices[0].layout, labels(reading)) == (Layout.TRANSPOSED, ["Heat", "Mix", "Sell"])
    assert doubts(reading) == ["its activities may be its columns or stand under 'Responsibilities'"]
    posts = read("| Role | Responsibilities | Baker | Shop manager | Oven owner |", *rows)
    assert labels(posts) == ["Says when the oven is hot", "Knows all about rye", "Sells what is there"]
    tasks = read("| Role | Tasks | Heat | Mix | Sell |", *rows)
    assert tasks.matrices[0].layout is Layout.PARTIES_AS_COLUMNS


def test_rows_that_are_all_called_as_posts_are_parties_below_a_word_for_groups():
    rows = ("| Shop Lead (you) | A | C | R |", "| Oven Engineer | R | A | C |", "| Legal Advisor | C | C | A |")
    reading = read("| Function | Baking | Selling | Law |", *rows, "| QA Specialist (part-time) | I | R | I |")
    assert reading.matrices[0].layout is Layout.TRANSPOSED
    assert doubts(reading) == ["the names of its rows are those of parties and the headers of its columns are not"]
    assert read("| Function | Baking | Selling | Law |", *rows).matrices[0].layout is Layout.PARTIES_AS_COLUMNS


def test_columns_most_of_which_have_one_accountable_where_few_rows_have_are_told():
    rows = (
        "| Oven | A | A | I | - |",
        "| Till | C | R | A | - |",
        "| Shelf | I | R | R | R |",
        "| Bin | R | - | C | C |",
    )
    reading = read("| Thing | Plan it | Bake it | Sell it | Clean |", *rows)
    assert doubts(reading) == ["more columns than rows have one accountable, so its columns may be activities"]


def test_columns_that_all_have_who_does_it_and_who_answers_are_told_where_a_row_has_not():
    why = "each column has who does it and who answers for it and not each row, so its columns may be activities"
    rows = ("| Oven | A | R |", "| Till | R | A |", "| Bin | - | C |")
    assert doubts(read("| Module | Bake | Sell |", *rows)) == [why]
    assert doubts(read("| Task | Bake | Sell |", *rows)) == []
    assert doubts(read("| Module | Bake | Sell |", *rows[:2])) == []
    longer = [row.replace("| ", "| Look after the ", 1) for row in rows]
    assert doubts(read("| Module | Bake | Sell |", *longer)) == []


def test_a_corner_that_names_both_sides_leaves_it_to_the_names():
    rows = ("| Bread | A | R | C |", "| Till and shelf | A | R | I |", "| Books | C | A | A |")
    reading = read("| Role / Responsibility | Shop Lead | Clerk Team | Product Owner |", *rows)
    why = "'Role / Responsibility' names both sides, and the headers of its columns are those of parties"
    assert (labels(reading), doubts(reading)) == (["Bread", "Till and shelf", "Books"], [why])
    turned = read("| Role / Task | Bake | Sell | Clean |", "| Shop Lead | A | C | R |", "| Clerk Team | R | A | A |")
    assert (labels(turned), doubts(turned)) == (["Bake", "Sell", "Clean"], [])
