"""``raci-graph types``: the kinds of work, which ones rows may be, and the choice among them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.activity_types import THRESHOLD
from raci_graph.cli.common import emit, emit_json, emit_pieces, format_option, say, write_files
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci_graph.activity_types import ActivityType, Suggestion
    from raci_graph.model import Matrix

_SCORE = click.IntRange(0, 100)
_TABLE_OPTION = click.option(
    "--table", type=click.IntRange(min=1), help="The number of the one table of SOURCE that is read."
)


@click.group("types")
def command() -> None:
    """List the kinds of work that rows may be, propose them for a matrix, and keep what a person accepts.

    \b
    Examples:
      raci-graph types list
      raci-graph types suggest page.md
      raci-graph types accept page.md --row 3 --who 'Jo Doe'
    """


@command.command("list")
@format_option("text", "json")
def list_types(*, form: str) -> int:
    """List the activity types by their groups: the name of each, what it is called and what it means.

    \b
    Examples:
      raci-graph types list
      raci-graph types list --format json
    """
    from raci_graph.activity_types import activity_types

    types = list(activity_types().values())
    if form == "json":
        emit_json({"types": [_form(each) for each in types]})
        return 0
    width = max(len(each.slug) for each in types)
    lines = []
    for group in (each for each in types if each.broader is None):
        lines.append(f"{group.label} ({group.slug})")
        inside = [each for each in types if each.broader == group.iri]
        lines += [f"  {each.slug:<{width}}  {each.label}: {each.definition}" for each in inside]
    emit("".join(f"{line}\n" for line in lines), None)
    return 0


@command.command("suggest")
@click.argument("source")
@click.option(
    "--at-least", type=_SCORE, default=THRESHOLD, show_default=True, help="From which score on a type is proposed."
)
@_TABLE_OPTION
@format_option("table", "json", "csv", "markdown")
def suggest(*, source: str, at_least: int, table: int | None, form: str) -> int:
    """Propose a type for each row of SOURCE that has none, with its score and the words that speak for it.

    What a row says is compared with what types are called; nothing is written. A decisions.toml beside a document tells
    which rows have a type already.

    \b
    Examples:
      raci-graph types suggest page.md
      raci-graph types suggest page.md --at-least 0 --format csv
    """
    from raci_graph.activity_types import suggest_types
    from raci_graph.row_types import read_with_types

    read = read_with_types(source, table)
    found = [
        (matrix, {number: each for number, each in suggest_types(matrix, at_least).items() if number in _open(matrix)})
        for matrix in read.matrices
    ]
    if form == "json":
        emit_json({"matrices": [_matrix_form(matrix, proposed) for matrix, proposed in found]})
    else:
        _emit_rows(found, form)
    for matrix, proposed in found:
        _say_rest(matrix, proposed, at_least)
    return 0


@command.command("accept")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--row",
    "rows",
    metavar="ROW[=TYPE]",
    multiple=True,
    help="A row that gets the type proposed, or TYPE; again for each.",
)
@click.option("--all-above", type=_SCORE, help="Accept what is proposed with this score or more.")
@click.option("--who", required=True, help="Who decides.")
@_TABLE_OPTION
def accept(*, source: Path, rows: tuple[str, ...], all_above: int | None, who: str, table: int | None) -> int:
    """Write the types of rows of SOURCE, a document, into the decisions.toml beside it, after all that it holds.

    import takes them from there with --decisions.

    \b
    Examples:
      raci-graph types accept page.md --row 3 --row 7=make-backups --who 'Jo Doe'
      raci-graph types accept page.md --all-above 90 --who 'Jo Doe'
      raci-graph import page.md --decisions decisions.toml -o graph/
    """
    from raci_graph.described import today_or
    from raci_graph.importing import require_one_matrix
    from raci_graph.row_types import choose_types, decisions_beside, read_with_types, with_choices
    from raci_graph.sources import RDF_SUFFIXES

    if not source.is_file() or source.suffix.lower() in RDF_SUFFIXES:
        raise UsageError(
            f"'{source}' is not a document", remedy="Types are kept beside the document of a matrix: give that"
        )
    if not rows and all_above is None:
        raise UsageError("nothing is accepted", remedy="Give --row or --all-above")
    if not who.strip():
        raise UsageError("--who is blank", remedy="Say who decides")
    matrix = require_one_matrix(read_with_types(str(source), table))
    choices = choose_types(matrix, _named(rows), all_above, who, today_or(None))
    path = decisions_beside(source)
    if choices:
        write_files({path: with_choices(path, choices)})
    for each in choices:
        emit(f"row {each.row}: {each.type}\n", None)
    say(f"{path}: {len(choices)} types written")
    return 0


def _named(rows: Sequence[str]) -> dict[int, str | None]:
    """Return what ``--row`` says: rows, and the type that is named for each, or None."""
    found: dict[int, str | None] = {}
    for each in rows:
        number, equals, kind = each.partition("=")
        if not number.isdecimal() or (equals and not kind) or int(number) in found:
            remedy = "Write --row 3 or --row 3=make-backups, each row once"
            raise UsageError(f"'--row {each}' cannot be read", remedy=remedy)
        found[int(number)] = kind or None
    return found


def _open(matrix: Matrix) -> set[int]:
    return {row.row for row in matrix.activities if row.type is None}


def _emit_rows(found: Sequence[tuple[Matrix, Mapping[int, Suggestion]]], form: str) -> None:
    import pyoxigraph as ox

    from raci_graph import results
    from raci_graph.cli.row_table import table_pieces
    from raci_graph.engines.base import Stream

    several = len(found) > 1
    columns = (*(["matrix"] if several else []), "row", "activity", "type", "score", "why")
    rows = Stream(
        columns,
        (
            tuple(ox.Literal(str(value)) for value in ([matrix.title] if several else []) + _row(each))
            for matrix, proposed in found
            for each in proposed.values()
        ),
    )
    if form == "table":
        emit_pieces(table_pieces(rows, terminal=sys.stdout.isatty()), None)
    else:
        emit_pieces(results.to_csv(rows) if form == "csv" else results.to_markdown(rows), None)


def _row(each: Suggestion) -> list[object]:
    return [each.row, each.activity, each.best.type.slug, each.best.score, each.best.why]


def _say_rest(matrix: Matrix, proposed: Mapping[int, Suggestion], at_least: int) -> None:
    typed = len(matrix.activities) - len(_open(matrix))
    if typed:
        say(f"{matrix.title}: {typed} of {len(matrix.activities)} rows have a type already")
    left = sorted(_open(matrix) - proposed.keys())
    if left:
        say(f"{matrix.title}: nothing with a score of {at_least} or more for {_listed('row', left)}")


def _listed(noun: str, numbers: Iterable[int]) -> str:
    texts = [str(number) for number in numbers]
    return f"{noun}{'s' if len(texts) > 1 else ''} {', '.join(texts)}"


def _form(each: ActivityType) -> dict[str, object]:
    return {
        "name": each.slug,
        "iri": each.iri,
        "label": each.label,
        "definition": each.definition,
        "group": each.broader,
        "examples": list(each.examples),
        "alternatives": list(each.alternatives),
    }


def _matrix_form(matrix: Matrix, proposed: Mapping[int, Suggestion]) -> dict[str, object]:
    return {
        "source": matrix.source,
        "title": matrix.title,
        "rows": [
            {
                "row": each.row,
                "activity": each.activity,
                "candidates": [
                    {
                        "type": candidate.type.iri,
                        "name": candidate.type.slug,
                        "score": candidate.score,
                        "like": candidate.like,
                        "words": list(candidate.words),
                    }
                    for candidate in each.candidates
                ],
            }
            for each in proposed.values()
        ],
    }
