"""``raci-graph queries``: the saved questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit, emit_json, format_option

if TYPE_CHECKING:
    from raci_graph.queries import SavedQuery


@click.command("queries")
@click.argument("names", metavar="[QUERY]...", nargs=-1)
@format_option("text", "json")
def command(*, names: tuple[str, ...], form: str) -> int:
    """List the saved questions; of each QUERY (its name or number) show the parameters, columns and SPARQL.

    \b
    Examples:
      raci-graph queries
      raci-graph queries handovers
    """
    from raci_graph.queries import find, saved_queries

    chosen = [find(name) for name in names] if names else list(saved_queries())
    if form == "json":
        emit_json({"queries": [_form(query) for query in chosen]})
    elif names:
        emit("\n".join(query.text for query in chosen), None)
    else:
        _print_list(chosen)
    return 0


def _form(query: SavedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "question": query.question,
        "parameters": [
            {"name": each.name, "type": each.type, "description": each.description} for each in query.params
        ],
        "columns": dict(query.columns),
    }


def _print_list(queries: list[SavedQuery]) -> None:
    from raci_graph.cli.console import console, table

    rows = [[query.name, query.question, ", ".join(each.name for each in query.params)] for query in queries]
    console().print(table(["name", "question", "parameters"], rows))
