"""The pitfalls of OOPS! that matter here, one test each, named by its id; docs/fair.md has them all.

What stands on purpose is in a set of exceptions with its reason, and a test fails for more and for less than it.
"""

import re
from itertools import combinations

import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

NS = "https://w3id.org/raci-graph/ns"
RACI = rdflib.Namespace(f"{NS}#")
LANGUAGES = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2001/XMLSchema#",
    "http://www.w3.org/2002/07/owl#",
)
WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

NO_DOMAIN = {
    "decidedBy",
    "inMatrix",
    "letter",
    "readingBasis",
    "reason",
    "sourcePlace",
    "sourceText",
}
"""Said of several kinds; a union as domain is not in OWL 2 RL."""
NO_RANGE = {"hasElement"}
"""The parts of a matrix are of several kinds."""
NO_CONNECTION = {"Decision"}
"""Decisions are tied to cells by prov:wasInfluencedBy alone, a term of PROV-O."""


def connected(graph, term):
    """Whether a class stands in an axiom with another term, beside disjointness."""
    for subject, predicate in graph.subject_predicates(term):
        if predicate in {RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.someValuesFrom, OWL.allValuesFrom}:
            return True
        if predicate == RDF.first and subject not in disjoint_nodes(graph):
            return True
    return any(predicate in {RDFS.subClassOf, OWL.equivalentClass} for predicate in graph.predicates(term))


def disjoint_nodes(graph):
    nodes = set()
    for head in graph.objects(None, OWL.members):
        at = head
        while at != RDF.nil:
            nodes.add(at)
            at = graph.value(at, RDF.rest)
    return nodes


def inverses(graph):
    return [(a, b) for a, b in graph[: OWL.inverseOf] if isinstance(a, rdflib.URIRef)]


def acyclic(graph, predicate):
    return all(term not in set(graph.transitive_objects(up, predicate)) for term, up in graph[:predicate])


def test_p02_no_two_named_classes_are_said_to_be_equal(merged):
    equal = [pair for pair in merged[: OWL.equivalentClass] if all(isinstance(each, rdflib.URIRef) for each in pair)]
    assert equal == []


def test_p03_no_property_stands_for_is(properties, short):
    assert short(properties) & {"is", "isA", "be"} == set()


def test_p04_every_class_is_connected(terms, ontologies, short):
    own = rdflib.Graph(bind_namespaces="none")
    for iri, graph in ontologies.items():
        own += graph if "/alignments/" not in iri else ()
    assert short(each for each in terms(OWL.Class) if not connected(own, each)) == NO_CONNECTION


def test_p05_the_inverse_of_a_property_runs_the_other_way(merged, ends):
    assert len(inverses(merged)) == 8
    for one, other in inverses(merged):
        (domain, its_range), (back_domain, back_range) = ends(one), ends(other)
        assert (domain, its_range) == (back_range, back_domain), (one, other)


def test_p06_no_class_or_property_is_above_itself(merged):
    assert acyclic(merged, RDFS.subClassOf)
    assert acyclic(merged, RDFS.subPropertyOf)


def test_p07_no_class_merges_two_concepts(terms, short):
    assert [each for each in short(terms(OWL.Class)) if {"And", "Or"} & set(WORDS.findall(each))] == []


def test_p08_every_term_has_label_and_definition(terms, merged):
    assert [
        each for each in terms() if not (merged.value(each, RDFS.label) and merged.value(each, SKOS.definition))
    ] == []


def test_p10_the_kinds_of_things_are_disjoint(merged, terms, short):
    groups = [set(merged.items(members)) for members in merged.objects(None, OWL.members)]
    apart = max(groups, key=len)
    assert short(apart) >= {
        "Activity",
        "Assignment",
        "Cell",
        "Column",
        "LegendEntry",
        "ResponsibilityMatrix",
        "Section",
    }
    assert apart <= set(terms(OWL.Class))


def test_p11_every_property_has_domain_and_range_but_where_several_kinds_have_it(properties, ends, short):
    assert short(each for each in properties if not ends(each)[0]) == NO_DOMAIN
    assert short(each for each in properties if not ends(each)[1]) == NO_RANGE


def test_p13_the_inverses_that_are_declared_are_those_by_which_one_asks(merged, short):
    assert short(each for pair in inverses(merged) for each in pair) == {
        *("hasAssignment", "forActivity", "hasCell", "inRow", "hasElement", "inMatrix", "involves", "isInvolvedIn"),
        *("hasResponsible", "isResponsibleFor", "hasAccountable", "isAccountableFor"),
        *("hasConsulted", "isConsultedOn", "hasInformed", "isInformedOf"),
    }


