"""What differs between two versions of a matrix: plain facts, without any sentence about them.

Every fact names both sides, so that the difference the other way round has the same facts with the sides exchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from raci_graph.model import Activity, Matrix

Held: TypeAlias = tuple[str, str]
"""A role that a party has in a row: the name of the party and that of the role."""


class Kind(StrEnum):
    """The kinds of change, as ``--fail-on-change`` names them."""

    ADDED = "added"
    DROPPED = "dropped"
    REASSIGNED = "reassigned"
    REWORDED = "reworded"
    MOVED = "moved"
    REMARKED = "remarked"
    UNSETTLED = "unsettled"
    QUESTION = "question"
    PARTIES = "parties"
    SECTIONS = "sections"
    LEGEND = "legend"


KINDS = tuple(each.value for each in Kind)
"""The names of the kinds of change, the gravest of a row first."""


class Ground(StrEnum):
    """On what ground two rows, or two parties, are taken for the same."""

    RECORDED = "recorded"
    DECIDED = "decided"
    SAME_ID = "same id"
    SAME_TEXT = "same text"
    SAME_WORDS = "same words"
    LIKENESS = "likeness"
    SAME_ROLES = "same roles"


@dataclass(frozen=True, slots=True)
class RowPair:
    """A row of the old version and the row of the new one that goes with it.

    ``score`` is the likeness of their texts, from 0 to 100, whatever the ground.
    """

    old: Activity
    new: Activity
    ground: Ground
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """Two rows that may be the same, and why that is not plain: the old one counts as dropped, the new one as added."""

    old: Activity
    new: Activity
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section by its path of labels: added (``old`` is None), dropped (``new`` is None), renamed or renumbered."""

    old: tuple[str, ...] | None
    new: tuple[str, ...] | None
    old_number: str | None = None
    new_number: str | None = None


@dataclass(frozen=True, slots=True)
class PartyChange:
    """A party that was added (``old`` is None), dropped (``new`` is None) or renamed, and on what ground it was.

    ``agreeing`` of ``compared`` rows give both names the same roles.
    """

    old: str | None
    new: str | None
    ground: Ground | None = None
    agreeing: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True)
class LegendChange:
    """A letter whose meaning was added (``old`` is None), dropped (``new`` is None) or changed."""

    letter: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """All that changed in one row that both versions have.

    Attributes:
        pair: the row in both versions.
        kinds: what changed, in the order of ``Kind``.
        gained: roles that the new version gives and the old one did not, the parties by their new names.
        lost: roles that the old version gave and the new one does not, the parties by their old names.
        old_section: the path of labels of its section in the old version, where it was moved.
        new_section: the same in the new version.
        remarks: the remarks of cells that are not the same, each with its column, before and after.
    """

    pair: RowPair
    kinds: tuple[Kind, ...]
    gained: tuple[Held, ...] = ()
    lost: tuple[Held, ...] = ()
    old_section: tuple[str, ...] = ()
    new_section: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """The difference between two versions of a matrix.

    Attributes:
        old: the old version.
        new: the new version.
        pairs: the rows that both have, in the order of the new version.
        changes: those of them in which something changed.
        added: rows that only the new version has.
        dropped: rows that only the old version has.
        questions: pairs of an added and a dropped row that may be one.
        sections: the sections that changed.
        parties: the parties that changed.
        legend: the letters that changed.
        likely_parties: pairs of a party that is gone and one that is new that may be one.
    """

    old: Matrix
    new: Matrix
    pairs: tuple[RowPair, ...]
    changes: tuple[RowChange, ...]
    added: tuple[Activity, ...]
    dropped: tuple[Activity, ...]
    questions: tuple[Question, ...]
    sections: tuple[SectionChange, ...]
    parties: tuple[PartyChange, ...]
    legend: tuple[LegendChange, ...]
    likely_parties: tuple[PartyChange, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return how many changes there are of each kind, those without any left out."""
        found = {
            Kind.ADDED: len(self.added),
            Kind.DROPPED: len(self.dropped),
            Kind.QUESTION: len(self.questions),
            Kind.PARTIES: len(self.parties),
            Kind.SECTIONS: len(self.sections),
            Kind.LEGEND: len(self.legend),
        }
        found |= {
            kind: sum(kind in change.kinds for change in self.changes)
            for kind in (Kind.REASSIGNED, Kind.REWORDED, Kind.MOVED, Kind.REMARKED, Kind.UNSETTLED)
        }
        return {kind.value: found[kind] for kind in Kind if found[kind]}

    def of_kind(self, kind: Kind) -> tuple[RowChange, ...]:
        """Return the rows with a change of a kind."""
        return tuple(change for change in self.changes if kind in change.kinds)
