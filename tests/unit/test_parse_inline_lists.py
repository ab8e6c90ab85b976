"""Items of a list that name the roles of their activity themselves."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document


def read(text):
    return parse(read_document(text.encode(), "a.md"))


def assigned(text):
    return [
        (row.label, mark.party, mark.role)
        for matrix in read(text).matrices
        for row in matrix.activities
        for cell in row.cells
        for mark in cell.marks
    ]


@pytest.mark.parametrize(
    "items",
    [
        ("Bake (R: Ann, Bob; A: Cleo)", "Sell (R: Ann, I: Dora)"),
        ("**Bake** (**R**: Ann, Bob; **A**: Cleo)", "Sell (R = Ann; I = Dora)"),
        ("Bake — R: Ann, Bob; A: Cleo", "Sell — R: Ann; I: Dora"),
        ("Bake: R – Ann, Bob; A – Cleo", "Sell: R – Ann; I – Dora"),
        ("Bake: Responsible: Ann, Bob; Accountable: Cleo", "Sell: Responsible: Ann; Informed: Dora"),
        ("Bake: Ann (R), Bob (R), Cleo (A)", "Sell: Ann (R), Dora (I)"),
        ("**Bake** – Ann [R]; Bob [R]; *Cleo* [A]", "Sell – Ann (responsible); Dora (informed)"),
        ("**Bake:** Ann (R), Bob (R), Cleo (A).", "__Sell:__ Ann (R), Dora (I) ."),
        ("*Bake:* R: Ann, Bob; A: Cleo", "Sell: Ann [R]; Dora [I];"),
    ],
)
def test_the_roles_stand_in_brackets_or_behind_a_sign(items):
    assert assigned(f"# Bread\n\n- {items[0]}\n- {items[1]}\n") == [
        ("Bake", "Ann", "Responsible"),
        ("Bake", "Bob", "Responsible"),
        ("Bake", "Cleo", "Accountable"),
        ("Sell", "Ann", "Responsible"),
        ("Sell", "Dora", "Informed"),
    ]


def test_what_is_bold_as_far_as_its_sign_is_the_activity_whatever_signs_it_has():
    text = "# RACI\n\n- **Bake — rye: all:** Ann (R), Cleo (A)\n- **Sell - buns:** Ann (A), Cleo (R)\n"
    [matrix] = read(text).matrices
    assert [row.label for row in matrix.activities] == ["Bake — rye: all", "Sell - buns"]
    assert [str(cell.place) for cell in matrix.activities[1].cells] == ["a.md:4:29", "a.md:4:20"]


def test_marks_that_close_and_did_not_open_before_an_activity_are_told():
    text = "# RACI\n\n- Bake the **rye:** Ann (R), Cleo (A)\n- Sell the **rye:** Ann (A), Cleo (R)\n"
    assert read(text).matrices == ()
    assert [each.code for each in read(text).findings] == ["P01", "P17"]


def test_each_name_has_its_place():
    [matrix] = read("- Bake (R: Ann, A: Cleo)\n- Sell (R: Ann)\n").matrices
    assert [str(cell.place) for cell in matrix.activities[0].cells] == ["a.md:1:12", "a.md:1:20"]


@pytest.mark.parametrize(
    "text",
    [
        "- Kitchen: A - menus; R - orders, stock\n- Shop: A - prices; R - sales\n",
        "- Bake (R: Ann, A: Cleo)\n- Sell (R: Ann, R: Dora)\n",
        "- Bake (R: Ann, A: Cleo)\n- Sell (R: Bob, A: Dora)\n",
        "- Bake: Ann (R), Cleo (A) and all\n- Sell: Cleo (R), Ann (A)\n",
        "- Bake: Ann (R), Cleo (A)\n- Sell: Bob (R), Dora (A)\n",
    ],
    ids=[
        *("what stands behind is work", "a role twice", "no name comes again", "more behind a letter"),
        "letters behind names of which none comes again",
    ],
)
def test_items_that_may_mean_something_else_are_told_and_not_read(text):
    reading = read(text)
    assert reading.matrices == ()
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P01", "a.md"), ("P17", "a.md:1:3")]


@pytest.mark.parametrize(
    "text",
    [
        "- Roles (R: Responsible, A: Accountable)\n- More (C: Consulted, I: Informed)\n",
        "- Bake (A: first, B: second)\n- Sell (A: third, B: fourth)\n",
        "- Bake (R: Ann)\n",
    ],
    ids=["legend", "other letters", "a single role"],
)
def test_what_is_no_list_of_roles(text):
    reading = read(text)
    assert reading.matrices == ()
    assert [each.code for each in reading.findings] == ["P01"]


def test_an_item_called_raci_is_that_of_the_item_it_stands_below():
    bake = "1. **Bake**\n   - Points: 2\n   - RACI: R=[Ann], A=Bob, C=[Cy, Dee], I=[]\n"
    sell = "2. Sell ⭐\n   - Roles\n      - RACI: R=[Cy], A=Bob, C=[], I=[Ann]\n"
    assert assigned(f"# Shop\n\n## Bread\n\n{bake}\n{sell}") == [
        ("Bake", "Ann", "Responsible"),
        ("Bake", "Bob", "Accountable"),
        ("Bake", "Cy", "Consulted"),
        ("Bake", "Dee", "Consulted"),
        ("Roles", "Cy", "Responsible"),
        ("Roles", "Bob", "Accountable"),
        ("Roles", "Ann", "Informed"),
    ]


def test_or_of_the_heading_above_if_it_is_the_only_one_there():
    item = "- RACI: R: Ann, A: Bob\n"
    assert assigned(f"# Shop\n\n## Bake\n\n{item}\n## Sell\n\n{item}") == [
        ("Bake", "Ann", "Responsible"),
        ("Bake", "Bob", "Accountable"),
        ("Sell", "Ann", "Responsible"),
        ("Sell", "Bob", "Accountable"),
    ]
    for text in (f"# Shop\n\n## Bake\n\n{item}{item}", f"{item}{item}"):
        reading = read(text)
        assert (reading.matrices, [each.code for each in reading.findings]) == ((), ["P01", "P17"])


def test_a_number_within_brackets_is_no_name():
    reading = read("- Bake\n  - RACI: R=[2], A=6, C=[3,5], I=[1]\n- Sell\n  - RACI: R=[5], A=6, C=[2], I=[]\n")
    [matrix] = reading.matrices
    cells = [(cell.printed, cell.marks, str(cell.place)) for row in matrix.activities for cell in row.cells]
    assert [row.label for row in matrix.activities] == ["Bake", "Sell"]
    assert cells == [
        ("2", (), "a.md:2:14"),
        ("6", (), "a.md:2:20"),
        ("3,5", (), "a.md:2:26"),
        ("1", (), "a.md:2:35"),
        ("5", (), "a.md:4:14"),
        ("6", (), "a.md:4:20"),
        ("2", (), "a.md:4:26"),
        ("", (), "a.md:4:33"),
    ]
    assert [each.code for each in reading.findings] == ["P18"] * 7


def test_single_names_in_brackets_are_places_to_be_filled_in():
    reading = read("- Bake (R: [Baker], A: [Owner])\n- Sell (R: [Clerk], A: [Owner])\n")
    assert [each.code for each in reading.findings] == ["P18"] * 4


def test_brackets_around_several_names_below_an_item_are_no_part_of_them():
    text = "- Bake\n  - R: [Ann, Bob]\n  - A: [Cy]\n- Sell\n  - R: [Ann]\n  - A: []\n"
    assert assigned(text) == [
        ("Bake", "Ann", "Responsible"),
        ("Bake", "Bob", "Responsible"),
        ("Bake", "Cy", "Accountable"),
        ("Sell", "Ann", "Responsible"),
    ]


def test_brackets_around_several_names_in_a_cell_are_a_doubt():
    rows = "| Bake | [Ann, Bob] | Cy |\n| Sell | Ann | [] |\n"
    reading = read(f"| Task | Responsible | Accountable |\n|---|---|---|\n{rows}")
    [matrix] = reading.matrices
    assert [[mark.party for cell in row.cells for mark in cell.marks] for row in matrix.activities] == [["Cy"], ["Ann"]]
    assert [each.message for each in reading.findings] == [
        "the cell '[Ann, Bob]' of Responsible cannot be read: '[Ann, Bob]' may be names or a place to be filled in"
    ]
