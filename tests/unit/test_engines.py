"""The engines: the embedded store, and a SPARQL server that behaves and one that does not."""

import base64
import gc
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from raci_graph.engines.base import Rows
from raci_graph.engines.connect import connect
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.engines.remote import RemoteEngine
from raci_graph.errors import StoreError, UsageError

A, B = ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b")
TRIPLE = ox.Triple(A, B, ox.Literal("o"))
OTHER = ox.Triple(B, A, ox.Literal("p", language="en"))
SELECT, ASK = "SELECT ?o { ?s ?p ?o } ORDER BY ?o", "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

# The embedded engine.


@pytest.fixture
def store():
    engine = EmbeddedEngine()
    engine.put_graph("urn:x:g", [TRIPLE])
    return engine


def test_a_query_reads_all_graphs_together(store):
    store.put_graph("urn:x:h", [OTHER])
    assert store.select(SELECT) == Rows(("o",), [(ox.Literal("o"),), (ox.Literal("p", language="en"),)])
    assert store.ask(ASK) is True
    assert set(store.construct(CONSTRUCT)) == {TRIPLE, OTHER}


def test_rows_and_triples_come_one_by_one(store):
    store.put_graph("urn:x:h", [OTHER])
    stream = store.stream(SELECT)
    assert (stream.columns, next(stream.rows)) == (("o",), (ox.Literal("o"),))
    assert list(stream.rows) == [(ox.Literal("p", language="en"),)]
    triples = store.stream_triples(CONSTRUCT)
    assert {next(triples), *triples} == {TRIPLE, OTHER}


def test_an_endless_answer_begins_at_once(store):
    store.put_graph("urn:x:h", [ox.Triple(A, B, ox.Literal(number)) for number in range(1000)])
    stream = store.stream("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }")
    assert len(stream.columns) == len(next(stream.rows)) == 18


def test_from_chooses_among_the_graphs_of_the_store():
    engine = connect(None, allow=["FROM"])
    engine.put_graph("urn:x:g", [TRIPLE])
    engine.put_graph("urn:x:h", [OTHER])
    asked = {
        "": ["o", "p"],
        "FROM <urn:x:g>": ["o"],
        "FROM <urn:x:g> from<urn:x:h>": ["o", "p"],
        "FROM NAMED <urn:x:h>": [],
    }
    for clause, texts in asked.items():
        found = engine.select(f"SELECT ?o {clause} {{ ?s ?p ?o }} ORDER BY ?o")
        assert [row[0] for row in found.texts()] == texts
    named = engine.select("SELECT ?o FROM NAMED <urn:x:h> { GRAPH ?g { ?s ?p ?o } }")
    assert named.texts() == [["p"]]
    prefixed = engine.select("PREFIX x: <urn:x:> SELECT ?o FROM x:h { ?s ?p ?o }")
    assert prefixed.texts() == [["p"]]


@pytest.mark.parametrize("clause", ["FROM <urn:x:none>", "FROM <urn:x:g> FROM NAMED <urn:x:none>"])
def test_a_graph_that_is_not_there_is_told(clause):
    engine = connect(None, allow=["FROM"])
    engine.put_graph("urn:x:g", [TRIPLE])
    with pytest.raises(UsageError, match=r"^the store has no graph <urn:x:none>. Its graphs are <urn:x:g>$"):
        engine.select(f"SELECT * {clause} {{ ?s ?p ?o }}")


def test_a_graph_is_replaced_as_a_whole(store):
    assert store.put_graph("urn:x:g", [OTHER, OTHER]) == 1
    assert store.graphs() == [("urn:x:g", 1)]
    assert store.construct(CONSTRUCT) == [OTHER]


def test_the_graphs_are_listed_in_order(store):
    store.put_graph("urn:x:a", [TRIPLE, OTHER])
    assert store.graphs() == [("urn:x:a", 2), ("urn:x:g", 1)]


def test_a_row_is_text_without_language_and_with_gaps(store):
    query = "SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) { (<urn:x:a> 'x'@en 1 UNDEF) } }"
    assert store.select(query).texts() == [["urn:x:a", "x", "1", None]]


