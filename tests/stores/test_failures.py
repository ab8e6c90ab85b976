"""A server that misbehaves: each case gives one clear line, and nothing half done is taken for done."""

import json
import socket
import threading

import pyoxigraph as ox
import pytest

from raci_graph.engines.connect import connect
from raci_graph.errors import StoreError, UsageError

SELECT = "SELECT ?o { ?s ?p ?o }"
TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
ONE = ox.Triple(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b"), ox.Literal("o"))
LINE = b'<urn:x:a> <urn:x:b> "o" .\n'
PAGE = b"<!DOCTYPE html><html><title>Log in</title></html>"


def counted(number):
    return json.dumps(
        {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": str(number)}}]}}
    ).encode()


def listed(**counts):
    bindings = [
        {"graph": {"type": "uri", "value": f"urn:x:{name}"}, "triples": {"type": "literal", "value": str(number)}}
        for name, number in counts.items()
    ]
    return json.dumps({"head": {"vars": ["graph", "triples"]}, "results": {"bindings": bindings}}).encode()


def words(ask, server):
    """What the store error of ``ask`` says after the address of the server."""
    with pytest.raises(StoreError) as caught:
        ask()
    assert caught.value.exit_code == 4
    said = str(caught.value)
    assert said.isprintable()
    assert said.startswith(server.address)
    return said.partition(": ")[2]


def each_way(engine):
    """Everything that can be asked of a server, by name."""
    return {
        "select": lambda: engine.select(SELECT),
        "stream": lambda: list(engine.stream(SELECT).rows),
        "ask": lambda: engine.ask("ASK { ?s ?p ?o }"),
        "construct": lambda: engine.construct(TRIPLES),
        "stream_triples": lambda: list(engine.stream_triples(TRIPLES)),
        "graphs": engine.graphs,
        "triples": lambda: list(engine.triples("urn:x:g")),
        "put_graph": lambda: engine.put_graph("urn:x:g", [ONE]),
        "put_graphs": lambda: engine.put_graphs({"urn:x:g": [ONE], "urn:x:h": [ONE]}),
        "drop_graphs": lambda: engine.drop_graphs(["urn:x:g"]),
    }


WAYS = list(each_way(connect("http://h/query")))
READING = WAYS[:7]
every_way = pytest.mark.parametrize("way", WAYS)
every_reading = pytest.mark.parametrize("way", READING)


def engine_for(server, timeout=20.0):
    return connect(f"{server.address}/query", timeout=timeout)


@every_way
@pytest.mark.parametrize("kind", ["hangs", "slow_headers"])
def test_a_server_that_hangs_is_late(way, kind, misbehave, replies):
    server = misbehave(replies(**{kind: True}))
    said = words(each_way(engine_for(server, 0.3))[way], server)
    assert said == "no complete answer within 0.3 seconds. Ask for less, or allow more time"
    assert len(server.requests) == 1


@every_way
@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (401, "Set RACI_GRAPH_USER and RACI_GRAPH_PASSWORD, or RACI_GRAPH_TOKEN, or write a netrc file"),
        (403, "Ask whoever runs the server for the right to do this"),
        (413, "The server takes less at once: raise its limit, or send fewer or smaller graphs"),
        (500, "See the log of the server"),
    ],
)
def test_a_refusal_names_the_status_and_what_to_do(way, status, remedy, misbehave, replies):
    server = misbehave(replies(status, b"No", "text/plain"))
    said = words(each_way(engine_for(server))[way], server)
    assert said == f"the server refuses with HTTP status {status}: No. {remedy}"
    assert len(server.requests) == 1


@every_reading
@pytest.mark.parametrize("kind", ["text/html", "application/xml"])
def test_another_content_type_is_not_read(way, kind, misbehave, replies):
    server = misbehave(replies(200, PAGE, kind))
    assert words(each_way(engine_for(server))[way], server) == (
        f"the answer is {kind}, not the result of a query. "
        "See in a browser whether a login page or another service stands at that address"
    )


