"""raci_graph: responsibility (RACI) matrices as a graph that can be checked and asked.

>>> import raci_graph
>>> source = raci_graph.read("hosted-exchange")
>>> matrix = source.matrices[0]
>>> len(matrix.activities), [column.label for column in matrix.columns]
(49, ['Customer', 'OVHcloud'])
>>> matrix.activities[21].label
'Manage access to control plane'
>>> [(cell.party, cell.printed) for cell in matrix.activities[21].cells]
[('Customer', 'A'), ('OVHcloud', 'RI')]

Names are loaded when they are first used, so that ``import raci_graph`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from raci_graph.api import ask, read, validate
    from raci_graph.errors import InputError, OutputError, RaciGraphError, StoreError, UsageError
    from raci_graph.findings import Finding, Severity
    from raci_graph.graph import MatrixGraph, canonical_turtle, from_graph, to_graph
    from raci_graph.model import About, Activity, Cell, Mark, Matrix, Place
    from raci_graph.queries import SavedQuery, run_query, saved_queries
    from raci_graph.sources import Source

_HOMES = {
    "About": "raci_graph.model",
}

__all__ = ["__version__"]


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'raci_graph' has no attribute '{name}'")


def __dir__() -> list[str]:
    return list(__all__)
