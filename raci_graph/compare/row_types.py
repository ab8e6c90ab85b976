"""The types of the rows of services: decided, taken over from the same row of another service, or suggested."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from raci_graph.compare.candidates import nearest
from raci_graph.compare.pairing import MARGIN, PLAIN
from raci_graph.compare.texts import likeness, plain, telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.model import Activity, Matrix


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
        """Return the types that are suggested for rows of a matrix, by their numbers; not every row has one."""


class _Known(NamedTuple):
    """The type of a row of another service."""

    type: str
    text: str
    where: str


def typed_rows(matrices: Sequence[Matrix], suggest: Suggest | None) -> list[list[TypedRow]]:
    """Return the rows of each matrix with their types.

    A row without a type gets that of the rows of the same words in the other matrices, if they agree on one; then that
    of a row whose text is plainly alike; then the one that is suggested.
    """
    known = _Texts(matrices)
    found = []
    for matrix in matrices:
        proposals = suggest(matrix) if suggest and any(each.type is None for each in matrix.activities) else {}
        found.append([_typed(each, known, proposals) for each in matrix.activities])
    return found


def _typed(activity: Activity, known: _Texts, proposals: Mapping[int, Proposal]) -> TypedRow:
    if activity.type is not None:
        return TypedRow(activity, activity.type, TypeGround.DECIDED)
    same = known.same(activity.text)
    if same is not None:
        return TypedRow(activity, same[0].type, TypeGround.SAME_ROW, round(same[1], 1), f"as {same[0].where}")
    proposal = proposals.get(activity.row)
    if proposal is not None:
        return TypedRow(activity, proposal.type, TypeGround.SUGGESTED, round(proposal.score, 1), proposal.why)
    return TypedRow(activity, None)


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
                    name = matrix.about.service or matrix.title
                    self._by_text[text] = _Known(each.type, each.text, f"row {each.row} of {name}")
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
