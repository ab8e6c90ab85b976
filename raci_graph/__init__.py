"""raci_graph: responsibility (RACI) matrices as a graph that can be checked and asked.

>>> import raci_graph
>>> source = raci_graph.read("hosted-exchange")
>>> matrix = source.matrices[0]
>>> len(matrix.activities), [column.label for column in matrix.columns]
(49, ['Customer', 'OVHcloud'])
>>> matrix.activities[21].label
'Manage access to control plane'
>>> [cell.printed for cell in matrix.activities[21].cells]
['A', 'RI']

>>> rows = raci_graph.run_query(raci_graph.engine_for(source), "handovers")
>>> [row[rows.columns.index("row")].value for row in rows.rows]
['18', '22', '46']

>>> sorted({finding.code for finding in raci_graph.validate(source.triples)})
['W10', 'W11', 'W15', 'W20']

Names are loaded when they are first used, so that ``import raci_graph`` costs nothing. The library never prints, never
exits, and reaches the network only for a store whose address it is given and for a SERVICE that it is told to allow;
what it refuses, it refuses with a ``RaciGraphError``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from raci_graph.as_data import parsed_form
    from raci_graph.dataset import engine_for
    from raci_graph.engines.base import Rows
    from raci_graph.engines.connect import connect
    from raci_graph.errors import InputError, MissingToolError, OutputError, RaciGraphError, StoreError, UsageError
    from raci_graph.finding_list import Findings
    from raci_graph.findings import Finding, Severity
    from raci_graph.graph.read import from_graph
    from raci_graph.graph.turtle import canonical_turtle
    from raci_graph.graph.write import MatrixGraph, to_graph
    from raci_graph.importing import import_document
    from raci_graph.model import About, Matrix
    from raci_graph.queries import SavedQuery, run_query, saved_queries
    from raci_graph.sources import Source
    from raci_graph.sources import read_source as read
    from raci_graph.validation import validate

_HOMES = {
    "About": "model",
    "Finding": "findings",
    "Findings": "finding_list",
    "InputError": "errors",
    "Matrix": "model",
    "MatrixGraph": "graph.write",
    "MissingToolError": "errors",
    "OutputError": "errors",
    "RaciGraphError": "errors",
    "Rows": "engines.base",
    "SavedQuery": "queries",
    "Severity": "findings",
    "Source": "sources",
    "StoreError": "errors",
    "UsageError": "errors",
    "canonical_turtle": "graph.turtle",
    "connect": "engines.connect",
    "engine_for": "dataset",
    "from_graph": "graph.read",
    "import_document": "importing",
    "parsed_form": "as_data",
    "read": "sources",
    "run_query": "queries",
    "saved_queries": "queries",
    "to_graph": "graph.write",
    "validate": "validation",
}
_NAMES_THERE = {"read": "read_source"}

__all__ = [
    "About",
    "Finding",
    "Findings",
    "InputError",
    "Matrix",
    "MatrixGraph",
    "MissingToolError",
    "OutputError",
    "RaciGraphError",
    "Rows",
    "SavedQuery",
    "Severity",
    "Source",
    "StoreError",
    "UsageError",
    "__version__",
    "canonical_turtle",
    "connect",
    "engine_for",
    "from_graph",
    "import_document",
    "parsed_form",
    "read",
    "run_query",
    "saved_queries",
    "to_graph",
    "validate",
]


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module 'raci_graph' has no attribute '{name}'")
    return getattr(import_module(f"raci_graph.{_HOMES[name]}"), _NAMES_THERE.get(name, name))


def __dir__() -> list[str]:
    return list(__all__)
