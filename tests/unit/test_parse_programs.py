"""Programs, diagrams and comments without an end, in which a matrix stands that is not read."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

SAID = "this code gives letters or words for roles, and no program, diagram or directive is read"


def told(text):
    reading = parse(read_document(text.encode(), "a.md"))
    assert reading.matrices == ()
    return [(each.code, str(each.place), each.message) for each in reading.findings if each.code != "P01"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('```python\nraci = {\n  "Ann": ["R", "A", "-"],\n  "Bob": ["C", "R", "A"],\n}\n```\n', "a.md:3:3"),
        ("```js\nconst bake = ['Responsible', 'Informed'];\nconst sell = ['Accountable', 'R'];\n```\n", "a.md:2:1"),
        ("```mermaid\ngraph TD\nBake -->|R| Ann\nBake -->|A| Bob & Cy\n```\n", "a.md:3:1"),
        ('```mermaid\nflowchart LR\n  Bake -- R --> Ann\n  Bake -->|"Accountable"| Bob\n```\n', "a.md:3:3"),
        ("```diff\n+| Task | Ann | Bob |\n+|---|---|---|\n+| Bake | R | C |\n+| Sell | A | R |\n```\n", "a.md:4:1"),
        ("```{list-table} RACI\n* - Crew\n  - Role\n* - Oven\n  - R\n* - Shop\n  - A/C\n```\n", "a.md:5:3"),
    ],
    ids=["lists of letters", "lists of words", "arrows", "words on arrows", "a table in a diff", "a directive"],
)
def test_code_with_letters_of_roles_is_told(text, place):
    assert told(f"# Bread\n\n{text}".replace("# Bread\n\n", "")) == [("P17", place, SAID)]


@pytest.mark.parametrize(
    "text",
    [
        '```python\nopen("a.txt", "r")\nprint("R", end="")\n```\n',
        '```js\nconst mode = ["R", "W"];\nconst more = ["W", "X"];\n```\n',
        "```mermaid\ngraph TD\nBake -->|yes| Sell\nBake -->|no| Stop\n```\n",
        "```mermaid\ngraph TD\nBake -->|R| Ann\n```\n",
    ],
    ids=["a program", "rights", "a diagram", "one arrow"],
)
def test_other_code_is_not(text):
    assert told(text) == []


def test_a_program_between_a_legend_and_its_table_changes_nothing():
    legend, table = "R = refines it, A = answers for it\n", "| Task | Ann |\n|---|---|\n| Bake | R |\n"
    code = "```python\nprint(1)\n```\n"
    texts = [f"# RACI\n\n{legend}\n{middle}\n{table}" for middle in ("", code)]
    first, other = (parse(read_document(text.encode(), "a.md")).matrices[0] for text in texts)
    assert [(each.letter, each.role) for each in first.legend] == [(each.letter, each.role) for each in other.legend]


@pytest.mark.parametrize("table", ["| Task | Ann |\n|---|---|\n| Bake | R |\n", "<table><tr><td>R</td></tr></table>\n"])
def test_a_table_in_a_comment_without_an_end_is_told(table):
    why = "these lines look like a table, but they stand behind a comment that does not end, so none is read"
    assert told(f"# RACI\n\n<!-- later\n\n{table}") == [("P07", "a.md:3", why)]
    assert told(f"# RACI\n\n<!-- later\n\n{table}-->\n") == []
    assert told("# RACI\n\n<!-- later\n\nNothing | more\n") == []
