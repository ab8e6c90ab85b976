"""Matrices that are written as lists, and what only looks like one."""

import pytest

from raci_graph.model import Basis, Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document

NESTED = (
    "# Who does what\n\n- Sell\n  - R: Ann, Bob\n  - A: Ann\n  - C: -\n"
    "- Print\n  - R: Bob\n  - A: Ann\n  - I: Web team\n"
)


def read(text, name="a.md"):
    return parse(read_document(text.encode(), name))


def assigned(reading):
    return [
        [(row.label, mark.party, mark.role) for row in matrix.activities for cell in row.cells for mark in cell.marks]
        for matrix in reading.matrices
    ]


def test_a_nested_list_gives_an_activity_for_each_item_and_the_roles_below_it():
    reading = read(NESTED)
    assert assigned(reading) == [
        [
            ("Sell", "Ann", "Responsible"),
            ("Sell", "Bob", "Responsible"),
            ("Sell", "Ann", "Accountable"),
            ("Print", "Bob", "Responsible"),
            ("Print", "Ann", "Accountable"),
            ("Print", "Web team", "Informed"),
        ]
    ]
    assert reading.findings == ()
    [matrix] = reading.matrices
    assert (matrix.layout, [column.role for column in matrix.columns]) == (
        Layout.LIST,
        ["Responsible", "Accountable", "Consulted", "Informed"],
    )


def test_the_box_of_a_task_is_no_part_of_an_item():
    boxed = NESTED.replace("- Sell", "- [x] Sell").replace("- Print", "- [ ] Print")
    reading = read(boxed.replace("- R: Bob", "- [X] R: Bob").replace("- A: Ann\n  - I", "- [ ] A: Ann\n  - I"))
    assert (assigned(reading), reading.findings) == (assigned(read(NESTED)), ())
    assert [str(row.place) for row in reading.matrices[0].activities] == ["a.md:3:7", "a.md:7:7"]


def test_a_role_that_an_item_does_not_name_is_blank_and_a_name_has_its_place():
    [matrix] = read(NESTED).matrices
    assert [cell.printed for cell in matrix.activities[0].cells] == ["Ann, Bob", "Ann", "-", ""]
    cell = matrix.activities[1].cells[3]
    assert (cell.printed, str(cell.place)) == ("Web team", "a.md:10:8")


@pytest.mark.parametrize(
    ("first", "label"),
    [
        ("**Status:** open", "Sell"),
        ("Date: May", "Sell"),
        ("**Task:** Bake", "Bake"),
        ("**Aufgabe: Backen**", "Backen"),
        ("Activity: **Bake** `bread`", "Bake bread"),
        ("Bread: rye", "Bread: rye"),
        ("Phase: one", "Phase: one"),
    ],
)
def test_a_line_above_roles_that_says_something_of_its_heading_is_no_activity(first, label):
    reading = read(f"# RACI\n\n## Sell\n\n{first}\n**R:** Ann\n**A:** Bob\n")
    assert assigned(reading) == [[(label, "Ann", "Responsible"), (label, "Bob", "Accountable")]]


def test_headings_may_be_the_activities_if_there_are_several():
    one = "## Sell\n\n- Responsible: Ann\n- Accountable: Bob\n\n"
    assert assigned(read(f"# RACI\n\n{one}## Print\n\n- Responsible: Bob\n- Accountable: Ann\n")) == [
        [
            ("Sell", "Ann", "Responsible"),
            ("Sell", "Bob", "Accountable"),
            ("Print", "Bob", "Responsible"),
            ("Print", "Ann", "Accountable"),
        ]
    ]
    assert assigned(read(f"# RACI\n\n{one}")) == []


def test_the_roles_may_stand_in_one_line():
    assert assigned(read("- Sell\n  R: Ann | A: Bob\n- Print\n  R: Bob | A: Ann\n")) == [
        [
            ("Sell", "Ann", "Responsible"),
            ("Sell", "Bob", "Accountable"),
            ("Print", "Bob", "Responsible"),
            ("Print", "Ann", "Accountable"),
        ]
    ]


