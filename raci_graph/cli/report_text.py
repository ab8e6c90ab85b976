"""Reports as text for a person: the matrix, its totals, and what the saved questions answer about it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from raci_graph.model import Basis
from raci_graph.row_doubts import doubts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.table import Table

    from raci_graph.findings import Finding
    from raci_graph.model import Cell, Matrix
    from raci_graph.report import Across, Report
    from raci_graph.row_doubts import Doubts

_GROUNDS = {Basis.SECOND_SOURCE: "by a second source", Basis.JUDGEMENT: "by judgement", Basis.UNSETTLED: "not settled"}
_OUTSIDE = "(in no section)"
_BY_TEXT = "who"


def print_reports(reports: Sequence[Report], across: Across | None, findings: Sequence[Finding]) -> None:
    """Print a report of each matrix, what they say together, and the findings."""
    from raci_graph.cli.console import console

    out = console()
    for report in reports:
        _print_matrix(out, report.matrix)
        _print_totals(out, report)
        _print_hand_overs(out, report)
        _print_ownership(out, report)
        _print_load(out, report)
    if across:
        _print_across(out, across, [report.matrix for report in reports])
    _print_findings(out, findings)


def print_across(across: Across, store: str) -> None:
    """Print what the matrices of a store say together."""
    from rich.text import Text

    from raci_graph.cli.console import console
    from raci_graph.report_formats.inert import inert

    out = console()
    count = len({each.matrix for each in across.parties})
    out.print(Text(inert(f"{store}: {count} {'matrix' if count == 1 else 'matrices'}"), style="bold"))
    _print_across(out, across, ())


def _print_across(out: Console, across: Across, matrices: Sequence[Matrix]) -> None:
    versions = {matrix.iri or "": matrix.about.version for matrix in matrices}
    titles = {each.matrix: each.title for each in across.parties}
    alike = [title for title, count in Counter(titles.values()).items() if count > 1]
    told = {iri: f" {versions.get(iri) or iri}" if title in alike else "" for iri, title in titles.items()}
    _print_parties(out, across, told)
    _print_types(out, across, told)


def _print_matrix(out: Console, matrix: Matrix) -> None:
    from rich.text import Text

    from raci_graph.cli.console import fits
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
    shown = _table_of(matrix, by_text=False)
    out.print(shown if fits(shown) else _table_of(matrix, by_text=True))
    _print_grounds(out, matrix)


def _table_of(matrix: Matrix, *, by_text: bool) -> Table:
    """Return a matrix as a table with its columns, or with one that tells what is printed in them and for whom."""
    from rich.text import Text

    from raci_graph.cli.console import table
    from raci_graph.report_formats.inert import inert

    labels = [column.label for column in matrix.columns]
    heads = [_BY_TEXT] if by_text else labels
    shown = table(["", "Activity", *heads], [], right=[0])
    for section, activities in matrix.by_section:
        if section is not None:
            heading = f"{section.number} {section.label}" if section.number else section.label
            shown.add_row("", Text(inert(heading), style="bold"), *("" for _ in heads))
        for activity in activities:
            doubts = doubts_of(activity)
            cells = [_printed(cell, doubts) for cell in activity.cells]
            lost = f" (column not known: {' '.join(doubts.lost)})" if doubts.lost else ""
            told = [_by_text(cells, labels)] if by_text else cells
            shown.add_row(*(Text(inert(text)) for text in (str(activity.row), f"{activity.label}{lost}", *told)))
    return shown


def _by_text(cells: Sequence[str], labels: Sequence[str]) -> str:
    """Return a row in one cell: what is printed, and for whom."""
    found: dict[str, list[str]] = {}
    for text, label in zip(cells, labels, strict=True):
        if text:
            found.setdefault(text, []).append(label)
    return "; ".join(f"{text}: {', '.join(whom)}" for text, whom in found.items())


def _printed(cell: Cell, doubts: Doubts) -> str:
    """Return what a report shows of a cell: one in doubt with its own text, if that is known."""
    if cell.basis is not Basis.UNSETTLED:
        return cell.printed or ""
    return f"? {doubts.texts.get(cell.column) or ''}".rstrip()


def _print_grounds(out: Console, matrix: Matrix) -> None:
    counts = {basis: sum(cell.basis is basis for cell in matrix.cells) for basis in _GROUNDS}
    told = [f"{count} {_GROUNDS[basis]}" for basis, count in counts.items() if count]
    if told:
        out.print(
            f"\nOf {len(matrix.cells)} cells the source alone does not settle {sum(counts.values())}: {', '.join(told)}"
        )


def _print_totals(out: Console, report: Report) -> None:
    from raci_graph.cli.console import fits

    columns = [column.label for column in report.matrix.columns if column.role is None]
    parties = list(dict.fromkeys([*columns, *(each.party for each in report.roles)]))
    counts = {(each.role, each.party): each.count for each in report.roles}
    roles = list(dict.fromkeys((each.letter, each.role) for each in report.roles))
    _print_head(out, "Totals")
    heads = [letter if role == letter else f"{letter} {role}" for letter, role in roles]
    rows = [[str(counts.get((role, party), 0)) for party in parties] for _, role in roles]
    shown = _numbers(parties, heads, rows)
    out.print(shown if fits(shown) else _numbers(heads, parties, [*zip(*rows, strict=True)]))


def _numbers(columns: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    from raci_graph.cli.console import table

    lines = [[head, *row] for head, row in zip(heads, rows, strict=True)]
    return table(["", *columns], lines, right=range(1, len(columns) + 1))


def _print_hand_overs(out: Console, report: Report) -> None:
    from raci_graph.cli.console import table

    _print_head(out, "Hand-overs")
    if not report.hand_overs:
        out.print("None: whoever answers does the work.")
        return
    shown = [[str(each.row), each.activity, each.accountable, each.responsible] for each in report.hand_overs]
    out.print(table(["", "Activity", "answers", "does the work"], shown, right=[0]))


def _print_ownership(out: Console, report: Report) -> None:
    if report.ownership is None or report.ssrm is None:
        return
    _print_head(out, "Ownership")
    out.print(_counted(report.ownership))
    if report.ssrm:
        out.print(f"by the classes of CSA's control STA-04: {_counted(report.ssrm)}")


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _print_load(out: Console, report: Report) -> None:
    """Print how the work of each phase is shared; a matrix of one phase has that in its totals."""
    from raci_graph.cli.console import table

    by_phase = {phase: list(loads) for phase, loads in groupby(report.loads, key=lambda each: each.phase)}
    if len(by_phase) < 2:  # noqa: PLR2004 - nothing to compare
        return
    _print_head(out, "Load by phase: in how many rows each party does the work, and its share of the work")
    rows = []
    for phase, loads in by_phase.items():
        doing = sorted((each for each in loads if each.does), key=lambda each: -each.does)
        shares = ", ".join(f"{each.party} {each.does} ({each.percent} %)" for each in doing)
        rows.append([phase or _OUTSIDE, str(loads[0].activities), shares or "nobody"])
    out.print(table(["", "rows", "who does the work"], rows, right=[1]))


def _print_parties(out: Console, across: Across, told: dict[str, str]) -> None:
    from raci_graph.cli.console import table

    _print_head(out, "Parties over all matrices: in how many rows each does, answers, is consulted, is informed")
    rows = []
    for _, group in groupby(across.parties, key=lambda each: each.party_iri):
        for number, each in enumerate(group):
            counts = (each.activities, each.does, each.answers, each.consulted, each.informed)
            party = each.party if number == 0 else ""
            matrix = f"{each.title}{told.get(each.matrix, '')}"
            rows.append([party, matrix, *map(str, counts), f"{each.percent} %"])
    heads = ["", "matrix", "rows", "does", "answers", "consulted", "informed", "does or answers"]
    out.print(table(heads, rows, right=range(2, len(heads))))


def _print_types(out: Console, across: Across, told: dict[str, str]) -> None:
    from raci_graph.cli.console import table

    _print_head(out, "Kinds of work over all services")
    if not across.activities:
        out.print(
            "No activity says of which kind it is (raci:activityType), so that services cannot be compared by it."
        )
        return
    rows = []
    for _, group in groupby(across.activities, key=lambda each: each.kind):
        for number, each in enumerate(group):
            kind = each.kind if number == 0 else ""
            service = f"{each.service}{told.get(each.matrix, '')}"
            rows.append([kind, service, str(each.row), ", ".join(each.answers), ", ".join(each.does)])
    out.print(table(["", "service", "row", "answers", "does the work"], rows, right=[2]))


def _print_head(out: Console, text: str) -> None:
    from rich.text import Text

    out.print(Text(f"\n{text}", style="bold"))


def _print_findings(out: Console, findings: Sequence[Finding]) -> None:
    from rich.text import Text

    from raci_graph.cli.console import STYLES, table
    from raci_graph.explain import title
    from raci_graph.report_formats.inert import inert
    from raci_graph.report_formats.lines import words

    _print_head(out, "Findings")
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
