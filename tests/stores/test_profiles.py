"""From one address to all addresses of a store."""

import pytest

from raci_graph.engines.addresses import parse_address
from raci_graph.engines.connect import connect
from raci_graph.engines.profiles import Union, find_profile
from raci_graph.errors import StoreError, UsageError


def profile(address):
    return find_profile(parse_address(address), lambda: pytest.fail("the server is asked"))


def places(found):
    return (found.name, found.query, found.update, found.graph_store)


OXIGRAPH = ("Oxigraph", "http://h:7878/query", "http://h:7878/update", "http://h:7878/store")
FUSEKI = ("Fuseki", "http://h:3030/ds/query", "http://h:3030/ds/update", "http://h:3030/ds/data")
GRAPHDB = (
    "RDF4J",
    "http://h:7200/repositories/r",
    "http://h:7200/repositories/r/statements",
    "http://h:7200/repositories/r/rdf-graphs/service",
)
VIRTUOSO = (
    "Virtuoso",
    "http://h:8890/sparql-auth",
    "http://h:8890/sparql-auth",
    "http://h:8890/sparql-graph-crud-auth",
)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://h:7878/query", OXIGRAPH),
        ("http://h:7878/query/", OXIGRAPH),
        ("http://h:7878/update", OXIGRAPH),
        ("http://h:7878/store", OXIGRAPH),
        ("http://h:3030/ds", FUSEKI),
        ("http://h:3030/ds/", FUSEKI),
        ("http://h:3030/ds/query", FUSEKI),
        ("http://h:3030/ds/update", FUSEKI),
        ("http://h:3030/ds/data", FUSEKI),
        ("http://h:3030/ds/sparql", ("Fuseki", "http://h:3030/ds/sparql", *FUSEKI[2:])),
        ("http://h:7200/repositories/r", GRAPHDB),
        ("http://h:7200/repositories/r/statements", GRAPHDB),
        ("http://h:7200/repositories/r/rdf-graphs/service", GRAPHDB),
        ("http://h:8890/sparql-auth", VIRTUOSO),
        ("http://h:8890/sparql-graph-crud-auth", VIRTUOSO),
        ("http://h:8890/sparql-graph-crud", (VIRTUOSO[0], "http://h:8890/sparql", *VIRTUOSO[2:])),
        ("https://h/a/b/c/ask", ("SPARQL server", "https://h/a/b/c/ask", None, None)),
    ],
)
def test_the_path_tells_the_store(address, found):
    assert places(profile(address)) == found


def test_repositories_of_an_rdf4j_server_lie_deeper():
    assert profile("http://h:8080/rdf4j-server/repositories/r").update == (
        "http://h:8080/rdf4j-server/repositories/r/statements"
    )


def test_what_stands_behind_the_question_mark_stays():
    assert profile("http://h/ds?key=1").update == "http://h/ds/update?key=1"


@pytest.mark.parametrize(
    ("name", "path", "query"),
    [
        ("Oxigraph/0.5.13", "", "/query"),
        ("Oxigraph/0.5.13", "/sparql", "/query"),
        ("Virtuoso/07.20.3229 (Linux)", "", "/sparql"),
        ("Virtuoso/07.20.3229 (Linux)", "/sparql", "/sparql"),
        ("nginx", "/sparql", "/sparql"),
    ],
)
def test_a_server_is_asked_what_it_is_where_the_path_does_not_tell(name, path, query, misbehave, replies):
    for status in (200, 400, 404):
        server = misbehave(replies(status, b"<html>", "text/html"))
        server.RequestHandlerClass = type("Named", (server.RequestHandlerClass,), {"version_string": lambda _: name})
        engine = connect(f"{server.address}{path}")
        assert engine.profile.query == f"{server.address}{query}"
        assert [request.method for request in server.requests] == ["GET"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Apache Jena Fuseki (5.2.0)", "the address names no dataset of this Fuseki. Add its name"),
        ("GraphDB/10.8", "the address names no repository. Add it, as in"),
        ("nginx", "the server does not say which store it is. Give --query-url"),
    ],
)
def test_an_address_that_lacks_a_name_is_told(name, words, misbehave, replies):
    server = misbehave(replies())
    server.RequestHandlerClass = type("Named", (server.RequestHandlerClass,), {"version_string": lambda _: name})
    with pytest.raises(UsageError) as caught:
        connect(server.address)
    assert str(caught.value).startswith(f"{server.address}: {words}")


def test_a_server_that_cannot_be_asked_what_it_is_is_out_of_reach(misbehave, replies):
    server = misbehave(replies())
    server.shutdown()
    server.server_close()
    with pytest.raises(StoreError, match="the server cannot be reached"):
        connect(f"{server.address}/sparql")


def test_any_server_is_named_by_its_addresses():
    engine = connect(None, query_url="http://h/q", update_url="http://h/u", gsp_url="http://h/g")
    assert places(engine.profile) == ("SPARQL server", "http://h/q", "http://h/u", "http://h/g")
    assert engine.profile.union is Union.GRAPHS


def test_a_query_address_that_names_the_default_graph_is_left_to():
    engine = connect(None, query_url="http://h/q?default-graph-uri=urn:x:all")
    assert engine.profile.union is Union.SERVER


def test_an_address_that_is_named_goes_before_one_that_is_found():
    engine = connect("http://h:3030/ds", gsp_url="http://h:3030/ds/graphs", update_url="http://h:3030/ds/write")
    assert places(engine.profile) == (
        "Fuseki",
        "http://h:3030/ds/query",
        "http://h:3030/ds/write",
        "http://h:3030/ds/graphs",
    )


def test_addresses_without_one_for_queries_are_refused():
    with pytest.raises(UsageError, match="the address for queries is missing"):
        connect(None, update_url="http://h/u")


def test_a_directory_has_no_addresses(tmp_path):
    with pytest.raises(UsageError, match="this store is a directory, which has no addresses"):
        connect(str(tmp_path / "store"), create=True, query_url="http://h/q")
    assert list(tmp_path.iterdir()) == []
