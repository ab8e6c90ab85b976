"""The names of the graphs in a store.

A matrix version is the graph of its own IRI. Its shortcuts and its places, which may change while the matrix does not,
are graphs beside it: ``<matrix>/shortcuts`` and ``<matrix>/places``, or with ``#`` where the matrix is named by a URN.
The catalogue is the graph of its own IRI, too, and so are the ontology and the activity types
(``dataset.vocabularies``).
"""

from __future__ import annotations

_PARTS = ("shortcuts", "places")


def part_names(matrix: str) -> dict[str, str]:
    """Return the names of the graphs beside a matrix, by what they hold.

    >>> part_names("https://example.org/id/mail/2026")["places"]
    'https://example.org/id/mail/2026/places'
    >>> part_names("urn:uuid:0e1f")["shortcuts"]
    'urn:uuid:0e1f#shortcuts'
    """
    between = "#" if matrix.startswith("urn:") and "#" not in matrix else "/"
    return {part: f"{matrix}{between}{part}" for part in _PARTS}


def graph_names(matrix: str) -> list[str]:
    """Return the names of the three graphs of a matrix, the matrix first."""
    return [matrix, *part_names(matrix).values()]
