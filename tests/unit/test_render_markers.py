"""Tables between the marks of a page: what is a place for them, and that nothing else of the page changes."""

import pytest

from raci_graph.errors import InputError
from raci_graph.model import About
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.render.markers import replaced, slots_of

PAGE = "# RACI\n\nR: does the work. A: answers for it.\n\n| Activity | Shop |\n|---|---|\n| Bake | RA |\n"
BEGIN, END = "<!-- raci-graph:begin -->", "<!-- raci-graph:end -->"
TABLES = ["| Letter | Meaning |", "|---|---|", "| R | does the work. |", "| A | answers for it. |", ""]
TABLES += ["| Activity | Shop |", "|---|---|", "| Bake | RA |"]


@pytest.fixture(scope="module")
def matrix():
    (found,) = parse(read_document(PAGE.encode(), "raci.md"), About()).matrices
    return found


def filled(page, matrix):
    return replaced(page, dict.fromkeys(slots_of(page, "p.md"), matrix))


def test_what_stands_between_the_marks_is_replaced_and_nothing_else(matrix):
    page = f"\ufeffbefore  \n{BEGIN}  \nold\n{END}\t\nafter\r\nlast"
    inside = "\n".join(["", *TABLES, "", ""])
    assert filled(page, matrix) == f"\ufeffbefore  \n{BEGIN}  \n{inside}{END}\t\nafter\r\nlast"


def test_a_page_that_was_filled_stays_as_it_is(matrix):
    page = filled(f"## Who\n\n{BEGIN}\n{END}\n", matrix)
    assert filled(page, matrix) == page


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_those_of_the_page_do(end, matrix):
    page = f"x{end}{BEGIN}{end}{END}{end}"
    assert filled(page, matrix) == end.join(["x", BEGIN, "", *TABLES, "", END, ""])


@pytest.mark.parametrize("lead", ["  ", "> "])
def test_tables_stand_in_the_list_or_the_quote_of_their_marks(lead, matrix):
    page = f"- x\n\n{lead}{BEGIN}\n{lead}{END}\n" if lead == "  " else f"{lead}{BEGIN}\n{lead}{END}\n"
    lines = filled(page, matrix).splitlines()
    assert f"{lead}| Bake | RA |" in lines
    assert lead.rstrip() in lines


def test_a_place_has_a_name_and_the_level_of_the_heading_above():
    named = BEGIN.replace("begin", "begin  my matrix ")
    page = f"## Who\n\n{named}\n\n### 1 Inside\n\n{END}\n\n{BEGIN}\n{END}\n\n#### Deep\n\n{BEGIN}\n{END}\n"
    assert [(slot.name, slot.level) for slot in slots_of(page, "p.md")] == [("my matrix", 2), (None, 2), (None, 4)]


def test_sections_stand_a_level_below_the_heading_above(matrix):
    text = "# RACI\n\n## Day\n\n| Activity | Shop |\n|---|---|\n| Bake | RA |\n\n## Night\n\n| Activity | Shop |\n"
    (sections,) = parse(read_document(f"{text}|---|---|\n| Sell | R |\n".encode(), "raci.md"), About()).matrices
    page = filled(f"### Who\n\n{BEGIN}\n{END}\n", sections)
    assert [line for line in page.splitlines() if line.startswith("#")] == ["### Who", "#### Day", "#### Night"]


def test_marks_in_code_are_none(matrix):
    page = f"```html\n{BEGIN}\nkept\n{END}\n```\n\n    {BEGIN}\n\n`{BEGIN}`\n\n{BEGIN}\nold\n{END}\n"
    assert filled(page, matrix) == page.replace("old\n", "\n".join(["", *TABLES, "", ""]))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("# Page\n", "p.md: there is no place for a matrix in this page."),
        (f"x\n\n{BEGIN}\n", "p.md:3: this mark is never ended."),
        (f"{END}\n", "p.md:1: this mark ends what none begins."),
        (f"{BEGIN}\n{BEGIN}\n{END}\n", "p.md:2: this mark begins a place within another one."),
    ],
)
def test_marks_that_are_no_place_are_told(page, said):
    with pytest.raises(InputError) as caught:
        slots_of(page, "p.md")
    assert str(caught.value) == f"{said} Put {BEGIN} and {END} in it, each on a line of its own"


def test_a_text_cannot_end_its_place(matrix):
    page = PAGE.replace("Bake", END.replace("<", "\\<") + " now")
    (odd,) = parse(read_document(page.encode(), "raci.md"), About()).matrices
    assert odd.activities[0].label == f"{END} now"
    once = filled(f"{BEGIN}\n{END}\nafter\n", odd)
    assert filled(once, odd) == once
    assert once.endswith(f"\n{END}\nafter\n")