def test_lists_of_both_kinds_in_one_document_are_read():
    inline = "- Pies: R = Ann, A = Bob\n- Cakes: R = Bob, A = Ann\n\n"
    [rows] = assigned(read(f"# Roles\n\n{inline}# Others\n\nSell\n- R: Cy\n- A: Ann\n\nPrint\n- R: Bob\n- A: Cy\n"))
    assert list(dict.fromkeys(label for label, *_ in rows)) == ["Pies", "Cakes", "Sell", "Print"]
    assert rows[4:6] == [("Sell", "Cy", "Responsible"), ("Sell", "Ann", "Accountable")]
    reading = read(f"# Roles\n\n{inline}# Others\n\n- R: Cy\n- A: Ann\n")
    assert [label for label, *_ in assigned(reading)[0]] == ["Pies", "Pies", "Cakes", "Cakes"]
    assert [(each.code, each.place.line) for each in reading.findings] == [("P17", 6)]


def test_an_activity_may_begin_with_a_word_for_a_role_and_a_dash():
    text = "- Execution - Collect\n  R: Ann | A: role_of_sales\n"
    assert assigned(read(text)) == [
        [("Execution - Collect", "Ann", "Responsible"), ("Execution - Collect", "role_of_sales", "Accountable")]
    ]


def test_a_list_that_is_called_raci_is_about_the_heading_above_it():
    roles = "\n  - R: Ann\n  - A: Bob\n"
    assert {label for label, *_ in assigned(read(f"# Sell\n\n- RACI matrix{roles}"))[0]} == {"Sell"}
    assert {label for label, *_ in assigned(read(f"# Sell\n\n- Plan for RACI{roles}"))[0]} == {"Plan for RACI"}
    beside = f"# Sell\n\n## Why\n\nText.\n\n## Work and RACI\n\n- RACI matrix{roles}"
    assert {label for label, *_ in assigned(read(beside))[0]} == {"Sell"}


@pytest.mark.parametrize(
    "text",
    [
        "- Key\n  - R: responsible, does the work\n  - A: accountable, answers for it\n",
        "- Sell\n  - R: Ann\n",
        "- Colours\n  - B: blue\n  - G: green\n",
        "- R: Ann\n- A: Bob\n",
    ],
    ids=["legend", "one role", "other letters", "no activity"],
)
def test_what_is_no_matrix(text):
    assert assigned(read(text)) == []


def test_a_list_says_nothing_of_what_letters_mean():
    table = "| Activity | Venue | Shop |\n|---|---|---|\n| Mail | R | A |\n"
    [listed, printed] = read(f"{NESTED}\n# Table\n\n{table}").matrices
    assert (listed.layout, printed.layout) == (Layout.LIST, Layout.PARTIES_AS_COLUMNS)
    assert [cell.roles for cell in printed.cells] == [("Responsible",), ("Accountable",)]


@pytest.mark.parametrize(
    ("line", "text", "names"),
    [
        ("**Responsible:** Ann, Bob", "Ann, Bob", ["Ann", "Bob"]),
        ("**Responsible:** *Ann*", "*Ann*", ["Ann"]),
        ("**Responsible:**Ann", "Ann", ["Ann"]),
        ("**Responsible**: **Ann**, Bob", "**Ann**, Bob", ["Ann", "Bob"]),
        ("**Responsible: Ann**", "Ann", ["Ann"]),
        ("**R**: [Ann](https://example.org)", "[Ann](https://example.org)", ["Ann"]),
        ("Responsible – `Ann`", "`Ann`", ["Ann"]),
    ],
)
def test_emphasis_around_a_label_is_no_part_of_the_names(line, text, names):
    page = f"# RACI\n\n## Sell\n\n- {line}\n- **Accountable:** Cy\n\n## Bake\n\n- {line}\n- **Accountable:** –\n"
    reading = parse(read_document(page.encode(), "a.md"))
    [matrix] = reading.matrices
    first, second = matrix.activities[1].cells
    assert (first.printed, [mark.party for mark in first.marks]) == (text, names)
    assert (second.printed, second.marks, second.basis) == ("–", (), Basis.EXPLICIT)
    assert [mark.position for mark in first.marks] == [text.index(name) + 1 for name in names]


