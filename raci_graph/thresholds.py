"""From how many on a rule reports: what the shapes say, and what a user says in its place.

A shape says its thresholds in its query, each on a line of its own, ``BIND ( 4 AS ?leastParties )``, so that every
SHACL engine runs the file as it is; W10, a shape of SHACL Core, says it by ``sh:qualifiedMaxCount``. Here these
numbers, and nothing else, are exchanged for others. Numbers are written as terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import InputError
from raci_graph.vocab import SH, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

RULES: dict[str, tuple[str, ...]] = {
    "W10": ("parties",),
    "W13": ("parties", "share"),
    "W14": ("parties", "share"),
    "W22": ("parties",),
    "W23": ("parties", "share"),
}
"""The rules that have thresholds, and which."""

LEAST_PARTIES = {"W10": 2}
"""The least number of parties that makes sense, where it is not 1."""

_SELECT = ox.NamedNode(f"{SH}select")
_SPARQL = ox.NamedNode(f"{SH}sparql")
_MOST = ox.NamedNode(f"{SH}qualifiedMaxCount")
_DOES_THE_WORK = ox.NamedNode(f"{SHAPES}AtMostOneDoesTheWork")


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how many parties on a rule reports, and above which share; None where the shape decides.

    For W10 ``parties`` are those that do the work, for the other rules those of the matrix. ``share`` is one of them
    (W13, W14) or of the rows (W23); a row or party is reported above it, not at it.
    """

    parties: int | None = None
    share: Fraction | None = None

    def numbers(self) -> dict[str, int]:
        """Return the numbers that are set, by the variables of the queries."""
        found = {"leastParties": self.parties} if self.parties is not None else {}
        if self.share is not None:
            found |= {"shareTop": self.share.numerator, "shareBottom": self.share.denominator}
        return found


def with_thresholds(shapes: Sequence[ox.Triple], thresholds: Mapping[str, Threshold]) -> tuple[ox.Triple, ...]:
    """Return shapes that report from other thresholds on.

    Args:
        shapes: the shapes of this project, or some of their families.
        thresholds: by the codes of rules; a rule whose shape is not among the shapes is left out.

    Raises:
        InputError: if a shape does not say the threshold that is to be set.
    """
    found = tuple(shapes)
    for code, threshold in thresholds.items():
        found = tuple(_counted(found, threshold) if code == "W10" else _queried(found, code, threshold))
    return found


def _counted(shapes: Iterable[ox.Triple], threshold: Threshold) -> Iterable[ox.Triple]:
    for triple in shapes:
        if threshold.parties is not None and (triple.subject, triple.predicate) == (_DOES_THE_WORK, _MOST):
            yield ox.Triple(triple.subject, triple.predicate, ox.Literal(threshold.parties - 1))
        else:
            yield triple


def _queried(shapes: Sequence[ox.Triple], code: str, threshold: Threshold) -> Iterable[ox.Triple]:
    own = {
        triple.object
        for triple in shapes
        if triple.predicate == _SPARQL and str(triple.subject).startswith(f"<{SHAPES}{code}-")
    }
    for triple in shapes:
        if triple.predicate == _SELECT and triple.subject in own and isinstance(triple.object, ox.Literal):
            yield ox.Triple(
                triple.subject, triple.predicate, ox.Literal(_exchanged(triple.object.value, code, threshold))
            )
        else:
            yield triple


def _exchanged(query: str, code: str, threshold: Threshold) -> str:
    for name, number in threshold.numbers().items():
        line = re.compile(rf"BIND \( [0-9]+ AS \?{name} \)")
        query, count = line.subn(f"BIND ( {ox.Literal(number)} AS ?{name} )", query)
        if count != 1:
            raise InputError(
                f"the shape of {code} does not say its threshold '{name}'", remedy="Install raci-graph again"
            )
    return query