@every_reading
def test_a_truncated_body_is_not_taken_for_all(way, misbehave, replies):
    triples = way in {"construct", "stream_triples", "triples"}
    body = LINE * 3 if triples else listed(g=1)
    kind = "application/n-triples" if triples else "application/sparql-results+json"
    server = misbehave(replies(200, body, kind, missing=10))
    said = words(each_way(engine_for(server))[way], server)
    assert said.startswith("the answer is cut off or damaged (")


@every_way
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_not_followed(way, status, misbehave, replies):
    elsewhere = misbehave(replies(200, listed(g=1)))
    server = misbehave(replies(status, b"", "text/html", (("Location", f"{elsewhere.address}/x?key=1"),)))
    assert words(each_way(engine_for(server))[way], server) == (
        f"the server points to {elsewhere.address}/x instead of answering. Give that address if it is the one you mean"
    )
    assert elsewhere.requests == []


@every_way
def test_a_server_out_of_reach_is_said_to_be(way, misbehave, replies):
    server = misbehave(replies())
    server.shutdown()
    server.server_close()
    assert words(each_way(engine_for(server))[way], server).startswith("the server cannot be reached (")


@pytest.mark.parametrize(("status", "body"), [(200, b""), (204, b""), (200, PAGE)])
def test_a_yes_that_did_nothing_is_found_out(status, body, misbehave, replies):
    server = misbehave(replies(status, body, "text/html"), replies(200, counted(0)))
    assert words(each_way(engine_for(server))["put_graph"], server) == (
        "the server took 1 triples for <urn:x:g> and now holds 0. See the log of the server"
    )
    server = misbehave(replies(status, body, "text/html"), replies(200, listed(g=1)))
    assert words(each_way(engine_for(server))["put_graphs"], server) == (
        "the server took 1 triples for <urn:x:h> and now holds 0. See the log of the server"
    )
    server = misbehave(replies(status, body, "text/html"), replies(200, counted(7)))
    assert words(each_way(engine_for(server))["drop_graphs"], server) == (
        "the server deleted <urn:x:g> and still holds 7 triples of it. See the log of the server"
    )


# What is sent twice.


@every_reading
@pytest.mark.parametrize("fault", [{"drops": True}, {"status": 503}, {"status": 502}, {"status": 429}])
def test_a_question_is_sent_again_once(way, fault, misbehave, replies):
    server = misbehave(replies(**fault))
    words(each_way(engine_for(server))[way], server)
    assert len(server.requests) == 2


def test_a_question_that_is_sent_again_is_answered(misbehave, replies):
    server = misbehave(replies(drops=True), replies(200, counted(7)))
    assert engine_for(server).select(SELECT).texts() == [["7"]]
    server = misbehave(replies(503, headers=(("Retry-After", "0"),)), replies(200, LINE, "application/n-triples"))
    assert list(engine_for(server).triples("urn:x:g")) == [ONE]


def test_the_put_of_a_graph_is_sent_again_whole(misbehave, replies):
    server = misbehave(replies(drops=True), replies(201), replies(200, counted(1)))
    assert engine_for(server).put_graph("urn:x:g", [ONE]) == 1
    assert [(request.method, request.body) for request in server.requests[:2]] == [("PUT", LINE)] * 2


@pytest.mark.parametrize("fault", [{"drops": True}, {"status": 503}])
@pytest.mark.parametrize("way", ["put_graphs", "drop_graphs"])
def test_an_update_is_never_sent_again(way, fault, misbehave, replies):
    server = misbehave(replies(**fault))
    words(each_way(engine_for(server))[way], server)
    assert [request.path for request in server.requests] == ["/update"]


# What a server cannot do.


