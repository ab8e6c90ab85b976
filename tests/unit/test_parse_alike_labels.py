"""Lists whose labels are alike and may be those of roles that no word list knows."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

SAID = "this list may say who has which role, but its labels are not those of known roles"
TABLE = "| Task | Ann | Bob |\n|---|---|---|\n| Wrap | R | A |\n\n"


def told(text):
    reading = parse(read_document(text.encode(), "a.md"))
    return len(reading.matrices), [(str(each.place), each.message) for each in reading.findings if each.code == "P17"]


def cards(*labels, people=(("Ann", "Bob", "Cy"), ("Cy", "Bob", "Ann"))):
    heads = ("Bread", "Cake")
    return "\n".join(
        f"### {head}\n" + "".join(f"- **{label}:** {who}\n" for label, who in zip(labels, row, strict=False))
        for head, row in zip(heads, people, strict=True)
    )


@pytest.mark.parametrize(
    "labels",
    [
        ("Responsable Principal", "Soporte", "Verificación"),
        ("Main responsibility", "Second pair of eyes", "Cover"),
        ("Hauptverantwortung", "Vertretung", "Gegenprüfung"),
    ],
)
def test_lists_with_a_label_about_responsibility_are_told_where_somebody_stands_under_two(labels):
    people = (("Ann", "Bob", "Cy"), ("Bob", "Ann", "Cy"))
    below = 4 + len(labels)
    assert told(cards(*labels, people=people)) == (0, [("a.md:2:1", SAID), (f"a.md:{below}:1", SAID)])
    assert told(TABLE + cards(*labels, people=people)) == (1, [("a.md:6:1", SAID), (f"a.md:{4 + below}:1", SAID)])


@pytest.mark.parametrize(
    "text",
    [
        cards("Main responsibility", "Oven", "Tin", people=(("Ann", "hot", "big"), ("Bob", "cold", "wide"))),
        cards("Colour", "Shape", "Light", people=(("red", "round", "red"), ("round", "red", "red"))),
        cards("Main responsibility", "Cover", "Due", people=(("Ann", "Bob", "Ann"), ("Bob", "Ann", "Bob"))),
        "### Bread\n- Main responsibility: Ann\n- Second pair of eyes: Ann\n- Cover: Ann\n",
        cards("Main responsibility", "Second pair of eyes", "Cover").replace("Second pair", "Third pair", 1),
    ],
    ids=["nobody under two labels", "of something else", "one label and an attribute", "one list", "other labels"],
)
def test_other_lists_are_not(text):
    assert told(text)[1] == []


def test_lists_that_are_read_are_not_told():
    assert told(cards("Responsible", "Accountable", "Informed")) == (1, [])
