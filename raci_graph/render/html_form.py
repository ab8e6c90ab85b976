"""A matrix as one web page that stands alone: its table with filters, findings, where cells come from, what it says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph import __version__, explain
from raci_graph.figures import figures_in_page
from raci_graph.figures.lettering import are_right_to_left, shown
from raci_graph.graph.write import to_graph
from raci_graph.model import Basis
from raci_graph.pages import markup, page, script, style
from raci_graph.render.downloads import downloads_of
from raci_graph.render.grid import grid_of, heading_of
from raci_graph.render.html_colours import colour_style
from raci_graph.render.html_rows import rows_of
from raci_graph.render.origins import origins_of
from raci_graph.report import build_reports
from raci_graph.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix
    from raci_graph.render.downloads import Download
    from raci_graph.report import Report

_OWNERS = {"provider": "owned by the provider", "customer": "owned by the consumer", "shared": "shared"}


def render(matrix: Matrix, findings: Sequence[Finding] | None = None) -> str:
    """Return the page, the same in every run.

    It reaches for nothing outside, and all of it can be read without its script, which filters the rows. Every text of
    the source is escaped. Without findings the page says that the matrix was not checked.
    """
    return page("matrix", **values_of(matrix, findings))


def values_of(
    matrix: Matrix, findings: Sequence[Finding] | None, downloads: Sequence[Download] | None = None
) -> dict[str, object]:
    """Return what the template of the page is filled with; the files stand in it, unless others are named."""
    graph = to_graph(matrix)
    [report] = build_reports(Source(matrix.source, (replace(matrix, iri=graph.iri),), graph.triples))
    own = _own_findings(findings or (), matrix, graph.iri)
    rowed = frozenset(own)
    codes = {each.code for each in findings or ()}
    return {
        "title": shown(matrix.title),
        "language": matrix.language if matrix.language != "und" else None,
        "direction": "rtl" if are_right_to_left(each.label for each in matrix.activities) else "ltr",
        "style_of_page": style("matrix.css", colour_style()),
        "script": script("matrix.js"),
        "version": __version__,
        "facts": tuple(_facts(matrix)),
        "counts": _counts(matrix),
        "legend": [tuple(map(shown, entry)) for entry in grid_of(matrix).legend],
        "rows": rows_of(matrix, report.functions),
        "printed": _as_printed(matrix),
        "origins": origins_of(matrix),
        "findings": None if findings is None else [_finding(each, has_row=each in rowed) for each in findings],
        "by_row": _by_row(own),
        "rules": [(code, explain.title(code), explain.hint(code)) for code in sorted(codes)],
        "totals": _totals(report),
        "hand_overs": [
            (each.row, shown(each.activity), shown(each.accountable), shown(each.responsible))
            for each in report.hand_overs
        ],
        "ownership": _ownership(report),
        "figures": [(kind, title, svg and markup(svg)) for kind, title, svg in figures_in_page(report)],
        "downloads": downloads_of(matrix, graph, findings) if downloads is None else downloads,
    }


def _facts(matrix: Matrix) -> Iterator[tuple[str, str, str | None]]:
    """Yield what is said of a matrix: a name for it, the text, and an address of the web that it links to."""
    about = matrix.about
    wanted = (
        ("Version", about.version),
        ("Service", about.service),
        ("Provider", about.provider),
        ("Consumer", about.consumer),
        ("Publisher", about.publisher),
        ("Published at", about.published_at),
        ("Date", about.issued.isoformat() if about.issued else None),
        ("Licence", about.license),
        ("Follows version", about.previous_version),
        ("Read from", matrix.source),
        ("Name", matrix.iri),
    )
    for name, text in wanted:
        if text:
            is_link = name in {"Published at", "Licence"} and text.lower().startswith(("http://", "https://"))
            yield name, shown(text), shown(text) if is_link else None


def _counts(matrix: Matrix) -> str:
    cells = matrix.cells
    unsettled = sum(cell.basis is Basis.UNSETTLED for cell in cells)
    marks = sum(len(cell.marks) for cell in cells)
    counted = [(len(matrix.activities), "activity", "activities"), (len(matrix.columns), "column", "columns")]
    counted += [(marks, "assignment", "assignments")]
    said = [f"{number:,} {one if number == 1 else many}" for number, one, many in counted]
    left = [f"{unsettled:,} {'cell is' if unsettled == 1 else 'cells are'} not settled"] if unsettled else []
    return ", ".join([*said, *left])


def _as_printed(matrix: Matrix) -> dict[str, object] | None:
    """Return the table with roles as columns, where it is printed so; None where the parties are the columns."""
    grid = grid_of(matrix)
    if grid.has_letters:
        return None
    lines = [
        (shown(heading_of(line.section)), None)
        if line.section is not None
        else ("", line.row and (line.row.number, shown(line.row.label), tuple(map(shown, line.row.cells))))
        for line in grid.lines
    ]
    return {"heads": [grid.corner, *map(shown, grid.heads)], "lines": lines}


def _own_findings(findings: Sequence[Finding], matrix: Matrix, name: str) -> list[Finding]:
    """Return the findings that speak of a row of this matrix, whatever name it has."""
    rows = {activity.row for activity in matrix.activities}
    names = {None, matrix.iri, name}
    return [each for each in findings if each.row in rows and each.matrix in names]


def _finding(finding: Finding, *, has_row: bool) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "row": finding.row if has_row else None,
        "subject": shown(finding.subject or ""),
        "message": shown(finding.message),
        "done": shown(finding.done or ""),
        "waived": shown(str(finding.waived)) if finding.waived else None,
        "place": shown(str(finding.place)) if finding.place else "",
    }


def _by_row(findings: Sequence[Finding]) -> Mapping[int, list[dict[str, object]]]:
    found: dict[int, list[dict[str, object]]] = defaultdict(list)
    for finding in findings:
        found[finding.row or 0].append(_finding(finding, has_row=True))
    return dict(found)


def _totals(report: Report) -> dict[str, object]:
    """Return how often each party has each role: the roles as columns, and a row for each party."""
    roles = tuple(dict.fromkeys((each.letter, each.role) for each in report.roles))
    counts = {(each.party, each.letter): each.count for each in report.roles}
    parties = dict.fromkeys(each.party for each in report.roles)
    rows = [(shown(party), [counts.get((party, letter), 0) for letter, _ in roles]) for party in parties]
    sums = [sum(row[at] for _, row in rows) for at in range(len(roles))]
    return {"roles": [tuple(map(shown, role)) for role in roles], "rows": rows, "sums": sums}


def _ownership(report: Report) -> list[tuple[str, int]] | None:
    if report.ownership is None:
        return None
    return [(_OWNERS.get(owner, shown(owner)), count) for owner, count in report.ownership.items()]
