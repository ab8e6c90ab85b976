"""Matrices into a store and out of it again: each a named graph of its own, replaced as a whole."""

from raci_graph.load.exporting import EXPORT_FORMS, exported
from raci_graph.load.listing import Kept, kept_graphs, kept_matrix
from raci_graph.load.reading import put_kept, read_kept
from raci_graph.load.run import load, unload
from raci_graph.load.writing import Loaded

__all__ = [
    "EXPORT_FORMS",
    "Kept",
    "Loaded",
    "exported",
    "kept_graphs",
    "kept_matrix",
    "load",
    "put_kept",
    "read_kept",
    "unload",
]
