"""What a matrix says, for a person: totals, hand-overs, ownership, findings; asked by the saved questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from raci_graph.dataset import engine_for
from raci_graph.parsed_form import matrix_form
from raci_graph.queries import run_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.engines.base import Engine, Rows
    from raci_graph.findings import Finding
    from raci_graph.model import Matrix
    from raci_graph.sources import Source

    Json = dict[str, object]

_OWNERS = ("provider", "customer", "shared")


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many assignments of a role a party has."""

    party: str
    letter: str
    role: str
    count: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """A row in which one party answers for work that another does."""

    row: int
    activity: str
    accountable: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one matrix says. ``ownership`` is None where the provider and the consumer of the service are not stated."""

    matrix: Matrix
    roles: tuple[RoleCount, ...]
    hand_overs: tuple[HandOver, ...]
    ownership: dict[str, int] | None


def build_reports(source: Source) -> tuple[Report, ...]:
    """Return a report of each matrix of a source, in order."""
    engine = engine_for(source)
    try:
        return tuple(_report(engine, matrix) for matrix in source.matrices)
    finally:
        engine.close()


def report_form(reports: Iterable[Report], findings: Sequence[Finding]) -> Json:
    """Return reports and findings as data for JSON: the parsed form, with what the report adds to each matrix."""
    return {
        "matrices": [_form(report) for report in reports],
        "findings": [finding.as_dict() for finding in findings],
    }


def _report(engine: Engine, matrix: Matrix) -> Report:
    iri = ox.NamedNode(matrix.iri or "")

    def rows(question: str, *columns: str) -> list[list[str]]:
        found = cast("Rows", run_query(engine, question, {"matrix": iri}))
        at = [found.columns.index(column) for column in columns]
        return [[row[index] or "" for index in at] for row in found.texts()]

    roles = rows("roles-by-party", "partyLabel", "letter", "assignments")
    names = {entry.letter: entry.role for entry in matrix.legend}
    hand_overs = rows("handovers", "row", "activityLabel", "accountableLabel", "responsibleLabel")
    owned = Counter(owner for (owner,) in rows("ownership", "ownership"))
    about = matrix.about
    stated = about.service and about.provider and about.consumer
    return Report(
        matrix=matrix,
        roles=tuple(RoleCount(party, letter, names[letter], int(count)) for party, letter, count in roles),
        hand_overs=tuple(HandOver(int(row), *texts) for row, *texts in hand_overs),
        ownership={owner: owned[owner] for owner in (*_OWNERS, *sorted(set(owned) - set(_OWNERS)))} if stated else None,
    )


def _form(report: Report) -> Json:
    return {
        **matrix_form(report.matrix),
        "iri": report.matrix.iri,
        "totals": [
            {"party": each.party, "letter": each.letter, "role": each.role, "count": each.count}
            for each in report.roles
        ],
        "handOvers": [
            {
                "row": each.row,
                "activity": each.activity,
                "accountable": each.accountable,
                "responsible": each.responsible,
            }
            for each in report.hand_overs
        ],
        "ownership": report.ownership,
    }
