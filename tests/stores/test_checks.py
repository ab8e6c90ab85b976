"""A store is checked as its data would be here: Oxigraph in place, Virtuoso by a copy in memory."""

import pytest

from raci_graph.cli import run
from raci_graph.dataset import ontology_triples
from raci_graph.engines.copied import exact
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.errors import StoreError, UsageError
from raci_graph.sources import parse_rdf, read_source
from raci_graph.validation import validate_store


@pytest.fixture(scope="module")
def graphs(repository):
    """The bundled matrix and a small one, both without some of their triples, and the ontology."""
    own = repository / "tests/queries/data"
    data = {path.stem: parse_rdf(path.read_bytes(), path.name) for path in sorted(own.glob("*.ttl"))}
    data["hosted-exchange"] = list(read_source("hosted-exchange").triples)
    faulty = {
        f"urn:x:{name}": sorted(triples, key=str)[::7] + triples[: len(triples) // 2] for name, triples in data.items()
    }
    return faulty | {"urn:x:ontology": list(ontology_triples())}


@pytest.fixture(scope="module")
def expected(graphs):
    engine = EmbeddedEngine()
    for iri, triples in graphs.items():
        engine.put_graph(iri, triples)
    return validate_store(engine)


@pytest.mark.parametrize("kind", ["serve", "virtuoso"])
def test_a_store_has_the_findings_of_the_embedded_one(kind, request, graphs, expected):
    engine = request.getfixturevalue(kind)()
    engine.put_graphs({iri: triples for iri, triples in graphs.items() if iri != "urn:x:ontology"})
    with pytest.raises(UsageError, match="the store does not hold the ontology"):
        validate_store(engine)
    engine.put_graphs({"urn:x:ontology": graphs["urn:x:ontology"]})
    assert (len(expected), {finding.code[0] for finding in expected}) == (445, {"F", "S", "W"})
    assert validate_store(engine) == expected


def test_only_a_server_that_is_not_exact_is_copied(serve):
    engine, embedded = serve(), EmbeddedEngine()
    assert exact(engine) is engine
    assert exact(embedded) is embedded


def test_a_copy_that_is_not_whole_is_refused(virtuoso, triples, monkeypatch):
    engine = virtuoso()
    engine.put_graph("urn:x:g", triples)
    monkeypatch.setattr(engine, "graphs", lambda: [("urn:x:g", 4)])
    with pytest.raises(StoreError, match="the server holds 4 triples in <urn:x:g> and gave 3"):
        exact(engine)


def test_query_asks_at_the_address_for_queries_alone(serve, triples, capsys):
    engine = serve()
    engine.put_graph("urn:x:g", triples)
    arguments = ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv", "--query-url"]
    assert run([*arguments, engine.profile.query]) == 0
    assert capsys.readouterr().out == "n\r\n3\r\n"
    assert run([*arguments, engine.profile.query, "page.md"]) == 2
    assert "SOURCES and --store exclude each other" in capsys.readouterr().err
