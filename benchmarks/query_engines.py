"""The engines that benchmarks/queries.py asks, behind the same methods; each is used in a process of its own.

``load`` reads the data of a folder: ``data.nt`` (one graph), ``data.nq`` and ``folder/*.nt`` (a graph for each matrix).
``ask`` returns the answer in the engine's own form, which is what is timed; ``rows`` makes texts of it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox
from copies import is_installed

from raci_graph.engines.base import Rows, text_of
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.engines.profiles import _VIRTUOSO_GRAPHS
from raci_graph.engines.virtuoso import without_graphs, without_undef
from raci_graph.load import load
from raci_graph.queries import run_query
from raci_graph.queries.run import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Texts = list[tuple[str | None, ...]]

_JSON = "application/sparql-results+json"
_TURTLE = "text/turtle"


class Ours:
    """raci_graph's own engine: a graph for each matrix, and rows of terms in Python."""

    name = "raci-graph"
    most: int | None = None

    def __init__(self, path: Path | None = None) -> None:
        self._engine = EmbeddedEngine(path)

    def load(self, top: Path) -> None:
        for path in [top / "ontology.nt", *sorted((top / "folder").iterdir())]:
            self._put(f"urn:x:{path.stem}", [each.triple for each in ox.parse(path=path)])

    def ask(self, name: str, values: Mapping[str, str]) -> Rows | bool | list[ox.Triple]:
        return run_query(self._engine, name, values)

    def rows(self, answer: Any) -> Texts:  # noqa: ANN401 - what ask() gave
        return _texts(answer.rows if isinstance(answer, Rows) else answer)

    def close(self) -> None:
        self._engine.close()

    def _put(self, iri: str, triples: list[ox.Triple]) -> None:
        self._engine.put_graph(iri, triples)


class OursAdded(Ours):
    """The same, with graphs added in bulk and not replaced in one step."""

    def _put(self, iri: str, triples: list[ox.Triple]) -> None:
        self._engine.add(iri, triples)


class OursLoaded(Ours):
    """The same, with matrices loaded as ``raci-graph load --no-validate`` does: read, parted into graphs, counted."""

    def load(self, top: Path) -> None:
        for _ in load([str(top / "folder")], self._engine):
            pass


class Bulk(Ours):
    """pyoxigraph itself: the least that loading can take."""

    name = f"pyoxigraph {ox.__version__}"

    def __init__(self, path: Path | None = None) -> None:
        self._store = ox.Store(str(path)) if path else ox.Store()

    def load(self, top: Path) -> None:
        self._store.bulk_load(path=top / "data.nq", format=ox.RdfFormat.N_QUADS)

    def close(self) -> None:
        self._store.flush()


class Rdflib:
    """rdflib, with one graph; a list of its rows."""

    name = f"rdflib {version('rdflib')}"
    most: int | None = 100  # ten times as many take it minutes to load, and 5 GiB

    def __init__(self) -> None:
        from rdflib import Graph

        self._graph = Graph(bind_namespaces="none")

    def load(self, top: Path) -> None:
        self._graph.parse(top / "data.nt", format="nt")

    def ask(self, name: str, values: Mapping[str, str]) -> list[Any]:
        return list(self._graph.query(_text(name, values)))

    def rows(self, answer: Any) -> Texts:  # noqa: ANN401
        return [tuple(None if each is None else str(each) for each in row) for row in answer]

    def close(self) -> None:
        self._graph.close()


class Maplib:
    """maplib, with one graph; a table of polars."""

    name = f"maplib {version('maplib')}" if is_installed("maplib") else ""
    most: int | None = None

    def __init__(self) -> None:
        from maplib import Model

        self._model = Model()

    def load(self, top: Path) -> None:
        self._model.read(str(top / "data.nt"), format="ntriples")

    def ask(self, name: str, values: Mapping[str, str]) -> Any:  # noqa: ANN401 - maplib has no types
        return self._model.query(without_undef(_text(name, values)))  # it has no UNDEF

    def rows(self, answer: Any) -> Texts:  # noqa: ANN401
        tables = answer if isinstance(answer, list) else [answer]
        return [tuple(map(_plain, row)) for table in tables for row in table.iter_rows()]

    def close(self) -> None:
        del self._model


class Virtuoso:
    """Virtuoso 7 on this machine, with a graph for each matrix; the bytes of its answer, by HTTP."""

    name = "Virtuoso 7"
    most: int | None = None

    def __init__(self) -> None:
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "stores"))
        from rdf_servers import Servers, free_port

        self._folder = tempfile.TemporaryDirectory()
        self._servers = Servers(lambda _, found: found, self)
        self._start, self._sql = self._servers.virtuoso, free_port()

    def mktemp(self, name: str) -> Path:
        """Return a new folder for the server."""
        path = Path(self._folder.name) / name
        path.mkdir()
        return path

    def load(self, top: Path) -> None:
        self._address = self._start(buffers=170_000, files=str(top), sql=self._sql)
        read = f"DB.DBA.TTLP(file_open('{top}/data.nq'), '', 'urn:x', 512)"
        command = ["isql-vt", f"127.0.0.1:{self._sql}", "dba", "dba", f"exec=log_enable(2); {read}; checkpoint;"]
        subprocess.run(command, check=True, capture_output=True)

    def ask(self, name: str, values: Mapping[str, str]) -> tuple[str, bytes]:
        ready = without_graphs(without_undef(_text(name, values)), _VIRTUOSO_GRAPHS)
        said = urllib.parse.urlencode({"query": ready}).encode()
        accepted = {"Accept": _JSON if "SELECT" in ready else _TURTLE}
        request = urllib.request.Request(f"{self._address}/sparql", said, accepted)  # noqa: S310 - our own address
        with urllib.request.urlopen(request) as response:  # noqa: S310
            return accepted["Accept"], response.read()

    def rows(self, answer: Any) -> Texts:  # noqa: ANN401
        kind, body = answer
        if kind == _TURTLE:
            return _texts({each.triple for each in ox.parse(body, format=ox.RdfFormat.TURTLE)})
        return _texts(cast("ox.QuerySolutions", ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)))

    def close(self) -> None:
        self._servers.stop()
        self._folder.cleanup()


def _text(name: str, values: Mapping[str, str]) -> str:
    return prepare(EmbeddedEngine(), name, values).text


def _texts(rows: Iterable[Any]) -> Texts:
    return [tuple(text_of(term) for term in row) for row in rows]


def _plain(cell: object) -> str | None:
    """Return what a cell of maplib says: an IRI in its brackets, a literal in quotes, or a value of Python."""
    if not isinstance(cell, str):
        return None if cell is None else str(cell)
    if cell.startswith("<") and cell.endswith(">"):
        return cell[1:-1]
    return cell[1 : cell.rindex('"')] if cell.startswith('"') and cell.count('"') > 1 else cell
