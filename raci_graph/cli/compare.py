"""``raci-graph compare``: services side by side."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit, format_option, output_option
from raci_graph.cli.diff import read_side
from raci_graph.cli.stores import Where, opened, store_options
from raci_graph.compare_formats import COMPARISON_FORMS
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from raci_graph.compare.row_types import Proposal, Suggest
    from raci_graph.model import Matrix

_ALL = 100


@click.command("compare")
@click.argument("names", metavar="SOURCE...", nargs=-1, required=True)
@store_options
@format_option(*COMPARISON_FORMS)
@output_option("Write to this file, whole or not at all.")
@click.option(
    "--at-least",
    type=click.IntRange(0, _ALL),
    show_default="70",
    help="From which score on a suggested type is taken for a row without one; 100 takes none that is only like.",
)
def command(  # noqa: PLR0913 - the options of a command line
    *,
    names: tuple[str, ...],
    store: str | None,
    query_url: str | None,
    update_url: str | None,
    gsp_url: str | None,
    form: str,
    output: Path | None,
    at_least: int | None,
) -> int:
    """Put services side by side by the kinds of their work: what another answers for, and what only one names.

    Each SOURCE is one or more matrices; with --store it is a matrix of the store, by IRI, title or the end of the IRI.
    Rows of one activity type are the same kind of work ('raci-graph types'). A row without a type takes that of the
    row of the same text in another SOURCE, or else the one that is suggested for it; each is marked as such.

    \b
    Examples:
      raci-graph compare hosted-exchange other-service.md
      raci-graph compare mail/2022-11-15 web/2023-04-01 --store my.store --format markdown
    """
    from raci_graph.activity_types import scheme_triples
    from raci_graph.compare.schemes import scheme_in
    from raci_graph.compare.services import compare_services
    from raci_graph.compare_formats import Labels, render_comparison

    where = Where(store=store, query_url=query_url, update_url=update_url, gsp_url=gsp_url)
    with ExitStack() as stack:
        engine = stack.enter_context(opened(where, read_only=True)) if any(where.values()) else None
        sources = [read_side(engine, name) for name in names]
    matrices = [matrix for source in sources for matrix in source.matrices]
    if len(matrices) < 2:  # noqa: PLR2004 - a comparison is of two
        raise UsageError("there is one matrix, and a comparison is of two", remedy="Give a further SOURCE")
    scheme = scheme_in([*scheme_triples(), *(triple for source in sources for triple in source.given or ())])
    comparison = compare_services(matrices, scheme.phases, _suggest(at_least))
    emit(render_comparison(form, comparison, Labels(scheme.labels)), output)
    return 0


def _suggest(at_least: int | None) -> Suggest:
    """Return what proposes types for the rows of a matrix."""

    def propose(matrix: Matrix) -> Mapping[int, Proposal]:
        from raci_graph.activity_types.suggest import THRESHOLD, suggest_types
        from raci_graph.compare.row_types import Proposal

        found = suggest_types(matrix, THRESHOLD if at_least is None else at_least)
        return {row: Proposal(each.best.type.iri, each.best.score, each.best.why) for row, each in found.items()}

    return propose
