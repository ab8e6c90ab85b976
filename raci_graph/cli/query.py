"""``raci-graph query``: ask a saved question, or SPARQL of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import DEFAULT, emit, format_option, output_option
from raci_graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.engines.base import Engine, Rows
    from raci_graph.results import Answer


@click.command("query")
@click.argument("arguments", metavar="QUERY [SOURCE]...", nargs=-1)
@click.option(
    "--file", "file", type=click.Path(path_type=Path), help="Take the query from this file; - is standard input."
)
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="The value of a parameter; repeatable."
)
@click.option("--store", metavar="URL|DIR", help="Ask this SPARQL server or store instead of SOURCES.")
@format_option("table", "csv", "tsv", "json", "turtle")
@output_option("Write the answer to this file.")
def command(  # noqa: PLR0913 - the options of a command line
    *,
    arguments: tuple[str, ...],
    file: Path | None,
    params: tuple[str, ...],
    store: str | None,
    form: str,
    output: Path | None,
) -> int:
    """Ask QUERY, a saved question (its name or number) or SPARQL text, of each SOURCE together.

    Without a SOURCE the bundled hosted-exchange is asked. With --file all arguments are SOURCES. The value of a
    parameter is an IRI, a CURIE such as raci:Accountable, or a label such as Customer. The ontology is part of what
    is asked. Updates are refused, and so is what would read from elsewhere (SERVICE, FROM).

    \b
    Examples:
      raci-graph query handovers
      raci-graph query responsibilities-of-party -p party=Customer --format csv
      raci-graph query 'SELECT ?s { ?s a <https://w3id.org/raci-graph/ns#Party> }' page.md
      raci-graph query --file question.rq graph/
    """
    from raci_graph.queries import run_query

    query, sources = _query(arguments, file)
    if store is not None and sources:
        raise UsageError("SOURCES and --store exclude each other", remedy="Give one of them")
    engine = _engine(sources or (DEFAULT,), store)
    try:
        answer: Answer = run_query(engine, query, _values(params))
    finally:
        engine.close()
    _write(answer, form, output)
    return 0


def _query(arguments: tuple[str, ...], file: Path | None) -> tuple[str, tuple[str, ...]]:
    """Return the query, and the names of the sources."""
    if file is None:
        if not arguments:
            raise UsageError("a QUERY is missing", remedy="Try 'raci-graph queries' for the saved ones")
        query, *sources = arguments
        return (sys.stdin.read() if query == "-" else query), tuple(sources)
    try:
        return (sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")), arguments
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the query cannot be read", place=str(file), remedy="Check the path") from error


def _engine(sources: Sequence[str], store: str | None) -> Engine:
    if store is not None:
        from raci_graph.engines.connect import connect

        return connect(store)
    from raci_graph.dataset import engine_for
    from raci_graph.sources import read_source, require_matrix

    return engine_for(*(require_matrix(read_source(name)) for name in sources))


def _values(params: Sequence[str]) -> dict[str, list[str]]:
    """Return the values of each parameter; one that is given several times has several."""
    values: dict[str, list[str]] = {}
    for param in params:
        name, sign, value = param.partition("=")
        if not sign:
            raise UsageError(f"'{param}' is not NAME=VALUE", remedy=f"Write -p {param}=VALUE")
        values.setdefault(name.strip(), []).append(value)
    return values


def _write(answer: Answer, form: str, output: Path | None) -> None:
    from raci_graph import results
    from raci_graph.engines.base import Rows

    if isinstance(answer, bool):
        emit(results.to_json(answer) if form == "json" else f"{str(answer).lower()}\n", output)
    elif not isinstance(answer, Rows):
        from raci_graph.graph.turtle import canonical_turtle

        if form not in ("table", "turtle"):
            raise UsageError(f"triples cannot be written as {form}", remedy="Take --format turtle")
        emit(canonical_turtle(answer), output)
    elif form == "table":
        _table(answer, output)
    elif form == "turtle":
        raise UsageError("rows cannot be written as turtle", remedy="Ask with CONSTRUCT, or take another --format")
    else:
        emit({"csv": results.to_csv, "tsv": results.to_tsv, "json": results.to_json}[form](answer), output)


def _table(rows: Rows, output: Path | None) -> None:
    from raci_graph.cli.console import console, one_line_a_row, table

    shown = table(rows.columns, [[text or "" for text in row] for row in rows.texts()])
    if output is None and sys.stdout.isatty():
        console().print(shown)
    else:
        emit(one_line_a_row(shown), output)