def test_short_sentences_below_a_word_explain_it_and_name_nobody():
    page = "# Roles\n\nEach task gets one:\n\n- R: Puts up tents.\n- A: Signs the permit.\n"
    assert parse(read_document(page.encode(), "a.md")).matrices == ()


def test_lines_most_of_which_are_longer_than_a_name_explain_letters():
    page = "# Roles\n\n1. For each task, note one:\n   - R (Doer): Puts up tents\n"
    page += "   - A (Signer): Signs the permit and answers for the tents\n"
    page += "   - C (Adviser): Knows a lot about tents and wind\n"
    page += "   - I (Reader): Wants to read of all that is up\n"
    assert parse(read_document(page.encode(), "a.md")).matrices == ()
    card = "- Tents\n  - R: Ann (who puts them up with her whole family)\n  - A: Bob (as the head of the whole camp)\n"
    assert len(parse(read_document(f"# RACI\n\n{card}{card}".encode(), "a.md")).matrices) == 1


def test_an_activity_with_one_role_counts_beside_others_with_several():
    reading = read("# RACI\n\n- Sell\n  - R: Ann\n- Print\n  - R: Ann\n  - A: Bob\n- Bake\n  - C: Cy\n")
    rows = reading.matrices[0].activities
    assert [(row.label, [mark.party for cell in row.cells for mark in cell.marks]) for row in rows] == [
        ("Sell", ["Ann"]),
        ("Print", ["Ann", "Bob"]),
        ("Bake", ["Cy"]),
    ]


def test_names_behind_a_line_break_in_an_item_go_on_with_it():
    item = "<li>{}<ul><li>R: Ann</li><li>A: Bob<br>Cy</li><li>I: Dee</li></ul></li>"
    reading = read(f"<h1>RACI</h1><ul>{item.format('Sell')}{item.format('Print')}</ul>", "a.html")
    rows = reading.matrices[0].activities
    assert [[mark.party for cell in row.cells for mark in cell.marks] for row in rows] == [
        ["Ann", "Bob", "Cy", "Dee"]
    ] * 2


def test_one_list_of_roles_below_a_heading_is_told_and_left_out():
    text = "# Ticket\n\n## RACI\n\n- **Responsible**: Ann\n- **Accountable**: Bob\n"
    reading = read(text)
    assert reading.matrices == ()
    assert [(each.code, str(each.place), each.done) for each in reading.findings] == [
        ("P01", "a.md", "nothing was read"),
        ("P17", "a.md:3", "left out; --layout list reads them"),
    ]


def test_letters_of_something_else_are_no_roles():
    signs = "The signs:\n\n- **C** = Create\n- **R** = Read\n- **U** = Update\n- **D** = Delete\n"
    assert read(signs).matrices == ()
    with_roles = "# Who\n\n- Sell\n  - C: Cy\n  - R: Ann\n  - A: Bob\n  - U: Dee\n"
    assert assigned(read(with_roles)) == [
        [("Sell", "Cy", "Consulted"), ("Sell", "Ann", "Responsible"), ("Sell", "Bob", "Accountable")]
    ]


@pytest.mark.parametrize("title", ["**DACI definitions**:", "Legend:", "RACI key"])
def test_lines_below_a_word_for_a_legend_name_nobody(title):
    lines = "- **Responsible**: Kept busy, no rest\n- **Accountable**: The chair\n- **Informed**: Told of it, no more\n"
    assert read(f"{title}\n\n{lines}").matrices == ()
    nested = "".join(f"  {line}\n" for line in lines.splitlines())
    assert len(read(f"- Bake\n{nested}").matrices) == 1


