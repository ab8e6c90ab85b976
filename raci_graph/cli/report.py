"""``raci-graph report``: read, check and show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from raci_graph.cli.common import emit_json, fail_on_option, format_option, rule_options, say, write_files
from raci_graph.cli.stores import Where, opened, shown_name, store_options
from raci_graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.report import Report


@click.command("report")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@format_option("text", "json")
@fail_on_option(by_settings=True)
@rule_options
@click.option("--figures", type=click.Path(path_type=Path), help="Draw each matrix as SVG files in this folder.")
@store_options
def command(  # noqa: PLR0913 - the options of a command line
    *,
    sources: tuple[str, ...],
    form: str,
    fail_on: str | None,
    rule: tuple[str, ...],
    ignore: tuple[str, ...],
    figures: Path | None,
    **where: Unpack[Where],
) -> int:
    """Read, check and show each SOURCE (the bundled hosted-exchange without one).

    Shows the matrix by section, the totals by role and party, where one party answers for work that another does,
    who owns how much where the service says who provides and consumes it, how the work of each top section is
    shared, and the findings by rule. Of several matrices also what each party has to do in all of them, and who
    answers for one kind of work in each service. --figures draws the matrix, the shares and the hand-overs. Of a store
    (--store) it shows what its matrices say together, the latest version of each.

    \b
    Examples:
      raci-graph report
      raci-graph report page.md --format json
      raci-graph report page.md --figures pictures/
      raci-graph report --store my.store
    """
    from raci_graph.cli.checks import Wish, checked_sources, exit_code_of
    from raci_graph.report import build_across, build_reports, report_form

    if any(where.values()):
        if sources or figures or fail_on or rule or ignore:
            remedy = "Leave them out; 'raci-graph validate --store' has the findings"
            raise UsageError("--store goes with --format alone, without SOURCES and other options", remedy=remedy)
        return _report_store(where, form)

    checks = checked_sources(sources, Wish(fail_on, rule, ignore))
    reports = [report for checked in checks for report in build_reports(checked.source)]
    across = build_across([checked.source for checked in checks])
    findings = [finding for checked in checks for finding in checked.findings]
    if figures is not None:
        _draw(reports, figures)
    if form == "json":
        emit_json(report_form(reports, findings, across))
    else:
        from raci_graph.cli.report_text import print_reports

        print_reports(reports, across, findings)
    return exit_code_of(checks)


def _report_store(where: Where, form: str) -> int:
    """Show what the matrices of a store say together; findings of a store come from validate."""
    from raci_graph.cli.report_text import print_across
    from raci_graph.report import across, report_form

    with opened(where, read_only=True) as engine:
        found = across(engine)
    if not found.parties:
        remedy = "'raci-graph load' puts one there"
        raise InputError("there is no responsibility matrix in it", place=shown_name(where), remedy=remedy)
    if form == "json":
        emit_json(report_form((), (), found))
    else:
        print_across(found, shown_name(where))
    return 0


def _draw(reports: Sequence[Report], folder: Path) -> None:
    from raci_graph.figures import draw

    drawn = draw(reports)
    write_files({folder / name: text for name, text in drawn.items()})
    for name in drawn:
        say(f"{folder / name}: drawn")
