"""What the tests of stores share: a server that does what a test tells it, and a home without credentials."""

from __future__ import annotations

import gc
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pyoxigraph as ox
import pytest

# They start servers and processes; no modules with tests.
collect_ignore = ["killed_bulk_loads.py", "killed_loads.py", "rdf_servers.py"]

A, B = ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b")


class Request(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Reply(NamedTuple):
    status: int = 200
    body: bytes = b""
    type: str = "application/sparql-results+json"
    headers: tuple[tuple[str, str], ...] = ()
    missing: int = 0
    hangs: bool = False
    slow_headers: bool = False
    drops: bool = False


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch, tmp_path_factory):
    for name in ("USER", "PASSWORD", "TOKEN", "AUTH", "NETRC"):
        monkeypatch.delenv(f"RACI_GRAPH_{name}", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def misbehave(_young_objects_alone):
    """``misbehave(reply, ...)``: a server that gives these answers one by one, the last for ever.

    It has ``requests`` and ``address``; a reply may be a function of the request.
    """
    # Solutions of other engines may only be dropped in their own thread: what is left of other tests goes first.
    gc.collect()
    servers = []

    def start(*replies):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.replies, server.requests, server.over = list(replies), [], threading.Event()
        server.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.over.set()
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        request = Request(self.command, self.path, dict(self.headers), self._body())
        self.server.requests.append(request)
        reply = self.server.replies.pop(0) if len(self.server.replies) > 1 else self.server.replies[0]
        reply = reply(request) if callable(reply) else reply
        self.close_connection = True
        if reply.drops:
            self.connection.close()
        elif reply.hangs:
            self.server.over.wait()
        elif reply.slow_headers:
            self._trickle()
        else:
            self._send(reply)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the names that http.server calls

    def _body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _send(self, reply):
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(reply.body) + reply.missing))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _trickle(self):
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 10_000:
            if self.server.over.wait(0.05):
                return
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def triples():
    """Three triples, one with a language and one with a blank node."""
    return [
        ox.Triple(A, B, ox.Literal('line\n"quoted" é')),
        ox.Triple(A, B, ox.Literal("colour", language="en-GB")),
        ox.Triple(ox.BlankNode("x"), B, A),
    ]


@pytest.fixture
def replies():
    """The class of the answers that ``misbehave`` takes."""
    return Reply


@pytest.fixture(scope="module")
def addresses(servers):
    """The addresses of an Oxigraph and of a Virtuoso, started when first asked for."""
    found = {}

    def address(name):
        if name not in found:
            found[name] = servers.oxigraph("serve") if name == "oxigraph" else servers.virtuoso()
        return found[name]

    return address
