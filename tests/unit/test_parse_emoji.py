"""Emoji in cells: notes beside letters, or letters themselves where a legend gives them roles."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

TABLE = "| Task | Oven | Shop |\n|---|---|---|\n| Bake | 🟥 | 🟦 |\n| Sell | 🟨 | 🟥🟦 |\n"
TABLE_AS_LEGEND = (
    "| Sign | Role | Words |\n|---|---|---|\n| 🟥 | Responsible | does it |\n| 🟦 | Accountable | owns it |\n"
    "| 🟨 | Informed | is told |\n\n"
)
READ = [
    ("Bake", "Oven", "🟥", ["Responsible"]),
    ("Bake", "Shop", "🟦", ["Accountable"]),
    ("Sell", "Oven", "🟨", ["Informed"]),
    ("Sell", "Shop", "🟥🟦", ["Responsible", "Accountable"]),
]


def cells(reading):
    return [
        (row.label, column.label, cell.printed, [mark.role for mark in cell.marks])
        for matrix in reading.matrices
        for row in matrix.activities
        for column, cell in zip(matrix.columns, row.cells, strict=True)
    ]


def read(text, name="a.md"):
    return parse(read_document(text.encode(), name))


@pytest.mark.parametrize(
    "legend",
    [
        TABLE_AS_LEGEND,
        "🟥 Responsible, 🟦 Accountable, 🟨 Informed\n\n",
        "🟥 = Responsible | 🟦 = Accountable | 🟨 = Informed\n\n",
        "- 🟥 **Responsible** – does it\n- 🟦 **Accountable** – owns it\n- 🟨 **Informed** – is told\n\n",
        "| Role | Sign |\n|---|---|\n| Responsible | 🟥 |\n| Accountable | 🟦 |\n| Informed | 🟨 |\n\n",
    ],
    ids=["table", "line", "signs", "list", "sign last"],
)
def test_emoji_are_letters_where_a_legend_gives_them_roles(legend):
    reading = read(f"# Bakery\n\n{legend}{TABLE}")
    assert (cells(reading), reading.findings) == (READ, ())


def test_a_wish_for_the_picture_of_a_sign_is_no_part_of_it():
    text = f"# Bakery\n\n{TABLE_AS_LEGEND}{TABLE}".replace("🟥", "❤\ufe0f")
    assert cells(read(text)) == [(*each[:2], each[2].replace("🟥", "❤\ufe0f"), each[3]) for each in READ]


@pytest.mark.parametrize(
    "legend",
    ["🟥 Late, 🟦 In time, 🟨 Baker responsible\n\n", "- 🟥 Responsible baker is ill\n- 🟦 All well\n\n"],
    ids=["states", "one role"],
)
def test_emoji_for_other_things_are_none(legend):
    reading = read(f"# Bakery\n\n{legend}{TABLE}")
    assert (reading.matrices, reading.findings[-1].code) == ((), "P01")


def test_beside_letters_emoji_of_a_legend_stay_what_they_were():
    legend = "R = Responsible, A = Accountable, 🔒 = Informed\n\n"
    reading = read(f"{legend}| Task | Oven | Shop |\n|---|---|---|\n| Bake | R | A 🔒 |\n")
    assert [roles for *_, roles in cells(reading)] == [["Responsible"], []]
    assert [finding.code for finding in reading.findings] == ["P03"]


def test_an_emoji_that_is_written_as_its_code_is_a_note_unless_it_ticks_or_denies():
    text = "# RACI\n\n| Task | Oven | Shop |\n|---|---|---|\n| Bake | R :lock: | :star: A |\n| Sell | R :x: | A |\n"
    reading = read(text)
    [matrix] = reading.matrices
    assert [cell.comment for row in matrix.activities for cell in row.cells] == [":lock:", ":star:", None, None]
    assert [roles for *_, roles in cells(reading)] == [["Responsible"], ["Accountable"], [], ["Accountable"]]
    assert [(each.code, each.place.line) for each in reading.findings if each.code == "P03"] == [("P03", 6)]
