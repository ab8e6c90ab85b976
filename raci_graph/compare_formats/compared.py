"""What is shown of a comparison of two SOURCES: each pair of matrices, and those without a counterpart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci_graph.compare.changes import Diff
    from raci_graph.model import Matrix


@dataclass(frozen=True, slots=True)
class Compared:
    """One matrix of either SOURCE and their difference; without a difference, one that only one of them has."""

    old: Matrix | None
    new: Matrix | None
    diff: Diff | None = None


def title_of(matrix: Matrix) -> str:
    """Return what a matrix is called in a comparison: its title, its version and what it was read from."""
    about = [f"version {matrix.about.version}" if matrix.about.version else "", matrix.source]
    return f"{matrix.title} ({', '.join(part for part in about if part)})"
