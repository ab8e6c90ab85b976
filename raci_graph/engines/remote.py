"""The remote engine: a SPARQL 1.1 server, asked over HTTP. With its modules, the only part that uses the network."""

from __future__ import annotations

import http
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast
from urllib.error import HTTPError

import pyoxigraph as ox

from raci_graph.engines.addresses import origin, parse_address
from raci_graph.engines.base import (
    GRAPHS_QUERY,
    Held,
    Prepared,
    Rows,
    Stream,
    graph_name,
    syntax_error,
    triples_of,
    wrong_kind,
)
from raci_graph.engines.credentials import find_credentials
from raci_graph.engines.graph_store import GRAPH_TYPES, GraphStore, parse_triples
from raci_graph.engines.http_failures import Failures
from raci_graph.engines.http_session import Body, Session
from raci_graph.engines.outside import chosen_graphs, refuse_outside, refuse_outside_update
from raci_graph.engines.profiles import Profile, Union
from raci_graph.engines.sparql_client import send
from raci_graph.engines.updates import drop_update, one_update, update_steps
from raci_graph.engines.virtuoso import PlainNames, truth_value, without_graphs, without_undef
from raci_graph.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from http.client import HTTPResponse

    from raci_graph.engines.base import Statement, Term
    from raci_graph.engines.credentials import Keys

DEFAULT_TIMEOUT = 30.0

_JSON_TYPES = ("application/sparql-results+json", "application/json")
_MOST_AT_ONCE = 40_000_000
_COUNTED_AT_ONCE = 200
# Not SELECT DISTINCT: Virtuoso 7 takes minutes for it.
_NAMES_QUERY = "SELECT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


