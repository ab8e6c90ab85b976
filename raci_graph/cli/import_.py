"""``raci-graph import``: a document into RDF, or into its parsed form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import (
    emit,
    emit_json,
    exit_code,
    fail_on_option,
    finding_line,
    format_option,
    output_option,
    say,
    write_files,
)
from raci_graph.errors import InputError, UsageError
from raci_graph.model import About

if TYPE_CHECKING:
    from raci_graph.findings import Finding
    from raci_graph.graph.write import MatrixGraph
    from raci_graph.model import Decision, Matrix
    from raci_graph.sources import Source


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@output_option("A folder for matrix.ttl, shortcuts.ttl and places.ttl, or one file (.ttl, .json).")
@format_option("turtle", "json")
@click.option("--decisions", type=click.Path(path_type=Path), help="A decisions file that settles doubtful cells.")
@click.option("--second-source", type=click.Path(path_type=Path), help="Another copy of the table that settles them.")
@click.option("--write-decisions", type=click.Path(path_type=Path), help="Write the decisions made to this file.")
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
    """Read SOURCE, a document, and write what is certain in it as RDF.

    What is doubtful is reported with its place and left unsettled, and the exit code is 1. Another copy of the
    table (--second-source) or a decisions file (--decisions) settles it. A raci.toml beside SOURCE says the same
    as the options from --base on.

    \b
    Examples:
      raci-graph import page.md --base https://example.org/id/ --version-id 2026-01-31 -o graph/
      raci-graph import page.txt --second-source page.md --write-decisions decisions.toml -o graph/
      raci-graph import page.txt --decisions decisions.toml -o graph/
      raci-graph import page.md --format json
    """
    from raci_graph.sources import require_matrix  # noqa: PLC0415 - so that --help answers at once

    about = About(
        base=base, id=id, version=version_id, language=language, service=service, publisher=publisher
    )
    read = _read(source, about)
    matrices, findings, made = _settled(read, decisions, second_source)
    if write_decisions is not None:
        from raci_graph.decisions import dump_decisions  # noqa: PLC0415 - only where it is asked for

        write_files({write_decisions: dump_decisions(made)})
    as_json = form == "json" or (output is not None and output.suffix == ".json")
    if as_json:
        from raci_graph.parsed_form import parsed_form  # noqa: PLC0415

        emit_json(parsed_form(matrices, findings), output)
    elif matrices:
        _write_turtle(matrices, output)
    for finding in findings:
        say(finding_line(finding))
    require_matrix(read)
    if not as_json:
        _say_names(matrices)
    return exit_code(findings, fail_on)


def _read(path: Path, about: About) -> Source:
    from raci_graph.settings import checked  # noqa: PLC0415 - loaded with the reading
    from raci_graph.sources import read_document_source  # noqa: PLC0415

    if not path.exists():
        raise InputError("there is no such file", place=str(path), remedy="Give the path of a document")
    if path.is_dir():
        raise UsageError(f"'{path}' is a folder", remedy="Give one document")
    return read_document_source(path, checked(about, "the command line"))


def _settled(
    read: Source, decisions: Path | None, second_source: Path | None
) -> tuple[list[Matrix], list[Finding], list[Decision]]:
    """Return the matrices with their doubtful cells settled, the findings that are left, and the decisions made."""
    if not read.matrices or (decisions is None and second_source is None):
        return list(read.matrices), list(read.findings), []
    from raci_graph.decisions import apply_decisions  # noqa: PLC0415 - only where there are decisions

    if len(read.matrices) > 1:
        raise UsageError(
            f"the document holds {len(read.matrices)} matrices, and decisions settle the cells of one",
            place=read.name,
            remedy="Split the document",
        )
    matrix, findings = read.matrices[0], list(read.findings)
    made: list[Decision] = []
    if second_source is not None:
        made, said = _from_second_source(matrix, second_source)
        findings += said
    if decisions is not None:
        made += _from_file(matrix, decisions)
    settled, left = apply_decisions(matrix, findings, made)
    return [settled], list(left), list(settled.decisions)


def _from_second_source(matrix: Matrix, path: Path) -> tuple[list[Decision], list[Finding]]:
    from raci_graph.decisions import decisions_from  # noqa: PLC0415 - only where there is a second source
    from raci_graph.sources import require_matrix  # noqa: PLC0415

    second = require_matrix(_read(path, About()))
    return decisions_from(matrix, second.matrices[0], path.name)


def _from_file(matrix: Matrix, path: Path) -> list[Decision]:
    from raci_graph.decisions import load_decisions  # noqa: PLC0415 - only where there is a decisions file

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the decisions file cannot be read", place=str(path), remedy="Check the path") from error
    return load_decisions(text, path.name, [column.label for column in matrix.columns])


def _write_turtle(matrices: list[Matrix], output: Path | None) -> None:
    from raci_graph.graph.turtle import canonical_turtle  # noqa: PLC0415 - only where Turtle is written
    from raci_graph.graph.write import to_graph  # noqa: PLC0415

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
    emit(canonical_turtle([triple for graph in graphs for triple in graph.triples], prefixes), output)


def _folders(output: Path, graphs: list[MatrixGraph]) -> list[Path]:
    if len(graphs) == 1:
        return [output]
    return [output / f"matrix-{number}" for number, _ in enumerate(graphs, 1)]


def _say_names(matrices: list[Matrix]) -> None:
    for matrix in matrices:
        if matrix.about.base is None:
            say(
                f"{matrix.source}: no --base was given, so the matrix is named by its content (urn:uuid). "
                "Give --base, --id and --version-id, or a raci.toml, for names of your own"
            )
        elif matrix.about.version is None:
            say(f"{matrix.source}: no --version-id was given, so the version is named by the content (sha256)")
