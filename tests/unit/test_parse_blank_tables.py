"""Tables of activities and parties without a letter are told where no matrix was read."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

SAID = "the table has no letters: a script may fill it in, or pictures or colours may stand for them"


def told(text, name="a.html"):
    reading = parse(read_document(text.encode(), name))
    assert reading.matrices == ()
    return [(str(each.place), each.message) for each in reading.findings if each.code == "P17"]


HEADER = "<tr><th>Task</th><th>Oven</th><th>Shop</th></tr>"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            f"<h1>RACI</h1><table>{HEADER}<tr><td>Bake</td><td class='r'></td><td class='a'></td></tr></table>",
            "a.html:1",
        ),
        (
            f"<p>Rota</p><table><thead>{HEADER}</thead><tbody id='rows'></tbody></table><script>fill()</script>",
            "a.html:1",
        ),
    ],
    ids=["cells of a style alone", "a script makes the rows"],
)
def test_a_table_without_letters_is_told(text, place):
    assert told(text) == [(place, SAID)]


def test_pictures_without_a_name_are_told_in_markdown():
    text = "# RACI\n\n| Task | Oven | Shop |\n|---|---|---|\n| Bake | ![](r.png) | ![](a.png) |\n"
    assert told(text, "a.md") == [("a.md:3", SAID)]


@pytest.mark.parametrize(
    "text",
    [
        f"<h1>Rota</h1><table>{HEADER}<tr><td>Bake</td><td></td><td></td></tr></table>",
        f"<h1>RACI</h1><table>{HEADER}<tr><td>Bake</td><td>hot</td><td></td></tr></table>",
        "<h1>RACI</h1><table><tr><th>Task</th><th>Notes</th></tr><tr><td>Bake</td><td></td></tr></table>",
    ],
    ids=["of something else", "with a text", "without parties"],
)
def test_other_tables_are_not(text):
    assert told(text) == []
