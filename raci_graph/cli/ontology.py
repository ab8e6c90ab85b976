"""``raci-graph ontology check``: the ontology before reasoners and profile checkers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit, emit_json, format_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.owl import Check

_SAID = {"passed": "passed", "failed": "FAILED", "needs-java": "needs Java"}
_WIDTH = max(map(len, _SAID.values()))


@click.group("ontology")
def command() -> None:
    """Check the ontology.

    \b
    Example:
      raci-graph ontology check
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
