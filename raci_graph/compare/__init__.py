"""Compares matrices: two versions row by row, and services by the kinds of their work."""

from raci_graph.compare.changes import KINDS, Diff, RowChange
from raci_graph.compare.difference import diff_matrices
from raci_graph.compare.matrices import pair_matrices
from raci_graph.compare.settled import Settled, load_settled, settled_entries

__all__ = [
    "KINDS",
    "Diff",
    "RowChange",
    "Settled",
    "diff_matrices",
    "load_settled",
    "pair_matrices",
    "settled_entries",
]
