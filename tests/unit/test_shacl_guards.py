"""Guards: what they see without a query, and that they say nothing where the query might find something."""

import pyoxigraph as ox
import pytest

from raci_graph.dataset import ontology_triples
from raci_graph.shacl.bundled import bundled_rules
from raci_graph.shacl.facts import Facts
from raci_graph.shacl.guarding import guard_of
from raci_graph.shacl.guards import Guard, Look, Need
from raci_graph.shacl.read import read_shapes
from raci_graph.shacl.rules import compile_rules, run_on_triples
from raci_graph.sources import parse_rdf, read_source
from raci_graph.validation import matrix_rules, shape_triples

EX = "https://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
HEAD = f"""@prefix ex: <{EX}> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <{XSD}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def triples(turtle):
    return parse_rdf((HEAD + turtle).encode(), "own.ttl")


def guard(shapes):
    (shape,) = read_shapes(triples(shapes))
    return guard_of(shape)


def shows(guard, data, beside=""):
    return Look(Facts(triples(data)), Facts(triples(beside))).shows(guard)


# A constraint on ex:p of a node of the class ex:C, data that keep to it, and data that the guard leaves to the query.
CASES = [
    ("sh:minCount 1", "ex:p 1", "ex:q 1"),
    ("sh:minCount 0", "ex:q 1", None),
    ("sh:maxCount 1", "ex:p 1", "ex:p 1, 2"),
    ("sh:maxCount 2", "ex:p 1", "ex:p 1, 2"),
    ("sh:uniqueLang true", "ex:p 'a'@en", "ex:p 'a'@en, 'b'@en"),
    ("sh:class ex:D", "ex:p ex:d", "ex:p ex:e"),
    ("sh:class ex:D", "ex:q 1", f'ex:p "{EX}d"'),
    ("sh:nodeKind sh:IRI", "ex:p ex:d", "ex:p 'd'"),
    ("sh:nodeKind sh:IRI", "ex:q 'd'", "ex:p []"),
    ("sh:datatype xsd:string", "ex:p 'a'", "ex:p 'a'@en"),
    ("sh:datatype rdf:langString", "ex:p 'a'@en", "ex:p 'a'"),
    ("sh:datatype xsd:integer", "ex:p 12", "ex:p 'x'^^xsd:integer"),
    ("sh:datatype xsd:integer", "ex:p 0", "ex:p ex:d"),
    ("sh:datatype xsd:date", "ex:p '2026-01-28'^^xsd:date", "ex:p '2026-02-30'^^xsd:date"),
    ("sh:minLength 2", "ex:p 'ab'", "ex:p 'a'"),
    ("sh:minInclusive 1", "ex:p 1", "ex:p 0"),
    ("sh:minInclusive 1", "ex:p 2", "ex:p 'x'"),
    ("sh:pattern '^a'", "ex:q 1", "ex:p 'a'"),
    ("sh:minCount 1 ; sh:maxCount 0 ; sh:deactivated true", "ex:q 1", None),
]


@pytest.mark.parametrize(("constraint", "kept", "left"), CASES)
def test_a_constraint_on_a_property(constraint, kept, left):
    shapes = f"ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; {constraint} ] ."
    found = guard(shapes)
    data = "ex:a a ex:C ; {} . ex:d a ex:D . ex:e a ex:E . ex:other ex:p 1, 2, 'x', [] ."
    assert shows(found, data.format(kept)) is True
    assert run_on_triples(triples(data.format(kept)), compile_rules(triples(shapes))) == []
    if left is not None:
        assert shows(found, data.format(left)) is False


@pytest.mark.parametrize(
    "constraint",
    ["sh:minCount 2", "sh:maxCount 0", "sh:hasValue 1", "sh:in ( 1 )", "sh:equals ex:q", "sh:datatype xsd:time"],
)
def test_of_what_a_guard_does_not_know_it_says_nothing_but_that_no_node_is_meant(constraint):
    found = guard(f"ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; {constraint} ] .")
    assert found == Guard([["targetClass", f"{EX}C"]], None)
    assert (shows(found, "ex:a a ex:D ."), shows(found, "ex:a a ex:C ; ex:p 1 .")) == (True, False)


@pytest.mark.parametrize(
    ("target", "data", "shown"),
    [
        ("sh:targetClass ex:C", "ex:a a ex:B . ex:B rdfs:subClassOf ex:C .", False),  # the graph says so itself
        ("sh:targetObjectsOf ex:q", "ex:b ex:q ex:a .", False),
        ("sh:targetObjectsOf ex:q", "ex:b ex:q ex:a . ex:a ex:p 1 .", True),
        ("sh:targetSubjectsOf ex:q", "ex:b ex:q ex:a . ex:a ex:p 1 .", False),
        ("sh:targetSubjectsOf ex:q ; sh:targetClass ex:C", "ex:a a ex:C ; ex:p 1 .", True),
    ],
)
def test_the_nodes_that_are_meant(target, data, shown):
    found = guard(f"ex:S {target} ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .")
    assert shows(found, data) is shown


def test_named_nodes_are_left_to_the_query():
    assert guard("ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .") is None


def test_classes_and_nodes_that_lie_beside_count():
    found = guard("ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:class ex:D ] .")
    beside = "ex:B rdfs:subClassOf ex:C . ex:E rdfs:subClassOf ex:D . ex:e a ex:E . ex:c a ex:B ; ex:p ex:e ."
    assert shows(found, "ex:a a ex:B ; ex:p ex:e .", beside) is True
    assert shows(found, "ex:a a ex:B ; ex:p ex:f .", beside) is False
    assert shows(found, "ex:a ex:p ex:e .", f"{beside} ex:c ex:p ex:f .") is False


def test_a_graph_that_speaks_of_triples_is_left_to_the_queries():
    plain = ox.Triple(ox.NamedNode(f"{EX}a"), ox.NamedNode(f"{EX}p"), ox.Literal("x"))
    facts = Facts([plain, ox.Triple(plain.subject, plain.predicate, plain)])
    assert (facts.is_plain, facts.subjects, facts.names) == (False, frozenset(), frozenset())
    assert Look(facts, Facts(())).shows(Guard([["targetClass", f"{EX}C"]], [])) is False


def test_what_a_graph_states_by_property():
    facts = Facts(triples("ex:a a ex:C ; ex:p 1, 'b' . ex:c ex:p ex:a ."))
    assert facts.subjects == {f"{EX}a", f"{EX}c"}
    assert facts.names == {
        *(f"{EX}{name}" for name in "aCpc"),
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "1",
        "b",
    }
    assert facts.of_class == {f"{EX}C": {f"{EX}a"}}
    assert facts.values(f"{EX}p") == {f"{EX}a": [ox.Literal(1), ox.Literal("b")], f"{EX}c": [ox.NamedNode(f"{EX}a")]}
    assert facts.values(f"{EX}q") == {}


# The guards of this project's shapes.

IDLE = {"S01", "S02", "S03", "S04", "S05", "S06", "S08", "S09", "S10", "S11", "S12", "S25"}


def test_of_the_bundled_matrix_they_leave_out_what_finds_nothing():
    rules = matrix_rules()
    triples = read_source("hosted-exchange").triples
    needed = rules.needed([Look(Facts(triples), Facts(ontology_triples()))])
    idle = [query.partition("shapes#")[2].partition(" ")[0] for query in rules.queries if query not in needed.queries]
    assert {name[:3] for name in idle} == IDLE
    assert (len(rules.queries), len(needed.queries)) == (48, 36)
    assert len(run_on_triples([*triples, *ontology_triples()], rules)) == 31


def test_one_graph_of_several_is_enough_for_a_query_to_run():
    rules = compile_rules(triples("ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."))
    looks = [Look(Facts(triples(data)), Facts(())) for data in ("ex:a a ex:C ; ex:p 1 .", "ex:a a ex:C .")]
    assert [len(rules.needed(some).queries) for some in (looks[:1], looks[1:], looks)] == [0, 1, 1]


def test_those_that_are_kept_as_data_are_those_of_the_shapes():
    families = ("S", "F", "W")
    guards = compile_rules(shape_triples(families)).guards.values()
    kept = bundled_rules(families).guards.values()
    assert sorted(map(_plain, kept)) == sorted(map(_plain, guards))
    assert all(isinstance(need, Need) for each in kept for need in each.needs or ())


def _plain(guard):
    targets, needs, namespace = guard
    needs = None if needs is None else [(need.path, need.least, need.once, [*map(list, need.tests)]) for need in needs]
    return repr(([*map(list, targets)], needs, namespace))


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("ex:a ex:p ex:b .", True),
        ("ex:a raci:markText ex:b .", True),
        ("ex:a raci:unheardOf ex:b .", False),
        ("ex:a a raci:UnheardOf .", False),
        ("ex:a ex:p <https://w3id.org/raci-graph/ns#> .", True),
    ],
)
def test_a_term_that_the_ontology_declares(data, shown):
    found = next(each for each in bundled_rules(("S",)).guards.values() if each.namespace)
    prefix = "@prefix raci: <https://w3id.org/raci-graph/ns#> ."
    facts = Facts(triples(f"{prefix} {data}"))
    assert Look(facts, Facts(ontology_triples())).shows(found) is shown