@pytest.mark.parametrize(
    ("method", "query", "wanted"),
    [
        ("select", ASK, "SELECT"),
        ("select", CONSTRUCT, "SELECT"),
        ("ask", SELECT, "ASK"),
        ("construct", SELECT, "CONSTRUCT"),
        ("construct", ASK, "CONSTRUCT"),
    ],
)
def test_a_query_of_another_kind_is_refused(method, query, wanted, store):
    streams = {"select": store.stream, "construct": store.stream_triples}
    for call in (getattr(store, method), streams.get(method, store.ask)):
        with pytest.raises(UsageError, match=f"^this is not a {wanted} query"):
            call(query)


@pytest.mark.parametrize("name", ["", "a b", "relative", "urn:x:<>"])
def test_a_graph_needs_an_absolute_iri(name, store):
    with pytest.raises(UsageError, match="is not an absolute IRI"):
        store.put_graph(name, [TRIPLE])
    assert store.graphs() == [("urn:x:g", 1)]


@pytest.mark.parametrize(("query", "line"), [("", 1), ("SELECT * {", 1), ("SELECT ?s\nWHERE {\n  ?s ?p\n}", 4)])
def test_a_syntax_error_is_placed(query, line, store):
    with pytest.raises(UsageError) as caught:
        store.select(query)
    assert caught.value.place.startswith(f"query:{line}:")


def test_a_store_in_a_directory_keeps_its_graphs(tmp_path):
    engine = connect(str(tmp_path / "store"), create=True)
    engine.put_graph("urn:x:g", [TRIPLE])
    engine.close()
    assert connect(str(tmp_path / "store")).construct(CONSTRUCT) == [TRIPLE]


def test_many_new_graphs_go_into_a_directory_as_they_go_into_memory(tmp_path):
    names = [ox.NamedNode(f"urn:x:{number}") for number in range(20_000)]
    text = ox.Literal('a " .\n\\ \u2028 \U0001f600 b', language="en-GB")
    quoted = [ox.Triple(one, ox.NamedNode("urn:x:says"), text) for one in names]
    linked = [ox.Triple(one, ox.NamedNode("urn:x:next"), other) for one, other in pairwise(names)]
    for path in (None, str(tmp_path / "store")):
        engine = connect(path, create=path is not None)
        assert engine.put_graphs({"urn:x:g": quoted, "urn:x:h": linked * 2, "urn:x:none": []}) == {
            "urn:x:g": 20_000,
            "urn:x:h": 19_999,
            "urn:x:none": 0,
        }
        assert engine.graphs() == [("urn:x:g", 20_000), ("urn:x:h", 19_999)]
        assert set(engine.triples("urn:x:g")) == set(quoted)
        assert set(engine.triples("urn:x:h")) == set(linked)
        engine.close()


@pytest.mark.parametrize("node", [ox.BlankNode("x"), ox.Triple(ox.BlankNode("x"), ox.NamedNode("urn:x:p"), A)])
def test_blank_nodes_are_kept_by_add_and_not_shared_by_graphs(node):
    said = ox.Triple(A, ox.NamedNode("urn:x:p"), node)
    engine = connect(None)
    engine.add("urn:x:g", [said])
    engine.add("urn:x:h", [said])
    assert list(engine.triples("urn:x:g")) == list(engine.triples("urn:x:h")) == [said]
    engine = connect(None)
    for _ in ("new", "replaced"):
        assert engine.put_graphs({"urn:x:g": [said], "urn:x:h": [said]}) == {"urn:x:g": 1, "urn:x:h": 1}
        ((one,), (other,)) = engine.triples("urn:x:g"), engine.triples("urn:x:h")
        assert one != other


def test_a_store_that_is_open_elsewhere_cannot_be_opened(tmp_path):
    first = connect(str(tmp_path / "store"), create=True)
    with pytest.raises(StoreError, match="another process writes to the store: process") as caught:
        connect(str(tmp_path / "store"))
    assert caught.value.place == str(tmp_path / "store")
    first.close()


