"""Runs compiled queries on an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.errors import StoreError
from raci_graph.shacl.result import COLUMNS, Result
from raci_graph.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.engines import Engine


def run_queries(engine: Engine, queries: Iterable[str]) -> list[Result]:
    """Return what compiled queries find in all graphs of an engine, each result once.

    Raises:
        StoreError: if the engine cannot answer, or answers something else than it was asked.
    """
    found: dict[Result, None] = {}
    for query in queries:
        rows = engine.select(query)
        at = {name: place for place, name in enumerate(rows.columns)}
        if not set(COLUMNS) <= set(at):
            raise StoreError("the answer does not have the columns of the query", remedy="See the log of the server")
        for row in rows.texts():
            shape, focus, path, value, severity, component, message = (row[at[name]] for name in COLUMNS)
            found[
                Result(
                    shape=shape or "",
                    focus=focus or "",
                    path=path,
                    value=value,
                    severity=(severity or "").removeprefix(SH),
                    message=message or "",
                    component=(component or "").removeprefix(SH),
                )
            ] = None
    return list(found)
