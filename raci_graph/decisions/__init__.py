"""Choices recorded as data: how doubtful cells are settled, what words mean, and what kinds of work rows are."""

from raci_graph.decisions.apply import apply_decisions
from raci_graph.decisions.doubts import open_cells, open_words
from raci_graph.decisions.file import dump_decisions, dump_type, load_decisions, load_types, settles_rows
from raci_graph.decisions.meanings import keep_meanings, load_meanings
from raci_graph.decisions.second_source import decisions_from
from raci_graph.decisions.types import apply_types

__all__ = [
    "apply_decisions",
    "apply_types",
    "decisions_from",
    "dump_decisions",
    "dump_type",
    "keep_meanings",
    "load_decisions",
    "load_meanings",
    "load_types",
    "open_cells",
    "open_words",
    "settles_rows",
]