@pytest.mark.parametrize("create", [True, False])
def test_a_directory_of_other_things_and_a_file_are_no_store(create, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="this directory is not a store"):
        connect(str(tmp_path), create=create)
    with pytest.raises(UsageError, match="this is a file, not a store"):
        connect(str(tmp_path / "file"), create=create)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_store_is_made_only_on_demand(tmp_path):
    with pytest.raises(UsageError, match="there is no store here"):
        connect(str(tmp_path / "new"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/q",
        "file:///etc/passwd",
        "http:///q",
        "https://",
        "http://[::1/q",
        "http://h:port/q",
        "http://user:secret@h:port/q",
    ],
)
def test_what_is_no_address_of_a_server_is_refused(address):
    with pytest.raises(UsageError, match="is not the address of a SPARQL server") as caught:
        connect(address)
    assert "secret" not in str(caught.value)


# The remote engine, and a server that does what a test tells it.


class Request(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    form: dict[str, list[str]]


class Reply(NamedTuple):
    body: bytes = b""
    status: int = 200
    type: str = "application/sparql-results+json"
    headers: tuple[tuple[str, str], ...] = ()
    missing: int = 0
    slowly: bool = False


def rows(*values):
    bindings = [{"o": {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["o"]}, "results": {"bindings": bindings}}).encode()


@pytest.fixture
def serve(_young_objects_alone):
    """``serve(reply, ...)``: a server that gives these answers one by one, the last for ever; it has ``requests``."""
    # Solutions of the embedded engine may only be dropped in their own thread: what is left of other tests goes first.
    gc.collect()
    servers = []

    def start(*replies):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.replies, server.requests, server.over = list(replies), [], threading.Event()
        server.address = f"http://127.0.0.1:{server.server_port}/query"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.over.set()
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        server.requests.append(Request(self.command, self.path, dict(self.headers), form))
        reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
        if reply is None:
            server.over.wait()
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(reply.body) + reply.missing))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self._send(reply)

    do_GET = do_POST  # noqa: N815 - the name that http.server calls

    def _send(self, reply):
        if not reply.slowly:
            self.wfile.write(reply.body)
            return
        for byte in reply.body:
            if self.server.over.wait(0.05):
                return
            self.wfile.write(bytes([byte]))

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def refused():
    """``refused(server)``: the words of the store error when it is asked, with a user and a password."""

    def ask(server, timeout=20.0):
        address = server.address.replace("//", "//ada:s3cret@")
        with pytest.raises(StoreError) as caught:
            RemoteEngine(address, timeout=timeout).select(SELECT)
        words = str(caught.value)
        assert words.startswith(f"{server.address}: ")
        assert words.isprintable()
        assert "s3cret" not in words
        assert base64.b64encode(b"ada:s3cret").decode() not in words
        return words.removeprefix(f"{server.address}: ")

    return ask


def test_a_question_is_posted_with_its_type(serve):
    server = serve(Reply(rows("x")))
    assert RemoteEngine(server.address).select(SELECT).texts() == [["x"]]
    (request,) = server.requests
    assert (request.method, request.path, request.form["query"]) == ("POST", "/query", [SELECT])
    assert request.headers["Accept"] == "application/sparql-results+json, application/json"
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.headers["User-Agent"] == "raci-graph"
    assert "Authorization" not in request.headers


def test_a_word_in_a_comment_does_not_change_the_type_of_a_question(serve):
    server = serve(Reply(b"<urn:x:a> <urn:x:b> 'o' .", type="text/turtle; charset=utf-8"))
    query = f"# ASK or SELECT or INSERT\n{CONSTRUCT}"
    assert RemoteEngine(server.address).construct(query) == [TRIPLE]
    assert server.requests[0].headers["Accept"] == "application/n-triples, text/turtle"
    assert server.requests[0].form["query"] == [query]


def test_ask_is_answered_by_true_or_false(serve):
    server = serve(Reply(b'{"head": {}, "boolean": true}', type="application/json"), Reply(b'{"boolean": false}'))
    engine = RemoteEngine(server.address)
    assert [engine.ask(ASK), engine.ask(ASK)] == [True, False]


