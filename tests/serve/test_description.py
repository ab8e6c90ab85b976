"""The service describes itself: SPARQL 1.1 Service Description and VoID, in the forms of RDF."""

import pyoxigraph as ox
import pytest

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FORMS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def described(site):
    """``described("/sparql")``: the triples that an address answers with, as ``values(subject, predicate)``."""

    def ask(path):
        got = site.ask(path)
        assert (got.status, got.type) == (200, "text/turtle; charset=utf-8")
        triples = [quad.triple for quad in ox.parse(got.body, ox.RdfFormat.TURTLE)]

        def values(subject, predicate):
            return sorted(
                each.object.value
                for each in triples
                if (each.subject.value, each.predicate.value) == (subject, predicate)
            )

        return values

    return ask


def test_the_service_says_what_it_can_do(described, site):
    values = described("/sparql")
    endpoint = f"{site.address}sparql"
    service = f"{endpoint}#service"
    assert values(service, TYPE) == [f"{SD}Service"]
    assert values(service, f"{SD}endpoint") == [endpoint]
    assert values(service, f"{SD}supportedLanguage") == [f"{SD}SPARQL11Query"]
    assert values(service, f"{SD}feature") == [f"{SD}UnionDefaultGraph"]
    formats = "http://www.w3.org/ns/formats/"
    assert values(service, f"{SD}resultFormat") == [
        f"{formats}{name}"
        for name in (
            "JSON-LD",
            "N-Triples",
            "RDF_XML",
            "SPARQL_Results_CSV",
            "SPARQL_Results_JSON",
            "SPARQL_Results_TSV",
            "SPARQL_Results_XML",
            "Turtle",
        )
    ]


def test_the_service_names_its_graphs_with_their_size(described, site, engine):
    values = described("/sparql")
    endpoint = f"{site.address}sparql"
    (dataset,) = values(f"{endpoint}#service", f"{SD}defaultDataset")
    (default,) = values(dataset, f"{SD}defaultGraph")
    total = engine.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").texts()[0]
    assert values(default, f"{VOID}triples") == total
    graphs = {
        name: int(size)
        for graph in values(dataset, f"{SD}namedGraph")
        for name in values(graph, f"{SD}name")
        for content in values(graph, f"{SD}graph")
        for size in values(content, f"{VOID}triples")
    }
    assert graphs == dict(engine.graphs())
    assert len(graphs) == 4


def test_void_counts_what_is_served(described, site, engine):
    values = described("/.well-known/void")
    dataset = f"{site.address}.well-known/void#dataset"
    assert values(dataset, TYPE) == [f"{VOID}Dataset"]
    assert values(dataset, f"{VOID}sparqlEndpoint") == [f"{site.address}sparql"]
    assert values(dataset, f"{VOID}subset") == [iri for iri, _ in engine.graphs()]
    for name, counted in (
        ("triples", "*"),
        ("distinctSubjects", "DISTINCT ?s"),
        ("properties", "DISTINCT ?p"),
        ("distinctObjects", "DISTINCT ?o"),
    ):
        count = engine.select(f"SELECT (COUNT({counted}) AS ?n) {{ ?s ?p ?o }}").texts()[0]
        assert values(dataset, f"{VOID}{name}") == count
    classes = {
        values(part, f"{VOID}class")[0]: values(part, f"{VOID}entities")
        for part in values(dataset, f"{VOID}classPartition")
    }
    assert classes["https://w3id.org/raci-graph/ns#Activity"] == ["49"]
    assert classes["https://w3id.org/raci-graph/ns#Assignment"] == ["122"]
    properties = {
        values(part, f"{VOID}property")[0]: values(part, f"{VOID}triples")
        for part in values(dataset, f"{VOID}propertyPartition")
    }
    assert properties["https://w3id.org/raci-graph/ns#toParty"] == ["122"]


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_a_description_is_the_same_in_each_form(path, site):
    found = []
    for accept, form in FORMS.items():
        got = site.ask(path, Accept=accept)
        assert (got.status, got.type.partition(";")[0]) == (200, accept)
        found.append({quad.triple for quad in ox.parse(got.body, form)})
    assert found == [found[0]] * len(FORMS)


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_a_description_in_no_form_that_is_accepted(path, site):
    got = site.ask(path, Accept="image/png")
    assert got.status == 406
    assert got.text.startswith("none of what is accepted can be given. Accept one of text/turtle, ")


def test_a_browser_is_led_from_the_endpoint_to_the_editor(site):
    got = site.ask("/sparql", Accept=BROWSER)
    assert (got.status, got.headers["Location"], got.headers["Vary"]) == (303, "/editor", "Accept")


def test_a_browser_is_shown_void_and_not_handed_a_file(site):
    got = site.ask("/.well-known/void", Accept=BROWSER)
    assert (got.status, got.type) == (200, "text/plain; charset=utf-8")
    assert got.body == site.ask("/.well-known/void").body