@pytest.mark.parametrize("sign", [" – {}", ": {}", " ({})"])
def test_a_line_may_name_a_party_with_its_letters_behind(sign):
    line = "{}{}  \n"
    first = "".join(
        line.format(name, sign.format(letters)) for name, letters in (("Ann", "A"), ("Bob", "R"), ("Cy", "R"))
    )
    second = "".join(line.format(name, sign.format(letters)) for name, letters in (("Bob", "R/A"), ("Ann", "I")))
    reading = read(f"# RACI\n\n## Bake\n\n{first}\n## Sell\n\n{second}")
    assert assigned(reading) == [
        [
            ("Bake", "Ann", "Accountable"),
            ("Bake", "Bob", "Responsible"),
            ("Bake", "Cy", "Responsible"),
            ("Sell", "Bob", "Accountable"),
            ("Sell", "Bob", "Responsible"),
            ("Sell", "Ann", "Informed"),
        ]
    ]
    assert str(reading.matrices[0].activities[0].cells[1].place) == "a.md:6:1"


def test_such_lines_under_one_heading_alone_are_told():
    reading = read("# RACI\n\n## Bake\n\nAnn – A  \nBob – R\n")
    assert (reading.matrices, [each.code for each in reading.findings]) == ((), ["P01", "P17"])


def test_a_line_of_another_form_among_names_with_letters_leaves_all_out_and_that_is_told():
    one = "## Bake\n\nAnn – A  \nBob – R  \nthe night shift – whoever is in\n\n"
    reading = read(f"# RACI\n\n{one}## Sell\n\nAnn – R  \nBob – A\n")
    assert reading.matrices == ()
    places = [str(each.place) for each in reading.findings if each.code == "P17"]
    assert places == ["a.md:5:1", "a.md:9", "a.md:11:1"]


def test_a_name_with_a_remark_on_a_line_of_its_own_is_kept():
    reading = read("- Bake\n  - R: Ann\n    Bob – second baker\n  - A: Cy\n- Sell\n  - R: Cy\n  - A: Ann\n")
    cell = reading.matrices[0].activities[0].cells[0]
    assert (cell.printed, cell.basis) == ("Ann\nBob – second baker", Basis.UNSETTLED)
    assert [(each.code, str(each.place)) for each in reading.findings if each.code == "P18"] == [("P18", "a.md:2:8")]


LETTERS_BEHIND = """# Migration RACI

### Extract

- Customer: R, A
- Partner: C
- Vendor: -
- Auditor: I

### Convert

- Customer: C
- **Partner**: R/A
- Vendor: A/C as agreed
- Auditor: I

**Legend**: R = Responsible, A = Accountable, C = Consulted, I = Informed
"""


def test_a_dash_or_several_letters_behind_a_party_do_not_end_its_list():
    reading = read(LETTERS_BEHIND)
    assert assigned(reading) == [
        [
            ("Extract", "Customer", "Responsible"),
            ("Extract", "Customer", "Accountable"),
            ("Extract", "Partner", "Consulted"),
            ("Extract", "Auditor", "Informed"),
            ("Convert", "Partner", "Responsible"),
            ("Convert", "Partner", "Accountable"),
            ("Convert", "Customer", "Consulted"),
            ("Convert", "Auditor", "Informed"),
        ]
    ]
    said = "the line '- Vendor: A/C as agreed' stands among those that say who has which role, and cannot be read"
    assert [(each.code, str(each.place), each.message) for each in reading.findings] == [("P18", "a.md:14:1", said)]


def test_a_letter_with_a_word_behind_it_is_told_among_roles():
    text = "# RACI\n\n## Bake\n\n- A: Ann\n- R technical: Bob\n- I: Cy\n\n## Sell\n\n- A: Bob\n- R: Ann\n- Due: May\n"
    said = "the line '- R technical: Bob' stands among those that say who has which role, and cannot be read"
    reading = read(text)
    assert [(each.code, str(each.place), each.message) for each in reading.findings] == [("P18", "a.md:6:1", said)]
    assert [row.label for row in reading.matrices[0].activities] == ["Bake", "Sell"]


