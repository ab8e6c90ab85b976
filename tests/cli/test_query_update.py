"""Updates of a store by ``query --allow update``: named, whole, and never from elsewhere unless that is named too."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest

from raci_graph.engines.connect import connect

INSERT = "INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:load> 'SERVICE', 'LOAD <urn:x:b>' } } # LOAD"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ALLOWED = ("--allow", "update")
DOCUMENT = b"<urn:x:a> <urn:x:b> 1, 2 ."


@pytest.fixture
def count(raci, store):
    """Tells how many triples the store holds."""
    return lambda: int(raci("query", COUNT, "--store", store, "--format", "csv").out.split()[1])


@pytest.fixture
def store(tmp_path):
    """A store in a directory, with one triple."""
    engine = connect(str(tmp_path / "store"), create=True)
    engine.put_graph("urn:x:old", [ox.Triple(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b"), ox.Literal("c"))])
    engine.close()
    return str(tmp_path / "store")


@pytest.fixture
def document():
    """The address of a document on this machine, and the paths that were asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/turtle")
            self.send_header("Content-Length", str(len(DOCUMENT)))
            self.end_headers()
            self.wfile.write(DOCUMENT)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a.ttl", asked
    server.shutdown()
    server.server_close()


def test_an_update_is_run_where_it_is_allowed_and_says_what_the_store_holds(raci, count, store):
    done = raci("query", INSERT, "--store", store, *ALLOWED)
    assert done == (0, "3 triples in 2 graphs now, 1 triples in 1 graphs before\n", "")
    assert count() == 3
    done = raci("query", "DROP GRAPH <urn:x:old>", "--store", store, *ALLOWED)
    assert done.out == "2 triples in 1 graphs now, 3 triples in 2 graphs before\n"


def test_an_update_is_run_as_a_whole_or_not_at_all(fails, count, store):
    update = "INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:b> 1 } } ; DROP GRAPH <urn:x:none>"
    assert fails(4, "query", update, "--store", store, *ALLOWED) == (
        f"{store}: the store cannot be written (The graph <urn:x:none> does not exist). No graph is half written"
    )
    assert count() == 1


def test_a_query_may_be_asked_where_an_update_is_allowed(raci, store):
    assert raci("query", COUNT, "--store", store, "--format", "csv", *ALLOWED).out == "n\r\n1\r\n"


@pytest.mark.parametrize(
    ("update", "options", "message"),
    [
        (
            INSERT,
            (),
            "this is an update (INSERT), and queries only read. 'raci-graph load' puts data into a store, or ",
        ),
        (INSERT, ("--allow", "load"), "this is an update (INSERT), and queries only read"),
        ("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> } }", ALLOWED, "query:1:"),
        (f"{INSERT}\n; LOAD <http://localhost:1/a.ttl>", ALLOWED, "the update reads from outside the store with LOAD"),
        (
            "INSERT { GRAPH <urn:x:g> { ?s ?p ?o } } WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
            (*ALLOWED, "--allow", "load"),
            "the update reads from outside the store with SERVICE. Leave it out, or allow the network with --allow ser",
        ),
        ("\\u004cOAD <http://localhost:1/a.ttl>", ALLOWED, "this is not a SPARQL query"),
        ("CLEAR ALL; \\u004cOAD <http://localhost:1/a.ttl>", ALLOWED, "the query has a \\u escape outside"),
        (INSERT, (*ALLOWED, "-p", "a=b"), "an update has no parameters"),
    ],
)
def test_what_is_refused_changes_nothing(update, options, message, fails, count, store):  # noqa: PLR0913
    assert fails(2, "query", update, "--store", store, *options).startswith(message)
    assert count() == 1


def test_a_source_is_never_updated(fails, lending):
    message = "only a store can be updated, and no SOURCE. Name it with --store"
    assert fails(2, "query", INSERT, *ALLOWED) == fails(2, "query", INSERT, lending, *ALLOWED) == message


def test_load_fetches_where_it_is_allowed_and_only_there(raci, fails, store, document):
    address, asked = document
    load = f"LOAD <{address}> INTO GRAPH <urn:x:g>"
    assert fails(2, "query", load, "--store", store, *ALLOWED).endswith("allow the network with --allow load")
    assert asked == []
    done = raci("query", load, "--store", store, *ALLOWED, "--allow", "load")
    assert (done.out, asked) == ("3 triples in 2 graphs now, 1 triples in 1 graphs before\n", ["/a.ttl"])


def test_a_server_is_updated(raci, serve):
    server = serve()
    done = raci("query", INSERT, "--store", server.place.removesuffix("/query"), *ALLOWED)
    assert done.out == "2 triples in 1 graphs now, 0 triples in 0 graphs before\n"
    assert server.graphs() == [("urn:x:g", 2)]
