"""``raci-graph validate``: check matrices against the shapes."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit, fail_on_option, format_option, output_option, rule_options, say, server_options
from raci_graph.finding_rows import counts_of
from raci_graph.report_formats import FORMS, render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from raci_graph.report_formats import Checked


@click.command("validate")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@format_option(*FORMS)
@output_option("Write to this file, whole or not at all.")
@fail_on_option(by_settings=True)
@rule_options
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    show_default=True,
    help="How the shapes run: as SPARQL queries, or by pySHACL, the slow reference.",
)
@click.option("--shapes", metavar="FILE", help="Check against the SHACL shapes in this file instead.")
@click.option("--store", metavar="URL|DIR", help="Check what this SPARQL server or store holds instead of SOURCES.")
@server_options
@click.option("--no-cache", is_flag=True, help="Check all anew, and remember nothing (see RACI_GRAPH_CACHE).")
def command(  # noqa: PLR0913 - the options of a command line
    *,
    sources: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_on: str | None,
    rule: tuple[str, ...],
    ignore: tuple[str, ...],
    engine: str,
    shapes: str | None,
    store: str | None,
    query_url: str | None,
    update_url: str | None,
    gsp_url: str | None,
    no_cache: bool,
) -> int:
    """Check each SOURCE (the bundled hosted-exchange without one) against the shapes.

    Each finding is told with its place in the source and its row as printed; the exit code is 1 from --fail-on on. A
    raci.toml or pyproject.toml may say the same as the options, and the thresholds of rules.

    \b
    Examples:
      raci-graph validate hosted-exchange
      raci-graph validate matrix.ttl --fail-on warning --ignore W15
      raci-graph validate docs/ --format sarif -o findings.sarif
      raci-graph validate --store http://localhost:7878/query
    """
    from raci_graph.cli.checks import Wish, checked_sources, checked_store, checked_units, exit_code_of
    from raci_graph.engines.connect import ServerUrls
    from raci_graph.finding_cache import default_folder

    wish = Wish(fail_on, rule, ignore, engine, shapes, None if no_cache else default_folder())
    urls = ServerUrls(query_url=query_url, update_url=update_url, gsp_url=gsp_url)
    if store or any(urls.values()):
        checks = [checked_store(store, sources, wish, urls)]
    elif shapes or engine != Wish().engine or form == "shacl":
        checks = checked_sources(sources, wish)
    else:
        checks = checked_units(sources, wish)
    if form == "text" and output is None and sys.stdout.isatty():
        _print(checks)
    else:
        emit(render(form, checks), output)
    if form == "text":
        _say_counts(checks)
    return exit_code_of(checks)


def _print(checks: Sequence[Checked]) -> None:
    from raci_graph.cli.console import print_lines
    from raci_graph.report_formats.text_form import lines

    print_lines((line.part.value, line.text) for line in lines(checks))


def _say_counts(checks: Sequence[Checked]) -> None:
    counts: Counter[str] = Counter()
    for checked in checks:
        for kind, count in counts_of(checked.findings).items():
            counts["waived" if kind.is_waived else kind.severity] += count
    names = ("violation", "warning", "info", *(["waived"] if counts["waived"] else []))
    say(", ".join(f"{counts[name]} {name}" for name in names))
