"""``raci-graph export``: write a store, or a matrix of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit_pieces, format_option, output_option
from raci_graph.cli.stores import Where, opened, store_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command("export")
@click.argument("matrix", required=False)
@store_options
@format_option("trig", "nquads")
@output_option("Write to this file, whole or not at all.")
def command(  # noqa: PLR0913 - the options of a command line
    *,
    matrix: str | None,
    store: str | None,
    query_url: str | None,
    update_url: str | None,
    gsp_url: str | None,
    form: str,
    output: Path | None,
) -> int:
    """Write all graphs of a store as TriG or N-Quads; with MATRIX that one, its shortcuts and its places.

    MATRIX is its IRI, its title, or the end of its IRI, such as hosted-exchange/2022-11-15; its triples are written in
    order. A whole store is written as its triples come, in little room however large it is. `load` takes both forms.

    \b
    Examples:
      raci-graph export --store my.store --format nquads -o all.nq
      raci-graph export hosted-exchange --store my.store -o matrix.trig
    """
    from raci_graph.load import exported, kept_matrix

    where = Where(store=store, query_url=query_url, update_url=update_url, gsp_url=gsp_url)
    with opened(where, read_only=True) as engine:
        iri = None if matrix is None else kept_matrix(engine, matrix)
        emit_pieces(exported(engine, form, iri), output)
    return 0
