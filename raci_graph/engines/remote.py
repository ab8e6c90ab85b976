"""The remote engine: a SPARQL 1.1 server, asked over HTTP. The only module that uses the network.

Always POST, the answer's format said by the kind of the question and checked when it comes, and a time-out on
everything: SPARQLWrapper's own defaults have none of these.
"""

from __future__ import annotations

import base64
import http
import http.client
import json
import time
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pyoxigraph as ox

from raci_graph.engines.base import (
    GRAPHS_QUERY,
    Rows,
    Stream,
    graph_name,
    replace_graph_update,
    syntax_error,
    wrong_kind,
)
from raci_graph.engines.outside import refuse_outside
from raci_graph.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from SPARQLWrapper import SPARQLWrapper

DEFAULT_TIMEOUT = 30.0

_JSON_TYPES = ("application/sparql-results+json", "application/json")
_GRAPH_TYPES = ("application/n-triples", "text/turtle")
_CHUNK = 1 << 16
_EXCERPT = 200
_REDIRECTS = (301, 302, 303, 307, 308)
_REMEDIES = {
    400: "The server does not accept the query; see what it says, and try the query on a local store",
    401: "Put the user and the password into the address: http://USER:PASSWORD@HOST/PATH",
    403: "Ask whoever runs the server for the right to do this",
    404: "Give the address of the query service itself, such as http://localhost:7878/query",
    405: "Give the address of the query service itself, such as http://localhost:7878/query",
    503: "Try again later",
}


class RemoteEngine:
    """A SPARQL server.

    The server decides what its default graph is: run it so that the default graph is the union of all graphs. It is
    asked at its address alone: a redirect is not followed, and a question that would have it read from elsewhere
    (SERVICE, FROM) is refused before it is sent, unless that is allowed.
    """

    def __init__(
        self,
        address: str,
        *,
        update_address: str | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        allow: Collection[str] = (),
    ) -> None:
        """Remember the server; nothing is sent yet.

        Args:
            address: the http(s) address of the query service; ``user:password@`` before the host is sent as HTTP
                basic authentication and shown in no message.
            update_address: the address of the update service, if graphs are to be written.
            timeout: how many seconds one answer may take as a whole.
            allow: what a query may have the server do beyond reading its own graphs: "SERVICE" and "FROM".

        Raises:
            UsageError: if an address is not an http(s) address.
        """
        self._address, self._user, self._password = _split_credentials(address)
        self._update_address = _split_credentials(update_address)[0] if update_address else None
        self._timeout = timeout
        self._allowed = frozenset(allow)
        self.place = _without_query(self._address)

    def select(self, query: str) -> Rows:
        """See ``Engine.select``."""
        body, _ = self._query(query, "SELECT", _JSON_TYPES)
        try:
            answer = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
            if not isinstance(answer, ox.QuerySolutions):
                raise wrong_kind("SELECT")
            return Rows(tuple(variable.value for variable in answer.variables), [tuple(row) for row in answer])
        except (SyntaxError, ValueError, OSError) as error:
            raise self._broken(error) from error

    def ask(self, query: str) -> bool:
        """See ``Engine.ask``."""
        body, _ = self._query(query, "ASK", _JSON_TYPES)
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise self._broken(error) from error
        if not isinstance(answer, dict) or not isinstance(answer.get("boolean"), bool):
            raise wrong_kind("ASK")
        return cast("bool", answer["boolean"])

    def construct(self, query: str) -> list[ox.Triple]:
        """See ``Engine.construct``."""
        body, media_type = self._query(query, "CONSTRUCT", _GRAPH_TYPES)
        try:
            quads = ox.parse(body, ox.RdfFormat.from_media_type(media_type))
            return list(dict.fromkeys(quad.triple for quad in quads))
        except (SyntaxError, ValueError, OSError) as error:
            raise self._broken(error) from error

    def stream(self, query: str) -> Stream:
        """See ``Engine.stream``: the answer is fetched as a whole."""
        rows = self.select(query)
        return Stream(rows.columns, iter(rows.rows))

    def stream_triples(self, query: str) -> Iterator[ox.Triple]:
        """See ``Engine.stream_triples``: the answer is fetched as a whole."""
        return iter(self.construct(query))

    def graphs(self) -> list[tuple[str, int]]:
        """See ``Engine.graphs``."""
        return [(str(graph), int(count or 0)) for graph, count in self.select(GRAPHS_QUERY).texts()]

    def put_graph(self, iri: str, triples: Iterable[ox.Triple]) -> int:
        """See ``Engine.put_graph``: one SPARQL update, after which the graph is counted.

        Raises:
            UsageError: if the engine was made without an update address.
            StoreError: also if the server says yes and then does not hold the graph.
        """
        if self._update_address is None:
            raise UsageError("this store can only be asked", remedy="Give the address for updates as well")
        wanted = list(dict.fromkeys(triples))
        self._send(replace_graph_update(iri, wanted), "INSERT", None)
        count = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph_name(iri)} {{ ?s ?p ?o }} }}"
        found = int(self.select(count).texts()[0][0] or 0)
        if found != len(wanted):
            message = f"the server took {len(wanted)} triples for <{iri}> and now holds {found}"
            raise StoreError(message, place=self.place, remedy="See the log of the server")
        return found

    def close(self) -> None:
        """See ``Engine.close``: there is nothing to let go of, each question has a connection of its own."""

    def _query(self, query: str, kind: str, accepted: tuple[str, ...]) -> tuple[bytes, str]:
        refuse_outside(query, self._allowed)
        return self._send(query, kind, accepted)

    def _send(self, text: str, kind: str, accepted: tuple[str, ...] | None) -> tuple[bytes, str]:
        """Return the body and the media type of the answer; ``accepted`` is None for an update."""
        wrapper = self._wrapper(text, kind, accepted)
        deadline = time.monotonic() + self._timeout
        with self._failures(text, kind):
            response = wrapper.query().response
            with response:
                media_type = response.headers.get_content_type()
                body = _read(response, deadline)
        if accepted is not None and media_type not in accepted:
            raise StoreError(
                f"the answer is {media_type}, not the result of a query",
                place=self.place,
                remedy="See in a browser whether a login page or another service stands at that address",
            )
        return body, media_type

    def _wrapper(self, text: str, kind: str, accepted: tuple[str, ...] | None) -> SPARQLWrapper:
        from SPARQLWrapper import JSON, N3, POST

        wrapper = _client()(self._address, updateEndpoint=self._update_address, agent="raci-graph")
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setReturnFormat(N3 if kind == "CONSTRUCT" else JSON)
        wrapper.addCustomHttpHeader("Accept", ", ".join(accepted) if accepted else "*/*")
        # Set, not guessed from the text: setQuery() takes any word in a comment for the kind. And setTimeout()
        # knows whole seconds only.
        wrapper.queryString, wrapper.queryType = text, kind
        wrapper.timeout = self._timeout  # type: ignore[assignment]
        if self._user is not None:
            wrapper.setCredentials(self._user, self._password or "")
        return wrapper

    @contextmanager
    def _failures(self, text: str, kind: str) -> Iterator[None]:
        try:
            yield
        except HTTPError as error:
            with error:
                refused = self._refused(error)
            if error.code == http.HTTPStatus.BAD_REQUEST and kind != "INSERT" and "SERVICE" not in self._allowed:
                _refuse_what_does_not_parse(text, error)
            raise refused from error
        except TimeoutError as error:
            raise self._late() from error
        except http.client.IncompleteRead as error:
            raise self._broken(error) from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from error
            raise self._unreachable(error.reason) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unreachable(error) from error

    def _refused(self, error: HTTPError) -> StoreError:
        onward = error.headers.get("Location")
        if error.code in _REDIRECTS and onward:
            message = f"the server points to {self._clean(_without_query(onward))} instead of answering"
            return StoreError(message, place=self.place, remedy="Give that address if it is the one you mean")
        said = self._clean(_said(error))
        message = f"the server refuses with HTTP status {error.code}{': ' if said else ''}{said}"
        remedy = _REMEDIES.get(error.code, "See the log of the server")
        return StoreError(message, place=self.place, remedy=remedy)

    def _clean(self, words: str) -> str:
        """Return what a server says as one line, without the password, should it repeat that."""
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
        if self._password:
            sent = base64.b64encode(f"{self._user}:{self._password}".encode()).decode()
            line = line.replace(sent, "***").replace(self._password, "***")
        return line[:_EXCERPT]

    def _late(self) -> StoreError:
        return StoreError(
            f"no complete answer within {self._timeout:g} seconds",
            place=self.place,
            remedy="Ask for less, or allow more time",
        )

    def _unreachable(self, reason: object) -> StoreError:
        words = self._clean(str(reason)) or type(reason).__name__
        return StoreError(
            f"the server cannot be reached ({words})",
            place=self.place,
            remedy="See that it runs and that the address is right",
        )

    def _broken(self, error: Exception) -> StoreError:
        return StoreError(
            f"the answer is cut off or damaged ({self._clean(str(error))})",
            place=self.place,
            remedy="Ask again, and see the log of the server if it stays so",
        )


