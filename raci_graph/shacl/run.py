"""Runs compiled queries on an engine."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from raci_graph.errors import StoreError
from raci_graph.shacl.result import COLUMNS, Result
from raci_graph.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.engines import Engine, Rows


def run_queries(engine: Engine, queries: Iterable[str], *, threads: int = 1) -> list[Result]:
    """Return what compiled queries find in all graphs of an engine, each result once.

    Args:
        engine: the engine; with several threads one that answers several queries at a time, as the embedded one does.
        queries: the queries.
        threads: how many threads ask them. What is returned does not depend on it.

    Raises:
        StoreError: if the engine cannot answer, or answers something else than it was asked.
    """
    found: dict[Result, None] = {}
    for rows in _answers(engine, list(queries), threads):
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


def _answers(engine: Engine, queries: Sequence[str], threads: int) -> Iterator[Rows]:
    """Yield the answers to queries in their order; several threads share the queries that are left."""
    if threads == 1:
        yield from map(engine.select, queries)
        return
    left = deque(enumerate(queries))
    answers: dict[int, Rows] = {}
    failed: list[BaseException] = []

    def work() -> None:
        with suppress(IndexError):
            while not failed:
                at, query = left.popleft()
                try:
                    answers[at] = engine.select(query)
                except BaseException as error:  # noqa: BLE001 - it is raised below, in the thread that asked for answers
                    failed.append(error)

    others = [Thread(target=work, daemon=True) for _ in range(threads - 1)]
    for each in others:
        each.start()
    work()
    for each in others:
        each.join()
    if failed:
        raise failed[0]
    yield from (answers[at] for at in range(len(queries)))
