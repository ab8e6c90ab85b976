"""Reports as data for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from raci_graph.as_data import matrix_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.findings import Finding
    from raci_graph.report.parts import Across, Report

    Json = dict[str, object]


def report_form(reports: Iterable[Report], findings: Sequence[Finding], across: Across | None = None) -> Json:
    """Return reports and findings as data for JSON: the parsed form, with what the report adds to each matrix."""
    return {
        "matrices": [_form(report) for report in reports],
        "acrossMatrices": _across_form(across) if across else None,
        "findings": [finding.as_dict() for finding in findings],
    }


def _form(report: Report) -> Json:
    return {
        **matrix_form(report.matrix),
        "iri": report.matrix.iri,
        "totals": [asdict(each) for each in report.roles],
        "handOvers": [asdict(each) for each in report.hand_overs],
        "ownership": report.ownership,
        "ssrmOwnership": report.ssrm,
        "loadByPhase": [asdict(each) for each in report.loads],
    }


def _across_form(across: Across) -> Json:
    parties = [asdict(each) for each in across.parties]
    activities = [asdict(each) for each in across.activities]
    return {
        "parties": [{("partyIri" if key == "party_iri" else key): each[key] for key in each} for each in parties],
        "activities": [{("type" if key == "kind" else key): each[key] for key in each} for each in activities],
    }