def test_p19_no_property_has_several_domains_or_ranges(properties, ends):
    assert [each for each in properties if max(map(len, ends(each))) > 1] == []


def test_p20_a_definition_is_not_the_label_again(terms, merged):
    for term in terms():
        label, definition = (str(merged.value(term, name)).strip(".").lower() for name in (RDFS.label, SKOS.definition))
        assert label != definition


def test_p21_no_class_holds_what_is_left_over(terms, short):
    assert short(each for each in terms(OWL.Class) if re.search("Other|Misc|Unknown", each)) == {
        "OtherwiseOwnedActivity"
    }


def test_p22_names_follow_one_convention(terms, properties, short):
    assert [each for each in short(terms(OWL.Class)) if not re.fullmatch(r"([A-Z][a-z]+)+", each)] == []
    assert [each for each in short(properties) if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", each)] == []


def test_p24_no_definition_is_made_of_itself(merged, terms):
    for term in terms(OWL.Class):
        for start in merged.objects(term, OWL.equivalentClass):
            reached, waiting = set(), [start]
            while waiting:
                node = waiting.pop()
                reached.add(node)
                waiting += [
                    each for each in merged.objects(node) if isinstance(each, rdflib.BNode) and each not in reached
                ]
            assert term not in {value for node in reached for value in merged.objects(node)}, term


def test_p25_no_property_is_its_own_inverse(merged):
    assert [each for each in inverses(merged) if each[0] == each[1]] == []


def test_p26_no_symmetric_property_has_an_inverse(merged):
    symmetric = set(merged.subjects(RDF.type, OWL.SymmetricProperty))
    assert [each for each in inverses(merged) if symmetric & set(each)] == []


def test_p27_no_two_properties_are_said_to_be_equal(merged):
    assert list(merged[: OWL.equivalentProperty]) == []


def test_p28_what_is_symmetric_has_the_same_domain_and_range(merged, ends):
    assert [each for each in merged.subjects(RDF.type, OWL.SymmetricProperty) if ends(each)[0] != ends(each)[1]] == []


def test_p29_what_is_transitive_has_the_same_domain_and_range(merged, ends):
    assert [each for each in merged.subjects(RDF.type, OWL.TransitiveProperty) if ends(each)[0] != ends(each)[1]] == []


def test_p32_no_two_terms_of_a_kind_share_a_label(terms, merged):
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        pairs = combinations(terms(kind), 2)
        assert [pair for pair in pairs if merged.value(pair[0], RDFS.label) == merged.value(pair[1], RDFS.label)] == []


def test_p33_no_chain_of_properties_has_one_link(merged):
    assert [chain for chain in merged.objects(None, OWL.propertyChainAxiom) if len(list(merged.items(chain))) < 2] == []


def test_p34_every_class_is_declared_one(merged):
    named = {
        each
        for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.someValuesFrom)
        for each in merged.objects(None, predicate)
        if isinstance(each, rdflib.URIRef) and not str(each).startswith(LANGUAGES)
    }
    assert len(named) > 15
    assert named - set(merged.subjects(RDF.type, OWL.Class)) == set()


def test_p35_every_property_is_declared_one(merged):
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {each for kind in kinds for each in merged.subjects(RDF.type, kind)}
    used = {each for each in merged.predicates() if not str(each).startswith(LANGUAGES)}
    assert used - declared == set()


def test_p36_no_name_ends_like_a_file(ontologies):
    assert [iri for iri in ontologies if re.search(r"\.[a-z]+$", iri)] == []


def test_p38_each_file_declares_an_ontology(ontologies):
    assert len(ontologies) == 6


def test_p39_the_namespace_is_stated(ontologies):
    stated = {
        str(value)
        for iri, graph in ontologies.items()
        for value in graph.objects(
            rdflib.URIRef(iri), rdflib.URIRef("http://purl.org/vocab/vann/preferredNamespaceUri")
        )
    }
    assert stated == {str(RACI)}


def test_p40_no_term_is_made_in_a_foreign_namespace(merged):
    defined = {each for each in merged.subjects(SKOS.definition) if isinstance(each, rdflib.URIRef)}
    assert [each for each in defined if not each.startswith(RACI)] == []


def test_p41_a_licence_is_stated(ontologies):
    assert [iri for iri, graph in ontologies.items() if graph.value(rdflib.URIRef(iri), DCTERMS.license) is None] == []