def test_a_party_that_is_called_like_letters_is_told():
    text = LETTERS_BEHIND.replace("Auditor", "AR")
    told = [(str(each.place), each.message.partition("'")[2].partition("'")[0]) for each in read(text).findings]
    assert told == [("a.md:8:1", "- AR: I"), ("a.md:14:1", "- Vendor: A/C as agreed"), ("a.md:15:1", "- AR: I")]
    assert not any(party in {"I", "AR"} for matrix in assigned(read(text)) for _, party, _ in matrix)


def test_names_that_have_words_of_roles_in_them_explain_no_letters():
    owners = [f"{each} owner" for each in ("Oven", "Till", "Shop", "Flour", "Sugar")]
    card = "".join(f"- {owner}: {letter}\n" for owner, letter in zip(owners, "IICCA", strict=True))
    plain = "- Ann: R\n- Bob: A\n"
    text = f"# RACI\n\n## Bake\n\n{card}\n## Sell\n\n{plain}"
    assert [row.label for row in read(text).matrices[0].activities] == ["Bake", "Sell"]


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("- Ann: **R** (Responsible)", ["Responsible"]),
        ("- Ann: **A**, R", ["Accountable", "Responsible"]),
        ("- Ann: A/R (accountable/responsible)", ["Accountable", "Responsible"]),
        ("- Ann: R (draft)", []),
        ("- Ann: A (Responsible)", []),
    ],
)
def test_letters_behind_a_party_may_have_their_words_behind_them(line, roles):
    card = "## {}\n\n{}\n- Bob: A\n- Cy: R\n- Dee: (none)\n- Eve: I\n"
    reading = read("# RACI\n\n" + card.format("Bake", line) + card.format("Sell", "- Ann: C"))
    found = [role for label, party, role in assigned(reading)[0] if (label, party) == ("Bake", "Ann")]
    assert sorted(found) == sorted(roles)
    assert ("Bake", "Eve", "Informed") in assigned(reading)[0]
    said = f"the line '{line.replace('*', '')}' stands among those that say who has which role, and cannot be read"
    assert [each.message for each in reading.findings if each.code == "P18"] == ([] if roles else [said])


def test_one_role_under_a_heading_counts_beside_headings_with_several():
    text = "# RACI\n\n## Bake\n\n- Ann: R\n- Bob: A\n\n## Mop\n\n- Ann: R\n- Bob: -\n\n## Sell\n\n- Ann: A\n- Bob: R\n"
    assert [row.label for row in read(text).matrices[0].activities] == ["Bake", "Mop", "Sell"]


@pytest.mark.parametrize(
    ("line", "name", "roles"),
    [
        ("- Ann — Responsible, Accountable", "Ann", ["Responsible", "Accountable"]),
        ("- Ann (responsible and accountable)", "Ann", ["Responsible", "Accountable"]),
        ("- Ann (night shift) — Consulted", "Ann (night shift)", ["Consulted"]),
        ("- Crew (oven, till): Informed", "Crew (oven, till)", ["Informed"]),
    ],
)
def test_words_for_roles_stand_behind_a_party(line, name, roles):
    reading = read(
        f"# RACI\n\n## Bake\n\n{line}\n- Bob — Accountable\n\n## Sell\n\n- Bob — Accountable\n- Cy — Responsible\n"
    )
    assert [role for _, party, role in assigned(reading)[0] if party == name] == roles
    assert reading.findings == ()


def test_a_party_that_is_called_as_a_role_is_told_and_those_after_it_are_read():
    card = "## {}\n\n- Ann — Responsible\n- Bob — Accountable\n- Reviewer — Consulted\n- Cy — Informed\n\n"
    reading = read(f"# RACI\n\n{card.format('Bake')}{card.format('Sell')}")
    assert [party for label, party, _ in assigned(reading)[0] if label == "Bake"] == ["Ann", "Bob", "Cy"]
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P18", "a.md:7:1"), ("P18", "a.md:14:1")]


