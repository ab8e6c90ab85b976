"""What ``raci-graph query`` does in a process of its own: reads what is asked, asks it, and writes the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from raci_graph.engines.base import Engine
    from raci_graph.engines.connect import ServerUrls
    from raci_graph.queries import Prepared

ROW_FORMS = ("table", "csv", "tsv", "json", "xml", "markdown")
TRIPLE_FORMS = ("turtle", "ntriples")
_TRUTH_FORMS = ("table", "json", "xml")


@dataclass(frozen=True)
class Question:
    """A question as the command line has it.

    Attributes:
        query: the name of a saved question, or SPARQL.
        values: the values of its parameters.
        sources: what is asked, unless a store is.
        store: the address or the directory of a store.
        urls: the addresses of a server that ``connect`` takes besides.
        allow: what the query may do beyond reading all graphs.
        timeout: how many seconds a server may take.
        form: the form of the answer, or None for a table or Turtle, as the query has it.
        terminal: whether the answer goes to a terminal.
        updates: whether this is an update of the store.
    """

    query: str
    values: Mapping[str, list[str]]
    sources: tuple[str, ...]
    store: str | None
    urls: ServerUrls
    allow: tuple[str, ...]
    timeout: float | None
    form: str | None
    terminal: bool
    updates: bool = False

    def __call__(self, started: Callable[[], None]) -> Iterator[str]:
        """Yield the answer in pieces; see ``child.Work``.

        Raises:
            RaciGraphError: as ``read_source``, ``connect``, ``prepare`` and the engines raise it.
        """
        from raci_graph.engines.embedded import EmbeddedEngine
        from raci_graph.queries import prepare

        engine = self._engine()
        try:
            if self.updates:
                started()
                yield from self._updated(engine)
                return
            if isinstance(engine, EmbeddedEngine):  # a server keeps its own time, and its answer can be interrupted
                started()
            yield from self._answer(engine, prepare(engine, self.query, self.values))
        finally:
            engine.close()

    def _engine(self) -> Engine:
        if self.store is not None or any(self.urls.values()):
            from raci_graph.engines.connect import connect

            return connect(self.store, read_only=not self.updates, timeout=self.timeout, allow=self.allow, **self.urls)
        from raci_graph.dataset import engine_for
        from raci_graph.sources import read_source, require_matrix

        return engine_for(*(require_matrix(read_source(name)) for name in self.sources), allow=self.allow)

    def _updated(self, engine: Engine) -> Iterator[str]:
        """Run the update, and yield how many triples and graphs the store had before and has now."""
        before = engine.graphs()
        engine.update(self.query)
        after = engine.graphs()
        yield f"{_counted(after)} now, {_counted(before)} before\n"

    def _answer(self, engine: Engine, prepared: Prepared) -> Iterator[str]:
        if prepared.form == "ASK":
            return self._truth(engine, prepared.text)
        if prepared.form == "SELECT":
            return self._rows(engine, prepared.text)
        return self._triples(engine, prepared.text)

    def _truth(self, engine: Engine, text: str) -> Iterator[str]:
        from raci_graph import results

        form = self._checked(_TRUTH_FORMS, "an answer of true or false")
        answer = engine.ask(text)
        if form == "table":
            return iter([f"{str(answer).lower()}\n"])
        return results.to_json(answer) if form == "json" else results.to_xml(answer)

    def _rows(self, engine: Engine, text: str) -> Iterator[str]:
        from raci_graph import results

        form = self._checked(ROW_FORMS, "rows")
        stream = engine.stream(text)
        if form == "table":
            from raci_graph.cli.row_table import table_pieces

            return table_pieces(stream, terminal=self.terminal)
        return {
            "csv": results.to_csv,
            "tsv": results.to_tsv,
            "json": results.to_json,
            "xml": results.to_xml,
            "markdown": results.to_markdown,
        }[form](stream)

    def _triples(self, engine: Engine, text: str) -> Iterator[str]:
        form = self._checked(TRIPLE_FORMS, "triples")
        triples = engine.stream_triples(text)
        if form == "ntriples":
            from raci_graph.results import to_ntriples

            return to_ntriples(triples)
        from raci_graph.graph.turtle import canonical_turtle

        return iter([canonical_turtle(triples)])

    def _checked(self, forms: tuple[str, ...], what: str) -> str:
        """Return the form; the first of those that suit the answer where none is given."""
        form = self.form or forms[0]
        if form not in forms:
            raise UsageError(f"{what} cannot be written as {form}", remedy=f"Take one of {', '.join(forms)}")
        return form


def _counted(graphs: list[tuple[str, int]]) -> str:
    return f"{sum(count for _, count in graphs)} triples in {len(graphs)} graphs"
