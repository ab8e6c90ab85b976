"""Tables under runs of dashes, in Markdown and in plain text."""

import pytest

from raci_graph.blocks import Heading, LostTable, Paragraph, RawTable
from raci_graph.model import Place
from raci_graph.readers import markdown, plaintext

SIMPLE = "  Task       Ann   Bob\n  ---------- ----- -----\n  **Sell**   R     A\n  Bake             R\n"
TALL = (
    "  --------------------------\n"
    "  Long       Ann     Bob\n"
    "  task               Smith\n"
    "  ---------- ------- -------\n"
    "  Sell the   R       A\n"
    "  bread\n"
    "\n"
    "  Bake               R\n"
    "\n"
    "  --------------------------\n"
)


def tables(page, name):
    found = [block for block in page.blocks if isinstance(block, RawTable)]
    return [[[cell.text for cell in row.cells] for row in (table.header, *table.rows)] for table in found]


@pytest.mark.parametrize(("read", "name"), [(markdown.page, "a.md"), (plaintext.page, "a.txt")])
def test_each_line_below_the_rule_is_a_row(read, name):
    page = read(f"Text\n\n{SIMPLE}\nEnd\n".encode(), name)
    assert tables(page, name) == [[["Task", "Ann", "Bob"], ["**Sell**", "R", "A"], ["Bake", "", "R"]]]
    [table] = [block for block in page.blocks if isinstance(block, RawTable)]
    assert [cell.place for cell in table.rows[1].cells] == [Place(name, 6, column) for column in (3, 14, 20)]
    assert page.findings == ()


@pytest.mark.parametrize(("read", "name"), [(markdown.page, "a.md"), (plaintext.page, "a.txt")])
@pytest.mark.parametrize("closed", ["", "=  =====  ====\n"], ids=["open", "with rules around it"])
def test_a_column_may_be_as_narrow_as_a_number_and_the_rule_of_equals_signs(read, name, closed):
    rows = "1  Sell   R/A\n2         A\n" if closed else "1  Sell   R/A\n2  Bake   A\n"
    rule = "=  =====  ====\n" if closed else "-  -----  ----\n"
    page = read(f"Text\n\n{closed}#  Task   Ann\n{rule}{rows}{closed}\nEnd\n".encode(), name)
    last = ["2", "", "A"] if closed else ["2", "Bake", "A"]
    assert tables(page, name) == [[["#", "Task", "Ann"], ["1", "Sell", "R/A"], last]]


@pytest.mark.parametrize("line", ["- - -", "= =", "- -"])
def test_single_signs_are_no_rule(line):
    assert tables(plaintext.page(f"Task Ann Bob\n{line}\nSell R   A\n".encode(), "a.txt"), "a.txt") == []


def test_a_text_across_two_columns_of_equals_signs_is_no_table():
    [lines] = plaintext.page(b"Task Ann\n==  ==\nBake bread R\n", "a.txt").blocks
    assert [line.text for line in lines.lines] == ["Task Ann", "==  ==", "Bake bread R"]


def test_rows_of_several_lines_stand_between_blank_ones():
    page = markdown.page(f"{TALL}\nEnd\n".encode(), "a.md")
    assert tables(page, "a.md") == [
        [["Long\ntask", "Ann", "Bob\nSmith"], ["Sell the\nbread", "R", "A"], ["Bake", "", "R"]]
    ]
    assert [block.lines[0].plain for block in page.blocks if isinstance(block, Paragraph)] == ["End"]
    assert [block for block in page.blocks if isinstance(block, Heading)] == []


def test_columns_count_places_on_the_screen_where_characters_are_wide():
    page = plaintext.page("作業   Ann  Bob\n------ ---- ----\n販売   R    A\n".encode(), "a.txt")
    assert tables(page, "a.txt") == [[["作業", "Ann", "Bob"], ["販売", "R", "A"]]]


def test_a_text_across_two_columns_makes_the_table_a_lost_one():
    page = markdown.page(SIMPLE.replace("Bake             R", "Bake breads      R").encode(), "a.md")
    [lost] = [block for block in page.blocks if isinstance(block, LostTable)]
    assert lost == LostTable("a text stands across two columns", Place("a.md", 1))


def test_a_text_may_be_longer_than_its_run_of_dashes_where_it_ends_well_before_the_next_one():
    text = "Task          Ann    Bob\n----          ---    ---\nSell bread    R      A\nBake                 R/A\n"
    rows = [["Task", "Ann", "Bob"], ["Sell bread", "R", "A"], ["Bake", "", "R/A"]]
    assert tables(plaintext.page(text.encode(), "a.txt"), "a.txt") == [rows]
    for line in ("Sell it all  R      A", "Sell  it      R      A", "        it    R      A"):
        [lost] = plaintext.page(text.replace("Sell bread    R      A", line).encode(), "a.txt").blocks
        assert lost == LostTable("a text stands across two columns", Place("a.txt", 1))


@pytest.mark.parametrize("text", ["- - -\n\nText\n", "Text\n\n--- ---\n\nText\n", "Title\n-----\n\nText\n"])
def test_a_rule_without_header_or_rows_is_no_table(text):
    assert tables(markdown.page(text.encode(), "a.md"), "a.md") == []


def test_bars_above_and_below_a_whole_line_of_dashes_are_a_table():
    text = "Task | Ann | Bob\n----------------\nSell | R | A\nBake | A | R\n"
    page = markdown.page(text.encode(), "a.md")
    assert tables(page, "a.md") == [[["Task", "Ann", "Bob"], ["Sell", "R", "A"], ["Bake", "A", "R"]]]
    assert [type(block) for block in page.blocks] == [RawTable]
    assert [finding.code for finding in page.findings] == ["P07"]


@pytest.mark.parametrize(
    ("above", "header"),
    [
        ("           Shop  Big\n", ["Task", "Shop\nAnn", "Big\nBob"]),
        ("                 Big\n           Shop  and\n", ["Task", "Shop\nAnn", "Big\nand\nBob"]),
        ("OUR SHOP         Big\n", ["Task", "Ann", "Bob"]),
        ("           The whole shop\n", ["Task", "Ann", "Bob"]),
        ("           Shop  Big\n\n", ["Task", "Ann", "Bob"]),
    ],
    ids=["two lines", "three lines", "a title", "across columns", "a blank line"],
)
def test_lines_that_name_columns_belong_to_the_header(above, header):
    text = f"Text\n\n{above}  Task     Ann   Bob\n  -------- ----- -----\n  Sell     R     A\n"
    [table] = tables(plaintext.page(text.encode(), "a.txt"), "a.txt")
    assert table == [header, ["Sell", "R", "A"]]
