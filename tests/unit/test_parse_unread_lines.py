"""Lines that look like rows of a matrix and are read as none."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document


def told(text, name="a.md"):
    found = parse(read_document(text.encode(), name)).findings
    return [(str(each.place), each.message) for each in found if each.code == "P17"]


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("```csv\nTask,Ann,Bob\nBake,R,A\nSell,A,R\n```\n", "a.md", "a.md:3:1"),
        ("```\nBake; R; A\nSell; A; R\n```\n", "a.md", "a.md:2:1"),
        ("Rota\n\n        Ann   Bob\nBake    R     A\nSell    A     R\n", "a.txt", "a.txt:4:1"),
        ("<ul><li>Bake <b>R</b> <i>A</i></li><li>Sell <b>A/R</b> <i>C</i></li></ul>", "a.html", "a.html:1:9"),
        (
            "".join(f"<p>{text}" for text in ["Task", "Ann", "Bob", "Bake", "R", "A", "Sell", "A", "R"]),
            "a.html",
            "a.html:1:30",
        ),
        ("- Bake bread: Ann is responsible\n- Price review: Bob is accountable\n", "a.md", "a.md:1:1"),
        ("## Bake\n\nText.\n\nAnn: R,A\nBob: A\n", "a.md", "a.md:5:1"),
        ("- Ann: R (do it)\n- Bob: A (as told)\n", "a.md", "a.md:1:1"),
        ("# RACI\n\nTask & Ann & Bob \\\\\nBake & R & A \\\\\nSell & A & R \\\\\n", "a.md", "a.md:4:1"),
        ("- Bake\n  - Ann is responsible\n  - Bob is accountable.\n", "a.md", "a.md:2:3"),
        ("**Bake** | R: Ann | A: Bob | C: -\n\n**Sell** | R: Bob | A: Ann | C: -\n", "a.md", "a.md:1:1"),
        ("```\n- Bake | Ann (R) | Bob, Cy (C)\n- Sell | Bob (R) | Ann (A)\n```\n", "a.md", "a.md:2:1"),
        ("- Kitchen: Responsible\n- Head of shop: **Accountable (A)**\n", "a.md", "a.md:1:1"),
        ("# RACI\n\nTask\tDoes (R)\tAccountable (A)\tConsulted (C)\nBake\tAnn\tBob\t-\n", "a.md", "a.md:3:1"),
    ],
    ids=[
        *("values in code", "semicolons", "columns of blanks", "letters last", "cells on lines"),
        *(
            "sentences",
            "letters behind labels",
            "a remark behind the letters",
            "rows of LaTeX",
            "sentences below items",
            "roles between bars",
            "letters behind names between bars",
            "words behind labels",
            "names between tabs",
        ),
    ],
)
def test_lines_like_rows_are_told_where_they_begin(text, name, place):
    assert told(text, name) == [(place, "these lines look like rows of a matrix, but they stand in no table")]


@pytest.mark.parametrize(
    "text",
    [
        "```\nBake, R, A\n```\n",
        "- Bake: Ann (R), Bob (C)\n- Sell: Bob (R)\n",
        "- Roles: Responsible (R), Accountable (A)\n- More: Consulted (C), Informed (I)\n",
        "R\n\ndoes it\n\nA\n\nanswers\n\nC\n\nsays\n\nI\n\nis told\n",
        "```python\nprint('x', R, A)\nprint('y', A, R)\n```\n",
    ],
    ids=["one line", "nobody answers", "a legend", "a legend on lines", "a program"],
)
def test_other_lines_are_not(text):
    assert told(text) == []


def test_lines_that_are_read_are_not_told():
    assert told("Activity Ann Bob\nBake R A\nSell A R\n", "a.txt") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("```\nArea,Responsible,Accountable\nOven,Ann,Bob\n```\n", "a.md:2:1"),
        ("- Bake (R - the baker\n  or Ann, A - Bob)\n- Sell (R - the shop,\n  A - Ann)\n", "a.md:1:1"),
        ("Ann: A/R for bread.\nBob: R for the oven.\n", "a.md:1:1"),
        ("- Bake: R/A Ann\n- Sell: A/R Bob\n", "a.md:1:1"),
        ("- Bake: the baker is responsible\n- Sell: the shop is accountable\n", "a.md:1:1"),
        ('```json\n{"Bake": {\n  "Ann": "Responsible",\n  "Bob": "Accountable"\n}}\n```\n', "a.md:3:3"),
        ("```yaml\nraci:\n  responsible: [Ann]\n  accountable: Bob\n```\n", "a.md:3:3"),
        ("```\n│ Task │ Ann │ Bob │ x │\n│ Bake │  A  │  R  │   │\n│ Sell │  I  │  A  │   │\n└──\n```\n", "a.md:3:1"),
    ],
    ids=[
        "values under roles",
        "letters before names",
        "what letters are for",
        "letters of a name",
        "sentences",
        "json in code",
        "yaml in code",
        "a drawn table that lacks its rule",
    ],
)
def test_other_forms_of_rows_are_told(text, place):
    assert told(text) == [(place, "these lines look like rows of a matrix, but they stand in no table")]


@pytest.mark.parametrize(
    "text",
    [
        "- R: is responsible for it\n- A: is accountable for it\n",
        "1. Start with **A (Accountable):** Who is accountable?\n2. Then **R (Responsible):** Who is responsible?\n",
    ],
)
def test_what_explains_roles_is_not_told(text):
    assert told(text) == []


def test_rows_that_a_text_has_broken_are_told():
    broken = "Shop\nTask Ann\nLee Bob Cy\nBake the\nbread R/A C I\nSell or\ngive A R C\nClean\n{}\n"
    said = "these lines look like rows of a matrix, but they stand in no table"
    assert told(broken.format("up A R I"), "a.txt") == [("a.txt:5:1", said)]
    assert told(broken.format("up at night"), "a.txt") == []