def test_a_list_that_says_four_roles_of_a_name_is_its_legend():
    text = "# RACI\n\n## Bake\n\n- Ann: R\n- Bob: A\n- Key: Responsible, Accountable, Consulted, Informed\n\n"
    assert "Key" not in {party for _, party, _ in assigned(read(text + "## Sell\n\n- Ann: A\n- Bob: R\n"))[0]}


def test_one_item_that_cannot_be_read_beside_others_is_told():
    text = "# RACI\n\n- Bake: Ann (R), Bob (A)\n- Sell: Ann is responsible\n- Mop: Bob (R), Ann (A)\n"
    reading = read(text)
    assert {label for label, *_ in assigned(reading)[0]} == {"Bake", "Mop"}
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P18", "a.md:4:1")]


def test_items_with_a_remark_behind_their_letters_are_told_beside_those_that_are_read():
    text = "# RACI\n\n- Bake: Ann=Accountable, Bob=Responsible\n- Sell: Ann=R/A (with Bob)\n- Mop: Ann=R/A\n- Rest.\n"
    reading = read(text)
    assert assigned(reading)[0] == [
        ("Bake", "Ann", "Accountable"),
        ("Bake", "Bob", "Responsible"),
        ("Mop", "Ann", "Accountable"),
        ("Mop", "Ann", "Responsible"),
    ]
    assert [(each.code, str(each.severity), str(each.place)) for each in reading.findings] == [
        ("P18", "violation", "a.md:4:1")
    ]


def test_a_picture_among_parties_ends_their_list_and_breaks_nothing():
    text = "# RACI\n\n## Bake\n\n- Ann: R\n- Bob: A\n\n![](a.png)\n\n## Sell\n\n- Ann: A\n- Bob: R\n- ![](b.png)\n"
    assert [(label, party) for label, party, _ in assigned(read(text))[0]] == [
        ("Bake", "Ann"),
        ("Bake", "Bob"),
        ("Sell", "Bob"),
        ("Sell", "Ann"),
    ]


def test_numbered_labels_settle_one_another():
    card = "### {}\n\n1. **Réalisateur:** Ann\n2. **Approbateur:** Bob\n3. **Consulté:** Cy\n4. **Informé:** Dee\n\n"
    reading = read(f"# RACI\n\n{card.format('Bake')}{card.format('Sell')}")
    assert [(party, role) for label, party, role in assigned(reading)[0] if label == "Bake"] == [
        ("Ann", "Responsible"),
        ("Bob", "Accountable"),
        ("Cy", "Consulted"),
        ("Dee", "Informed"),
    ]
    assert reading.findings == ()


def test_a_word_of_several_roles_behind_a_party_is_told():
    card = "### {}\n\n- **Ann:** Réalisateur\n- **Bob:** Approbateur\n- **Cy:** Consulté\n\n"
    reading = read(f"# RACI\n\n{card.format('Bake')}{card.format('Sell')}")
    assert {party for _, party, _ in assigned(reading)[0]} == {"Ann", "Cy"}
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P18", "a.md:6:1"), ("P18", "a.md:12:1")]


@pytest.mark.parametrize("line", ["> {} (R)\n> {} (A)\n> {} (C)\n", "> R – {}\n> A – {}\n> C – {}\n"])
def test_the_first_of_several_lines_of_parties_is_no_activity(line):
    text = "".join(
        f"**{head}**\n\n{line.format(*names)}\n"
        for head, names in [("Bake", ["Ann", "Bob", "Cy"]), ("Sell", ["Cy", "Ann", "Bob"])]
    )
    reading = read(f"# RACI\n\n{text}")
    assert reading.matrices == ()
    assert {each.code for each in reading.findings} > {"P01"}


def test_items_that_are_labels_alone_are_activities_of_their_own():
    text = "Who does what.\n\n1. **Bake:**\n   > Ann (R)\n   > Bob (A)\n\n1. **Sell:**\n   > Bob (R)\n   > Ann (A)\n"
    reading = read(f"# Shop\n\n{text}")
    assert reading.matrices == ()
    assert [(each.code, str(each.place)) for each in reading.findings] == [
        ("P01", "a.md"),
        ("P17", "a.md:6:6"),
        ("P17", "a.md:10:6"),
    ]


