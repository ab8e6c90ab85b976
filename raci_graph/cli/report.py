"""``raci-graph report``: read, check and show."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit_json, fail_on_option, format_option, rule_options
from raci_graph.model import Basis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from raci_graph.findings import Finding
    from raci_graph.model import Activity, Cell, Matrix, Section
    from raci_graph.report import Report

_GROUNDS = {Basis.SECOND_SOURCE: "by a second source", Basis.JUDGEMENT: "by judgement", Basis.UNSETTLED: "not settled"}


@click.command("report")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@format_option("text", "json")
@fail_on_option(by_settings=True)
@rule_options
def command(
    *, sources: tuple[str, ...], form: str, fail_on: str | None, rule: tuple[str, ...], ignore: tuple[str, ...]
) -> int:
    """Read, check and show each SOURCE (the bundled hosted-exchange without one).

    Shows the matrix by section, the totals by role and party, where one party answers for work that another does,
    who owns how much where the service says who provides and consumes it, and the findings by rule.

    \b
    Examples:
      raci-graph report
      raci-graph report page.md --format json
    """
    from raci_graph.cli.checks import Wish, checked_sources, exit_code_of
    from raci_graph.report import build_reports, report_form

    checks = checked_sources(sources, Wish(fail_on, rule, ignore))
    reports = [report for checked in checks for report in build_reports(checked.source)]
    findings = [finding for checked in checks for finding in checked.findings]
    if form == "json":
        emit_json(report_form(reports, findings))
    else:
        _print(reports, findings)
    return exit_code_of(checks)


def _print(reports: Sequence[Report], findings: Sequence[Finding]) -> None:
    from raci_graph.cli.console import console

    out = console()
    for report in reports:
        _print_matrix(out, report.matrix)
        _print_totals(out, report)
    _print_findings(out, findings)


def _print_matrix(out: Console, matrix: Matrix) -> None:
    from rich.text import Text

    from raci_graph.cli.console import table
    from raci_graph.report_formats.inert import inert

    about = matrix.about
    facts = [f"version {about.version}" if about.version else "", f"read from {matrix.source}"]
    out.print(Text(inert(matrix.title), style="bold"))
    out.print(Text(inert(", ".join(fact for fact in facts if fact))))
    if about.publisher:
        licence = f" ({about.license})" if about.license else ""
        out.print(Text(inert(f"published by {about.publisher}{licence}")))
    legend = "; ".join(f"{entry.letter}: {entry.text or entry.role}" for entry in matrix.legend)
    out.print(Text(inert(f"{legend}\n")))
    shown = table(["", "Activity", *(column.label for column in matrix.columns)], [], right=[0])
    for section, activities in _by_section(matrix):
        if section is not None:
            heading = f"{section.number} {section.label}" if section.number else section.label
            shown.add_row("", Text(inert(heading), style="bold"), *("" for _ in matrix.columns))
        for activity in activities:
            cells = [_printed(cell, activity) for cell in activity.cells]
            shown.add_row(*(Text(inert(text)) for text in (str(activity.row), activity.label, *cells)))
    out.print(shown)
    _print_grounds(out, matrix)


def _by_section(matrix: Matrix) -> list[tuple[Section | None, list[Activity]]]:
    """Return the sections in their order, each with the activities that stand directly under it."""
    loose = [activity for activity in matrix.activities if activity.section is None]
    parts: list[tuple[Section | None, list[Activity]]] = [(None, loose)] if loose else []
    return parts + [
        (section, [each for each in matrix.activities if each.section == section.key]) for section in matrix.sections
    ]


def _printed(cell: Cell, activity: Activity) -> str:
    if cell.basis is not Basis.UNSETTLED:
        return cell.printed or ""
    return f"? {' '.join(mark.text for mark in activity.unplaced)}"


def _print_grounds(out: Console, matrix: Matrix) -> None:
    counts = {basis: sum(cell.basis is basis for cell in matrix.cells) for basis in _GROUNDS}
    told = [f"{count} {_GROUNDS[basis]}" for basis, count in counts.items() if count]
    if told:
        out.print(f"\nOf {len(matrix.cells)} cells the source does not show {sum(counts.values())}: {', '.join(told)}")


def _print_totals(out: Console, report: Report) -> None:
    from rich.text import Text

    from raci_graph.cli.console import table

    columns = [column.label for column in report.matrix.columns if column.role is None]
    parties = list(dict.fromkeys([*columns, *(each.party for each in report.roles)]))
    counts = {(each.role, each.party): each.count for each in report.roles}
    roles = list(dict.fromkeys((each.letter, each.role) for each in report.roles))
    order = [entry.letter for entry in report.matrix.legend]
    roles.sort(key=lambda role: order.index(role[0]))
    out.print(Text("\nTotals", style="bold"))
    rows = [[f"{letter} {role}", *(str(counts.get((role, party), 0)) for party in parties)] for letter, role in roles]
    out.print(table(["", *parties], rows, right=range(1, len(parties) + 1)))
    out.print(Text("\nHand-overs", style="bold"))
    if report.hand_overs:
        shown = [[str(each.row), each.activity, each.accountable, each.responsible] for each in report.hand_overs]
        out.print(table(["", "Activity", "answers", "does the work"], shown, right=[0]))
    else:
        out.print("None: whoever answers does the work.")
    if report.ownership is not None:
        out.print(Text("\nOwnership", style="bold"))
        out.print(", ".join(f"{owner} {count}" for owner, count in report.ownership.items()))


def _print_findings(out: Console, findings: Sequence[Finding]) -> None:
    from rich.text import Text

    from raci_graph.cli.console import STYLES, table
    from raci_graph.explain import title
    from raci_graph.report_formats.inert import inert
    from raci_graph.report_formats.lines import words

    out.print(Text("\nFindings", style="bold"))
    if not findings:
        out.print("None.")
    for code, group in groupby(sorted(findings, key=lambda each: each.sort_key()), key=lambda each: each.code):
        same = list(group)
        head = f"{code} {same[0].severity.value}: {title(code)} ({len(same)})"
        out.print(Text(inert(head), style=STYLES[same[0].severity.value]))
        rows = [[str(each.place or ""), str(each.row or ""), words(each)] for each in same]
        out.print(table(["place", "row", "what"], rows, right=[1]))
        out.print()
    out.print("'raci-graph explain CODE' says what a rule means, why it matters and what to do.")
