"""``raci-graph serve``: a local web page and SPARQL endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import DEFAULT, say
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from raci_graph.serve import Origin


@click.command("serve")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--store", metavar="URL|DIR", help="Serve this store, or pass on to this SPARQL server.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=7676, show_default=True, help="The port; 0 is a free one."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86400),
    default=30,
    show_default=True,
    help="How many seconds one answer may take.",
)
@click.option(
    "--rows", type=click.IntRange(1), default=10_000, show_default=True, help="How many rows an answer has at most."
)
def command(*, sources: tuple[str, ...], store: str | None, port: int, timeout: float, rows: int) -> int:
    """Show each SOURCE as a web page on this machine, and answer SPARQL there.

    Without a SOURCE the bundled hosted-exchange is served. There are a page for each matrix and each saved question,
    an editor for queries, and a SPARQL 1.1 endpoint at /sparql. Nothing can be changed there, no other machine can
    ask, and no request leaves this one. Ctrl-C ends it.

    \b
    Examples:
      raci-graph serve
      raci-graph serve page.md --port 8080
      raci-graph serve --store my.store
    """
    from raci_graph.serve import Settings, serve

    if store is not None and sources:
        raise UsageError("SOURCES and --store exclude each other", remedy="Give one of them")
    origin = _origin(sources or (DEFAULT,), store)
    serve(origin, Settings(port, timeout, rows), lambda address: say(f"{address} serves {origin.name}. Ctrl-C ends it"))
    return 0


def _origin(sources: tuple[str, ...], store: str | None) -> Origin:
    from raci_graph.serve import of_sources, of_store

    if store is not None:
        return of_store(store)
    from raci_graph.sources import read_source, require_matrix

    return of_sources(", ".join(sources), *(require_matrix(read_source(name)) for name in sources))
