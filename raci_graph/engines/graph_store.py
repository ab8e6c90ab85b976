"""Whole graphs of a server, by the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

import http
import tempfile
from typing import TYPE_CHECKING, Protocol
from urllib.error import HTTPError
from urllib.request import Request

import pyoxigraph as ox

from raci_graph.engines.addresses import with_parameter
from raci_graph.engines.http_session import Body

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO

    from raci_graph.engines.http_failures import Failures
    from raci_graph.engines.http_session import Session
    from raci_graph.engines.profiles import Profile

GRAPH_TYPES = ("application/n-triples", "text/turtle")
"""The media types that triples are asked for in."""

_PIECE = 1 << 16
_IN_MEMORY = 1 << 22
_NO_PUT = (http.HTTPStatus.METHOD_NOT_ALLOWED, http.HTTPStatus.NOT_IMPLEMENTED)


class Readable(Protocol):
    """A file to parse."""

    def read(self, size: int = ..., /) -> bytes:
        """Return the next bytes."""


class GraphStore:
    """The graphs of a store.

    Args:
        address: where they are.
        profile: what is known of the store.
        session: what requests are sent with.
        failures: what tells of failures there.
    """

    def __init__(self, address: str, profile: Profile, session: Session, failures: Failures) -> None:
        self._address = address
        self._profile = profile
        self._session = session
        self._failures = failures
        self._known = not profile.digest

    def put(self, iri: str, triples: Sequence[ox.Triple]) -> bool:
        """Replace a graph as a whole.

        Returns:
            Whether it was sent: false if the server knows no PUT.

        Raises:
            StoreError: if the server is out of reach, refuses, or takes too long.
        """
        request = self._request(iri, "PUT")
        request.add_header("Content-Type", GRAPH_TYPES[0])
        with self._failures.told():
            self._meet_challenge(iri)
            try:
                self._upload(request, triples)
            except HTTPError as error:
                if error.code not in _NO_PUT:
                    raise
                error.close()
                return False
        return True

    def delete(self, iri: str) -> None:
        """Delete a graph; one that is not there is fine.

        Raises:
            StoreError: if the server is out of reach, refuses, or takes too long.
        """
        with self._failures.told():
            try:
                self._session.open(self._request(iri, "DELETE"), safe=True).close()
            except HTTPError as error:
                if error.code != http.HTTPStatus.NOT_FOUND:
                    raise
                error.close()

    def get(self, iri: str) -> Iterator[ox.Triple]:
        """Yield the triples of a graph as they come; none if there is no such graph.

        Raises:
            StoreError: if the server is out of reach, refuses, takes too long or answers with something else.
        """
        request = self._request(iri, "GET")
        request.add_header("Accept", ", ".join(GRAPH_TYPES))
        with self._failures.told():
            try:
                response = self._session.open(request, safe=True)
            except HTTPError as error:
                if error.code != http.HTTPStatus.NOT_FOUND:
                    raise
                error.close()
                return
            with response:
                media_type = self._failures.media_type(response, GRAPH_TYPES)
                yield from parse_triples(Body(response), media_type)

    def _request(self, iri: str, method: str) -> Request:
        address = with_parameter(self._address, self._profile.graph_parameter, iri)
        return Request(address, method=method)  # noqa: S310 - parse_address() saw to that

    def _meet_challenge(self, iri: str) -> None:
        """Ask once without a body: what a server wants for a digest is known before a large graph is sent."""
        if self._known:
            return
        self._known = True
        try:
            self._session.open(self._request(iri, "HEAD"), safe=True).close()
        except HTTPError as error:
            error.close()

    def _upload(self, request: Request, triples: Sequence[ox.Triple]) -> None:
        if self._profile.chunked:
            request.data = _Pieces(triples)
            self._session.open(request, safe=True).close()
            return
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            for piece in _Pieces(triples):
                file.write(piece)
            length = str(file.tell())
            request.data = _Whole(file)  # which drops a length that is set before
            request.add_header("Content-Length", length)
            self._session.open(request, safe=True).close()


def parse_triples(body: Readable, media_type: str) -> Iterator[ox.Triple]:
    """Yield the triples of a body as it comes.

    Raises:
        SyntaxError: if it is not whole.
        OSError: what reading raises.
    """
    for quad in ox.parse(body, format=ox.RdfFormat.from_media_type(media_type)):  # type: ignore[arg-type]
        yield quad.triple


class _Pieces:
    """Triples as N-Triples, in pieces; they can be iterated again."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[bytes]:
        lines: list[str] = []
        size = 0
        for triple in self._triples:
            lines.append(f"{triple} .\n")
            size += len(lines[-1])
            if size > _PIECE:
                yield "".join(lines).encode()
                lines, size = [], 0
        if lines:
            yield "".join(lines).encode()


class _Whole:
    """A file in pieces, from its start each time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece
