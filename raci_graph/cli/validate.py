"""``raci-graph validate``: check matrices against the shapes."""

from __future__ import annotations

from collections import Counter

import click

from raci_graph.cli.common import DEFAULT, emit, emit_json, exit_code, fail_on_option, finding_line, format_option


@click.command("validate")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@format_option("text", "json")
@fail_on_option()
def command(*, sources: tuple[str, ...], form: str, fail_on: str) -> int:
    """Check each SOURCE (the bundled hosted-exchange without one) against the shapes.

    Each finding is a line with its place in the source; the exit code is 1 from --fail-on on.

    \b
    Examples:
      raci-graph validate hosted-exchange
      raci-graph validate matrix.ttl --fail-on warning
    """
    from raci_graph.sources import read_source, require_matrix
    from raci_graph.validation import check

    findings = []
    for name in sources or (DEFAULT,):
        source = require_matrix(read_source(name))
        findings += check(source)
    if form == "json":
        emit_json({"findings": [finding.as_dict() for finding in findings]})
    else:
        emit("".join(f"{finding_line(finding)}\n" for finding in findings), None)
        counts = Counter(finding.severity.value for finding in findings)
        click.echo(", ".join(f"{counts[name]} {name}" for name in ("violation", "warning", "info")), err=True)
    return exit_code(findings, fail_on)
