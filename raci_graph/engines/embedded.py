"""The embedded engine: pyoxigraph, in memory or in a directory."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from raci_graph.engines.base import (
    BLANK,
    GRAPHS_QUERY,
    Held,
    Prepared,
    Rows,
    Stream,
    graph_name,
    lines_of,
    replace_graph_update,
    syntax_error,
    wrong_kind,
)
from raci_graph.engines.lock import WriteLock, remove_left_over
from raci_graph.engines.outside import chosen_graphs, refuse_outside, refuse_outside_update
from raci_graph.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from raci_graph.engines.base import Statement, Term

    Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


_SHOWN = 10
_MANY = 2**20
"""From so many bytes on sorted files are quicker than the log of a store, whether to write or to open again."""
_GROWN = 1.5
"""How much larger a store is at least that is merged, so that a small load does not write a large store anew."""


class EmbeddedEngine:
    """A pyoxigraph store; a query reads all its graphs together.

    No query reaches the network or a file: SERVICE and FROM are refused unless allowed, and only queries are run,
    never updates.

    >>> engine = EmbeddedEngine()
    >>> engine.put_graph("urn:x:g", [ox.Triple(ox.NamedNode("urn:x:s"), ox.NamedNode("urn:x:p"), ox.Literal("o"))])
    1
    >>> engine.select("SELECT ?o { ?s ?p ?o }").texts()
    [['o']]
    """

    at_once = 65_000
    merged_after = 8
    """From how many steps on a directory is merged when it is closed: questions look in the files of each of them."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False, allow: Collection[str] = ()) -> None:
        """Open the store in the directory ``path``, or one in memory.

        Args:
            path: the directory, which is made if there is none (unless ``read_only``).
            read_only: whether to leave the directory as it is, so that several processes can read it at once.
            allow: what a query or an update may do beyond reading all graphs: "SERVICE", to ask servers over HTTP,
                "LOAD", to fetch documents, and "FROM", to choose among the graphs of the store.

        Raises:
            StoreError: if the directory cannot be opened, for example while another process writes there.
        """
        self._place = str(path) if path else None
        self._allowed = frozenset(allow)
        self._logged = self._steps = 0
        self._path = path
        self._lock = WriteLock(path) if path and not read_only else None
        self._before = _size(path) if self._lock else 0
        try:
            if path is None:
                self._store = ox.Store()
            else:
                self._store = ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
                if self._lock is not None:
                    remove_left_over(path)
        except (OSError, RuntimeError) as error:
            self._release()
            raise StoreError(
                f"the store cannot be opened ({_first_line(error)})",
                place=self._place,
                remedy="See that no other program has it open, that you may write there, and that the disk has room",
            ) from error

    def select(self, query: str) -> Rows:
        """See ``Engine.select``."""
        stream = self.stream(query)
        return Rows(stream.columns, list(stream.rows))

    def ask(self, query: str) -> bool:
        """See ``Engine.ask``."""
        answer = self._run(query)
        if not isinstance(answer, ox.QueryBoolean):
            raise wrong_kind("ASK")
        return bool(answer)

    def construct(self, query: str) -> list[ox.Triple]:
        """See ``Engine.construct``."""
        return list(dict.fromkeys(self.stream_triples(query)))

    def stream(self, query: str) -> Stream:
        """See ``Engine.stream``."""
        answer = self._run(query)
        if not isinstance(answer, ox.QuerySolutions):
            raise wrong_kind("SELECT")
        return Stream(tuple(variable.value for variable in answer.variables), self._rows(answer))

    def stream_triples(self, query: str) -> Iterator[ox.Triple]:
        """See ``Engine.stream_triples``."""
        answer = self._run(query)
        if not isinstance(answer, ox.QueryTriples):
            raise wrong_kind("CONSTRUCT")
        return self._triples(answer)

    def graphs(self) -> list[tuple[str, int]]:
        """See ``Engine.graphs``."""
        return [(str(graph), int(count or 0)) for graph, count in self.select(GRAPHS_QUERY).texts()]

    def held(self) -> Held:
        """See ``Engine.held``: names are found at once, and each graph is counted for itself."""
        try:
            return Held((cast("ox.NamedNode", each).value for each in self._store.named_graphs()), self._count)
        except (OSError, RuntimeError) as error:
            raise self._failure(error) from error

    def put_graph(self, iri: str, triples: Iterable[ox.Triple]) -> int:
        """See ``Engine.put_graph``: what ``put_graphs`` does, for one."""
        return self.put_graphs({iri: list(triples)})[iri]

    def put_graphs(self, graphs: Mapping[str, Sequence[Statement]]) -> dict[str, int]:
        """See ``Engine.put_graphs``: all are replaced in one transaction."""
        prepared = self.prepared(graphs)
        prepared.put()
        return prepared.counts()

    def prepared(self, graphs: Mapping[str, Sequence[Statement]]) -> Prepared:
        """See ``Engine.prepared``: those that are not there are written out, for so they go in far quicker."""
        wanted = {iri: dict.fromkeys(statements) for iri, statements in graphs.items()}
        named = {iri: graph_name(iri) for iri in wanted}
        if any(map(self._store.contains_named_graph, named.values())):
            update = ";\n".join(replace_graph_update(iri, each) for iri, each in wanted.items())
            return Prepared(lambda: self._update(update), lambda: self._counts(wanted))
        quads = b"".join(_quads(named[iri], lines_of(each)) for iri, each in wanted.items())
        return Prepared(lambda: self._insert(quads), lambda: self._counts(wanted))

    def drop_graphs(self, iris: Sequence[str]) -> None:
        """See ``Engine.drop_graphs``: all are deleted in one transaction."""
        self._update(";\n".join(f"DROP SILENT GRAPH {graph_name(iri)}" for iri in iris))
        for iri in iris:
            if left := self._count(iri):
                raise StoreError(f"<{iri}> was deleted, and {left} triples of it are left", place=self._place)

    def update(self, text: str) -> None:
        """See ``Engine.update``: it is one transaction."""
        refuse_outside_update(text, self._allowed)
        try:
            self._update(text)
        except SyntaxError as error:
            raise syntax_error(text, error) from error

    def triples(self, iri: str) -> Iterator[ox.Triple]:
        """See ``Engine.triples``."""
        try:
            yield from (quad.triple for quad in self._store.quads_for_pattern(None, None, None, graph_name(iri)))
        except (OSError, RuntimeError) as error:
            raise self._failure(error) from error

    def add(self, iri: str, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph, at once and with their blank nodes as they are.

        Raises:
            UsageError: if ``iri`` is not an absolute IRI.
            StoreError: if they cannot be written.
        """
        graph, added = graph_name(iri), tuple(triples)
        lines = ox.serialize(added, format=ox.RdfFormat.N_TRIPLES) or b""
        try:
            if BLANK in lines:
                self._store.bulk_extend(ox.Quad(each.subject, each.predicate, each.object, graph) for each in added)
            else:
                self._insert(_quads(graph, lines))
        except (OSError, RuntimeError) as error:
            raise self._failure(error) from error

    def add_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, at once and as they are.

        Raises:
            StoreError: if they cannot be written.
        """
        try:
            self._store.bulk_extend(quads)
        except (OSError, RuntimeError) as error:
            raise self._failure(error) from error

    def close(self) -> None:
        """See ``Engine.close``: what was written is on disk afterwards."""
        if self._lock is not None:
            with suppress(OSError, RuntimeError):  # nothing is lost then: it takes longer to open, or to ask
                if self._steps >= self.merged_after and _size(self._path) >= _GROWN * self._before:
                    self._store.optimize()
                if self._logged >= _MANY:
                    self._store.flush()
        if self._place is not None:
            self._store = ox.Store()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _rows(self, answer: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
        try:
            yield from map(tuple, answer)
        except (OSError, RuntimeError) as error:
            raise self._failure(error) from error

    def _triples(self, answer: ox.QueryTriples) -> Iterator[ox.Triple]:
        try:
            yield from answer
        except (OSError, RuntimeError) as error:
            raise self._failure(error) from error

    def _run(self, query: str) -> Answer:
        refuse_outside(query, self._allowed)
        chosen = chosen_graphs(query)
        for iri in chosen or ():
            self._require_graph(iri)
        try:
            return self._store.query(query, use_default_graph_as_union=chosen is None)
        except SyntaxError as error:
            raise syntax_error(query, error) from error
        except (OSError, RuntimeError) as error:
            raise self._failure(error) from error

    def _insert(self, quads: bytes) -> None:
        """Add quads in one step: in a transaction, or, many of them, as sorted files that a directory takes at once.

        They were written from terms, and are not checked once more.
        """
        with self._writing():
            if self._place is not None and len(quads) >= _MANY:
                self._store.bulk_load(quads, ox.RdfFormat.N_QUADS, lenient=True)
                self._steps += 1
            else:
                self._store.load(quads, ox.RdfFormat.N_QUADS, lenient=True)
                self._logged += len(quads)

    def _update(self, text: str) -> None:
        with self._writing():
            self._store.update(text)
        self._logged += len(text)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Tell of what goes wrong while something is written: nothing of it is there then."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            room = "" if isinstance(error, RuntimeError) else ". See that the disk has room"
            message, remedy = f"the store cannot be written ({_first_line(error)})", f"No graph is half written{room}"
            raise StoreError(message, place=self._place, remedy=remedy) from error

    def _counts(self, wanted: Mapping[str, Collection[Statement]]) -> dict[str, int]:
        """Return how many triples graphs hold.

        Raises:
            StoreError: if one holds another number than was written.
        """
        found = {iri: self._count(iri) for iri in wanted}
        for iri, each in wanted.items():
            if found[iri] != len(each):
                message = f"{len(each)} triples were written to <{iri}>, which now holds {found[iri]}"
                raise StoreError(message, place=self._place)
        return found

    def _count(self, iri: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph_name(iri)} {{ ?s ?p ?o }} }}"
        return int(self.select(query).texts()[0][0] or 0)

    def _require_graph(self, iri: str) -> None:
        """Refuse the name of a graph that is not there: it would be taken for an empty one."""
        if not self._store.contains_named_graph(ox.NamedNode(iri)):
            names = sorted(str(graph) for graph in self._store.named_graphs())
            shown = ", ".join([*names[:_SHOWN], *["..."] * (len(names) > _SHOWN)])
            remedy = f"Its graphs are {shown}" if names else "It has none"
            raise UsageError(f"the store has no graph <{iri}>", place=self._place, remedy=remedy)

    def _failure(self, error: Exception) -> StoreError:
        return StoreError(f"the store cannot answer ({_first_line(error)})", place=self._place)


def _size(path: Path | None) -> int:
    """Return how many bytes the sorted files of a directory have."""
    return sum(each.stat().st_size for each in path.glob("*.sst")) if path else 0


def _quads(graph: ox.NamedNode, lines: bytes) -> bytes:
    """Return N-Triples as N-Quads of a graph; what a line ends with stands nowhere else in it."""
    return lines.replace(b" .\n", f" {graph} .\n".encode())


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].strip()
