"""``raci-graph graphs``: list what a store holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit_json, emit_pieces, format_option
from raci_graph.cli.stores import Where, opened, store_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.load import Kept


@click.command("graphs")
@store_options
@format_option("table", "json", "csv")
def command(*, store: str | None, query_url: str | None, update_url: str | None, gsp_url: str | None, form: str) -> int:
    """List the graphs of a store: what each is, how many triples it holds, its title, its version and its date.

    \b
    Examples:
      raci-graph graphs --store my.store
      raci-graph graphs --store http://localhost:7878 --format json
    """
    from raci_graph.load import kept_graphs

    where = Where(store=store, query_url=query_url, update_url=update_url, gsp_url=gsp_url)
    with opened(where, read_only=True) as engine:
        kept = kept_graphs(engine)
    if form == "json":
        emit_json({"graphs": [each._asdict() for each in kept]})
    else:
        _emit_rows(kept, form)
    return 0


def _emit_rows(kept: Sequence[Kept], form: str) -> None:
    import pyoxigraph as ox

    from raci_graph.engines.base import Stream
    from raci_graph.load import Kept

    columns = Kept._fields
    rows = Stream(columns, (tuple(ox.Literal(str(value)) for value in each) for each in kept))
    if form == "csv":
        from raci_graph.results import to_csv

        emit_pieces(to_csv(rows), None)
    else:
        from raci_graph.cli.row_table import table_pieces

        emit_pieces(table_pieces(rows, terminal=sys.stdout.isatty()), None)
