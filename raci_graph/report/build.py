"""The saved questions that a report asks, and its parts made of their rows."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from raci_graph.dataset import engine_for
from raci_graph.queries import run_query
from raci_graph.report.parts import Across, Function, HandOver, Load, PartyInMatrix, Report, RoleCount, TypedActivity
from raci_graph.vocab import RACI

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.engines.base import Engine, Rows
    from raci_graph.model import Matrix
    from raci_graph.queries.values import Value
    from raci_graph.sources import Source

_OWNERS = ("provider", "customer", "shared")
_SSRM = (
    "CSP-owned",
    "CSC-owned",
    "Shared CSP and CSC (independent)",
    "Shared CSP and CSC (dependent)",
    "3rd-party outsourced",
    "Shared CSP and 3rd-party",
    "none",
)
_BY_IRI = {f"{RACI}{each}": each for each in Function}
_FUNCTIONS = f"""
PREFIX raci: <{RACI}>
SELECT ?letter ?function WHERE {{
  VALUES ?matrix {{ UNDEF }}
  ?entry raci:inMatrix ?matrix ; raci:letter ?letter ; raci:legendRole/raci:roleFunction ?function
}}
"""


def build_reports(source: Source) -> tuple[Report, ...]:
    """Return a report of each matrix of a source, in order."""
    with closing(engine_for(source)) as engine:
        return tuple(report_of(engine, matrix) for matrix in source.matrices)


def build_across(sources: Sequence[Source]) -> Across | None:
    """Return what the matrices of all sources say together, earlier versions too; None for fewer than two."""
    if sum(len(source.matrices) for source in sources) < 2:  # noqa: PLR2004 - one matrix has nothing beside it
        return None
    with closing(engine_for(*sources)) as engine:
        return across(engine, versions="all")


def across(engine: Engine, *, versions: str = "latest") -> Across:
    """Return what all matrices of a store say together.

    Args:
        engine: the store; it holds the ontology as well.
        versions: "all", or "latest" to leave a version out that a later one of the store follows.

    Raises:
        StoreError: if the store does not answer.
    """
    counts = ("activities", "does", "answers", "consulted", "informed", "percent")
    said = {"versions": versions}
    parties = [
        PartyInMatrix(party, iri, title, matrix, *map(int, numbers))
        for party, iri, title, matrix, *numbers in _rows(
            engine, "party-over-all-matrices", said, "partyLabel", "party", "matrixLabel", "matrix", *counts
        )
    ]
    columns = ("typeLabel", "serviceLabel", "matrix", "row", "activityLabel", "partyLabel", "part")
    found = _rows(engine, "type-over-all-services", said, *columns)
    typed = [
        TypedActivity(kind, service, matrix, int(row), text, _with_part("answers", each), _with_part("does", each))
        for (kind, service, matrix, row, text), group in groupby(found, key=lambda values: tuple(values[:5]))
        for each in [[(party, part) for *_, party, part in group]]
    ]
    return Across(tuple(parties), tuple(typed))


def _with_part(wanted: str, parties: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the parties that have a part: "answers" or "does"."""
    return tuple(party for party, part in parties if wanted in part.split())


def _rows(engine: Engine, question: str, values: Mapping[str, Value], *columns: str) -> list[list[str]]:
    found = cast("Rows", run_query(engine, question, values))
    at = [found.columns.index(column) for column in columns]
    return [[row[index] or "" for index in at] for row in found.texts()]


def report_of(engine: Engine, matrix: Matrix) -> Report:
    """Return the report of one matrix that a store holds.

    Args:
        engine: the store; it holds the ontology as well.
        matrix: the matrix, under the name that it has there.

    Raises:
        StoreError: if the store does not answer.
    """

    def rows(question: str, *columns: str) -> list[list[str]]:
        return _rows(engine, question, {"matrix": ox.NamedNode(matrix.iri or "")}, *columns)

    names = {entry.letter: entry.role for entry in matrix.legend}
    counted = rows("roles-by-party", "partyLabel", "letter", "assignments")
    parties = list(dict.fromkeys(party for party, *_ in counted))
    roles = sorted(counted, key=lambda row: (parties.index(row[0]), list(names).index(row[1])))
    hand_overs = rows("handovers", "row", "activityLabel", "accountableLabel", "responsibleLabel")
    counts = ("activities", "does", "answers", "consulted", "informed", "percent")
    loads = rows("load-by-phase", "sectionNumber", "sectionLabel", "partyLabel", *counts)
    owned = rows("ownership", "ownership", "ssrmOwnership", "dependence")
    about = matrix.about
    stated = about.service and about.provider and about.consumer
    found = rows(_FUNCTIONS, "letter", "function")
    return Report(
        matrix=matrix,
        roles=tuple(RoleCount(party, letter, names[letter], int(count)) for party, letter, count in roles),
        hand_overs=tuple(HandOver(int(row), *texts) for row, *texts in hand_overs),
        ownership=_owners(owned) if stated else None,
        ssrm=_ssrm(owned) if stated else None,
        loads=tuple(
            Load(f"{number} {label}".strip(), party, *map(int, numbers)) for number, label, party, *numbers in loads
        ),
        functions={names[letter]: _BY_IRI[iri] for letter, iri in found if iri in _BY_IRI},
    )


def _owners(owned: Sequence[Sequence[str]]) -> dict[str, int]:
    counts = Counter(owner for owner, *_ in owned)
    return {owner: counts[owner] for owner in (*_OWNERS, *sorted(set(counts) - set(_OWNERS)))}


def _ssrm(owned: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return how many rows have each class that one has, by name; of what is shared, by how its sharers depend."""
    names = (f"{ssrm} ({dependence})" if dependence else ssrm for _, ssrm, dependence in owned)
    counts = Counter(names)
    return {name: counts[name] for name in _SSRM if name in counts}
