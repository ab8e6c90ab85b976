"""The addresses of servers: taken apart, and as they may be shown."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from raci_graph.errors import UsageError

_PORTS = {"http": 80, "https": 443}


class Address(NamedTuple):
    """An http(s) address without the user and the password that stood in it.

    Attributes:
        bare: the address itself; it keeps what stands behind the question mark.
        user: the user that stood in it.
        password: the password that stood in it.
    """

    bare: str
    user: str | None
    password: str | None

    def __repr__(self) -> str:
        return f"Address({shown(self.bare)!r})"

    @property
    def path(self) -> str:
        """The path, without a slash at its end."""
        return urlsplit(self.bare).path.rstrip("/")

    def at(self, path: str) -> str:
        """Return the address of another path on the same server; what stood behind the question mark stays."""
        return urlunsplit(urlsplit(self.bare)._replace(path=path))


def parse_address(text: str) -> Address:
    """Take an address apart.

    Raises:
        UsageError: if it is not an http(s) address.

    >>> parse_address("http://ada:s3cret@localhost:7878/query").bare
    'http://localhost:7878/query'
    """
    try:
        parts = urlsplit(text)
        whole = parts.scheme in _PORTS and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise UsageError(
            f"'{_without_user(text)}' is not the address of a SPARQL server",
            remedy="Such an address looks like http://localhost:7878/query",
        )
    host = parts.netloc.rpartition("@")[2]
    bare = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
    user = unquote(parts.username) if parts.username else None
    return Address(bare, user, unquote(parts.password) if parts.password else None)


def origin(address: str) -> tuple[str, str, int]:
    """Return the scheme, the host and the port of an address: what a password belongs to."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)


def shown(address: str) -> str:
    """Return an address as it may be shown: without user, password and what stands behind the question mark."""
    return _without_user(address.partition("?")[0].partition("#")[0])


def with_parameter(address: str, name: str, value: str) -> str:
    """Return the address with one more parameter behind the question mark.

    >>> with_parameter("http://h/store?key=1", "graph", "urn:x:g")
    'http://h/store?key=1&graph=urn%3Ax%3Ag'
    """
    sign = "&" if "?" in address else "?"
    return f"{address}{sign}{name}={quote(value, safe='')}"


def _without_user(address: str) -> str:
    scheme, sign, rest = address.partition("://")
    return f"{scheme}{sign}{rest.rpartition('@')[2]}" if sign else address.rpartition("@")[2]
