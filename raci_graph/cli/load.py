"""``raci-graph load``: put matrices into a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import fail_on_option, say
from raci_graph.cli.stores import Where, opened, shown_name, store_options
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.load import Loaded


@click.command("load")
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@store_options
@fail_on_option(by_settings=True)
@click.option("--no-validate", is_flag=True, help="Load without checking before.")
def command(  # noqa: PLR0913 - the options of a command line
    *,
    sources: tuple[str, ...],
    store: str | None,
    query_url: str | None,
    update_url: str | None,
    gsp_url: str | None,
    fail_on: str | None,
    no_validate: bool,
) -> int:
    """Put each SOURCE into a store: each version of a matrix is a graph by its own IRI, and is replaced as a whole.

    Its shortcuts and places are graphs beside it, replaced in the same step; the ontology, the activity types, and a
    catalogue if SOURCE has one, are graphs of their own. All SOURCES are checked first: findings at or above --fail-on
    stop the load before anything is written, and the exit code is 1. A directory that is not there becomes a new store.
    Afterwards all is counted in the store; what it holds just so already is not written again.

    \b
    Examples:
      raci-graph load hosted-exchange --store my.store
      raci-graph load page.md graph/ --store http://localhost:7878
      raci-graph load graph/ --store my.store --no-validate
    """
    from raci_graph.load import load

    if not sources:
        raise UsageError("a SOURCE is missing", remedy="Give a document, an RDF file, a folder, or hosted-exchange")
    where = Where(store=store, query_url=query_url, update_url=update_url, gsp_url=gsp_url)
    if not no_validate and _fails(sources, fail_on):
        say("nothing was loaded. Mend what is found, or load it as it is with --no-validate")
        return 1
    left_out: dict[str, int] = {}
    with opened(where, create=True) as engine:
        done = list(load(sources, engine, left_out))
    for file, count in left_out.items():
        say(f"{file}: {count} triples belong to no matrix and no catalogue, and were left out")
    say(f"{_totals(done)} in {shown_name(where)}")
    return 0


def _fails(sources: Sequence[str], fail_on: str | None) -> bool:
    """Tell whether SOURCES fail their check, and say what makes them fail."""
    from raci_graph.cli.checks import Wish, checked_units
    from raci_graph.finding_cache import default_folder
    from raci_graph.report_formats.lines import finding_line

    checks = checked_units(sources, Wish(fail_on, cache=default_folder()))
    failed = (checked for checked in checks if checked.has_failed())
    failing = [finding for checked in failed for finding in checked.findings if checked.fails(finding)]
    for finding in failing:
        say(finding_line(finding))
    return bool(failing)


def _totals(done: Sequence[Loaded]) -> str:
    matrices = [each for each in done if each.is_matrix]
    states = [(state, sum(each.state == state for each in matrices)) for state in ("new", "replaced", "unchanged")]
    told = ", ".join(f"{count} {state}" for state, count in states if count)
    graphs, triples = sum(each.graphs for each in done), sum(each.triples for each in done)
    noun = "matrix" if len(matrices) == 1 else "matrices"
    return f"{len(matrices)} {noun} ({told}): {graphs} graphs, {triples} triples with the vocabularies"
