"""The shapes as a whole: well-formed, in the right files, and what they say of what this project publishes."""

import re

import pyoxigraph as ox
import pytest

from raci_graph.errors import InputError
from raci_graph.shacl.reference import check_shapes
from raci_graph.sources import parse_rdf, read_source
from raci_graph.validation import FAMILIES, check_hygiene, shape_triples, validate

SH = "http://www.w3.org/ns/shacl#"
NOBODY_TOLD = [1, 3, 7, 9, 11, 12, 14, 15, 16, 17, 19, 24, 26, 27, 29, 30, 31, 32, 33, 34, 36, 37, 41, 43, 44, 45]
FILES = sorted(file for files in FAMILIES.values() for file in files)


@pytest.fixture(scope="module")
def bundled():
    """What the shapes find in the bundled matrix."""
    return validate(read_source("hosted-exchange").triples)


@pytest.fixture(scope="module")
def triples(repository):
    """The triples of each file of shapes."""
    return {name: parse_rdf((repository / "shapes" / name).read_bytes(), name) for name in FILES}


def queries(triples):
    return [triple.object.value for triple in triples if triple.predicate.value == f"{SH}select"]


def test_every_file_of_shapes_belongs_to_a_family(repository):
    assert sorted(path.name for path in (repository / "shapes").glob("*.ttl")) == FILES


def test_the_shapes_are_well_formed_by_the_shapes_of_shacl():
    assert check_shapes(shape_triples(tuple(FAMILIES))) is None


def test_a_shape_that_is_not_well_formed_is_refused():
    broken = parse_rdf(
        b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:shape> a sh:NodeShape ; sh:targetNode <urn:x> ; sh:property [ sh:path <urn:p> ; sh:minCount "many" ] .""",
        "broken.ttl",
    )
    with pytest.raises(InputError, match="minCount"):
        check_shapes(broken)


@pytest.mark.parametrize("name", FILES)
def test_queries_stand_in_files_of_their_own(name, triples):
    reporting = {
        triple.subject
        for triple in triples[name]
        if triple.predicate.value == f"{SH}severity" and isinstance(triple.subject, ox.NamedNode)
    }
    asking = {triple.subject for triple in triples[name] if triple.predicate.value == f"{SH}sparql"}
    assert asking == (reporting if "-sparql" in name else set())


@pytest.mark.parametrize("name", [name for name in FILES if "-sparql" in name])
def test_queries_hold_nothing_that_shacl_forbids(name, triples):
    assert len(queries(triples[name])) > 3
    assert [query for query in queries(triples[name]) if re.search(r"\b(MINUS|VALUES|SERVICE)\b", query)] == []


def test_the_bundled_matrix_has_the_findings_that_its_table_shows(bundled):
    found = [(each.code, each.severity.value, each.row, each.subject) for each in bundled if each.code != "W15"]
    assert found == [
        ("W10", "warning", 18, "Administrate domain, mailboxes, distribution groups, etc."),
        ("W11", "warning", 18, "Administrate domain, mailboxes, distribution groups, etc."),
        ("W11", "warning", 22, "Manage access to control plane"),
        ("W11", "warning", 46, "Deliver PST file following client request"),
        ("W20", "info", None, "letter C"),
    ]
    assert [(each.severity.value, each.row) for each in bundled if each.code == "W15"] == [
        ("info", row) for row in NOBODY_TOLD
    ]


def test_nothing_of_the_bundled_matrix_is_waived(bundled):
    assert {each.waived for each in bundled} == {None}


def test_ontology_and_shapes_keep_the_rules_of_hygiene():
    assert check_hygiene() == []
