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
        "- Bake (R: Ann, A: Cleo)\n",
    ],
    ids=["legend", "other letters", "a single one"],
)
def test_what_is_no_list_of_roles(text):
    reading = read(text)
    assert reading.matrices == ()
    assert [each.code for each in reading.findings] == ["P01"]
