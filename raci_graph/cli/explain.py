"""``raci-graph explain``: what a rule means."""

from __future__ import annotations

import sys

import click

from raci_graph.cli.common import emit

_STANDARD_INPUT = "-"


@click.command("explain")
@click.argument("findings", metavar="[CODE|FINDING]...", nargs=-1)
def command(*, findings: tuple[str, ...]) -> int:
    """Say what each rule CODE means, why it matters and what to do; without one, list the rules.

    A FINDING is a line of what validate prints, or the IRI of a shape; - reads findings (text, JSON or SARIF) from
    standard input.

    \b
    Examples:
      raci-graph explain W02
      raci-graph explain 'page.md:12:3: W02 violation: several parties answer for this activity'
      raci-graph validate page.md --format json | raci-graph explain -
    """
    from raci_graph import explain

    wanted = dict.fromkeys(code for each in findings for code in _codes(each))
    if findings:
        emit("\n".join(dict.fromkeys(explain.explain(code) for code in wanted)), None)
    else:
        emit("".join(f"{code} {explain.title(code)}\n" for code in explain.codes()), None)
    return 0


def _codes(finding: str) -> list[str]:
    from raci_graph import explain

    return explain.codes_in(sys.stdin.read()) if finding == _STANDARD_INPUT else [explain.code_in(finding)]