class RemoteEngine:
    """A SPARQL server.

    It is asked at its addresses alone: a redirect is not followed, and a question that would have it read from
    elsewhere (SERVICE, FROM) is refused before it is sent, unless that is allowed. A query or the change of a whole
    graph is sent again, once, if the connection breaks or the server has no time; an update never is.
    """

    at_once = 0

    def __init__(
        self,
        address: str | Profile,
        *,
        update_address: str | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        keys: Keys | None = None,
        allow: Collection[str] = (),
    ) -> None:
        """Remember the server; nothing is sent yet.

        Args:
            address: the store, as ``find_profile`` finds it, or the http(s) address of any query service that reads
                all graphs together; ``user:password@`` before the host is sent to it and shown in no message.
            update_address: with the address of a query service, that of its updates, if graphs are to be written.
            timeout: how many seconds one step may take, and an answer that is not streamed as a whole.
            keys: what is shown to the server, in place of what ``find_credentials`` finds for these addresses.
            allow: what a query may have the server do beyond reading its own graphs: "SERVICE" and "FROM".

        Raises:
            UsageError: if an address is not an http(s) address, or the credentials cannot be used.
        """
        if isinstance(address, Profile):
            self.profile, named = address, [address.query]
        else:
            update = parse_address(update_address).bare if update_address else None
            self.profile = Profile("SPARQL server", parse_address(address).bare, update)
            named = [address, *([update_address] if update_address else [])]
        self._keys = find_credentials(named) if keys is None else keys
        self._timeout = timeout
        self._allowed = frozenset(allow)
        self._session = Session(self._keys, timeout, digest=self.profile.digest)
        self._asking = self._failures(self.profile.query)
        self.place = self._asking.place

    def select(self, query: str) -> Rows:
        """See ``Engine.select``."""
        return self._select(query, union=True)

    def stream(self, query: str) -> Stream:
        """See ``Engine.stream``: each piece of the answer may take as long as the time-out, not all of it."""
        return self._stream(query, None, union=True)

    def ask(self, query: str) -> bool:
        """See ``Engine.ask``."""
        with self._answer(query, _JSON_TYPES, union=True) as response, self._asking.told():
            body = Body(response, self._timeout)
            text = b"".join(iter(body.read, b""))
        try:
            answer = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise self._asking.broken(error) from error
        truth = answer.get("boolean", truth_value(answer)) if isinstance(answer, dict) else None
        if not isinstance(truth, bool):
            raise wrong_kind("ASK")
        return truth

    def construct(self, query: str) -> list[ox.Triple]:
        """See ``Engine.construct``."""
        return list(dict.fromkeys(self._triples(query, self._timeout, union=True)))

    def stream_triples(self, query: str) -> Iterator[ox.Triple]:
        """See ``Engine.stream_triples``."""
        return self._triples(query, None, union=True)

    def graphs(self) -> list[tuple[str, int]]:
        """See ``Engine.graphs``; what the store keeps for itself is left out."""
        found = [(str(graph), int(count or 0)) for graph, count in self._select(GRAPHS_QUERY, union=False).texts()]
        return sorted(each for each in found if each[0] not in self.profile.own_graphs)

    def held(self) -> Held:
        """See ``Engine.held``: all are counted by one request."""
        counts = dict(self.graphs())
        return Held(counts, counts.__getitem__)

    def triples(self, iri: str) -> Iterator[ox.Triple]:
        """See ``Engine.triples``: by GET where the server has whole graphs, else by CONSTRUCT."""
        graph = graph_name(iri)
        store = self._graph_store()
        if store is not None:
            return store.get(iri)
        return self._triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", None, union=False)

    def put_graph(self, iri: str, triples: Iterable[ox.Triple]) -> int:
        """See ``Engine.put_graph``: what ``put_graphs`` does, for one."""
        return self.put_graphs({iri: list(triples)})[iri]

    def put_graphs(self, graphs: Mapping[str, Sequence[Statement]]) -> dict[str, int]:
        """See ``Engine.put_graphs``.

        One graph is sent by PUT, and several as one update where the store runs that as a whole. A store without PUT
        gets an update for each. Afterwards the graphs are counted.

        Raises:
            UsageError: if the engine has no address to write to, or a graph no absolute IRI.
            StoreError: also if the server says yes and then does not hold the graphs.
        """
        self._refuse_reading_only()
        for iri in graphs:
            graph_name(iri)
        wanted = {iri: triples_of(statements) for iri, statements in graphs.items()}
        if not (len(wanted) > 1 and self._put_in_one_step(wanted)):
            for iri, triples in wanted.items():
                self._put(iri, triples)
        found = self._counts(list(wanted))
        for iri, triples in wanted.items():
            if found[iri] != len(triples):
                message = f"the server took {len(triples)} triples for <{iri}> and now holds {found[iri]}"
                raise self._asking.error(message)
        return found

    def prepared(self, graphs: Mapping[str, Sequence[Statement]]) -> Prepared:
        """See ``Engine.prepared``: a server is sent everything when it is put there."""
        counts: dict[str, int] = {}
        return Prepared(lambda: counts.update(self.put_graphs(graphs)), lambda: counts)

    def drop_graphs(self, iris: Sequence[str]) -> None:
        """See ``Engine.drop_graphs``: by one update where the store runs that as a whole, else one by one."""
        self._refuse_reading_only()
        names = [graph_name(iri).value for iri in iris]
        store = self._graph_store()
        if store is None or (self.profile.one_step and self.profile.update):
            self._update(drop_update(names))
        else:
            for iri in names:
                store.delete(iri)
        for iri, count in self._counts(names).items():
            if count:
                raise self._asking.error(f"the server deleted <{iri}> and still holds {count} triples of it")

    def update(self, text: str) -> None:
        """See ``Engine.update``; it is sent once."""
        refuse_outside_update(text, self._allowed)
        if self.profile.update is None:
            remedy = "Give the address for updates, --update-url"
            raise UsageError("this store takes no updates", place=self.place, remedy=remedy)
        self._update(text)

    def close(self) -> None:
        """See ``Engine.close``: there is nothing to let go of, each question has a connection of its own."""

    def _refuse_reading_only(self) -> None:
        if self.profile.update is None and self.profile.graph_store is None:
            raise UsageError("this store can only be asked", remedy="Give the address for updates as well")

    def _put_in_one_step(self, graphs: Mapping[str, Sequence[ox.Triple]]) -> bool:
        """Tell whether all graphs were replaced by one update, which is not so if the store or their size forbid it."""
        if not self.profile.one_step or self.profile.update is None:
            return False
        update = one_update(graphs, _MOST_AT_ONCE)
        if update is None:
            return False
        self._update(update)
        return True

    def _put(self, iri: str, triples: Sequence[ox.Triple]) -> None:
        store = self._graph_store()
        if store is not None and store.put(iri, triples):
            return
        if self.profile.update is None:
            remedy = "Give the address for updates, --update-url"
            raise StoreError("the server knows no PUT", place=self.place, remedy=remedy)
        for update in update_steps(iri, triples, self.profile.lines):
            self._update(update)

    def _update(self, text: str) -> None:
        address = cast("str", self.profile.update)
        failures = self._failures(address)
        with failures.told(), send(self._session, address, text, None) as response:
            body = Body(response, self._timeout)
            while body.read():
                pass

    def _counts(self, iris: Sequence[str]) -> dict[str, int]:
        """Return how many triples each graph holds."""
        if len(iris) == 1:
            query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{iris[0]}> {{ ?s ?p ?o }} }}"
            return {iris[0]: int(self._select(query, union=False).texts()[0][0] or 0)}
        counts = dict.fromkeys(iris, 0)
        for start in range(0, len(iris), _COUNTED_AT_ONCE):
            names = " ".join(f"<{iri}>" for iri in iris[start : start + _COUNTED_AT_ONCE])
            query = GRAPHS_QUERY.replace("WHERE {", f"WHERE {{ VALUES ?graph {{ {names} }}", 1)
            counts |= {str(graph): int(count or 0) for graph, count in self._select(query, union=False).texts()}
        return counts

    def _question(self, query: str) -> tuple[str, list[tuple[str, str]]]:
        """Return a query and its parameters, so that it reads all graphs together."""
        match self.profile.union:
            case Union.SERVER:
                return query, []
            case Union.PARAMETER:
                return query, [("union-default-graph", "")]
            case Union.EXCEPT:
                return without_graphs(without_undef(query), self.profile.own_graphs), []
            case Union.GRAPHS:
                names = sorted(str(name) for (name,) in self._select(_NAMES_QUERY, union=False).texts())
                kinds = ("default-graph-uri", "named-graph-uri") if "graph" in query.lower() else ("default-graph-uri",)
                return query, [(kind, name) for kind in kinds for name in names]

    def _select(self, query: str, *, union: bool) -> Rows:
        found = self._stream(query, self._timeout, union=union)
        return Rows(found.columns, list(found.rows))

    def _stream(self, query: str, seconds: float | None, *, union: bool) -> Stream:
        rows = self._rows(query, seconds, union=union)
        return Stream(cast("tuple[str, ...]", next(rows)), cast("Iterator[tuple[Term | None, ...]]", rows))

    def _rows(
        self, query: str, seconds: float | None, *, union: bool
    ) -> Iterator[tuple[str, ...] | tuple[Term | None, ...]]:
        """Yield the names of the columns, and then the rows."""
        with self._answer(query, _JSON_TYPES, union=union) as response, self._reading():
            body = PlainNames(Body(response, seconds))
            answer = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]
            if not isinstance(answer, ox.QuerySolutions):
                raise wrong_kind("SELECT")
            yield tuple(variable.value for variable in answer.variables)
            for row in answer:
                yield tuple(row)

    def _triples(self, query: str, seconds: float | None, *, union: bool) -> Iterator[ox.Triple]:
        with self._answer(query, GRAPH_TYPES, union=union) as response, self._reading():
            yield from parse_triples(Body(response, seconds), response.headers.get_content_type())

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Tell of what does not parse, and of what goes wrong on the way."""
        with self._asking.told():
            try:
                yield
            except ValueError as error:
                raise self._asking.broken(error) from error

    @contextmanager
    def _answer(self, query: str, accepted: tuple[str, ...], *, union: bool) -> Iterator[HTTPResponse]:
        """Give the answer to a query, of one of these media types and whole; with ``union``, of all graphs."""
        refuse_outside(query, self._allowed)
        chooses = "FROM" in self._allowed and chosen_graphs(query) is not None
        text, parameters = self._question(query) if union and not chooses else (query, [])
        with self._asking.told():
            try:
                response = send(self._session, self.profile.query, text, accepted, parameters)
            except HTTPError as error:
                if error.code == http.HTTPStatus.BAD_REQUEST and "SERVICE" not in self._allowed:
                    _refuse_what_does_not_parse(query, error)
                raise
        with response:
            self._asking.media_type(response, accepted)
            yield response

    def _graph_store(self) -> GraphStore | None:
        address = self.profile.graph_store
        return GraphStore(address, self.profile, self._session, self._failures(address)) if address else None

    def _failures(self, address: str) -> Failures:
        return Failures(address, self._timeout, self._keys.get(origin(address)))


def _refuse_what_does_not_parse(query: str, cause: HTTPError) -> None:
    """Say where a query that the server calls malformed goes wrong, if our own parser sees it too."""
    try:
        ox.Store().query(query)  # has no SERVICE in it: that was refused
    except SyntaxError as error:
        cause.close()
        raise syntax_error(query, error) from cause
