"""HTTP as this project speaks it: to one host, no redirects, a time-out on each step, and retries where they are safe.

On the standard library's urllib, which SPARQLWrapper builds its requests for.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import threading
import time
from typing import TYPE_CHECKING, cast
from urllib.error import HTTPError, URLError
from urllib.request import (
    AbstractDigestAuthHandler,
    BaseHandler,
    HTTPHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    HTTPSHandler,
    build_opener,
    parse_http_list,
    parse_keqv_list,
)

from raci_graph.engines.addresses import origin

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message
    from urllib.request import Request

    from raci_graph.engines.credentials import Keys

AGENT = "raci-graph"

_CONNECT = 10.0  # seconds
_CHUNK = 1 << 16
_WAIT, _LONGEST_WAIT = 0.2, 5.0
_PASSING = (429, 502, 503)
_ANSWERS_TO_A_CHALLENGE = 2
_DIGESTS = {"MD5": "md5", "SHA-256": "sha256"}


class Session:
    """Opens requests.

    Args:
        keys: what is shown to each server.
        digest: whether the servers want a password as digest only, so that none is sent before they ask.
        timeout: how many seconds one step may take: to connect (never more than ten), to send, to be answered.
    """

    def __init__(self, keys: Keys, timeout: float, *, digest: bool = False) -> None:
        self.timeout = timeout
        self._opener = build_opener(_Stay, _Http, _Https, _Authorise(keys, digest=digest))

    def open(self, request: Request, *, safe: bool) -> http.client.HTTPResponse:
        """Send a request and return the answer, whose body is still to be read.

        Args:
            request: the request; its body can be iterated several times if it is no bytes.
            safe: whether it may be sent twice. It is then sent again, once, if the connection breaks before there is
                an answer, or the server says that it has no time right now.

        Raises:
            OSError: what urllib raises, ``HTTPError`` for a status that is no success.
            http.client.HTTPException: if the answer is no HTTP.
        """
        if safe:
            try:
                return self._open(request)
            except HTTPError as error:
                if error.code not in _PASSING:
                    raise
                wait = _wait(error)
                error.close()
            except (URLError, ConnectionError) as error:
                if not _dropped(error):
                    raise
                wait = _WAIT
            time.sleep(wait)
        return self._open(request)

    def _open(self, request: Request) -> http.client.HTTPResponse:
        request.add_header("User-Agent", AGENT)
        return cast("http.client.HTTPResponse", self._opener.open(request, timeout=self.timeout))


class Body:
    """The body of an answer, read as it comes: a file for those who parse it.

    Args:
        response: the answer.
        seconds: how long all of it may take from now; without, each piece may take as long as the session allows.
    """

    def __init__(self, response: http.client.HTTPResponse, seconds: float | None = None) -> None:
        self._response = response
        self._end = None if seconds is None else time.monotonic() + seconds

    def read(self, size: int = _CHUNK) -> bytes:
        """Return the next bytes, at most so many; none at the end.

        Raises:
            TimeoutError: if it takes too long; a server that sends a byte now and then does not get round it.
            http.client.IncompleteRead: if the body ends before its length.
        """
        part = self._response.read1(size)
        if self._end is not None and time.monotonic() > self._end:
            raise TimeoutError
        if not part and self._response.length:
            raise http.client.IncompleteRead(b"", self._response.length)
        return part

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: it would take the password to any host, and lose the question on the way."""

    def redirect_request(self, *_: object) -> None:
        """Follow none; urllib then raises HTTPError."""


class _Patient(http.client.HTTPConnection):
    """A connection with a time-out on each step, that also hears a server which refuses before all is sent."""

    def connect(self) -> None:
        whole = cast("float", self.timeout)
        self.timeout = min(_CONNECT, whole)
        try:
            super().connect()
        finally:
            self.timeout = whole
        self.sock.settimeout(whole)

    def endheaders(self, message_body: object = None, *, encode_chunked: bool = False) -> None:
        try:
            super().endheaders(message_body, encode_chunked=encode_chunked)  # type: ignore[arg-type]
        except (BrokenPipeError, ConnectionResetError):
            if self.sock is None:
                raise

    def getresponse(self) -> http.client.HTTPResponse:
        """Wait for the status and the headers, which a server may send one by one."""
        late = threading.Event()
        watch = threading.Timer(cast("float", self.timeout), _cut, (self.sock, late))
        watch.daemon = True
        watch.start()
        try:
            return super().getresponse()
        finally:
            watch.cancel()
            if late.is_set():
                raise TimeoutError