def test_an_answer_of_another_kind_is_a_wrong_question(serve):
    engine = RemoteEngine(serve(Reply(b'{"head": {}, "boolean": true}')).address)
    with pytest.raises(UsageError, match="this is not a SELECT query"):
        engine.select(SELECT)
    with pytest.raises(UsageError, match="this is not a ASK query"):
        RemoteEngine(serve(Reply(rows("x"))).address).ask(ASK)


def test_user_and_password_of_the_address_are_sent_and_not_shown(serve):
    server = serve(Reply(rows()))
    engine = RemoteEngine(server.address.replace("//", "//ada:s%40cret@"))
    assert engine.select(SELECT).rows == []
    token = server.requests[0].headers["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(token) == b"ada:s@cret"
    assert engine.place == server.address


def test_an_address_keeps_its_own_query_and_shows_none_of_it(serve):
    server = serve(Reply(rows()))
    engine = RemoteEngine(f"{server.address}?key=s3cret")
    engine.select(SELECT)
    assert server.requests[0].path == "/query?key=s3cret"
    assert engine.place == server.address


def test_what_reads_from_elsewhere_is_not_sent(serve):
    server = serve(Reply(rows()))
    engine = RemoteEngine(server.address)
    for query in ("SELECT * { SERVICE <http://h/> { ?s ?p ?o } }", "SELECT * FROM <urn:x:g> { ?s ?p ?o }"):
        with pytest.raises(UsageError, match="reads from outside the store"):
            engine.select(query)
    assert server.requests == []


def test_a_server_that_hangs_is_late(serve, refused):
    assert refused(serve(None), 0.2) == ("no complete answer within 0.2 seconds. Ask for less, or allow more time")


def test_a_server_that_trickles_is_late(serve, refused):
    server = serve(Reply(rows("x" * 1000), slowly=True))
    assert refused(server, 0.2).startswith("no complete answer within 0.2 seconds")


def test_a_refusal_that_trickles_is_not_waited_for(serve, refused):
    server = serve(Reply(b"No" * 10_000, 500, "text/plain", slowly=True))
    assert refused(server).startswith("the server refuses with HTTP status 500: N")


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (400, "The server does not accept the query"),
        (401, "Set RACI_GRAPH_USER and RACI_GRAPH_PASSWORD"),
        (403, "Ask whoever runs the server"),
        (404, "Give the address of the query service itself"),
        (405, "Give the address of the query service itself"),
        (429, "See the log of the server"),
        (500, "See the log of the server"),
        (503, "Try again later"),
    ],
)
def test_a_refusal_names_the_status_and_what_to_do(status, remedy, serve, refused):
    server = serve(Reply(b"No.\r\n\tNot \x1b[31mnow", status, "text/plain"))
    words = refused(server)
    assert words.startswith(f"the server refuses with HTTP status {status}: No. Not [31mnow. {remedy}")


def test_a_refusal_does_not_repeat_a_page_or_the_password(serve, refused):
    page = serve(Reply(b"  <!DOCTYPE html><html><body>Log in</body></html>", 403, "text/html"))
    assert refused(page).startswith("the server refuses with HTTP status 403. Ask whoever")
    echo = serve(Reply(b"got Basic YWRhOnMzY3JldA== for ada s3cret", 500, "text/plain"))
    assert refused(echo).startswith("the server refuses with HTTP status 500: got Basic *** for ada ***. See")


def test_a_long_refusal_is_cut(serve, refused):
    assert len(refused(serve(Reply(b"x" * 100_000, 500, "text/plain")))) < 300


def test_a_refused_query_that_does_not_parse_is_placed(serve):
    engine = RemoteEngine(serve(Reply(b"Parse error", 400, "text/plain")).address)
    with pytest.raises(UsageError) as caught:
        engine.select("SELECT *\n{ ?s ?p }")
    assert caught.value.place.startswith("query:2:")


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "text/plain", "application/xml", "application/sparql-results+xml", ""]
)
def test_an_answer_of_another_media_type_is_not_read(kind, serve, refused):
    words = refused(serve(Reply(b"<html><title>Log in</title></html>", type=kind)))
    assert words == (
        f"the answer is {kind.partition(';')[0] or 'text/plain'}, not the result of a query. "
        "See in a browser whether a login page or another service stands at that address"
    )


