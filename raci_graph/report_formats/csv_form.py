"""Findings as CSV, for spreadsheets: no cell of it is a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from raci_graph.report_formats.checked import all_findings
from raci_graph.report_formats.inert import inert
from raci_graph.results import inert_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.findings import Finding
    from raci_graph.report_formats.checked import Checked

COLUMNS = (
    *("file", "line", "column", "sheet", "cell", "code", "severity", "row", "subject", "message", "done", "printed"),
    *("waived", "waived by", "waived on", "waived until", "matrix", "shape", "focus", "path", "value", "source"),
)


def render(checks: Sequence[Checked]) -> str:
    """Return findings as CSV (RFC 4180, lines end in CRLF), a line each below the names of the columns."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for checked, finding in all_findings(checks):
        cells = _cells(checked, finding)
        writer.writerow([_inert(cells[name]) for name in COLUMNS])
    return out.getvalue()


def _cells(checked: Checked, finding: Finding) -> dict[str, str | int | None]:
    place, waiver = finding.place, finding.waived
    return {
        "file": checked.path(place),
        "line": place.line if place else None,
        "column": place.column if place else None,
        "sheet": place.sheet if place else None,
        "cell": place.cell if place else None,
        "code": finding.code,
        "severity": finding.severity.value,
        "row": finding.row,
        "subject": finding.subject,
        "message": finding.message,
        "done": finding.done,
        "printed": " | ".join("?" if text is None else text for text in finding.printed),
        "waived": waiver.reason if waiver else None,
        "waived by": waiver.who if waiver else None,
        "waived on": waiver.on if waiver else None,
        "waived until": waiver.expires if waiver else None,
        "matrix": finding.matrix,
        "shape": finding.shape,
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "source": checked.source.name,
    }


def _inert(value: str | int | None) -> str | int:
    if value is None or isinstance(value, int):
        return "" if value is None else value
    return inert(inert_cell(value))