@cache
def _client() -> type[SPARQLWrapper]:
    """Return SPARQLWrapper with errors as HTTP has them, and without redirects.

    urllib would follow one with the credentials to any host, and would lose the question on the way.
    """
    from SPARQLWrapper import SPARQLWrapper

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            """Follow none; urllib then raises HTTPError."""

    class Client(SPARQLWrapper):
        def _query(self) -> tuple[http.client.HTTPResponse, str]:
            response = build_opener(Stay).open(self._createRequest(), timeout=self.timeout)
            return response, self.returnFormat

    return Client


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """Read the whole answer; a server that sends a byte now and then does not get round the time-out."""
    parts = []
    while part := response.read1(_CHUNK):
        parts.append(part)
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(b"".join(parts), response.length)
    return b"".join(parts)


def _split_credentials(address: str) -> tuple[str, str | None, str | None]:
    """Return the address without its user and password, and these two."""
    try:
        parts = urlsplit(address)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise UsageError(
            f"'{_shown(address)}' is not the address of a SPARQL server",
            remedy="Such an address looks like http://localhost:7878/query",
        )
    host = parts.netloc.rpartition("@")[2]
    bare = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
    user = unquote(parts.username) if parts.username else None
    return bare, user, unquote(parts.password) if parts.password else None


def _without_query(address: str) -> str:
    """Return an address as it may be shown: without user, password and what stands behind the question mark."""
    return _shown(address.partition("?")[0].partition("#")[0])


def _shown(address: str) -> str:
    scheme, sign, rest = address.partition("://")
    return f"{scheme}{sign}{rest.rpartition('@')[2]}" if sign else address.rpartition("@")[2]


def _said(error: HTTPError) -> str:
    """Return the first words of the body, unless it is a page for a browser."""
    try:
        body = cast("http.client.HTTPResponse", error.fp).read1(_CHUNK).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    return "" if body.lstrip().startswith("<") else body


def _refuse_what_does_not_parse(query: str, cause: Exception) -> None:
    """Say where a query that the server calls malformed goes wrong, if our own parser sees it too."""
    try:
        ox.Store().query(query)  # has no SERVICE in it: that was refused
    except SyntaxError as error:
        raise syntax_error(query, error) from cause
