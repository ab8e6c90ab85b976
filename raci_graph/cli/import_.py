"""``raci-graph import``: a document into RDF, or into its parsed form."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import (
    emit,
    emit_json,
    exit_code,
    fail_on_option,
    format_option,
    output_option,
    say,
    write_files,
)
from raci_graph.model import About, Choice, Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.graph.write import MatrixGraph
    from raci_graph.model import Matrix
    from raci_graph.sources import Source


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@output_option("A folder for matrix.ttl, shortcuts.ttl and places.ttl, or one file (.ttl, .json).")
@format_option("turtle", "json")
@click.option("--from", "source_form", metavar="FORMAT", help="The format of SOURCE, such as md or csv.")
@click.option("--encoding", help="The encoding of SOURCE, such as windows-1252.")
@click.option("--sheet", help="The one sheet of a workbook that is read.")
@click.option("--table", type=click.IntRange(min=1), help="The number of the one table of SOURCE that is read.")
@click.option("--layout", type=click.Choice([each.value for each in Layout]), help="How its tables are laid out.")
@click.option(
    "--decisions", type=click.Path(path_type=Path), help="A file that settles doubtful cells and words, and types rows."
)
@click.option("--second-source", type=click.Path(path_type=Path), help="Another copy of the table that settles them.")
@click.option(
    "--write-decisions",
    type=click.Path(path_type=Path),
    help="Write the decisions made, and what is left to decide, to this file.",
)
@click.option("--base", help="The IRI under which the matrix gets its names.")
@click.option("--id", help="The name of the matrix under its base.")
@click.option("--version-id", help="The version of the matrix, such as its date.")
@click.option("--language", help="The language of its labels, such as en.")
@click.option("--service", help="The service that the matrix is about.")
@click.option("--publisher", help="Who published the matrix.")
@fail_on_option()
def command(  # noqa: PLR0913 - the options of a command line
    *,
    source: Path,
    output: Path | None,
    form: str,
    source_form: str | None,
    encoding: str | None,
    sheet: str | None,
    table: int | None,
    layout: str | None,
    decisions: Path | None,
    second_source: Path | None,
    write_decisions: Path | None,
    base: str | None,
    id: str | None,  # noqa: A002 - the option's name
    version_id: str | None,
    language: str | None,
    service: str | None,
    publisher: str | None,
    fail_on: str,
) -> int:
    """Read SOURCE, a document, and write what is certain in it as RDF; - is standard input.

    What is doubtful is reported with its place and left unsettled, and the exit code is 1. Another copy of the
    table (--second-source) or a decisions file (--decisions) settles it; --write-decisions starts one, with an entry
    to be filled in for each cell in doubt: letters, or names where columns stand for roles; and one for each header,
    word or sign that may mean several roles. --table, --layout, --sheet and --encoding go over what is found. A
    raci.toml beside SOURCE says the same as the options from --base on.

    \b
    Examples:
      raci-graph import page.md --base https://example.org/id/ --version-id 2026-01-31 -o graph/
      raci-graph import page.txt --second-source page.md --write-decisions decisions.toml -o graph/
      raci-graph import page.txt --decisions decisions.toml -o graph/
      raci-graph import page.md --format json
      raci-graph import - --from csv --format json <table.csv
    """
    from raci_graph.importing import import_document
    from raci_graph.report_formats.lines import finding_line
    from raci_graph.settings import checked
    from raci_graph.sources import require_matrix

    named = About(base=base, id=id, version=version_id, language=language, service=service, publisher=publisher)
    about = checked(named, "the command line")
    choice = Choice(source_form, encoding, sheet, table, Layout(layout) if layout else None)
    read = import_document(source, about, decisions=decisions, second_source=second_source, choice=choice)
    if write_decisions is not None:
        _write_decisions(read, write_decisions, made=decisions is not None)
    as_json = form == "json" or (output is not None and output.suffix == ".json")
    if as_json:
        from raci_graph.as_data import parsed_form

        emit_json(parsed_form(read.matrices, read.findings, lazily=True), output)
    elif read.matrices:
        _write_turtle(read.matrices, output)
    for finding in read.findings:
        say(finding_line(finding))
    require_matrix(read)
    if not as_json:
        _say_names(read.matrices)
    return exit_code(read.findings, fail_on)


def _write_decisions(read: Source, path: Path, *, made: bool) -> None:
    """Write the decisions file of what was read; of nothing the words in doubt, unless ``made`` ones would be lost."""
    from raci_graph.decisions import dump_decisions, open_cells, open_words
    from raci_graph.importing import require_one_matrix

    words = open_words(read.findings)
    if read.matrices:
        matrix = require_one_matrix(read)
        doubts = open_cells(matrix, read.findings)
        write_files({path: dump_decisions(matrix.decisions, doubts, matrix.types, matrix.meanings, words)})
    elif words and not made:
        write_files({path: dump_decisions((), words=words)})


def _write_turtle(matrices: Sequence[Matrix], output: Path | None) -> None:
    from raci_graph.graph.turtle import canonical_turtle
    from raci_graph.graph.write import to_graph

    graphs = [to_graph(matrix) for matrix in matrices]
    if output is not None and output.suffix == "" and graphs:
        write_files(
            {
                folder / name: text
                for graph, folder in zip(graphs, _folders(output, graphs), strict=True)
                for name, text in graph.turtle().items()
            }
        )
        return
    prefixes = graphs[0].prefixes if len(graphs) == 1 else {}
    emit(canonical_turtle(chain.from_iterable(graph.each_triple() for graph in graphs), prefixes), output)


def _folders(output: Path, graphs: list[MatrixGraph]) -> list[Path]:
    if len(graphs) == 1:
        return [output]
    return [output / f"matrix-{number}" for number, _ in enumerate(graphs, 1)]


def _say_names(matrices: Sequence[Matrix]) -> None:
    for matrix in matrices:
        if matrix.about.base is None:
            say(
                f"{matrix.source}: no --base was given, so the matrix is named by its content (urn:uuid). "
                "Give --base, --id and --version-id, or a raci.toml, for names of your own"
            )
        elif matrix.about.version is None:
            say(f"{matrix.source}: no --version-id was given, so the version is named by the content (sha256)")