@pytest.mark.parametrize("status", [405, 501])
def test_a_server_without_put_gets_one_update(status, misbehave, replies):
    server = misbehave(replies(status), replies(204), replies(200, counted(1)))
    assert engine_for(server).put_graph("urn:x:g", [ONE]) == 1
    put, update, count = server.requests
    assert (put.method, put.path) == ("PUT", "/store?graph=urn%3Ax%3Ag")
    assert (update.method, update.path, count.path) == ("POST", "/update", "/query")
    assert update.body.startswith(b"update=DROP+SILENT+GRAPH+%3Curn%3Ax%3Ag%3E+%3B%0AINSERT+DATA+")


def test_a_server_without_put_and_without_updates_is_told(misbehave, replies):
    server = misbehave(replies(405))
    engine = connect(None, query_url=f"{server.address}/q", gsp_url=f"{server.address}/g")
    with pytest.raises(StoreError, match=r"the server knows no PUT\. Give the address for updates, --update-url"):
        engine.put_graph("urn:x:g", [ONE])


def test_a_server_for_questions_alone_is_not_written(misbehave, replies):
    server = misbehave(replies())
    engine = connect(None, query_url=f"{server.address}/q")
    for way in ("put_graph", "put_graphs", "drop_graphs"):
        with pytest.raises(UsageError, match="this store can only be asked"):
            each_way(engine)[way]()
    assert server.requests == []


@pytest.mark.parametrize(("name", "text"), [("X-SPARQL-MaxRows", "10000"), ("X-SQL-State", "S1TAT")])
@every_reading
def test_rows_that_a_server_leaves_out_are_told(way, name, text, misbehave, replies):
    kind = "application/n-triples" if way in {"construct", "stream_triples", "triples"} else "application/json"
    server = misbehave(replies(200, b"", kind, ((name, text),)))
    assert words(each_way(engine_for(server))[way], server) == (
        f"the server does not give the whole answer ({name}: {text}). Ask for less, or have its limit raised"
    )


def test_a_large_graph_is_sent_in_chunks(misbehave, replies):
    many = [ox.Triple(ONE.subject, ONE.predicate, ox.Literal(f"{number:060}")) for number in range(3000)]
    server = misbehave(replies(201), replies(200, counted(3000)))
    assert engine_for(server).put_graph("urn:x:g", many) == 3000
    (put, _) = server.requests
    assert (put.headers["Transfer-Encoding"], put.headers.get("Content-Length")) == ("chunked", None)
    assert put.headers["Content-Type"] == "application/n-triples"
    assert put.body.decode().splitlines() == [f"{triple} ." for triple in many]


def test_a_server_that_is_not_known_is_told_the_length(misbehave, replies):
    server = misbehave(replies(201), replies(200, counted(1)))
    connect(None, query_url=f"{server.address}/q", gsp_url=f"{server.address}/g").put_graph("urn:x:g", [ONE])
    put = server.requests[0]
    assert (put.headers.get("Transfer-Encoding"), put.headers["Content-Length"]) == (None, str(len(LINE)))
    assert (put.path, put.body) == ("/g?graph=urn%3Ax%3Ag", LINE)


def test_a_server_that_refuses_before_all_is_sent_is_heard():
    many = [ox.Triple(ONE.subject, ONE.predicate, ox.Literal(f"{number:0100}")) for number in range(40_000)]
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def refuse():
            connection, _ = listening.accept()
            with connection:
                while b"\r\n\r\n" not in connection.recv(1 << 16):
                    pass
                connection.sendall(b"HTTP/1.1 413 Large\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nNo")

        thread = threading.Thread(target=refuse, daemon=True)
        thread.start()
        engine = connect(f"http://127.0.0.1:{listening.getsockname()[1]}/query")
        with pytest.raises(StoreError, match=r"/store: the server refuses with HTTP status 413: No\. The server takes"):
            engine.put_graph("urn:x:g", many)
        thread.join(20)


def test_a_graph_that_is_not_there_has_no_triples(misbehave, replies):
    assert list(engine_for(misbehave(replies(404))).triples("urn:x:g")) == []
