"""Choices about doubtful cells: settled by another copy of the table, or by a person, and recorded as data."""

from raci_graph.decisions.apply import apply_decisions
from raci_graph.decisions.doubts import open_cells
from raci_graph.decisions.file import dump_decisions, load_decisions
from raci_graph.decisions.second_source import decisions_from

__all__ = ["apply_decisions", "decisions_from", "dump_decisions", "load_decisions", "open_cells"]
