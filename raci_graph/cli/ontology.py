"""``raci-graph ontology``: the ontology before reasoners and profile checkers, and what a reasoner infers from data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import DEFAULT, emit, emit_json, emit_pieces, format_option, output_option, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.owl import Check, Classified

_SAID = {"passed": "passed", "failed": "FAILED", "needs-java": "needs Java"}
_WIDTH = max(map(len, _SAID.values()))


@click.group("ontology")
def command() -> None:
    """Check the ontology, and let a reasoner classify activities.

    \b
    Examples:
      raci-graph ontology check
      raci-graph ontology classify
    """


@command.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@format_option("text", "json")
def check(*, paths: tuple[Path, ...], form: str) -> int:
    """Check the ontology in each PATH (all that is bundled, data included, without one).

    Headers, names and documentation; the OWL 2 profiles DL and RL; consistency and classes that can have no
    members, by the reasoner HermiT; what an OWL RL rule engine infers. The profiles and HermiT need Java 11 or
    newer; without it they are named, and all else is checked. The exit code is 1 if a check failed.

    \b
    Examples:
      raci-graph ontology check
      raci-graph ontology check my-roles.ttl --format json
    """
    from raci_graph.owl import check_ontology

    checks = check_ontology(paths or None)
    if form == "json":
        emit_json({"checks": [_form(each) for each in checks]})
    else:
        emit(_text(checks), None)
    return int(any(each.status == "failed" for each in checks))


@command.command("classify")
@click.argument("source", metavar="[SOURCE]", default=DEFAULT)
@format_option("table", "json", "csv")
@output_option("Write the answer to this file.")
def classify(*, source: str, form: str, output: Path | None) -> int:
    """Classify the activities of SOURCE (the bundled hosted-exchange without one) by who owns them.

    The classes of ontology/inference/ownership.ttl, inferred by the reasoner HermiT in a closed world: the provider
    alone, the customer alone, shared, or otherwise owned; unsettled, where a cell is in doubt; none, where nobody does
    or answers for it. The service must say who provides and who consumes it. Needs Java 11 or newer; the question
    'ownership' asks the same in SPARQL, without it.

    \b
    Examples:
      raci-graph ontology classify
      raci-graph ontology classify page.md --format csv -o owners.csv
    """
    from raci_graph.owl import classify_activities
    from raci_graph.sources import read_source, require_matrix

    found = classify_activities(require_matrix(read_source(source)).triples)
    for matrix in found.left_out:
        say(
            f"{matrix}: not classified. Its service does not say who provides and who consumes it (raci.toml can), "
            "or it has several that differ in this."
        )
    if form == "json":
        emit_json({"activities": [_activity_form(each) for each in found.activities]}, output)
    else:
        _emit_rows(found.activities, form, output)
    return 0


def _activity_form(each: Classified) -> dict[str, object]:
    return {
        "matrix": each.matrix,
        "row": each.row,
        "label": each.label,
        "activity": each.activity,
        "class": each.kind,
        "classes": list(each.classes),
    }


def _emit_rows(activities: Sequence[Classified], form: str, output: Path | None) -> None:
    import pyoxigraph as ox

    from raci_graph.engines.base import Stream

    columns = ("row", "class", "label", "activity")
    rows = ((str(each.row), each.kind or "", each.label, each.activity) for each in activities)
    stream = Stream(columns, (tuple(map(ox.Literal, row)) for row in rows))
    if form == "csv":
        from raci_graph.results import to_csv

        emit_pieces(to_csv(stream), output)
    else:
        from raci_graph.cli.row_table import table_pieces

        emit_pieces(table_pieces(stream, terminal=output is None and sys.stdout.isatty()), output)


def _form(check: Check) -> dict[str, object]:
    return {"name": check.name, "status": check.status, "detail": check.detail, "problems": list(check.problems)}


def _text(checks: Sequence[Check]) -> str:
    width = max(len(each.name) for each in checks)
    lines = []
    for each in checks:
        detail = "" if each.status == "needs-java" else each.detail
        lines.append(f"{_SAID[each.status]:<{_WIDTH}}  {each.name:<{width}}  {detail}".rstrip())
        lines += [f"{'':{_WIDTH}}    {problem}" for problem in each.problems]
    waiting = [each for each in checks if each.status == "needs-java"]
    counts = [f"{sum(each.status == status for each in checks)} {said}" for status, said in _SAID.items()]
    lines.append(", ".join(counts))
    if waiting:
        names = ", ".join(each.name for each in waiting)
        lines.append(f"Not checked: {names}. {waiting[0].detail}")
    return "".join(f"{line}\n" for line in lines)