@pytest.mark.parametrize("sign", [" · ", "; "])
@pytest.mark.parametrize("equals", [":", " ="])
def test_a_word_of_several_roles_within_a_line_is_told_as_no_name(sign, equals):
    card = (
        "## {}\n\n"
        + sign.join(f"**{role}**{equals} {{}}" for role in ("исполнитель", "утверждающий", "информируемый"))
        + "\n\n"
    )
    reading = read(f"# RACI\n\n{card.format('Bake', 'Ann', 'Bob', 'Cy')}{card.format('Sell', 'Cy', 'Ann', 'Bob')}")
    [matrix] = reading.matrices
    given = {
        row.label: [(mark.party, mark.role) for cell in row.cells for mark in cell.marks] for row in matrix.activities
    }
    assert given == {"Bake": [("Cy", "Informed")], "Sell": [("Bob", "Informed")]}
    assert [(each.code, each.place.line) for each in reading.findings] == [("P18", 5), ("P18", 9)]


def test_a_label_alone_is_no_name_below_another_one():
    card = "- {}\n  - `执行` =\n    - {}\n  - `负责` =\n    - {}\n  - `知会` =\n    - Cy\n\n"
    reading = read(f"# RACI\n\n{card.format('Bake', 'Ann', 'Bob')}{card.format('Sell', 'Bob', 'Ann')}")
    assert "负责" not in {party for matrix in assigned(reading) for _, party, _ in matrix}
    assert any(each.code in {"P17", "P18"} for each in reading.findings)


def test_questions_below_an_item_explain_the_roles():
    asked = "".join(
        f"   - **{role}**: Who {what}?\n" for role, what in [("Responsible", "does it"), ("Accountable", "signs it")]
    )
    reading = read(
        f"**Approach**: clear roles\n\n1. **Meet**:\n   - Often: each week\n\n2. **Share the work**:\n{asked}"
    )
    assert (reading.matrices, {each.code for each in reading.findings}) == ((), {"P01"})


@pytest.mark.parametrize(
    "told",
    [
        ("Does the baking", "Decides when", "Night crew or others", "Gets the bill"),
        ("F\u00fchrt aus", "Entscheidet mit", "Hilfe vor Ort", "Wird gefragt"),
    ],
)
def test_verbs_below_an_item_explain_the_roles(told):
    roles = ("Responsible", "Accountable", "Consulted", "Informed")
    lines = "".join(f"   - {role}: {text}\n" for role, text in zip(roles, told, strict=True))
    reading = read(f"# RACI\n\n1. **Roles of a baker**\n{lines}2. **More**\n   - Bread\n")
    assert (reading.matrices, {each.code for each in reading.findings}) == ((), {"P01"})


def test_a_full_stop_behind_a_name_that_stands_elsewhere_without_one_is_none_of_it():
    [matrix] = read("# RACI\n\n## Bake\n\n- R: Ann.\n- A: Acme Inc.\n\n## Sell\n\n- R: Bob.\n- A: Ann\n").matrices
    assert [mark.party for row in matrix.activities for cell in row.cells for mark in cell.marks] == [
        "Ann",
        "Acme Inc.",
        "Bob.",
        "Ann",
    ]


def test_what_begins_with_a_word_that_asks_who_names_nobody():
    lines = "- **Responsable (R)**: Qui fa\n- **Accountable (A)**: Qui valida\n- **Consultat (C)**: Qui informa\n"
    reading = read(f"# RACI\n\n## Claus\n\n{lines}\n| Tasca | Pol | Biel |\n|---|---|---|\n| Forn | R | A |\n")
    [matrix] = reading.matrices
    assert [(cell.party, cell.marks[0].role) for cell in matrix.activities[0].cells] == [
        ("Pol", "Responsible"),
        ("Biel", "Accountable"),
    ]
    assert reading.findings == ()
