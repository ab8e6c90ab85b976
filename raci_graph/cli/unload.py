"""``raci-graph unload``: take a matrix out of a store."""

from __future__ import annotations

import click

from raci_graph.cli.common import say
from raci_graph.cli.stores import Where, opened, shown_name, store_options


@click.command("unload")
@click.argument("matrix")
@store_options
def command(
    *, matrix: str, store: str | None, query_url: str | None, update_url: str | None, gsp_url: str | None
) -> int:
    """Take MATRIX out of a store, with its shortcuts and places.

    MATRIX is its IRI, its title, or the end of its IRI, such as hosted-exchange/2022-11-15. The ontology, the catalogue
    and all other graphs stay.

    \b
    Example:
      raci-graph unload hosted-exchange --store my.store
    """
    from raci_graph.load import kept_matrix, unload

    where = Where(store=store, query_url=query_url, update_url=update_url, gsp_url=gsp_url)
    with opened(where) as engine:
        iri = kept_matrix(engine, matrix)
        gone = unload(iri, engine)
    say(f"{iri}: {gone} triples taken out of {shown_name(where)}")
    return 0
