"""What the tests of the server share: servers that are really started, and a client that hides nothing."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import threading
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import pytest

from raci_graph import results
from raci_graph.dataset import engine_for
from raci_graph.queries import run_query
from raci_graph.sources import read_source

PATIENCE = 60
FORM = "application/x-www-form-urlencoded"


class Got(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def type(self):
        return self.headers["Content-Type"]


class Site:
    """A started server."""

    def __init__(self, process):
        self.process = process
        self.lines = []
        self._first = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line)
            self._first.set()
        self._first.set()

    def wait_for_address(self):
        assert self._first.wait(PATIENCE)
        found = re.match(r"http://127\.0\.0\.1:[0-9]+/", "".join(self.lines))
        assert found, self.lines
        self.address = found[0]
        self.netloc = urlsplit(self.address).netloc
        return self

    def end(self):
        """Wait for the end; gives the exit code, and ``lines`` then holds all that was said."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        self.process.stderr.close()
        return code

    def ask(self, path, *, method="GET", body=None, **headers):
        """Send one request on a connection of its own; ``_`` in the name of a header stands for ``-``."""
        connection = http.client.HTTPConnection(self.netloc, timeout=PATIENCE)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return Got(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, query, **headers):
        return self.ask(f"/sparql?query={quote(query)}", **headers)

    def post(self, query, **headers):
        body = urlencode({"query": query})
        return self.ask("/sparql", method="POST", body=body, Content_Type=FORM, **headers)

    def interrupt(self):
        """Press Ctrl-C; gives the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.end()


@pytest.fixture(scope="session")
def start():
    """``start("page.md", "--timeout", "1")``: starts ``raci-graph serve`` and waits for its first line."""
    sites = []

    def begin(*arguments):
        command = [sys.executable, "-m", "raci_graph", "serve", *map(str, arguments), "--port", "0"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        site = Site(process)
        sites.append(site)
        return site.wait_for_address()

    yield begin
    for site in sites:
        site.process.terminate()
        site.end()


@pytest.fixture(scope="session")
def site(start):
    """A server of the bundled matrix."""
    return start()


@pytest.fixture(scope="session")
def engine():
    """The same data in this process."""
    made = engine_for(read_source("hosted-exchange"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def answer(engine):
    """``answer(query, party="Customer")``: what the engine says, as data of SPARQL 1.1 Query Results JSON."""
    return lambda query, **values: json.loads("".join(results.to_json(run_query(engine, query, values))))


@pytest.fixture(scope="session")
def hosted_exchange():
    return "https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15"
