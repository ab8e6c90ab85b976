"""What is known of each kind of store: its addresses, how it is asked about all graphs together, what it can do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request

from raci_graph.engines.addresses import Address, parse_address, shown
from raci_graph.engines.http_failures import Failures
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci_graph.engines.http_session import Session

_REPOSITORY = re.compile(r"(?P<base>.*/repositories/[^/]+)(?:/statements|/rdf-graphs/service)?")
_VIRTUOSO = re.compile(r"(?P<base>.*)/sparql(?:-auth|-graph-crud|-graph-crud-auth)")
_OXIGRAPH = re.compile(r"/(?:query|update|store)")
_FUSEKI = re.compile(r"(?P<base>/[^/]+)(?:/(?:query|sparql|update|data|get))?")
_VIRTUOSO_GRAPHS = (
    "http://localhost:8890/DAV/",
    "http://localhost:8890/sparql",
    "http://localuriqaserver/sparql",
    "http://www.openlinksw.com/schemas/oplweb#",
    "http://www.openlinksw.com/schemas/virtcxml#",
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.openlinksw.com/schemas/virtrdf-meta-entity-class",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/ns/ldp#",
    "b3sifp",
    "b3sonto",
    "facets",
    "urn:activitystreams-owl:map",
    "urn:core:services:sparql",
    "urn:rules.skos",
    "virtrdf-label",
)
"""What a new Virtuoso holds, with its usual packages: descriptions of itself, LDP, DAV, rules of its inference."""

_EXPLICIT = "Give --query-url, and for writing --update-url or --gsp-url"


class Union(Enum):
    """How a query is made to read all named graphs together."""

    SERVER = "the server does so by itself"
    PARAMETER = "the parameter union-default-graph of Oxigraph"
    GRAPHS = "a default-graph-uri for each graph, which the server is asked for before"
    EXCEPT = "the server reads all graphs, and the query names those that it keeps for itself, to be left out"


@dataclass(frozen=True)
class Profile:
    """A store and its kind.

    Attributes:
        name: what the kind is called.
        query: the address for queries.
        update: the address for updates, if there is one.
        graph_store: the address for whole graphs (Graph Store Protocol), if there is one.
        graph_parameter: the parameter there that names the graph.
        union: how all graphs are asked together.
        own_graphs: the names of graphs that the store keeps for itself.
        one_step: whether the store runs a whole update, of several graphs, or nothing of it.
        chunked: whether it takes a body whose length is not told before.
        digest: whether it takes passwords as digest only.
        lines: how many triples one INSERT DATA may have, if the store has such a limit.
        paths: whether it answers property paths of any length as SPARQL 1.1 has them, wherever they stand.
    """

    name: str
    query: str
    update: str | None = None
    graph_store: str | None = None
    graph_parameter: str = "graph"
    union: Union = Union.SERVER
    own_graphs: frozenset[str] = frozenset()
    one_step: bool = False
    chunked: bool = False
    digest: bool = False
    lines: int | None = None
    paths: bool = True


def find_profile(address: Address, open_session: Callable[[], Session]) -> Profile:
    """Return the profile of the store at one address.

    The path tells most of them; where it does not, the server is asked what it is.

    Args:
        address: any address of the store.
        open_session: gives what the server can be asked with.

    Raises:
        UsageError: if neither tells, or the address lacks the name of a dataset or repository.
        StoreError: if the server cannot be asked.
    """
    path = address.path
    if found := _REPOSITORY.fullmatch(path):
        return _rdf4j(address, found["base"])
    if found := _VIRTUOSO.fullmatch(path):
        return _virtuoso(address, found["base"], path)
    if _OXIGRAPH.fullmatch(path):
        return _oxigraph(address)
    if path in {"", "/sparql"}:
        return _asked(address, open_session())
    if found := _FUSEKI.fullmatch(path):
        return _fuseki(address, found["base"])
    return Profile("SPARQL server", address.bare, union=Union.GRAPHS)


def explicit_profile(
    profile: Profile | None, query_url: str | None, update_url: str | None, gsp_url: str | None
) -> Profile:
    """Return a profile with addresses that the user names put in; without a profile, that of any server.

    A query address that names the default graph itself is left to do so.

    Raises:
        UsageError: if an address is not an http(s) address, or there is none for queries.
    """
    query, update, graph_store = (parse_address(url).bare if url else None for url in (query_url, update_url, gsp_url))
    if profile is None:
        if query is None:
            raise UsageError("the address for queries is missing", remedy=_EXPLICIT)
        union = Union.SERVER if "default-graph-uri=" in query else Union.GRAPHS
        return Profile("SPARQL server", query, update, graph_store, union=union)
    return replace(
        profile,
        query=query or profile.query,
        update=update or profile.update,
        graph_store=graph_store or profile.graph_store,
    )


def _oxigraph(address: Address) -> Profile:
    return Profile(
        "Oxigraph",
        address.at("/query"),
        address.at("/update"),
        address.at("/store"),
        union=Union.PARAMETER,
        one_step=True,
        chunked=True,
    )


def _virtuoso(address: Address, base: str, path: str) -> Profile:
    return Profile(
        "Virtuoso",
        address.at(f"{base}/sparql-auth" if path.endswith("-auth") else f"{base}/sparql"),
        address.at(f"{base}/sparql-auth"),
        address.at(f"{base}/sparql-graph-crud-auth"),
        union=Union.EXCEPT,
        own_graphs=frozenset(_VIRTUOSO_GRAPHS),
        digest=True,
        paths=False,
        lines=2000,  # its parser runs out of memory just below 5,000
    )


def _fuseki(address: Address, base: str) -> Profile:
    path = address.path
    return Profile(
        "Fuseki",
        address.at(path if path.endswith(("/query", "/sparql")) else f"{base}/query"),
        address.at(f"{base}/update"),
        address.at(f"{base}/data"),
        union=Union.GRAPHS,
        one_step=True,
        chunked=True,
    )


def _rdf4j(address: Address, base: str) -> Profile:
    return Profile(
        "RDF4J",
        address.at(base),
        address.at(f"{base}/statements"),
        address.at(f"{base}/rdf-graphs/service"),
        chunked=True,
    )


def _asked(address: Address, session: Session) -> Profile:
    """Return the profile of a server that its path does not tell, by what it says of itself."""
    server = _server(address.bare, session).lower()
    if "oxigraph" in server:
        return _oxigraph(address)
    if "virtuoso" in server:
        return _virtuoso(address, "", "/sparql")
    if address.path:
        return Profile("SPARQL server", address.bare, union=Union.GRAPHS)
    if "fuseki" in server:
        raise UsageError(
            "the address names no dataset of this Fuseki",
            place=shown(address.bare),
            remedy="Add its name, as in http://localhost:3030/DATASET",
        )
    if "graphdb" in server or "rdf4j" in server:
        raise UsageError(
            "the address names no repository",
            place=shown(address.bare),
            remedy="Add it, as in http://localhost:7200/repositories/NAME",
        )
    raise UsageError("the server does not say which store it is", place=shown(address.bare), remedy=_EXPLICIT)


def _server(address: str, session: Session) -> str:
    """Return what a server calls itself, whatever it answers."""
    with Failures(address, session.timeout, None).told():
        try:
            with session.open(Request(address), safe=True) as response:  # noqa: S310 - parse_address() saw to that
                return str(response.headers.get("Server", ""))
        except HTTPError as error:
            with error:
                return str(error.headers.get("Server", ""))