@pytest.mark.parametrize(
    "reply",
    [
        Reply(rows("x")[:40], missing=40),
        Reply(rows("x")[:40]),
        Reply(b""),
        Reply(b"<html>"),
        Reply(b'{"head": {"vars": ["o"]}, "results": {"bindings": [{"o": 5}]}}'),
        Reply(b"\xff\xfe"),
    ],
    ids=["short", "cut", "empty", "page", "strange", "no text"],
)
def test_a_damaged_answer_is_not_taken_for_rows(reply, serve, refused):
    assert refused(serve(reply)).startswith("the answer is cut off or damaged (")


@pytest.mark.parametrize("body", [b"", b"[", b"[" * 100_000])
def test_a_damaged_truth_value_is_not_taken_for_one(body, serve):
    with pytest.raises(StoreError, match="the answer is cut off or damaged"):
        RemoteEngine(serve(Reply(body)).address).ask(ASK)


def test_damaged_triples_are_not_taken_for_a_graph(serve):
    reply = Reply(b"<urn:x:a> <urn:x:b> <urn:x:", type="application/n-triples")
    with pytest.raises(StoreError, match="the answer is cut off or damaged"):
        RemoteEngine(serve(reply).address).construct(CONSTRUCT)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_told_and_not_followed(status, serve, refused):
    elsewhere = serve(Reply(rows("x")))
    onward = elsewhere.address.replace("//", "//ada:s3cret@") + "?key=s3cret"
    words = refused(serve(Reply(b"", status, headers=(("Location", onward),))))
    assert words == (
        f"the server points to {elsewhere.address} instead of answering. Give that address if it is the one you mean"
    )
    assert elsewhere.requests == []


def test_a_server_out_of_reach_is_said_to_be(serve, refused):
    server = serve(Reply())
    server.shutdown()
    server.server_close()
    assert refused(server).startswith("the server cannot be reached (")


def test_a_graph_is_put_by_one_update_and_counted(serve):
    server = serve(Reply(b"", 204), Reply(rows("2")))
    engine = RemoteEngine(server.address, update_address=server.address.replace("query", "update"))
    assert engine.put_graph("urn:x:g", [TRIPLE, OTHER, TRIPLE]) == 2
    update, count = server.requests
    assert (update.path, count.path) == ("/update", "/query")
    assert update.form["update"][0].splitlines() == [
        "DROP SILENT GRAPH <urn:x:g> ;",
        "INSERT DATA { GRAPH <urn:x:g> {",
        '<urn:x:a> <urn:x:b> "o" .',
        '<urn:x:b> <urn:x:a> "p"@en .',
        "} }",
    ]


def test_an_update_that_changed_nothing_is_found_out(serve):
    server = serve(Reply(b"", 200), Reply(rows("0")))
    engine = RemoteEngine(server.address, update_address=server.address)
    with pytest.raises(StoreError, match="the server took 1 triples for <urn:x:g> and now holds 0"):
        engine.put_graph("urn:x:g", [TRIPLE])


def test_a_store_that_can_only_be_asked_is_not_written(serve):
    server = serve(Reply(rows()))
    with pytest.raises(UsageError, match="this store can only be asked"):
        RemoteEngine(server.address).put_graph("urn:x:g", [TRIPLE])
    assert server.requests == []


def test_the_graphs_of_a_server_are_listed(serve):
    binding = {"graph": {"type": "uri", "value": "urn:x:g"}, "triples": {"type": "literal", "value": "7"}}
    body = json.dumps({"head": {"vars": ["graph", "triples"]}, "results": {"bindings": [binding]}}).encode()
    assert RemoteEngine(serve(Reply(body)).address).graphs() == [("urn:x:g", 7)]