class _PatientSecure(_Patient, http.client.HTTPSConnection):
    """The same over TLS."""


class _Http(HTTPHandler):
    def http_open(self, request: Request) -> http.client.HTTPResponse:
        return self.do_open(_Patient, request)


class _Https(HTTPSHandler):
    def https_open(self, request: Request) -> http.client.HTTPResponse:
        return self.do_open(_PatientSecure, request)


class _Digest(AbstractDigestAuthHandler):
    """Works out digests, also of passwords beyond ASCII and by SHA-256."""

    def get_algorithm_impls(self, algorithm: str) -> tuple[Callable[[str], str], Callable[[str, str], str]]:
        name = _DIGESTS.get(algorithm.upper())
        if name is None:
            return super().get_algorithm_impls(algorithm)  # which refuses it

        def digest(text: str) -> str:
            return hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()

        return digest, lambda secret, data: digest(f"{secret}:{data}")


class _Authorise(BaseHandler):
    """Shows the credentials of a host to that host."""

    handler_order = 490

    def __init__(self, keys: Keys, *, digest: bool) -> None:
        self._keys = keys
        self._digest = digest
        self._challenges: dict[tuple[str, str, int], dict[str, str]] = {}
        passwords = HTTPPasswordMgrWithDefaultRealm()
        for (scheme, host, port), key in keys.items():
            name = f"[{host}]" if ":" in host else host
            passwords.add_password(None, f"{scheme}://{name}:{port}/", key.user, key.password)
        self._answers = _Digest(passwords)

    def http_request(self, request: Request) -> Request:
        place = origin(request.full_url)
        key = self._keys.get(place)
        if key is None:
            return request
        if place in self._challenges:
            self._answer(request, self._challenges[place])
        elif key.kind in {"basic", "bearer"} or (key.kind is None and not self._digest):
            request.add_unredirected_header("Authorization", key.header())
        return request

    https_request = http_request

    def http_error_401(
        self, request: Request, answer: http.client.HTTPResponse, _code: int, _said: str, headers: Message
    ) -> http.client.HTTPResponse | None:
        """Answer a challenge for digest; None leaves the refusal as it is."""
        place = origin(request.full_url)
        key = self._keys.get(place)
        wanted = [each for each in headers.get_all("WWW-Authenticate", ()) if each.lower().startswith("digest ")]
        tries = getattr(request, "raci_graph_tries", 0) + 1
        if key is None or key.kind not in {None, "digest"} or not wanted or tries > _ANSWERS_TO_A_CHALLENGE:
            return None
        answer.close()
        request.raci_graph_tries = tries  # type: ignore[attr-defined]
        self._challenges[place] = parse_keqv_list(parse_http_list(wanted[0].partition(" ")[2]))
        return cast("http.client.HTTPResponse", self.parent.open(request, timeout=request.timeout))

    def _answer(self, request: Request, challenge: dict[str, str]) -> None:
        said = self._answers.get_authorization(request, challenge)
        if said:
            request.add_unredirected_header("Authorization", f"Digest {said}")


def _cut(connection: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is closed already
        return


def _dropped(error: URLError | ConnectionError) -> bool:
    """Tell whether a connection broke; one that is refused is not tried again."""
    reason = error.reason if isinstance(error, URLError) else error
    return isinstance(reason, ConnectionError) and not isinstance(reason, ConnectionRefusedError)


def _wait(error: HTTPError) -> float:
    said = error.headers.get("Retry-After", "")
    return min(float(said), _LONGEST_WAIT) if said.isdecimal() else _WAIT
