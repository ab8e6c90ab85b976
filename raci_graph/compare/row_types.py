"""The types of the rows of services: decided, taken over from the same row of another service, or suggested."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from raci_graph.compare.candidates import nearest
from raci_graph.compare.pairing import MARGIN, PLAIN, RowPairing
from raci_graph.compare.texts import likeness, plain, telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.model import Activity, Matrix


FEW = 10
"""Of more matrices, rows are not paired by their sections and neighbours: that takes its time for each two."""


class TypeGround(StrEnum):
    """On what ground a row is taken to be of a type."""

    DECIDED = "decided"
    SAME_ROW = "same row"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row with its type, None where it has none; ``score`` and ``why`` say how sure one that is not decided is."""

    activity: Activity
    type: str | None
    ground: TypeGround | None = None
    score: float = 100.0
    why: str = ""


class Proposal(NamedTuple):
    """A type that is suggested for a row: its IRI, how well it fits from 0 to 100, and why."""

    type: str
    score: float
    why: str


class Suggest(Protocol):
    """Proposes types for rows."""

    def __call__(self, matrix: Matrix) -> Mapping[int, Proposal]:
        """Return the types that are suggested for rows of a matrix, by their numbers; not every row has one.

        The matrix has only those of its rows for which a type is wanted.
        """


class _Known(NamedTuple):
    """The type of a row of another service."""

    type: str
    text: str
    where: str


def typed_rows(matrices: Sequence[Matrix], suggest: Suggest | None) -> list[list[TypedRow]]:
    """Return the rows of each matrix with their types.

    A row without a type gets that of the rows of the same words in the other matrices, if they agree on one; then that
    of a row whose text is plainly alike; of few matrices that of the row it goes with as if they were versions of one;
    then the one that is suggested.
    """
    known = _Texts(matrices)
    found = []
    for matrix in matrices:
        untyped = any(each.type is None for each in matrix.activities)
        paired = _paired(matrix, matrices) if untyped and len(matrices) <= FEW else {}
        rows = [_typed(each, known.same(each.text) or paired.get(each.row)) for each in matrix.activities]
        left = tuple(row.activity for row in rows if row.type is None)
        if suggest and left:
            proposals = suggest(replace(matrix, activities=left))
            rows = [_suggested(row, proposals) for row in rows]
        found.append(rows)
    return found


def _typed(activity: Activity, same: tuple[_Known, float] | None) -> TypedRow:
    if activity.type is not None:
        return TypedRow(activity, activity.type, TypeGround.DECIDED)
    if same is not None:
        return TypedRow(activity, same[0].type, TypeGround.SAME_ROW, round(same[1], 1), f"as {same[0].where}")
    return TypedRow(activity, None)


def _suggested(row: TypedRow, proposals: Mapping[int, Proposal]) -> TypedRow:
    proposal = proposals.get(row.activity.row) if row.type is None else None
    if proposal is None:
        return row
    return TypedRow(row.activity, proposal.type, TypeGround.SUGGESTED, round(proposal.score, 1), proposal.why)


def _paired(matrix: Matrix, matrices: Sequence[Matrix]) -> dict[int, tuple[_Known, float]]:
    """Return the rows of other matrices that rows go with as if they were versions of one: by section and neighbours.

    Where rows of several matrices go with one, that which is most alike counts, if none says otherwise.
    """
    found: dict[int, list[tuple[_Known, float]]] = {}
    for other in matrices:
        if other is matrix or all(each.type is None for each in other.activities):
            continue
        for pair in RowPairing(other, matrix).pairs.values():
            if pair.new.type is None and pair.old.type is not None:
                known = _Known(pair.old.type, pair.old.text, _where(pair.old, other))
                found.setdefault(pair.new.row, []).append((known, pair.score))
    return {
        row: max(rows, key=lambda each: each[1])
        for row, rows in found.items()
        if len({each[0].type for each in rows}) == 1
    }


def _where(activity: Activity, matrix: Matrix) -> str:
    return f"row {activity.row} of {matrix.about.service or matrix.title}"


class _Texts:
    """The texts of the rows that have a type."""

    def __init__(self, matrices: Sequence[Matrix]) -> None:
        self._by_text: dict[str, _Known | None] = {}
        self._asked: dict[str, tuple[_Known, float] | None] = {}
        for matrix in matrices:
            for each in matrix.activities:
                if each.type is None:
                    continue
                text = plain(each.text)
                before = self._by_text.get(text)
                if text not in self._by_text:
                    self._by_text[text] = _Known(each.type, each.text, _where(each, matrix))
                elif before is not None and before.type != each.type:
                    self._by_text[text] = None  # two services say otherwise
        self._texts = [known for known in self._by_text.values() if known]
        self._near = nearest([known.text for known in self._texts])

    def same(self, text: str) -> tuple[_Known, float] | None:
        """Return the row of another service that says the same as a text, and how alike they are."""
        words = plain(text)
        if words not in self._asked:
            self._asked[words] = self._find(words, text)
        return self._asked[words]

    def _find(self, words: str, text: str) -> tuple[_Known, float] | None:
        if words in self._by_text:
            known = self._by_text[words]
            return (known, 100.0) if known else None
        scored = sorted(
            ((likeness(text, self._texts[at].text), at) for at in self._near(text, 0)),
            key=lambda each: (-each[0], each[1]),
        )
        if not scored or scored[0][0] < PLAIN:
            return None
        best = self._texts[scored[0][1]]
        rivals = [score for score, at in scored[1:] if self._texts[at].type != best.type]
        if telling(text, best.text) or (rivals and scored[0][0] - rivals[0] < MARGIN):
            return None
        return best, scored[0][0]
