"""What every engine can do, and what all engines share: results, updates and the reading of syntax errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, cast

import pyoxigraph as ox

from raci_graph.engines.frames import columns_of, library
from raci_graph.errors import UsageError
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas
    import polars

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Statement: TypeAlias = ox.Triple | ox.Quad
"""What stands in a cell of a result."""

GRAPHS_QUERY = (
    "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
)

BLANK = b"_:"
"""What stands in N-Triples wherever there is a blank node; it may stand elsewhere."""

_POSITION = r"error at (\d+):(\d+)"
_PREFIXED = r"([A-Za-z][\w.-]*):\S*\s*$"
_DECLARE = "Declare it with PREFIX at the top"
_BEFORE, _AFTER = 24, 12


@dataclass(frozen=True)
class Rows:
    """The result of a SELECT query.

    Attributes:
        columns: the names of the columns, without the question mark.
        rows: one tuple a row, as long as ``columns``; ``None`` where a column has no value.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def texts(self) -> list[list[str | None]]:
        """Return the rows as plain text: an IRI in full, a literal without its language or datatype."""
        return [[text_of(term) for term in row] for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a table of pandas: numbers, truth values and dates as such, all else as texts.

        Raises:
            MissingToolError: if pandas is not installed.
        """
        frame: pandas.DataFrame = library("pandas").DataFrame(self._by_column())
        return frame.convert_dtypes()

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a table of polars: numbers, truth values and dates as such, all else as texts.

        Raises:
            MissingToolError: if polars is not installed.
        """
        frame: polars.DataFrame = library("polars").DataFrame(self._by_column())
        return frame

    def _by_column(self) -> Mapping[str, list[Any]]:
        return columns_of(self.columns, self.rows, text_of)

    def _repr_html_(self) -> str:
        """Return the first rows, for a notebook."""
        rows = [[text_of(term) or "" for term in row] for row in self.rows]
        caption = f"{len(self.rows):,} {'row' if len(self.rows) == 1 else 'rows'}"
        from raci_graph.html_table import html_table

        return html_table(caption, self.columns, rows)


@dataclass(frozen=True)
class Stream:
    """The result of a SELECT query whose rows come one by one, so that they need not fit into memory.

    Attributes:
        columns: the names of the columns, without the question mark.
        rows: one tuple a row, as long as ``columns``; ``None`` where a column has no value. They come once, and
            whoever takes them may meet ``StoreError`` on the way.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


class Prepared(NamedTuple):
    """Graphs that are ready to go into a store.

    Attributes:
        put: puts them there; may run in another thread, while nothing else is written.
        counts: returns how many triples the store then holds in each, as ``Engine.put_graphs`` does.
    """

    put: Callable[[], None]
    counts: Callable[[], dict[str, int]]


class Held:
    """The named graphs that a store holds, and how many triples each has, which is counted when it is asked for."""

    def __init__(self, names: Iterable[str], count: Callable[[str], int]) -> None:
        """Take the IRIs of the graphs, and what counts the triples of one."""
        self._counts: dict[str, int | None] = dict.fromkeys(names)
        self._count = count

    def __contains__(self, iri: str) -> bool:
        """Tell whether the store holds a graph."""
        return iri in self._counts

    def count(self, iri: str) -> int:
        """Return how many triples a graph has: 0 where there is none."""
        if iri not in self._counts:
            return 0
        found = self._counts[iri]
        if found is None:
            found = self._counts[iri] = self._count(iri)
        return found

    def note(self, counts: Mapping[str, int]) -> None:
        """Note how many triples graphs hold that were put there."""
        self._counts.update(counts)


class Engine(Protocol):
    """A store of named graphs that answers SPARQL over all of them together.

    Every method raises ``UsageError`` for a query that does not parse or is of another kind than asked for, and
    ``StoreError`` where the store is out of reach, refuses or takes too long.

    Attributes:
        at_once: about how many triples ``prepared`` is best given at once; 0 for no more than belong together.
    """

    at_once: int

    def select(self, query: str) -> Rows:
        """Run a SELECT query and return all its rows."""

    def ask(self, query: str) -> bool:
        """Run an ASK query."""

    def construct(self, query: str) -> list[ox.Triple]:
        """Run a CONSTRUCT or DESCRIBE query and return its triples, each once."""

    def update(self, text: str) -> None:
        """Run a SPARQL update, as a whole where the store does so. It names the graphs that it speaks of."""

    def stream(self, query: str) -> Stream:
        """Run a SELECT query and return its rows as they are found."""

    def stream_triples(self, query: str) -> Iterator[ox.Triple]:
        """Run a CONSTRUCT or DESCRIBE query and return its triples as they are found; one may come again."""

    def graphs(self) -> list[tuple[str, int]]:
        """Return the IRI of each named graph and the number of its triples, in order of IRI."""

    def held(self) -> Held:
        """Return which named graphs there are, without counting more of them than must be."""

    def put_graph(self, iri: str, triples: Iterable[ox.Triple]) -> int:
        """Replace one named graph as a whole and return how many triples the store then holds in it."""

    def put_graphs(self, graphs: Mapping[str, Sequence[Statement]]) -> dict[str, int]:
        """Replace several named graphs as a whole, in one step where the store can do so, else one after the other.

        Each is given as triples, or as quads of the default graph; one may come twice. Returns the number of triples
        that the store then holds in each. Raises ``StoreError`` where that is another number than was sent: a server
        that says yes has not always done it.
        """

    def prepared(self, graphs: Mapping[str, Sequence[Statement]]) -> Prepared:
        """Make ready what ``put_graphs`` would put into the store; so it is done while others are put there."""

    def drop_graphs(self, iris: Sequence[str]) -> None:
        """Delete named graphs, and raise ``StoreError`` if one is still there; one that never was is fine."""

    def triples(self, iri: str) -> Iterator[ox.Triple]:
        """Yield all triples of one named graph as they come; none if there is no such graph."""

    def close(self) -> None:
        """Let go of the store; an engine is not used after that."""


def syntax_error(query: str, error: SyntaxError) -> UsageError:
    """Return the usage error for a query that pyoxigraph does not parse, with the line and column in ``query``."""
    line, column = error_position(error)
    near = _near(query, line, column)
    if "Prefix not found" in str(error):
        message, remedy = f"a prefix is used that is not declared, near '{near}'", _declaration(query, line, column)
    else:
        message = f"the query does not parse near '{near}'" if near else "the query is empty"
        remedy = "Look at that place, and just before it, for what is missing or misspelt"
    return UsageError(message, place=f"query:{line}:{column}", remedy=remedy)


def error_position(error: SyntaxError) -> tuple[int, int]:
    """Return the line and the column, both from one, that a syntax error of pyoxigraph names."""
    found = re.search(_POSITION, str(error))
    return (int(found[1]), int(found[2])) if found else (1, 1)


def wrong_kind(wanted: str) -> UsageError:
    """Return the usage error for a query of another kind than ``wanted``, such as "SELECT"."""
    return UsageError(f"this is not a {wanted} query", remedy=f"Begin it with {wanted}, after the PREFIX lines")


def triples_of(statements: Iterable[Statement]) -> tuple[ox.Triple, ...]:
    """Return the triples of statements, each once."""
    return tuple(dict.fromkeys(each.triple if isinstance(each, ox.Quad) else each for each in statements))


def replace_graph_update(iri: str, triples: Iterable[Statement]) -> str:
    """Return the SPARQL update that replaces the named graph ``iri`` in one step.

    Raises:
        UsageError: if ``iri`` is not an absolute IRI.
    """
    return f"DROP SILENT GRAPH {graph_name(iri)} ;\n{insert_update(iri, triples)}"


def insert_update(iri: str, triples: Iterable[Statement]) -> str:
    """Return the SPARQL update that adds triples to the named graph ``iri``.

    Raises:
        UsageError: if ``iri`` is not an absolute IRI.
    """
    return f"INSERT DATA {{ GRAPH {graph_name(iri)} {{\n{lines_of(triples).decode()}}} }}"


def lines_of(triples: Iterable[Statement]) -> bytes:
    """Return triples, or quads of the default graph, as N-Triples.

    Their blank nodes get names that no other text has: graphs share none.
    """
    # pyoxigraph takes both, also one after the other, but says so of neither
    lines = ox.serialize(cast("Iterable[ox.Triple]", triples), format=ox.RdfFormat.N_TRIPLES) or b""
    if BLANK not in lines:
        return lines
    apart = ox.parse(lines, ox.RdfFormat.N_TRIPLES, rename_blank_nodes=True, lenient=True)
    return ox.serialize((quad.triple for quad in apart), format=ox.RdfFormat.N_TRIPLES) or b""


def graph_name(iri: str) -> ox.NamedNode:
    """Return ``iri`` as a term.

    Raises:
        UsageError: if it is not an absolute IRI.
    """
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"'{iri}' is not an absolute IRI", remedy="A graph has a name such as urn:x:y") from error


def text_of(term: Term | None) -> str | None:
    """Return a term as plain text: an IRI in full, a literal without its language or datatype."""
    if term is None:
        return None
    return str(term) if isinstance(term, ox.Triple) else term.value


def _declaration(query: str, line: int, column: int) -> str:
    """Return what declares the prefix of the name that stands before a place."""
    found = re.search(_PREFIXED, query.splitlines()[line - 1][: column - 1])
    prefix = found[1] if found else ""
    return f"Put 'PREFIX {prefix}: <{PREFIXES[prefix]}>' at the top" if prefix in PREFIXES else _DECLARE


def _near(query: str, line: int, column: int) -> str:
    lines = query.splitlines()[:line]
    text = lines[-1] if lines else ""
    if not text[: column - 1].strip():
        text, column = " ".join([*(lines[-2:-1]), text]), column + len(lines[-2]) + 1 if len(lines) > 1 else column
    return text[max(0, column - 1 - _BEFORE) : column - 1 + _AFTER].strip()
