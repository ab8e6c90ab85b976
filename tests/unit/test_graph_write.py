"""A matrix into a graph: which triples it gives, and how they are parted."""

import datetime
import hashlib

import pyoxigraph as ox
import pytest

from raci_graph.graph.write import to_graph
from raci_graph.model import (
    About,
    Activity,
    Basis,
    Cell,
    Column,
    Decision,
    Layout,
    LegendEntry,
    Mark,
    Matrix,
    Place,
    Section,
    UnplacedMark,
)
from raci_graph.parse import parse
from raci_graph.readers import read_document

RACI = "https://w3id.org/raci-graph/ns#"
M = "https://example.org/id/example-ltd/mail/2026-01-31"
ABOUT = About(
    base="https://example.org/id/",
    publisher="Example Ltd",
    id="mail",
    version="2026-01-31",
    service="Mail",
    provider="Ops",
    consumer="Customer",
    license="https://creativecommons.org/licenses/by/4.0/",
    published_at="https://example.org/page",
    issued=datetime.date(2026, 1, 31),
    previous_version="2025-06-30",
    transcription_version="1.0.0",
)
PAGE = """\
| Letter | Meaning |
|---|---|
| R | Responsible |
| A | Accountable |
| T | Throws the tea party |

## 1. Run

| Activity | Customer | Ops |
|---|---|---|
| Keep it | **A** (since May) | R/T |
| Read it | | X |
"""


def matrices(text, about=ABOUT, file="page.md"):
    return parse(read_document(text.encode(), file), about).matrices


def about(graph, subject):
    """What a graph says of a subject, by the end of the predicate's name."""
    found = {}
    for triple in graph.triples:
        if triple.subject.value == subject:
            name = triple.predicate.value.replace("#", "/").rpartition("/")[2]
            found.setdefault(name, set()).add(triple.object.value)
    return {name: values.pop() if len(values) == 1 else values for name, values in found.items()}


@pytest.fixture(scope="module")
def graph():
    return to_graph(matrices(PAGE)[0])


def test_a_graph_has_no_blank_nodes(graph):
    assert all(isinstance(each.subject, ox.NamedNode) for each in graph.triples)
    assert not any(isinstance(each.object, ox.BlankNode) for each in graph.triples)


def test_the_matrix_states_what_raci_toml_says_of_it(graph):
    found = about(graph, M)
    assert found["type"] == {f"{RACI}ResponsibilityMatrix", "http://www.w3.org/ns/dcat#Dataset"}
    assert found["isVersionOf"] == "https://example.org/id/example-ltd/mail"
    assert found["previousVersion"] == "https://example.org/id/example-ltd/mail/2025-06-30"
    assert (found["version"], found["issued"], found["transcriptionVersion"]) == ("2026-01-31", "2026-01-31", "1.0.0")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["source"] == "https://example.org/page"


def test_the_service_names_its_provider_and_consumer_as_parties_of_the_columns(graph):
    service = about(graph, about(graph, M)["concernsService"])
    assert service["providedBy"] == "https://example.org/id/example-ltd/party/ops"
    assert service["consumedBy"] == "https://example.org/id/example-ltd/party/customer"
    assert about(graph, f"{M}/column/2")["columnParty"] == service["providedBy"]


def test_the_source_has_its_name_and_checksum(graph):
    source = about(graph, f"{M}/source")
    assert (source["identifier"], source["type"]) == ("page.md", "http://www.w3.org/ns/prov#Entity")
    checksum = about(graph, f"{M}/source/checksum")
    assert checksum["checksumValue"] == hashlib.sha256(PAGE.encode()).hexdigest()
    assert checksum["algorithm"] == "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def test_a_mark_is_an_assignment_with_its_place_in_the_cell(graph):
    assert about(graph, f"{M}/assignment/1-1-3") == {
        "type": f"{RACI}Assignment",
        "forActivity": f"{M}/activity/1",
        "toParty": "https://example.org/id/example-ltd/party/customer",
        "withRole": f"{RACI}Accountable",
        "statedIn": f"{M}/cell/1-1",
        "markText": "A",
        "letterPosition": "3",
    }


def test_a_cell_is_printed_exactly_and_a_blank_one_is_an_empty_text(graph):
    printed, blank = about(graph, f"{M}/cell/1-1"), about(graph, f"{M}/cell/2-1")
    assert (printed["sourceText"], printed["markCount"]) == ("**A** (since May)", "1")
    assert (blank["sourceText"], blank["markCount"]) == ("", "0")
    assert blank["readingBasis"] == f"{RACI}Explicit"


def test_a_doubtful_cell_has_neither_text_nor_count_and_its_row_keeps_the_mark(graph):
    cell = about(graph, f"{M}/cell/2-2")
    assert set(cell) == {"type", "inRow", "inColumn", "readingBasis", "sourcePlace"}
    assert cell["readingBasis"] == f"{RACI}Unsettled"
    assert about(graph, f"{M}/activity/2")["unplacedText"] == "X"


