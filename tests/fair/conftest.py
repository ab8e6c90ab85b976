"""The ontologies as FAIR checks see them, and the redirects that stand ready for w3id.org."""

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS
from rewriting import answer_of, rules_of

RACI = "https://w3id.org/raci-graph/ns#"
HTML = "text/html"
TURTLE = "text/turtle"


@pytest.fixture(scope="session")
def ontologies(repository):
    """The graph of each ontology, by the IRI that names it."""
    found = {}
    for path in sorted((repository / "ontology").rglob("*.ttl")):
        graph = rdflib.Graph(bind_namespaces="none").parse(path, format="turtle")
        (iri,) = graph.subjects(RDF.type, OWL.Ontology)
        found[str(iri)] = graph
    assert len(found) == 6
    return found


@pytest.fixture(scope="session")
def stated(ontologies):
    """``stated(property)``: the values that each ontology has of it, by its IRI."""
    return lambda name: {iri: list(graph.objects(rdflib.URIRef(iri), name)) for iri, graph in ontologies.items()}


@pytest.fixture(scope="session")
def merged(ontologies):
    """All ontologies in one graph."""
    graph = rdflib.Graph(bind_namespaces="none")
    for each in ontologies.values():
        graph += each
    return graph


@pytest.fixture(scope="session")
def terms(merged):
    """``terms(kind)``: the terms of that kind under raci:, sorted; of any kind without one."""

    def of(*kinds):
        found = {each for kind in kinds or (None,) for each in merged.subjects(RDF.type, kind)}
        return sorted(each for each in found if isinstance(each, rdflib.URIRef) and each.startswith(RACI))

    return of


@pytest.fixture(scope="session")
def properties(terms):
    """The object and datatype properties under raci:."""
    return terms(OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="session")
def short():
    """``short(iris)``: the names of terms, as a set."""
    return lambda iris: {str(each).removeprefix(RACI) for each in iris}


@pytest.fixture(scope="session")
def one(merged):
    """``one(term, property)``: the IRIs that a term has as values of a property."""
    return lambda term, name: [each for each in merged.objects(term, name) if isinstance(each, rdflib.URIRef)]


@pytest.fixture(scope="session")
def ends(one):
    """``ends(term)``: domains and ranges of a property."""
    return lambda term: (one(term, RDFS.domain), one(term, RDFS.range))


@pytest.fixture(scope="session")
def redirect(repository):
    """``redirect(iri, accept)``: what the redirects answer; None where they have no rule."""
    rules = rules_of((repository / "w3id/raci-graph/.htaccess").read_text("utf-8"))
    site = "https://raci-graph.github.io/raci-graph/"

    def answer(iri, accept):
        found = answer_of(rules, iri.removeprefix("https://w3id.org/raci-graph/"), accept)
        if found is None:
            return None
        assert found.target.startswith(site)
        return found._replace(target=found.target.removeprefix(site))

    return answer
