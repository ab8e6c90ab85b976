"""``raci-graph explain``: what a rule means."""

from __future__ import annotations

import click

from raci_graph.cli.common import emit


@click.command("explain")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
def command(*, codes: tuple[str, ...]) -> int:
    """Say what each rule CODE means, why it matters and what to do; without one, list the rules.

    \b
    Example:
      raci-graph explain W02
    """
    from raci_graph import explain

    if codes:
        emit("\n".join(explain.explain(code) for code in codes), None)
    else:
        emit("".join(f"{code} {explain.title(code)}\n" for code in explain.codes()), None)
    return 0