def test_a_meaning_that_only_this_legend_knows_is_a_role_of_the_matrix(graph):
    assert about(graph, f"{M}/role/T") == {"type": f"{RACI}Role", "letter": "T", "label": "Throws the tea party"}
    assert about(graph, f"{M}/assignment/1-2-3")["withRole"] == f"{M}/role/T"
    assert about(graph, f"{M}/legend/T")["legendRole"] == f"{M}/role/T"


def test_a_label_has_the_language_and_a_source_text_has_none(graph):
    literals = [each for each in graph.triples if isinstance(each.object, ox.Literal)]
    tags = {each.predicate.value.rpartition("#")[2]: each.object.language for each in literals}
    assert (tags["label"], tags["sourceText"]) == ("en", None)


def test_shortcuts_are_the_four_roles_of_raci_and_nothing_else(graph):
    made = {
        str(each).replace(M, "").replace(RACI, "").replace("https://example.org/id/example-ltd", "")
        for each in graph.shortcuts
    }
    assert made == {
        "</activity/1> <hasAccountable> </party/customer>",
        "</activity/1> <hasResponsible> </party/ops>",
    }


def test_places_stand_apart_and_there_is_one_for_each_element(graph):
    assert {each.predicate.value for each in graph.places} == {f"{RACI}sourcePlace"}
    assert f"{RACI}sourcePlace" not in {each.predicate.value for each in graph.matrix + graph.shortcuts}
    assert len(graph.places) == len({each.subject for each in graph.places}) == 1 + 2 + 3 + 1 + 2 + 4
    assert about(graph, f"{M}/cell/1-2")["sourcePlace"] == "page.md:11:33"


def test_triples_made_one_by_one_are_those_that_are_kept(graph):
    assert list(dict.fromkeys(graph.each_triple())) == list(graph.triples)


def test_the_turtle_is_three_files(graph):
    turtle = graph.turtle()
    assert list(turtle) == ["matrix.ttl", "shortcuts.ttl", "places.ttl"]
    read = [ox.parse(text, ox.RdfFormat.TURTLE) for text in turtle.values()]
    assert [len(list(each)) for each in read] == [len(graph.matrix), len(graph.shortcuts), len(graph.places)]


def test_a_matrix_without_a_base_is_named_by_its_content_and_has_no_version():
    graph = to_graph(matrices(PAGE, About())[0])
    assert graph.iri.startswith("urn:uuid:")
    assert "version" not in about(graph, graph.iri)
    assert f"{graph.iri}#activity/1" in {each.subject.value for each in graph.triples}


def test_matrices_that_were_read_from_nothing_are_named_by_what_they_hold():
    one, two = (built(label) for label in ("One", "Two"))
    assert to_graph(one).iri == to_graph(built("One")).iri
    assert to_graph(one).iri != to_graph(two).iri


def test_a_cell_rests_on_its_decision_and_a_decision_says_who_and_why():
    decision = Decision("1-1", (1,), "X", "R", Basis.SECOND_SOURCE, "Jo Doe", "seen there", "https://example.org/b.md")
    cell = Cell(1, 2, "X", "R", (Mark("R", "Responsible", 1),), Basis.SECOND_SOURCE, None, decision="1-1")
    graph = to_graph(built("One", cells=(cell,), decisions=(decision,)))
    made = about(graph, f"{graph.iri}#decision/1-1")
    assert about(graph, f"{graph.iri}#cell/1-1")["wasInfluencedBy"] == f"{graph.iri}#decision/1-1"
    assert (made["decidedBy"], made["reason"], made["source"]) == ("Jo Doe", "seen there", "https://example.org/b.md")
    assert made["readingBasis"] == f"{RACI}SecondSource"


@pytest.mark.parametrize(
    ("source", "kind"), [("https://example.org/b", ox.NamedNode), ("page.md", ox.Literal), ("https://a b/", ox.Literal)]
)
def test_the_source_of_a_decision_is_an_iri_if_it_can_be_one(source, kind):
    graph = to_graph(built("One", decisions=(Decision("1-1", (1,), "X", "R", Basis.JUDGEMENT, "Jo", source=source),)))
    (value,) = [each.object for each in graph.matrix if each.predicate.value == "http://purl.org/dc/terms/source"]
    assert value == kind(source)


def built(label, cells=(), decisions=()):
    row = Activity(1, "1", label, label, label, cells, Place("x", 1), (UnplacedMark("R", Place("x", 1)),))
    return Matrix(
        source="nothing",
        sha256=None,
        table=1,
        place=None,
        title="T",
        language="en",
        layout=Layout.PARTIES_AS_COLUMNS,
        scheme="RACI",
        legend=(LegendEntry("R", "Responsible"),),
        columns=(Column(1, 2, "X", "X"),),
        sections=(Section("1", "S", "1. S", "1"),),
        activities=(row,),
        decisions=decisions,
    )
