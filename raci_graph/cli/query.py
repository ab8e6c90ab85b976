"""``raci-graph query``: ask a saved question, or SPARQL of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.answering import ROW_FORMS, TRIPLE_FORMS, Question
from raci_graph.cli.common import DEFAULT, emit_pieces, output_option, server_options
from raci_graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_BY_ENDING = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xml": "xml",
    ".srx": "xml",
    ".md": "markdown",
    ".ttl": "turtle",
    ".nt": "ntriples",
}
_QUERY_FILES = (".rq", ".sparql")
_LONGEST = 1e6


@click.command("query")
@click.argument("arguments", metavar="QUERY [SOURCE]...", nargs=-1)
@click.option(
    "--file", "file", type=click.Path(path_type=Path), help="Take the query from this file; - is standard input."
)
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="The value of a parameter; repeatable."
)
@click.option("--store", metavar="URL|DIR", help="Ask this SPARQL server or store instead of SOURCES.")
@server_options
@click.option(
    "--timeout",
    type=click.FloatRange(0, _LONGEST, min_open=True),
    metavar="SECONDS",
    help="End a query that takes longer. Without it only a server has a limit, of 30.",
)
@click.option(
    "--allow",
    multiple=True,
    type=click.Choice(("service", "from", "update", "load")),
    help="Let the query use SERVICE, which reaches the network, or FROM, which chooses among the graphs; or let it be "
    "an update of the store, and that use LOAD, which fetches; repeatable.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice((*ROW_FORMS, *TRIPLE_FORMS)),
    help="The form of the output. Without it the ending of --output says it, or it is a table, or Turtle for triples.",
)
@output_option("Write the answer to this file.")
def command(  # noqa: PLR0913 - the options of a command line
    *,
    arguments: tuple[str, ...],
    file: Path | None,
    params: tuple[str, ...],
    store: str | None,
    query_url: str | None,
    update_url: str | None,
    gsp_url: str | None,
    timeout: float | None,
    allow: tuple[str, ...],
    form: str | None,
    output: Path | None,
) -> int:
    """Ask QUERY, a saved question (its name or number) or SPARQL text, of each SOURCE together.

    Without a SOURCE the bundled hosted-exchange is asked. With --file all arguments are SOURCES. The value of a
    parameter is an IRI, a CURIE such as raci:Accountable, or a label such as Customer. The ontology is part of what
    is asked. A query never changes anything, but for an update that is allowed: it says how much the store holds then.

    \b
    Examples:
      raci-graph query handovers
      raci-graph query responsibilities-of-party -p party=Customer --format csv
      raci-graph query 'SELECT ?s { ?s a <https://w3id.org/raci-graph/ns#Party> }' page.md
      raci-graph query --file question.rq graph/ --timeout 10 -o answer.json
    """
    from raci_graph.cli.child import pieces_of
    from raci_graph.engines.connect import ServerUrls
    from raci_graph.queries.text import is_update

    query, sources = _query(arguments, file)
    urls = ServerUrls(query_url=query_url, update_url=update_url, gsp_url=gsp_url)
    if sources and (store is not None or any(urls.values())):
        raise UsageError("SOURCES and --store exclude each other", remedy="Give one of them")
    updates = "update" in allow and is_update(query)
    if updates and not (store or any(urls.values())):
        raise UsageError("only a store can be updated, and no SOURCE", remedy="Name it with --store")
    if updates and params:
        raise UsageError("an update has no parameters", remedy="Write the values into it")
    question = Question(
        query,
        _values(params),
        sources or (DEFAULT,),
        store,
        urls,
        tuple(word.upper() for word in allow),
        timeout,
        form or (_BY_ENDING.get(output.suffix.lower()) if output else None),
        terminal=output is None and sys.stdout.isatty(),
        updates=updates,
    )
    emit_pieces(pieces_of(question, timeout), output)
    return 0


def _query(arguments: tuple[str, ...], file: Path | None) -> tuple[str, tuple[str, ...]]:
    """Return the query, and the names of the sources."""
    if file is None:
        if not arguments:
            raise UsageError("a QUERY is missing", remedy="Try 'raci-graph queries' for the saved ones")
        query, *sources = arguments
        if Path(query).suffix in _QUERY_FILES and Path(query).is_file():
            raise UsageError("this is a file, not a query", place=query, remedy=f"Take --file {query}")
        return (sys.stdin.read() if query == "-" else query), tuple(sources)
    try:
        return (sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")), arguments
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the query cannot be read", place=str(file), remedy="Check the path") from error


def _values(params: Sequence[str]) -> dict[str, list[str]]:
    """Return the values of each parameter; one that is given several times has several."""
    values: dict[str, list[str]] = {}
    for param in params:
        name, sign, value = param.partition("=")
        if not sign:
            raise UsageError(f"'{param}' is not NAME=VALUE", remedy=f"Write -p {param}=VALUE")
        values.setdefault(name.strip(), []).append(value)
    return values
