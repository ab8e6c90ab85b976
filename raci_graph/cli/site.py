"""``raci-graph site``: a static site over matrices."""

from __future__ import annotations

from pathlib import Path

import click

from raci_graph.cli.common import say
from raci_graph.errors import UsageError


@click.command("site")
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder of the site.")
@click.option(
    "--base",
    metavar="URL",
    default="https://w3id.org/raci-graph/",
    show_default=True,
    help="The address of the site: an IRI below it has its page at that path.",
)
def command(*, sources: tuple[str, ...], output: Path | None, base: str) -> int:
    """Write a site over the matrices of all SOURCES, which any web server can carry, or none: its pages open as files.

    There is a page for each matrix, party, service and kind of work, with the matrix in every format beside it; a
    search, comparisons, the rules, the ontology, the saved questions, and a page that answers SPARQL in the browser.

    DIR is written whole or not at all. One that this command wrote is replaced; any other that is not empty is refused.

    \b
    Examples:
      raci-graph site hosted-exchange -o public
      raci-graph site graph/ page.md -o public --base https://raci.example.org/
    """
    from raci_graph.site import build_site

    if not sources:
        raise UsageError("a SOURCE is missing", remedy="Give a document, an RDF file, a folder, or hosted-exchange")
    if output is None:
        raise UsageError("nothing says where the site is to be written", remedy="Name a folder with -o")
    built = build_site(sources, output, base)
    for file, count in built.left_out.items():
        say(f"{file}: {count} triples belong to no matrix and no catalogue, and were left out")
    noun = "matrix" if built.matrices == 1 else "matrices"
    say(f"{output}: {built.matrices:,} {noun}, {built.files:,} files, {built.size:,} bytes")
    return 0
