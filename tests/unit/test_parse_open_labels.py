"""Labels of lists of roles that name several roles by themselves."""

import pytest

from raci_graph.model import Layout
from raci_graph.parse import parse
from raci_graph.readers import read_document

R, A, C, I = "Responsible", "Accountable", "Consulted", "Informed"  # noqa: E741 - RACI's own letters


def read(text, name="a.md"):
    return parse(read_document(text.encode(), name))


def rows(reading):
    return [
        (matrix.layout, row.label, [(mark.role, mark.party) for cell in row.cells for mark in cell.marks])
        for matrix in reading.matrices
        for row in matrix.activities
    ]


def told(reading):
    return [(str(each.place), each.message) for each in reading.findings if each.code == "P17"]


BAKE = (Layout.LIST, "Cuire le pain", [(R, "Anne"), (A, "Bob"), (C, "Chloé")])
SELL = (Layout.LIST, "Vendre", [(R, "Chloé"), (A, "Anne"), (I, "Bob")])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "# Fournil\n\n## Cuire le pain\n- Responsable : Anne\n- Approbateur : Bob\n- Consulté : Chloé\n\n"
                "## Vendre\n- Responsable : Chloé\n- Approbateur : Anne\n- Informé : Bob\n"
            ),
            "a.md",
        ),
        (
            (
                "= Fournil\n\n== Cuire le pain\n\nResponsable:: Anne\nApprobateur:: Bob\nConsulté:: Chloé\n\n"
                "== Vendre\n\nResponsable:: Chloé\nApprobateur:: Anne\nInformé:: Bob\n"
            ),
            "a.adoc",
        ),
        (
            (
                "Fournil\n#######\n\nCuire le pain\n=============\n\n:Responsable: Anne\n:Approbateur: Bob\n"
                ":Consulté: Chloé\n\nVendre\n======\n\n:Responsable: Chloé\n:Approbateur: Anne\n:Informé: Bob\n"
            ),
            "a.rst",
        ),
        (
            (
                "Fournil\n\nCuire le pain\n  Responsable: Anne\n  Approbateur: Bob\n  Consulté: Chloé\n\n"
                "Vendre\n  Responsable: Chloé\n  Approbateur: Anne\n  Informé: Bob\n"
            ),
            "a.txt",
        ),
    ],
    ids=["Markdown", "AsciiDoc", "reST", "plain text"],
)
def test_the_labels_of_a_document_settle_each_other(text, name):
    reading = read(text, name)
    assert rows(reading) == [BAKE, SELL]
    assert told(reading) == []


def test_what_they_do_not_settle_is_told():
    text = "".join(
        f"## {step}\n- Owner: Ann\n- Lead: Bob\n- Consulted: Cy\n- Informed: Dee\n\n" for step in ("Bake", "Sell")
    )
    reading = read(f"# Shop\n\n{text}")
    assert rows(reading) == []
    assert told(reading) == [
        ("a.md:4:1", "these lines say who has which role, but 'Owner' may mean Responsible or Accountable")
    ]


@pytest.mark.parametrize("labels", [("Owner", "Approver", "Reviewer"), ("Responsable", "Aprueba")])
def test_labels_that_stand_above_documents_are_no_roles(labels):
    text = "".join(f"## {step}\n" + "".join(f"- {label}: Ann\n" for label in labels) for step in ("Leave", "Travel"))
    reading = read(f"# Policies\n\n{text}")
    assert (rows(reading), told(reading)) == ([], [])
